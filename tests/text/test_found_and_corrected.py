# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding, sentences and copied text in a text that was corrected, and in what writers vary."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.corrections import CorrectedText, Correction, covers, latest
from sidelight.text.excerpts import excerpt
from sidelight.text.finding import Finder, Options
from sidelight.text.folding import CASED, LOOSE, WORDS, Folded
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Block, TextLayer
from sidelight.text.sentences import sentence_bounds, sentences

LINES = ("Thc mayor of Harb0ur", "signed at noon. Nobody", "saw him sign it.")
TEXT = InkText("\n".join(LINES))
ENDS = (0, *(len(ink_of(" ".join(LINES[: n + 1]))) for n in range(3)))
FIRST = Correction(ENDS[0], ENDS[1], LINES[0], "The mayor of Harbour")

RUSSIAN = ["ёлка", "её", "моё", "мой", "чай", "съел", "ЁЖ"]
LATIN = ["résumé", "naïve", "Über", "coat", "façade", "Ångström"]
KOREAN = ["조선", "전쟁", "은", "평양", "에서", "방문"]


PLAIN = Options()


def slices(text: str, typed: str, options: Options = PLAIN) -> list[str]:
    inked = InkText(text)
    return [inked.slice(*hit) for hit in Finder(inked).hits(typed, options)]


def test_what_is_found_as_corrected_leads_to_the_scan() -> None:
    reading = CorrectedText(TEXT, [FIRST])
    (hit,) = Finder(reading.text).hits("harbour signed")
    assert TEXT.slice(*reading.back(*hit)) == "Harb0ur\nsigned"
    assert Finder(reading.text).hits("harb0ur") == []


def test_a_sentence_as_corrected_is_a_range_of_the_layer() -> None:
    joined = Correction(ENDS[1], ENDS[2], LINES[1], "signed at noon, nobody")
    reading = CorrectedText(TEXT, [FIRST, joined])
    assert sentence_bounds(reading.text, 0) == (0, len(reading.text))
    assert sentence_bounds(TEXT, 0)[1] < len(TEXT)
    assert reading.back(0, len(reading.text)) == (0, len(TEXT))


_cuts = st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=8, unique=True).map(sorted)
_said = st.text(alphabet="ab é한-", max_size=12)


@given(_cuts, st.lists(_said, min_size=8, max_size=8))
def test_places_go_forth_in_order_and_ends_stay_ends(cuts: list[int], said: list[str]) -> None:
    given_ = [
        Correction(a, b, TEXT.slice(a, b), words)
        for (a, b), words in zip(pairwise(cuts), said, strict=False)
    ]
    reading = CorrectedText(TEXT, given_[::2])
    there = [reading.forth(at) for at in range(len(TEXT) + 1)]
    assert there == sorted(there)
    assert (there[0], there[-1]) == (0, len(reading.text))
    for one in given_[::2]:
        assert there[one.end] - there[one.start] == len(ink_of(one.words))


_ranges = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(
    lambda one: Correction(one[0], one[0] + one[1], "", "x")
)


@given(st.lists(_ranges, max_size=10), st.integers(0, 40), st.integers(0, 40))
def test_those_in_force_are_the_latest_that_touch_no_later_one(
    given_: list[Correction], one: int, other: int
) -> None:
    kept = latest(given_)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert not given_ or given_[-1] in kept
    assert latest([*kept, *kept]) == kept
    start, end = sorted((one, other))
    inside = {at for found in kept for at in range(found.start, found.end)}
    assert covers(kept, start, end) == (set(range(start, end)) <= inside)


@given(st.lists(st.sampled_from(RUSSIAN + LATIN), min_size=1, max_size=6), st.data())
def test_a_word_is_found_in_any_case_and_without_its_accents(
    found: list[str], data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from([" ", "\n", "  \n", ", "])).join(found)
    word = data.draw(st.sampled_from(found))
    plain = Folded(InkText(word), LOOSE).text
    for typed in (word, word.upper(), word.lower(), unicodedata.normalize("NFD", word), plain):
        assert word in slices(text, typed)
        assert word in slices(text, typed, Options(whole_words=True))
        assert word in slices(unicodedata.normalize("NFC", text), typed)
    assert word in slices(text, word, Options(case=True))


