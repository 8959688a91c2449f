# SPDX-License-Identifier: AGPL-3.0-or-later
"""What codings of a REFI-QDA project become: a mark each; and who says what on what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sidelight.exchange.incoming import Mark, Place
from sidelight.exchange.qdpx_in_codes import SELECTION, CodeBook
from sidelight.exchange.qdpx_in_xml import (
    key,
    moment,
    tag_of,
    target,
    user,
    words,
)


@dataclass(slots=True)
class Coding:
    """A code given by somebody, with the keys of notes on that."""

    key: str
    code: str
    author: str
    made_at: datetime | None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Held:
    """What codes were given to: a selection, a source or a note (``memo``).

    ``text`` is what was written with it, ``name`` what it is called; ``notes`` are the keys of
    those on it; ``whole`` says that it is a source.
    """

    key: str
    places: tuple[Place, ...] = ()
    author: str = ""
    made_at: datetime | None = None
    name: str = ""
    text: str = ""
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()
    memo: bool = False
    whole: bool = False


class Reading:
    """Turns elements into what is held; gives what has no GUID or one that is taken a key."""

    def __init__(self, authors: Iterable[str] = ()) -> None:
        self._authors = frozenset(authors)
        self._taken: set[str] = set()
        self._count = 0

    def key(self, element: Any) -> str:
        """Return the key of an element, unlike all before."""
        self._count += 1
        found = key(element, self._count)
        if found in self._taken:
            found = f"{found} {self._count}"
        self._taken.add(found)
        return found

    def author(self, element: Any) -> str:
        """Return who made something, "" where the project does not know them."""
        found = user(element)
        return found if found in self._authors else ""

    def held(self, element: Any, places: tuple[Place, ...] = (), **more: Any) -> Held:
        """Return an element with its codings and notes; ``more`` are fields that are known."""
        held = Held(
            self.key(element),
            places,
            self.author(element),
            moment(element),
            element.get("name") or "",
            **more,
        )
        codings, notes, said = [], [], ""
        for child in element:
            tag = tag_of(child)
            if tag == "Coding":
                codings.append(self._coding(child, held))
            elif tag == "NoteRef":
                notes.append(target(child))
            elif tag == "Description" and not said:
                said = words(child).strip()
        held.text = held.text or said
        held.codings = tuple(coding for coding in codings if coding.code)
        held.notes = tuple(dict.fromkeys(notes))
        return held

    def _coding(self, element: Any, held: Held) -> Coding:
        code, notes = "", []
        for child in element:
            tag = tag_of(child)
            if tag == "CodeRef":
                code = code or target(child)
            elif tag == "NoteRef":
                notes.append(target(child))
        return Coding(
            self.key(element),
            code,
            self.author(element) or held.author,
            moment(element) or held.made_at,
            tuple(notes),
        )


@dataclass(slots=True)
class Marked:
    """The marks, and by the keys of what notes can be on: the mark there ("" for none) and where
    that stands.
    """

    marks: list[Mark] = field(default_factory=list)
    anchors: dict[str, tuple[str, tuple[Place, ...]]] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set)

    def add(self, mark: Mark, *keys: str) -> None:
        """Add a mark that what is on any of these is on; one whose key is taken gets another."""
        if mark.key in self._keys:
            mark = replace(mark, key=f"{mark.key} {len(self.marks)}")
        self._keys.add(mark.key)
        self.marks.append(mark)
        for one in (mark.key, *keys):
            self.anchors.setdefault(one, (mark.key, mark.places))


def mark(held: Held, book: CodeBook, cases: frozenset[str], into: Marked) -> None:
    """Add what becomes of something that has codes: a mark for each.

    A selection without a code is a mark too, unless it is there for its notes.
    """
    text = "" if held.memo else held.text
    for coding in held.codings:
        if coding.code in cases or held.memo:
            continue
        made = Mark(
            coding.key,
            group=coding.code if coding.code in book.codes else "",
            author=coding.author,
            made_at=coding.made_at,
            places=held.places,
            text=text,
        )
        into.add(made, held.key)
        # said once of what several codes were given to
        text = ""
    if not held.codings and not held.memo and not held.whole and (held.text or not held.notes):
        made = Mark(
            held.key, "mark", SELECTION, held.author, held.made_at, held.places, text=held.text
        )
        into.add(made)
    into.anchors.setdefault(held.key, ("", held.places))
    for coding in held.codings:
        into.anchors.setdefault(coding.key, ("", held.places))
