# SPDX-License-Identifier: AGPL-3.0-or-later
"""FictionBook (FB2): one XML file in any old encoding, alone or alone in an archive.

Notes stand after the text, each with the number that the text shows at its place.
"""

from __future__ import annotations

import base64
import re
from typing import Any

from lxml import html

from sidelight.reader.archive import Archive, is_archive
from sidelight.reader.core_properties import iso_date
from sidelight.reader.extraction import Extraction
from sidelight.reader.flowing import Origin, flowing
from sidelight.reader.language_guess import language_tag
from sidelight.reader.picture_addresses import PictureAddresses
from sidelight.reader.reading import Format, Progress, Request, Unreadable
from sidelight.reader.structure import leaves_of
from sidelight.reader.titles import shown_title, stated_title
from sidelight.reader.xml_part import parse_xml, plain_names, words_of

MEDIA_TYPE = "application/x-fictionbook+xml"
_ROOT = re.compile(
    rb"(?:[\s\xef\xbb\xbf]|<\?.*?\?>|<!--.*?-->)*<(?:\w+:)?fictionbook[\s>/]",
    re.DOTALL | re.IGNORECASE,
)
_HEAD = 1 << 14
_PLAIN = {
    "p": "p",
    "v": "p",
    "text-author": "p",
    "date": "p",
    "table": "table",
    "tr": "tr",
    "td": "td",
    "th": "th",
    "strong": "b",
    "emphasis": "i",
    "strikethrough": "s",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
    "a": "a",
    "poem": "blockquote",
    "cite": "blockquote",
    "epigraph": "blockquote",
    "annotation": "blockquote",
}
_KEPT = ("colspan", "rowspan", "id", "href")
_NOTES = frozenset({"notes", "comments", "footnotes"})


def is_fb2(data: bytes, _suffix: str) -> bool:
    """Tell a FictionBook by its root, in an archive where it is the only file."""
    if not is_archive(data):
        return bool(_ROOT.match(_readable(data)))
    try:
        archive = Archive(data)
    except Unreadable:
        return False
    names = list(archive)
    return len(names) == 1 and names[0].lower().endswith(".fb2")


def read_fb2(request: Request, report: Progress) -> Extraction:
    """Read a FictionBook; what is not well formed in it is mended."""
    data = request.data
    if is_archive(data):
        archive = Archive(data)
        data = archive.read(next(iter(archive)))
    root = plain_names(parse_xml(data, mend=True))
    report(0.1, "pages")
    tree = html.Element("body")
    _Writer(root).write(tree)
    leaves = leaves_of(tree)
    about = root.find("description/title-info")
    title = stated_title(words_of(about.find("book-title"))) if about is not None else ""
    shown_title(leaves, title)
    origin = Origin(MEDIA_TYPE, title or request.stem, "fb2", _language(about), _citation(about))
    return flowing(leaves, report, origin)


def _readable(data: bytes) -> bytes:
    head = data[:_HEAD]
    return head.replace(b"\0", b"")[2:] if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _language(about: Any) -> str:
    return language_tag(words_of(about.find("lang"))) if about is not None else ""


def _citation(about: Any) -> dict[str, str]:
    if about is None:
        return {}
    names = ("first-name", "middle-name", "last-name")
    authors = [
        " ".join(filter(None, (words_of(author.find(name)) for name in names)))
        or words_of(author.find("nickname"))
        for author in about.findall("author")
    ]
    date = about.find("date")
    stated = (date.get("value") or words_of(date)) if date is not None else ""
    found = {"author": ", ".join(filter(None, authors))[:300], "issued": iso_date(stated)}
    return {name: value for name, value in found.items() if value}


class _Writer:
    """Writes the bodies of a book as HTML elements."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._pictures = {b.get("id"): b for b in root.iter("binary") if b.get("id")}
        self._addresses = PictureAddresses()

    def write(self, tree: Any) -> None:
        for body in self._root.findall("body"):
            if body.get("name") in _NOTES:
                self._notes(body, html.etree.SubElement(tree, "div"))
            else:
                self._inside(body, html.etree.SubElement(tree, "div"), 0)

    def _inside(self, node: Any, into: Any, level: int) -> None:
        into.text = node.text
        for child in node:
            self._element(child, into, level)

    def _element(self, node: Any, into: Any, level: int) -> None:
        if node.tag == "binary" or not isinstance(node.tag, str):
            return
        add = html.etree.SubElement
        if node.tag == "section":
            made = add(into, "div")
            made.set("id", node.get("id") or "")
            self._inside(node, made, level + 1)
        elif node.tag in {"title", "subtitle"}:
            deeper = level + (node.tag == "subtitle")
            self._heading(node, add(into, f"h{min(6, max(1, deeper + 1))}"))
        elif node.tag == "image":
            add(into, "img").set("src", self._picture(node.get("href") or ""))
        elif node.tag == "stanza":
            self._inside(node, add(into, "div"), level)
        elif node.tag == "empty-line":
            add(into, "br")
        else:
            made = add(into, _PLAIN.get(node.tag, "span"))
            for name in _KEPT:
                if node.get(name):
                    made.set(name, node.get(name))
            self._inside(node, made, level)
        into[-1].tail = node.tail

    def _heading(self, node: Any, into: Any) -> None:
        """Write the paragraphs of a title as lines of one heading."""
        lines = [child for child in node if child.tag == "p"]
        if not lines:
            self._inside(node, into, 0)
        for number, line in enumerate(lines):
            if number:
                html.etree.SubElement(into, "br")
            self._inside(line, html.etree.SubElement(into, "span"), 0)

    def _notes(self, body: Any, into: Any) -> None:
        """Write each note as one paragraph after its number."""
        for node in body:
            if node.tag != "section":
                self._element(node, into, 1)
                continue
            html.etree.SubElement(into, "span").set("id", node.get("id") or "")
            number = words_of(node.find("title"))
            for place, child in enumerate(child for child in node if child.tag != "title"):
                self._element(child, into, 1)
                if not place and number:
                    made = into[-1]
                    made.text = f"[{number.strip('[]')}] {made.text or ''}"

    def _picture(self, address: str) -> str:
        binary = self._pictures.get(address.lstrip("#"))
        try:
            data = base64.b64decode("".join(binary.itertext())) if binary is not None else b""
        except ValueError:
            return ""
        return self._addresses.of(data)


FB2 = Format(
    "FB2",
    MEDIA_TYPE,
    is_fb2,
    read_fb2,
    (
        "<?xml version='1.0' encoding='windows-1251'?><FictionBook><description><title-info>"
        "<book-title>Тепло</book-title></title-info></description><body><section><p>Тепло.</p>"
        "</section></body></FictionBook>"
    ).encode("cp1251"),
)
