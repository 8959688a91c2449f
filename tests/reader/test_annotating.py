# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks as annotations of a PDF: through the confined process, and read back by other programs."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sidelight.errors import Cancelled, DocumentError
from sidelight.reader import annotate_entry
from sidelight.reader.annotating import annotated
from sidelight.reader.annotation import SUBTYPES, Annotation, packed, unpacked
from sidelight.reader.annotator import annotate
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.reading import Unreadable
from sidelight.reader.remote import Reader
from tests.annotations import told
from tests.reader.office import docx, paragraph, picture

PDF = "application/pdf"
PLACE = (72.0, 70.0, 150.0, 95.0)
MARK = Annotation(
    "m1", "highlight", 1, (PLACE,), "#fbdcb8", "#a04907", "dashed",
    author="김 Ким", subject="Claim 1: Denied", words="Отрицает: كذب (거짓)\n\\so",
    made="D:20260101120000Z",
)  # fmt: skip


def written(data: bytes, marks: list[Annotation], media_type: str = PDF) -> tuple[bytes, bool]:
    """Write in this process: what the confined one does, without its walls."""
    return annotated(data, media_type, "Paper", marks, lambda _share, _word: None)


def picture_of(pdf: bytes, folder: Path) -> Any:
    """The first page as Poppler shows it, a pixel a point."""
    path = folder / "out.pdf"
    path.write_bytes(pdf)
    asked = [
        "pdftoppm",
        "-cropbox",
        "-r",
        "72",
        "-png",
        "-singlefile",
        str(path),
        str(folder / "out"),
    ]
    said = subprocess.run(asked, capture_output=True, check=True)
    assert said.stderr == b""
    return pymupdf.Pixmap(str(folder / "out.png"))


@pytest.fixture
def paper(make_pdf: Callable[..., bytes]) -> bytes:
    return make_pdf([(72.0, 90.0, 20.0, "A bridge")])


@pytest.mark.program("pdftotext", package="poppler-utils")
def test_a_pdf_stays_below_and_its_marks_are_told_in_any_script(
    paper: bytes, tmp_path: Path
) -> None:
    heard: list[float] = []
    marks = [replace(MARK, id=kind, kind=kind) for kind in SUBTYPES]
    found = annotate(paper, PDF, "Paper", marks, progress=lambda share, _word: heard.append(share))
    assert found.kept
    assert found.pdf.startswith(paper)
    assert heard == [1.0]
    every = told(found.pdf[len(paper) :])
    assert [one.kind for one in every] == list(SUBTYPES.values())
    assert {(one.author, one.subject, one.words, one.made) for one in every} == {
        (MARK.author, MARK.subject, MARK.words, MARK.made)
    }
    assert every[0].colour == pytest.approx((0.984, 0.863, 0.722), abs=0.001)
    (tmp_path / "out.pdf").write_bytes(found.pdf)
    said = subprocess.run(["pdftotext", tmp_path / "out.pdf", "-"], capture_output=True, check=True)
    assert (b"A bridge" in said.stdout, said.stderr) == (True, b"")


def test_two_marks_on_the_same_words_and_those_of_others_all_stand_there(paper: bytes) -> None:
    document: Any = pymupdf.open(stream=paper, filetype="pdf")
    page = document[0]
    page.add_highlight_annot(quads=[pymupdf.Rect(*PLACE).quad]).set_info(content="theirs")
    theirs = document.tobytes()
    made, _kept = written(theirs, [MARK, replace(MARK, id="m2", subject="Claim 2: Verified")])
    again: Any = pymupdf.open(stream=made, filetype="pdf")
    found = [(one.info["content"], one.info["subject"]) for one in again[0].annots()]
    assert found == [("theirs", ""), (MARK.words, MARK.subject), (MARK.words, "Claim 2: Verified")]
    assert made.startswith(theirs)


