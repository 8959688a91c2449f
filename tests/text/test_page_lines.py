# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines of a page that hangs askew, as scans do: told apart, marked and met where they are."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest

from sidelight.text.geometry import group_lines
from sidelight.text.layer import Page
from sidelight.text.page_lines import PageLines, Place

WIDE, HIGH, PITCH, COUNT = 7.0, 10.0, 17.0, 60


def print_(slope: float, lines: int = 4, count: int = COUNT) -> array[float]:
    """Return the boxes of lines of print that fall by ``slope`` points a point."""
    boxes = array("f")
    for line in range(lines):
        for at in range(count):
            x = 70 + at * WIDE
            y = 100 + line * PITCH + slope * (x - 70)
            boxes.extend((x, y, x + WIDE, y + HIGH))
    return boxes


def page(slope: float, lines: int = 4) -> PageLines:
    boxes = print_(slope, lines)
    count = len(boxes) // 4
    return PageLines(Page(1, "1", 595, 842, 0, count, boxes), "x" * count)


# At the fourth, the next line begins exactly as low as the line before it ends.
SLOPES = [-0.07, -0.03, 0.01, PITCH / ((COUNT - 1) * WIDE), 0.07]


@pytest.mark.parametrize("slope", SLOPES)
def test_every_line_askew_is_a_line_of_its_own(slope: float) -> None:
    lines = group_lines(0, print_(slope))
    assert [(line.start, line.end) for line in lines] == [
        (at, at + COUNT) for at in range(0, 4 * COUNT, COUNT)
    ]
    assert [line.slope for line in lines] == pytest.approx([slope] * 4, abs=0.002)


def test_level_print_has_no_slope_and_one_rectangle_a_line() -> None:
    lines = page(0.0)
    assert {line.slope for line in lines.lines} == {0.0}
    assert len(lines.rects(5, 2 * COUNT + 5)) == 3


def test_a_raised_last_letter_does_not_tilt_a_line() -> None:
    boxes = print_(0.0, 1)
    boxes[-3] -= 3
    boxes[-1] -= 3
    (line,) = group_lines(0, boxes)
    assert line.slope == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("slope", SLOPES)
def test_the_marks_of_a_line_askew_follow_the_print(slope: float) -> None:
    lines = page(slope)
    for rect in lines.rects(COUNT, 2 * COUNT):
        middle = (rect.x0 + rect.x1) / 2
        there = 100 + PITCH + slope * (middle - WIDE / 2 - 70)
        assert rect.y0 == pytest.approx(there, abs=0.3 * HIGH)
    covered = lines.rects(COUNT, 2 * COUNT)
    assert covered[0].x0 == pytest.approx(70)
    assert covered[-1].x1 == pytest.approx(70 + COUNT * WIDE)
    for one, after in pairwise(covered):
        assert one.x1 == pytest.approx(after.x0)


@pytest.mark.parametrize("slope", SLOPES)
def test_a_point_meets_the_character_under_it(slope: float) -> None:
    lines = page(slope)
    for offset in (0, COUNT - 1, COUNT, 2 * COUNT + 30, 3 * COUNT - 1, 4 * COUNT - 1):
        x0, y0, x1, y1 = lines.page.box(offset)
        found = lines.nearest(x0 + 1, (y0 + y1) / 2)
        assert found is not None
        assert found[0] == offset
        assert x1 > x0


def test_a_caret_stands_as_low_as_its_character() -> None:
    lines = page(0.07)
    for offset in (0, COUNT - 1):
        caret, box = lines.caret(Place(offset)), lines.page.box(offset)
        assert caret.y0 == pytest.approx(box[1], abs=0.6)
        assert caret.y1 == pytest.approx(box[3], abs=0.6)


def test_right_to_left_lines_with_numbers_stay_whole() -> None:
    # logical order: words from the right, a number in them from the left
    boxes = array("f")
    xs = [*range(400, 300, -7), *range(275, 296, 7), *range(268, 150, -7)]
    for x in xs:
        boxes.extend((x, 100, x + 7, 110))
    assert len(group_lines(0, boxes)) == 1


@pytest.mark.parametrize(
    ("y", "top"),
    [
        (100, 100), (104, 100), (80, 100), (110, 117), (117, 117), (30, None), (400, None),
    ],
)  # fmt: skip
def test_a_link_means_the_line_at_or_below_its_height(y: float, top: float | None) -> None:
    found = page(0.0).led_to(y)
    assert (found and found.y0) == (top and pytest.approx(top))
