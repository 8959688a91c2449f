# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is copied: paragraphs, joined words, nothing that was hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.excerpts import excerpt, without
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Block, TextLayer

PARTS = (
    ("heading", "The har-\nbour"),
    ("paragraph", "It was\nmended by\nthe coun-\ncil."),
    ("table", "houses  12\nschools  3"),
    ("", "[loose]"),
    ("paragraph", "So they  said."),
)


def layer() -> TextLayer:
    text = InkText("\n\n".join(words for _, words in PARTS))
    blocks, at = [], 0
    for role, words in PARTS:
        end = at + len(ink_of(words))
        if role:
            blocks.append(Block(at, end, role))
        at = end
    return TextLayer(text, tuple(blocks))


LAYER = layer()
ALL = (0, len(LAYER.text))
WHOLE = """The harbour

It was mended by the council.

houses 12
schools 3

[loose]

So they said."""


def found(words: str) -> tuple[int, int]:
    at = LAYER.text.text.index(words)
    return LAYER.text.offset(at), LAYER.text.offset(at + len(words))


def test_paragraphs_are_kept_and_lines_joined() -> None:
    assert excerpt(LAYER, *ALL) == WHOLE
    start, end = found("mended")[0], found("houses")[1]
    assert excerpt(LAYER, start, end) == "mended by the council.\n\nhouses"
    assert excerpt(LAYER, 5, 5) == ""
    assert excerpt(TextLayer(InkText("No\nblocks")), 0, 8) == "No blocks"


def test_what_is_hidden_is_left_out_unless_it_is_all_there_is() -> None:
    hidden = found("[loose]")
    assert excerpt(LAYER, *ALL, [hidden]) == WHOLE.replace("[loose]\n\n", "")
    assert excerpt(LAYER, *hidden, [hidden]) == "[loose]"
    assert excerpt(LAYER, *hidden, [ALL]) == "[loose]"


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        ([], [(2, 9)]),
        ([(0, 3)], [(3, 9)]),
        ([(8, 20)], [(2, 8)]),
        ([(4, 5), (3, 6)], [(2, 3), (6, 9)]),
        ([(2, 9)], []),
        ([(20, 30), (0, 1)], [(2, 9)]),
    ],
)
def test_ranges_are_taken_away(hidden: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    assert list(without((2, 9), hidden)) == left


RANGES = st.tuples(st.integers(0, ALL[1]), st.integers(0, ALL[1])).map(lambda r: (min(r), max(r)))


@given(RANGES, st.lists(RANGES, max_size=4))
def test_what_is_left_is_what_is_not_hidden(
    whole: tuple[int, int], hidden: list[tuple[int, int]]
) -> None:
    left = {at for start, end in without(whole, hidden) for at in range(start, end)}
    gone = {at for start, end in hidden for at in range(start, end)}
    assert left == set(range(*whole)) - gone


@given(RANGES)
def test_no_ink_is_lost_but_the_hyphens_of_divided_words(chosen: tuple[int, int]) -> None:
    words = ink_of(excerpt(LAYER, *chosen)).replace("-", "")
    assert words == LAYER.text.ink[slice(*chosen)].replace("-", "")
