# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the process runs that reads the marks in a PDF: a PDF in, its marks out as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidelight.reader.annotating import annotated
from sidelight.reader.annotation import SUBTYPES, Annotation
from sidelight.reader.found_marks import pack_marks
from sidelight.reader.pdf import MEDIA_TYPE, PDF, is_pdf, open_pdf
from sidelight.reader.pdf_marks import marks_of
from sidelight.reader.reading import Progress, Unreadable
from sidelight.reader.rich_text import plain_words
from sidelight.reader.uncollected import uncollected
from sidelight.worker import Blob, Call, Reply


def warm() -> None:
    """Read a small document with marks of every kind that we write."""
    place = (72.0, 60.0, 120.0, 90.0)
    some = [Annotation(k, k, 1, (place,), "#aa0000", "#aa0000", "solid") for k in SUBTYPES]
    data, _kept = annotated(PDF.sample, MEDIA_TYPE, "Warm", some, _unheard)
    marks({}, (data,), _unheard)
    plain_words("<body><p>Warm</p></body>")


def marks(arguments: dict[str, Any], blobs: Sequence[Blob], report: Progress) -> Reply:
    """Read the marks in the PDF of the one blob: ``password``.

    Raises Unreadable: as `open_pdf`, and ``damaged`` where it is no PDF.
    """
    data = bytes(blobs[0])
    if not is_pdf(data, ""):
        raise Unreadable("damaged")
    document = open_pdf(data, str(arguments.get("password", "")))
    with uncollected():
        return Reply({}, (pack_marks(marks_of(document, report)),))


def _unheard(_fraction: float, _word: str) -> None:
    """Tell nobody."""


CALLS: dict[str, Call] = {"marks": marks}
