# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of pages in a tone, pixel by pixel, and rows of links from anyone."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader.drawing import Sheet, Shelf, draw, draw_area, page_of, possible_scale
from sidelight.reader.extraction import Link
from sidelight.reader.link_rows import LONGEST_ADDRESS, pack_links, unpack_links
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.picture import Picture
from sidelight.reader.reading import Unreadable
from sidelight.reader.specks import packed, specks_of, unpacked
from sidelight.reader.toning import DIMMED, INVERTED
from sidelight.reader.typography import FONTS, USUAL, Typography, sheet_of, typeset

Clip = tuple[float, float, float, float]


def sheet(rotation: int = 0, pages: int = 1) -> Any:
    """A page of 200 by 300 points with words and a red and a green field."""
    document = pymupdf.open()
    for _ in range(pages):
        page = document.new_page(width=200, height=300)
        page.insert_text((20, 40), "Words", fontsize=30)
        page.draw_rect(pymupdf.Rect(20, 60, 60, 100), color=None, fill=(0.8, 0, 0))
        page.draw_rect(pymupdf.Rect(120, 200, 180, 280), color=None, fill=(0, 0.6, 0))
        page.set_rotation(rotation)
    return pymupdf.open("pdf", document.tobytes())


def row(picture: Picture, y: int, x0: int, x1: int) -> bytes:
    """Pixels of a row, places counted from the page's corner."""
    at = (y - picture.top) * picture.stride
    start, end = at + 3 * (x0 - picture.left), at + 3 * (x1 - picture.left)
    return bytes(picture.pixels[start:end])


@pytest.mark.parametrize("tone", ["", DIMMED, INVERTED])
@pytest.mark.parametrize("rotation", [0, 90, 270])
@pytest.mark.parametrize("clip", [(0.0, 0.0, 60.0, 60.0), (100.0, 80.0, 190.0, 190.0)])
def test_a_part_in_a_tone_is_that_of_the_whole(tone: str, rotation: int, clip: Clip) -> None:
    page = Sheet(page_of(sheet(rotation), 1))
    whole, part = draw(page, 2.0, None, tone), draw(page, 2.0, clip, tone)
    assert (part.left, part.top) == (2 * clip[0], 2 * clip[1])
    assert (part.width, part.height) == (2 * (clip[2] - clip[0]), 2 * (clip[3] - clip[1]))
    assert whole.inverted == part.inverted == (tone == INVERTED)
    for y in range(part.top, part.top + part.height):
        ends = part.left, part.left + part.width
        assert row(part, y, *ends) == row(whole, y, *ends)


def test_a_clip_is_cut_to_the_page() -> None:
    page = Sheet(page_of(sheet(), 1))
    part = draw(page, 1.0, (150.0, 250.0, 900.0, 900.0))
    assert (part.left, part.top, part.width, part.height) == (150, 250, 50, 50)
    assert row(part, 260, 160, 161)[1] > row(part, 260, 160, 161)[0] + 60


@pytest.mark.parametrize(
    "clip",
    [
        (10.0, 10.0, 10.0, 50.0),
        (50.0, 50.0, 10.0, 10.0),
        (300.0, 0.0, 400.0, 50.0),
        (math.nan, 0.0, 10.0, 10.0),
        (0.0, 0.0, math.inf, 10.0),
    ],
)
def test_a_clip_that_shows_nothing_is_refused(clip: Clip) -> None:
    with pytest.raises(Unreadable) as refused:
        draw(Sheet(page_of(sheet(), 1)), 1.0, clip)
    assert refused.value.kind == "damaged"


def test_a_tone_does_not_stay_on_the_page_that_is_kept() -> None:
    page = Sheet(page_of(sheet(), 1))
    before = bytes(draw(page, 1.0).pixels)
    dark = bytes(draw(page, 1.0, None, INVERTED).pixels)
    assert bytes(draw(page, 1.0).pixels) == before
    assert bytes(draw(page, 1.0, None, INVERTED).pixels) == dark
    assert dark != before


def test_an_area_is_a_png_of_it() -> None:
    made = pymupdf.Pixmap(draw_area(page_of(sheet(), 1), (20.0, 60.0, 60.0, 100.0), 1.5))
    assert (made.width, made.height) == (60, 60)
    red, green, blue = made.pixel(30, 30)
    assert (red > 190, green < 20, blue < 20) == (True, True, True)


