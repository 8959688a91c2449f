# SPDX-License-Identifier: AGPL-3.0-or-later
"""REFI-QDA projects (https://www.qdasoftware.org, version 1.0 and its drafts) of NVivo, ATLAS.ti,
MAXQDA, QualCoder, others and ourselves: a .qdpx package, or the .qde out of one.

docs/refi-qda.md says what becomes what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sidelight.exchange.incoming import (
    Author,
    Given,
    Group,
    Incoming,
    IncomingDocument,
    Mark,
    Step,
)
from sidelight.exchange.qdpx_in_codes import SELECTION, CodeBook, read_codes
from sidelight.exchange.qdpx_in_marks import Held, Marked, Reading, mark
from sidelight.exchange.qdpx_in_notes import Notes, Said, on_what, put_notes, read_links
from sidelight.exchange.qdpx_in_ours import Ours
from sidelight.exchange.qdpx_in_package import Package
from sidelight.exchange.qdpx_in_pages import Pages
from sidelight.exchange.qdpx_in_remarks import LeftOut, remarks
from sidelight.exchange.qdpx_in_sources import Sources
from sidelight.exchange.qdpx_in_words import Words
from sidelight.exchange.qdpx_in_xml import all_of, first_of, key_of, name
from sidelight.exchange.qdpx_xml import name_of
from sidelight.language import _
from sidelight.model.vocabulary import VERDICTS

MOST = {
    "Coding": 100_000,
    "PlainTextSelection": 100_000,
    "PDFSelection": 100_000,
    "PictureSelection": 100_000,
    "Note": 100_000,
    "Code": 20_000,
    "User": 5_000,
}
"""How many elements of a name are read at most."""

_TOLD_EVERY = 500
_LONGEST_ID = 80
_JUDGED = frozenset({"claim", *VERDICTS})


def read(given: Given, step: Step) -> Incoming:
    """Read a project; raises InputError (import.unreadable, import.too_much, import.codebook)."""
    package = Package(given.data, given.name)
    root = package.root
    step(0.2, "documents")
    for tag, most in MOST.items():
        if sum(1 for _one in root.iter("{*}" + tag)) > most:
            raise package.too_large(_("it holds too many marks, notes, codes or people"))
    project = _Project(root, package, given, step)
    project.read()
    return project.incoming()


@dataclass(slots=True)
class _Telling:
    """Tells a step of every so many things, to which share of the work is known."""

    step: Step
    share: float
    what: str
    count: int = 0

    def __call__(self) -> None:
        self.count += 1
        if self.count % _TOLD_EVERY == 0:
            self.step(self.share, self.what)

    def come_to(self, share: float) -> None:
        """Tell how far the work has come."""
        self.share = share
        self.step(share, self.what)


class _Project:
    """What was read of a project so far."""

    def __init__(self, root: Any, package: Package, given: Given, step: Step) -> None:
        self._root, self._step = root, step
        self._book: CodeBook = read_codes(root)
        self._authors = [*_authors(root)]
        self._pages = Pages(given.reader)
        self._words = Words(root.get("origin") or "")
        reading = Reading(author.key for author in self._authors)
        telling = _Telling(step, 0.2, "documents")
        self._sources = Sources(
            package, self._pages, self._words, reading, self._book.ours, telling
        )
        self._sources.read(root, lambda share: telling.come_to(0.2 + 0.4 * share))
        telling = _Telling(step, 0.6, "notes")
        self._notes = Notes(root, package, self._pages, reading, telling)
        self._marked = Marked()
        self._left = LeftOut(Counter())

    def read(self) -> None:
        """Make marks of codings and notes."""
        held, links = self._sources.held, read_links(self._root)
        holders = on_what(held, links, self._notes)
        for one in held:
            if one.whole:
                self._marked.anchors[one.key] = ("", one.places)
        self._name_codes(holders)
        ours = Ours(self._book, self._notes, self._marked, holders)
        rest: list[Held] = [*held, *self._notes.by_key.values()]
        if self._book.ours:
            rest = ours.take(held, links)
        cases = _cases(self._root)
        telling = _Telling(self._step, 0.7, "marks")
        for one in rest:
            telling()
            mark(one, self._book, cases, self._marked)
        self._describe()
        said = Said(holders, ours.answers, frozenset(ours.told), ours.values)
        put_notes(self._notes, said, self._marked, named=not self._book.ours)
        used = sum(
            one.target in self._notes.by_key or one.origin in self._notes.by_key for one in links
        )
        self._left.count(self._root, ours=self._book.ours, values=self._sources.values, links=used)

    def _name_codes(self, holders: Mapping[str, object]) -> None:
        """Let notes on codes, which have no place with us, say what they are of."""
        for key, title in self._book.notes.items():
            note = self._notes.by_key.get(key)
            if note is not None and key not in holders:
                note.text = f"{title}: {note.text}" if note.text else ""

    def _describe(self) -> None:
        """Add what sources say of themselves as notes on them."""
        for one in self._sources.described:
            made = Mark(
                f"{one.key} Description",
                "note",
                author=one.author,
                made_at=one.made_at,
                places=one.places,
                text=one.text,
            )
            self._marked.add(made)

    def incoming(self) -> Incoming:
        """Return all of it."""
        groups = self._groups()
        return Incoming(
            documents=tuple(self._documents(groups)),
            authors=tuple(self._authors),
            groups=tuple(groups.values()),
            marks=tuple(self._marked.marks),
            unread=tuple(self._sources.unread),
            remarks=tuple(remarks(self._left, self._words, self._pages)),
        )

    def _groups(self) -> dict[str, Group]:
        """Return the groups that marks are of, in the order of the code book."""
        used = {one.group for one in self._marked.marks if one.what == "mark"}
        found = {key: code.group for key, code in self._book.codes.items() if key in used}
        if "" in used:
            found[""] = Group("", _("Codes that are not in the code book"))
        if SELECTION in used:
            found[SELECTION] = Group(SELECTION, _("Selections without a code"), usual="note")
        return found

    def _documents(self, groups: dict[str, Group]) -> Iterator[IncomingDocument]:
        """Yield the documents; what nothing was judged in is a source."""
        judged = {
            place.document
            for one in self._marked.marks
            if one.what == "claim" or (one.what == "mark" and groups[one.group].usual in _JUDGED)
            for place in one.places
        }
        for document in self._sources.documents:
            known = document.kind or document.key in judged
            yield document if known else replace(document, kind="source")


def _authors(root: Any) -> Iterable[Author]:
    users = first_of(root, "Users")
    found: dict[str, Author] = {}
    for one in all_of(users, "User") if users is not None else ():
        called = name(one) or name_of((one.get("id") or "")[:_LONGEST_ID])
        if key := key_of(one.get("guid")):
            found.setdefault(key, Author(key, called or _("Unnamed")))
    return found.values()


def _cases(root: Any) -> frozenset[str]:
    """Return the keys of cases: NVivo codes with them as with codes."""
    cases = first_of(root, "Cases")
    made = all_of(cases, "Case") if cases is not None else ()
    return frozenset(filter(None, (key_of(one.get("guid")) for one in made)))
