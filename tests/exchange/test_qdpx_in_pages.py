# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas of pages and pictures come back where they were, as long as the file can be read."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from sidelight.exchange.incoming import Place
from sidelight.exchange.qdpx_in_pages import Pages
from sidelight.exchange.qdpx_pictures import in_pixels, in_points
from sidelight.reader.remote import Reader
from sidelight.text.geometry import Rect
from sidelight.text.layer import Page
from tests.exchange.qda_given import tag
from tests.scans import scan_pdf

NAMES = ("firstX", "firstY", "secondX", "secondY")
SIZES = {
    "PNG": (144, (800, 600)),
    "JPEG": (72, (300, 500)),
    "GIF": (0, (90, 90)),
    "BMP": (96, (64, 32)),
}


def selection(corners: tuple[int, ...], **more: object) -> Any:
    """Return a selection with these corners."""
    return etree.fromstring(tag("Selection", **dict(zip(NAMES, corners, strict=True)), **more))


def picture(kind: str) -> bytes:
    dpi, size = SIZES[kind]
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()


@pytest.fixture(scope="module")
def pdf(reader: Reader) -> tuple[bytes, tuple[Page, ...]]:
    data = scan_pdf(pages=2)
    return data, reader.extract(data, "a.pdf").pages


def near(one: Rect | None, other: Rect, slack: float) -> bool:
    return one is not None and all(abs(a - b) <= slack for a, b in zip(one, other, strict=True))


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_areas_that_we_write_of_a_pdf_come_back(
    reader: Reader, pdf: tuple[bytes, tuple[Page, ...]], data: st.DataObject
) -> None:
    whole, pages = pdf
    page = data.draw(st.sampled_from(pages))
    x0, y0 = data.draw(st.integers(0, 200)), data.draw(st.integers(0, 200))
    area = Rect(x0, y0, x0 + data.draw(st.integers(3, 150)), y0 + data.draw(st.integers(3, 150)))
    made = selection(in_points(area, page), page=page.number - 1)
    place = Pages(reader).in_pdf("a", made, whole)
    assert (place.document, place.page, place.quote) == ("a", page.number, "")
    assert near(place.area, area, 1.0)


@pytest.mark.parametrize("kind", SIZES)
def test_areas_that_we_write_of_a_picture_come_back(kind: str, reader: Reader) -> None:
    data = picture(kind)
    (page,) = reader.extract(data, f"a.{kind.lower()}").pages
    areas = [
        Rect(0, 0, page.width, page.height),
        Rect(page.width / 4, page.height / 3, page.width / 2, page.height / 2),
    ]
    corners = [in_pixels(area, page, data) for area in areas]
    pages = Pages(reader)
    made = [selection(one) for one in corners if one]
    places = pages.in_picture("a", made, data, f"a.{kind.lower()}")
    pixel = page.width / SIZES[kind][1][0]
    assert len(places) == 2
    for place, area in zip(places, areas, strict=True):
        assert place.page == 1
        assert near(place.area, area, pixel)
    assert pages.unknown == 0


@pytest.mark.parametrize(
    ("corners", "page"),
    [
        ((1, 1, 1, 5), 0),
        ((1, 5, 9, 5), 0),
        ((-9, -9, -1, -1), 0),
        ((1, 9_999_999, 5, 3), 0),
        ((1, 900, 9, 700), 0),
    ],
)
def test_an_area_that_is_none_is_its_page(
    corners: tuple[int, ...], page: int, reader: Reader, pdf: tuple[bytes, tuple[Page, ...]]
) -> None:
    pages = Pages(reader)
    place = pages.in_pdf("a", selection(corners, page=page), pdf[0])
    assert place == Place("a", page=page + 1)
    assert pages.unknown == 1


@pytest.mark.parametrize("page", ["-1", "", "x", "1000000", "99999999999999999999"])
def test_a_page_that_is_none_is_the_document(page: str, reader: Reader) -> None:
    pages = Pages(reader)
    assert pages.in_pdf("a", selection((1, 1, 5, 5), page=page), scan_pdf()) == Place("a")
    assert pages.unknown == 1


def test_what_leaves_the_page_is_cut(reader: Reader, pdf: tuple[bytes, tuple[Page, ...]]) -> None:
    data, pages = pdf
    area = Pages(reader).in_pdf("a", selection((-5, 9000, 50, 100), page=0), data).area
    assert area is not None
    assert (area.x0, area.y0) == (0, 0)
    assert abs(area.y1 - (pages[0].height - 100)) <= 1


def test_a_document_that_cannot_be_opened_is_not_asked_again(reader: Reader) -> None:
    pages = Pages(reader)
    for page in range(500):
        place = pages.in_pdf("a", selection((1, 1, 5, 5), page=page), b"%PDF-1.7 no")
        assert place == Place("a", page=page + 1)
    assert pages.unknown == 500
    # what is sound beside it is read all the same
    assert pages.in_pdf("b", selection((1, 1, 5, 5), page=0), scan_pdf()).area is not None


def test_without_its_file_a_selection_is_of_its_page(reader: Reader) -> None:
    pages = Pages(reader)
    assert pages.in_pdf("a", selection((1, 1, 5, 5), page=2), b"") == Place("a", page=3)
    made = [selection((1, 1, 5, 5))]
    assert pages.in_picture("a", made, b"", "a.png") == [Place("a", page=1)]
    assert pages.in_picture("a", made, b"no picture", "a.png") == [Place("a", page=1)]
    assert pages.in_picture("a", [], b"", "a.png") == []


def test_words_of_a_rich_text(reader: Reader) -> None:
    pages = Pages(reader)
    rich = rb"{\rtf1\ansi What it says.\par}"
    assert pages.words(rich, "a.rtf").strip() == "What it says."
    assert pages.words(b"PK\x03\x04 no document", "a.docx") == ""
    assert pages.words(b"", "a.docx") == ""
    assert pages.words(rich, "a.rtf").strip() == "What it says."
