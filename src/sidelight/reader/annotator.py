# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotating as the session uses it: documents are written in a confined process that lives no
longer than that takes, so that drawing and reading others never wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sidelight.errors import Cancelled, DocumentError
from sidelight.reader.annotation import Annotation, packed
from sidelight.worker import Cancelled as Stopped
from sidelight.worker import Limits, RemoteFault, Reply, Worker, WorkerDied, WorkerTimeout

_LIMITS = Limits(memory=2_000_000_000, cpu_seconds=240, seconds=120.0)
_ENTRY = "sidelight.reader.annotate_entry"
_REFUSALS = frozenset({"sealed", "restricted", "signed", "too_costly"})


@dataclass(frozen=True, slots=True)
class Annotated:
    """A PDF with annotations; ``kept`` where it begins with the document's own bytes."""

    pdf: bytes = field(repr=False)
    kept: bool


def annotate(
    data: bytes,
    media_type: str,
    name: str,
    annotations: Sequence[Annotation],
    *,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Annotated:
    """Return a document called ``name`` as a PDF with annotations.

    Raises DocumentError (document.sealed, .restricted, .signed, .damaged, .too_costly) and
    Cancelled.
    """
    asked = {"media_type": media_type, "title": name}
    blobs = (data, packed(annotations))
    try:
        with Worker(_ENTRY, limits=_LIMITS) as worker:
            reply = worker.call("annotate", asked, blobs, progress=progress, cancelled=cancelled)
            return _taken(reply, data, name)
    except Stopped as error:
        raise Cancelled from error
    except RemoteFault as fault:
        kind = fault.kind if fault.kind in _REFUSALS else "damaged"
        raise DocumentError(f"document.{kind}", name=name) from fault
    except (WorkerTimeout, WorkerDied) as error:
        raise DocumentError("document.too_costly", name=name) from error


def _taken(reply: Reply, data: bytes, name: str) -> Annotated:
    """Return what a reply holds; its sender read a document, and may say anything."""
    pdf = bytes(reply.blobs[0]) if len(reply.blobs) == 1 else b""
    if b"%PDF-" not in pdf[:1024]:
        raise DocumentError("document.damaged", name=name)
    return Annotated(pdf, reply.values.get("kept") is True and pdf.startswith(data))