@pytest.mark.program("pdftoppm", package="poppler-utils")
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cut", [None, (30, 40, 500, 700)])
def test_marks_stand_where_they_are_seen_on_turned_and_cut_pages(
    paper: bytes, turned: int, cut: tuple[int, ...] | None, tmp_path: Path
) -> None:
    document: Any = pymupdf.open(stream=paper, filetype="pdf")
    if cut:
        document[0].set_cropbox(pymupdf.Rect(*cut))
    document[0].set_rotation(turned)
    place = (200.0, 300.0, 320.0, 360.0)
    flat = replace(MARK, rects=(place,), ink="#a04907", line="solid")
    seen = picture_of(written(document.tobytes(), [flat])[0], tmp_path)
    assert (seen.width, seen.height) == tuple(round(side) for side in document[0].rect[2:])
    ground, white = (251, 220, 184), (255, 255, 255)
    inside = [(202, 302), (317, 302), (202, 354), (317, 354), (260, 330)]
    outside = [(195, 330), (325, 330), (260, 295), (260, 366)]
    assert [seen.pixel(*at) for at in inside] == [ground] * 5
    assert [seen.pixel(*at) for at in outside] == [white] * 4
    # the line of a verdict lies below the words as they are seen
    assert all(abs(a - b) < 60 for a, b in zip(seen.pixel(260, 360), (160, 73, 7), strict=True))


@pytest.mark.program("pdftoppm", package="poppler-utils")
def test_a_frame_has_a_border_and_leaves_the_picture_as_it_is(tmp_path: Path) -> None:
    frame = replace(
        MARK, kind="frame", rects=((50.0, 10.0, 130.0, 50.0),), ink="#157347", line="solid"
    )
    made, kept = written(picture(), [frame], "image/png")
    assert not kept
    seen = picture_of(made, tmp_path)
    assert seen.pixel(90, 40) == (255, 255, 255)
    assert [told(made)[0].kind, b"/IC" in told(made)[0].source] == ["Square", False]
    edge = [seen.pixel(*at) for at in ((90, 10), (50, 40), (130, 40), (90, 50))]
    assert all(abs(r - 21) < 70 and g > r for r, g, _b in edge)


@pytest.mark.program("pdftoppm", package="poppler-utils")
def test_context_tells_itself_apart_from_support(paper: bytes, tmp_path: Path) -> None:
    plain = replace(MARK, kind="underline", rects=((72.0, 200.0, 272.0, 220.0),), line="solid")
    thin = replace(plain, id="t", rects=((72.0, 300.0, 272.0, 320.0),), line="dotted", thin=True)
    seen = picture_of(written(paper, [plain, thin])[0], tmp_path)

    def ink(y: int) -> int:
        rows = (at for at in range(y - 3, y + 4))
        return sum(255 - seen.pixel(x, row)[2] for row in rows for x in range(72, 272))

    assert 0 < ink(320) < ink(220) / 2


@pytest.mark.parametrize("name", ["bridge.html", "bridge.docx"])
def test_what_flows_becomes_a_pdf_with_its_words_its_title_and_small_fonts(
    reader: Reader, name: str
) -> None:
    words = "A bridge that never stood. Моста не было. 다리는 없었다."
    data = (
        docx(paragraph(words))
        if name.endswith("docx")
        else f"<html><body><h1>The bridge</h1><p>{words}</p></body></html>".encode()
    )
    found = reader.extract(data, name, whole_page=True)
    kind = found.options.get("rendition", found.media_type)
    made, kept = written(found.rendition or data, [MARK], kind)
    document: Any = pymupdf.open(stream=made, filetype="pdf")
    assert words in re.sub(r"\s+", " ", document[0].get_text())
    assert (kept, len(told(made)), document.metadata["title"]) == (False, 1, "Paper")
    assert len(made) < 120_000
    assert made == written(found.rendition or data, [MARK], kind)[0]


def test_what_is_no_pdf_ends_in_a_sentence() -> None:
    with pytest.raises(DocumentError) as caught:
        annotate(b"%PDF-1.7\nnothing", PDF, "x.pdf", [MARK])
    assert caught.value.id == "document.damaged"


