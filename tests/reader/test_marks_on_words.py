# SPDX-License-Identifier: AGPL-3.0-or-later
"""From marks in a PDF to the words below them: turned and cut pages, columns, scripts, and what our
own annotator writes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.reader.annotating import annotated
from sidelight.reader.annotation import Annotation
from sidelight.reader.extraction import Extraction
from sidelight.reader.found_marks import PdfMark
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.pdf import read_pdf
from sidelight.reader.reading import Request
from sidelight.text.geometry import Rect
from sidelight.text.page_lines import PageLines
from sidelight.text.under_boxes import UnderBoxes
from tests.reader.marked_pdf import found

PDF = "application/pdf"
ENGLISH = (
    "The treaty was signed in Moscow on the nineteenth of June and approved in the autumn, al-\n"
    "though the delegation had left the city a week before.\n"
)
RUSSIAN = "Договор подписан в Москве девятнадцатого июня и ратифицирован осенью того же года.\n"
KOREAN = "조약은 유월 십구일 모스크바에서 서명되었고 가을에 비준되었다. 대표단은 먼저 떠났다.\n"


def extracted(data: bytes) -> Extraction:
    return read_pdf(Request(data, "x.pdf"), lambda _share, _word: None)


def words(data: bytes) -> list[str]:
    """The words under each mark of a file."""
    layer = extracted(data)
    under = UnderBoxes(layer.layer, layer.pages)
    return [
        " / ".join(layer.layer.text.slice(*one) for one in ranges(under, mark))
        for mark in found(data).marks
    ]


def ranges(under: UnderBoxes, *marks: PdfMark) -> list[tuple[int, int]]:
    return under.ranges([(mark.page, [Rect(*rect) for rect in mark.rects]) for mark in marks])


def set_page(document: Any, text: str, box: tuple[float, ...], size: float = 11) -> Any:
    """A page with a text in a box, turned by nothing."""
    page = document.new_page()
    fill(page, text, box, size)
    return page


def fill(page: Any, text: str, box: tuple[float, ...], size: float = 11) -> None:
    writer = pymupdf.TextWriter(page.rect)
    writer.fill_textbox(pymupdf.Rect(*box), text, font=pymupdf.Font("cjk"), fontsize=size)
    writer.write_text(page)


def places(page: Any, sought: str) -> list[tuple[float, ...]]:
    """Where words are seen that stand on one line: what PyMuPDF's own search finds may be a letter
    off.
    """
    found: list[tuple[float, ...]] = []
    for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
        for line in block["lines"]:
            letters = [letter for span in line["spans"] for letter in span["chars"]]
            said = "".join(letter["c"] for letter in letters)
            for at in (match.start() for match in re.finditer(re.escape(sought), said)):
                around = pymupdf.Rect()
                for letter in letters[at : at + len(sought)]:
                    around |= pymupdf.Rect(letter["bbox"])
                found.append(tuple(around))
    return found


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cut", [None, (30, 40, 500, 700), (-20, -30, 400, 500)])
def test_words_are_found_on_turned_and_cut_pages(
    turned: int, cut: tuple[float, ...] | None
) -> None:
    document: Any = pymupdf.open()
    page = set_page(document, ENGLISH * 3, (72, 72, 372, 400))
    if cut and cut[0] < 0:
        # a page whose own corner is not that of its space
        document.xref_set_key(page.xref, "MediaBox", "[-20 -30 575 812]")
        page = document.reload_page(page)
    elif cut:
        page.set_cropbox(pymupdf.Rect(*cut))
    page.set_rotation(turned)
    for word in ("Moscow", "delegation"):
        page.add_highlight_annot(pymupdf.Rect(*places(page, word)[1]))
    assert words(document.tobytes()) == ["Moscow", "delegation"]


def test_words_are_found_on_a_page_with_a_unit_of_its_own() -> None:
    document: Any = pymupdf.open()
    page = set_page(document, ENGLISH * 3, (72, 72, 372, 400))
    page.add_highlight_annot(pymupdf.Rect(*places(page, "Moscow")[1]))
    document.xref_set_key(page.xref, "UserUnit", "2.5")
    assert words(document.tobytes()) == ["Moscow"]


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        (ENGLISH, ("approved in the autumn", "signed")),
        (RUSSIAN, ("подписан в Москве", "ратифицирован")),
        (KOREAN, ("유월 십구일", "대표단은 먼저")),
    ],
)
def test_words_of_any_script_are_found(text: str, sought: tuple[str, ...]) -> None:
    document: Any = pymupdf.open()
    page = set_page(document, text * 4, (72, 72, 540, 400))
    for one in sought:
        page.add_underline_annot(pymupdf.Rect(*places(page, one)[0]))
    assert words(document.tobytes()) == list(sought)


def test_neither_the_other_column_nor_the_next_line_is_taken() -> None:
    document: Any = pymupdf.open()
    page = set_page(document, ENGLISH * 6, (60, 72, 290, 700))
    fill(page, RUSSIAN * 6, (306, 72, 540, 700))
    lines = [line for block in page.get_text("dict")["blocks"] for line in block["lines"]]
    for line in (lines[1], lines[-2]):
        x0, y0, x1, y1 = line["bbox"]
        # a highlight by hand, wider and higher than its line
        page.add_highlight_annot(pymupdf.Rect(x0 - 6, y0 - 3, x1 + 6, y1 + 3))
    data = document.tobytes()
    expected = [
        "".join(span["text"] for span in line["spans"]).strip() for line in (lines[1], lines[-2])
    ]
    assert words(data) == expected


def test_a_word_that_a_line_end_divides_is_one_passage() -> None:
    document: Any = pymupdf.open()
    page = set_page(document, ENGLISH, (72, 72, 560, 400))
    parts = ("the autumn", "al", "though the")
    some = [pymupdf.Rect(*places(page, part)[-1]).quad for part in parts]
    page.add_highlight_annot(quads=some)
    layer = extracted(document.tobytes())
    (one,) = ranges(UnderBoxes(layer.layer, layer.pages), *found(document.tobytes()).marks)
    assert "".join(layer.layer.text.slice(*one).split()) == "theautumn,al-thoughthe"


def test_strips_below_and_through_words_mean_the_words() -> None:
    document: Any = pymupdf.open()
    page = set_page(document, ENGLISH * 4, (72, 72, 400, 400))
    strips = []
    for word in ("treaty", "week"):
        x0, y0, x1, y1 = places(page, word)[1]
        strips += [(x0, y1 - 2.5, x1, y1 - 1.0), (x0, y0 + 6, x1, y0 + 7)]
    for strip in strips:
        page.add_underline_annot(pymupdf.Rect(*strip))
    assert words(document.tobytes()) == ["treaty", "treaty", "week", "week"]


def test_a_mark_on_a_picture_lies_on_no_words() -> None:
    document: Any = pymupdf.open()
    page = set_page(document, ENGLISH, (72, 72, 400, 400))
    page.add_highlight_annot(pymupdf.Rect(100, 500, 200, 520))
    assert words(document.tobytes()) == [""]


def test_a_ligature_is_taken_whole_and_with_its_own_word_only() -> None:
    document: Any = pymupdf.open()
    page = document.new_page()
    page.insert_htmlbox((60, 60, 400, 200), "<p>An office filed afresh, for five films</p>")
    for word in ("office", "led", "films"):
        page.add_highlight_annot(pymupdf.Rect(*places(page, word)[0]))
    data = document.tobytes()
    read = extracted(data)
    boxes = [read.pages[0].box(offset) for offset in range(read.pages[0].end)]
    assert any(x0 == x1 for x0, _y0, x1, _y1 in boxes), "there is no ligature"
    assert words(data) == ["office", "led", "films"]


@cache
def laid_out() -> tuple[bytes, Extraction]:
    """Three pages: columns, three scripts, print of several sizes, a large first letter."""
    document: Any = pymupdf.open()
    page = set_page(document, (ENGLISH + RUSSIAN) * 5, (60, 90, 290, 700), 10)
    fill(page, KOREAN * 6, (310, 90, 540, 700), 12)
    fill(page, "A heading in large letters", (60, 40, 540, 80), 22)
    page = set_page(document, RUSSIAN * 8, (110, 72, 500, 700), 9.5)
    page.set_rotation(90)
    page = document.new_page()
    page.insert_htmlbox(
        (60, 60, 400, 500),
        f"<p style='text-align:justify'>A<sub>2</sub> {ENGLISH * 3} E = mc<sup>2</sup> and"
        f"<b> bold </b> <span style='font-size:16pt'>large</span> {ENGLISH * 2}</p>",
    )
    page.set_cropbox(pymupdf.Rect(20, 30, 480, 700))
    data = document.tobytes()
    return data, extracted(data)


@cache
def lines_of(number: int) -> PageLines:
    _data, read = laid_out()
    page = read.pages[number - 1]
    return PageLines(page, read.layer.text.ink[page.start : page.end])


@settings(max_examples=30)
@given(st.data())
def test_what_our_annotator_writes_leads_back_to_exactly_its_words(draw: st.DataObject) -> None:
    data, read = laid_out()
    marks: list[Annotation] = []
    expected: list[tuple[int, int]] = []
    for number in range(1, 1 + len(read.pages)):
        page = read.pages[number - 1]
        start = draw.draw(st.integers(page.start, page.end - 1))
        end = min(page.end, start + draw.draw(st.integers(1, 400)))
        rects = tuple(lines_of(number).rects(start, end))
        marks.append(
            Annotation(f"{number}", "highlight", number, rects, "#ffff00", "#000000", "solid")
        )
        expected.append((start, end))
    written, _kept = annotated(data, PDF, "Paper", marks, lambda _share, _word: None)
    under = UnderBoxes(read.layer, read.pages)
    assert [ranges(under, mark) for mark in found(written).marks] == [[one] for one in expected]
