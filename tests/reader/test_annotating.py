# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks as annotations in a PDF, through the confined process."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sidelight.errors import DocumentError
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.remote import Reader

PDF = "application/pdf"
SHAPES = {
    "highlight": "Highlight",
    "underline": "Underline",
    "thin": "Underline",
    "squiggly": "Squiggly",
    "square": "Square",
    "note": "Text",
}


def mark(shape: str = "highlight", **other: Any) -> dict[str, Any]:
    base = {"page": 1, "rects": [[72.0, 70.0, 150.0, 95.0]], "shape": shape, "colour": "#aa0000"}
    said = {"author": "김 Ким", "subject": "Claim 1: Denied", "words": "Отрицает: كذب 거짓"}
    return {**base, **said, "made": "D:20260101120000Z", **other}


def notes(data: bytes) -> list[tuple[str, dict[str, str], tuple[float, ...]]]:
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    return [(one.type[1], one.info, tuple(one.rect)) for page in document for one in page.annots()]


@pytest.fixture
def paper(make_pdf: Callable[..., bytes]) -> bytes:
    return make_pdf([(72.0, 90.0, 20.0, "A bridge")])


def test_a_pdf_stays_below_and_its_marks_are_told_in_any_script(
    reader: Reader, paper: bytes, tmp_path: Path
) -> None:
    written = reader.annotate(paper, PDF, [mark(shape) for shape in SHAPES])
    assert written.startswith(paper)
    found = notes(written)
    assert [kind for kind, _info, _rect in found] == list(SHAPES.values())
    info = found[0][1]
    assert (info["title"], info["content"]) == ("김 Ким", "Отрицает: كذب 거짓")
    assert (info["subject"], info["creationDate"]) == ("Claim 1: Denied", "D:20260101120000Z")
    (tmp_path / "out.pdf").write_bytes(written)
    said = subprocess.run(["pdftotext", tmp_path / "out.pdf", "-"], capture_output=True, check=True)
    assert (b"A bridge" in said.stdout, said.stderr) == (True, b"")


def test_two_marks_on_the_same_words_both_stand_there(reader: Reader, paper: bytes) -> None:
    found = notes(reader.annotate(paper, PDF, [mark(), mark(subject="Claim 2: Verified")]))
    assert [info["subject"] for _kind, info, _rect in found] == [
        "Claim 1: Denied",
        "Claim 2: Verified",
    ]
    assert all(abs(rect[1] - 70) < 8 and abs(rect[3] - 95) < 8 for _k, _i, rect in found)


def test_a_page_that_flows_becomes_a_pdf_with_its_words(reader: Reader) -> None:
    html = b"<html><body><p>A bridge that never stood</p></body></html>"
    found = reader.extract(html, "bridge.html", whole_page=True)
    data, kind = found.rendition or html, found.options.get("rendition", found.media_type)
    written = reader.annotate(data, kind, [mark()])
    document: Any = pymupdf.open(stream=written, filetype="pdf")
    assert "never stood" in re.sub(r"\s+", " ", document[0].get_text())
    assert len(notes(written)) == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.4\nxref\n0 0\ntrailer <<>>"])
def test_a_broken_pdf_ends_in_a_sentence(reader: Reader, data: bytes) -> None:
    with pytest.raises(DocumentError) as told:
        reader.annotate(data, PDF, [mark()], name="x.pdf")
    assert told.value.id == "document.damaged"


def test_a_pdf_with_a_password_ends_in_a_sentence(reader: Reader, paper: bytes) -> None:
    document: Any = pymupdf.open(stream=paper, filetype="pdf")
    locked = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b")
    with pytest.raises(DocumentError) as told:
        reader.annotate(locked, PDF, [mark()], name="x.pdf")
    assert told.value.id == "document.sealed"
