# SPDX-License-Identifier: AGPL-3.0-or-later
"""The content of an OpenDocument text as HTML elements (OpenDocument 1.3, part 3, 5, 6, 9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import html

from sidelight.reader.odt_outline import Outline, level_of
from sidelight.reader.xml_part import words_of

_DROPPED = frozenset(
    (
        *("tracked-changes", "annotation", "annotation-end", "sequence-decls", "forms"),
        *("bookmark-end", "soft-page-break", "title", "desc"),
        *("table-column", "table-columns", "table-of-content-source", "alphabetical-index-source"),
        *("variable-decls", "user-field-decls", "object", "object-ole", "note-citation"),
    )
)
_SAME = {
    "list": "ul",
    "list-item": "li",
    "list-header": "li",
    "table": "table",
    "table-row": "tr",
    "table-cell": "td",
    "a": "a",
}
_NOTE = "sidelight-note-"
_SPANS = {"href": "href", "number-columns-spanned": "colspan", "number-rows-spanned": "rowspan"}
_QUOTES = frozenset({"quotations", "quote"})
_MOST_BLANKS = 200
_MOST_COLUMNS = 50
_MOST_REPEATED = 10_000


class TextWriter:
    """Writes a content's text; ``picture`` gives the address of a picture in the archive, or none.

    ``root`` is the content without namespaces, ``styles`` what holds its styles if not itself.
    """

    def __init__(self, root: Any, picture: Callable[[str], str], styles: Any = None) -> None:
        self._root = root
        self._outline = Outline(root)
        styles = root if styles is None else styles
        self._picture = picture
        self._styles = {s.get("name"): s for s in styles.iter("style") if s.get("name")}
        self._ordered = {
            s.get("name")
            for s in styles.iter("list-style")
            if next((child.tag for child in s), "") == "list-level-style-number"
        }
        self._notes: list[Any] = []
        self._title = ""
        self._repeats = _MOST_REPEATED

    def write(self, tree: Any) -> str:
        """Write the text below ``tree``, the notes last; return the words of its title, if any."""
        text = self._root.find("body/text")
        if text is not None:
            self._inside(text, tree, "")
        # A note may hold a note, which then comes after it.
        for number, note in enumerate(self._notes, 1):
            made = html.etree.SubElement(tree, "div")
            made.set("id", f"{_NOTE}{number}")
            body = note.find("note-body")
            if body is None:
                continue
            self._inside(body, made, "")
            first = next(made.iter("p"), made)
            first.text = f"[{_called(note, number)}] {first.text or ''}"
        return self._title

    def _inside(self, node: Any, into: Any, ordered: str) -> None:
        _say(into, node.text)
        for child in node:
            if isinstance(child.tag, str) and child.tag not in _DROPPED:
                self._element(child, into, ordered)
            _say(into, child.tail)

    def _element(self, node: Any, into: Any, ordered: str) -> None:
        add = html.etree.SubElement
        if node.tag in {"h", "p"}:
            self._paragraph(node, into)
        elif node.tag == "list":
            style = node.get("style-name") or ordered
            self._inside(node, add(into, "ol" if style in self._ordered else "ul"), style)
        elif node.tag in _SAME:
            for _ in range(self._times(node)):
                self._same(node, add(into, _SAME[node.tag]), ordered)
        elif node.tag == "span":
            self._inside(node, add(into, self._look(node)), ordered)
        elif node.tag in {"s", "tab", "line-break"}:
            self._blank(node, into)
        elif node.tag == "image":
            add(into, "img").set("src", self._picture(node.get("href") or ""))
        elif node.tag in {"bookmark", "bookmark-start"}:
            add(into, "span").set("id", node.get("name") or "")
        elif node.tag == "note":
            self._notes.append(node)
            number = len(self._notes)
            mark = add(add(into, "sup"), "a")
            mark.set("href", f"#{_NOTE}{number}")
            mark.text = f"[{_called(node, number)}]"
        else:
            self._inside(node, into, ordered)

    def _same(self, node: Any, made: Any, ordered: str) -> None:
        for name, span in _SPANS.items():
            if node.get(name):
                made.set(span, node.get(name))
        if made.get("href"):
            made.set("href", self._outline.address_of(made.get("href")))
        self._inside(node, made, ordered)

    def _times(self, node: Any) -> int:
        """Return how often a cell stands there: equal ones in a row are written once."""
        stated = node.get("number-columns-repeated") or "1"
        if node.tag != "table-cell" or not stated.isdecimal() or stated == "1":
            return 1
        # Tables within repeated cells within tables would multiply without end.
        if len(stated) > 9 or node.find(".//table") is not None:
            return 1
        more = min(int(stated), _MOST_COLUMNS, self._repeats + 1) - 1
        self._repeats -= max(more, 0)
        return 1 + max(more, 0)

    def _paragraph(self, node: Any, into: Any) -> None:
        style = self._style(node)
        tag = "p"
        if node.tag == "h":
            tag = f"h{level_of(node, 6)}"
        elif style == "title" and not self._title:
            self._title = words_of(node)
            tag = "h1"
        elif style in _QUOTES:
            into = html.etree.SubElement(into, "blockquote")
        elif style in {"caption", "illustration", "figure", "drawing"}:
            tag = "caption"
        made = html.etree.SubElement(into, tag)
        if name := self._outline.name_of(node):
            made.set("id", name)
        self._inside(node, made, "")

    def _style(self, node: Any) -> str:
        """Return the name of the style that a writer chose, behind one that the program made."""
        name = node.get("style-name") or ""
        made = self._styles.get(name)
        chosen = made.get("parent-style-name") if made is not None else None
        return str(chosen or name).casefold().replace("_20_", " ")

    def _look(self, node: Any) -> str:
        made = self._styles.get(node.get("style-name"))
        look = made.find("text-properties") if made is not None else None
        if look is None:
            return "span"
        if look.get("font-weight") == "bold":
            return "b"
        return "i" if look.get("font-style") == "italic" else "span"

    def _blank(self, node: Any, into: Any) -> None:
        if node.tag == "line-break":
            html.etree.SubElement(into, "br")
            return
        count = node.get("c") or "1"
        size = min(int(count), _MOST_BLANKS) if count.isdecimal() and len(count) < 6 else 1
        _say(into, " " * size)


def _say(into: Any, words: str | None) -> None:
    if not words:
        return
    if len(into):
        into[-1].tail = (into[-1].tail or "") + words
    else:
        into.text = (into.text or "") + words


def _called(note: Any, number: int) -> str:
    return words_of(note.find("note-citation")) or str(number)
