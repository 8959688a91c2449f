# SPDX-License-Identifier: AGPL-3.0-or-later
"""OpenDocument texts (ODT, ISO 26300): headings, lists, tables, pictures, notes after the text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from lxml import html

from sidelight.reader.archive import Archive, inside, is_archive
from sidelight.reader.core_properties import properties_of
from sidelight.reader.extraction import Extraction
from sidelight.reader.flowing import Origin, flowing
from sidelight.reader.leaves import Leaf
from sidelight.reader.odt_margins import margins_in
from sidelight.reader.odt_text import TextWriter
from sidelight.reader.page_margins import around
from sidelight.reader.picture_addresses import PictureAddresses
from sidelight.reader.reading import Format, Progress, Request, Unreadable
from sidelight.reader.structure import leaves_of
from sidelight.reader.titles import stated_title, titled
from sidelight.reader.xml_part import parse_xml, plain_names

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_LOCKED = "META-INF/manifest.xml"
_LARGEST_PART = 60_000_000


def is_odt(data: bytes, _suffix: str) -> bool:
    """Tell an OpenDocument text, or a template of one, by the type it states."""
    if not is_archive(data):
        return False
    try:
        stated = Archive(data).read_any("mimetype", 1000)
    except Unreadable:
        return False
    return stated.strip().decode("ascii", "replace") in {MEDIA_TYPE, f"{MEDIA_TYPE}-template"}


def read_odt(request: Request, report: Progress) -> Extraction:
    """Read a text; Unreadable("sealed") where it is behind a password."""
    archive = Archive(request.data)
    if b"encryption-data" in archive.read_any(_LOCKED, _LARGEST_PART):
        raise Unreadable("sealed")
    stated = properties_of(archive.read_any("meta.xml", _LARGEST_PART))
    root = plain_names(parse_xml(archive.read("content.xml", _LARGEST_PART)))
    report(0.1, "pages")
    addresses = PictureAddresses()

    def picture(address: str) -> str:
        member = inside("", address)
        return addresses.of(archive.read_any(member)) if member in archive else ""

    tree = html.Element("body")
    named = TextWriter(root, picture).write(tree)
    numbers = count(1)
    leaves = leaves_of(tree, numbers)
    stated_name = stated_title(stated.pop("title", ""))
    title = titled(leaves, named or stated_name)
    language = stated.pop("language", "")
    leaves = around(leaves, _margins(archive, root, picture, numbers))
    return flowing(
        leaves, report, Origin(MEDIA_TYPE, title or request.stem, "odt", language, stated)
    )


def _margins(
    archive: Archive, content: Any, picture: Callable[[str], str], numbers: Iterator[int]
) -> Iterator[tuple[str, list[Leaf]]]:
    """Yield the headers and footers; none where the styles are broken: the text counts more."""
    try:
        styles = plain_names(parse_xml(archive.read_any("styles.xml", _LARGEST_PART)))
    except Unreadable:
        return
    for reason, part in margins_in(content, styles):
        tree = html.Element("body")
        TextWriter(part, picture, styles).write(tree)
        yield reason, leaves_of(tree, numbers)


def _sample() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", MEDIA_TYPE)
        archive.writestr("content.xml", "<c><body><text><h>Warm</h><p>Words.</p></text></body></c>")
    return out.getvalue()


ODT = Format("ODT", MEDIA_TYPE, is_odt, read_odt, _sample())
