# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of one text laid onto those of another, and passages carried over."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.text.alignment import align
from sidelight.text.ink import InkText
from sidelight.text.text_map import TextMap
from sidelight.text.tokens import Tokens
from tests.effort import examples

WORDS = st.lists(st.sampled_from(["the", "pact", "of", "1950", "was", "signed", ",", "."]))


@settings(max_examples=examples(200))
@given(WORDS, WORDS)
def test_blocks_agree_and_rise_in_both_texts(old: list[str], new: list[str]) -> None:
    a = b = 0
    for block in align(old, new):
        assert block.size
        assert block.old >= a
        assert block.new >= b
        a, b = block.old + block.size, block.new + block.size
        assert old[block.old : a] == new[block.new : b]


@given(WORDS)
def test_a_text_is_itself(words: list[str]) -> None:
    assert sum(block.size for block in align(words, words)) == len(words)


def test_words_of_several_scripts() -> None:
    text = InkText("The “pact”, 5 % — его текст. 로씨야에 무기 中国")
    tokens = Tokens(text)
    assert tokens.keys == [
        *("The", '"', "pact", '"', ",", "5", "%", "-", "его", "текст", "."),
        *("로", "씨", "야", "에", "무", "기", "中", "国"),
    ]
    spans = zip(tokens.starts, tokens.ends, strict=True)
    assert "".join(text.ink[a:b] for a, b in spans) == text.ink
    assert tokens.within(4, 7) == (2, 3)
    assert tokens.within(3, 3) == (1, 1)


def test_differences_are_the_changed_words_of_both() -> None:
    old = InkText("Kim visited in 2010 by train. Nobody spoke of it.")
    new = InkText("Kim visited in August 2011 by train. Nobody spoke of it, then.")
    found = list(TextMap(old, new).differences())
    assert [(old.slice(*d.old), new.slice(*d.new)) for d in found] == [
        ("2010", "August 2011"),
        ("", ", then"),
    ]


def test_places_face_each_other() -> None:
    old = InkText("One two three four five six.")
    new = InkText("Zero. One two three added four five six.")
    map_ = TextMap(old, new)
    four = old.offset(old.text.index("four"))
    assert new.slice(*map_.facing(four, four + 8)) == "four five"
    assert map_.facing(*map_.facing(four, four + 4), back=True) == (four, four + 4)
    assert map_.facing(len(old) + 10, len(old) + 12)[1] == len(new)
    empty = InkText("")
    assert TextMap(empty, new).facing(0, 1) == (0, 0)
    assert TextMap(old, empty).facing(3, 4) == (0, 0)


def test_a_book_is_laid_onto_its_next_edition_in_time() -> None:
    draw = random.Random(5)
    words = [f"{draw.choice('bcdfgm')}{draw.choice('aeiou')}{n % 997}" for n in range(40_000)]
    book = [draw.choice(words) for _ in range(120_000)]
    edited = [word for word in book if draw.random() > 0.01]
    edited[5_000:5_000] = [draw.choice(words) for _ in range(3_000)]
    started = time.process_time()
    blocks = align(book, edited)
    assert time.process_time() - started < 15
    assert sum(block.size for block in blocks) > 110_000
