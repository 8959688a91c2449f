# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quotes as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.hyphens import divided_words, line_end_hyphens
from sidelight.text.ink import InkText, ink_of
from sidelight.text.quotes import readable, shorten

TEXTS = st.text() | st.lists(
    st.sampled_from(
        [
            "trans",
            "lation",
            "Saxon",
            "-\n",
            "‐\n",
            "- \r\n ",
            "-",
            " ",
            "\n",
            "\xad",
            "\x1c",
            "é",
            "\u200b",
            "\xa0",
            "1990",
            "—\n",
        ]
    )
).map("".join)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("a trans-\nlation", "a translation"),
        ("a trans\u2010\r\n  lation", "a translation"),
        ("a trans- \nlation", "a translation"),
        ("Anglo-\nSaxon", "Anglo-Saxon"),
        ("pre\u0301-\nfixe", "pre\u0301fixe"),
        ("1990-\n1995", "1990-1995"),
        ("1990–\n1995", "1990–1995"),
        ("MiG-\n15", "MiG-15"),
        ("1950-\nх годов", "1950-х годов"),
        ("before 1990 -\n1995", "before 1990 - 1995"),
        ("con\u00ad\ntent", "content"),
        ("con\u00ad \r\n tent", "content"),
        ("so —\nor", "so — or"),
        ("con\u00adsti\u00adtu\u00adtion", "constitution"),
        (" a\u00a0 b\u200bc\ufeff\n", "a b c"),
        ("пере-\nвод", "перевод"),
        ("한국\n전쟁", "한국 전쟁"),
        ("a\x1cb", "a\x1cb"),
        ("", ""),
    ],
)
def test_readable(text: str, reads: str) -> None:
    assert readable(text) == reads


@given(TEXTS)
def test_reading_loses_only_the_hyphens_it_names(text: str) -> None:
    inked = InkText(text)
    dropped = set(line_end_hyphens(inked))
    kept = "".join(c for at, c in enumerate(inked.ink) if at not in dropped)
    assert ink_of(readable(text)) == kept
    assert all(inked.ink[at] in "-\u2010" for at in dropped)


@given(TEXTS)
def test_what_is_readable_stays_as_it_is(text: str) -> None:
    once = readable(text)
    assert readable(once) == once
    assert "\n" not in once


def test_divided_words_are_told_with_what_becomes_of_their_hyphens() -> None:
    text = InkText("Anglo-\nSaxon trans-\nlation, well-known")
    assert list(divided_words(text)) == [(5, False), (16, True)]
    assert line_end_hyphens(text) == [16]


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 10, "one two…"),
        ("one, two three", 6, "one…"),
        ("한국어를배운다", 4, "한국어…"),
        ("abcdefghij k", 8, "abcdefg…"),
        ("cafe\u0301s", 5, "caf…"),
        ("abc", 1, "…"),
        ("abc", 0, "…"),
    ],
)
def test_shorten(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short


@given(st.text(), st.integers(1, 30))
def test_a_shortened_text_is_short_and_the_beginning(text: str, most: int) -> None:
    short = shorten(text, most)
    assert len(short) <= most
    assert text.startswith(short.removesuffix("…"))
