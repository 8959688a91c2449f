# SPDX-License-Identifier: AGPL-3.0-or-later
"""The verdicts that a project adds: their words, looks and keys, whatever a file says of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.added_verdict import AddedVerdict
from sidelight.model.colour_arithmetic import WHITE, contrast
from sidelight.model.colour_vision import apart
from sidelight.model.styles import STYLES
from sidelight.model.verdict_looks import LEAST, alike, derived
from sidelight.model.verdicts import KEYS, NONE_ADDED, Verdicts, is_sign, reserved, word_of
from sidelight.model.vocabulary import LINES, VERDICTS
from tests.effort import examples

CHROMES = ("#22262b", "#1a1d21")
colours = st.from_regex(re.compile(r"#[0-9a-f]{6}"), fullmatch=True)


def added(word: str, **fields: str) -> AddedVerdict:
    return AddedVerdict(word, **{"name": word, **fields})


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Half true", "half-true"),
        ("  HALF—true! ", "half-true"),
        ("ＨＡＬＦ ＴＲＵＥ", "half-true"),
        ("Наполовину верно", "наполовину-верно"),
        ("절반의 진실", "절반의-진실"),
        ("आधा सच", "आधा-सच"),
        ("Not checkable (2)", "not-checkable-2"),
        ("…", ""),
    ],
)
def test_who_invents_the_same_verdict_stores_the_same_word(name: str, word: str) -> None:
    assert word_of(name) == word
    assert word_of(word) == word


def test_words_with_a_meaning_of_their_own_are_no_added_verdicts() -> None:
    for word in (*VERDICTS, "unchecked", "split", "decided", "agreed", "checked-once", ""):
        assert word in reserved()
    hostile = Verdicts.of([added("verified", name="Denied"), added("split"), added("maybe")])
    assert hostile.words == (*VERDICTS, "maybe")
    assert hostile.called("verified") == "Verified"


@settings(max_examples=examples(200))
@given(colours)
def test_words_can_be_read_on_everything_they_stand_on(colour: str) -> None:
    look = derived(added("half-true", colour=colour))
    for ground in (look.fill, WHITE, "#f6f5f3"):
        assert contrast(look.ink, ground) >= LEAST
    for ground in (look.dark_fill, *CHROMES):
        assert contrast(look.dark_ink, ground) >= LEAST
    # a highlight is seen on the page
    assert apart(look.fill, WHITE, "all") >= 6
    assert apart(look.dark_fill, CHROMES[0], "all") >= 6


def test_a_colour_that_can_be_read_stays_as_it_was_chosen() -> None:
    assert derived(added("x", colour="#0b4f4a")).ink == "#0b4f4a"
    assert derived(added("x", colour="#b5d8d4")).dark_ink == "#b5d8d4"


@settings(max_examples=examples(200))
@given(st.text(), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.text())
def test_nothing_that_a_stranger_wrote_is_taken_as_it_is(
    word: str, key: str, colour: str, line: str, name: str
) -> None:
    known = Verdicts.of([AddedVerdict(word, name, key, colour, line, name)])
    look = known.style(word)
    assert re.fullmatch("#[0-9a-f]{6}", look.ink)
    assert re.fullmatch("#[0-9a-f]{6}", look.dark_fill)
    assert look.line in LINES
    assert {one.key for one in known.added} <= {"", *KEYS}
    assert is_sign(look.sign) or look.sign in {style.sign for style in STYLES.values()}
    assert "\n" not in known.called(word)


def test_of_two_with_one_key_one_keeps_it_whatever_the_order() -> None:
    two = [added("b", key="4"), added("a", key="4"), added("c", key="5")]
    known = Verdicts.of(two)
    assert [(one.word, one.key) for one in known.added] == [("a", "4"), ("b", ""), ("c", "5")]
    assert Verdicts.of(two[::-1]) == known
    assert "4" not in known.free_keys()
    assert "4" in known.free_keys("a")


def test_a_key_that_belongs_to_something_else_is_none() -> None:
    for key in ("1", "0", "E", "N", "44", "é", "F1"):
        assert Verdicts.of([added("a", key=key)]).added[0].key == ""


def test_a_word_that_is_not_known_any_more_shows_itself_and_looks_unchecked() -> None:
    assert NONE_ADDED.called("half-true") == "half-true"
    assert NONE_ADDED.style("half-true") == STYLES["unchecked"]
    known = Verdicts.of([added("half-true", name="Half true", colour="#0f766e", line="double")])
    assert known.called("half-true") == "Half true"
    assert known.style("half-true").line == "double"
    assert known.paints == (*VERDICTS, "half-true", "split", "unchecked")


def test_who_cannot_tell_two_apart_is_said() -> None:
    # a red and a green that nobody without green tells apart, on the same line
    known = Verdicts.of(
        [added("a", colour="#8c3b2e", line="dotted"), added("b", colour="#59611f", line="dotted")]
    )
    styles = {word: known.style(word) for word in ("a", "b")}
    (found,) = alike(styles, ["a"])
    assert (found.one, found.other) == ("a", "b")
    assert "no green" in found.eyes
    assert "all" not in found.eyes
    assert alike(styles, ["c"]) == []
    other = {**styles, "b": derived(added("b", colour="#59611f", line="double"))}
    assert alike(other, ["a"]) == []
