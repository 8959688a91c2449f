# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where sentences end, in the languages of the sample and with their abbreviations."""

from itertools import chain

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.ink import InkText
from sidelight.text.sentences import (
    next_sentence,
    previous_sentence,
    sentence_bounds,
    sentences,
)
from tests.text.sentence_cases import BY_LANGUAGE


def divided(text: str) -> str:
    """The text with a bar after each sentence but the last, blanks after it."""
    parts = [text[start:end] for start, end in sentences(text)]
    return "|".join(part.rstrip() for part in parts)


LAYOUT = [
    "It was\nso. |Then it\nwas not.",
    "A heading\n\n|It was so.\n \n|No stop",
]


@pytest.mark.parametrize("marked", [*chain.from_iterable(BY_LANGUAGE.values()), *LAYOUT])
def test_sentences_end_where_readers_end_them(marked: str) -> None:
    wanted = "|".join(part.strip() for part in marked.split("|"))
    assert "|".join(p.strip() for p in divided(marked.replace("|", "")).split("|")) == wanted


PIECES = st.lists(
    st.sampled_from(
        [
            "It was",
            "so.",
            " ",
            "\n",
            "\n\n",
            "г.",
            "И.",
            "Он",
            "了。",
            "했다.",
            "”",
            "5",
            "?!",
            "(",
            "t",
        ]
    ),
    max_size=30,
).map("".join)


@given(PIECES)
def test_sentences_tile_the_text(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert start == at
        assert end > start
        at = end
    assert at == len(text)


@given(PIECES)
def test_line_ends_mean_no_more_than_blanks(text: str) -> None:
    once = regex.sub(r"(?<!\n *)\n(?! *\n)", " ", text)
    lines, plain = InkText(text), InkText(once)
    assert [sentence_bounds(lines, at) for at in range(len(lines))] == [
        sentence_bounds(plain, at) for at in range(len(plain))
    ]


@given(PIECES)
def test_steps_by_sentences_come_to_both_ends(text: str) -> None:
    ink = InkText(text)
    at, stops = 0, [0]
    while at < len(ink):
        after = next_sentence(ink, at)
        assert after > at
        at = after
        stops.append(at)
    while at > 0:
        assert at == stops.pop()
        before = previous_sentence(ink, at)
        assert before < at
        at = before
    assert next_sentence(ink, len(ink)) == len(ink)
    assert previous_sentence(ink, 0) == 0


def test_bounds_are_in_ink_and_a_boundless_paragraph_is_cut() -> None:
    text = InkText("It was so. Then not.")
    assert sentence_bounds(text, 3) == (0, 8)
    assert sentence_bounds(text, 8) == (8, 16)
    assert sentence_bounds(text, 99) == (99, 99)
    endless = InkText("word " * 20_000)
    start, end = sentence_bounds(endless, 40_000)
    assert start < 40_000 < end
    assert end - start < 30_000
