# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document's record as an item of CSL-JSON, the form in which citation programs exchange records.

Names of people stay whole: a record does not say which part of a Korean or a Russian name is the
family's.  Dates that are no calendar date stay as they were entered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sidelight.language import _
from sidelight.model.records import Document
from sidelight.model.vocabulary import SOURCE_TYPES
from sidelight.text.characters import one_line

_PAGES = frozenset({"text/html", "multipart/related"})
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_BETWEEN_DATES = re.compile(r"\s*/\s*")
_BETWEEN_NAMES = re.compile(r"\s*[;；]\s*")

Item = dict[str, Any]


def csl_record(document: Document) -> Item:
    """Return the item, with only what is known; its id is the document's, its title never empty.

    Fond, opis, delo and leaves stand in ``archive_location`` as footnotes have them.
    """
    known = {name: one_line(value) for name, value in document.citation.items()}
    item: Item = {"id": document.id, "type": _type(document, known)}
    item["title"] = title(document)
    for name, (variable, made) in _VARIABLES.items():
        if value := known.get(name, ""):
            item[variable] = made(value)
    if location := place_in_archive(known):
        item["archive_location"] = location
    if language := one_line(document.language):
        item["language"] = language
    if level := known.get("level", ""):
        item["custom"] = {"level": level}
    return item


def title(document: Document) -> str:
    """Return what a document is called: its title, else its file name, else the start of its id."""
    return one_line(document.title) or one_line(document.name) or document.id[:12]


def place_in_archive(known: Mapping[str, str]) -> str:
    """Return the place in an archive, first in the words of the Russian kind; "" if unknown."""
    shelf = [
        word.format(number=number)
        for name, word in shelf_words().items()
        if (number := known.get(name))
    ]
    return ", ".join(filter(None, (*shelf, known.get("archive_location", ""))))


def shelf_words() -> dict[str, str]:
    """Return how the parts of a place in an archive are written, by field, ``{number}`` in each."""
    return {
        "fond": _("f. {number}"),
        "opis": _("op. {number}"),
        "delo": _("d. {number}"),
        "folios": _("ll. {number}"),
    }


def names(value: str) -> list[dict[str, str]]:
    """Return names in CSL's form; several are parted by semicolons."""
    return [{"literal": name} for name in _BETWEEN_NAMES.split(value) if name]


def date_in_parts(value: str) -> dict[str, Any]:
    """Return a date in CSL's form: a year, month or day, a span of two, or else the words."""
    parts = [_parts(one) for one in _BETWEEN_DATES.split(value)]
    if len(parts) <= 2 and all(parts):
        return {"date-parts": parts}
    return {"literal": value}


def _parts(value: str) -> list[int]:
    """Return the numbers of an ISO date; none where it is no date."""
    found = _DATE.fullmatch(value)
    numbers = [int(part) for part in found.groups() if part] if found else []
    try:
        date(*(*numbers, 1, 1)[:3])
    except (TypeError, ValueError):
        return []
    return numbers


def _type(document: Document, known: Mapping[str, str]) -> str:
    """Return the type in CSL's terms; where the record has none, what the other fields say."""
    given = known.get("type", "")
    if given in SOURCE_TYPES:
        return given
    if known.get("recipient"):
        return "personal_communication"
    return "webpage" if known.get("URL") or document.media_type in _PAGES else "document"


_VARIABLES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "author": ("author", names),
    "recipient": ("recipient", names),
    "translator": ("translator", names),
    "issued": ("issued", date_in_parts),
    "original_date": ("original-date", date_in_parts),
    "accessed": ("accessed", date_in_parts),
    "genre": ("genre", str),
    "container_title": ("container-title", str),
    "archive": ("archive", str),
    "archive_place": ("archive-place", str),
    "URL": ("URL", str),
}
