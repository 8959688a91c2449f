# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes into a REFI-QDA project, before it is known where it stands: marks on documents with
their codings, notes, and links from one to another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sidelight.exchange.guids import guid
from sidelight.exchange.qdpx_xml import element, name_of, reference, when
from sidelight.model.records import Passage


@dataclass(frozen=True, slots=True)
class By:
    """Who made something (the GUID of a user, or "") and when."""

    user: str
    made_at: datetime

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes that say so."""
        return {"creatingUser": self.user, "creationDateTime": when(self.made_at)}


@dataclass(frozen=True, slots=True)
class Coding:
    """A code given to a mark or a note by somebody, with the notes (GUIDs) on that."""

    guid: str
    code: str
    by: By
    notes: tuple[str, ...] = ()

    def put(self, parent: Any) -> None:
        """Add it to what it is a coding of."""
        made = element(parent, "Coding", guid=self.guid, **self.by.attributes)
        reference(made, "CodeRef", self.code)
        for note in self.notes:
            reference(made, "NoteRef", note)


@dataclass(slots=True)
class Mark:
    """A passage of a document with its codings and the notes (GUIDs) on it."""

    guid: str
    passage: Passage
    by: By
    description: str = ""
    codings: list[Coding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def put(self, parent: Any, tag: str, **place: int) -> None:
        """Add it as a selection; ``place`` are the attributes that say where."""
        name = name_of(self.passage.words)
        made = element(parent, tag, guid=self.guid, name=name, **place, **self.by.attributes)
        if self.description:
            element(made, "Description", self.description)
        for coding in self.codings:
            coding.put(made)
        for note in self.notes:
            reference(made, "NoteRef", note)


@dataclass(slots=True)
class Memo:
    """A note, or what has no other place: its words, perhaps with codings and notes on it."""

    guid: str
    name: str
    text: str
    by: By
    codings: list[Coding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def put(self, parent: Any) -> None:
        """Add it to the notes of the project."""
        made = element(
            parent, "Note", guid=self.guid, name=name_of(self.name), **self.by.attributes
        )
        # where there is no text the element says so: the standard asks for one or a file
        element(made, "PlainTextContent", self.text)
        for coding in self.codings:
            coding.put(made)
        for note in self.notes:
            reference(made, "NoteRef", note)


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one thing to another (GUIDs)."""

    name: str
    origin: str
    target: str

    def put(self, parent: Any) -> None:
        """Add it to the links of the project."""
        element(
            parent,
            "Link",
            guid=guid("link", f"{self.origin} {self.target}"),
            name=name_of(self.name),
            direction="OneWay",
            originGUID=self.origin,
            targetGUID=self.target,
        )


@dataclass(slots=True)
class Collected:
    """All of it: marks on documents and notes on them by the ids of documents."""

    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    on_documents: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    memos: list[Memo] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
