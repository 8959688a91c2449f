# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads a document out of the log: what is known of it, with its citation."""

from __future__ import annotations

from sidelight.model.log import Log
from sidelight.model.records import Document

CITATION = (
    "author",
    "recipient",
    "issued",
    "archive",
    "archive_place",
    "archive_location",
    "fond",
    "opis",
    "delo",
    "folios",
    "genre",
    "type",
    "container_title",
    "translator",
    "original_date",
    "level",
    "URL",
    "accessed",
)
"""Fields of a document that make its citation, in CSL's terms; fond, opis, delo and folios are the
place in an archive of the Russian kind, ``level`` whether the source is primary or secondary.
"""


def read_document(log: Log, id_: str, label: str) -> Document:
    """Return a document as the log leaves it; ``label`` is what its number reads as."""
    key = ("document", id_)
    value = log.value
    made = log.created[key]
    citation = {n: str(v) for n in CITATION if (v := value(key, n))}
    return Document(
        id=id_,
        number=int(value(key, "number", 0)),
        label=label,
        kind=str(value(key, "kind", "source")),
        title=str(value(key, "title", "")),
        name=str(value(key, "name", "")),
        media_type=str(value(key, "media_type", "")),
        size=int(value(key, "size", 0)),
        language=str(value(key, "language", "")),
        layer=str(value(key, "layer", "")),
        citation=citation,
        hidden=tuple((int(s), int(e)) for s, e in value(key, "hidden", ())),
        added_by=made.reviewer,
        added_at=made.made_at,
        continues=str(value(key, "continues", "")),
    )
