# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two logs with corrections and transcriptions made apart: merged, nothing is lost, either way."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Change, Setting
from sidelight.model.project import Project
from sidelight.text.corrections import covers
from tests.model.desks import DOCUMENT, LAYER, Desk, place, state

QUOTE = "one two three four five six"
BOUNDS = (0, 3, 6, 11, 15, 19, 22)
"""Ink offsets at which the words of `QUOTE` begin, and its end."""
WORDS = QUOTE.split()
SCAN = "f" * 64
ANN, BOB = "a" * 32, "b" * 32
AREA: dict[str, Any] = {
    "start": 2**53 - 2,
    "end": 2**53 - 1,
    "quote": "",
    "area": [100, 200, 3000, 4000],
}


def over(first: int, last: int, words: str) -> dict[str, Any]:
    was = " ".join(WORDS[first:last])
    return {
        "layer": LAYER,
        "start": BOUNDS[first],
        "end": BOUNDS[last],
        "was": was,
        "words": words,
    }


def start() -> Desk:
    """A desk with a claim of a recognised quote and of an area."""
    made: dict[str, Any] = {
        "kind": "recognised",
        "extractor": "x",
        "version": "1",
        "language": "en",
        "document": DOCUMENT,
        "text": "a" * 64,
        "geometry": "b" * 64,
        "rendition": "",
        "options": {"ink": "0-22"},
    }
    desk = Desk(ANN)
    desk.act(
        Setting("layer", LAYER, "made", made),
        Setting("claim", "c", "number", 1),
        Setting("passage", "p", "claim", "c"),
        Setting("passage", "p", "place", place(0, 22, quote=QUOTE)),
        Setting("evidence", "e", "claim", "c"),
        Setting("evidence", "e", "place", place(document=SCAN, **AREA)),
    )
    return desk


_spans = st.tuples(st.integers(0, 5), st.integers(1, 2)).map(
    lambda one: (one[0], min(6, one[0] + one[1]))
)
_said = st.sampled_from(["uno", "dos tres", "", "한국", "один"])
_corrections = st.builds(
    lambda span, said, id_: Setting("correction", id_ or f"{span[0]}-{span[1]}", "over",
                                    over(span[0], span[1], said)),
    _spans, _said, st.sampled_from(["", "x"]),
)  # fmt: skip
_removals = st.builds(
    lambda id_, gone: Setting("correction", id_, "deleted", gone),
    st.sampled_from(["0-1", "1-2", "x"]),
    st.booleans(),
)
_readings = st.builds(
    lambda name, said: Setting("evidence", "e", name, said),
    st.sampled_from(["transcription", "translation"]),
    _said,
)
_acts = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.one_of(_corrections, _removals, _readings)),
    max_size=12,
)


def histories(acts: list[tuple[bool, bool, Setting]]) -> tuple[Desk, Desk]:
    """Two reviewers who act, and now and then receive what the other has; a year's wrong clock."""
    ann = start()
    bob = Desk(BOB, days=-365)
    bob.receive(ann)
    for hers, meets, setting in acts:
        one, other = (ann, bob) if hers else (bob, ann)
        if meets:
            one.receive(other)
        one.act(setting)
    return ann, bob


def read(project: Project) -> dict[str, Any]:
    return {**state(project), "corrections": project.corrections(LAYER)}


@settings(max_examples=50)
@given(_acts, st.randoms(use_true_random=False))
def test_every_order_of_arrival_reads_the_same(
    acts: list[tuple[bool, bool, Setting]], chance: Any
) -> None:
    ann, bob = histories(acts)
    every = {**ann.project.log.changes, **bob.project.log.changes}
    shuffled = list(every.values())
    chance.shuffle(shuffled)
    one_by_one = Project()
    for change in shuffled:
        one_by_one.add([change])
        one_by_one.claims()
        one_by_one.corrections(LAYER)
    ann.receive(bob)
    bob.receive(ann)
    assert read(ann.project) == read(bob.project) == read(one_by_one) == read(Project(shuffled))


@settings(max_examples=50)
@given(_acts)
def test_every_word_written_stays_in_the_log(acts: list[tuple[bool, bool, Setting]]) -> None:
    ann, bob = histories(acts)
    ann.receive(bob)
    kept = [s for change in ann.project.log.changes.values() for s in change.sets]
    assert len(kept) == 6 + len(acts)
    assert all(setting in kept for _, _, setting in acts)


@settings(max_examples=50)
@given(_acts)
def test_corrections_in_force_never_overlap_and_the_quote_follows_them(
    acts: list[tuple[bool, bool, Setting]],
) -> None:
    ann, bob = histories(acts)
    bob.receive(ann)
    found = bob.project.corrections(LAYER)
    assert all(a.end <= b.start for a, b in pairwise(found))
    claim = bob.project.claim("c")
    assert claim
    passage = claim.passages[0].passage
    words = {BOUNDS[n]: WORDS[n] for n in range(6)}
    for one in found:
        for at in [at for at in words if one.start <= at < one.end]:
            del words[at]
        words[one.start] = one.words
    assert passage.quote.split() == " ".join(words[at] for at in sorted(words)).split()
    assert passage.origin == ("corrected" if covers(found, 0, 22) else "recognised")


def test_lines_corrected_apart_both_hold() -> None:
    ann = start()
    bob = Desk(BOB)
    bob.receive(ann)
    ann.set("correction", "0-1", over=over(0, 1, "uno"))
    bob.set("correction", "5-6", over=over(5, 6, "seis"))
    bob.set("evidence", "e", transcription="Hafen")
    ann.set("evidence", "e", translation="Harbour")
    ann.receive(bob)
    bob.receive(ann)
    claim = ann.project.claim("c")
    assert claim == bob.project.claim("c")
    assert claim
    assert claim.quote == "uno two three four five seis"
    area = claim.evidence[0].passage
    assert (area.quote, area.transcribed_by) == ("Hafen", BOB)
    assert (area.translation, area.translated_by) == ("Harbour", ANN)


def test_a_transcription_written_apart_twice_keeps_both_and_shows_one() -> None:
    ann = start()
    bob = Desk(BOB)
    bob.receive(ann)
    changes: list[Change] = [
        ann.set("evidence", "e", transcription="Hafen"),
        bob.set("evidence", "e", transcription="Häfen"),
    ]
    ann.receive(bob)
    bob.receive(ann)
    entries = ann.project.log.entries(("evidence", "e"), "transcription")
    assert {entry.value for entry in entries} == {"Hafen", "Häfen"}
    assert {entry.change.id for entry in entries} == {change.id for change in changes}
    assert ann.project.claim("c") == bob.project.claim("c")


def test_a_correction_beats_a_removal_of_it_made_apart() -> None:
    ann = start()
    ann.set("correction", "0-1", over=over(0, 1, "uno"))
    bob = Desk(BOB)
    bob.receive(ann)
    ann.remove("correction", "0-1")
    assert ann.project.corrections(LAYER) == ()
    bob.set("correction", "0-1", over=over(0, 1, "eins"))
    ann.receive(bob)
    assert [one.words for one in ann.project.corrections(LAYER)] == ["eins"]


def test_corrections_that_come_before_their_layer_wait_for_it() -> None:
    ann = start()
    ann.set("correction", "0-1", over=over(0, 1, "uno"))
    late = Project(reversed(ann.project.log.changes.values()))
    assert late.claims() == ann.project.claims()
    assert late.claims()[0].quote.startswith("uno two")
