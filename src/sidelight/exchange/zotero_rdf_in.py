# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of sources in the RDF that Zotero writes with the files of its items
(https://www.zotero.org/support/kb/importing_standardized_formats): RDF/XML in the one shape in
which it writes it.  Nothing that is named there is fetched or opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sidelight.errors import InputError
from sidelight.exchange.incoming import Given, Incoming, SourceRecord, Step, Unread
from sidelight.exchange.shelf_in import shelf
from sidelight.exchange.source_fields import (
    MOST,
    day,
    doi_of,
    joined,
    language_code,
    on_notes,
    source_record,
    whole_name,
)
from sidelight.language import _
from sidelight.reader.reading import Unreadable
from sidelight.reader.xml_part import parse_xml, words_of

_TOLD_EVERY = 1000
_LARGEST = 64 << 20
_MOST_NAMES = 1000
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_Z = "{http://www.zotero.org/namespaces/export#}"
_BIB = "{http://purl.org/net/biblio#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_FOAF = "{http://xmlns.com/foaf/0.1/}"
_PRISM = "{http://prismstandard.org/namespaces/1.2/basic/}"
_LINK = "{http://purl.org/rss/1.0/modules/link/}"
_BEGINS = re.compile(rb"<(?:\w+:)?RDF\b")
_TYPES = {
    **dict.fromkeys(("book", "audiobook"), "book"),
    **dict.fromkeys(("bookSection", "encyclopediaArticle", "dictionaryEntry"), "chapter"),
    **dict.fromkeys(("letter", "email", "instantMessage"), "personal_communication"),
    **dict.fromkeys(("bill", "statute"), "legislation"),
    **dict.fromkeys(("blogPost", "forumPost"), "post"),
    **dict.fromkeys(
        ("film", "videoRecording", "audioRecording", "tvBroadcast", "radioBroadcast", "podcast"),
        "broadcast",
    ),
    "journalArticle": "article-journal",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "manuscript": "manuscript",
    "interview": "interview",
    "artwork": "figure",
    "webpage": "webpage",
    "report": "report",
    "map": "map",
    "presentation": "speech",
    "document": "document",
}
_AUTHORS = (f"{_BIB}authors", f"{_Z}interviewees", f"{_Z}directors", f"{_Z}artists",
            f"{_Z}performers", f"{_Z}podcasters", f"{_Z}presenters", f"{_Z}cartographers",
            f"{_Z}sponsors")  # fmt: skip
_NO_ITEMS = frozenset({"attachment", "note", "annotation"})


def knows(name: str, head: bytes) -> bool:  # noqa: ARG001 - what is in it tells
    """Tell whether a file begins as Zotero's RDF does."""
    names = (b"http://www.zotero.org/namespaces/export#", b"http://purl.org/net/biblio#")
    return bool(_BEGINS.search(head)) and any(one in head for one in names)


def read(given: Given, step: Step) -> Incoming:
    """Return the records of a file.  InputError: `import.damaged`, `import.too_large`."""
    if len(given.data) > _LARGEST or given.data.count(b"</") > 4_000_000:
        raise InputError("import.too_large", name=given.name)
    try:
        root = parse_xml(given.data)
    except Unreadable as error:
        raise InputError("import.damaged", name=given.name) from error
    if root.tag != f"{_RDF}RDF":
        raise InputError("import.damaged", name=given.name)
    kinds = [one.text for one in root.iterfind(f"*/{_Z}itemType")]
    if sum(kind not in _NO_ITEMS for kind in kinds) > MOST or len(root) > 10 * MOST:
        raise InputError("import.too_large", name=given.name)
    return _Reading(root).all(step)


class _Reading:
    """One file as it is read."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._named = {about: one for one in root if (about := one.get(f"{_RDF}about"))}
        self._notes = 0

    def all(self, step: Step) -> Incoming:
        """Read everything."""
        sources, unread = list[SourceRecord](), list[Unread]()
        for at, item in enumerate(self._root):
            if at % _TOLD_EVERY == 0:
                step(at / len(self._root), "records")
            kind = _text(item, f"{_Z}itemType")
            if kind == "note" or item.tag == f"{_BIB}Memo":
                self._notes += 1
            if not self._is_item(item, kind):
                continue
            made = self._record(item, kind)
            if made is None:
                what = _("Record {number}").format(number=at + 1)
                unread.append(Unread(what, _("It holds nothing that a record of a source has.")))
            else:
                sources.append(made)
        return Incoming(sources=tuple(sources), unread=tuple(unread), remarks=on_notes(self._notes))

    def _is_item(self, item: Any, kind: str) -> bool:
        if kind in _NO_ITEMS or item.tag in {f"{_BIB}Memo", f"{_Z}Attachment", f"{_Z}Collection"}:
            return False
        # what only holds others, such as a journal that several articles are in, has no type
        return bool(kind) or item.find(f"{_BIB}authors") is not None

    def _record(self, item: Any, kind: str) -> SourceRecord | None:
        identifiers = list(_identifiers(item))
        container = self._container(item)
        known = {
            "type": _TYPES.get(kind, ""),
            "title": _text(item, f"{_DC}title"),
            "author": _people(item, _AUTHORS),
            "recipient": _people(item, (f"{_Z}recipients", f"{_Z}interviewers")),
            "translator": _people(item, (f"{_Z}translators",)),
            "issued": day(_text(item, f"{_DC}date")),
            "accessed": day(_text(item, f"{_TERMS}dateSubmitted").partition(" ")[0]),
            "container_title": _text(container, f"{_DC}title")
            or _text(item, f"{_PRISM}publicationName"),
            "genre": _text(item, f"{_Z}type", f"{_DC}type"),
            "language": language_code(_text(item, f"{_Z}language")),
            "archive": _text(item, f"{_Z}archive"),
            "URL": _address(item, identifiers),
            **shelf(_text(item, f"{_DC}coverage")),
        }
        self._notes += bool(_text(item, f"{_TERMS}abstract"))
        inside = _identifiers(container) if container is not None else ()
        found = (doi_of(one[3:]) for one in (*identifiers, *inside) if one[:3].upper() == "DOI")
        doi = next(filter(None, found), "")
        return source_record(_about(item), known, self._files(item), doi)

    def _container(self, item: Any) -> Any:
        """Return what an item is part of, in it or named by it; None for nothing."""
        for link in item.iterfind(f"{_TERMS}isPartOf"):
            inside = link[0] if len(link) else self._named.get(link.get(f"{_RDF}resource", ""))
            if inside is not None and inside.tag != f"{_BIB}Series":
                return inside
        return None

    def _files(self, item: Any) -> Iterator[str]:
        """Yield the paths of the files of an item, or what they are called."""
        for link in item.iterfind(f"{_LINK}link"):
            file = link[0] if len(link) else self._named.get(link.get(f"{_RDF}resource", ""))
            if file is None:
                continue
            place = file.find(f"{_RDF}resource")
            path = place.get(f"{_RDF}resource", "") if place is not None else ""
            yield path or _text(file, f"{_Z}path").removeprefix("storage:")


def _about(item: Any) -> str:
    return item.get(f"{_RDF}about") or item.get(f"{_RDF}ID") or ""


def _text(element: Any, *names: str) -> str:
    """Return the words of the first of some elements that has any."""
    if element is None:
        return ""
    return next((said for name in names if (said := words_of(element.find(name)))), "")


def _identifiers(element: Any) -> Iterator[str]:
    for one in element.iterfind(f"{_DC}identifier"):
        if not len(one):
            yield words_of(one)


def _address(item: Any, identifiers: Iterable[str]) -> str:
    for one in item.iterfind(f"{_DC}identifier/{_TERMS}URI/{_RDF}value"):
        return words_of(one)
    named = (one for one in (*identifiers, _about(item)) if one.startswith(("http://", "https://")))
    return next((one for one in named if "//zotero.org/" not in one), "")


def _people(item: Any, names: Iterable[str]) -> str:
    found = (one for name in names for one in item.iterfind(f"{name}/{_RDF}Seq/{_RDF}li"))
    return joined(_name(one) for one, _at in zip(found, range(_MOST_NAMES), strict=False))


def _name(person: Any) -> str:
    whole: Mapping[str, str] = {
        one.tag.rpartition("}")[2].lower(): words_of(one)
        for one in person.iter(f"{_FOAF}surname", f"{_FOAF}givenName", f"{_FOAF}givenname",
                               f"{_FOAF}name")
    }  # fmt: skip
    if whole:
        return whole.get("name") or whole_name(whole.get("surname", ""), whole.get("givenname", ""))
    return words_of(person)
