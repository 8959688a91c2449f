# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks that hang on each other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.exchange.answers import settled, shown, title
from sidelight.exchange.incoming import Mark, Place

NAMES = [*"abcdefg", "gone"]
HANGING = st.dictionaries(st.sampled_from(NAMES[:-1]), st.sampled_from(["", *NAMES]), min_size=1)


def leads_to_ground(name: str, hanging: Mapping[str, str]) -> bool:
    """Whether a mark stands, found by going one step after the other, and no more than there are.

    This is what is to be true, in the plainest words.
    """
    for _step in range(len(hanging) + 1):
        if name not in hanging:
            return False
        if not hanging[name]:
            return True
        name = hanging[name]
    return False


@settings(max_examples=60)
@given(HANGING, st.booleans(), st.data())
def test_what_stands_is_what_leads_to_something(
    hanging: dict[str, str], answers: bool, data: st.DataObject
) -> None:
    whats = {name: data.draw(st.sampled_from(["mark", "note", "verdict"])) for name in hanging}
    marks = [
        Mark(name, whats[name], text=name, on="" if answers else on, answers=on if answers else "")
        for name, on in hanging.items()
    ]
    kept, lost = settled(marks)
    standing = [name for name in hanging if leads_to_ground(name, hanging)]
    assert [mark.key for mark in kept] == standing
    assert [one.what for one in lost] == [name for name in hanging if name not in standing]
    for mark in kept:
        parent = hanging[mark.key]
        assert parent in {mark.on, mark.answers}
        if mark.what == "note" and parent:
            assert (mark.answers == parent) == (whats[parent] == "note")
            assert (mark.on == parent) == (whats[parent] != "note")


def test_the_first_of_one_name_counts() -> None:
    kept, lost = settled([Mark("a", text="first"), Mark("a", text="second")])
    assert ([mark.text for mark in kept], lost) == (["first"], [])


def test_a_long_chain_is_followed_to_its_end() -> None:
    count = 5_000
    chain = [Mark(str(n), "note", on=str(n + 1)) for n in range(count)]
    assert settled(chain)[0] == []
    kept, lost = settled([*chain, Mark(str(count), "note", text="ground")])
    assert (len(kept), lost) == (count + 1, [])
    assert kept[0].answers == "1"


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (Mark("k", text="Said\nso"), "Said so"),
        (Mark("k", places=(Place(), Place(quote="the words"))), "the words"),
        (Mark("k", "verdict", values={"reason": "Because"}), "Because"),
        (Mark("urn:x"), "urn:x"),
    ],
)
def test_people_know_a_mark_by_its_words(mark: Mark, expected: str) -> None:
    assert title(mark) == expected


def test_what_is_shown_is_short() -> None:
    assert len(shown("word " * 100_000, "")) <= 60
    assert len(shown("", "x" * 1000)) <= 60
