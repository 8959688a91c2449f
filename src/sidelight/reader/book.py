# SPDX-License-Identifier: AGPL-3.0-or-later
"""A book to be printed: pieces of HTML and tables of it, as plain values that travel to the process
which lays them out.

Only what MuPDF's stories know is of use in the HTML: blocks, inline elements, colours, borders and
margins, but neither tables nor positions; tables are pieces of their own here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A line among the bookmarks; ``level`` is 1 for the outermost."""

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Flow:
    """HTML over the whole width, which begins a page where less than ``room`` points are left."""

    html: str
    room: float = 0.0
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: HTML for each column, which ends all elements that it begins.

    ``name`` is where links lead to, ``edge`` the colour (#rrggbb) of a bar along its left side.
    """

    cells: tuple[str, ...]
    name: str = ""
    edge: str = ""
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, ``widths`` being shares of the whole; a head stands again on each page.

    ``lined`` draws a hairline below each row, ``pad`` is what stays free above and below its words
    (points).
    """

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    head: tuple[str, ...] = ()
    lined: bool = True
    pad: float = 5.0


@dataclass(frozen=True, slots=True)
class Book:
    """All that is printed.

    ``language`` is a tag such as ``ko``, ``made`` a date as PDF writes it, ``foot`` HTML below
    each page beside its number; ``pictures`` are image files by the names that ``src`` has.
    """

    title: str
    pieces: tuple[Flow | Table, ...]
    css: str = ""
    foot: str = ""
    language: str = "en"
    author: str = ""
    made: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def pack(book: Book) -> tuple[bytes, ...]:
    """Return a book as blobs: the pieces as JSON, then the pictures."""
    plain = {name: getattr(book, name) for name in _PLAIN}
    # not asdict, which copies every text
    plain["pieces"] = [[type(piece).__name__, _fields(piece)] for piece in book.pieces]
    plain["pictures"] = list(book.pictures)
    written = json.dumps(plain, ensure_ascii=False, default=_fields)
    return written.encode(), *book.pictures.values()


def _fields(part: Any) -> dict[str, Any]:
    return {one.name: getattr(part, one.name) for one in fields(part)}


_PLAIN = ("title", "css", "foot", "language", "author", "made")


def unpack(blobs: tuple[bytes, ...]) -> Book:
    """Return the book that `pack` made blobs of; ValueError, KeyError or TypeError of others."""
    told = json.loads(blobs[0])
    return Book(
        **{name: str(told[name]) for name in _PLAIN},
        pieces=tuple(_piece(kind, values) for kind, values in told["pieces"]),
        pictures=dict(zip(told["pictures"], blobs[1:], strict=True)),
    )


def _piece(kind: str, values: dict[str, Any]) -> Flow | Table:
    if kind == Flow.__name__:
        return Flow(values["html"], values["room"], _entry(values["entry"]))
    rows = tuple(_row(one) for one in values["rows"])
    head = tuple(values["head"])
    return Table(tuple(values["widths"]), rows, head, values["lined"], values["pad"])


def _row(values: dict[str, Any]) -> Row:
    return Row(tuple(values["cells"]), values["name"], values["edge"], _entry(values["entry"]))


def _entry(values: dict[str, Any] | None) -> Entry | None:
    return None if values is None else Entry(values["level"], values["title"])
