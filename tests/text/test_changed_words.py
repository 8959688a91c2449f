# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two wordings in pieces: put together they are the wordings, and what is alike is said so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.text.changed_words import Parts, changed_words
from sidelight.text.ink import ink_of
from tests.effort import examples

WORDS = st.lists(
    st.sampled_from(
        ["Kim", "called", "it", "a", "breakthrough", ",", ".", "«да»", "로씨야에", "👩"]
    ),
    max_size=10,
).map(" ".join)


def plain(parts: Parts) -> str:
    return "".join(words for words, _changed in parts)


def changed(parts: Parts) -> list[str]:
    return [words for words, is_changed in parts if is_changed]


@pytest.mark.parametrize(
    ("old", "new", "went", "came"),
    [
        ("in 2001, 2002 and 2010", "in 2001, 2002 and 2011", ["2010"], ["2011"]),
        ("a two-day visit", "a short visit", ["two-day"], ["short"]),
        ("Kim said so", "Kim said so", [], []),
        ("Kim said so", "", ["Kim said so"], []),
        ("", "Kim said so", [], ["Kim said so"]),
        ("Договор подписан в среду", "Договор подписан в четверг", ["среду"], ["четверг"]),
        ("무기를 주지 않았다", "무기를 주었다", ["지 않았"], ["었"]),
        ("“quoted” words", '"quoted" words', [], []),
        ("", "", [], []),
    ],
)
def test_what_went_and_what_came(old: str, new: str, went: list[str], came: list[str]) -> None:
    before, after = changed_words(old, new)
    assert (changed(before), changed(after)) == (went, came)
    assert (plain(before), plain(after)) == (old, new)


@settings(max_examples=examples(150))
@given(WORDS, WORDS)
def test_pieces_put_together_are_the_wordings(old: str, new: str) -> None:
    before, after = changed_words(old, new)
    assert (plain(before), plain(after)) == (old, new)
    alike = [
        ink_of("".join(words for words, is_changed in parts if not is_changed))
        for parts in (before, after)
    ]
    assert alike[0] == alike[1], "what is not changed is the same in both"
    assert all(words for parts in (before, after) for words, _changed in parts)


@given(WORDS)
def test_nothing_changed_in_the_same_words(words: str) -> None:
    assert changed_words(words, words)[0] == (((words, False),) if words else ())
