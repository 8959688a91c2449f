# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which marks answer which: chains, circles, parts, and states that follow each other."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.exchange.pdf_replies import placed, said, states, threads
from sidelight.reader.found_marks import PdfMark

ROOT = PdfMark(1, "Highlight", ((0.0, 0.0, 9.0, 9.0),), words="a")


def reply(to: int, **more: object) -> PdfMark:
    made = PdfMark(1, "Text", words="b", answers=to)
    return made._replace(**more)  # type: ignore[arg-type]


def told(*marks: PdfMark) -> list[tuple[int, list[int], list[tuple[int, int]]]]:
    return [(one.mark, one.parts, one.replies) for one in threads(marks)]


def test_replies_to_replies_stay_with_their_mark() -> None:
    assert told(ROOT, reply(0), reply(1), ROOT, reply(2)) == [
        (0, [], [(1, 0), (2, 1), (4, 2)]),
        (3, [], []),
    ]


def test_a_mark_may_stand_behind_what_answers_it() -> None:
    assert told(reply(2), reply(0), ROOT) == [(2, [], [(0, 2), (1, 0)])]


def test_what_answers_a_part_means_the_whole() -> None:
    part = reply(0, group=True)
    assert told(ROOT, part, reply(1), reply(1, group=True), reply(3)) == [
        (0, [1, 3], [(2, 0), (4, 0)])
    ]


@pytest.mark.parametrize("length", [1, 2, 3, 7])
def test_a_circle_begins_with_its_first_mark(length: int) -> None:
    circle = [reply((at + 1) % length) for at in range(length)]
    ((mark, _parts, replies),) = told(*circle, reply(0))[:1]
    assert mark == 0
    assert sorted(at for at, _answered in replies) == [*range(1, length), length]


def test_a_deep_chain_is_cut_to_what_people_follow_in_time() -> None:
    chain = [ROOT, *(reply(at) for at in range(50_000))]
    begun = time.monotonic()
    ((_mark, _parts, replies),) = told(*chain)
    assert time.monotonic() - begun < 5
    assert replies[:3] == [(1, 0), (2, 1), (3, 2)]
    assert {answered for _at, answered in replies} == set(range(31))
    parts = [ROOT, *(reply(at, group=True) for at in range(50_000))]
    assert len(threads(parts)[0].parts) == 50_000


@given(st.lists(st.tuples(st.integers(-1, 30), st.booleans()), max_size=30))
def test_every_mark_is_in_one_thread_whatever_they_answer(rows: list[tuple[int, bool]]) -> None:
    count = len(rows)
    marks = [reply(min(to, count - 1), group=group) for to, group in rows]
    every = threads(marks)
    named = [at for one in every for at in (one.mark, *one.parts, *(a for a, _ in one.replies))]
    assert sorted(named) == list(range(count))
    for one in every:
        replies = {at for at, _answered in one.replies}
        assert {answered for _at, answered in one.replies} <= {one.mark, *replies}
        answers = dict(one.replies)
        for at in replies:
            path = [at]
            while path[-1] != one.mark:
                path.append(answers[path[-1]])
                assert len(path) <= 40


def test_the_last_state_of_each_author_and_model_counts() -> None:
    def state(word: str, author: str, day: str, model: str = "Review") -> PdfMark:
        stamp = f"2024-01-{day}T00:00:00+00:00"
        return reply(0, state=word, author=author, changed=stamp, model=model)

    marks = [
        ROOT,
        state("Completed", "Ann", "03"),
        state("Accepted", "Ann", "01"),
        state("Rejected", "Bob", "02"),
        state("None", "Bob", "04"),
        state("Marked", "Ann", "05", "Marked"),
        state("Parked", "Cy", "01"),
        reply(0),
    ]
    (one,) = threads(marks)
    assert states(marks, one) == {
        1: "State: Completed",
        5: "State: Marked",
        6: "State: Parked",
    }


def test_a_mark_of_parts_stands_where_its_words_are_and_says_each_thing_once() -> None:
    caret = PdfMark(1, "Caret", words="new")
    struck = reply(0, group=True, kind="StrikeOut", rects=ROOT.rects, words="new")
    further = reply(0, group=True, words="more")
    marks = [caret, struck, further]
    (one,) = threads(marks)
    assert (placed(marks, one), said(marks, one)) == (struck, "new\nmore")
    assert placed([caret], threads([caret])[0]) is caret
