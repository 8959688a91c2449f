# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the process runs that reads the marks in a PDF: a PDF in, its marks out as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidelight.reader.annotating import annotated
from sidelight.reader.annotation import SUBTYPES, Annotation
from sidelight.reader.found_marks import pack_marks
from sidelight.reader.pdf import PDF
from sidelight.reader.pdf_marks import MOST_LISTED, marks_of
from sidelight.reader.pdf_opening import MEDIA_TYPE, is_pdf, open_pdf
from sidelight.reader.reading import Progress, Unreadable
from sidelight.reader.rich_text import plain_words
from sidelight.reader.uncollected import uncollected
from sidelight.worker import Blob, Call, Reply

_MOST_NAMED = 3 * MOST_LISTED
"""How often a file may name a subtype, as annotations do, and fonts and pictures."""


def warm() -> None:
    """Read a small document with marks of every kind that we write."""
    place = (72.0, 60.0, 120.0, 90.0)
    some = [Annotation(k, k, 1, (place,), "#aa0000", "#aa0000", "solid") for k in SUBTYPES]
    data, _kept = annotated(PDF.sample, MEDIA_TYPE, "Warm", some, _unheard)
    marks({}, (data,), _unheard)
    plain_words("<body><p>Warm</p></body>")


def marks(arguments: dict[str, Any], blobs: Sequence[Blob], report: Progress) -> Reply:
    """Read the marks in the PDF of the one blob: ``password``.

    Raises Unreadable: as `open_pdf`, ``damaged`` where it is no PDF, and ``too_costly`` where it
    holds more annotations than any reader makes.
    """
    data = bytes(blobs[0])
    if not is_pdf(data, ""):
        raise Unreadable("damaged")
    if data.count(b"/Subtype") > _MOST_NAMED:
        # to open it would take as long as to read it
        raise Unreadable("too_costly")
    document = open_pdf(data, str(arguments.get("password", "")))
    with uncollected():
        return Reply({}, (pack_marks(marks_of(document, report)),))


def _unheard(_fraction: float, _word: str) -> None:
    """Tell nobody."""


CALLS: dict[str, Call] = {"marks": marks}
