# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of other programs as they come in, made of marks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sidelight.exchange.import_formats import ImportFormat
from sidelight.exchange.incoming import (
    Author,
    Group,
    Incoming,
    IncomingDocument,
    Mark,
    Place,
    SourceRecord,
)
from sidelight.session.importing import ReadFile

BEA = Author("acct:bea@example.org", "Bea")
CY = Author("Cy", "Cy")
LONG_AGO = datetime(2020, 5, 4, 12, tzinfo=UTC)
YELLOW = Group("yellow", "Highlight, yellow", "#ffee00", "claim")
RED = Group("red", "Highlight, red", "#ff0000", "denied")
NOTES = Group("notes", "Note", "", "note")

FORMAT = ImportFormat(
    "made", (".made",), "Made", "", lambda _name, _head: False, lambda _given, _step: Incoming()
)


MARK = Mark("", group="yellow", author=BEA.key, made_at=LONG_AGO)


def mark(key: str, quote: str = "", **values: Any) -> Mark:
    """Return Bea's mark on words of the article."""
    places = (Place("article", quote),) if quote else ()
    return replace(MARK, key=key, **{"places": places, **values})


def file(
    *marks: Mark,
    documents: Sequence[IncomingDocument] = (IncomingDocument("article", title="pasted.txt"),),
    sources: Sequence[SourceRecord] = (),
    name: str = "marks.made",
) -> ReadFile:
    """Return a file that holds marks."""
    incoming = Incoming(
        documents=tuple(documents),
        authors=(BEA, CY),
        groups=(YELLOW, RED, NOTES),
        marks=marks,
        sources=tuple(sources),
    )
    return ReadFile(name, hashlib.sha256(name.encode()).hexdigest(), FORMAT, incoming)
