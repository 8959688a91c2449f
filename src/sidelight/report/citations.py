# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citations: one line of plain text, in a style, that lets a reader find a document again.

A style may leave out what a checker needs to tell two letters apart; that follows as our own rules
say it.  They also stand in for what a style cannot: records it says nothing of, letters in
languages whose terms the library does not have, and whatever makes it stumble.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from sidelight.language import _, current
from sidelight.model.records import Document
from sidelight.report import csl_processor
from sidelight.report.characters import one_line
from sidelight.report.citation_styles import DEFAULT, PLAIN, style_named
from sidelight.report.csl_processor import HERE, OURS
from sidelight.report.csl_record import Item, csl_record, date_in_parts
from sidelight.report.source_line import ended, named_by_people, source_line, where_kept, where_read

_LONGEST = 2_000
_ENDED = re.compile(r"[.!?…。][”’»\")\]]*$")
_LAST_STOP = re.compile(r"(?<! г)\.$")
_STRAY = re.compile(r"(?<=[.,:;]) [,:;](?= )|(?<=[?!])\.(?= |$)")
_WITHOUT_TERMS = {"ko": ("recipient", "translator"), "ru": ("recipient",)}
"""What styles say in these languages with words of English, or in the wrong case."""


def citation(document: Document, place: str = "", style: str = "", language: str = "") -> str:
    """Return the citation on one line; at least a title or file name, never empty.

    ``place`` says where in the document, such as “p. 3”; ``style`` is the name of one, "" for the
    default; ``language`` that of the words around what the record says, "" for the user's.
    """
    name = style_named(style or DEFAULT).name
    spoken = language or current()
    known = {field: one_line(value) for field, value in document.citation.items()}
    if name == PLAIN or not _fit(document, known):
        return source_line(document, place)
    key = (document.id, document.title, document.name, document.language, document.media_type)
    asked = _Asked((*key, *sorted(known.items())), (name, spoken, current()), document)
    made = _made(asked, placed=bool(place))
    return _with_place(made, one_line(place)) if made else source_line(document, place)


def address(document: Document) -> str:
    """Return the document's web address, empty where it has none that is safe to follow."""
    given = one_line(document.citation.get("URL", ""))
    return given if _safe(given) else ""


def _safe(given: str) -> bool:
    try:
        split = urlsplit(given)
    except ValueError:
        return False
    return split.scheme.lower() in {"http", "https"} and bool(split.hostname) and " " not in given


def _fit(document: Document, known: Mapping[str, str]) -> bool:
    """Tell whether a record is one for a style: its words are not without end."""
    words = [document.title, document.name, document.language, *known.values()]
    return sum(map(len, words)) <= _LONGEST and not any(map(OURS.search, words))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A record as it is to be cited; two are the same where what is known and how to say it is."""

    known: tuple[object, ...]
    how: tuple[str, str, str]
    document: Document = field(compare=False)


@lru_cache(maxsize=4096)
def _made(asked: _Asked, *, placed: bool) -> str:
    """Return the citation by a style, with what it leaves out; empty where it has none."""
    name, language, _words = asked.how
    document = asked.document
    known = {field: one_line(value) for field, value in document.citation.items()}
    item = _spoken(document, known)
    letter = item["type"] == "personal_communication" and named_by_people(known)
    try:
        style = style_named(name)
        short = {field: value for field, value in item.items() if field != "title" or not letter}
        cited = csl_processor.cited(short, style, language, placed=placed)
        if letter and "recipient" in cited.left_out:
            cited = csl_processor.cited(item, style, language, placed=placed)
        foreign = filter(known.get, _WITHOUT_TERMS.get(language, ()))
        if "title" in cited.left_out or not cited.left_out.issuperset(foreign):
            return ""
        left = _left(known, cited.left_out, language)
        words = _STRAY.sub("", one_line(cited.words))
        said = " ".join((_closed(words, known.get("URL", "")), *left))
    except Exception:  # noqa: BLE001 - a library's, on words of strangers: our own rules never fail
        return ""
    return said if words.replace(HERE, "").strip(" .,") else ""


def _spoken(document: Document, known: Mapping[str, str]) -> Item:
    """Return a record as a style is to say it."""
    item = {"language": "und"} | csl_record(document)
    # styles say it beside the other date, and neither which is which
    item.pop("original-date", None)
    if not one_line(document.title):
        item["language"] = "und"  # a file name keeps its letters
    return item | {name: _day(known[name]) for name in ("issued", "accessed") if name in item}


def _day(value: str) -> Item:
    """Return a date in CSL's form; the library stumbles over spans, which are words to it."""
    found = date_in_parts(value)
    span = len(found.get("date-parts", ())) > 1
    return {"literal": value.replace("/", "–")} if span else found


def _closed(words: str, link: str) -> str:
    """Return words as a sentence, an address at their end left as it is."""
    return words if (link and words.endswith(link)) or _ENDED.search(words) else f"{words}."


def _left(known: Mapping[str, str], left_out: Collection[str], language: str) -> Iterator[str]:
    """Yield as sentences what a style does not say and a reader may need."""
    missing = {
        name: value
        for name, value in known.items()
        if name == "original_date" or _VARIABLES.get(name, name) in left_out
    }
    for name in ("issued", "original_date", "accessed"):
        if missing.get(name):
            missing[name] = csl_processor.day(_day(missing[name]), language)
    words = {
        "author": "{author}",
        "container_title": "{container_title}",
        "recipient": _("To {recipient}"),
        "issued": "{issued}",
        "translator": _("Translated by {translator}"),
        "original_date": _("Original dated {original_date}"),
    }
    yield from (ended(word.format(**missing)) for name, word in words.items() if missing.get(name))
    yield from filter(None, (where_kept(missing), where_read(missing)))


def _with_place(made: str, place: str) -> str:
    """Return a citation with the place in it, after all where the style names none."""
    if HERE in made or not place:
        return made.replace(HERE, place)
    return f"{_LAST_STOP.sub('', made)} ({place})."


_VARIABLES = {
    "container_title": "container-title",
    "archive_place": "archive-place",
    **dict.fromkeys(("fond", "opis", "delo", "folios"), "archive_location"),
}
"""What fields of a record are called in CSL, where it is not the same."""
