# SPDX-License-Identifier: AGPL-3.0-or-later
"""Corrections over a text: what stands, and which range of the layer it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.anchors import describe
from sidelight.text.corrections import (
    CorrectedText,
    Correction,
    _steps,
    amended,
    covers,
    latest,
)
from sidelight.text.ink import InkText, ink_of
from sidelight.text.quotes import readable

TEXT = InkText("311 familics remained\nih the schoo1 halls\nat Mill Lane.")
LINES = ((0, 19), (19, 35), (35, 46))
FIRST = Correction(0, 19, "311 familics remained", "311 families remained")
SECOND = Correction(19, 35, "ih the schoo1 halls", "in the school halls")


def corrections() -> st.SearchStrategy[list[Correction]]:
    words = st.text(alphabet="abin 1-é한", max_size=24).map(str.strip)
    chosen = st.lists(st.tuples(st.sampled_from(LINES), words), unique_by=lambda one: one[0])
    return chosen.map(
        lambda found: [
            Correction(start, end, TEXT.slice(start, end), said)
            for (start, end), said in sorted(found)
        ]
    )


def test_without_corrections_the_text_is_the_layers() -> None:
    reading = CorrectedText(TEXT)
    assert reading.text is TEXT
    assert reading.words(3, 30) == TEXT.slice(3, 30)
    assert (reading.forth(7), reading.back(7, 9)) == (7, (7, 9))


def test_corrected_words_stand_in_the_text() -> None:
    reading = CorrectedText(TEXT, [FIRST, SECOND])
    assert reading.text.text == "311 families remained\nin the school halls\nat Mill Lane."
    start = TEXT.offset(TEXT.text.index("schoo1"))
    assert reading.words(start, start + 6) == "school"


def test_what_is_found_in_the_corrected_text_is_a_range_of_the_layer() -> None:
    reading = CorrectedText(TEXT, [FIRST, SECOND])
    at = reading.text.offset(reading.text.text.index("families"))
    assert TEXT.slice(*reading.back(at, at + 8)) == "familics"


def test_a_line_that_is_no_print_says_nothing() -> None:
    reading = CorrectedText(TEXT, [Correction(19, 35, SECOND.was, "")])
    assert readable(reading.text.text) == "311 familics remained at Mill Lane."
    assert reading.words(19, 35) == ""


@given(corrections(), st.integers(0, 46), st.integers(0, 46), st.integers(0, 46))
def test_parts_of_a_range_join_to_the_whole(
    given_: list[Correction], one: int, other: int, third: int
) -> None:
    a, b, c = sorted((one, other, third))
    reading = CorrectedText(TEXT, given_)
    joined = ink_of(reading.words(a, b)) + ink_of(reading.words(b, c))
    assert joined == ink_of(reading.words(a, c))


@given(corrections(), st.data())
def test_places_go_forth_and_back(given_: list[Correction], data: st.DataObject) -> None:
    reading = CorrectedText(TEXT, given_)
    if not len(reading.text):
        return
    start = data.draw(st.integers(0, len(reading.text) - 1))
    end = data.draw(st.integers(start + 1, len(reading.text)))
    first, last = reading.back(start, end)
    assert 0 <= first < last <= len(TEXT)
    assert reading.text.slice(start, end) in reading.words(first, last)


@given(corrections(), st.integers(0, 46), st.integers(0, 46))
def test_a_part_reads_as_in_the_whole(given_: list[Correction], one: int, other: int) -> None:
    start, end = sorted((one, other))
    reading = CorrectedText(TEXT, given_)
    there = reading.forth(start), reading.forth(end)
    assert reading.words(start, end) == reading.text.slice(*there)
    part, base = reading.around(start, end)
    assert reading.text.ink[base : base + len(part)] == part.ink
    assert base <= there[0] <= max(there) <= base + len(part)


def test_correcting_a_long_text_aligns_only_what_is_asked_for() -> None:
    text = InkText("one line of print\n" * 20_000)
    size = len(text) // 20_000
    made = [Correction(at * size, (at + 1) * size, "", f"line {at}") for at in range(0, 20_000, 9)]
    before = _steps.cache_info().misses
    reading = CorrectedText(text, made)
    assert reading.words(900 * size, 902 * size) == "line 900\none line of print"
    assert _steps.cache_info().misses - before <= 2


@given(corrections())
def test_ink_outside_corrections_stays_where_it_was(given_: list[Correction]) -> None:
    reading = CorrectedText(TEXT, given_)
    for at in range(len(TEXT)):
        if not any(one.start <= at < one.end for one in given_):
            assert reading.words(at, at + 1) == TEXT.slice(at, at + 1)


@given(corrections(), st.integers(0, 45), st.integers(1, 46))
def test_a_quote_alone_is_amended_as_the_text_is(
    given_: list[Correction], one: int, other: int
) -> None:
    start, end = sorted((one, other))
    if start == end:
        end += 1
    anchor = describe(TEXT, start, end)
    now = readable(CorrectedText(TEXT, given_).words(anchor.start, anchor.end))
    assert ink_of(amended(anchor.quote, anchor.start, anchor.end, given_)) in (
        ink_of(now),
        ink_of(now).replace("-", ""),
    )


def test_a_word_divided_at_a_line_end_is_joined_in_an_amended_quote() -> None:
    text = InkText("a trans-\nlation of thc\nletter")
    line = Correction(0, 7, "a trans-", "a Trans-")
    other = Correction(7, 18, "lation of thc", "lation of the")
    anchor = describe(text, 0, len(text))
    assert anchor.quote == "a translation of thc letter"
    assert amended(anchor.quote, 0, len(text), [line, other]) == "a Translation of the letter"
    assert amended(anchor.quote, 0, len(text), [other]) == "a translation of the letter"


@pytest.mark.parametrize(
    "wrong",
    [
        Correction(0, 5, "no such words", "x"),
        Correction(0, 19, "312 familics remained", "x"),
        Correction(60, 70, "0123456789", "x"),
    ],
)
def test_a_correction_that_does_not_fit_changes_no_quote(wrong: Correction) -> None:
    quote = readable(TEXT.slice(0, 35))
    assert amended(quote, 0, 35, [wrong]) == quote


def test_of_two_that_overlap_the_later_is_in_force() -> None:
    wide = Correction(0, 35, "x", "both lines")
    assert latest([SECOND, FIRST]) == (FIRST, SECOND)
    assert latest([FIRST, SECOND, wide]) == (wide,)
    assert latest([wide, SECOND]) == (SECOND,)


def test_covering_is_of_every_character() -> None:
    assert covers([FIRST, SECOND], 5, 35)
    assert not covers([FIRST, SECOND], 5, 36)
    assert not covers([SECOND], 5, 20)
