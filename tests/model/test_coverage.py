# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which sentences of an article hold no claim, in three languages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.coverage import Coverage, coverage, sentence_ranges
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Block, Furniture, TextLayer

TEXT = """The pact, explained

It was signed in June 2024 by Mr. Kim. Nobody asked why. * * *

Договор подписан 19 июня 2024 г. в Пхеньяне. Это второй договор.

조약은 6월에 체결되었다. 국경은 두만강을 따라 흐른다.

Also read: the small print
"""


def layer_of(text: str, furniture: tuple[Furniture, ...] = ()) -> TextLayer:
    """A layer whose paragraphs are its blocks."""
    ink, at, blocks = InkText(text), 0, []
    for paragraph in text.strip().split("\n\n"):
        blocks.append(Block(at, at + len(ink_of(paragraph))))
        at = blocks[-1].end
    return TextLayer(ink, tuple(blocks), (), furniture)


def place(layer: TextLayer, words: str) -> tuple[int, int]:
    start = layer.text.ink.index(ink_of(words))
    return start, start + len(ink_of(words))


def words(layer: TextLayer, found: Coverage, state: str) -> list[str]:
    return [layer.text.slice(one.start, one.end) for one in found.sentences if one.state == state]


LAYER = layer_of(TEXT)


def test_each_sentence_is_one_whatever_its_language() -> None:
    found = coverage(sentence_ranges(LAYER), [], [], [])
    assert words(LAYER, found, "open") == [
        "The pact, explained",
        "It was signed in June 2024 by Mr. Kim.",
        "Nobody asked why.",
        "Договор подписан 19 июня 2024 г. в Пхеньяне.",
        "Это второй договор.",
        "조약은 6월에 체결되었다.",
        "국경은 두만강을 따라 흐른다.",
        "Also read: the small print",
    ]
    assert found.percent == 0


def test_a_claim_or_a_word_of_a_reviewer_covers_a_sentence() -> None:
    claimed = [place(LAYER, "by Mr. Kim. Nobody"), place(LAYER, "두만강")]
    exempt = [place(LAYER, "The pact, explained"), place(LAYER, "두만강")]
    furniture = Furniture(*place(LAYER, "Also read: the small print"), "also-read")
    layer = layer_of(TEXT, (furniture,))
    found = coverage(sentence_ranges(layer), claimed, exempt, [place(LAYER, "Это второй договор.")])
    assert words(layer, found, "claimed") == [
        "It was signed in June 2024 by Mr. Kim.",
        "Nobody asked why.",
        "국경은 두만강을 따라 흐른다.",
    ]
    assert words(layer, found, "exempt") == ["The pact, explained"]
    assert words(layer, found, "open") == [
        "Договор подписан 19 июня 2024 г. в Пхеньяне.",
        "조약은 6월에 체결되었다.",
    ]
    assert found.percent == 66


def test_the_next_open_sentence_comes_round() -> None:
    found = coverage(sentence_ranges(LAYER), [], [], [])
    first, last = found.open[0], found.open[-1]
    assert found.after(-1) == first
    assert found.after(first.start) == found.open[1]
    assert found.after(last.start) == first
    assert Coverage().after(0) is None
    assert Coverage().percent is None
    done = coverage(sentence_ranges(LAYER), [(0, len(LAYER.text))], [], [])
    assert (done.percent, done.after(0)) == (100, None)


def test_a_text_without_blocks_is_one() -> None:
    found = coverage(sentence_ranges(TextLayer(InkText("One. Two."))), [(0, 1)], [], [])
    assert [one.state for one in found.sentences] == ["claimed", "open"]
    assert list(sentence_ranges(TextLayer(InkText("")))) == []


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30)), max_size=6))
def test_what_is_open_is_what_nothing_touches(some: list[tuple[int, int]]) -> None:
    ranges = [(start, start + length) for start, length in some]
    found = coverage(sentence_ranges(LAYER), ranges, [], [])
    assert len(found.sentences) == 8
    for one in found.sentences:
        touched = any(s < one.end and one.start < e for s, e in ranges)
        assert (one.state == "claimed") == touched
