# SPDX-License-Identifier: AGPL-3.0-or-later
"""Word documents (DOCX, ISO 29500): headings, lists, tables, pictures, notes, core properties.

mammoth makes HTML of them by what their styles mean.  It gets an archive of our own with the parts
it needs, each counted while it was unpacked and known to be XML without entities and of bounded
depth; pictures that lie elsewhere are not fetched.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import count
from typing import Any

import mammoth
from lxml import etree
from mammoth import images

from sidelight.reader.archive import Archive, is_archive
from sidelight.reader.core_properties import properties_of
from sidelight.reader.docx_margins import margin_root, margins_of, relations_of
from sidelight.reader.docx_words import bring_words
from sidelight.reader.extraction import Extraction
from sidelight.reader.flowing import Origin, flowing
from sidelight.reader.leaves import Leaf
from sidelight.reader.page_margins import around
from sidelight.reader.picture_addresses import PictureAddresses
from sidelight.reader.reading import Format, Progress, Request, Unreadable
from sidelight.reader.structure import leaves_of, parse
from sidelight.reader.titles import stated_title, titled
from sidelight.reader.xml_part import parse_xml, words_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = ("word/document.xml", "word/document2.xml")
_PARTS = re.compile(
    r"(?:\[content_types\]\.xml|_rels/\.rels"
    r"|word/(?:_rels/)?[^/]+\.xml(?:\.rels)?|word/media/[^/]+)",
    re.IGNORECASE,
)
_PICTURES = "word/media/"
_MARGINS = re.compile(
    r"word/(?:_rels/)?(?:header|footer|comments)\w*\.xml(?:\.rels)?", re.IGNORECASE
)
_WORDS = (*_MAIN, "word/footnotes.xml", "word/endnotes.xml")
_SHARED = frozenset({"[content_types].xml", "word/styles.xml", "word/numbering.xml"})
_STYLES = """
p[style-name='Title'] => h1.stated-title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
"""
_BACK = "↑"
_MOST_ELEMENTS = 1_000_000
"""Most in one part; a thousand pages of print have some half of it."""


def is_docx(data: bytes, _suffix: str) -> bool:
    """Tell a Word document by its main part."""
    if not is_archive(data):
        return False
    try:
        archive = Archive(data)
    except Unreadable:
        return False
    return any(part in archive for part in _MAIN)


def read_docx(request: Request, report: Progress) -> Extraction:
    """Read a Word document; insertions that are tracked are in the text, deletions are not.

    Headers come before the text and footers after it, as furniture.
    """
    archive = Archive(request.data)
    stated = properties_of(archive.read_any("docProps/core.xml"))
    root, parts = _text(archive)
    addresses, numbers = PictureAddresses(), count(1)
    tree = parse(_as_html(parts, addresses))
    report(0.2, "layout")
    name = tree.find(".//h1[@class='stated-title']")
    _without_way_back(tree)
    leaves = leaves_of(tree, numbers)
    stated_name = stated_title(stated.pop("title", ""))
    title = titled(leaves, words_of(name) or stated_name)
    leaves = around(leaves, _margins(archive, root, addresses, numbers))
    language = stated.pop("language", "")
    origin = Origin(MEDIA_TYPE, title or request.stem, "docx", language, stated)
    return flowing(leaves, report, origin)


def _text(archive: Archive) -> tuple[Any, io.BytesIO]:
    """Return the root of the text, and the parts that mammoth reads as an archive that can be
    trusted.
    """
    out = io.BytesIO()
    text: Any = None
    with zipfile.ZipFile(out, "w") as clean:
        for name in archive:
            if not _PARTS.fullmatch(name) or _MARGINS.fullmatch(name):
                continue
            if name.lower().startswith(_PICTURES):
                clean.writestr(zipfile.ZipInfo(name), archive.read_any(name))
                continue
            part = archive.read(name)
            root = _checked(parse_xml(part))
            if name.lower() in _WORDS:
                bring_words(root)
                part = etree.tostring(root)
                text = root if name.lower() in _MAIN else text
            clean.writestr(zipfile.ZipInfo(name), part)
    return text, out


def _margins(
    archive: Archive, root: Any, addresses: PictureAddresses, numbers: Iterator[int]
) -> Iterator[tuple[str, list[Leaf]]]:
    """Yield the leaves of headers and footers."""
    main = next((name for name in _MAIN if name in archive), _MAIN[0])
    for margin in margins_of(archive, main, root) if root is not None else ():
        made = margin_root(archive, margin)
        if made is None:
            continue
        bring_words(_checked(made))
        related = archive.read_any(relations_of(margin.member))
        try:
            drawn = _as_html(_margin_parts(archive, etree.tostring(made), related), addresses)
        except Unreadable:
            continue
        yield margin.reason, leaves_of(parse(drawn), numbers)


def _margin_parts(archive: Archive, text: bytes, related: bytes) -> io.BytesIO:
    """Return a header or footer as a document of its own, with what it needs of the others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as clean:
        clean.writestr(_MAIN[0], text)
        if related:
            _checked(parse_xml(related))
            clean.writestr(relations_of(_MAIN[0]), related)
        for name in archive:
            if name.lower() in _SHARED:
                part = archive.read(name)
                _checked(parse_xml(part))
                clean.writestr(zipfile.ZipInfo(name), part)
            elif name.lower().startswith(_PICTURES) and name.rpartition("/")[2].encode() in related:
                clean.writestr(zipfile.ZipInfo(name), archive.read_any(name))
    return out


def _checked(root: Any) -> Any:
    """Return a part's root; refuse one that declares entities, which no program writes, or that has
    no end.
    """
    if root.getroottree().docinfo.doctype:
        raise Unreadable("damaged")
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise Unreadable("too_costly")
    return root


def _as_html(parts: io.BytesIO, addresses: PictureAddresses) -> str:
    @images.img_element  # type: ignore[untyped-decorator]
    def embed(image: Any) -> dict[str, str]:
        try:
            with image.open() as file:
                return {"src": addresses.of(file.read())}
        except (OSError, ValueError, KeyError):
            return {"src": ""}

    try:
        made = mammoth.convert_to_html(
            parts,
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=embed,
        )
    except RecursionError as error:
        raise Unreadable("too_costly") from error
    # It raises whatever its dictionaries and lists raise at parts that contradict each other.
    except Exception as error:
        raise Unreadable("damaged") from error
    return f"<html><body>{made.value}</body></html>"


def _without_way_back(tree: Any) -> None:
    """Take out the arrows that lead from a note to its place."""
    for link in tree.xpath("//a[starts-with(@href, '#') and contains(@href, 'note-ref-')]"):
        if (link.text or "").strip() == _BACK and link.getparent() is not None:
            link.text = None


def _sample() -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>Warm words</w:t></w:r></w:p>'
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>",
        )
        archive.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()


DOCX = Format("DOCX", MEDIA_TYPE, is_docx, read_docx, _sample())
