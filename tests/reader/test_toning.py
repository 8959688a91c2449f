# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dimmed and inverted pages; scans and photographs are left alone."""

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.reader.drawing import Sheet, draw
from sidelight.reader.extraction import Manner
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.picture import Picture
from sidelight.reader.remote import Reader
from sidelight.reader.toning import DIMMED, INVERTED

PHOTO = pymupdf.Rect(120, 120, 180, 180)


def at(picture: Picture, x: int, y: int) -> tuple[int, ...]:
    start = (y - picture.top) * picture.stride + 3 * (x - picture.left)
    return tuple(picture.pixels[start : start + 3])


def photo(grey: int) -> Any:
    made = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 30, 30))
    made.clear_with(grey)
    return made


def paged(*, words: bool = True, picture: Any = None, rotation: int = 0) -> Sheet:
    document = pymupdf.open()
    page = document.new_page(width=200, height=200)
    if words:
        page.insert_text((20, 40), "Words", fontsize=30)
        page.draw_rect(pymupdf.Rect(20, 60, 60, 100), color=None, fill=(0.8, 0, 0))
    if picture is not None:
        page.insert_image(picture, pixmap=photo(225))
    page.set_rotation(rotation)
    return Sheet(document.reload_page(page))


def test_paper_becomes_dark_print_light_and_colours_keep_their_hue() -> None:
    picture = draw(paged(), 1.0, tone=INVERTED)
    assert picture.inverted
    assert max(at(picture, 5, 5)) < 50
    assert max(at(picture, 27, 32)) >= 0
    brightest = max(sum(at(picture, x, 30)) for x in range(20, 110))
    assert brightest > 600
    red, green, blue = at(picture, 40, 80)
    assert red > green + 60
    assert red > blue + 60


def test_a_photograph_on_an_inverted_page_stays_as_it_is() -> None:
    picture = draw(paged(picture=PHOTO), 2.0, tone=INVERTED)
    assert picture.inverted
    assert at(picture, 300, 300) == (225, 225, 225)
    assert max(at(picture, 200, 300)) < 50
    part = draw(paged(picture=PHOTO), 2.0, (140.0, 140.0, 190.0, 190.0), INVERTED)
    assert (part.left, part.top) == (280, 280)
    assert at(part, 300, 300) == (225, 225, 225)
    assert max(at(part, 375, 375)) < 50


def test_on_a_turned_page_too() -> None:
    picture = draw(paged(picture=PHOTO, rotation=90), 1.0, tone=INVERTED)
    assert picture.inverted
    assert at(picture, 50, 150) == (225, 225, 225)
    assert max(at(picture, 150, 150)) < 50


def test_dimmed_paper_is_a_little_darker_and_print_as_dark() -> None:
    picture = draw(paged(), 1.0, tone=DIMMED)
    assert not picture.inverted
    assert 195 < min(at(picture, 5, 5)) < max(at(picture, 5, 5)) < 225
    assert min(sum(at(picture, x, 30)) for x in range(20, 110)) < 60


@pytest.mark.parametrize("tone", [DIMMED, INVERTED])
@pytest.mark.parametrize("words", [True, False])
def test_a_scan_is_left_as_it_is(tone: str, words: bool) -> None:
    sheet = paged(words=words, picture=pymupdf.Rect(0, 0, 200, 160))
    toned, plain = draw(sheet, 1.0, tone=tone), draw(sheet, 1.0)
    assert not toned.inverted
    assert bytes(toned.pixels) == bytes(plain.pixels)


def test_a_drawing_without_words_is_left_and_an_empty_page_is_not() -> None:
    drawing = paged(words=False)
    drawing.page.draw_line((10, 10), (150, 150))
    assert not draw(Sheet(drawing.page), 1.0, tone=INVERTED).inverted
    empty = draw(paged(words=False), 1.0, tone=INVERTED)
    assert empty.inverted
    assert max(at(empty, 100, 100)) < 50


def test_a_word_nobody_knows_changes_nothing() -> None:
    assert bytes(draw(paged(), 1.0, tone="purple").pixels) == bytes(draw(paged(), 1.0).pixels)


def test_a_tone_comes_through_the_confined_process(
    reader: Reader, make_pdf: Callable[..., bytes]
) -> None:
    data = make_pdf([(72.0, 90.0, 20.0, "A bridge")])
    manner = Manner(tone=INVERTED)
    picture = reader.draw("dark", lambda: data, "application/pdf", 1, 1.0, manner=manner)
    assert picture.inverted
    assert max(at(picture, 3, 3)) < 50
    assert not reader.draw("dark", lambda: data, "application/pdf", 1, 1.0).inverted
