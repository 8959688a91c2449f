# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records of articles and sources as RIS, which EndNote, RefWorks, Citavi and Zotero read.

Each field is a tag and its words on one line, in UTF-8, lines end in CR and LF.  The tags are those
by which Zotero reads what a record holds: DB and AN are the archive and the place in it, A2 the
recipient of a letter, A4 the translator.
"""

from __future__ import annotations

from collections.abc import Iterator

from sidelight.exchange.bibliography import Entry, entries, on_archives, on_dates
from sidelight.exchange.outgoing import Outgoing, Step, Written
from sidelight.language import _
from sidelight.model.vocabulary import LEVELS

_LINE_END = "\r\n"
_EXACT = {
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "article-journal": "JOUR",
    "webpage": "ELEC",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "book": "BOOK",
    "chapter": "CHAP",
    "map": "MAP",
    "figure": "FIGURE",
}
_NEAREST = {
    # RIS has no treaties; LEGAL becomes a case in court elsewhere, which has neither archive nor
    # language
    "treaty": "GOVDOC",
    "interview": "PCOMM",
    "post": "BLOG",
    "broadcast": "ADVS",
    "speech": "GEN",
    "document": "GEN",
}
_WITH_RECIPIENT = "PCOMM"


def write(outgoing: Outgoing, step: Step) -> Written:
    """Return the entries, an empty line after each."""
    made = list(entries(outgoing, step))
    text = "".join(_entry(entry) for entry in made)
    said = (*on_archives(made, "RIS"), *on_dates(made, "RIS"), *_on_names(made))
    return Written(text.encode(), len(made), said)


def _on_names(made: list[Entry]) -> list[str]:
    roles = ("author", "recipient", "translator")
    if not any("," in name for one in made for role in roles for name in one.names(role)):
        return []
    words = _("Programs that read RIS take what stands before a comma in a name for a family name.")
    return [words]


def _entry(entry: Entry) -> str:
    type_ = (_EXACT | _NEAREST)[entry.type]
    tags = [("TY", type_), ("ID", entry.key), *_tags(entry, type_)]
    lines = [f"{tag}  - {value}{_LINE_END}" for tag, value in tags if value]
    return "".join((*lines, f"ER  - {_LINE_END}", _LINE_END))


def _tags(entry: Entry, type_: str) -> Iterator[tuple[str, str]]:
    """Yield tags with their words, empty ones too."""
    known = entry.known
    yield "TI", entry.item["title"]
    yield from (("AU", name) for name in entry.names("author"))
    if type_ == _WITH_RECIPIENT:
        yield from (("A2", name) for name in entry.names("recipient"))
    yield from (("A4", name) for name in entry.names("translator"))
    if issued := entry.date("issued"):
        yield "PY", f"{issued[0][0]:04}"
    yield "DA", _date(entry, "issued")
    yield "T2", known.get("container_title", "")
    yield "M3", known.get("genre", "")
    yield "DB", entry.kept
    yield "AN", entry.place
    yield "LA", str(entry.item.get("language", ""))
    yield "UR", known.get("URL", "")
    yield "Y2", _date(entry, "accessed")
    if entry.type in _NEAREST:
        yield "KW", entry.type_words
    if known.get("level") in LEVELS:
        yield "KW", entry.level_words
    yield from (("N1", note) for note in _notes(entry, type_))


def _notes(entry: Entry, type_: str) -> Iterator[str]:
    """Yield what RIS has no tag for."""
    known = entry.known
    if "recipient" in known and type_ != _WITH_RECIPIENT:
        yield _("To {recipient}").format(**known)
    if "original_date" in known:
        yield _("Original dated {original_date}").format(**known)
    if "level" in known and known["level"] not in LEVELS:
        yield known["level"]


def _date(entry: Entry, field: str) -> str:
    """Return a day, month or year with the slashes of RIS, or else the words, without any."""
    numbers = entry.date(field)
    if len(numbers) != 1:
        return entry.known.get(field, "").replace("/", "–")
    year, month, day = (*(f"{number:02}" for number in numbers[0]), "", "")[:3]
    return f"{year:>04}/{month}/{day}" if day else f"{year:>04}/{month}/{day}/"
