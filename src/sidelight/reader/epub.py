# SPDX-License-Identifier: AGPL-3.0-or-later
"""EPUB books: the chapters in their order, as one document with the book's table of contents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from itertools import count
from typing import Any

from sidelight.reader.archive import Archive, inside, is_archive
from sidelight.reader.core_properties import properties_in
from sidelight.reader.epub_links import join_chapters
from sidelight.reader.epub_package import Package, Place, package_of
from sidelight.reader.extraction import Extraction
from sidelight.reader.flowing import Origin, flowing
from sidelight.reader.leaves import Leaf
from sidelight.reader.picture_addresses import PictureAddresses
from sidelight.reader.reading import Format, Progress, Request, Unreadable
from sidelight.reader.structure import leaves_of, parse
from sidelight.reader.titles import shown_title, stated_title
from sidelight.reader.web_page import page_text
from sidelight.reader.xml_part import named_characters, parse_xml, plain_names
from sidelight.text.ink import ink_of

MEDIA_TYPE = "application/epub+zip"
_LARGEST_CHAPTER = 30_000_000

Entry = tuple[int, str, Leaf]


def is_epub(data: bytes, _suffix: str) -> bool:
    """Tell an EPUB by the type that its first member states, or by its container."""
    if not is_archive(data):
        return False
    try:
        archive = Archive(data)
        stated = archive.read_any("mimetype", 1000).strip()
    except Unreadable:
        return False
    return stated == MEDIA_TYPE.encode() or (
        "META-INF/container.xml" in archive and not stated and _has_package(archive)
    )


def read_epub(request: Request, report: Progress) -> Extraction:
    """Read a book; the table of contents makes headings of lines that are none, and names places
    that have no line of their own.
    """
    archive = Archive(request.data)
    package = package_of(archive)
    chapters = _chapters(archive, package, report)
    entries = _entries(package.places, chapters)
    join_chapters(chapters)
    leaves = [leaf for chapter in chapters.values() for leaf in chapter]
    stated = properties_in(package.metadata)
    title = stated_title(stated.pop("title", ""))
    shown_title(leaves, title)
    language = stated.pop("language", "")
    origin = Origin(
        MEDIA_TYPE, title or request.stem, "epub", language, stated, outline=tuple(entries)
    )
    return flowing(leaves, report, origin)


def _chapters(archive: Archive, package: Package, report: Progress) -> dict[str, list[Leaf]]:
    addresses = PictureAddresses()
    numbers = count(1)
    chapters: dict[str, list[Leaf]] = {}
    for done, name in enumerate(package.chapters):
        tree = _tree(archive.read(name, _LARGEST_CHAPTER))
        _bring_pictures(tree, archive, name, addresses)
        chapters[name] = leaves_of(tree, numbers)
        report(0.25 * done / len(package.chapters), "pages")
    return chapters


def _tree(data: bytes) -> Any:
    """Return a chapter as XHTML, or as browsers would read it where it is not well formed."""
    try:
        return plain_names(parse_xml(named_characters(data)))
    except Unreadable:
        return parse(page_text(data) or "")


def _bring_pictures(tree: Any, archive: Archive, name: str, addresses: PictureAddresses) -> None:
    """Put the pictures of the archive into the tree; a cover is often an image within an SVG."""
    for drawing in list(tree.iter("svg")):
        image = next(drawing.iter("image"), None)
        if image is not None:
            drawing.tag = "img"
            drawing.set("src", image.get("href") or "")
            for child in list(drawing):
                drawing.remove(child)
    for image in tree.iter("img"):
        member = inside(name, image.get("src") or "")
        image.set("src", addresses.of(archive.read_any(member)) if member in archive else "")


def _entries(places: Iterable[Place], chapters: dict[str, list[Leaf]]) -> list[Entry]:
    """Return the places that no heading says, having made headings of the lines that say them."""
    entries: list[Entry] = []
    for place in places:
        leaves = chapters.get(place.member, [])
        at = next((n for n, leaf in enumerate(leaves) if place.anchor in leaf.names), 0)
        if not place.anchor:
            at = 0
        near = [leaf for leaf in leaves[at : at + 3] if leaf.tag != "img"]
        wanted = ink_of(place.words).casefold()
        said = next((leaf for leaf in near if ink_of(leaf.text).casefold() == wanted), None)
        if said is not None:
            said.tag = said.tag if said.level else f"h{min(6, place.level + 1)}"
        elif near and not near[0].level:
            entries.append((place.level, place.words, near[0]))
    return entries


def _has_package(archive: Archive) -> bool:
    return any(name.lower().endswith(".opf") for name in archive)


def _sample() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", MEDIA_TYPE)
        archive.writestr(
            "a.opf",
            "<package><metadata><title>Warm</title></metadata><manifest>"
            "<item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>",
        )
        archive.writestr(
            "a.xhtml", "<html><body><h1>Warm</h1><p>Words&nbsp;here.</p></body></html>"
        )
    return out.getvalue()


EPUB = Format("EPUB", MEDIA_TYPE, is_epub, read_epub, _sample())
