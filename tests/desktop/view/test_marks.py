# SPDX-License-Identifier: AGPL-3.0-or-later
"""Highlights on pages, their badges in the margin, and the hits of a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.view.badge_layout import HEIGHT, Badge, lay_badges
from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.hits import Hits
from sidelight.desktop.view.marks import Mark, Marks, lanes
from sidelight.desktop.view.page_stack import PagePoint
from sidelight.model.styles import STYLES, style
from sidelight.text.finding import Finder, Options
from tests.desktop.view.typeset import LEADING, LEFT, TOP, typeset

TEXT = typeset("Mara wrote\nit down\nat once", "and signed\nit")


def highlight(name: str, start: int, end: int, badge: str = "") -> Highlight:
    return Highlight(name, start, end, style("verified"), badge or name)


def point(column: int, line: int = 0, page: int = 0) -> PagePoint:
    return PagePoint(page, LEFT + 10 * column + 5, TOP + LEADING * line + 6)


def test_highlights_lie_on_their_pages_and_are_found_smallest_first() -> None:
    long, short = highlight("long", 0, 25), highlight("short", 4, 9)
    beyond, empty = highlight("beyond", 30, 99), highlight("empty", 5, 5)
    marks = Marks(TEXT, [short, long, beyond, empty])
    assert marks.highlights == (short, long)
    assert (marks.get("long"), marks.get("empty")) == (long, None)
    first, second = marks.on_page(0), marks.on_page(1)
    assert [mark.highlight.id for mark in first] == ["long", "short"]
    assert [(mark.starts, mark.ends, len(mark.rects)) for mark in first] == [
        (True, False, 3),
        (True, True, 1),
    ]
    assert [(mark.starts, mark.ends) for mark in second] == [(False, True)]
    assert [one.id for one in marks.at(point(6))] == ["short", "long"]
    assert [one.id for one in marks.at(point(1))] == ["long"]
    assert marks.at(point(6, 0, 1)) == []
    moved = marks.with_ends("short", 0, 9)
    assert [one.id for one in moved.at(point(1))] == ["short", "long"]
    assert [one.id for one in marks.at(point(1))] == ["long"]


RANGES = st.lists(
    st.tuples(st.integers(0, 28), st.integers(1, 12)).map(lambda r: (r[0], r[0] + r[1])),
    max_size=14,
)


@given(RANGES)
def test_those_that_overlap_have_lanes_of_their_own_while_there_are_some(
    ranges: list[tuple[int, int]],
) -> None:
    given_ = [highlight(str(i), *one) for i, one in enumerate(ranges)]
    found = lanes(given_)
    assert len(found) == len(given_)
    assert set(found) <= {0, 1, 2, 3}
    for at in range(40):
        here = [lane for lane, one in zip(found, given_, strict=True) if one.start <= at < one.end]
        if len(here) <= 2:
            assert len(set(here)) == len(here) or _crowded(given_, found, at)


def _crowded(ones: list[Highlight], found: list[int], at: int) -> bool:
    """Tell whether one of those at a place began where all lanes were taken."""
    here = [one for one in ones if one.start <= at < one.end]
    return any(
        sum(other.start <= one.start < other.end for other in ones) > len(set(found) | {0, 1, 2, 3})
        for one in here
    )


def width_of(text: str, icon: str) -> float:
    return max(19.0, 8.0 * len(text) + (11.0 if icon else 0.0) + 12.0)


def laid(
    ones: list[Highlight], scale: float, left: float = -30.0, right: float = 34.0
) -> list[Badge]:
    marks: tuple[Mark, ...] = Marks(TEXT, ones).on_page(0)
    return lay_badges(marks, scale, left, right, width_of)


@given(RANGES, st.floats(0.3, 6.0), st.floats(-9.0, 34.0))
def test_badges_never_overlap_and_leave_none_out(
    ranges: list[tuple[int, int]], scale: float, right: float
) -> None:
    ones = [highlight(str(i), *one) for i, one in enumerate(ranges)]
    badges = laid(ones, scale, -30.0, right)
    here = {one.id for one in ones if one.start < 21 and one.end <= len(TEXT.text)}
    assert sorted(id_ for badge in badges for id_ in badge.ids) == sorted(here)
    for number, badge in enumerate(badges):
        assert badge.rect.height == pytest.approx(HEIGHT)
        assert badge.rect.x1 <= right + 1e-6
        for other in badges[number + 1 :]:
            beside = badge.rect.x1 <= other.rect.x0 or other.rect.x1 <= badge.rect.x0
            below = badge.rect.y1 <= other.rect.y0 or other.rect.y1 <= badge.rect.y0
            assert beside or below


def test_a_badge_stands_beside_the_first_line() -> None:
    badges = laid([highlight("1", 0, 15), highlight("2", 9, 15)], 2.0)
    assert [badge.text for badge in badges] == ["1", "2"]
    middles = [(badge.rect.y0 + badge.rect.y1) / 2 for badge in badges]
    assert middles == [2 * (TOP + 6), 2 * (TOP + LEADING + 6)]
    assert all(badge.rect.x1 == 34.0 for badge in badges)
    bare = Highlight("3", 0, 4, STYLES["denied"])
    assert laid([bare], 2.0) == []
    icon = Highlight("4", 0, 4, STYLES["denied"], "", "circle-x")
    assert [(badge.text, badge.icon) for badge in laid([icon], 2.0)] == [("", "circle-x")]


def test_more_badges_than_there_is_room_for_become_one_that_says_how_many() -> None:
    crowd = [highlight(str(i), i, i + 2) for i in range(7)]
    badges = laid([*crowd, highlight("next", 9, 12)], 1.0)
    words = [badge.text for badge in badges]
    assert words[:2] == ["0", "+6"]
    assert badges[1].ids == ("1", "2", "3", "4", "5", "6")
    assert badges[0].rect.x1 < badges[1].rect.x0
    assert words[-1] == "next"


def test_hits_are_walked_round_and_marked_page_by_page() -> None:
    hits, finder = Hits(TEXT), Finder(TEXT.text)
    assert hits.step(1) == (0, 0)
    assert hits.take(finder.hits("it"), 10) == 2
    assert hits.ranges == [(9, 11), (30, 32)]
    assert hits.step(0) == (2, 2)
    assert hits.step(1) == (1, 2)
    assert hits.current == (9, 11)
    assert hits.step(-1) == (2, 2)
    assert len(hits.on_page(0)) == 1
    assert hits.on_page(1) == ()
    assert hits.take(finder.hits("it", Options(whole_words=True)), 0) == 2
    assert hits.take(finder.hits("IT", Options(case=True)), 0) == 0
    # Across the end of a line, a hit has a rectangle on each.
    assert hits.take(finder.hits("wrote it"), 0) == 1
    hits.ranges.append((98, 99))
    hits.index = 1
    assert len(hits.on_page(0)) == 2
    hits.clear()
    assert [hits.ranges, hits.current] == [[], None]