@given(st.lists(st.sampled_from(KOREAN), min_size=2, max_size=5), st.data())
def test_korean_is_found_however_it_is_spaced(parts: list[str], data: st.DataObject) -> None:
    gaps = st.lists(st.sampled_from(["", " ", "\n"]), min_size=5, max_size=5)

    def spaced() -> str:
        joined = zip(parts, data.draw(gaps), strict=False)
        return "".join(part + gap for part, gap in joined).strip()

    text, typed = f"어제 {spaced()}!", spaced()
    assert "".join(parts) in [ink_of(hit) for hit in slices(text, typed)]
    assert slices(text, unicodedata.normalize("NFD", typed)) == slices(text, typed)


@pytest.mark.parametrize(
    ("text", "typed", "options", "hits"),
    [
        ("Её ЕЕ её", "ее", Options(), ["Её", "ЕЕ", "её"]),
        ("Её ЕЕ её", "ее", Options(case=True), ["её"]),
        ("чай чаи", "чаи", Options(), ["чаи"]),
        ("well-known wellknown", "well-known", Options(), ["well-known"]),
        ("well–known", "well-known", Options(), ["well–known"]),
        ("well-known", "known", Options(whole_words=True), ["known"]),
        ("co-\noperate", "cooperate", Options(whole_words=True), ["co-\noperate"]),
        ("I. V. Stalin", "i.v.", Options(), []),
        ("the cat", "e c", Options(whole_words=True), []),
        ("the cat", "e c", Options(), ["e c"]),
        ("x² x2", "x2", Options(), ["x²", "x2"]),
        ("naïveté", "NAIVETE", Options(case=True), []),
    ],
)
def test_what_is_found(text: str, typed: str, options: Options, hits: list[str]) -> None:
    assert slices(text, typed, options) == hits


def test_a_search_that_nobody_wants_any_more_stops() -> None:
    finder = Finder(InkText("a " * 500))
    asked = iter([False] * 3 + [True])
    assert len(finder.hits("a", stale=lambda: next(asked))) == 3
    assert len(finder.hits("a")) == 500


@given(st.text(alphabet="aAéÉёЁйﬁß-—“ \n한e\u0301", max_size=20))
def test_each_strength_folds_what_it_folded_no_further(text: str) -> None:
    for folding in (CASED, LOOSE, WORDS):
        once = Folded(InkText(text), folding).text
        assert Folded(InkText(once), folding).text == once
    loose = Folded(InkText(text), LOOSE).text
    assert Folded(InkText(Folded(InkText(text), CASED).text), LOOSE).text == loose


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Договор от 19 июня 2024 г. вступил в силу.", 1),
        ("He met Gen. MacArthur. They spoke.", 2),
        ("“Who?” “Nobody.” They left.", 3),
        ("См. рис. 3 и табл. 4. Далее.", 2),
        ("조약 제4조. 그는 말했다.", 2),
        ("No stop\n\nat all", 2),
        ("", 0),
    ],
)
def test_how_many_sentences(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count


@given(st.text(alphabet="Aa. \n!?“”г5。한", max_size=40), st.integers(0, 40))
def test_the_sentence_at_a_place_is_one_of_those_of_the_text(text: str, at: int) -> None:
    ink = InkText(text)
    if at >= len(ink):
        return
    start, end = sentence_bounds(ink, at)
    assert start <= at < end
    every = [(ink.offset(a), ink.offset(b)) for a, b in sentences(text)]
    assert (start, end) in every


@given(
    st.lists(st.sampled_from(["paragraph", "table", "code", "heading", ""]), max_size=4),
    st.lists(st.integers(0, 30), max_size=4),
)
def test_copying_leaves_out_what_is_hidden_and_nothing_else(
    roles: list[str], cuts: list[int]
) -> None:
    text = InkText("\n".join(f"one{n} two{n}\nthree{n}" for n in range(len(roles))))
    size = len(InkText("one0 two0\nthree0"))
    blocks = [Block(n * size, (n + 1) * size, role) for n, role in enumerate(roles) if role]
    layer = TextLayer(text, tuple(blocks))
    hidden = [(a, b) for a, b in pairwise(sorted(cuts))][::2]
    gone = {at for start, end in hidden for at in range(start, end)}
    left = "".join(c for at, c in enumerate(text.ink) if at not in gone)
    assert ink_of(excerpt(layer, 0, len(text), hidden)) == (left or text.ink)
