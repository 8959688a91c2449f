# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the annotations of a file are: one, several, a page or a collection of them (W3C Web
Annotation Data Model, section 5), the nodes of a graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sidelight.errors import InputError
from sidelight.exchange.annotation_names import Node, first, kinds, named, several

MOST = 100_000
"""The most annotations of a file."""

_DEEPEST = 16
_HOLDERS = {"AnnotationCollection", "AnnotationPage"}


@dataclass(slots=True)
class Held:
    """What a file holds: annotations, of short names where they are any; the other nodes of a graph
    by name; the names of collections and pages; how many annotations are only named.
    """

    annotations: list[Any] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)
    wholes: set[str] = field(default_factory=set)
    elsewhere: int = 0


def held(values: Iterable[Any], name: str) -> Held:
    """Return the annotations that values of JSON hold; InputError `import.damaged` where they are
    something else, `import.too_large` where there are more than `MOST`.
    """
    found = Held()
    graphs: list[Any] = []
    _gather([*values], found, graphs, name)
    for graph in graphs:
        _graph(several(graph), found, name)
    if not (found.annotations or found.wholes or found.elsewhere):
        raise InputError("import.damaged", name=name)
    if not any(map(is_annotation, found.annotations)) and found.annotations:
        raise InputError("import.damaged", name=name)
    return found


def is_annotation(value: Any) -> bool:
    """Tell whether a value with short names is meant to be an annotation."""
    return type(value) is dict and (
        "target" in value or value.get("type") == "Annotation" or "Annotation" in kinds(value)
    )


def _gather(values: list[Any], found: Held, graphs: list[Any], name: str) -> None:
    """Take in values, and what is in them, level by level."""
    for _level in range(_DEEPEST):
        inside: list[Any] = []
        for value in values:
            if type(value) is dict:
                _take(value, found, inside, graphs)
            elif type(value) is list:
                inside += value
            elif type(value) is str:
                found.elsewhere += 1
            else:
                found.annotations.append(value)
        if len(found.annotations) + len(inside) > MOST:
            raise InputError("import.too_large", name=name)
        if not inside:
            break
        values = inside


def _take(value: Node, found: Held, inside: list[Any], graphs: list[Any]) -> None:
    if "@graph" in value:
        graphs.append(value["@graph"])
        return
    node = named(value)
    if node.get("type") != "Annotation" and _HOLDERS.intersection(kinds(node)):
        _holder(node, found, inside)
    else:
        found.annotations.append(node)


def _holder(node: Node, found: Held, inside: list[Any]) -> None:
    """Take in a collection or a page; pages that lead to each other may be within each other."""
    if type(node.get("id")) is str:
        found.wholes.add(node["id"])
    inside += several(node.get("items"))
    for field_ in ("first", "next"):
        page = first(node.get(field_))
        if type(page) is dict:
            inside.append(page)
        elif type(page) is str:
            found.wholes.add(page)


def _graph(values: list[Any], found: Held, name: str) -> None:
    """Take in the nodes of a graph, which point to each other by name."""
    if len(values) > 20 * MOST:
        raise InputError("import.too_large", name=name)
    for value in values:
        if type(value) is not dict:
            continue
        node = named(value)
        types = kinds(node)
        id_ = node.get("id")
        if is_annotation(node):
            found.annotations.append(node)
        elif _HOLDERS.intersection(types):
            inside: list[Any] = []
            _holder(node, found, inside)
            # what it holds is in the graph, or else right here
            _gather([one for one in inside if len(one) > 1], found, [], name)
        elif type(id_) is str:
            found.nodes[id_] = node
    if len(found.annotations) > MOST:
        raise InputError("import.too_large", name=name)
