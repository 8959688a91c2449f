# SPDX-License-Identifier: AGPL-3.0-or-later
"""Characters as readers see them, and words."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.graphemes import cluster_bounds, snap, word_bounds, words
from sidelight.text.ink import InkText

FLAG = "\U0001f1e9\U0001f1ea"
ASTRONAUT = "\U0001f469\u200d\U0001f680"
TEXTS = st.lists(
    st.sampled_from(
        [
            "a",
            "é",
            FLAG,
            ASTRONAUT,
            "한",
            "한",
            "\r\n",
            "\n",
            " ",
            "\u0600",
            "5",
            "क्",
            "ष",
            "\xad",
            "\u200b",
            "́",
        ]
    ),
    max_size=40,
).map("".join)


@given(TEXTS)
def test_bounds_are_those_of_dividing_the_whole_text(text: str) -> None:
    for cluster in regex.finditer(r"\X", text):
        for place in range(*cluster.span()):
            assert cluster_bounds(text, place) == cluster.span()
    assert cluster_bounds(text, len(text)) == (len(text), len(text))


def test_a_long_row_of_flags_is_divided_from_its_start() -> None:
    text = "a" + FLAG * 400
    assert cluster_bounds(text, 602) == (601, 603)
    assert cluster_bounds(text, 601) == (601, 603)


def test_a_letter_with_a_thousand_marks_is_one_character() -> None:
    text = "a" + "\u0301" * 1000 + "b"
    assert cluster_bounds(text, 900) == (0, 1001)
    assert snap(InkText(text), 500, 501) == (0, 1001)


@given(TEXTS, st.data())
def test_snapping_widens_and_is_done_once(text: str, data: st.DataObject) -> None:
    inked = InkText(text)
    start = data.draw(st.integers(0, len(inked)))
    end = data.draw(st.integers(start, len(inked)))
    first, last = snap(inked, start, end)
    assert first <= start
    assert end <= last
    assert snap(inked, first, last) == (first, last)


@pytest.mark.parametrize(
    ("text", "given_range", "snapped"),
    [
        ("cafe\u0301s", (3, 4), (3, 5)),
        ("cafe\u0301s", (4, 5), (3, 5)),
        (f"x {ASTRONAUT} y", (1, 2), (1, 3)),
        (f"x {FLAG} y", (2, 3), (1, 3)),
        ("\u1112\u1161\u11ab", (1, 2), (0, 3)),
        ("שָׁ", (1, 2), (0, 3)),
        ("abc", (2, 2), (2, 2)),
    ],
)
def test_no_mark_is_torn_from_its_letter(
    text: str, given_range: tuple[int, int], snapped: tuple[int, int]
) -> None:
    assert snap(InkText(text), *given_range) == snapped


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It’s 3.14, or 1,000.", ["It’s", "3.14", "or", "1,000"]),
        ("cafe\u0301 и ёж", ["cafe\u0301", "и", "ёж"]),
        ("co\u00adop", ["co\u00adop"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("한국어를 배운다", ["한국어를", "배운다"]),
        ("\u200d — \u00ad", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == found


@pytest.mark.parametrize(
    ("text", "offset", "word"),
    [
        ("The cat’s\npaw", 4, "cat’s"),
        ("The cat’s\npaw", 0, "The"),
        ("می\u200cخواهم کتاب", 4, "می\u200cخواهم"),
        ("a — b", 1, "—"),
        (f"a {ASTRONAUT} b", 2, ASTRONAUT),
    ],
)
def test_the_word_at_a_place(text: str, offset: int, word: str) -> None:
    inked = InkText(text)
    assert inked.slice(*word_bounds(inked, offset)) == word


def test_there_is_no_word_outside_the_text() -> None:
    inked = InkText("ab")
    assert word_bounds(inked, 2) == (2, 2)
    assert word_bounds(inked, -1) == (-1, -1)
