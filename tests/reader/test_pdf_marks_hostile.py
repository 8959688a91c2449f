# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations of strangers: each file is answered soon, with marks or with a sentence."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.errors import DocumentError
from sidelight.reader.found_marks import LONGEST_TEXT, MOST_RECTS, PdfMarks
from sidelight.reader.remote import Reader
from tests.reader import hostile_marks, hostile_pdf
from tests.reader.hostile_documents import Trap
from tests.reader.marked_pdf import FIRST, highlight, marked

SECONDS = 8.0
"""Promised are two; but the processor may be busy with other tests."""


def answered(reader: Reader, data: bytes) -> PdfMarks | str:
    """The marks, or the id of the error; in time."""
    begun = time.monotonic()
    try:
        told: PdfMarks | str = reader.marks(data, "x.pdf")
    except DocumentError as error:
        told = error.id
    took = time.monotonic() - begun
    assert took < SECONDS
    return told


@pytest.fixture(scope="module", autouse=True)
def _started(reader: Reader) -> None:
    """The process is there before the clock starts."""
    reader.marks(hostile_pdf.pdf({}), "x.pdf")


@pytest.mark.parametrize("name", hostile_marks.FILES)
def test_a_hostile_file_is_answered_soon(reader: Reader, name: str) -> None:
    told = answered(reader, hostile_marks.FILES[name]())
    if isinstance(told, str):
        assert told in {"document.damaged", "document.too_costly"}
        reader.marks(hostile_pdf.pdf({}), "x.pdf")
        return
    for mark in told.marks:
        assert len(mark.words) <= LONGEST_TEXT
        assert len(mark.rects) <= MOST_RECTS
        assert all(map(math.isfinite, (side for rect in mark.rects for side in rect)))
        "".join((mark.author, mark.words, mark.name, mark.subject, mark.kind)).encode()


@pytest.mark.parametrize("name", hostile_pdf.DOCUMENTS)
def test_what_is_hostile_to_who_draws_it_has_no_marks(
    reader: Reader, name: str, tmp_path: Path
) -> None:
    told = answered(
        reader, hostile_pdf.DOCUMENTS[name](Trap(tmp_path / "none", "http://127.0.0.1:9"))
    )
    assert told in (PdfMarks(), "document.damaged", "document.too_costly", "document.encrypted")


WHOLE = marked(
    highlight("/C[1 1 0]/T(Ann)/Contents(Why?)/NM(a)/M(D:20240621)/RC(<p>x</p>)"),
    f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST} 0 R/State(Accepted)/StateModel(Review)",
    "/Subtype/Ink/Rect[0 0 9 9]/XX_Sidelight<</what(claim)>>",
)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6)), max_size=12))
def test_a_file_with_bytes_changed_is_read_or_refused(
    reader: Reader, changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(WHOLE)
    for at, other in changes:
        data[at : at + len(other)] = other
    told = answered(reader, bytes(data))
    assert isinstance(told, PdfMarks) or told.startswith("document.")


def test_what_is_left_out_is_counted(reader: Reader) -> None:
    told = answered(reader, hostile_marks.FILES["long words shared by many"]())
    assert isinstance(told, PdfMarks)
    assert len(told.marks) + told.left_out == 300
    assert told.left_out > 0
