# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the selectors of a target say of a place: W3C Web Annotation Data Model, section 4.2.

Quotes are kept to the letter.  Positions are told as they were counted, as nobody knows here in
which text.  XPath, CSS and bytes lead nowhere without the page as another program had it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sidelight.exchange import fragments_in, iris
from sidelight.exchange.annotation_names import (
    TEXT_LAYER,
    Node,
    first,
    iri,
    kinds,
    literal,
    named,
    plain,
    several,
)
from sidelight.exchange.json_values import LONGEST, as_text, misplaced, whole
from sidelight.text.geometry import Rect

_DEEPEST = 8
_MOST = 64
POINTS, UNITS = "code points", "UTF-16 units"
"""In what positions are counted."""


@dataclass(slots=True)
class Found:
    """What selectors say of a place: its words; where they were counted, in a ``unit`` where that
    is known, of ``text``, the SHA-256 of a text layer, where that is told; its page from 1; an area
    in points, or an ``extent`` as `fragments_in.Part` has it with what was ``drawn``.  ``unused``
    is the first kind that leads nowhere.
    """

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    text: str = ""
    unit: str = ""
    page: int = 0
    area: Rect | None = None
    extent: str = ""
    drawn: Rect | None = None
    unused: str = ""

    @property
    def counted(self) -> str:
        """In what the position is counted, by the length of the quote; ours in code points."""
        if self.unit:
            return self.unit
        if self.text or self.start is None or self.end is None:
            return POINTS
        length = self.end - self.start
        beyond = sum(letter > "\uffff" for letter in self.quote)
        return POINTS if beyond and length == len(self.quote) else UNITS


def read_selectors(value: Any, found: Found, depth: int = 0) -> None:
    """Read the selector or selectors of a target, and those that refine them; Wrong."""
    every = value if type(value) is list else several(value)
    if len(every) > _MOST or depth > _DEEPEST:
        raise misplaced("selector")
    for one in every:
        if type(one) is str:
            found.unused = found.unused or one[:60]
            continue
        if type(one) is not dict:
            raise misplaced("selector")
        node = named(one)
        kind = node.get("type")
        reads = _READS.get(kind) if type(kind) is str else None
        if reads is None:
            reads, node = _of_kind(node)
        reads(node, found, depth)
        if "refinedBy" in node:
            _refine(node["refinedBy"], found, depth + 1)


def _refine(value: Any, found: Found, depth: int) -> None:
    """Read what lies within what was read: its words are meant, its positions count from there."""
    inner = Found()
    read_selectors(value, inner, depth)
    if inner.quote:
        found.quote, found.prefix, found.suffix = inner.quote, inner.prefix, inner.suffix
        found.start = found.end = None
    found.page = found.page or inner.page
    found.area = inner.area or found.area
    found.extent = inner.extent or found.extent
    found.drawn = inner.drawn or found.drawn


def _of_kind(node: Node) -> tuple[Any, Node]:
    """Return what reads a selector that says its kind in other words, or none."""
    node = plain(node)
    for kind in kinds(node):
        if kind in _READS:
            return _READS[kind], node
    if "exact" in node:
        return _quote, node
    return _unused, node


def _words(node: Node, field: str) -> str:
    value = node.get(field)
    if type(value) is str and len(value) <= LONGEST:
        return value
    value = literal(value, field)
    return "" if value is None else as_text(value, field)


def _quote(node: Node, found: Found, _depth: int) -> None:
    if "exact" not in node:
        node = plain(node)
    exact = _words(node, "exact")
    if not found.quote:
        found.quote = exact
        found.prefix, found.suffix = _words(node, "prefix"), _words(node, "suffix")


def _position(node: Node, found: Found, _depth: int) -> None:
    if "start" not in node:
        node = plain(node)
    start, end = node.get("start"), node.get("end")
    if type(start) is not int or type(end) is not int:
        start, end = literal(start, "start"), literal(end, "end")
    start, end = whole(start, "start"), whole(end, "end")
    if found.start is None and start is not None and end is not None and start <= end:
        found.start, found.end = start, end
        if TEXT_LAYER in node:
            found.text = iris.sha256_of(iri(node[TEXT_LAYER], TEXT_LAYER))


def _fragment(node: Node, found: Found, _depth: int) -> None:
    if "value" not in node:
        node = plain(node)
    said = fragments_in.read(_words(node, "value"))
    if said is None:
        found.unused = found.unused or "FragmentSelector"
        return
    found.page = found.page or said.page
    found.area = found.area or said.area
    found.extent = found.extent or said.extent


def _svg(node: Node, found: Found, _depth: int) -> None:
    if "value" not in node:
        node = plain(node)
    said = fragments_in.read_svg(_words(node, "value"))
    if said is None:
        found.unused = found.unused or "SvgSelector"
        return
    # it is the exact one of two
    found.extent, found.drawn = said.extent, said.drawn


def _range(node: Node, found: Found, depth: int) -> None:
    """Read a range: from where one selector begins to where the other does."""
    node = plain(node)
    start, end = Found(), Found()
    read_selectors(first(node.get("startSelector")), start, depth + 1)
    read_selectors(first(node.get("endSelector")), end, depth + 1)
    if start.quote and not found.quote:
        found.quote, found.prefix = start.quote, start.prefix
        found.suffix = start.suffix or end.quote
    if found.start is None and start.start is not None and end.start is not None:
        found.start, found.end = start.start, max(end.start, start.start)
    found.page = found.page or start.page
    if not start.quote:
        found.unused = found.unused or "RangeSelector"


def _page(node: Node, found: Found, _depth: int) -> None:
    """Read a page as Hypothesis counts them: from 0."""
    index = whole(literal(node.get("index"), "index"), "index")
    if index is not None and not found.page:
        found.page = index + 1


def _choice(node: Node, found: Found, depth: int) -> None:
    read_selectors(node.get("items"), found, depth + 1)


def _unused(node: Node, found: Found, _depth: int) -> None:
    found.unused = found.unused or next(iter(kinds(node)), "selector")[:60]


_READS = {
    "TextQuoteSelector": _quote,
    "TextPositionSelector": _position,
    "FragmentSelector": _fragment,
    "SvgSelector": _svg,
    "RangeSelector": _range,
    "PageSelector": _page,
    "Choice": _choice,
    "Composite": _choice,
    "List": _choice,
}
