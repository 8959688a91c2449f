# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of annotations that somebody made to do harm, or that are plainly wrong: each is answered,
soon, and what is right in it is read.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.errors import InputError
from sidelight.exchange import annotations_in, web_annotation
from sidelight.exchange import hypothesis as hypothesis_in
from sidelight.exchange.annotation_files import MOST
from sidelight.exchange.incoming import WHAT, Incoming
from sidelight.exchange.outgoing import Outgoing
from tests.exchange.files_given import (
    annotation,
    as_bytes,
    in_time,
    of_hypothesis,
    of_w3c,
)
from tests.exchange.records_given import unheard
from tests.exchange.test_hypothesis_in import reply, row

WRONG: tuple[Any, ...] = (
    None, True, -1, 1e300, float("inf"), 10**400, "", "\ud800", "x" * 2_000, [], [[]], {}, {"a": 1},
    [None], {"id": 7}, {"@value": {}}, ["a", 7], {"type": 7}, {"type": ["SvgSelector"], "value": 7},
)  # fmt: skip
FULL = annotation(
    7, motivation=["assessing"], modified="2024-06-20T12:00:00Z", label="7",
    generator={"id": "http://a.example/", "type": "Software"},
    body=[{"type": "TextualBody", "value": "no", "format": "text/html", "purpose": "tagging"},
          {"type": "SpecificResource", "source": "http://a.example/", "purpose": "tagging"}],
    target=[{"id": "urn:x", "type": "SpecificResource", "source": {"id": "http://a.example/p"},
             "state": {"type": "TimeState", "sourceDate": "2024-06-19", "cached": "http://b.example"},
             "selector": [
                 {"type": "TextQuoteSelector", "exact": "a", "prefix": "b", "suffix": "c"},
                 {"type": "TextPositionSelector", "start": 1, "end": 2,
                  "dcterms:source": {"id": "ni:///x"}},
                 {"type": "FragmentSelector", "value": "page=1", "refinedBy":
                  {"type": "SvgSelector", "value": "<svg/>"}},
                 {"type": "RangeSelector", "startSelector": {"type": "XPathSelector"},
                  "endSelector": {"type": "TextQuoteSelector", "exact": "z"}}]}],
)  # fmt: skip


def changed(value: Any) -> Iterator[Any]:
    """Yield copies of a value with each part of it replaced by each wrong one, or taken away."""
    for path in paths(value):
        for wrong in (*WRONG, WHAT):
            made = copy.deepcopy(value)
            holder = made
            for step in path[:-1]:
                holder = holder[step]
            if wrong is WHAT:
                del holder[path[-1]]
            else:
                holder[path[-1]] = wrong
            yield made


