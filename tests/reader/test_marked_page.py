# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks on a drawn page, in this process: where pixels change, and where none may."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sidelight.model.styles import STYLES, style
from sidelight.reader.drawing import Sheet, draw, draw_area, pixmap_of
from sidelight.reader.extraction import Mark, Rect
from sidelight.reader.marked_page import marked_png
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.reading import Unreadable

Fixture = Callable[..., Any]
DPI = 144
RECT: Rect = (120.0, 100.0, 240.0, 114.0)
NAN = float("nan")
LINES = {known.line: known for known in STYLES.values()}


@pytest.fixture
def page(make_pdf: Fixture) -> Any:
    data = make_pdf([(120.0, 112.0, 12.0, "a bridge that never stood")], size=(400, 300))
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    return document[0]


def changed(page: Any, *marks: Mark) -> set[tuple[int, int]]:
    """The places in points (whole) at which the marked page differs from the bare one."""
    bare: Any = pymupdf.Pixmap(marked_png(page, DPI, []))
    made: Any = pymupdf.Pixmap(marked_png(page, DPI, marks))
    assert (bare.width, bare.height, bare.n) == (made.width, made.height, made.n)
    places = set()
    for y in range(bare.height):
        row = slice(y * bare.stride, (y + 1) * bare.stride)
        one, other = bare.samples_mv[row], made.samples_mv[row]
        if one != other:
            places |= {
                (x * 72 // DPI, y * 72 // DPI)
                for x in range(bare.width)
                if max(abs(one[3 * x + c] - other[3 * x + c]) for c in range(3)) > 3
            }
    return places


@pytest.mark.parametrize("line", sorted(LINES))
def test_pixels_change_only_near_the_mark(line: str, page: Any) -> None:
    x0, y0, x1, y1 = RECT
    places = changed(page, Mark(1, (RECT,), LINES[line]))
    assert places
    for x, y in places:
        assert x0 - 3 <= x <= x1 + 3
        assert y0 - 3 <= y <= y1 + 5
    # The whole ground changed, up to the print on it.
    assert len({x for x, _ in places}) >= x1 - x0 - 1
    assert len({y for _, y in places}) >= y1 - y0 - 1


def test_every_line_looks_different(page: Any) -> None:
    plain = style("context")
    pictures = {
        line: marked_png(page, DPI, [Mark(1, (RECT,), replace(plain, line=line))]) for line in LINES
    }
    assert set(pictures) == {"solid", "dashed", "dotted", "wavy", "double"}
    assert len(set(pictures.values())) == 5


def test_a_label_stands_in_the_margin(page: Any) -> None:
    bare, labelled = (
        changed(page, Mark(1, (RECT,), style("denied"), label)) for label in ("", "17")
    )
    added = labelled - bare
    assert added
    for x, y in added:
        assert 3 <= x <= 53
        assert RECT[1] - 1 <= y <= RECT[1] + 13


def test_labels_of_one_line_stand_below_each_other(page: Any) -> None:
    marks = [Mark(1, (RECT,), style("denied"), str(n)) for n in range(3)]
    rows = {y for x, y in changed(page, *marks) if x < 60}
    for n in range(3):
        top = RECT[1] + 12 * n
        assert rows & set(range(int(top), int(top + 12)))


def test_a_full_margin_takes_no_more(page: Any) -> None:
    marks = [Mark(1, (RECT,), style("denied"), "x") for _ in range(60)]
    assert marked_png(page, 36, marks).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "rect",
    [
        (1e30, 0.0, 1e30, 5.0),
        (-1e30, 0.0, -1e29, 5.0),
        (240.0, 114.0, 120.0, 100.0),
        (120.0, 100.0, 120.0, 100.0),
        (NAN, NAN, NAN, NAN),
        (500.0, 100.0, 600.0, 110.0),
        (10.0, 400.0, 20.0, 410.0),
    ],
)
@pytest.mark.parametrize("line", ["wavy", "double"])
def test_what_is_not_on_the_page_is_not_drawn(rect: Rect, line: str, page: Any) -> None:
    mark = Mark(1, (rect,), LINES[line], "7")
    assert changed(page, mark, mark) == set()


@pytest.mark.parametrize("rect", [(-1e30, 100.0, 1e30, 114.0), (NAN, 100.0, float("inf"), 114.0)])
def test_a_mark_over_the_edge_is_cut_at_it(rect: Rect, page: Any) -> None:
    places = changed(page, Mark(1, (rect,), LINES["wavy"], "7"))
    assert {x for x, _ in places} >= set(range(60, 395))
    assert {y for _, y in places} <= set(range(96, 120))


def test_words_of_a_label_are_words(page: Any) -> None:
    mark = Mark(1, (RECT,), style("denied"), "<img src=x><b>&amp;")
    assert changed(page, mark) >= changed(page, Mark(1, (RECT,), style("denied")))


def test_one_mark_over_another_is_darker(page: Any) -> None:
    once, twice = Mark(1, (RECT,), style("denied")), Mark(1, (RECT, RECT), style("denied"))
    shades = []
    for mark in (once, twice):
        picture: Any = pymupdf.Pixmap(marked_png(page, DPI, [mark]))
        shades.append(sum(picture.pixel(244, 204)[:3]))
    assert shades[1] < shades[0] < 765


@pytest.mark.parametrize(
    ("scale", "width"), [(1.0, 400), (2.0, 800), (0.0, 8), (-3.0, 8), (1e9, 7303), (40.0, 7303)]
)
def test_scales_are_kept_within_reason(scale: float, width: int, page: Any) -> None:
    assert pixmap_of(page, scale).width == pytest.approx(width, abs=2)


def test_a_picture_holds_what_it_says(page: Any) -> None:
    picture = draw(Sheet(page), 1.5)
    assert (picture.width, picture.height) == (600, 450)
    assert len(picture.pixels) == picture.stride * picture.height


@pytest.mark.parametrize("line", sorted(LINES))
def test_a_frame_goes_around_its_area(line: str, page: Any) -> None:
    x0, y0, x1, y1 = area = (120.0, 150.0, 240.0, 200.0)
    places = changed(page, Mark(1, (area,), replace(LINES[line], fill="#ffffff"), frame=True))
    for side in (x0, x1):
        assert len({y for x, y in places if abs(x - side) <= 3}) >= (y1 - y0) / 3
    for side in (y0, y1):
        assert len({x for x, y in places if abs(y - side) <= 3}) >= (x1 - x0) / 3
    assert not [at for at in places if x0 + 5 < at[0] < x1 - 5 and y0 + 5 < at[1] < y1 - 5]


def test_an_area_is_cut_out_of_its_page(page: Any) -> None:
    made: Any = pymupdf.Pixmap(draw_area(page, (100.0, 50.0, 200.0, 90.0), 2.0))
    assert (made.width, made.height) == (200, 80)
    cut: Any = pymupdf.Pixmap(draw_area(page, (300.0, 200.0, 900.0, 900.0), 1.0))
    assert (cut.width, cut.height) == (100, 100)


@pytest.mark.parametrize("rect", [(500, 0, 600, 50), (50, 50, 50, 90), (NAN, 0, 5, 5)])
def test_an_area_off_the_page_is_none(page: Any, rect: Rect) -> None:
    with pytest.raises(Unreadable):
        draw_area(page, rect, 1.0)
