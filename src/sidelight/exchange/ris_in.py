# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of sources in RIS, as EndNote, RefWorks, Citavi, Zotero and catalogues write it, and as
we do (`sidelight.exchange.ris`).

A line is a tag, two blanks, a hyphen and words; what begins with no tag goes on with the line
before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sidelight.errors import InputError
from sidelight.exchange.catalogue_words import in_all
from sidelight.exchange.incoming import Given, Incoming, SourceRecord, Step, Unread
from sidelight.exchange.record_text import text_of
from sidelight.exchange.shelf_in import is_shelf, kept, shelf
from sidelight.exchange.source_fields import (
    LONGEST_FIELD,
    MOST,
    day,
    joined,
    language_code,
    on_notes,
    source_record,
    turned,
    types_and_levels,
)
from sidelight.language import N_, _

_TOLD_EVERY = 1000
_LINE = re.compile(r"([A-Z][A-Z0-9]) {0,3}-(?: (.*)|\s*)")
_BEGINS = re.compile(r"\s*TY {0,3}- ")
_WITHIN = re.compile(r"^TY {0,3}- ", re.MULTILINE)
_MOST_LINES = 1_000_000
_MOST_VALUES = 1000
"""Values of one tag of an entry, and lines of one value."""
_TYPES = {
    **dict.fromkeys(("JOUR", "EJOUR", "JFULL", "INPR"), "article-journal"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "WHOLE"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP", "DICT", "ENCYC"), "chapter"),
    **dict.fromkeys(("ELEC", "WEB", "ICOMM"), "webpage"),
    **dict.fromkeys(("STAT", "BILL", "UNBILL"), "legislation"),
    **dict.fromkeys(("MANSCPT", "UNPB"), "manuscript"),
    **dict.fromkeys(("PCOMM", "LTR"), "personal_communication"),
    **dict.fromkeys(("FIGURE", "ART", "CHART"), "figure"),
    **dict.fromkeys(("ADVS", "VIDEO", "MPCT", "SOUND", "MULTI"), "broadcast"),
    **dict.fromkeys(("GEN", "GOVDOC"), "document"),
    "NEWS": "article-newspaper",
    "MGZN": "article-magazine",
    "RPRT": "report",
    "BLOG": "post",
    "MAP": "map",
}
_SHARED = frozenset({"GEN", "GOVDOC", "PCOMM", "BLOG", "ADVS"})
"""Types for which our export says in a keyword which of several is meant."""
_NOTES = frozenset({"AB", "N1", "N2"})
_TO, _ORIGINAL = N_("To {recipient}"), N_("Original dated {original_date}")

Tags = dict[str, list[str]]


def knows(name: str, head: bytes) -> bool:
    """Tell whether a file begins as RIS does; some databases write words about themselves first."""
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").decode("latin-1")[:4000]
    text = text.lstrip("\xff\xfe")
    if name.lower().endswith(".ris"):
        return bool(_WITHIN.search(text))
    return bool(_BEGINS.match(text))


def read(given: Given, step: Step) -> Incoming:
    """Return the records of a file.  InputError: `import.damaged`, `import.too_large`."""
    text = text_of(given)
    if text.count("\n") > _MOST_LINES or text.count("\nTY") > MOST:
        raise InputError("import.too_large", name=given.name)
    sources, unread, notes = list[SourceRecord](), list[Unread](), 0
    for at, tags in enumerate(_entries(text), 1):
        if at % _TOLD_EVERY == 1:
            step(min(1.0, at / max(1, text.count("\nTY"))), "records")
        made, left = _record(tags)
        if made is None:
            what = _("Record {number}").format(number=at)
            unread.append(Unread(what, _("It holds nothing that a record of a source has.")))
        else:
            sources.append(made)
            notes += left
    if not sources and not unread:
        raise InputError("import.damaged", name=given.name)
    return Incoming(sources=tuple(sources), unread=tuple(unread), remarks=on_notes(notes))


def _entries(text: str) -> Iterator[Tags]:
    """Yield the tags of each entry with their values; an entry may lack its end."""
    entry: dict[str, list[list[str]]] | None = None
    lines: list[str] | None = None
    for line in text.split("\n"):
        found = _LINE.fullmatch(line.rstrip())
        tag = found[1] if found else ""
        if tag in {"TY", "ER"} and entry is not None:
            yield _whole(entry)
            entry = lines = None
        if tag == "TY":
            entry = {}
        if entry is not None and found and tag != "ER":
            lines = [(found[2] or "").strip()]
            values = entry.setdefault(tag, [])
            if len(values) < _MOST_VALUES:
                values.append(lines)
        elif lines and line.strip() and not found and len(lines) < _MOST_VALUES:
            lines.append(line.strip())
    if entry is not None:
        yield _whole(entry)


def _whole(entry: dict[str, list[list[str]]]) -> Tags:
    return {
        tag: [" ".join(lines)[:LONGEST_FIELD] for lines in values] for tag, values in entry.items()
    }


def _record(tags: Tags) -> tuple[SourceRecord | None, int]:
    """Return the record of an entry, and how many notes it has that are none of ours."""

    def first(*names: str) -> str:
        return next((one for name in names for one in tags.get(name, ()) if one), "")

    type_ = first("TY").upper()
    keywords = types_and_levels(one for many in tags.get("KW", ()) for one in many.split(";"))
    told, left = _told(tags)
    fields = {
        "type": keywords.get("type", "") if type_ in _SHARED else "",
        "level": keywords.get("level", ""),
        "title": first("TI", "T1", "CT") or (first("BT") if type_ == "BOOK" else ""),
        "author": _people(tags, "AU", "A1"),
        "translator": _people(tags, "A4"),
        "issued": _issued(first("DA"), first("PY", "Y1")),
        "container_title": first("T2", "JF", "JO", "BT", "JA"),
        "genre": "" if first("M3").startswith("10.") else first("M3"),
        "language": language_code(first("LA")),
        "URL": first("UR", "L2").partition("; ")[0],
        "accessed": day(first("Y2").rstrip("/")),
        **told,
        **_place(type_, first("DB"), first("AN")),
    }
    fields["type"] = fields["type"] or _TYPES.get(type_, "")
    if fields["type"] in {"personal_communication", "interview"}:
        fields["recipient"] = fields.get("recipient") or _people(tags, "A2")
    doi = first("DO") or next((one for one in tags.get("M3", ()) if one.startswith("10.")), "")
    return source_record(first("ID"), fields, tags.get("L1", ()), doi), left


def _issued(date: str, year: str) -> str:
    """Return when a work was published: the date where it tells more than the year."""
    said = day(date.rstrip("/")) if date else ""
    return said or day(year.rstrip("/"))


def _people(tags: Tags, *names: str) -> str:
    return joined(turned(one) for name in names for one in tags.get(name, ()))


def _place(type_: str, database: str, number: str) -> dict[str, str]:
    """Return the archive and the place in it; those of a journal's article are a database and its
    number there.
    """
    if type_ in {"JOUR", "EJOUR", "JFULL", "INPR"} and not is_shelf(number):
        return {}
    return {**kept(database), **shelf(number)}


def _told(tags: Tags) -> tuple[dict[str, str], int]:
    """Return what our export puts into notes, and how many notes are others."""
    found: dict[str, str] = {}
    left = 0
    for name in _NOTES:
        for value in tags.get(name, ()):
            said = _sentence(value)
            found |= said
            left += bool(value) and not said
    return found, left


def _sentence(note: str) -> dict[str, str]:
    if len(note) > 500:
        return {}
    for message, field in ((_TO, "recipient"), (_ORIGINAL, "original_date")):
        for words in in_all(message):
            before, after = words.split(f"{{{field}}}")
            inside = note[len(before) : len(note) - len(after)]
            if note.startswith(before) and note.endswith(after) and inside:
                return {} if field == "recipient" and inside[0].islower() else {field: inside}
    return {}
