# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ink offsets: which code points count, and the way between the two kinds of offset."""

import itertools
import re
import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text import ink
from sidelight.text.ink import DEFAULT_IGNORABLE, WHITE_SPACE, InkText, ink_of, is_ink

HARD = [
    "e\u0301",
    "\U0001f469\u200d\U0001f680",
    "❤\ufe0f",
    "𝒜𐍈",
    "\u1112\u1161\u11ab",
    "한국어",
    "שָׁלוֹם",
    "مُحَمَّد",
    "co\u00adop",
    "\x1f",
    "word",
    "",
]
BLANKS = [" ", "\n", "\u00a0", "\u200b", "\ufeff", "\u3000", "\r\n", "\u2028", " \u00ad "]
WORDS = st.lists(st.sampled_from(HARD), max_size=12)
TEXTS = st.text() | WORDS.flatmap(
    lambda words: st.lists(st.sampled_from(BLANKS), min_size=len(words), max_size=len(words)).map(
        lambda blanks: "".join(w + b for w, b in zip(words, blanks, strict=True))
    )
)


def ranges(property_: str) -> list[tuple[int, int]]:
    """The ranges of code points that have a property, as the regex library knows it."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    found = regex.finditer(rf"\p{{{property_}}}+", every)
    return [(match.start(), match.end() - 1) for match in found]


# Both properties have been the same since Unicode 14.0 (U+180F joined) through 17.0.  A later
# version that adds to them makes these fail: the tables stay, and the difference is to be written
# down here.
def test_white_space_is_the_property_of_unicode() -> None:
    assert list(WHITE_SPACE) == ranges("White_Space")


def test_default_ignorable_is_the_property_of_unicode() -> None:
    assert list(DEFAULT_IGNORABLE) == ranges("Default_Ignorable_Code_Point")


def test_the_two_tables_do_not_meet() -> None:
    every = sorted((*WHITE_SPACE, *DEFAULT_IGNORABLE))
    assert all(one[1] < other[0] for one, other in itertools.pairwise(every))


@pytest.mark.parametrize(
    ("character", "counts"),
    [
        ("\u00a0", False),  # no-break space
        ("\u200b", False),  # zero-width space
        ("\u00ad", False),  # soft hyphen
        ("\ufeff", False),  # byte-order mark
        ("\u200d", False),  # joiner
        ("\u180e", False),  # white space until Unicode 6.3, ignorable since
        ("\u180f", False),  # ignorable since Unicode 14.0
        ("\u3164", False),  # Hangul filler
        ("\u0301", True),
        ("\x1c", True),  # str.isspace says blank
        ("\x1f", True),
        ("\u2800", True),  # Braille blank: no property says so
        ("\ufff9", True),  # interlinear annotation is not ignorable
        ("-", True),
        ("\U0001f680", True),
        ("\U000e0041", False),  # tag letter
    ],
)
def test_which_characters_count(character: str, counts: bool) -> None:
    assert is_ink(character) is counts
    assert ink_of(f"a{character}b") == (f"a{character}b" if counts else "ab")


@given(TEXTS)
def test_each_ink_offset_leads_to_its_code_point_and_back(text: str) -> None:
    inked = InkText(text)
    places = [at for at, character in enumerate(text) if is_ink(character)]
    assert inked.ink == ink_of(text)
    assert len(inked) == len(places)
    assert [inked.code_point(offset) for offset in range(len(inked))] == places
    assert [inked.offset(place) for place in places] == list(range(len(inked)))


@given(TEXTS, st.integers(1, 7))
def test_where_a_long_text_is_cut_for_looking_up_makes_no_difference(
    text: str, length: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ink, "_STRETCH", length)
        cut = InkText(text)
        places = [cut.code_point(offset) for offset in range(len(cut))]
        offsets = [cut.offset(place) for place in range(len(text) + 2)]
    whole = InkText(text)
    assert cut.ink == whole.ink
    assert places == [whole.code_point(offset) for offset in range(len(whole))]
    assert offsets == [whole.offset(place) for place in range(len(text) + 2)]


def test_a_long_text_leads_there_and_back() -> None:
    text = "a b\u00a0c \n\u00add" * 3000
    inked = InkText(text)
    assert len(inked) == 12_000
    places = [inked.code_point(offset) for offset in range(len(inked))]
    assert [text[at] for at in places] == list("abcd" * 3000)
    assert [inked.offset(at) for at in places] == list(range(len(inked)))


@given(TEXTS)
def test_any_code_point_has_as_much_ink_before_it_as_is_there(text: str) -> None:
    inked = InkText(text)
    for place in range(len(text) + 1):
        assert inked.offset(place) == len(ink_of(text[:place]))
    assert inked.offset(len(text) + 5) == len(inked)


@given(TEXTS, st.data())
def test_a_slice_has_the_ink_of_its_range_and_no_blanks_around(
    text: str, data: st.DataObject
) -> None:
    inked = InkText(text)
    start = data.draw(st.integers(0, len(inked)))
    end = data.draw(st.integers(0, len(inked)))
    part = inked.slice(start, end)
    assert ink_of(part) == inked.ink[start:end]
    assert part in text
    if part:
        assert is_ink(part[0])
        assert is_ink(part[-1])


@given(TEXTS)
def test_slices_and_gaps_make_the_text_again(text: str) -> None:
    inked = InkText(text)
    whole = "".join(inked.gap(o) + inked.slice(o, o + 1) for o in range(len(inked)))
    assert whole == inked.slice(0, len(inked))
    # gaps() lists just those gaps that hold anything.
    assert list(inked.gaps()) == [(o, inked.gap(o)) for o in range(len(inked)) if inked.gap(o)]


@given(st.lists(st.sampled_from(HARD[:-1]), min_size=1), st.data())
def test_wrapping_a_text_otherwise_keeps_its_ink_offsets(
    words: list[str], data: st.DataObject
) -> None:
    def laid_out() -> InkText:
        blank = st.sampled_from(BLANKS)
        return InkText("".join(w + data.draw(blank) for w in words))

    one, other = laid_out(), laid_out()
    assert one.ink == other.ink
    start = data.draw(st.integers(0, len(one) - 1))
    end = data.draw(st.integers(start + 1, len(one)))
    assert ink_of(one.slice(start, end)) == ink_of(other.slice(start, end))
    assert one.text[one.code_point(start)] == other.text[other.code_point(start)]


def test_an_offset_outside_the_text_is_refused() -> None:
    inked = InkText(" ab ")
    assert inked.code_point(2) == 3
    for outside in (-1, 3):
        with pytest.raises(ValueError, match=re.escape(f"ink offset {outside} outside 0..2")):
            inked.code_point(outside)


def test_a_text_without_ink() -> None:
    inked = InkText(" \u00ad\n")
    assert (len(inked), inked.ink, inked.slice(0, 0), inked.gap(0)) == (0, "", "", "")
    assert inked.code_point(0) == 0
    assert inked.offset(2) == 0
    assert list(inked.gaps()) == []


def test_variation_selectors_after_the_last_ink_are_left_out() -> None:
    inked = InkText("❤\ufe0f ❤\ufe0f")
    assert inked.slice(0, 1) == "❤"
    assert inked.slice(0, 2) == "❤\ufe0f ❤"