def test_a_pdf_that_had_to_be_repaired_becomes_a_new_file(paper: bytes) -> None:
    at = paper.rindex(b"startxref")
    broken = paper[:at] + b"startxref\n1\n%%EOF\n"
    made, kept = written(broken, [MARK])
    assert not kept
    document: Any = pymupdf.open(stream=made, filetype="pdf")
    assert [document.is_repaired, "A bridge" in document[0].get_text()] == [False, True]
    assert told(made)[0].words == MARK.words


@pytest.mark.program("pdftotext", package="poppler-utils")
def test_a_file_with_something_before_its_header_is_still_read_by_others(
    paper: bytes, tmp_path: Path
) -> None:
    made, _kept = written(b"From a mail\r\n\r\n" + paper, [MARK])
    (tmp_path / "out.pdf").write_bytes(made)
    said = subprocess.run(["pdftotext", tmp_path / "out.pdf", "-"], capture_output=True, check=True)
    assert (b"A bridge" in said.stdout, said.stderr) == (True, b"")
    assert told(made)[0].words == MARK.words


@pytest.mark.parametrize(("user", "fault"), [("a", "document.sealed"), ("", "document.restricted")])
def test_a_password_of_either_kind_has_a_sentence(paper: bytes, user: str, fault: str) -> None:
    document: Any = pymupdf.open(stream=paper, filetype="pdf")
    locked = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=user, owner_pw="b")
    with pytest.raises(DocumentError) as caught:
        annotate(locked, PDF, "x.pdf", [MARK])
    assert caught.value.id == fault


FORM = "<</Fields[<</FT/Tx/T(name)/Kids[<<{field}>>]>>]/SigFlags {flags}>>"


@pytest.mark.parametrize(
    ("form", "perms", "signed"),
    [
        (FORM.format(field="/FT/Sig/T(s)/V<</Type/Sig>>", flags=0), "null", True),
        (FORM.format(field="/T(s)", flags=3), "null", True),
        ("null", "<</DocMDP<</Type/Sig>>>>", True),
        (FORM.format(field="/FT/Sig/T(s)", flags=1), "null", False),
        ("[1 2]", "null", False),
    ],
)
def test_only_what_is_signed_is_refused(paper: bytes, form: str, perms: str, signed: bool) -> None:
    document: Any = pymupdf.open(stream=paper, filetype="pdf")
    document.xref_set_key(document.pdf_catalog(), "AcroForm", form)
    document.xref_set_key(document.pdf_catalog(), "Perms", perms)
    data = document.tobytes()
    if not signed:
        assert written(data, [MARK])[1]
        return
    with pytest.raises(Unreadable) as caught:
        written(data, [MARK])
    assert caught.value.kind == "signed"


def test_ten_thousand_marks_on_one_page_take_seconds(paper: bytes) -> None:
    many = [replace(MARK, id=f"m{n}") for n in range(10_000)]
    begun = time.perf_counter()
    found = annotate(paper, PDF, "Paper", many)
    # measured: 3 s
    assert time.perf_counter() - begun < 30
    assert found.kept
    assert len({one.name for one in told(found.pdf)}) == 10_000


def test_writing_ends_when_it_is_cancelled(paper: bytes) -> None:
    with pytest.raises(Cancelled):
        annotate(paper, PDF, "Paper", [MARK], cancelled=lambda: True)


@pytest.mark.parametrize("page", [0, 2])
def test_a_mark_on_no_page_is_refused(paper: bytes, page: int) -> None:
    with pytest.raises(Unreadable):
        written(paper, [replace(MARK, page=page)])


def test_warming_writes_every_kind_and_a_rectangle_must_be_somewhere() -> None:
    annotate_entry.warm()
    assert unpacked(packed([MARK])) == [MARK]
    with pytest.raises(ValueError, match="nowhere"):
        unpacked(packed([replace(MARK, rects=((0.0, 0.0, float("nan"), 1.0),))]))
