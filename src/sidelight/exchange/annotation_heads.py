# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands at the head of an annotation: its name, who made it, when and why (W3C Web Annotation
Data Model, section 3.3).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sidelight.exchange import iris
from sidelight.exchange.annotation_names import (
    Node,
    first,
    iri,
    literal,
    named,
    plain,
    several,
    short,
)
from sidelight.exchange.documents_in import Authors
from sidelight.exchange.json_values import as_text, misplaced, moment

_MOST_CREATORS = 100
_LONGEST_KEY = 2000


@dataclass(slots=True)
class Head:
    """An annotation that is to be read: ``node`` has short names, ``at`` is its place in the file,
    ``own`` tells those that Sidelight wrote.
    """

    at: int
    node: Node
    key: str
    motivations: tuple[str, ...]
    own: bool


def head(at: int, node: Node) -> Head:
    """Read what an annotation is, but not yet what it says; Wrong."""
    key = node.get("id")
    if type(key) is not str or not key:
        key = literal(key, "id")
    if key is None:
        words = json.dumps(node, ensure_ascii=False, sort_keys=True, default=str)
        key = iris.made_of(words)
    if len(as_text(key, "id")) > _LONGEST_KEY:
        raise misplaced("id")
    why = node.get("motivation")
    if type(why) is str:
        motivations: tuple[str, ...] = (short(why) if ":" in why else why,)
    else:
        motivations = _motivations(why)
    generator = node.get("generator")
    if type(generator) is not dict:
        generator = first(generator)
    if type(generator) is dict:
        generator = generator.get("id") or generator.get("@id")
    return Head(at, node, key, motivations, generator == iris.SOFTWARE)


def _motivations(value: Any) -> tuple[str, ...]:
    found = tuple(short(iri(one, "motivation")) for one in several(value)[:_MOST_CREATORS])
    return tuple(one for one in found if one)


def made_at(node: Node, *fields: str) -> datetime | None:
    """Return when an annotation was made, by the first of some fields that tells it."""
    for field in fields:
        value = node.get(field)
        if value is None:
            continue
        if type(value) is not str:
            value = as_text(literal(value, field), field)
        if when := moment(value):
            return when
    return None


class Creators:
    """Reads who made annotations; ``nodes`` are those of a graph by name."""

    def __init__(self, authors: Authors, nodes: Mapping[str, Node]) -> None:
        self._authors = authors
        self._nodes = nodes
        self._known: dict[tuple[str, str], str] = {}

    def of(self, node: Node) -> tuple[str, list[str]]:
        """Return the key of who made an annotation, "" for nobody, and the names of others that did
        too; Wrong.
        """
        value = node.get("creator")
        if value is None:
            return "", []
        if type(value) is dict:
            person = self._person(value)
            key = self._known.get(person)
            return (self._key(*person) if key is None else key), []
        every = several(value)
        if len(every) > _MOST_CREATORS:
            raise misplaced("creator")
        people = [self._person(one) for one in every]
        return (
            self._key(*people[0]) if people else "",
            [name or name_of(known) for known, name in people[1:] if name or known],
        )

    def _key(self, known: str, name: str) -> str:
        key = self._authors.key(known, name or name_of(known))
        self._known[known, name] = key
        return key

    def _person(self, value: Any) -> tuple[str, str]:
        """Return the IRI and the name of a person, each "" where it is not told."""
        if type(value) is dict:
            known, name = value.get("id"), value.get("name")
            if type(known) is str and type(name) is str and len(known) + len(name) < _LONGEST_KEY:
                return known, name
        return self._other(value)

    def _other(self, value: Any) -> tuple[str, str]:
        known = iri(value, "creator")
        told = type(value) is dict and bool(set(value) - {"id", "@id"})
        node = value if told else self._nodes.get(known)
        if node is None:
            return as_text(known, "creator")[:_LONGEST_KEY], ""
        node = named(plain(node))
        names = (literal(node.get(field), "creator") for field in ("name", "nickname", "email"))
        name = next((one for one in names if one), "")
        return known[:_LONGEST_KEY], as_text(name, "creator")[:_LONGEST_KEY]


def name_of(known: str) -> str:
    """Return what to call somebody of whom only an IRI is known: its last part."""
    last = known.rstrip("/#").rpartition("/")[2].rpartition("#")[2]
    return last.removeprefix("acct:").removeprefix("mailto:") or known
