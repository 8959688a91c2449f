# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of sources in BibTeX and BibLaTeX, as Zotero, JabRef, Mendeley and catalogues write
them, and as we do (`sidelight.exchange.bibtex`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sidelight.errors import InputError
from sidelight.exchange.bibtex_notes import told
from sidelight.exchange.bibtex_text import BibEntry, entries, printed
from sidelight.exchange.incoming import Given, Incoming, SourceRecord, Step, Unread
from sidelight.exchange.record_text import text_of
from sidelight.exchange.shelf_in import kept
from sidelight.exchange.source_fields import (
    MOST,
    day,
    iso,
    joined,
    language_code,
    month,
    on_notes,
    source_record,
    types_and_levels,
    whole_name,
)
from sidelight.language import _
from sidelight.model.web_address import web_address
from sidelight.text.characters import one_line

_TOLD_EVERY = 1000
_LARGEST = 16 << 20
_MOST_UNREAD = 1000
_BEGINS = re.compile(r"@[ \t]*[A-Za-z]+[ \t]*[{(]\s*[^\s,{}=\"]*\s*[,}=)\"]")
_AND = re.compile(r"[{}]|\s+and\s+", re.IGNORECASE)
_COMMA = re.compile(r"[{},]")
_TYPES = {
    "article": "article-journal",
    **dict.fromkeys(("book", "booklet", "collection", "mvbook", "mvcollection"), "book"),
    **dict.fromkeys(("incollection", "inbook", "bookinbook", "inreference"), "chapter"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("techreport", "report"), "report"),
    **dict.fromkeys(("video", "movie", "audio"), "broadcast"),
    **dict.fromkeys(("artwork", "image"), "figure"),
    **dict.fromkeys(("legislation", "legal"), "legislation"),
    "unpublished": "manuscript",
    "letter": "personal_communication",
    "misc": "document",
}
_PRESS = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_CONTAINERS = ("journaltitle", "journal", "booktitle", "organization", "institution")
_NO_RECORD = ("abstract", "annote", "annotation")
_ESCAPED = re.compile(r"\\([_%&#~$\\])|\\url\b|[{}\s]")


def knows(name: str, head: bytes) -> bool:
    """Tell whether a file begins as BibTeX does: by what is in it, and by its name where the first
    entry is far down.
    """
    text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip()
    if name.lower().endswith((".bib", ".bibtex")):
        return bool(_BEGINS.search(text))
    return bool(_BEGINS.match(text))


def read(given: Given, step: Step) -> Incoming:
    """Return the records of a file.  InputError: `import.damaged`, `import.too_large`."""
    if len(given.data) > _LARGEST:
        raise InputError("import.too_large", name=given.name)
    text = text_of(given)
    if text.count("@") > 4 * MOST:
        raise InputError("import.too_large", name=given.name)
    sources, unread, notes = list[SourceRecord](), list[Unread](), 0
    for at, entry in enumerate(entries(text)):
        if at % _TOLD_EVERY == 0:
            step(min(1.0, at / MOST), "records")
        if len(unread) > _MOST_UNREAD or len(sources) > MOST:
            raise InputError("import.too_large", name=given.name)
        if isinstance(entry, int):
            why = _("It is no entry of BibTeX, or does not end as one.")
            unread.append(Unread(_("Line {number}").format(number=entry), why))
            continue
        made, left = _record(entry)
        if made is None:
            why = _("It holds nothing that a record of a source has.")
            unread.append(Unread(one_line(entry.key) or entry.kind, why))
        else:
            sources.append(made)
            notes += left
    if not sources:
        raise InputError("import.damaged", name=given.name)
    return Incoming(sources=tuple(sources), unread=tuple(unread), remarks=on_notes(notes))


def _record(entry: BibEntry) -> tuple[SourceRecord | None, int]:
    """Return the record of an entry, and how many notes it has that are none of ours."""

    def said(*names: str) -> str:
        return next((p for name in names if (p := printed(entry.fields.get(name, "")))), "")

    keywords = types_and_levels(said("keywords").split(","))
    type_ = _type(entry, keywords.get("type", ""))
    genre = said("howpublished") if entry.kind in {"misc", "unpublished"} else said("type")
    address = _address(entry.fields.get("url", ""))
    if web := web_address(_address(entry.fields.get("howpublished", ""))):
        address, genre = address or web, ""
    if types_and_levels([genre]):
        keywords, genre = {**types_and_levels([genre]), **keywords}, ""
    library = said("library")
    noted, foreign = told(said("note"), library, letter="type" in keywords)
    fields = {
        "type": type_,
        "level": keywords.get("level", ""),
        "title": ": ".join(filter(None, (said("title"), said("subtitle")))),
        "author": joined(_names(entry.fields.get("author", ""))),
        "translator": joined(_names(entry.fields.get("translator", ""))),
        "issued": _issued(entry),
        "original_date": day(said("origdate")),
        "accessed": day(said("urldate")),
        "container_title": said(*_CONTAINERS) or (said("series") if type_ == "book" else ""),
        "genre": genre,
        "language": language_code(said("langid", "language", "hyphenation")),
        "URL": address,
        **kept(library),
        **noted,
    }
    if fields["type"] == "document" and address and "type" not in keywords:
        fields["type"] = "webpage"
    left = foreign + sum(name in entry.fields for name in _NO_RECORD)
    doi = _address(entry.fields.get("doi", ""))
    return source_record(entry.key, fields, _files(entry.fields.get("file", "")), doi), left


def _type(entry: BibEntry, keyword: str) -> str:
    subtype = entry.fields.get("entrysubtype", "").strip("{} ").lower()
    if entry.kind == "article" and subtype in _PRESS:
        return _PRESS[subtype]
    if keyword and (entry.kind == "misc" or keyword == "post"):
        return keyword
    return _TYPES.get(entry.kind, "")


def _issued(entry: BibEntry) -> str:
    """Return when a work was published: the date of BibLaTeX, else year, month and day."""
    if written := printed(entry.fields.get("date", "")):
        return day(written)
    year = printed(entry.fields.get("year", ""))
    if not (year.isascii() and year.isdigit() and len(year) <= 4):
        return day(year)
    number = month(printed(entry.fields.get("month", "")))
    which = printed(entry.fields.get("day", ""))
    days = [int(which)] if number and which.isascii() and which.isdigit() and len(which) < 3 else []
    return iso(int(year), *([number] if number else []), *days) or year


def _address(value: str) -> str:
    """Return an address or a DOI as it is, without what LaTeX needs around some letters."""
    return _ESCAPED.sub(lambda sign: sign[1] or "", value.strip()[:20_000])


def _names(value: str) -> Iterator[str]:
    """Yield the people of a list; each is whole in braces, or in parts of it."""
    for name in map(str.strip, _parted(value, _AND)):
        if name.lower() == "others" or not name:
            continue
        parts = [part.strip() for part in _parted(name, _COMMA)]
        if len(parts) not in {2, 3}:
            yield printed(name)
            continue
        suffix = parts[1] if len(parts) == 3 else ""
        yield whole_name(printed(parts[0]), printed(parts[-1]), suffix=printed(suffix))


def _parted(value: str, at: re.Pattern[str]) -> Iterator[str]:
    """Yield the parts of a value between what a pattern finds outside of all braces."""
    depth = start = 0
    for found in at.finditer(value):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif depth == 0:
            yield value[start : found.start()]
            start = found.end()
    yield value[start:]


def _files(value: str) -> Iterator[str]:
    """Yield the paths of files, as Zotero and JabRef put them: description, path and kind."""
    for one in re.split(r"(?<!\\);", value):
        parts = [part.replace("\\", "/") for part in re.split(r"(?<!\\):", one)]
        yield parts[1] if len(parts) > 1 else parts[0]
