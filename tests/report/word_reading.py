# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads a Word document by libraries that did not write it: mammoth, and lxml for its parts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import mammoth
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Remark:
    """A comment: number, who, when, its paragraphs, and the words that it is on."""

    id: str
    author: str
    date: str
    paragraphs: tuple[str, ...]
    words: str


def part(data: bytes, name: str) -> etree._Element:
    """The root of a part of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return etree.fromstring(parts.read(name))


def text(element: etree._Element) -> str:
    """All words of an element."""
    return "".join(one.text or "" for one in element.iter(W + "t"))


def plain(data: bytes) -> str:
    """The words of the document as mammoth reads them."""
    found: str = mammoth.extract_raw_text(io.BytesIO(data)).value
    return found


def html(data: bytes) -> str:
    """The document as mammoth makes a page of it, comments included."""
    found = mammoth.convert_to_html(io.BytesIO(data), style_map="comment-reference => sup")
    assert not [m for m in found.messages if m.type == "error"]
    page: str = found.value
    return page


def remarks(data: bytes) -> list[Remark]:
    """The comments, each with what stands between its ends."""
    body = part(data, "word/document.xml")
    covered: dict[str, str] = {}
    open_: set[str] = set()
    for element in body.iter():
        id_ = str(element.get(W + "id"))
        if element.tag == W + "commentRangeStart":
            open_.add(id_)
        elif element.tag == W + "commentRangeEnd":
            open_.remove(id_)
        elif element.tag == W + "t":
            for one in open_:
                covered[one] = covered.get(one, "") + (element.text or "")
    assert not open_
    return [
        Remark(
            str(one.get(W + "id")),
            str(one.get(W + "author")),
            str(one.get(W + "date")),
            tuple(map(text, one.iter(W + "p"))),
            covered.get(str(one.get(W + "id")), ""),
        )
        for one in part(data, "word/comments.xml").iter(W + "comment")
    ]