def paths(value: Any) -> Iterator[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for name, part in parts:
        yield (name,)
        if isinstance(part, dict | list):
            yield from ((name, *rest) for rest in paths(part))


def every_part_stands(found: Incoming) -> None:
    """Hold what any file that was read must meet, whatever was in it."""
    keys = {mark.key for mark in found.marks}
    documents = {one.key for one in found.documents}
    authors = {"", *(one.key for one in found.authors)}
    groups = {"", *(one.key for one in found.groups)}
    assert len(keys) == len(found.marks)
    for mark in found.marks:
        assert mark.what in WHAT
        assert all(one in keys for one in (mark.on, mark.answers) if one)
        assert mark.author in authors
        assert mark.group in groups
        assert mark.made_at is None or mark.made_at.tzinfo
        assert all(isinstance(word, str) for word in (*mark.values.values(), *mark.tags, mark.text))
        for place in mark.places:
            assert place.document in documents
            assert isinstance(place.quote + place.prefix + place.suffix, str)
            assert place.page >= 0
    assert all(one.what and one.why for one in found.unread)
    json.dumps(repr(found)).encode()


def wrong_files(value: dict[str, Any], beside: dict[str, Any]) -> Iterator[bytes]:
    for made in changed(value):
        yield as_bytes(json.dumps([made, beside]).encode())


def test_a_wrong_value_anywhere_costs_that_annotation_alone() -> None:
    fine = of_w3c([annotation(1)]).marks
    counts = {"read": 0, "unread": 0}
    for data in wrong_files(FULL, annotation(1)):
        found = of_w3c(data)
        every_part_stands(found)
        assert fine[0] in found.marks
        assert len(found.marks) + len(found.unread) <= 2
        counts["unread" if found.unread else "read"] += 1
    assert min(counts.values()) > 200


def test_of_hypothesis_too() -> None:
    fine = of_hypothesis([row("fine")]).marks
    counts = {"read": 0, "unread": 0}
    for data in wrong_files(row(tags=["a"], references=[]), row("fine")):
        found = of_hypothesis(data)
        every_part_stands(found)
        assert fine[0] in found.marks
        assert len(found.marks) + len(found.unread) == 2
        counts["unread" if found.unread else "read"] += 1
    assert min(counts.values()) > 100


def test_a_wrong_value_in_a_file_of_ours_costs_little(given: Outgoing) -> None:
    whole = json.loads(web_annotation.write(given, unheard).data)
    items = whole["first"]["items"]
    for at, item in enumerate(items):
        some = list(changed(item))[at % 7 :: 97]
        for made in some:
            found = of_w3c(json.dumps([*items[:at], made, *items[at + 1 :]]).encode())
            every_part_stands(found)
            assert len(found.marks) + len(found.unread) <= len(items)


CSL = st.recursive(
    st.none() | st.integers(-5, 5) | st.sampled_from(["Annotation", "oa:Choice", "_:a", ""]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["id", "@id", "type", "@type", "target", "body", "oa:hasTarget", "source", "selector",
             "items", "first", "next", "@graph", "refinedBy", "value", "exact", "creator", "state",
             "motivation", "purpose", "@list", "start", "end", "rows", "user", "uri", "references"]
        ), inner, max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(CSL)
def test_no_mixture_of_fields_raises_anything_else(made: Any) -> None:
    data = json.dumps(made).encode()
    for reads, knows in (
        (of_w3c, annotations_in.knows),
        (of_hypothesis, hypothesis_in.knows),
    ):
        assert knows("", data) in {True, False}
        try:
            every_part_stands(reads(data))
        except InputError as error:
            assert error.id in {"import.damaged", "import.too_large"}  # noqa: PT017


@settings(max_examples=100)
@given(st.binary(max_size=60), st.sampled_from([b"", b"{", b'[{"target":', b"\xff\xfe{\x00"]))
def test_no_bytes_raise_in_knowing(data: bytes, before: bytes) -> None:
    assert annotations_in.knows("", before + data) in {True, False}
    assert hypothesis_in.knows("", before + data) in {True, False}


def nested(field: str, depth: int = 50) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "Choice", field: "http://a.example/"}
    for _level in range(depth):
        made = {"type": "Choice", field: [made, made["type"]]}
    return made


def about(number: int, target: int) -> dict[str, Any]:
    name = f"http://example.org/anno{target}"
    return annotation(number, target=name, bodyValue="x", motivation="replying")


HTML = {"type": "TextualBody", "format": "text/html"}
MANY = 9_000
SVG = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)  # fmt: skip
HOSTILE: dict[str, Callable[[], Any]] = {
    "deep": lambda: b'[{"target":' + b"[" * 100_000 + b"]" * 100_000 + b"}]",
    "deep and open": lambda: b'[{"target":' * 100_000,
    "a huge number": lambda: b'[{"type": "Annotation", "target": ' + b"9" * 1_000_000 + b"}]",
    "many huge numbers": lambda: [annotation(1)] + [10**4000] * 2000,
    "zeros": lambda: b'{"type": "Annotation", "target": [' + b"0," * 10_000_000 + b"0]}",
    "a large file": lambda: bytes(200_000_000),
    "a long text": lambda: annotation(bodyValue="x" * 5_000_000),
    "a long quote": lambda: annotation(
        target={"source": "u", "selector": {"type": "TextQuoteSelector", "exact": "x" * 5_000_000}}
    ),
    "a long name": lambda: annotation(id="x" * 3_000_000),
    "a long address": lambda: annotation(target="http://a.example/" + "%41ё" * 300_000),
    "a long host": lambda: annotation(target="http://" + "ё." * 500_000),
    "a long motivation": lambda: annotation(motivation=["x" * 1000] * 5000),
    "long tags": lambda: [annotation(n, body={"value": "ё" * 999, "purpose": "tagging"})
                          for n in range(2000)],
    "many targets": lambda: annotation(target=["http://a.example/"] * MANY),
    "many selectors": lambda: annotation(
        target={"source": "u", "selector": [{"type": "XPathSelector"}] * MANY}
    ),
    "many bodies": lambda: annotation(body=[{"type": "TextualBody", "value": "x"}] * MANY),
    "many creators": lambda: annotation(creator=[{"name": f"{n}"} for n in range(MANY)]),
    "many authors": lambda: [annotation(n, creator={"name": f"{n}"}) for n in range(MANY // 3)],
    "many documents": lambda: [annotation(n, target=f"http://a.example/{n}")
                               for n in range(MANY // 3)],
    "many pages": lambda: [{"type": "AnnotationPage", "items": []}] * MANY,
    "pages in pages": lambda: nested("items") | {"type": "AnnotationCollection"},
    "choices": lambda: annotation(body=nested("items"), target=nested("items")),
    "a chain": lambda: [about(n, n + 1) for n in range(MANY // 3)],
    "a circle": lambda: [about(n, (n + 1) % (MANY // 3)) for n in range(MANY // 3)],
    "one answered by all": lambda: [about(n, 0) for n in range(MANY // 3)],
    "nodes in a circle": lambda: {"@graph": [
        {"id": "a", "type": "Annotation", "target": "t", "body": "b"},
        {"id": "b", "type": "Choice", "items": ["b", "b"]},
        {"id": "t", "source": "t", "selector": ["s"] * 60, "state": "t"},
        {"id": "s", "type": "XPathSelector", "refinedBy": ["s"] * 60},
    ]},
    "markup": lambda: annotation(body={**HTML, "value": "<div><p>" * 120_000}),
    "broken markup": lambda: annotation(body={**HTML, "value": "<" * 900_000}),
    "much markup": lambda: [annotation(n, body={**HTML, "value": "<b>x</b>"}) for n in range(3000)],
    "entities": lambda: annotation(target={"source": "u", "selector": [
        {"type": "SvgSelector", "value": SVG + "]><svg>&i;</svg>"}] * 60}),
    "drawings": lambda: [annotation(n, target={"source": "u", "selector": {
        "type": "SvgSelector", "value": "<svg><rect width='1' height='1'/></svg>"}})
                         for n in range(3000)],
    "no names": lambda: [annotation(n, id=None) for n in range(4000)],
    "one name": lambda: [annotation(1, bodyValue=f"{n}") for n in range(4000)],
    "halves": lambda: b'[{"type": "Annotation", "target": "' + b"\\ud83d" * 1_000_000 + b'"}]',
    "lines": lambda: b'{"target": "x"}\n' + b"{\n" * 150_000,
    "tags of a verdict": lambda: [
        annotation(n, body={"value": "FALSE" + " " * n, "purpose": "tagging"}) for n in range(1000)
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_do_harm_is_answered_soon(name: str) -> None:
    data = as_bytes(HOSTILE[name]())
    with in_time():
        try:
            found = of_w3c(data)
        except InputError as error:
            assert error.id in {"import.damaged", "import.too_large"}  # noqa: PT017
            return
    assert len(found.marks) + len(found.unread) + len(found.remarks) >= 1 or name == "many pages"


OF_HYPOTHESIS: dict[str, Callable[[], Any]] = {
    "a chain": lambda: [reply(f"{n}", f"{n + 1}") for n in range(MANY // 3)],
    "a circle": lambda: [reply(f"{n}", f"{(n + 1) % 3000}") for n in range(3000)],
    "many references": lambda: [reply("a", *map(str, range(MANY)))],
    "many tags": lambda: row(tags=["x"] * MANY),
    "a long text": lambda: row(text="x" * 5_000_000),
    "a long uri": lambda: row(uri="file:///" + "%41/" * 500_000),
    "lists": lambda: [[[row()]]],
    "deep": lambda: b'{"rows":' * 100_000,
    "many selectors": lambda: row(target=[{"source": "u", "selector": [{}] * MANY}]),
    "a page far off": lambda: row(
        target=[{"selector": [{"type": "PageSelector", "index": 10**15}]}], text="x"
    ),
}


@pytest.mark.parametrize("name", OF_HYPOTHESIS)
def test_files_of_hypothesis_are_answered_soon(name: str) -> None:
    data = as_bytes(OF_HYPOTHESIS[name]())
    with in_time():
        try:
            found = of_hypothesis(data)
        except InputError as error:
            assert error.id == "import.damaged"  # noqa: PT017
            return
    every_part_stands(found)


def test_there_is_a_most_of_annotations() -> None:
    one = as_bytes({"target": "u"})
    for read, row_ in ((of_w3c, one), (of_hypothesis, b'{"user": "a", "uri": "u"}')):
        with pytest.raises(InputError) as error, in_time():
            read(b"[" + b",".join([row_] * (MOST + 1)) + b"]")
        assert error.value.id == "import.too_large"


def test_what_stops_the_reading_passes() -> None:
    class Stopped(Exception):
        pass

    def stop(_share: float, _word: str) -> None:
        raise Stopped

    for read, data in (
        (annotations_in.read, as_bytes(annotation())),
        (hypothesis_in.read, as_bytes([row()])),
    ):
        with pytest.raises(Stopped):
            read(data, "a", stop)
