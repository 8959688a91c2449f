# SPDX-License-Identifier: AGPL-3.0-or-later
"""Threads: whatever answers what, each note is read once, beside what it answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.records import Note
from sidelight.model.threads import Names, threads

START = datetime(2026, 11, 26, tzinfo=UTC)
IDS = [f"{at:032x}" for at in range(6)]


def note(at: int, answers: str = "", minute: int | None = None, *, settled: bool = False) -> Note:
    made = START + timedelta(minutes=at if minute is None else minute)
    return Note(IDS[at], "c", f"words {at}", "ann", made, answers=answers, settled=settled)


answered = st.lists(st.sampled_from(["", "gone", *IDS]), min_size=6, max_size=6)
minutes = st.lists(st.integers(0, 3), min_size=6, max_size=6)


@given(answered, minutes)
@settings(max_examples=120)
def test_each_note_is_in_one_thread(answers: list[str], when: list[int]) -> None:
    notes = [note(at, answers[at], when[at]) for at in range(6)]
    found = threads(notes)
    assert sorted(one.id for thread in found for one in thread.notes) == IDS
    assert all(thread.notes for thread in found)


@given(answered, minutes, st.permutations(range(6)))
@settings(max_examples=60)
def test_the_order_in_which_notes_come_says_nothing(
    answers: list[str], when: list[int], order: list[int]
) -> None:
    notes = [note(at, answers[at], when[at]) for at in range(6)]
    assert threads(notes) == threads([notes[at] for at in order])


@given(answered, minutes)
@settings(max_examples=60)
def test_threads_stand_in_the_order_in_which_they_began(
    answers: list[str], when: list[int]
) -> None:
    found = threads([note(at, answers[at], when[at]) for at in range(6)])
    began = [(thread.first.made_at, thread.first.id) for thread in found]
    assert began == sorted(began, key=lambda one: (str(one[0]), one[1]))


@given(answered, minutes)
@settings(max_examples=60)
def test_what_answers_a_note_is_in_its_thread(answers: list[str], when: list[int]) -> None:
    where = {
        one.id: number
        for number, thread in enumerate(
            threads([note(at, answers[at], when[at]) for at in range(6)])
        )
        for one in thread.notes
    }
    for at, answer in enumerate(answers):
        if answer in where:
            assert where[IDS[at]] == where[answer]


@pytest.mark.parametrize("settled", [True, False])
def test_a_thread_is_settled_as_its_first_note_is(settled: bool) -> None:
    (thread,) = threads([note(0, settled=settled), note(1, IDS[0], settled=not settled)])
    assert thread.settled is settled
    assert [one.id for one in thread.replies] == [IDS[1]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("nothing", [("nothing", "", "")]),
        ("#1", [("#1", "c1", "")]),
        ("see #1.", [("see ", "", ""), ("#1", "c1", ""), (".", "", "")]),
        ("claim 9", [("claim 9", "", "")]),
        ("source 2", [("source 2", "", "d2")]),
        ("article 2", [("article 2", "", "")]),
        ("document 2", [("document 2", "", "d2")]),
        ("article 1", [("article 1", "", "d1")]),
        ("утверждение 1 и источник 2", [
            ("утверждение 1", "c1", ""), (" и ", "", ""), ("источник 2", "", "d2"),
        ]),
        ("#20k #20p", [("#20k", "k", ""), (" ", "", ""), ("#20p", "p", "")]),
        ("#20", [("#20", "", "")]),
    ],
)  # fmt: skip
def test_words_are_links_where_there_is_such_a_thing(
    text: str, pieces: list[tuple[str, str, str]]
) -> None:
    names = Names(
        {"1": "c1", "20k": "k", "20p": "p"},
        {"1": "d1", "2": "d2"},
        {"d1": "article", "d2": "source"},
    )
    found = names.linked(text)
    assert "".join(one.text for one in found) == text
    assert [(one.text, one.claim, one.document) for one in found] == pieces


@given(st.text(max_size=120))
@settings(max_examples=60)
def test_no_letter_is_lost_among_links(text: str) -> None:
    names = Names({"1": "c1"}, {"2": "d2"}, {"d2": "source"})
    assert "".join(one.text for one in names.linked(f"{text} #1 {text} source 2")) == (
        f"{text} #1 {text} source 2"
    )
