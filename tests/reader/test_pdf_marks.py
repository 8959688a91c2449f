# SPDX-License-Identifier: AGPL-3.0-or-later
"""What annotations say, as files of many hands write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.errors import DocumentError
from sidelight.reader import marks_entry
from sidelight.reader.found_marks import LONGEST_TEXT, MOST_RECTS
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.remote import Reader
from sidelight.reader.rich_text import plain_words
from tests.reader.hostile_pdf import pdf
from tests.reader.marked_pdf import FIRST, found, highlight, marked, only, text

WORD = (100.0, 88.0, 160.0, 100.0)
"""Where the highlighted word is seen."""


def test_a_highlight_tells_all_there_is_to_it() -> None:
    data = marked(
        highlight(
            f"/C[1 .8 0]/T{text('김 Ким')}/Contents{text('Так ли это?')}/Subj(Doubt)/NM(m-1)"
            "/CreationDate(D:20240621102030+09'00')/M(D:20240622)"
        )
    )
    mark = only(data)
    assert mark.rects == (WORD,)
    assert (mark.page, mark.kind, mark.colour) == (1, "Highlight", "#ffcc00")
    assert (mark.author, mark.words, mark.subject) == ("김 Ким", "Так ли это?", "Doubt")
    assert (mark.name, mark.made) == ("m-1", "2024-06-21T10:20:30+09:00")
    assert mark.changed == "2024-06-22T00:00:00+00:00"
    assert (mark.answers, mark.group, mark.hidden, dict(mark.ours)) == (-1, False, False, {})


@pytest.mark.parametrize(
    ("order", "quads"),
    [
        ("most programs: two rows", "100 712 160 712 100 700 160 700"),
        ("the standard: around", "100 700 160 700 160 712 100 712"),
        ("upside down", "160 700 100 700 160 712 100 712"),
        ("as references", "30 0 R 712 160 712 30 0 R 700 160 700"),
        ("a number more than fit", "100 712 160 712 100 700 160 700 5 5"),
        ("an empty one beside it", "100 712 160 712 100 700 160 700 9 9 9 9 9 9 9 9"),
        ("one with words for a number", "1 2 (x) 4 5 6 7 8 100 712 160 712 100 700 160 700"),
    ],
)
def test_the_corners_of_a_quadrilateral_may_come_in_any_order(order: str, quads: str) -> None:
    assert order
    assert only(marked(highlight(quads=quads), objects={30: "100"})).rects == (WORD,)


@pytest.mark.parametrize(
    "quads", ["", "1 2 3", "(no) numbers", "null null null", "9 9 9 9 9 9 9 9"]
)
def test_where_there_are_no_quads_it_is_the_rectangle(quads: str) -> None:
    assert only(marked(highlight(quads=quads))).rects == ((98.0, 86.0, 162.0, 102.0),)


def test_a_rectangle_may_be_turned_around() -> None:
    shape = only(marked("/Subtype/Square/Rect[90 50 10 20]/Contents(x)"))
    assert shape.rects == ((10.0, 750.0, 90.0, 780.0),)


def test_what_lies_beside_the_page_is_cut_or_nowhere() -> None:
    beside = "-50 712 40 712 -50 700 40 700 700 712 760 712 700 700 760 700"
    data = marked(highlight(quads=beside), "/Subtype/Text/Rect[900 900 920 920]/Contents(far)")
    cut, away = found(data).marks
    assert cut.rects == ((0.0, 88.0, 40.0, 100.0),)
    assert (away.rects, away.words) == ((), "far")


def test_no_more_rectangles_are_taken_than_are_good_for_one_mark() -> None:
    many = "100 712 160 712 100 700 160 700 " * (MOST_RECTS + 9)
    assert only(marked(highlight(quads=many))).rects == (WORD,) * MOST_RECTS


@pytest.mark.parametrize(
    ("stated", "colour"),
    [
        ("/C[1 1 0]", "#ffff00"),
        ("/C[.5]", "#808080"),
        ("/C[0 1 1 0]", "#ff0000"),
        ("/C[0 0 0 .5]", "#808080"),
        ("/C[2 -1 0.5]", "#ff0080"),
        ("/C[]", ""),
        ("/C[1 1]", ""),
        ("/C[1 1 1 1 1]", ""),
        ("/C[/Red 0 0]", ""),
        ("/C(red)", ""),
        ("", ""),
    ],
)
def test_a_colour_has_one_three_or_four_parts(stated: str, colour: str) -> None:
    assert only(marked(highlight(stated))).colour == colour


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (r"/Contents(a\rb\\c \(d\))", "a\nb\\c (d)"),
        ("/Contents<EFBBBFD0B4D0B0>", "да"),
        ("/Contents<FFFE1004>", "А"),
        ("/Contents(nul\\000)", "nul"),
        ("/Contents<FEFFD83DDE00D800>", "😀���"),
        ("/Contents<FEFF202E00610062>", "ab"),
        ("/Contents/Name", ""),
        ("/Contents[(a)]", ""),
        ("/RC(<body><p>One <b>two</b></p><p>three</p></body>)", "One two\nthree"),
        ("/Contents(plain)/RC(<p>rich</p>)", "plain"),
        ("/RC(no markup)", ""),
        ("/Contents( )/RC(<p>rich</p>)", "rich"),
    ],
)
def test_words_are_plain_in_any_encoding(stated: str, words: str) -> None:
    assert only(marked(highlight(stated))).words == words


@pytest.mark.parametrize(
    ("rich", "words"),
    [
        ('<body xmlns="http://www.w3.org/1999/xhtml"><p>a&nbsp;b &lt;</p></body>', "a b <"),
        ("<body><p>a<br/>b</p>c</body>", "a\nb\nc"),
        ("<body><ul><li>a</li><li>b</li></ul></body>", "a\nb"),
        ("<body><p>never closed", "never closed"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>x&b;</a>', "x&b;"),
        ("<a>" * 300, ""),
        ("", ""),
        ("\x00<", ""),
    ],
)
def test_rich_text_loses_its_looks_only(rich: str, words: str) -> None:
    assert plain_words(rich) == words


def test_a_long_text_is_cut_and_a_name_kept_on_one_line() -> None:
    mark = only(marked(highlight(f"/Contents({'long ' * 50_000})/T(A\\nB)/NM({'n' * 900})")))
    assert len(mark.words) == LONGEST_TEXT - 1
    assert (mark.author, len(mark.name)) == ("A B", 500)


def test_replies_states_and_parts_name_what_they_belong_to() -> None:
    reply = f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST} 0 R"
    data = marked(
        highlight("/NM(first)"),
        f"{reply}/Contents(Why?)/RT/R",
        f"{reply}/RT/Group",
        f"{reply}/State(Accepted)/StateModel(Review)/F 30",
        "/Subtype/Text/IRT(first)/Contents(by name, nowhere)",
        f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST + 5} 0 R/Contents(to itself)",
        "/Subtype/Text/Rect[0 0 9 9]/IRT 999 0 R/Contents(to nothing)",
        "/Subtype/Text/Rect[0 0 9 9]/IRT<</Contents(x)>>/Contents(to what stands there)",
    )
    marks = found(data).marks
    assert [mark.answers for mark in marks] == [-1, 0, 0, 0, 0, -1, -1, -1]
    assert [mark.group for mark in marks[:4]] == [False, False, True, False]
    assert (marks[3].state, marks[3].model, marks[3].hidden) == ("Accepted", "Review", True)


@pytest.mark.parametrize(("flags", "hidden"), [(4, False), (2, True), (32, True), (1, False)])
def test_what_is_hidden_says_so(flags: int, hidden: bool) -> None:
    assert only(marked(highlight(f"/F {flags}"))).hidden == hidden


def test_links_fields_and_windows_are_no_marks_and_what_is_none_is_damaged() -> None:
    kinds = ("Link", "Widget", "Popup", "Screen", "3D")
    data = marked(
        *(f"/Subtype/{kind}/Rect[0 0 9 9]/Contents(no)" for kind in kinds),
        "/Subtype/Stamp/Rect[0 0 9 9]/Contents(yes)",
        "/Rect[0 0 9 9]",
        "/Subtype/Ink",
        "/Subtype(Ink)/Rect[0 0 9 9]",
        "/Subtype/In#0ak/Rect[0 0 9 9]",
        "/Subtype/Ink/Rect[0 0 9 (9)]",
    )
    told = found(data)
    assert [(mark.kind, mark.words) for mark in told.marks] == [("Stamp", "yes")]
    assert told.damaged == ((1, 7), (1, 8), (1, 9), (1, 10), (1, 11))


def test_one_object_is_one_mark_wherever_it_is_listed() -> None:
    data = marked(highlight(), entries="/Dur 1")
    again = data.replace(b"/Annots[20 0 R]", b"/Annots[20 0 R 20 0 R 20 0 R]")
    assert len(found(again).marks) == 1


def test_annotations_may_stand_in_the_list_itself_and_the_list_apart() -> None:
    listed = f"[<<{highlight('/Contents(a)')}>><<{highlight('/Contents(b)')}>>]"
    data = (
        marked()
        .replace(b"/Annots[]", b"/Annots 30 0 R")
        .replace(b"trailer", f"30 0 obj\n{listed}\nendobj\ntrailer".encode())
    )
    assert [mark.words for mark in found(data).marks] == ["a", "b"]


def test_what_the_file_says_of_itself() -> None:
    data = marked(
        highlight(),
        objects={9: "<</Title(The bridge)/Author( Ann  Weiss )>>"},
        trailer="/Info 9 0 R",
    )
    told = found(data)
    assert (told.title, told.author) == ("The bridge", "Ann Weiss")


def test_marks_of_pymupdf_come_through_the_confined_process(
    reader: Reader, make_pdf: Callable[..., bytes]
) -> None:
    document: Any = pymupdf.open(
        stream=make_pdf([(72.0, 90.0, 20.0, "A bridge")] * 1, []), filetype="pdf"
    )
    first, second = document[0], document[1]
    mark = first.add_highlight_annot(pymupdf.Rect(72, 72, 100, 95))
    mark.set_info(title="Ann", content="다리?")
    mark.update()
    first.add_strikeout_annot(pymupdf.Rect(72, 72, 100, 95))
    second.add_freetext_annot(pymupdf.Rect(10, 10, 90, 40), "Typed")
    second.add_ink_annot([[(10, 10), (30, 30)]])
    heard: list[float] = []
    told = reader.marks(
        document.tobytes(), "x.pdf", progress=lambda share, _word: heard.append(share)
    )
    assert [(mark.page, mark.kind) for mark in told.marks] == [
        (1, "Highlight"),
        (1, "StrikeOut"),
        (2, "FreeText"),
        (2, "Ink"),
    ]
    assert (told.marks[0].author, told.marks[0].words, told.marks[2].words) == (
        "Ann",
        "다리?",
        "Typed",
    )
    assert told.marks[0].rects[0] == pytest.approx((72, 72, 100, 95), abs=0.01)
    assert heard == [1.0]


def test_a_password_opens_an_encrypted_file(reader: Reader, make_pdf: Callable[..., bytes]) -> None:
    document: Any = pymupdf.open(stream=make_pdf([(72.0, 90.0, 20.0, "A bridge")]), filetype="pdf")
    document[0].add_text_annot((10, 10), "Тайна")
    locked = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b")
    for password, fault in (("", "encrypted"), ("no", "wrong_password")):
        with pytest.raises(DocumentError) as caught:
            reader.marks(locked, "x.pdf", password)
        assert caught.value.id == f"document.{fault}"
    assert [mark.words for mark in reader.marks(locked, "x.pdf", "a").marks] == ["Тайна"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7\nnothing", pdf({})[:150]])
def test_what_is_no_pdf_ends_in_a_sentence(reader: Reader, data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        reader.marks(data, "x.pdf")
    assert caught.value.id == "document.damaged"


def test_warming_reads_marks_of_every_kind_that_we_write() -> None:
    marks_entry.warm()
