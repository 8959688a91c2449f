# SPDX-License-Identifier: AGPL-3.0-or-later
"""One and the same in the many forms of JSON-LD: a processor that is not ours writes it anew, and
the same must be read.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from sidelight.exchange.annotation_names import plain, short
from sidelight.exchange.incoming import Incoming
from tests.exchange.files_given import CONTEXT, of_w3c
from tests.exchange.json_ld import ANNO, load

OPTIONS = {"documentLoader": load}
PREFIXES = {
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "as": "http://www.w3.org/ns/activitystreams#",
}
WORDS = st.sampled_from(["Kim thanked", "무기 😀", "a\n\tb ", "<b>", '"', "ё" * 9])
PAGES = st.sampled_from(["http://a.example/b", "http://a.example/c?d=e", "urn:x-pdf:abc"])
QUOTES = st.fixed_dictionaries(
    {"type": st.just("TextQuoteSelector"), "exact": WORDS},
    optional={"prefix": WORDS, "suffix": WORDS},
)  # fmt: skip
POSITIONS = st.builds(
    lambda start, size: {"type": "TextPositionSelector", "start": start, "end": start + size},
    st.integers(0, 900), st.integers(0, 90),
)  # fmt: skip
FRAGMENTS = st.sampled_from(["page=3", "xywh=percent:1,2,3,4", "page=2&viewrect=1,2,30,40"]).map(
    lambda value: {"type": "FragmentSelector", "value": value}
)
STEPS = st.just({"type": "XPathSelector", "value": "/html/p[1]"})
RANGES = st.fixed_dictionaries(
    {"type": st.just("RangeSelector"), "startSelector": QUOTES, "endSelector": QUOTES | STEPS}
)
REFINED = st.builds(lambda step, inner: step | {"refinedBy": inner}, STEPS | FRAGMENTS, QUOTES)
SELECTORS = st.lists(QUOTES | POSITIONS | FRAGMENTS | RANGES | REFINED, min_size=1, max_size=3)
STATES = st.just({"type": "TimeState", "sourceDate": "2024-06-19T12:00:00Z"})
TARGETS = PAGES | st.fixed_dictionaries(
    {"type": st.just("SpecificResource"), "source": PAGES, "selector": SELECTORS},
    optional={"state": STATES},
)
BODIES = st.fixed_dictionaries(
    {"type": st.just("TextualBody"), "value": WORDS},
    optional={
        "purpose": st.sampled_from(["tagging", "commenting", "classifying"]),
        "format": st.sampled_from(["text/plain", "text/html"]),
        "language": st.sampled_from(["en", "ko"]),
    },
) | st.sampled_from(["http://a.example/audio", "http://a.example/anno0"])
PEOPLE = st.builds(
    lambda at, name: {"id": f"http://a.example/{at}", "type": "Person", "name": name},
    st.integers(1, 3), st.just("Ann"),
)  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A few annotations, of which some are about the others."""
    made = []
    for at in range(draw(st.integers(1, 3))):
        targets = TARGETS | st.just(f"http://a.example/anno{at - 1}") if at else TARGETS
        one: dict[str, Any] = {
            "@context": CONTEXT, "id": f"http://a.example/anno{at}", "type": "Annotation",
            "motivation": draw(st.sampled_from(["commenting", "highlighting", "replying"])),
            "target": draw(targets), "created": "2024-06-19T12:00:00Z", "creator": draw(PEOPLE),
        }  # fmt: skip
        if bodies := draw(st.lists(BODIES, max_size=2)):
            one["body"] = bodies if len(bodies) > 1 else bodies[0]
        made.append(one)
    return made


def flattened(whole: Any) -> Any:
    return {"@context": PREFIXES, "@graph": jsonld.flatten(whole, None, OPTIONS)}


def with_prefixes(whole: Any) -> Any:
    return jsonld.compact(jsonld.expand(whole, OPTIONS), PREFIXES, OPTIONS)


def as_the_context_has_it(whole: Any) -> Any:
    return jsonld.compact(jsonld.expand(whole, OPTIONS), {"@context": CONTEXT}, OPTIONS)


FORMS: dict[str, Callable[[Any], Any]] = {
    "expanded": lambda whole: jsonld.expand(whole, OPTIONS),
    "flattened": flattened,
    "with prefixes": with_prefixes,
    "compacted": as_the_context_has_it,
}


def parts(found: Incoming) -> dict[str, object]:
    """What was read, in whatever order the nodes stood."""
    return {
        "marks": {mark.key: mark for mark in found.marks},
        "unread": sorted((one.what, one.why) for one in found.unread),
        "documents": {one.key: one for one in found.documents},
        "authors": {one.key: one for one in found.authors},
        "groups": {one.key: one for one in found.groups},
        "remarks": found.remarks,
    }


def test_the_same_is_read_whatever_form_it_has() -> None:
    seen = list[int]()

    @settings(max_examples=40, deadline=None)
    @given(files(), st.sampled_from([*FORMS]))
    def check(made: list[dict[str, Any]], form: str) -> None:
        again = FORMS[form](json.loads(json.dumps(made)))
        assert parts(of_w3c(again)) == parts(of_w3c(made))
        seen.append(len(of_w3c(made).marks))

    check()
    assert max(seen) >= 2


@pytest.mark.parametrize("term", [name for name in ANNO if name not in {"id", "type", *PREFIXES}])
def test_each_term_of_the_context_is_known_by_its_iri(term: str) -> None:
    value = ANNO[term]
    iri = value if isinstance(value, str) else value["@id"]
    if iri.startswith("http://schema.org/"):
        return
    # what is not asked for keeps its other name
    known = {"Software": "Application", "total": "totalItems"}
    assert short(iri) == known.get(term, term)
    assert plain({iri: 1}) == {short(iri): 1}


def test_names_that_only_look_alike_are_left_alone() -> None:
    for name in ("assessing", "oats", "asset", "dcx:title", "http://www.w3.org/ns/other#body"):
        assert short(name) == name
    assert plain({"dcterms:source": 1, "source": 2}) == {"dcterms:source": 1, "source": 2}
