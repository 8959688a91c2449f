# SPDX-License-Identifier: AGPL-3.0-or-later
"""Corrections in the log: quotes read with them, and merging them loses nobody's."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from sidelight.model.change import Change, Setting
from sidelight.model.project import Project
from sidelight.model.records import Passage, spans
from sidelight.model.undo import inverse, stacks
from tests.model.desks import DOCUMENT, LAYER, Desk, place

QUOTE = "311 familics remained ih the halls"
"""Two lines of 19 and 10 ink each."""


def made(**more: Any) -> dict[str, Any]:
    words = {"kind": "recognised", "extractor": "tesseract", "version": "1", "language": "en"}
    blobs = {"document": DOCUMENT, "text": "a" * 64, "geometry": "b" * 64, "rendition": ""}
    return {**words, **blobs, "options": {"ink": "0-29", "pages": "1-1"}, **more}


def over(start: int, end: int, was: str, words: str) -> dict[str, Any]:
    return {"layer": LAYER, "start": start, "end": end, "was": was, "words": words}


FIRST = over(0, 19, "311 familics remained", "311 families remained")
SECOND = over(19, 29, "ih the halls", "in the halls")


def desk(reviewer: str = "a" * 32, **more: Any) -> Desk:
    found = Desk(reviewer, **more)
    found.act(
        Setting("layer", LAYER, "made", made()),
        Setting("claim", "c", "number", 1),
        Setting("passage", "p", "claim", "c"),
        Setting("passage", "p", "place", place(0, 29, quote=QUOTE)),
    )
    return found


def quote(project: Project) -> str:
    claim = project.claim("c")
    assert claim is not None
    return claim.quote


def origin(project: Project) -> str:
    claim = project.claim("c")
    assert claim is not None
    return claim.passages[0].passage.origin


def correct(on: Desk, value: dict[str, Any]) -> Change:
    id_ = f"{LAYER}.{value['start']}-{value['end']}"
    return on.act(Setting("correction", id_, "over", value), label="correct")


def test_a_quote_says_that_it_was_recognised_and_reads_as_corrected() -> None:
    ann = desk()
    assert (quote(ann.project), origin(ann.project)) == (QUOTE, "recognised")
    correct(ann, FIRST)
    assert quote(ann.project) == "311 families remained ih the halls"
    assert origin(ann.project) == "recognised"
    correct(ann, SECOND)
    assert quote(ann.project) == "311 families remained in the halls"
    assert origin(ann.project) == "corrected"


@pytest.mark.parametrize(
    "more", [{"kind": "extracted"}, {"options": {}}, {"options": {"ink": "29-400, x"}}]
)
def test_a_quote_beside_what_was_recognised_is_as_it_was(more: dict[str, Any]) -> None:
    ann = Desk("a" * 32)
    ann.act(Setting("layer", LAYER, "made", made(**more)))
    correct(ann, FIRST)
    passage = Passage(DOCUMENT, LAYER, 0, 29, QUOTE)
    assert ann.project.as_read(passage) == passage


def test_what_is_stored_of_a_passage_does_not_say_where_it_came_from() -> None:
    passage = Passage(DOCUMENT, LAYER, 0, 29, QUOTE, origin="recognised")
    assert "origin" not in passage.to_json()
    assert Passage.from_json(passage.to_json()).origin == ""


def test_undo_takes_a_correction_back_and_redo_brings_it_again() -> None:
    ann = desk()
    correct(ann, FIRST)
    (step,) = (s for s in stacks(ann.project.log, ann.me)[0] if s.label == "correct")
    ann.act(*inverse(ann.project, step), label="correct", inverts=step.group)
    assert quote(ann.project) == QUOTE
    assert ann.project.corrections(LAYER) == ()
    (again,) = stacks(ann.project.log, ann.me)[1]
    ann.act(*inverse(ann.project, again), label="correct", inverts=again.group)
    assert quote(ann.project) == "311 families remained ih the halls"


def test_corrections_of_two_reviewers_meet_whatever_the_order() -> None:
    ann = desk()
    common = list(ann.project.log.changes.values())
    bob = Desk("b" * 32, days=3)
    bob.project.add(common)
    hers, his = correct(ann, FIRST), correct(bob, SECOND)
    both = correct(bob, over(0, 19, FIRST["was"], "312 families remained"))
    results = set()
    for order in permutations([hers, his, both]):
        project = Project(common)
        for change in order:
            project.add([change])
        results.add((quote(project), project.corrections(LAYER)))
    ((words, corrections),) = results
    # one field, two values: the later is shown, the other is kept in the log
    assert words == "312 families remained in the halls"
    assert [one.reviewer for one in corrections] == [bob.me, bob.me]
    log = Project([*common, hers, his, both]).log
    entries = log.entries(("correction", f"{LAYER}.0-19"), "over")
    assert {entry.value["words"] for entry in entries} == {
        "311 families remained",
        "312 families remained",
    }


@pytest.mark.parametrize(
    "value",
    [
        {},
        over(5, 5, "x", "y"),
        {**FIRST, "words": 7},
        {**FIRST, "layer": "short"},
        {**FIRST, "start": -1},
        [FIRST],
    ],
)
def test_a_correction_that_is_none_shows_nowhere(value: Any) -> None:
    ann = desk()
    ann.act(Setting("correction", "x", "over", value))
    assert ann.project.corrections(LAYER) == ()
    assert ann.project.log.ignored == 1


def test_a_strangers_correction_beyond_the_text_changes_no_quote() -> None:
    ann = desk()
    correct(ann, over(10, 400, "no such text", "owned"))
    assert quote(ann.project) == QUOTE


def test_spans_are_read_and_nonsense_is_passed_over() -> None:
    assert spans("0-12, 30-44") == ((0, 12), (30, 44))
    assert spans("") == spans("x, 1-, -2, 1-2-3, 99999999999-1") == ()
