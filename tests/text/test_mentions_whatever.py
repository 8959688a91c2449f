# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mentions in notes: whatever is written, they stand apart, in order, and say what stands there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.text.mentions import mentions

WORDS = {
    "claim": ("claim", "claims", "утверждение", "утверждениях", "утв.", "주장"),
    "source": ("source", "Source", "источник", "источника", "자료", "출처"),
    "article": ("article", "ARTICLE", "статья", "статьёй", "기사"),
    "document": ("document", "documents", "документ", "документов", "문서"),
}
KOREAN_FIRST = {"주장": "claim", "자료": "source", "출처": "source", "기사": "article"}
PAIRS = [(kind, word) for kind, words in WORDS.items() for word in words]
labels = st.from_regex(r"[1-9][0-9]{0,6}[a-p]{0,3}", fullmatch=True)
fillers = st.sampled_from(["see ", "and ", "; ", "— ", "и ", "또 ", "(", "\n", "“"])
endings = st.sampled_from([" ", ".", ", ", ")", "\n", "; ", "»", "”"])


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_whatever_is_written_mentions_stand_apart_and_in_order(text: str) -> None:
    found = mentions(text)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.label in text[one.start : one.end] for one in found)


@given(st.lists(st.tuples(fillers, st.sampled_from(PAIRS), labels, endings), max_size=6))
@settings(max_examples=60)
def test_all_that_is_named_is_found(
    parts: list[tuple[str, tuple[str, str], str, str]],
) -> None:
    text = "".join(f"{before}{word} {label}{after}" for before, (_k, word), label, after in parts)
    wanted = [(kind, label) for _before, (kind, _word), label, _after in parts]
    assert [(one.kind, one.label) for one in mentions(text)] == wanted


@given(st.lists(st.tuples(fillers, st.booleans(), labels, endings), max_size=6))
@settings(max_examples=40)
def test_signs_before_numbers_name_claims(parts: list[tuple[str, bool, str, str]]) -> None:
    text = "".join(
        f"{before}{'claim #' if word else '#'}{label}{after}"
        for before, word, label, after in parts
    )
    found = mentions(text)
    assert [one.label for one in found] == [label for _b, _w, label, _a in parts]
    assert {one.kind for one in found} <= {"claim"}


@pytest.mark.parametrize(("word", "kind"), KOREAN_FIRST.items())
@pytest.mark.parametrize("particle", ["", "을", "에서", "의", " "])
def test_a_korean_number_may_come_first(word: str, kind: str, particle: str) -> None:
    for text in (f"12번 {word}{particle}", f"12번{word}{particle}"):
        (found,) = mentions(text)
        assert (found.kind, found.label, found.start) == (kind, "12", 0)


@pytest.mark.parametrize(("kind", "word"), PAIRS)
@pytest.mark.parametrize("sign", [" ", " № ", " №", " no. "])
def test_each_word_takes_each_sign(kind: str, word: str, sign: str) -> None:
    (found,) = mentions(f"{word}{sign}7")
    assert (found.kind, found.label) == (kind, "7")


@pytest.mark.parametrize(("kind", "word"), PAIRS)
@pytest.mark.parametrize("after", ["0000000000", "x", "_", ".5", ",5", "q2"])
def test_a_number_that_goes_on_is_none(kind: str, word: str, after: str) -> None:
    assert kind in WORDS
    found = mentions(f"{word} 7{after}")
    assert all(one.label != "7" for one in found)


@pytest.mark.parametrize("before", ["sub", "non", "под", "пере", "A", "_", "9"])
def test_a_word_that_began_before_is_none(before: str) -> None:
    assert mentions(f"{before}claim 7") == []
    assert mentions(f"{before}утверждение 7") == []