@pytest.mark.parametrize("number", [-1, 0, 3, 10**9])
def test_a_page_that_is_not_there_says_how_many_are(number: int) -> None:
    with pytest.raises(Unreadable) as refused:
        page_of(sheet(pages=2), number)
    assert refused.value.kind == "missing_page"


@given(st.floats(0.0001, 1e9), st.floats(-5, 1e6))
def test_a_scale_is_within_reason_and_makes_no_more_pixels_than_it_may(
    area: float, scale: float
) -> None:
    found = possible_scale(area, scale)
    assert 0 < found <= 40
    assert area * found**2 <= 40_000_001


def test_a_shelf_gives_up_what_was_unused_longest() -> None:
    data = sheet(pages=2).tobytes()
    shelf = Shelf(2)
    first = shelf.put("a", data, "application/pdf")
    shelf.put("b", data, "application/pdf")
    assert shelf.get("a") is first
    kept = shelf.sheet("a", first, 2)
    assert shelf.sheet("a", first, 2) is kept
    shelf.put("c", data, "application/pdf")
    assert (shelf.get("b"), shelf.get("a")) == (None, first)
    assert shelf.sheet("a", first, 1) is not kept


_numbers = st.floats(-1e4, 1e4)
_junk = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3))
_rows = st.lists(st.lists(_junk, max_size=9) | _junk, max_size=6) | _junk


@given(_rows, st.integers(0, 9))
def test_no_rows_of_anyone_make_a_link_that_leads_astray(rows: Any, pages: int) -> None:
    for link in unpack_links(rows, pages):
        x0, y0, x1, y1 = link.rect
        assert x0 < x1
        assert y0 < y1
        assert (1 <= link.page <= pages) != bool(link.address)


@given(st.integers(0, 4), _numbers, _numbers, st.text(max_size=6))
def test_links_come_back_where_they_lead_somewhere(
    page: int, x: float, y: float, address: str
) -> None:
    link = Link((1.0, 2.0, 3.0, 4.0), page, x, y, "" if page else address)
    leads = 1 <= page <= 3 or (page == 0 and address != "" and address.isprintable())
    assert unpack_links(pack_links([link]), 3) == ((link,) if leads else ())


def test_an_address_without_end_leads_nowhere() -> None:
    long = Link((1.0, 2.0, 3.0, 4.0), 0, 0.0, 0.0, "x" * (LONGEST_ADDRESS + 1))
    within = Link((1.0, 2.0, 3.0, 4.0), 0, 0.0, 0.0, "x" * LONGEST_ADDRESS)
    assert unpack_links(pack_links([long, within]), 1) == (within,)


@pytest.mark.parametrize("font", FONTS)
def test_a_typeface_is_written_and_the_words_stay(font: str) -> None:
    rendition = b"<html><head><style>p{}</style></head><body>One</body></html>"
    made = typeset(rendition, Typography(14, 480, 1.6, font))
    assert f"font-family: {font}; line-height: 1.6;".encode() in made
    assert made.endswith(b"</head><body>One</body></html>")
    assert sheet_of(made) == (480.0, 14.0)
    assert (sheet_of(rendition), typeset(rendition, USUAL)) == (None, rendition)


@given(st.sampled_from(["size", "width", "spacing"]), st.integers(-12, 12), st.integers(-12, 12))
def test_steps_there_are_steps_back_within_the_scale(name: str, one: int, other: int) -> None:
    there = USUAL.stepped(name, one)
    assert there.stepped(name, 0) == there
    assert (getattr(there, name) - getattr(USUAL, name)) * one >= 0
    assert there.stepped(name, 99).stepped(name, other) == USUAL.stepped(name, 99).stepped(
        name, other
    )
    assert (there.code == "") == (there == USUAL)


@given(st.integers(1, 40), st.integers(1, 40), st.randoms(use_true_random=False))
def test_specks_are_part_of_the_print(width: int, height: int, chance: Any) -> None:
    black = bytes(255 if chance.random() < 0.03 else 0 for _ in range(width * height))
    picture = packed(width, height, black)
    specks = specks_of(width, picture)
    assert specks & ~picture == 0
    assert unpacked(width, height, specks).count(1) <= black.count(255)
