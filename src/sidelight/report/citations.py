# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citations: one line of plain text, in a style, that lets a reader find a document again.

A style may leave out what a checker needs to tell two letters apart; that follows as our own rules
say it.  They also stand in for what a style cannot: records it says nothing of, letters in
languages whose terms the library does not have, and whatever makes it stumble.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urlsplit

from sidelight.language import _, current
from sidelight.model.csl_record import Item, csl_record, date_in_parts
from sidelight.model.records import Document
from sidelight.report import csl_processor
from sidelight.report.citation_styles import DEFAULT, PLAIN, style_named
from sidelight.report.csl_processor import HERE, OURS
from sidelight.report.source_line import ended, named_by_people, source_line, where_kept, where_read
from sidelight.text.characters import one_line

_LONGEST = 2_000
_ENDED = re.compile(r"[.!?…。][”’»\")\]]*$")
_LAST_STOP = re.compile(r"(?<! г)\.$")
_STRAY = re.compile(r"(?<=[.,:;]) [,:;](?= )|(?<=[?!])\.(?= |$)")
_DAYS = ("issued", "original_date", "accessed")
_OF_NO_STYLE = ("type", "level")
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
    how = (name, spoken, current())
    made = _made(_Asked((*key, *sorted(known.items())), how, bool(place), document))
    return made.replace(HERE, one_line(place)) if made else _own(document, place, spoken)


def _own(document: Document, place: str, language: str) -> str:
    """Return a citation by our own rules, days in the words that styles have for them."""
    known = {name: one_line(document.citation.get(name, "")) for name in _DAYS}
    try:
        days = {name: csl_processor.day(_day(day), language) for name, day in known.items() if day}
    except Exception:  # noqa: BLE001 - a library's, on words of strangers: our own rules never fail
        days = {}
    return source_line(replace(document, citation={**document.citation, **days}), place)


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
    """Tell whether a record is one for a style: more than a title, and not without end."""
    if not any(value for name, value in known.items() if name not in _OF_NO_STYLE):
        return False
    words = [document.title, document.name, document.language, *known.values()]
    return sum(map(len, words)) <= _LONGEST and not any(map(OURS.search, words))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A record as it is to be cited, with a place in it or without; two are the same where what is
    known and how to say it is.
    """

    known: tuple[object, ...]
    how: tuple[str, str, str]
    placed: bool
    document: Document = field(compare=False)


@lru_cache(maxsize=4096)
def _made(asked: _Asked) -> str:
    """Return the citation by a style, with what it leaves out; empty where it has none."""
    name, language, _words = asked.how
    document = asked.document
    known = {field: one_line(value) for field, value in document.citation.items()}
    item = _spoken(document, known)
    letter = item["type"] == "personal_communication" and named_by_people(known)
    try:
        style = style_named(name)
        short = {field: value for field, value in item.items() if field != "title" or not letter}
        cited = csl_processor.cited(short, style, language, placed=asked.placed)
        if letter and "recipient" in cited.left_out:
            cited = csl_processor.cited(item, style, language, placed=asked.placed)
        foreign = filter(known.get, _WITHOUT_TERMS.get(language, ()))
        if "title" in cited.left_out or not cited.left_out.issuperset(foreign):
            return ""
        words = _STRAY.sub("", one_line(cited.words))
        if not words.replace(HERE, "").strip(" .,"):
            return ""
        return _whole(words, known, cited.left_out, asked)
    except Exception:  # noqa: BLE001 - a library's, on words of strangers: our own rules never fail
        return ""


def _whole(words: str, known: Mapping[str, str], left_out: Collection[str], asked: _Asked) -> str:
    """Return the words of a style with what they leave out, and with the address at the end where
    they have it there.
    """
    left = set(left_out)
    before = words.removesuffix(".").removesuffix(known.get("URL", ""))
    if before.endswith((", ", ". ")) and known.get("URL"):
        words = before.rstrip(" ,")
        left.add("URL")
    missing = _missing(known, left, asked.how[1])
    said = " ".join((_closed(words), *_sentences(missing)))
    if asked.placed and HERE not in said:
        said = f"{_LAST_STOP.sub('', said)} ({HERE})."
    return " ".join(filter(None, (said, where_read(missing))))


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


def _closed(words: str) -> str:
    """Return words as a sentence."""
    return words if _ENDED.search(words) else f"{words}."


def _missing(known: Mapping[str, str], left_out: Collection[str], language: str) -> dict[str, str]:
    """Return what a style does not say of a record, days in words."""
    missing = {
        name: value
        for name, value in known.items()
        if name == "original_date" or _VARIABLES.get(name, name) in left_out
    }
    for name in _DAYS:
        if missing.get(name):
            missing[name] = csl_processor.day(_day(missing[name]), language)
    return missing


def _sentences(missing: Mapping[str, str]) -> Iterator[str]:
    """Yield as sentences what a reader may need."""
    words = {
        "author": "{author}",
        "container_title": "{container_title}",
        "recipient": _("To {recipient}"),
        "issued": "{issued}",
        "translator": _("Translated by {translator}"),
        "original_date": _("Original dated {original_date}"),
    }
    yield from (ended(word.format(**missing)) for name, word in words.items() if missing.get(name))
    if kept := where_kept(missing):
        yield kept


_VARIABLES = {
    "container_title": "container-title",
    "archive_place": "archive-place",
    **dict.fromkeys(("fond", "opis", "delo", "folios"), "archive_location"),
}
"""What fields of a record are called in CSL, where it is not the same."""
