# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an EPUB says of itself: where its chapters are, in which order, its names for places in them
(EPUB 3.3, 5 and 7; the NCX of EPUB 2), its metadata, and whether it is locked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sidelight.reader.archive import Archive, inside
from sidelight.reader.reading import Unreadable
from sidelight.reader.xml_part import named_characters, parse_xml, plain_names, words_of

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_LARGEST_PART = 30_000_000
# Fonts may be garbled without any lock on the words (EPUB 3.3, 4.2; Adobe's older way).
_GARBLED_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_DEEPEST = 6
_MOST_PLACES = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the table of contents: level from 1, its words, member and anchor it leads to."""

    level: int
    words: str
    member: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Package:
    """``chapters`` are members in reading order; ``metadata`` is the element of that name."""

    chapters: tuple[str, ...]
    places: tuple[Place, ...]
    metadata: Any


def package_of(archive: Archive) -> Package:
    """Return what the package document says.

    Raises Unreadable: ``damaged``, or ``protected`` where the chapters themselves are encrypted.
    """
    _refuse_locked(archive)
    path = _package_path(archive)
    root = _xml(archive, path)
    items = {item.get("id"): item for item in root.iter("item") if item.get("id")}
    refs = [items.get(ref.get("idref")) for ref in root.iter("itemref")]
    named = [inside(path, item.get("href") or "") for item in refs if item is not None]
    chapters = tuple(dict.fromkeys(name for name in named if name in archive))
    if not chapters:
        raise Unreadable("damaged")
    return Package(chapters, tuple(_places(archive, path, root, items)), root.find("metadata"))


def _package_path(archive: Archive) -> str:
    if _CONTAINER in archive:
        for file in _xml(archive, _CONTAINER).iter("rootfile"):
            path = inside("", file.get("full-path") or "")
            if path in archive:
                return path
    path = next((name for name in archive if name.lower().endswith(".opf")), "")
    if not path:
        raise Unreadable("damaged")
    return path


def _refuse_locked(archive: Archive) -> None:
    if _LOCKS not in archive:
        return
    for data in _xml(archive, _LOCKS).iter("EncryptedData"):
        method = data.find("EncryptionMethod")
        if method is None or method.get("Algorithm") not in _GARBLED_FONTS:
            raise Unreadable("protected")


def _xml(archive: Archive, name: str) -> Any:
    return plain_names(parse_xml(named_characters(archive.read(name, _LARGEST_PART)), mend=True))


def _places(archive: Archive, path: str, root: Any, items: dict[str, Any]) -> Iterator[Place]:
    for item in items.values():
        name = inside(path, item.get("href") or "")
        if "nav" in (item.get("properties") or "").split() and name in archive:
            yield from list(_nav_places(name, _xml(archive, name)))[:_MOST_PLACES]
            return
    spine = root.find("spine")
    item = items.get(str(spine.get("toc")) if spine is not None else "")
    name = inside(path, item.get("href") or "") if item is not None else ""
    if name in archive:
        yield from list(_ncx_places(name, _xml(archive, name)))[:_MOST_PLACES]


def _nav_places(base: str, root: Any) -> Iterator[Place]:
    for nav in root.iter("nav"):
        if (nav.get("type") or "toc") == "toc":
            for link in nav.iter("a"):
                level = sum(1 for _ in link.iterancestors("ol"))
                yield from _place(base, level, words_of(link), link.get("href"))
            return


def _ncx_places(base: str, root: Any) -> Iterator[Place]:
    for point in root.iter("navPoint"):
        content = point.find("content")
        level = 1 + sum(1 for _ in point.iterancestors("navPoint"))
        source = content.get("src") if content is not None else None
        yield from _place(base, level, words_of(point.find("navLabel")), source)


def _place(base: str, level: int, words: str, address: str | None) -> Iterator[Place]:
    member = inside(base, address or "")
    if words and member:
        yield Place(min(max(level, 1), _DEEPEST), words, member, (address or "").partition("#")[2])
