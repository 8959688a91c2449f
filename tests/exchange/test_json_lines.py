# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON lines: what stands on a line is what the schema says, no more and no less."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given as holds
from hypothesis import settings
from hypothesis import strategies as st

from sidelight.exchange import json_lines
from sidelight.exchange.json_lines import plain, required, write
from sidelight.model.document_record import CITATION
from sidelight.model.records import (
    Claim,
    ClaimPassage,
    Decision,
    Described,
    Document,
    Evidence,
    Note,
    Passage,
    Response,
    Reviewer,
    Verdict,
)
from sidelight.text.geometry import Rect
from tests.exchange.lines_schema import faults, schema
from tests.exchange.records_given import EVERY, given, unheard

DEFINED: dict[str, type] = {
    "reviewer_line": Reviewer,
    "document_line": Document,
    "claim_line": Claim,
    "note_line": Note,
    "note": Note,
    "passage": Passage,
    "claim_passage": ClaimPassage,
    "verdict": Verdict,
    "evidence": Evidence,
    "described": Described,
    "response": Response,
    "decision": Decision,
}
WORDS = st.text(max_size=4)
COUNTS = st.integers(0, 3)
HASHES = st.sampled_from(["ab" * 32, "0" * 64])
TIMES = st.none() | st.datetimes(timezones=st.just(UTC))
SIDES = st.floats(0, 900)
AREAS = st.none() | st.builds(Rect, SIDES, SIDES, SIDES, SIDES)
FLAGS = st.booleans()


def _made(kind: type, /, **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return any value of a kind: its words and numbers, and what is its own."""
    simple = {"str": WORDS, "int": COUNTS, "bool": FLAGS, "datetime | None": TIMES}
    given_ = {f.name: simple[str(f.type)] for f in fields(kind) if str(f.type) in simple}
    return st.builds(kind, **(given_ | own))


def _few(kind: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(kind, max_size=1).map(tuple)


PASSAGES = _made(Passage, document=HASHES, area=AREAS)
NOTES = _made(Note, private=st.just(False), passage=st.none() | PASSAGES)
CLAIMS = _made(
    Claim,
    passages=_few(_made(ClaimPassage, passage=PASSAGES)),
    verdicts=_few(_made(Verdict)),
    evidence=_few(_made(Evidence, passage=PASSAGES)),
    notes=_few(NOTES),
    responses=_few(_made(Response)),
    described=_few(_made(Described)),
    decision=st.none() | _made(Decision),
    tags=_few(WORDS),
    seconds=_few(WORDS),
)
DOCUMENTS = _made(
    Document,
    id=HASHES,
    kind=st.sampled_from(["article", "source"]),
    citation=st.dictionaries(st.sampled_from(CITATION), WORDS, max_size=3),
    hidden=_few(st.tuples(COUNTS, COUNTS)),
)


def defined(name: str) -> dict[str, Any]:
    """Return a definition of the schema."""
    found: dict[str, Any] = schema()["$defs"][name]
    return found


@pytest.mark.parametrize("name", DEFINED)
def test_the_schema_describes_each_field_and_no_other(name: str) -> None:
    kind, found = DEFINED[name], defined(name)
    line = ["record"] if name.endswith("_line") else []
    assert set(found["properties"]) == {*line, *(one.name for one in fields(kind))}
    wanted = {*line, *(one.name for one in fields(kind) if required(one))}
    assert set(found["required"]) == wanted | ({"document"} if name == "note_line" else set())
    assert found["additionalProperties"] is False


def test_the_schema_describes_each_field_of_a_citation() -> None:
    assert tuple(defined("document_line")["properties"]["citation"]["properties"]) == CITATION


def test_each_field_is_explained() -> None:
    for name, one in schema()["$defs"].items():
        for field, told in one.get("properties", {}).items():
            alone = told is False or "const" in told or "$ref" in told
            assert alone or told["description"].endswith((".", "…")), (name, field)


@settings(max_examples=30)
@holds(st.lists(DOCUMENTS, max_size=2), st.lists(CLAIMS, max_size=2), _few(NOTES))
def test_any_project_is_as_the_schema_says(
    documents: list[Document], claims: list[Claim], notes: tuple[Note, ...]
) -> None:
    project = replace(
        given(),
        documents=tuple(documents),
        claims=tuple(claims),
        notes={"ab" * 32: notes},
        reviewers={"a": Reviewer("a", "Ann", "Ann")},
    )
    written = write(project, unheard)
    lines = [json.loads(line) for line in written.data.decode().split("\n")[:-1]]
    assert len(lines) == written.count == 2 + len(documents) + len(claims) + len(notes)
    assert [fault for line in lines for fault in faults(line)] == []


def test_records_of_sources_are_as_the_schema_says() -> None:
    lines = write(given(*EVERY), unheard).data.decode().splitlines()
    assert len(lines) == 1 + len(EVERY)
    assert [fault for line in lines for fault in faults(json.loads(line))] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"record": "reviewer", "id": "a", "name": "Ann"},
        {"record": "reviewer", "id": "a", "name": "Ann", "label": "Ann", "age": 7},
        {"record": "scroll"},
        {"id": "a"},
        {**plain(Note("n", "", "Hidden", "a", private=True)), "record": "note", "document": "0"},
    ],
)
def test_the_schema_refuses_other_lines(wrong: dict[str, Any]) -> None:
    assert faults(wrong)


def test_a_passage_says_where_it_begins_even_at_the_start() -> None:
    made = plain(Passage("ab" * 32, "layer", 0, 7, "The pact"))
    assert made == {
        "document": "ab" * 32,
        "layer": "layer",
        "start": 0,
        "end": 7,
        "quote": "The pact",
    }


def test_the_version_of_the_schema_is_ours() -> None:
    first = defined("project_line")["properties"]
    assert first["format"]["const"] == json_lines.FORMAT
    assert first["version"]["const"] == json_lines.VERSION
