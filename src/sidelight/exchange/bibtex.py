# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records of articles and sources for LaTeX: fields of BibLaTeX, with those that classic BibTeX
reads where it has others, in UTF-8.

Titles and names stand in braces of their own, so that no style makes small letters of the names in
a title, or takes a Korean name apart.  What a style should print of an archive stands in ``note``,
which both print; ``library`` holds the archive alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from sidelight.exchange.bibliography import Entry, entries, on_archives, on_dates
from sidelight.exchange.outgoing import Outgoing, Step, Written
from sidelight.language import _
from sidelight.model.vocabulary import LEVELS

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENTRIES = {
    "article-newspaper": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "article-journal": ("article", "journal"),
    "webpage": ("online", "organization"),
    "post": ("online", "organization"),
    "report": ("techreport", "institution"),
    "manuscript": ("unpublished", "organization"),
    "book": ("book", "series"),
    "chapter": ("incollection", "booktitle"),
}
_ANY = ("misc", "organization")
"""The type of an entry, and which field says where it was published.

BibLaTeX knows ``techreport`` and ``journal`` by these older names; BibTeX takes ``online`` for
``misc``.
"""
_LISTS = ("organization", "institution", "language")
"""Fields that BibLaTeX parts at each “and”."""
_SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
_LANGUAGES = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "pl": "polish",
    "ru": "russian",
    "uk": "ukrainian",
}
"""What BibLaTeX calls languages; others are called as in the record."""
_ESCAPED = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "$&#%_{}"},
        "\\": r"{\textbackslash}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)
_UNPAIRED = _ESCAPED | str.maketrans({"{": r"{\textbraceleft}", "}": r"{\textbraceright}"})
"""BibTeX counts braces behind a backslash too: where they are not in pairs they are named."""
_LIGATURES = re.compile(r"([-'`,<>])(?=\1)|[!?](?=`)")
"""Signs of which TeX makes one where two stand together."""
_IN_ADDRESSES = re.compile(r"[{}\\\s]")


def write(outgoing: Outgoing, step: Step) -> Written:
    """Return the entries, a field on each line."""
    made = list(entries(outgoing, step))
    said = (*on_archives(made, "BibTeX"), *on_dates(made, "BibTeX"))
    return Written("\n".join(map(_entry, made)).encode(), len(made), said)


def words(text: str) -> str:
    """Return a text as TeX prints it letter by letter, its braces in pairs."""
    escaped = text.translate(_ESCAPED if _in_pairs(text) else _UNPAIRED)
    return _LIGATURES.sub(r"\g<0>{}", escaped)


def _in_pairs(text: str) -> bool:
    """Tell whether each brace that opens is closed."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _entry(entry: Entry) -> str:
    kind = _ENTRIES.get(entry.type, _ANY)[0]
    lines = [f"  {name} = {value},\n" for name, value in _fields(entry)]
    return f"@{kind}{{{entry.key},\n{''.join(lines)}}}\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{words(entry.item['title'])}}}}}"
    for role in ("author", "translator"):
        if names := entry.names(role):
            yield role, f"{{{' and '.join(f'{{{words(name)}}}' for name in names)}}}"
    yield from _dates(entry)
    for name, value in _texts(entry):
        if value:
            whole = name in _LISTS and " and " in value.lower()
            yield name, f"{{{{{words(value)}}}}}" if whole else f"{{{words(value)}}}"
    if address := entry.known.get("URL"):
        yield "url", f"{{{_IN_ADDRESSES.sub(lambda sign: quote(sign[0]), address)}}}"


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield fields that are words, empty ones too."""
    known, (kind, container) = entry.known, _ENTRIES.get(entry.type, _ANY)
    genre = known.get("genre", "")
    if kind in {"misc", "unpublished"}:
        yield "howpublished", genre or entry.type_words
    else:
        yield "type", genre or (entry.type_words if kind == "techreport" else "")
    yield container, known.get("container_title", "")
    yield "entrysubtype", _SUBTYPES.get(entry.type, "")
    yield "library", entry.kept
    yield "note", " ".join(_sentences(entry))
    given = str(entry.item.get("language", ""))
    language = _LANGUAGES.get(given.lower().partition("-")[0], "")
    yield "langid", language
    yield "language", language or given
    yield "keywords", ", ".join(_keywords(entry, kind))


def _keywords(entry: Entry, kind: str) -> Iterator[str]:
    """Yield what an entry's own type does not tell."""
    if kind == "misc" or entry.type == "post":
        yield entry.type_words
    if entry.known.get("level") in LEVELS:
        yield entry.level_words


def _sentences(entry: Entry) -> Iterator[str]:
    """Yield as sentences what BibTeX has no field for."""
    return (f"{one}." for one in _notes(entry) if one)


def _notes(entry: Entry) -> Iterator[str]:
    known = entry.known
    if "recipient" in known:
        yield _("To {recipient}").format(**known)
    if "original_date" in known and not entry.date("original_date"):
        yield _("Original dated {original_date}").format(**known)
    if "accessed" in known and not entry.date("accessed"):
        yield _("Accessed {date}").format(date=known["accessed"])
    yield ", ".join(filter(None, (entry.kept, entry.place)))
    if known.get("level") not in LEVELS:
        yield known.get("level", "")


def _dates(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the dates; the older fields first, as programs that know both keep the last."""
    if issued := entry.date("issued"):
        first = issued[0]
        yield "year", f"{{{first[0]:04}}}"
        if len(issued) == 1 and len(first) > 1:
            yield "month", _MONTHS[first[1] - 1]
        yield "date", f"{{{_iso(issued)}}}"
    elif written := entry.known.get("issued"):
        yield "year", f"{{{words(written)}}}"
    for field, name in (("original_date", "origdate"), ("accessed", "urldate")):
        if known := entry.date(field):
            yield name, f"{{{_iso(known)}}}"


def _iso(span: list[list[int]]) -> str:
    return "/".join("-".join((f"{day[0]:04}", *(f"{n:02}" for n in day[1:]))) for day in span)
