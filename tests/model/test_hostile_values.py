# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever a stranger sets, no field takes what it cannot show, and no question stumbles."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Setting
from sidelight.model.fields import BIRTH, FIELDS, MOST, REQUIRED, TAKEN_BACK, empty, fits
from sidelight.model.records import Passage
from sidelight.model.vocabulary import ANSWERS, DESCRIBED, LEVELS, MATCHES, SEVERITIES
from tests.model.desks import DOCUMENT, LAYER, Desk, place

EVERY = [(record, field) for record, fields in FIELDS.items() for field in fields]
TEXTS = [one for one in EVERY if empty(*one) == "" and fits(*one, "any words")]
CHOSEN = [one for one in EVERY if empty(*one) == "" and one not in TEXTS]
PLACES = [one for one in EVERY if one[1] == "place"]
COUNTS = [one for one in EVERY if one[1] == "number"]

_leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
_values = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.sampled_from(EVERY), _values)
def test_any_value_is_taken_or_refused_without_a_stumble(one: tuple[str, str], value: Any) -> None:
    desk = Desk("a" * 32)
    desk.claim()
    plain = _plain(value)
    desk.project.add([desk.change(Setting(one[0], "x", one[1], plain))])
    assert fits(*one, plain) or desk.project.log.ignored == 1
    assert len(desk.project.claims()) >= 1
    assert desk.project.documents() is not None
    assert desk.project.corrections(LAYER) == ()


def _plain(value: Any) -> Any:
    """A value as a change can hold it: no fractions, no text that is none."""
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and abs(value) < 2**53 else 0
    if isinstance(value, int) and not isinstance(value, bool):
        return max(-(2**53) + 1, min(value, 2**53 - 1))
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value


@pytest.mark.parametrize("one", TEXTS, ids=".".join)
def test_a_text_is_whole_and_of_some_length(one: tuple[str, str]) -> None:
    assert fits(*one, "")
    assert fits(*one, "<b>한\n\x00</b>")
    assert fits(*one, "x" * 1_000_000)
    assert not fits(*one, "x" * 1_000_001)
    assert not fits(*one, "half \ud83d")
    assert not any(fits(*one, value) for value in (None, 1, True, b"x", ["x"], {"x": "y"}))


@pytest.mark.parametrize("one", CHOSEN, ids=".".join)
def test_a_word_is_one_of_those_there_are(one: tuple[str, str]) -> None:
    assert fits(*one, "")
    known = (*MATCHES[1:], *LEVELS, *ANSWERS, *SEVERITIES, *DESCRIBED, "#00ff7a")
    assert [word for word in known if fits(*one, word)]
    odd = ("exact ", "Primary", "#12345", "#00FF7A", None, 1, True, b"x", ["minor"], {"x": "y"})
    assert not any(fits(*one, value) for value in odd)


@pytest.mark.parametrize("one", COUNTS, ids=".".join)
def test_a_number_counts_from_one(one: tuple[str, str]) -> None:
    assert [n for n in (-1, 0, 1, 7, MOST, MOST + 1) if fits(*one, n)] == [1, 7, MOST]
    assert not any(fits(*one, value) for value in (True, 1.0, "1", None, [1]))


@pytest.mark.parametrize("one", PLACES, ids=".".join)
@pytest.mark.parametrize("field", ["quote", "prefix", "suffix", "document", "layer", "start",
                                   "end", "page"])  # fmt: skip
def test_a_place_lacks_nothing_and_holds_nothing_else(one: tuple[str, str], field: str) -> None:
    whole = place()
    assert fits(*one, whole)
    assert not fits(*one, {name: value for name, value in whole.items() if name != field})
    wrongs: tuple[Any, ...] = (None, [], {}, True, -1, 1.5, "\ud800")
    for wrong in wrongs:
        assert not fits(*one, {**whole, field: wrong})


@pytest.mark.parametrize("name", ["document", "layer"])
@pytest.mark.parametrize(
    "wrong", ["", "d" * 63, "d" * 65, "D" * 64, "g" * 64, "d" * 64 + "\n", "../" + "d" * 61]
)
def test_a_hash_is_64_small_hex_digits(name: str, wrong: str) -> None:
    assert not fits("evidence", "place", {**place(), name: wrong})


def test_a_place_is_a_range_of_at_least_one() -> None:
    assert not fits("passage", "place", place(5, 5))
    assert not fits("passage", "place", place(6, 5))
    assert fits("passage", "place", place(2**53 - 2, 2**53 - 1))
    assert not fits("passage", "place", place(2**53 - 1, 2**53))


@pytest.mark.parametrize(
    ("value", "so"),
    [
        ([], True),
        ([[0, 0], [3, 9]], True),
        ([[9, 3]], False),
        ([[1, 2, 3]], False),
        ([[True, 2]], False),
        ([[-1, 2]], False),
        ([(1, 2)], False),
        ("12", False),
        ({}, False),
    ],
)
def test_hidden_ranges(value: Any, so: bool) -> None:
    assert fits("document", "hidden", value) is so


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("options", []),
        ("options", {"ink": 5}),
        ("options", {"\ud800": "x"}),
        ("text", ""),
        ("geometry", None),
        ("rendition", "short"),
        ("rendition", None),
        ("kind", 1),
    ],
)
def test_how_a_layer_was_made_is_told_whole(field: str, wrong: Any) -> None:
    words = {"kind": "recognised", "extractor": "t", "version": "1", "language": ""}
    blobs = {"document": DOCUMENT, "text": "a" * 64, "geometry": "b" * 64, "rendition": ""}
    made = {**words, **blobs, "options": {"ink": "0-3"}}
    assert fits("layer", "made", made)
    assert not fits("layer", "made", {**made, field: wrong})


@pytest.mark.parametrize(("record", "field"), EVERY, ids=map(".".join, EVERY))
def test_what_says_nothing_fits_where_nothing_may_be_said(record: str, field: str) -> None:
    value = empty(record, field)
    if field in REQUIRED.get(record, ()):
        assert (value is None) == ((record, field) not in TAKEN_BACK)
    assert value is None or fits(record, field, value)


def test_records_are_born_by_a_field_that_they_have() -> None:
    assert all(field in FIELDS[record] for record, field in BIRTH.items())
    assert not fits("omen", "sign", "x")
    assert not fits("claim", "omen", "x")
    assert empty("omen", "sign") is None


@given(st.dictionaries(st.sampled_from([*place(), "area"]), _values))
def test_a_passage_is_read_or_refused_in_one_way(value: dict[str, Any]) -> None:
    try:
        found = Passage.from_json({**place(), **value})
    except ValueError:
        return
    assert found.area is None or (found.start, found.end, found.quote) == (0, 0, "")
    assert (found.area is None) == ("area" not in value)
