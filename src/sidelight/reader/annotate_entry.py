# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the annotating process runs: a document and its annotations in, a PDF out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidelight.reader.annotating import annotated
from sidelight.reader.annotation import SUBTYPES, Annotation, packed, unpacked
from sidelight.reader.opening import samples
from sidelight.reader.reading import Progress
from sidelight.worker import Blob, Call, Reply


def warm() -> None:
    """Write a small document of every kind that is drawn, with annotations of every kind."""
    place = (72.0, 60.0, 120.0, 90.0)
    marks = [Annotation(k, k, 1, (place,), "#aa0000", "#aa0000", "wavy") for k in SUBTYPES]
    for media_type, sample in samples().items():
        arguments = {"media_type": media_type, "title": "Warm"}
        annotate(arguments, (sample, packed(marks)), lambda _share, _word: None)


def annotate(arguments: dict[str, Any], blobs: Sequence[Blob], report: Progress) -> Reply:
    """Return the document of the first blob as a PDF with the annotations of the second."""
    marks = unpacked(bytes(blobs[1]))
    media_type, title = str(arguments["media_type"]), str(arguments["title"])
    written, kept = annotated(bytes(blobs[0]), media_type, title, marks, report)
    return Reply({"kept": kept}, (written,))


CALLS: dict[str, Call] = {"annotate": annotate}
