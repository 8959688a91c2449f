# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file of another program holds, in our words: its documents, who made marks there, the
marks, and records of sources.

A format only reads: which document is meant, where a mark's words stand and what it is to become
is for whoever takes it in (`sidelight.session.importing`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sidelight.reader.remote import Reader
from sidelight.text.geometry import Rect

Step = Callable[[float, str], None]
"""Is told how much is done, 0 to 1, and what; what it raises ends the reading."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file that is to be read: its bytes and its name.

    ``reader`` reads what is better read in a process of its own; ``password`` opens an encrypted
    file; ``columns`` say which column of a table holds what, by the names of fields, where the
    user has chosen (empty: as the heads say).
    """

    data: bytes = field(repr=False)
    name: str
    reader: Reader = field(repr=False)
    password: str = field(default="", repr=False)
    columns: Mapping[str, str] = field(default_factory=dict)


WHAT = ("mark", "claim", "verdict", "evidence", "described", "note", "decision", "response")
"""What a mark is there.  A ``mark`` (a highlight, a coding) becomes what the rule for its group
says; the others are told apart by the format itself and name what they are ``on``.
"""


@dataclass(frozen=True, slots=True)
class Author:
    """Who made marks: ``key`` is what tells them apart there, an IRI where there is one."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """A document that marks stand in.

    ``sha256`` (hex) of its bytes, its ``url`` and the ``name`` of its file are by what it is found
    in the project; ``data`` are its bytes where the file brings them, to be added under ``name``.
    ``kind`` is article, source or "" for not known; ``record`` what is known of it, by the names of
    `sidelight.model.project.CITATION` with ``title`` and ``language``.  ``earlier`` are the SHA-256
    of what the file was before something was added behind it, where it keeps that (PDF).
    """

    key: str
    name: str = ""
    title: str = ""
    kind: str = ""
    sha256: str = ""
    url: str = ""
    data: bytes | None = field(default=None, repr=False)
    record: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands: in which document (the ``key`` of one, "" for the one that the user
    names), and there by whatever the file tells.

    ``quote`` with ``prefix`` and ``suffix`` are its words; ``start`` and ``end`` the ink range
    where they are believed to stand; ``page`` counts from 1; ``boxes`` are the rectangles of its
    words and ``area`` a rectangle without words, in points from the top left corner of the page as
    it is shown.  Where there is none of these, the document as a whole is meant.
    """

    document: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    page: int = 0
    boxes: tuple[Rect, ...] = ()
    area: Rect | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that look alike there, such as all yellow highlights or all of one code: one rule says
    what becomes of them.

    ``title`` is for people, in their language; ``colour`` is ``#rrggbb`` or ""; ``usual`` is what
    becomes of them where nobody says otherwise: a verdict's stored word, or one of `OUTCOMES`.
    """

    key: str
    title: str
    colour: str = ""
    usual: str = "claim"


OUTCOMES = ("claim", "note", "nothing")
"""What else than a claim with a verdict of its author can become of a mark: a claim that nobody has
judged, a note on its words, or nothing.  In a source, what is to be a claim becomes a note.
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, or one thing that is said of another.

    ``key`` is what the file calls it, an IRI where it has one; ``what`` is one of `WHAT`;
    ``on`` names the mark that this is on (the claim of a verdict or of evidence, what a note
    is written on), ``answers`` the note that it replies to.  ``author`` is the ``key`` of one, ""
    for nobody known; ``made_at`` is aware.  ``text`` is what was written with it, plain;
    ``values`` are stored fields of the record by name (verdict, denied_by, reason, as_of, stance,
    restatement, party, answer, …); what does not fit a field is left out when it is taken in.
    """

    key: str
    what: str = "mark"
    group: str = ""
    author: str = ""
    made_at: datetime | None = None
    places: tuple[Place, ...] = ()
    text: str = ""
    tags: tuple[str, ...] = ()
    on: str = ""
    answers: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What a reference manager knows of a source: ``fields`` by the names of
    `sidelight.model.project.CITATION` with ``title`` and ``language``; ``files`` are names of files
    that belong to it (never paths), ``doi`` and the URL among the fields tell it from others.
    """

    key: str
    fields: Mapping[str, str]
    files: tuple[str, ...] = ()
    doi: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in the file that could not be read: what it is, as people know it, and a sentence
    that says why.
    """

    what: str
    why: str


TABLE_FIELDS = (
    *("quote", "verdict", "denied_by", "reason", "reviewer", "date", "restatement", "speaker"),
    *("tags", "note", "source", "page", "source_quote", "stance", "article"),
)
"""What a column of a table of claims can hold: the words of the claim, a verdict on it with who
denies, its reason, who gave it and when, fields of the claim, a note; the source of evidence (its
title, number or file), the page and the words there, its stance; and which article is meant.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, a few of its cells, and the field that it is taken for, ""
    for none.
    """

    head: str
    cells: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """All that a file holds.  ``remarks`` are sentences on what of it we have no place for;
    ``columns`` are those of a table, which the user may take for other fields.
    """

    documents: tuple[IncomingDocument, ...] = ()
    authors: tuple[Author, ...] = ()
    groups: tuple[Group, ...] = ()
    marks: tuple[Mark, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    unread: tuple[Unread, ...] = ()
    remarks: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
