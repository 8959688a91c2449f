# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names by which JSON-LD may say one and the same thing: those of the context of the W3C, names
with a prefix (``oa:hasBody``), whole IRIs, and those of the older Open Annotation.

This is no processor of JSON-LD: contexts are not looked at, and nothing is ever fetched.
"""

from __future__ import annotations

import re
from typing import Any

from sidelight.exchange.json_values import misplaced

Node = dict[str, Any]

_OF = {
    "@id": "id", "@type": "type", "@value": "value", "@language": "language",
    "hasBody": "body", "hasTarget": "target", "hasSource": "source", "hasSelector": "selector",
    "hasState": "state", "hasStartSelector": "startSelector", "hasEndSelector": "endSelector",
    "motivatedBy": "motivation", "hasPurpose": "purpose", "cachedSource": "cached",
    "annotatedBy": "creator", "annotatedAt": "created", "serializedAt": "generated",
    "issued": "generated", "chars": "value", "nick": "nickname", "mbox": "email",
    "item": "items", "OrderedCollection": "AnnotationCollection",
    "OrderedCollectionPage": "AnnotationPage",
}  # fmt: skip
_PREFIX = re.compile(
    r"(?:(?:oa|dcterms|dc|rdf|rdfs|foaf|as|cnt|dctypes):|http://www\.w3\.org/ns/oa#"
    r"|http://purl\.org/dc/(?:terms|elements/1\.1|dcmitype)/"
    r"|http://www\.w3\.org/1999/02/22-rdf-syntax-ns#|http://www\.w3\.org/2000/01/rdf-schema#"
    r"|http://xmlns\.com/foaf/0\.1/|https?://www\.w3\.org/ns/activitystreams#"
    r"|http://www\.w3\.org/2011/content#)"
)
TEXT_LAYER = "dcterms:source"
"""The name of the text that a position is counted in, beside ``source``: what is annotated."""
_LAYERS = {TEXT_LAYER, "http://purl.org/dc/terms/source"}


def short(name: str) -> str:
    """Return a name of the model as its context has it; any other as it is."""
    found = _PREFIX.match(name)
    plain = name[found.end() :] if found else name
    return _OF.get(plain, plain)


def plain(node: Node) -> Node:
    """Return a node with short names of its fields; its values are as they were."""
    return {TEXT_LAYER if name in _LAYERS else short(name): node[name] for name in node}


def kinds(node: Node) -> tuple[str, ...]:
    """Return the types of a node of short names."""
    given = node.get("type")
    if type(given) is str:
        return (short(given),)
    return tuple(short(one) for one in several(given) if type(one) is str)


def named(node: Node) -> Node:
    """Return a node of short names, the same where it has them: its type tells."""
    kind = node.get("type")
    return node if type(kind) is str and ":" not in kind else plain(node)


def several(value: Any) -> list[Any]:
    """Return one or many or none as a list; lists of JSON-LD are lists too."""
    if value is None:
        return []
    if type(value) is list:
        return several(value[0]) if len(value) == 1 and type(value[0]) is dict else value
    if type(value) is dict and len(value) == 1:
        for name in ("@list", "@set"):
            if type(value.get(name)) is list:
                held: list[Any] = value[name]
                return held
    return [value]


def first(value: Any) -> Any:
    """Return the first of one or many, None of none."""
    if type(value) is not list and type(value) is not dict:
        return value
    found = several(value)
    return found[0] if found else None


def literal(value: Any, field: str) -> Any:
    """Return a text or a number, which may stand in a list or as ``@value``; None for none."""
    value = first(value)
    if type(value) is dict:
        value = value.get("@value", value.get("value", value))
    if type(value) in {dict, list}:
        raise misplaced(field)
    return value


def iri(value: Any, field: str) -> str:
    """Return the IRI that a value is, or that a node is named by; "" for none."""
    value = first(value)
    if type(value) is dict:
        value = value.get("id", value.get("@id"))
    if value is None:
        return ""
    if type(value) is not str:
        raise misplaced(field)
    return value
