# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an HTML tree to leaves.

Nothing of the tree is passed on but words, a short list of tags, the size of cells and embedded
images: what runs, what fetches and what styles has no way through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from lxml import html

from sidelight.reader.leaf_links import MOST_NAMES, target_of
from sidelight.reader.leaves import Container, Leaf

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "source",
        "track",
        "input",
        "button",
        "select",
        "textarea",
        "option",
        "datalist",
        "meter",
        "progress",
        "map",
        "area",
        "param",
        "link",
        "meta",
        "base",
        "dialog",
    ]
)
_LEAVES = {
    **{f"h{n}": f"h{n}" for n in range(1, 7)},
    **dict.fromkeys(("p", "dt", "dd", "address", "legend", "summary"), "p"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("pre", "listing", "xmp"), "pre"),
}
_CONTAINERS = frozenset({"ul", "ol", "li", "blockquote", "table", "tr", "td", "th"})
_BREAKS = frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "figure",
        "center",
        "details",
        "form",
        "fieldset",
        "body",
        "html",
        "thead",
        "tbody",
        "tfoot",
        "dl",
        "hr",
        "hgroup",
        "search",
        "menu",
        "dir",
    ]
)
_BLOCKS = _BREAKS | _CONTAINERS | frozenset(_LEAVES) | {"br", "img"}
_INLINE = {
    **dict.fromkeys(("b", "strong"), "b"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "i"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **{tag: tag for tag in ("a", "sub", "sup", "u", "s", "mark")},
}
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/(?:png|jpe?g|gif);base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"\b(?:wp-caption-text|(?:photo|image|img)?-?caption)\b", re.IGNORECASE)
_BLANKS = re.compile("[ \t\n\r\f]+")
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "svg")
_ANY_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
# The parser of HTML takes the end of such a declaration for words.
_OWN_ENTITIES = re.compile(r"^\s*<!DOCTYPE[^<>\[]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
_OF_HEAD = frozenset(
    ("title", "meta", "link", "style", "script", "base", "noscript", "template", "bgsound")
)
_LARGEST_IMAGE = 8_000_000
_LARGEST_SPAN = 50
_MOST_NAMES = 9


def leaves_of(tree: Any, numbers: Iterator[int] | None = None) -> list[Leaf]:
    r"""Return the leaves below an lxml element, in reading order; those without text are left out.

    Leaves carry in ``runs`` what they say, blanks collapsed as in a browser, line breaks as "\\n".
    ``numbers`` count containers on through several trees that make one document.
    """
    walk = _Walk(numbers or count(1))
    walk.visit(tree, (), (), "")
    walk.close()
    return walk.leaves


def parse(text: str) -> Any:
    """Return the tree of an HTML text; its nesting is bounded by the parser.

    A page nested deeper, such as one that never closes its tags, is flattened first: its words
    matter more than its frames.
    """
    # A declaration of the encoding is refused in text that is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    text = _OWN_ENTITIES.sub("", text, count=1)
    tree, whole = _parsed(text)
    return _out_of_head(tree if whole else _parsed(_flattened(text))[0])


def _out_of_head(tree: Any) -> Any:
    """Give the body what the parser left in the head.

    It knows nothing of article, main, header; pages may begin their body with one of them, without
    a tag for the body itself, and savers that make pages small see to it that they do.
    """
    head = tree.find("head")
    children = list(head) if head is not None else []
    first = next((at for at, one in enumerate(children) if one.tag not in _OF_HEAD), None)
    if first is not None:
        body = tree.find("body")
        if body is None:
            body = html.etree.SubElement(tree, "body")
        for at, child in enumerate(children[first:]):
            body.insert(at, child)
        # text before what was the first element of the body
        last = body[len(children) - first - 1]
        last.tail, body.text = (last.tail or "") + (body.text or ""), None
    return tree


def _parsed(text: str) -> tuple[Any, bool]:
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (html.etree.ParserError, ValueError):
        return html.document_fromstring("<html><body></body></html>"), True
    return tree, not any("depth" in entry.message for entry in parser.error_log)


def _flattened(text: str) -> str:
    for name in _UNSEEN:
        text = _without(name, text)
    return _ANY_TAG.sub(lambda tag: _flat_tag(tag.group(), tag.group(1).lower()), text)


def _without(name: str, text: str) -> str:
    """Return ``text`` without what stands in elements of a name, as far as they are closed."""
    closing = re.finditer(rf"</{name}\b", text, re.IGNORECASE)
    end = max((found.end() for found in closing), default=0)
    # Before the last closing tag every element finds its end, so that no search is in vain.
    inside = re.compile(rf"<{name}\b.*?(?=</{name}\b)", re.IGNORECASE | re.DOTALL)
    return inside.sub("", text[:end]) + text[end:]


def _flat_tag(tag: str, name: str) -> str:
    if name in {"html", "head", "body", "title", "meta", "br"}:
        return tag
    return "<p>" if name in _BLOCKS else ""


class _Walk:
    """Walks a tree once; ``open`` is the leaf that text goes into."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self.leaves: list[Leaf] = []
        self._open: Leaf | None = None
        self._numbers = numbers
        self._names: tuple[str, ...] = ()
        self._home = 0
        self._layout: dict[Any, bool] = {}
        self._places: dict[Any, dict[Any, int]] = {}

    def close(self) -> None:
        leaf, self._open = self._open, None
        if leaf is None:
            return
        while leaf.runs and not leaf.runs[-1][1].rstrip():
            leaf.runs.pop()
        if leaf.runs:
            tags, text = leaf.runs[-1]
            leaf.runs[-1] = (tags, text.rstrip())
            self.leaves.append(leaf)

    def visit(
        self, node: Any, path: tuple[Container, ...], inline: tuple[str, ...], leaf: str
    ) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _DROPPED or _is_hidden(node):
            return
        if name := node.get("id") or (tag == "a" and node.get("name")):
            self._names = (*self._names[-_MOST_NAMES:], str(name))
        tag = "caption" if tag in {"p", "div"} and _is_caption(node) else tag
        if tag == "br":
            self._break(leaf)
        elif tag == "img":
            self._image(node, path)
        elif tag in _LEAVES or tag == "caption":
            bold = ("b",) if tag == "dt" and "b" not in inline else ()
            self._within(node, path, (*inline, *bold), _LEAVES.get(tag, "caption"), homes=False)
        elif tag in _CONTAINERS and not self._arranges(node, tag):
            inside = (*path, self._container(node))
            before = len(self.leaves)
            self._within(node, inside, inline, "")
            if tag in {"td", "th"} and len(self.leaves) == before:
                self.leaves.append(Leaf("p", inside, home=self._home))
        elif tag in _BREAKS and not leaf and _is_plain(node):
            self._within(node, path, inline, "p", homes=False)
        elif tag in _BREAKS or tag in _CONTAINERS:
            self._within(node, path, inline, leaf)
        else:
            self._children(node, path, _inline(node, tag, inline), leaf)

    def _within(
        self,
        node: Any,
        path: tuple[Container, ...],
        inline: tuple[str, ...],
        leaf: str,
        *,
        homes: bool = True,
    ) -> None:
        self.close()
        outer = self._home
        if homes:
            self._home = next(self._numbers)
        self._children(node, path, inline, leaf)
        self.close()
        self._home = outer

    def _children(
        self, node: Any, path: tuple[Container, ...], inline: tuple[str, ...], leaf: str
    ) -> None:
        self._text(node.text, path, inline, leaf)
        for child in node:
            self.visit(child, path, inline, leaf)
            self._text(child.tail, path, inline, leaf)

    def _text(
        self, text: str | None, path: tuple[Container, ...], inline: tuple[str, ...], leaf: str
    ) -> None:
        if not text:
            return
        if leaf != "pre":
            text = _BLANKS.sub(" ", text)
            if (
                self._open is None
                or not self._open.runs
                or self._open.runs[-1][1].endswith((" ", "\n"))
            ):
                text = text.lstrip(" ")
        if not text or (self._open is None and not text.strip()):
            return
        if self._open is None:
            self._open = Leaf(leaf or "p", path, home=self._home)
        if self._names:
            if len(self._open.names) + len(self._names) <= MOST_NAMES:
                self._open.names = (*self._open.names, *self._names)
            self._names = ()
        self._open.runs.append((inline, text))

    def _break(self, leaf: str) -> None:
        """End the line; a second break in a row ends the paragraph."""
        if self._open is None or not self._open.runs:
            return
        if leaf != "pre" and self._open.runs[-1][1].endswith("\n"):
            self.close()
        else:
            self._open.runs.append(((), "\n"))

    def _image(self, node: Any, path: tuple[Container, ...]) -> None:
        source = node.get("src") or ""
        if len(source) <= _LARGEST_IMAGE and _IMAGE.fullmatch(source):
            self.close()
            self.leaves.append(Leaf("img", path, source=re.sub(r"\s", "", source), home=self._home))

    def _container(self, node: Any) -> Container:
        tag = node.tag
        if tag in {"td", "th"}:
            span = _number(node.get("colspan")), _number(node.get("rowspan"))
            return Container(tag, next(self._numbers), span=span)
        return Container(tag, next(self._numbers), self._marker(node) if tag == "li" else "")

    def _arranges(self, node: Any, tag: str) -> bool:
        """Tell what belongs to a table that only arranges a page, looking at each table once."""
        if tag not in {"table", "tr", "td", "th"}:
            return False
        table = node if tag == "table" else next(node.iterancestors("table"), None)
        if table not in self._layout:
            self._layout[table] = table is None or _is_layout(table)
        return self._layout[table]

    def _marker(self, item: Any) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "•"
        if parent not in self._places:
            items = enumerate(parent.iterchildren("li"))
            self._places[parent] = {child: place for place, child in items}
        start = parent.get("start") or "1"
        first = int(start) if start.isdecimal() and len(start) < 7 else 1
        return f"{first + self._places[parent][item]}."


def _inline(node: Any, tag: str, inline: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags that hold within an element of a line."""
    name = _INLINE.get(tag)
    if name is None or name in inline:
        return inline
    target = target_of(node.get("href")) if name == "a" else None
    return (*inline, name) if target is None else (*inline, name, target)


def _number(value: str | None) -> int:
    if not value or not value.isdecimal() or len(value) > 6:
        return 1
    return min(max(int(value), 1), _LARGEST_SPAN)


def _is_hidden(node: Any) -> bool:
    return node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _is_plain(node: Any) -> bool:
    """Tell an element of a page's frame that holds one paragraph and nothing else."""
    return not any(child.tag in _BLOCKS for child in node)


def _is_caption(node: Any) -> bool:
    return bool(_CAPTION_CLASS.search(node.get("class") or "")) and not len(node.findall(".//p"))


def _is_layout(table: Any) -> bool:
    """Tell a table that only arranges a page: other tables, headings or many paragraphs in it."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    heads = any(table.find(f".//{tag}") is not None for tag in ("h1", "h2", "h3", "form"))
    rows = table.findall(".//tr")
    return heads or all(len(row) < 2 for row in rows) or len(table.findall(".//p")) > 4 * len(rows)
