# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF files with annotations, written object by object, and what is found in them."""

from __future__ import annotations

from collections.abc import Mapping

from sidelight.reader import marks_entry
from sidelight.reader.found_marks import PdfMark, PdfMarks, unpack_marks
from tests.reader.hostile_pdf import page, pdf

FIRST = 20
"""The number of the object of the first annotation."""


def marked(
    *annotations: str,
    entries: str = "",
    box: str = "0 0 600 800",
    objects: Mapping[int, bytes | str] | None = None,
    trailer: str = "",
) -> bytes:
    """A page of 600 × 800 points with annotations, whose insides are given."""
    own: dict[int, bytes | str] = {
        FIRST + at: f"<</Type/Annot{inside}>>" for at, inside in enumerate(annotations)
    }
    listed = " ".join(f"{number} 0 R" for number in own)
    shown = page(entries=f"/Annots[{listed}]{entries}", box=box)
    return pdf({3: shown, **own, **(objects or {})}, trailer)


def text(words: str) -> str:
    """A text string of any script."""
    return f"<FEFF{words.encode('utf-16-be').hex()}>"


def highlight(more: str = "", quads: str = "100 712 160 712 100 700 160 700") -> str:
    """A highlight on a word."""
    return f"/Subtype/Highlight/Rect[98 698 162 714]/QuadPoints[{quads}]{more}"


def found(data: bytes, password: str = "") -> PdfMarks:
    """What the confined process finds, without its walls."""
    reply = marks_entry.marks({"password": password}, (data,), lambda _share, _word: None)
    return unpack_marks(bytes(reply.blobs[0]))


def only(data: bytes) -> PdfMark:
    """The one mark of a file."""
    (mark,) = found(data).marks
    return mark
