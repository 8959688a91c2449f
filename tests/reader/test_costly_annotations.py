# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages with annotations without number are read, soon; the words of other annotations stay."""

from __future__ import annotations

import pytest

from sidelight.reader import costly_annotations
from sidelight.reader.costly_annotations import CostlyAnnotations
from sidelight.reader.opening import SVG_TYPE, open_fixed
from sidelight.reader.pdf import read_pages
from sidelight.reader.pdf_opening import open_pdf
from tests.exchange.files_given import in_time
from tests.reader import hostile_marks
from tests.reader.hostile_pdf import WORDS, page, pdf, stream
from tests.reader.marked_pdf import highlight, marked

FORM = "/Type/XObject/Subtype/Form/BBox[0 0 99 20]/Resources<</Font<</H 5 0 R>>>>"
DRAWN = stream("BT /H 12 Tf 5 5 Td (Stamped) Tj ET", FORM)
STAMP = "<</Subtype/Stamp/Rect[0 0 99 20]/AP<</N 9 0 R>>>>"
INK = "/Subtype/Ink/Rect[0 0 9 9]"


def words(data: bytes) -> str:
    """The words of all pages."""
    return "\n".join(read_pages(open_pdf(data), lambda _share, _word: None)[2])


def stamped(count: int, more: str = "") -> bytes:
    return pdf({3: page(entries=f"/Annots[{STAMP * count}{more}]"), 9: DRAWN})


@pytest.mark.parametrize(
    "name",
    [
        "many quads shared by many",
        "as many as may be listed, all one",
        "a million numbers for quads",
        "pages that share their annotations",
    ],
)
def test_a_page_is_read_without_what_would_hold_it_up(name: str) -> None:
    data = hostile_marks.FILES[name]()
    with in_time():
        assert words(data) in {WORDS, ""}


@pytest.mark.parametrize(
    "lines",
    [
        "/Vertices 10 0 R/Subtype/PolyLine/Rect[0 0 9 9]",
        f"{INK}/InkList[10 0 R 10 0 R]",
        "/QuadPoints 10 0 R/Subtype/Highlight/Rect[0 0 9 9]",
    ],
)
def test_lines_count_as_they_are_drawn(lines: str) -> None:
    many = f"[{'1 2 ' * 30_000}]"
    data = pdf({3: page(entries=f"/Annots[{STAMP}<<{lines}>>]"), 9: DRAWN, 10: many})
    assert words(data) == WORDS
    few = pdf({3: page(entries=f"/Annots[{STAMP}<<{lines}>>]"), 9: DRAWN, 10: "[1 2 3 4]"})
    assert "Stamped" in words(few)


def test_words_of_annotations_stay_words_of_their_page() -> None:
    assert words(stamped(40)).count("Stamped") == 40


def test_there_is_a_most_for_the_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    kids = " ".join(f"{number} 0 R" for number in range(20, 26))
    one = page(entries=f"/Annots[{STAMP * 3}]")
    data = pdf({
        2: f"<</Type/Pages/Kids[{kids}]/Count 6>>", 9: DRAWN,
        **dict.fromkeys(range(20, 26), one),
    })  # fmt: skip
    assert words(data).count("Stamped") == 18
    monkeypatch.setattr(costly_annotations, "_MOST_IN_ALL", 10)
    assert words(data).count("Stamped") == 9


def test_a_list_that_pages_share_is_that_of_the_first() -> None:
    kids = " ".join(f"{number} 0 R" for number in range(20, 26))
    one = page(entries="/Annots 10 0 R")
    data = pdf({
        2: f"<</Type/Pages/Kids[{kids}]/Count 6>>", 9: DRAWN, 10: f"[{STAMP}{STAMP}]",
        **dict.fromkeys(range(20, 26), one),
    })  # fmt: skip
    read = words(data)
    assert (read.count("Stamped"), read.count(WORDS)) == (2, 6)


@pytest.mark.parametrize(
    "entries", ["/Annots 9 0 R", "/Annots 999 0 R", "/Annots(x)", "/Annots[null 7 (x) [1] 3 0 R]"]
)
def test_what_is_no_list_is_nothing(entries: str) -> None:
    assert words(pdf({3: page(entries=entries), 9: "9 0 R"})) == WORDS


def test_other_documents_have_none() -> None:
    drawing = open_fixed(b'<svg xmlns="http://www.w3.org/2000/svg"/>', SVG_TYPE)
    CostlyAnnotations(drawing).leave_out(0)
    document = open_pdf(marked(highlight()))
    CostlyAnnotations(document).leave_out(7)
    assert document.page_count == 1
