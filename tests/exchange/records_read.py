# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tests of reading records share: one file read, and what a record is held against."""

from __future__ import annotations

from typing import cast

from sidelight.exchange.import_formats import IMPORTS
from sidelight.exchange.incoming import Given, Incoming
from sidelight.model.records import Document
from sidelight.reader.remote import Reader
from tests.exchange.records_given import unheard


class NoReader:
    """A reader that nobody may ask."""


def given(data: bytes | str, name: str, **columns: str) -> Given:
    """Return a file as a format is given it."""
    raw = data if isinstance(data, bytes) else data.encode()
    return Given(raw, name, cast("Reader", NoReader()), columns=columns)


def read(format_: str, data: bytes | str, name: str = "file") -> Incoming:
    """Read a file in a format by its name."""
    one = next(one for one in IMPORTS if one.name == format_)
    return one.read(given(data, name), unheard)


def known_as(name: str, data: bytes | str) -> list[str]:
    """Return the formats that know a file."""
    head = data if isinstance(data, bytes) else data.encode()
    return [one.name for one in IMPORTS if one.knows(name, head[: 1 << 16])]


def fields_of(incoming: Incoming) -> dict[str, str]:
    """Return the fields of the one record of a file."""
    (only,) = incoming.sources
    return dict(only.fields)


def expected(document: Document) -> dict[str, str]:
    """Return what a document's record holds, by field."""
    known = {"title": document.title or document.name, "language": document.language}
    return {**known, **document.citation}


def differing(document: Document, fields: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return the fields in which what came back differs; a type that was found out is none."""
    wanted = expected(document)
    if "type" not in wanted:
        fields = {name: value for name, value in fields.items() if name != "type"}
    return {
        name: (wanted.get(name, ""), fields.get(name, ""))
        for name in wanted | fields
        if wanted.get(name, "") != fields.get(name, "")
    }
