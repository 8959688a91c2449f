# SPDX-License-Identifier: AGPL-3.0-or-later
"""The targets of annotations as places in documents (W3C Web Annotation Data Model, sections 3.2.2
and 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sidelight.exchange import fragments_in, iris
from sidelight.exchange.annotation_names import (
    Node,
    first,
    iri,
    kinds,
    literal,
    named,
    plain,
    several,
)
from sidelight.exchange.documents_in import Documents
from sidelight.exchange.incoming import Place
from sidelight.exchange.json_values import as_text, misplaced
from sidelight.exchange.selectors_in import Found, read_selectors

_MOST = 1000
_DEEPEST = 4
_TITLES = ("title", "label", "name", "dc:title", "dcterms:title", "schema:name")


class Places:
    """Reads targets; ``nodes`` are those of a graph by name, to which targets may only point."""

    def __init__(self, documents: Documents, nodes: Mapping[str, Node]) -> None:
        self._documents = documents
        self._nodes = nodes
        self._told: set[str] = set()

    def targets(self, node: Node) -> list[str | Node]:
        """Return the targets of an annotation, IRIs and nodes of short names; Wrong."""
        value = node.get("target")
        if type(value) is dict and value.get("type") == "SpecificResource" and "source" in value:
            return [value]
        found = list(self._targets(value, 0))
        if not found:
            raise misplaced("target")
        return found

    def _targets(self, value: Any, depth: int) -> Iterator[str | Node]:
        every = value if type(value) is list else several(value)
        if len(every) > _MOST or depth > _DEEPEST:
            raise misplaced("target")
        for one in every:
            if type(one) is dict:
                yield from self._node(one, depth)
            elif type(one) is str:
                held = self._nodes.get(one)
                yield as_text(one, "target") if held is None else named(held)
            else:
                raise misplaced("target")

    def _node(self, one: Node, depth: int) -> Iterator[str | Node]:
        node = named(one)
        if "source" in node:
            yield node
        elif "items" in node:
            choice = "Choice" in kinds(node)
            yield from self._targets(first(node["items"]) if choice else node["items"], depth + 1)
        elif set(node) == {"id"}:
            yield from self._targets(iri(node, "target"), depth + 1)
        else:
            yield node

    def of(self, target: str | Node, kind: str = "", *, own: bool = False) -> tuple[Place, Found]:
        """Return where a target is, and what its selectors say; Wrong.

        ``kind`` is that of its document where it is known.  Of our own, addresses are whole, and
        drawings have the measure of pages.
        """
        found = Found()
        if isinstance(target, str):
            return self._whole(target, kind, found, own=own), found
        source = target.get("source")
        name = source if type(source) is str else self._source(target)
        if not name:
            raise misplaced("target")
        if not own and "#" in name:
            name = self._fragment(name, found)
        if "selector" in target:
            read_selectors(self._held(target["selector"]), found)
        key = self._documents.name(name, kind)
        if key not in self._told:
            self._told.add(key)
            self._tell(key, target, own=own)
        return _place(key, found, own=own), found

    def _whole(self, name: str, kind: str, found: Found, *, own: bool) -> Place:
        if not own and "#" in name:
            name = self._fragment(name, found)
        return _place(self._documents.name(name, kind), found, own=own)

    def _fragment(self, name: str, found: Found) -> str:
        name, part = fragments_in.parted(name)
        if part:
            found.page, found.area, found.extent = part.page, part.area, part.extent
        return name

    def _held(self, value: Any) -> Any:
        """Return selectors, or those of a graph that are only named here."""
        if not self._nodes:
            return value
        return [self._node_of(one, 0) for one in several(value)]

    def _node_of(self, value: Any, depth: int) -> Any:
        """Return a node in place of its name, with what refines it."""
        name = value if type(value) is str else iri(value, "selector")
        node = self._nodes.get(name, value) if depth <= _DEEPEST else value
        if type(node) is not dict:
            return node
        inside = {"refinedBy", "startSelector", "endSelector", "items"}
        node = plain(node)
        return {
            name: [self._node_of(one, depth + 1) for one in several(held)]
            if name in inside
            else held
            for name, held in node.items()
        }

    def _source(self, node: Node) -> str:
        """Return the name of the document that a target is in, told in any other way."""
        return as_text(iri(node.get("source"), "source") or iri(node, "target"), "source")

    def _tell(self, key: str, node: Node, *, own: bool) -> None:
        """Take in what a target says of its document: its title, the copy that was read, when."""
        source = first(node.get("source")) if "source" in node else node
        if type(source) is str:
            source = self._nodes.get(source)
        if type(source) is dict:
            said = (literal(source.get(field), field) for field in _TITLES)
            title = next((one for one in said if type(one) is str and one), "")
            self._documents.tell(key, title=title[:2000])
        state = first(node.get("state"))
        if self._nodes:
            state = self._node_of(state, 0)
        if type(state) is dict:
            self._state(key, plain(state), own=own)

    def _state(self, key: str, state: Node, *, own: bool) -> None:
        record = {}
        cached = iri(state.get("cached"), "cached")
        if iris.address(cached).archive:
            record["URL"] = cached
        day = literal(state.get("sourceDateStart"), "state")
        if day is None and not own:
            day = literal(state.get("sourceDate"), "state")
        if type(day) is str and day:
            record["accessed"] = day[:10]
        self._documents.tell(key, sha256=iris.sha256_of(cached), record=record)


def _place(document: str, found: Found, *, own: bool) -> Place:
    area = found.area or (found.drawn if own else None)
    return Place(
        document, found.quote, found.prefix, found.suffix, None, None, found.page, (), area
    )


def name_of(target: str | Node) -> str:
    """Return what a target is called, or what it is a part of; "" where it has no name."""
    if isinstance(target, str):
        return target
    name = target.get("id", target.get("source"))
    return name if type(name) is str else ""


def is_whole(found: Found) -> bool:
    """Tell whether selectors name no part of a document."""
    return not (found.quote or found.page or found.area or found.extent)


def hints(found: Found, at: int) -> dict[str, str]:
    """Return what a place has no field for, for place number ``at`` of a mark, from 1.

    ``position`` is where its words stood, as ``12-30`` in ``position_unit`` of ``position_text``
    (the SHA-256 of a text layer, where that is told); ``extent`` is as `fragments_in.Part` has it.
    """
    after = f" {at}" if at > 1 else ""
    told = {}
    if found.start is not None:
        told[f"position{after}"] = f"{found.start}-{found.end}"
        told[f"position_unit{after}"] = found.counted
        if found.text:
            told[f"position_text{after}"] = found.text
    if found.extent:
        told[f"extent{after}"] = found.extent
    return told
