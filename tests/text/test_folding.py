# SPDX-License-Identifier: AGPL-3.0-or-later
"""Folding keeps its map back to ink offsets, whatever it changes."""

import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.folding import (
    CASED,
    LOOSE,
    PLAIN,
    WORDS,
    Folded,
    Folding,
    fold_quote,
    occurrences,
)
from sidelight.text.ink import InkText, ink_of

EVERY = ink_of("".join(map(chr, range(sys.maxunicode + 1))))
TEXTS = st.text() | st.lists(
    st.sampled_from(
        ["a", "é", "e\u0301", "ﬁ", "ß", "-", "—", "ё", "й", "가", "\u1100\u1161", "…", "½", " "]
    )
).map("".join)


@pytest.mark.parametrize("folding", [CASED, LOOSE])
def test_plain_runs_fold_one_to_one_just_as_single_characters(folding: Folding) -> None:
    plain = regex.findall(PLAIN, EVERY)
    assert len(plain) > 32_000
    assert all(len(folding.run(c)) == 1 and folding.run(c) == folding.piece(c) for c in plain)


def test_words_are_folded_one_to_one_in_runs() -> None:
    pieces = list(WORDS.pieces.finditer(EVERY))
    runs = "".join(piece.group() for piece in pieces if piece.lastgroup == "plain")
    alone = [piece.group() for piece in pieces if piece.lastgroup != "plain"]
    assert WORDS.run(runs) == "".join(map(WORDS.piece, runs))
    assert {"é", "ﬁ", "—", "-"} <= set(alone)
    assert not {"e", "가", "«", "中"} & set(alone)


def test_a_long_text_is_folded_in_short_runs_so_that_other_threads_wait_for_none() -> None:
    text = InkText("Договор подписан. " * 2_000)
    for folding in (LOOSE, CASED):
        runs = [len(piece.group()) for piece in folding.pieces.finditer(text.ink)]
        assert max(runs) <= 4096
        folded = Folded(text, folding)
        assert folded.text == folding.run(text.ink)
        assert (folded.start(9_000), folded.end(9_000)) == (9_000, 9_001)


@given(TEXTS, st.sampled_from([WORDS, CASED, LOOSE]), st.data())
def test_the_map_leads_back_to_the_characters_that_were_folded(
    text: str, folding: Folding, data: st.DataObject
) -> None:
    inked = InkText(text)
    dropped = data.draw(st.sets(st.integers(0, max(0, len(inked) - 1)))) if len(inked) else set()
    folded = Folded(inked, folding, dropped)
    for at, character in enumerate(folded.text):
        start, end = folded.start(at), folded.end(at)
        assert 0 <= start < end <= len(inked)
        assert not dropped & set(range(start, end))
        assert character in Folded(InkText(inked.ink[start:end]), folding).text
        assert folded.index(start) <= at < folded.index(end)
    ends = [folded.end(at) for at in range(len(folded.text))]
    assert ends == sorted(ends)
    assert folded.index(len(inked)) == len(folded.text)


@pytest.mark.parametrize(
    ("text", "words", "cased", "loose"),
    [
        ("“It’s”", '"It\'s"', '"It\'s"', '"it\'s"'),
        ("Wait…", "Wait…", "Wait...", "wait..."),
        ("A—b-c", "Abc", "A-b-c", "a-b-c"),
        ("Ёлка", "Е\u0308лка", "Елка", "елка"),
        ("ЇЎй", "І\u0308У\u0306и\u0306", "ЇЎй", "їўй"),
        ("и\u0306", "и\u0306", "й", "й"),
        ("а\u0301", "а\u0301", "а", "а"),
        ("Éé", "E\u0301e\u0301", "Ee", "ee"),
        ("ﬁ", "fi", "fi", "fi"),
        ("Straße", "Straße", "Straße", "strasse"),
        ("İ", "I\u0307", "I", "i"),
        ("が", "か\u3099", "が", "が"),
        ("ｶﾞ", "ｶﾞ", "ガ", "ガ"),
        ("한", "한", "한", "한"),
        ("\u1112\u1161\u11ab", "\u1112\u1161\u11ab", "한", "한"),
        ("שָׁ", "שָׁ", "ש", "ש"),
        ("″´", "\"'", "\"'", "\"'"),
        ("ﷺ", "ﷺ", "صلىاللهعليهوسلم", "صلىاللهعليهوسلم"),
        ("²", "²", "2", "2"),
    ],
)
def test_what_each_strength_makes_of_a_text(text: str, words: str, cased: str, loose: str) -> None:
    inked = InkText(text)
    assert Folded(inked, WORDS).text == words
    assert Folded(inked, CASED).text == cased
    assert Folded(inked, LOOSE).text == loose


def test_ranges_that_begin_or_end_inside_a_character_are_not_whole() -> None:
    folded = Folded(InkText("aﬁé"), WORDS)
    assert folded.text == "afie\u0301"
    whole = {(a, b) for a in range(5) for b in range(a + 1, 6) if folded.whole(a, b)}
    assert whole == {(0, 1), (0, 3), (0, 5), (1, 3), (1, 5), (3, 5)}


@given(st.text())
def test_fold_quote_keeps_the_length_and_is_done_once(text: str) -> None:
    once = fold_quote(text)
    assert len(once) == len(text)
    assert fold_quote(once) == once


def test_occurrences_may_overlap() -> None:
    assert list(occurrences("aaaa", "aa")) == [0, 1, 2]
    assert list(occurrences("abc", "x")) == []


@given(TEXTS, st.sampled_from([WORDS, CASED, LOOSE]))
def test_many_places_are_found_as_each_alone(text: str, folding: Folding) -> None:
    ink = InkText(text)
    dropped = [at for at, character in enumerate(ink.ink) if character == "-"]
    folded = Folded(ink, folding, dropped)
    offsets = range(len(ink) + 1)
    assert list(folded.indexes(offsets)) == [folded.index(offset) for offset in offsets]
