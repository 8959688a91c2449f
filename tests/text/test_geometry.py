# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines found among the boxes of a page."""

import pytest

from sidelight.text.geometry import Rect, group_lines, union
from tests.desktop.view.typeset import boxes_of

# Each: what it is, the boxes in logical order, the ink ranges of the lines that a reader sees.
PAGES: list[tuple[str, list[tuple[float, float, float, float]], list[tuple[int, int]]]] = [
    ("nothing", [], []),
    ("one character", [(0, 0, 10, 12)], [(0, 1)]),
    ("justified words", [(0, 0, 10, 12), (30, 0, 40, 12), (65, 0, 75, 12)], [(0, 3)]),
    ("two lines", [(0, 0, 10, 12), (10, 0, 20, 12), (0, 20, 10, 32)], [(0, 2), (2, 3)]),
    ("tight lines", [(0, 0, 10, 14), (0, 11, 10, 25), (0, 22, 10, 36)], [(0, 1), (1, 2), (2, 3)]),
    ("cells of a table", [(0, 0, 10, 12), (10, 0, 20, 12), (90, 0, 99, 12)], [(0, 2), (2, 3)]),
    ("two columns", [(0, 0, 90, 12), (0, 20, 90, 32), (130, 0, 220, 12)], [(0, 1), (1, 2), (2, 3)]),
    ("raised figure", [(0, 2, 10, 14), (10, 0, 14, 7), (14, 2, 24, 14)], [(0, 3)]),
    ("drop capital", [(0, 0, 30, 50), (30, 0, 40, 12), (30, 18, 40, 30)], [(0, 2), (2, 3)]),
    ("ligature", [(0, 0, 10, 12), (10, 0, 10, 12), (10, 0, 20, 12)], [(0, 3)]),
    ("no box at all", [(0, 0, 10, 12), (0, 0, 0, 0), (10, 0, 20, 12)], [(0, 3)]),
    ("right to left", [(90, 0, 100, 12), (80, 0, 90, 12), (60, 0, 70, 12)], [(0, 3)]),
    ("turning around", [(0, 0, 10, 12), (40, 0, 50, 12), (30, 0, 40, 12)], [(0, 3)]),
]


@pytest.mark.parametrize(("boxes", "lines"), [p[1:] for p in PAGES], ids=[p[0] for p in PAGES])
def test_boxes_become_the_lines_that_a_reader_sees(
    boxes: list[tuple[float, float, float, float]], lines: list[tuple[int, int]]
) -> None:
    flat = [number for box in boxes for number in box]
    found = group_lines(7, flat)
    assert [(line.start - 7, line.end - 7) for line in found] == lines
    for line in found:
        assert line.left <= line.rect.x0 <= line.rect.x1 <= line.right
        assert line.rect.y0 < line.rect.y1


def test_bands_neither_overlap_nor_stretch_and_know_their_column() -> None:
    tight = group_lines(0, [0, 0, 50, 14, 0, 11, 20, 25])
    assert tight[0].rect.y1 == tight[1].rect.y0 == 12.5
    # Two lines of one column share its width: a point right of the short one means the short one.
    assert (tight[1].left, tight[1].right) == (0, 50)
    raised = group_lines(0, [0, 2, 10, 14, 10, 2, 20, 14, 20, 0, 24, 7])
    assert (raised[0].rect.y0, raised[0].rect.y1) == (2, 14)
    beside = group_lines(0, [0, 0, 90, 12, 130, 0, 220, 12])
    assert [(line.left, line.right) for line in beside] == [(0, 90), (130, 220)]


def test_rectangles_know_their_size_and_what_they_hold() -> None:
    one, other = Rect(0, 0, 10, 20), Rect(5, -5, 30, 5)
    assert (one.width, one.height) == (10, 20)
    assert one.holds(10, 20)
    assert not one.holds(11, 20)
    assert one.holds(11, 20, slack=1.5)
    assert union([one, other]) == Rect(0, -5, 30, 20)
    assert len(boxes_of("a b\u00a0c", 0)) == 12
