# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes of a REFI-QDA project: what they say, what they are on, and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sidelight.exchange.incoming import Mark, Place
from sidelight.exchange.qdpx_in_marks import Held, Marked, Reading
from sidelight.exchange.qdpx_in_package import Package
from sidelight.exchange.qdpx_in_pages import Pages
from sidelight.exchange.qdpx_in_positions import plain_text
from sidelight.exchange.qdpx_in_xml import all_of, first_of, key_of, text_of

LARGEST_TEXT = 8_000_000
"""Bytes of one text: the Bible has four million."""
_MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one thing to another, by their keys."""

    name: str
    origin: str
    target: str


def read_links(root: Any) -> list[Link]:
    """Read the links of a project."""
    links = first_of(root, "Links")
    return [
        Link(one.get("name") or "", key_of(one.get("originGUID")), key_of(one.get("targetGUID")))
        for one in (all_of(links, "Link") if links is not None else ())
    ]


class Notes:
    """The notes of a project by key, as what is held: they may have codes of their own."""

    def __init__(
        self, root: Any, package: Package, pages: Pages, reading: Reading, step: Callable[[], None]
    ) -> None:
        self.by_key: dict[str, Held] = {}
        self._package, self._pages = package, pages
        above = first_of(root, "Notes")
        for element in all_of(above, "Note") if above is not None else ():
            step()
            held = reading.held(element, (), text=self._text(element), memo=True)
            self.by_key[held.key] = held

    def _text(self, element: Any) -> str:
        """Return what a note says: as it stands in the XML, in its text file, in its document."""
        if said := text_of(element, "PlainTextContent").strip():
            return said
        data = self._package.read(element.get("plainTextPath") or "", LARGEST_TEXT)
        read = plain_text(data) if data else None
        if read and read.text.strip():
            return read.text.strip()
        path = element.get("richTextPath") or ""
        rich = self._package.read(path, LARGEST_TEXT)
        said = self._pages.words(rich, path) if rich else ""
        return said.strip() or text_of(element, "Description").strip()


def with_name(note: Held) -> str:
    """Return what a note says below what it is called, where that says anything of its own."""
    name = note.name.strip()
    if not name.strip("0123456789 .#") or note.text.startswith(name.rstrip(".…")):
        return note.text
    return f"{name}\n{note.text}".strip() if note.text else ""


@dataclass(frozen=True, slots=True)
class Said:
    """What notes are on (keys by the keys of notes), what they answer, and which are told of
    elsewhere.
    """

    on: Mapping[str, list[str]]
    answers: Mapping[str, str]
    told: frozenset[str]
    values: Mapping[str, Mapping[str, str]]


def put_notes(notes: Notes, said: Said, marked: Marked, *, named: bool) -> None:
    """Add the notes as marks: on a mark, on words, on a document; on nothing where they are of the
    project as a whole.  ``named`` has their names said too.
    """
    texts = {
        id_: text
        for id_, note in notes.by_key.items()
        if id_ not in said.told and (text := with_name(note) if named else note.text)
    }
    answers = without_circles(said.answers)
    for id_, text in texts.items():
        note, answered = notes.by_key[id_], answers.get(id_, "")
        anchors = [marked.anchors[one] for one in said.on.get(id_, ()) if one in marked.anchors]
        places = dict.fromkeys(place for _on, there in anchors for place in there)
        on = next((key for key, _places in anchors if key), "")
        made = Mark(
            id_,
            "note",
            author=note.author,
            made_at=note.made_at,
            places=_first(places),
            text=text,
            on=on,
            answers=answered if answered in texts else "",
            values=said.values.get(id_, {}),
        )
        marked.add(made)


def _first(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(place for place, _at in zip(places, range(_MOST_PLACES), strict=False))


def without_circles(answers: Mapping[str, str]) -> dict[str, str]:
    """Return which note answers which, without those that would answer themselves in the end."""
    sound: dict[str, str] = {}
    ends: set[str] = set()
    for one in answers:
        path: list[str] = []
        at, seen = one, set[str]()
        while at in answers and at not in ends and at not in seen:
            seen.add(at)
            path.append(at)
            at = answers[at]
        # whoever comes back to a note on the way stops answering there
        sound |= {id_: answers[id_] for id_ in path if not (at in seen and answers[id_] == at)}
        ends |= seen
    return sound


def on_what(held: Iterable[Held], links: Iterable[Link], notes: Notes) -> dict[str, list[str]]:
    """Return by the keys of notes what they are on."""
    found: dict[str, list[str]] = {}
    for note, key in _references(held, links, notes):
        found.setdefault(note, []).append(key)
    return found


def _references(
    held: Iterable[Held], links: Iterable[Link], notes: Notes
) -> Iterator[tuple[str, str]]:
    for one in held:
        for note in one.notes:
            yield note, one.key
        for coding in one.codings:
            for note in coding.notes:
                yield note, coding.key
    for link in links:
        for note, other in ((link.target, link.origin), (link.origin, link.target)):
            if note in notes.by_key and other not in notes.by_key:
                yield note, other
