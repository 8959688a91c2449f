# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads JSON-LD with a processor that is not ours: as a graph of nodes, no name of a field left.

The contexts are our own, with what the recommendations say of the terms that are met here; what
they do not name is dropped, as JSON-LD has it, so that a term of ours would be missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyld import jsonld

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FOAF = "http://xmlns.com/foaf/0.1/"
SCHEMA = "https://schema.org/"
TIME = "http://www.w3.org/2001/XMLSchema#dateTime"


def _named(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id"}


def _time(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": TIME}


# not “assessing”: the recommendation's own context lacks it
_WORDS = (
    "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "questioning", "replying", "tagging",
)  # fmt: skip
_OA_TYPES = (
    "Annotation", "TextualBody", "SpecificResource", "FragmentSelector", "TextQuoteSelector",
    "TextPositionSelector", "SvgSelector", "TimeState", "XPathSelector", "CssSelector",
    "RangeSelector", "Choice", "bookmarking", "bodyValue",
)  # fmt: skip

ANNO: dict[str, Any] = {
    "oa": OA, "dcterms": DCTERMS, "schema": "http://schema.org/",
    "id": "@id", "type": "@type",
    **{name: OA + name for name in (*_WORDS, *_OA_TYPES, "exact", "prefix", "suffix")},
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Person": f"{FOAF}Person", "Software": f"{AS}Application",
    "body": _named(f"{OA}hasBody"), "target": _named(f"{OA}hasTarget"),
    "source": _named(f"{OA}hasSource"), "selector": _named(f"{OA}hasSelector"),
    "startSelector": _named(f"{OA}hasStartSelector"), "endSelector": _named(f"{OA}hasEndSelector"),
    "state": _named(f"{OA}hasState"), "refinedBy": _named(f"{OA}refinedBy"),
    "cached": _named(f"{OA}cachedSource"), "conformsTo": _named(f"{DCTERMS}conformsTo"),
    "creator": _named(f"{DCTERMS}creator"), "generator": _named(f"{AS}generator"),
    "partOf": _named(f"{AS}partOf"), "first": _named(f"{AS}first"),
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "created": _time(f"{DCTERMS}created"), "modified": _time(f"{DCTERMS}modified"),
    "generated": _time(f"{DCTERMS}issued"), "sourceDate": _time(f"{OA}sourceDate"),
    "sourceDateStart": _time(f"{OA}sourceDateStart"), "sourceDateEnd": _time(f"{OA}sourceDateEnd"),
    "start": f"{OA}start", "end": f"{OA}end", "total": f"{AS}totalItems",
    "startIndex": f"{AS}startIndex", "value": f"{RDF}value", "format": f"{DC}format",
    "language": f"{DC}language", "name": f"{FOAF}name", "nickname": f"{FOAF}nick",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}  # fmt: skip

CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": ANNO,
    "https://schema.org": {"@vocab": SCHEMA, "url": _named(f"{SCHEMA}url")},
}


def load(url: str, _options: object) -> dict[str, Any]:
    """Answer from here: no test asks the network."""
    document = {"@context": CONTEXTS[url]}
    return {
        "document": document, "documentUrl": url, "contextUrl": None,
        "contentType": "application/ld+json",
    }  # fmt: skip


class Graph:
    """The nodes of a document by their names, blank ones too."""

    def __init__(self, document: Any) -> None:
        flat = jsonld.flatten(document, None, {"documentLoader": load})
        self.nodes: dict[str, dict[str, Any]] = {node["@id"]: node for node in flat}

    def of_type(self, iri: str) -> list[str]:
        """Return the names of the nodes of a type."""
        return [id_ for id_, node in self.nodes.items() if iri in node.get("@type", ())]

    def all(self, id_: str, iri: str) -> list[Any]:
        """Return the values of a property: literals as they are, nodes by their names."""
        return list(_values(self.nodes[id_].get(iri, ())))

    def one(self, id_: str, *path: str) -> Any:
        """Return what a path of properties leads to, each of which has one value."""
        at: Any = id_
        for iri in path:
            (at,) = self.all(at, iri)
        return at

    def annotations(self, motivation: str) -> list[str]:
        """Return the annotations of a motivation, by name."""
        found = self.of_type(f"{OA}Annotation")
        return [one for one in found if OA + motivation in self.all(one, f"{OA}motivatedBy")]

    def bodies(self, id_: str, purpose: str) -> list[str]:
        """Return the words of the bodies of an annotation that have a purpose."""
        bodies = [one for one in self.all(id_, f"{OA}hasBody") if one in self.nodes]
        return [
            self.one(one, f"{RDF}value")
            for one in bodies
            if self.all(one, f"{OA}hasPurpose") == [OA + purpose]
        ]

    def selector(self, target: str, kind: str) -> str:
        """Return the one selector of a kind of a target."""
        every = self.all(target, f"{OA}hasSelector")
        (found,) = [one for one in every if OA + kind in self.nodes[one]["@type"]]
        return str(found)


def _values(values: list[dict[str, Any]]) -> Iterator[Any]:
    for value in values:
        if "@list" in value:
            yield from _values(value["@list"])
        else:
            yield value["@value"] if "@value" in value else value["@id"]
