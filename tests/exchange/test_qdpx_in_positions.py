# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places counted in whatever way lead back to the words that were marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.exchange.incoming import Place
from sidelight.exchange.qdpx_in_positions import (
    STANDARD,
    Counting,
    Marked,
    Reading,
    plain_text,
    reading_of,
)
from sidelight.exchange.qdpx_in_words import Words
from sidelight.text.ink import InkText, ink_of

WORDS = ("Kim", "thanked", "Stalin", "조약을", "맺었다", "Договор", "подписан", "17", "𝔄ß", "ﬁne")
BETWEEN = (" ", " ", " ", " 😀 ", "\n", "\n\n", ". ", " 🇰🇵 — ")
WAYS = [
    Counting(units, lines, mark)
    for units in (False, True)
    for lines in ("", "one", "two")
    for mark in (False, True)
]

Range = tuple[int, int]


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Range]]:
    """Return a text of words with ranges that begin and end where words do."""
    parts = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), min_size=6))
    text, spans = "", []
    for word, between in parts:
        spans.append((len(text), len(text) + len(word)))
        text += word + between
    at = st.integers(0, len(spans) - 1)
    pairs = draw(st.lists(st.tuples(at, at), min_size=1, max_size=20))
    return text, [(spans[min(pair)][0], spans[max(pair)][1]) for pair in pairs]


def counted(text: str, place: int, way: Counting, *, stored: bool) -> int:
    """Return where a place in a text is in one way of counting; by brute force."""
    before = text[:place]
    ends = before.count("\n")
    more = {"one": 0, "two": ends, "": ends if stored else 0}[way.lines]
    astral = sum(ord(one) > 0xFFFF for one in before) if way.units else 0
    return place + more + astral + way.mark


def written(text: str, ranges: Sequence[Range], way: Counting, end: str, *, named: bool) -> tuple[
    bytes, list[Marked]
]:  # fmt: skip
    """Return a file with such line ends, and the ranges as a program writes them."""
    stored = end == "\r\n"
    marked = []
    for range_ in ranges:
        start, stop = (counted(text, at, way, stored=stored) for at in range_)
        words = text[slice(*range_)]
        said = (words if len(words) < 40 else words[:40].rstrip() + "...",) if named else ()
        marked.append(Marked(start, stop, said))
    raw = ("\ufeff" if way.mark else "") + text.replace("\n", end)
    return raw.encode(), marked


@settings(max_examples=60)
@given(texts(), st.sampled_from(WAYS), st.sampled_from(["\n", "\r\n", "\r"]))
def test_names_of_selections_tell_how_they_are_counted(
    made: tuple[str, list[Range]], way: Counting, end: str
) -> None:
    text, ranges = made
    data, marked = written(text, ranges, way, end, named=True)
    read = plain_text(data)
    assert read is not None
    assert read.text == text
    reading, _ = reading_of(read, marked)
    found = [text[slice(*reading.range(one))] for one in marked]
    # a name that was cut may fit two readings: the words begin alike at least
    for words, range_ in zip(found, ranges, strict=True):
        whole = text[slice(*range_)]
        assert "".join(words.split())[:30] == "".join(whole.split())[:30]
        if len(whole) < 40:
            assert ink_of(words) == ink_of(whole)


@settings(max_examples=60)
@given(texts(), st.sampled_from(WAYS), st.sampled_from(["\n", "\r\n"]))
def test_the_ranges_fit_no_other_way_better(
    made: tuple[str, list[Range]], way: Counting, end: str
) -> None:
    """Without names the words may not be told; what is taken is never worse than the truth."""
    text, ranges = made
    data, marked = written(text, ranges, way, end, named=False)
    read = plain_text(data)
    assert read is not None
    reading, taken = reading_of(read, marked)
    truth = Reading(read, way)
    assert [truth.range(one) for one in marked] == ranges

    def borders(one: Reading) -> int:
        return sum(
            not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())
            for marked_ in marked
            for at in one.range(marked_)
        )

    if reading.range(marked[0]) != truth.range(marked[0]):
        assert taken != way
        assert borders(reading) >= 0.5 * borders(truth)


