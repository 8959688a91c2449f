# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records of a project's articles and sources, as formats of reference managers need them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sidelight.exchange.citation_keys import citation_keys
from sidelight.exchange.outgoing import Outgoing, Step
from sidelight.language import _
from sidelight.model.csl_record import Item, csl_record, date_in_parts, names
from sidelight.model.records import Document
from sidelight.model.vocabulary import LEVELS, SOURCE_TYPES, WORDS
from sidelight.text.characters import one_line

IN_ARCHIVE = ("fond", "opis", "delo", "folios")
DATES = ("issued", "original_date", "accessed")
_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, the key it is cited by, its record as CSL has it, and as it was entered, each
    field on one line.
    """

    document: Document
    key: str
    item: Item
    known: Mapping[str, str]

    def names(self, field: str) -> list[str]:
        """Return the people of a field, each name whole."""
        return [one["literal"] for one in names(self.known.get(field, ""))]

    def date(self, field: str) -> list[list[int]]:
        """Return a date as numbers (year, month, day as far as known), two for a span; nothing
        where it is no calendar date.
        """
        found: list[list[int]] = date_in_parts(self.known.get(field, "")).get("date-parts", [])
        return found

    @property
    def type(self) -> str:
        """The type in CSL's terms."""
        return str(self.item["type"])

    @property
    def type_words(self) -> str:
        """What the type is called."""
        return _(SOURCE_TYPES[self.type])

    @property
    def level_words(self) -> str:
        """What is said of a source that is primary or secondary."""
        level = self.known.get("level", "")
        return _(WORDS[level]) if level in LEVELS else level

    @property
    def kept(self) -> str:
        """The archive and its town."""
        return ", ".join(filter(None, map(self.known.get, ("archive", "archive_place"))))

    @property
    def place(self) -> str:
        """The place in the archive."""
        return str(self.item.get("archive_location", ""))


def entries(outgoing: Outgoing, step: Step) -> Iterator[Entry]:
    """Yield an entry for each document, articles too, by number; `step` is told of some."""
    items = [(document, csl_record(document)) for document in outgoing.documents]
    keys = citation_keys(items)
    for at, (document, item) in enumerate(items):
        if at % _TOLD_EVERY == 0:
            step(at / len(items), "records")
        known = {name: one_line(value) for name, value in document.citation.items()}
        known = {name: value for name, value in known.items() if value}
        yield Entry(document, keys[document.id], item, known)


def on_archives(made: Iterable[Entry], format: str) -> list[str]:  # noqa: A002
    """Say, where there are any, that a format has no fields for the parts of a place in an
    archive.
    """
    if not any(name in one.known for one in made for name in IN_ARCHIVE):
        return []
    words = _("{format} has no fields for fond, opis, delo and leaves: they stand there as text.")
    return [words.format(format=format)]


def on_dates(made: Iterable[Entry], format: str) -> list[str]:  # noqa: A002
    """Say, where there are any, that a format has no fields for dates that are no calendar
    dates.
    """
    if not any(name in one.known and not one.date(name) for one in made for name in DATES):
        return []
    words = _("{format} knows calendar dates only: other dates stand as they were entered.")
    return [words.format(format=format)]
