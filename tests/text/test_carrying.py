# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages carried over to a changed text: where their words stand, or with a reason nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.text.anchors import describe, places
from sidelight.text.carrying import CERTAIN, Carried, carry
from sidelight.text.ink import InkText
from sidelight.text.text_map import TextMap
from tests.effort import examples

OLD = """The pact was signed in Pyongyang on Wednesday during a two-day visit.

Kim called it a breakthrough. Kim Jong-il visited Russia in 2001, 2002 and 2010.
The border is short.

Aid came twice. Aid came twice. Nobody counted the railway cars that crossed the river at night.
"""


def carried(new: str, quote: str, old: str = OLD, nth: int = 0) -> tuple[Carried, InkText]:
    before, after = InkText(old), InkText(new)
    start, end = places(before, quote)[nth]
    return carry(TextMap(before, after), start, end, quote), after


def words(new: str, quote: str, old: str = OLD, nth: int = 0) -> tuple[str, int]:
    found, after = carried(new, quote, old, nth)
    assert found.place, found
    return after.slice(*found.place), found.score


def test_words_that_stand_are_found_for_certain() -> None:
    moved = OLD.replace("Kim called it a breakthrough. ", "") + "\nKim called it a breakthrough.\n"
    for new in (OLD, "New first line.\n\n" + OLD, moved):
        assert words(new, "Kim called it a breakthrough.") == (
            "Kim called it a breakthrough.",
            CERTAIN,
        )


@pytest.mark.parametrize(
    ("was", "becomes", "quote", "there"),
    [
        ("2002 and 2010", "2002 and 2011", "in 2001, 2002 and 2010", "in 2001, 2002 and 2011"),
        ("a two-day visit", "a short visit", "during a two-day visit", "during a short visit"),
        ("The border", "Their land border", "The border is short", "Their land border is short"),
        ("Kim called it", "Putin called it", "Kim called it a breakthrough", None),
    ],
)
def test_changed_words_are_proposed(was: str, becomes: str, quote: str, there: str | None) -> None:
    found, score = words(OLD.replace(was, becomes), quote)
    assert 400 < score < CERTAIN
    assert found == (there or quote.replace(was, becomes))


def test_one_of_equal_copies_is_told_by_what_stands_around_it() -> None:
    for nth in (0, 1):
        found, _ = carried("Before it all.\n\n" + OLD, "Aid came twice.", nth=nth)
        expected = places(InkText("Before it all.\n\n" + OLD), "Aid came twice.")[nth]
        assert found.place == expected


def test_a_copy_of_other_words_is_not_taken() -> None:
    """The one that stands belongs to another passage: the map says so."""
    old = "It began in 2010 with a visit to Ulan-Ude. Later, in 2010, trade stopped for good."
    new = "It began in 2010 with a visit to Ulan-Ude. Trade stopped for good."
    found, _ = carried(new, "2010", old, nth=1)
    assert (found.place, found.reason) == (None, "claimed")


def test_what_went_says_why() -> None:
    gone = "Nobody counted the railway cars that crossed the river at night."
    cut, after = carried(OLD.replace(gone, ""), gone)
    assert (cut.place, cut.reason) == (None, "removed")
    middle = "Kim called it a breakthrough."
    cut, after = carried(OLD.replace(middle + " ", ""), middle)
    assert (cut.place, cut.reason) == (None, "removed")
    assert cut.near
    assert "Kim" in after.slice(*cut.near) or "visit" in after.slice(*cut.near)
    anew, after = carried(OLD.replace(middle, "Moscow used warmer language than that."), middle)
    assert (anew.place, anew.reason) == (None, "rewritten")
    assert anew.near
    assert after.slice(*anew.near) == "Moscow used warmer language than that."
    other, _ = carried("Unlike anything.", middle)
    assert other.place is None
    assert other.reason in {"absent", "rewritten"}
    assert carried("", middle)[0].place is None


def test_a_short_word_in_foreign_surroundings_is_not_certain() -> None:
    found, _ = carried("In 2010 something else happened at sea, far away from here.", "2010")
    assert found.place is None or found.score < CERTAIN


SENTENCES = [
    "The pact was signed in Pyongyang on Wednesday.",
    "Kim thanked Stalin for aid.",
    "Договор подписан в Пхеньяне в среду.",
    "조선은 로씨야에 무기를 주지 않았다.",
    "Rail traffic rose after the summit, «so arms» went.",
    "It forgave 90 % of $11 bn in 2012.",
    "They share a land border of 17 km.",
    "A well-known think tank said so.",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10)
EDITS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 40), st.sampled_from(["", " ", "X", "the war "])),
    max_size=6,
)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for at, count, words in edits:
        place = at % (len(text) + 1)
        text = text[:place] + words + text[place + count :]
    return text


@settings(max_examples=examples(200), deadline=None)
@given(TEXTS, EDITS, st.data())
def test_after_any_edits_a_passage_is_where_its_words_are_or_is_to_be_confirmed(
    sentences: list[str], edits: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    old = InkText(" ".join(sentences))
    new = InkText(edited(old.text, edits))
    map_ = TextMap(old, new)
    for sentence in sentences:
        start, end = data.draw(st.sampled_from(places(old, sentence)))
        anchor = describe(old, start, end)
        found, stands = carry(map_, start, end, anchor.quote), places(new, anchor.quote)
        if found.place:
            assert 0 <= found.place[0] < found.place[1] <= len(new)
            assert (found.score == CERTAIN) <= (found.place in stands)
            assert (found.score < CERTAIN) or not found.reason
        else:
            assert found.reason
        if len(stands) == 1 and len(places(old, anchor.quote)) == 1:
            assert (found.place, found.score) == (stands[0], CERTAIN)


@settings(max_examples=examples(60), deadline=None)
@given(TEXTS)
def test_in_the_same_text_everything_stays(sentences: list[str]) -> None:
    old = InkText(" ".join(sentences))
    map_ = TextMap(old, InkText(old.text))
    for sentence in sentences:
        for start, end in places(old, sentence):
            found = carry(map_, start, end, sentence)
            assert (found.place, found.score) == ((start, end), CERTAIN)
