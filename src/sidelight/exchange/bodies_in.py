# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bodies of annotations: what is said, in plain words, and what is only named by an IRI (W3C
Web Annotation Data Model, sections 3.2 and 4.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from sidelight.exchange.annotation_names import Node, first, iri, kinds, literal, named, short
from sidelight.exchange.annotation_names import plain as plain_names
from sidelight.exchange.json_values import LONGEST, as_text, misplaced
from sidelight.reader.leaves import Leaf
from sidelight.reader.structure import leaves_of, parse

_MOST = 1000
_DEEPEST = 8
_ALL = {"List", "Composite", "Independents"}
_MARKUP = ("text/html", "application/xhtml+xml")
_TAG = re.compile(r"<[^<>]*>")
_SHORT_MARKUP = 100_000
_EACH = 600
_MOST_MARKUP = 4_000_000
"""How much markup of a file is read as such, in characters, and what each piece costs beside; of
more only what looks like tags is taken away.
"""


class Body(NamedTuple):
    """Something that is said: ``words``, or the ``iri`` of what says it, and the ``purpose`` that
    it is there for; ``label`` is what a tag is called.
    """

    purpose: str
    words: str
    iri: str = ""
    language: str = ""
    label: str = ""


def _usual(one: Any) -> Body | None:
    """Return a body as nearly all are: plain text with a purpose; None for any other."""
    if type(one) is not dict or one.get("type") != "TextualBody" or "label" in one:
        return None
    words, purpose = one.get("value"), one.get("purpose")
    form, language = one.get("format", "text/plain"), one.get("language", "")
    if (
        type(words) is str
        and 0 < len(words) <= LONGEST
        and type(purpose) is str
        and ":" not in purpose
        and form == "text/plain"
        and type(language) is str
    ):
        return Body(purpose, words, "", language, "")
    return None


class Bodies:
    """Reads bodies; ``nodes`` are those of a graph by name, to which bodies may only point."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self._nodes = nodes
        self._left = _MOST_MARKUP

    def of(self, node: Node) -> list[Body]:
        """Return the bodies of an annotation; Wrong."""
        found: list[Body] = []
        value = node.get("body")
        for one in value if type(value) is list and len(value) <= _MOST else (value,):
            if body := _usual(one):
                found.append(body)
            elif one is not None:
                self._read(one, "", found, 0)
        if node.get("bodyValue") is not None:
            found.append(
                Body("commenting", as_text(literal(node["bodyValue"], "bodyValue"), "bodyValue"))
            )
        return found

    def _read(self, value: Any, purpose: str, found: list[Body], depth: int) -> None:
        if type(value) is list:
            if len(value) > _MOST or depth > _DEEPEST:
                raise misplaced("body")
            for one in value:
                self._read(one, purpose, found, depth + 1)
        elif type(value) is str:
            self._named(value, purpose, found, depth)
        elif type(value) is dict:
            self._node(named(value), purpose, found, depth)
        elif value is not None:
            raise misplaced("body")

    def _named(self, name: str, purpose: str, found: list[Body], depth: int) -> None:
        held = self._nodes.get(name)
        if held is None or depth > _DEEPEST:
            found.append(Body(purpose, "", as_text(name, "body")))
        else:
            self._node(named(held), purpose, found, depth + 1)

    def _node(self, node: Node, purpose: str, found: list[Body], depth: int) -> None:
        said = node.get("purpose")
        if type(said) is not str or ":" in said:
            said = short(iri(said, "purpose"))
        purpose = said or purpose
        node = node if type(node.get("type")) is str else plain_names(node)
        if node.get("value") is not None:
            self._text(node, as_text(literal(node["value"], "body"), "body"), purpose, found)
        else:
            self._other(node, purpose, found, depth)

    def _text(self, node: Node, words: str, purpose: str, found: list[Body]) -> None:
        form = node.get("format")
        if form is not None and form != "text/plain":
            words = self._plain(words, str(literal(form, "format")))
        language, label = node.get("language") or "", node.get("label") or ""
        if type(language) is not str:
            language = str(literal(language, "language") or "")
        if type(label) is not str:
            label = str(literal(label, "label") or "")
        if words or label:
            found.append(Body(purpose, words, "", language, label))

    def _other(self, node: Node, purpose: str, found: list[Body], depth: int) -> None:
        """Read a body that holds others, or that only names what is said."""
        if depth > _DEEPEST:
            raise misplaced("body")
        held = node.get("items", node.get("members"))
        if held is not None:
            choice = "Choice" in kinds(node) and not _ALL.intersection(kinds(node))
            self._read(first(held) if choice else held, purpose, found, depth + 1)
        elif "source" in node:
            self._read(first(node["source"]), purpose, found, depth + 1)
        elif name := iri(node, "body"):
            if set(node) == {"id"}:
                self._named(name, purpose, found, depth + 1)
            else:
                found.append(Body(purpose, "", as_text(name, "body")))

    def _plain(self, words: str, form: str) -> str:
        form = form.partition(";")[0].strip().lower()
        if form not in _MARKUP or not ("<" in words or "&" in words):
            return words
        cost = len(words) + _EACH
        if len(words) > _SHORT_MARKUP or cost > self._left:
            return unescape(_TAG.sub(" ", words)).strip()
        self._left -= cost
        return without_markup(words)


def without_markup(html: str) -> str:
    """Return the words of a piece of HTML, each block on a line; nothing is kept of its markup."""
    return "\n".join(_lines(leaves_of(parse(html))))


def _lines(leaves: list[Leaf]) -> Iterator[str]:
    for leaf in leaves:
        if words := leaf.text.strip():
            yield words
