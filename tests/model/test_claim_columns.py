# SPDX-License-Identifier: AGPL-3.0-or-later
"""Columns of what claims hold: they filter as the claims themselves, and follow what changes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.model import claim_columns
from sidelight.model.claim_columns import Codes, Columns, Filtered
from sidelight.model.claim_filter import Filter
from tests.model.test_claim_filter import FILTERS, ROWS, Row

KEYS = ("verdict", "tag")


def columns_of(claims: Sequence[Filtered], steps: int) -> Columns:
    """Columns as far as they are prepared after some steps."""
    made = Columns()
    for _step in islice(made.prepare(claims, KEYS), steps):
        pass
    return made


@given(FILTERS, st.lists(ROWS, max_size=8), st.integers(0, 4), st.data())
def test_a_filter_that_asks_columns_lets_the_same_through(
    wanted: Filter, rows: list[Row], steps: int, data: st.DataObject
) -> None:
    columns, every = columns_of(rows, steps), range(len(rows))
    assert list(wanted.places(rows, every, columns)) == list(wanted.places(rows, every))
    some = data.draw(st.permutations(every))[: len(rows) // 2]
    assert list(wanted.places(rows, some, columns)) == list(wanted.places(rows, some))


@given(st.lists(st.tuples(ROWS, ROWS, st.booleans()), max_size=8), FILTERS, st.integers(0, 4))
def test_columns_follow_what_changes_and_those_before_stay(
    pairs: list[tuple[Row, Row, bool]], wanted: Filter, steps: int
) -> None:
    before = [old for old, _new, _changes in pairs]
    after = [new if changes else old for old, new, changes in pairs]
    changed = [at for at, (_old, _new, changes) in enumerate(pairs) if changes]
    columns, every = columns_of(before, steps), range(len(pairs))
    fresh = columns.after(before, after, changed)
    assert fresh.codes.keys() == columns.codes.keys()
    assert list(wanted.places(after, every, fresh)) == list(wanted.places(after, every))
    assert list(wanted.places(before, every, columns)) == list(wanted.places(before, every))


def test_all_is_prepared_in_the_end_and_only_once() -> None:
    rows = [Row("a\0b"), Row("c")]
    columns = columns_of(rows, 9)
    words = columns.words
    assert words is not None
    assert words.places(range(2), "a\0b", wanted=True) == [0]
    assert columns.codes.keys() == {*KEYS}
    for _step in columns.prepare(rows, KEYS):
        pass
    assert columns.words is words
    assert columns.after(rows, rows, [0, 1]).words is words


def test_values_that_are_too_many_have_no_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim_columns, "_MOST", 2)
    rows = [Row("", {"tag": frozenset(word)}) for word in ("a", "b", "c")]
    assert Codes.of(rows, "tag") is None
    codes = Codes.of(rows[:2], "tag")
    assert codes is not None
    assert codes.after(rows[:2], [rows[0], rows[2]], [1]) is None
    assert codes.after(rows[:2], rows[:2], [1]) is codes