@settings(max_examples=60)
@given(texts())
def test_our_own_way_is_the_standard(made: tuple[str, list[Range]]) -> None:
    text, ranges = made
    data, marked = written(text, ranges, STANDARD, "\n", named=True)
    read = plain_text(data)
    assert read is not None
    assert reading_of(read, marked)[1] == STANDARD


@settings(max_examples=60)
@given(
    st.text(st.sampled_from("ab 😀\r\n\ufeff\t조é\u0301"), max_size=60),
    st.lists(st.tuples(st.integers(-5, 80), st.integers(-5, 80)), min_size=1, max_size=6),
    st.sampled_from(WAYS),
)
def test_no_place_leaves_the_text(raw: str, ranges: list[Range], way: Counting) -> None:
    read = plain_text(raw.encode())
    assert read is not None
    assert "\r" not in read.text
    reading = Reading(read, way)
    for range_ in ranges:
        start, end = reading.range(Marked(*range_))
        assert 0 <= start <= end <= len(read.text)
    places = [reading.place(at)[0] for at in range(200)]
    assert places == sorted(places)


@settings(max_examples=60)
@given(texts(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_places_are_ink_ranges_of_the_very_document(
    made: tuple[str, list[Range]], end: str, exact: bool
) -> None:
    text, ranges = made
    data, marked = written(text, ranges, STANDARD, end, named=True)
    read = plain_text(data)
    assert read is not None
    words = Words()
    ink = InkText(data.decode())
    for place, range_ in zip(words.places("a", read, marked, exact=exact), ranges, strict=True):
        assert place.quote == text[slice(*range_)]
        assert text[: range_[0]].endswith(place.prefix)
        assert text[range_[1] :].startswith(place.suffix)
        assert (place.start is not None) == exact
        if place.start is not None and place.end is not None:
            assert ink_of(ink.slice(place.start, place.end)) == ink_of(place.quote)
    assert words.lost == 0


def test_a_selection_without_words_is_of_the_whole_document() -> None:
    read = plain_text("Kim \u200b\n came".encode())
    assert read is not None
    words = Words()
    nowhere = [Marked(3, 6), Marked(5, 5), Marked(-4, -1), Marked(90, 95), Marked(8, 2)]
    assert words.places("a", read, nowhere, exact=True) == [Place("a")] * 5
    assert words.lost == 5
    # what reaches too far is cut
    (place,) = words.places("a", read, [Marked(-3, 900)], exact=True)
    assert (place.start, place.end) == (0, 7)


@pytest.mark.parametrize(
    ("origin", "start", "words"),
    [("NVivo 12", 4, "cde"), ("QualCoder", 4, "def"), ("", 4, "def"), ("MAXQDA", 4, "cde")],
)
def test_where_nothing_tells_the_program_does(origin: str, start: int, words: str) -> None:
    read = plain_text("😀abcdefg hij".encode())
    assert read is not None
    marked = Marked(start, start + 3)
    reading, _ = reading_of(read, [marked], origin)
    assert read.text[slice(*reading.range(marked))] == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "utf-8-sig"])
def test_texts_in_old_encodings_are_read(encoding: str) -> None:
    said = "Договор подписан 19 июня в Пхеньяне.\r\nЕщё один посол сообщил о займе.\r\n" * 3
    read = plain_text(said.encode(encoding))
    assert read is not None
    assert read.text == said.replace("\r\n", "\n")
    assert plain_text(b"\x00\x01\x02\xff\xfe\x80" * 50) is None


@settings(max_examples=60)
@given(st.text(st.sampled_from("a\r\n"), max_size=40))
def test_pairs_are_where_line_ends_were_two_characters(raw: str) -> None:
    read = plain_text(raw.encode())
    assert read is not None
    assert len(read.pairs) == len(re.findall("\r\n", raw))
    assert all(read.text[at] == "\n" for at in read.pairs)
    assert len(read.text) == len(raw) - len(read.pairs)
