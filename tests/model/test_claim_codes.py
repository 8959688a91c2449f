# SPDX-License-Identifier: AGPL-3.0-or-later
"""Codes of what claims hold: they filter as the claims themselves do, and follow what changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.model import claim_codes
from sidelight.model.claim_codes import Codes
from sidelight.model.claim_filter import Filter
from tests.model.test_claim_filter import FILTERS, ROWS, Row

KEYS = ("verdict", "tag")


@given(FILTERS, st.lists(ROWS, max_size=8), st.data())
def test_a_filter_that_asks_codes_lets_the_same_through(
    wanted: Filter, rows: list[Row], data: st.DataObject
) -> None:
    codes = {key: found for key in KEYS if (found := Codes.of(rows, key))}
    every = range(len(rows))
    assert list(wanted.places(rows, every, codes)) == list(wanted.places(rows, every))
    some = data.draw(st.permutations(every))[: len(rows) // 2]
    assert list(wanted.places(rows, some, codes)) == list(wanted.places(rows, some))


@given(st.lists(st.tuples(ROWS, ROWS, st.booleans()), max_size=8), FILTERS)
def test_codes_follow_what_changes_and_those_before_stay(
    pairs: list[tuple[Row, Row, bool]], wanted: Filter
) -> None:
    before = [old for old, _new, _changes in pairs]
    after = [new if changes else old for old, new, changes in pairs]
    changed = [at for at, (_old, _new, changes) in enumerate(pairs) if changes]
    codes = {key: found for key in KEYS if (found := Codes.of(before, key))}
    fresh = {key: kept for key, one in codes.items() if (kept := one.after(before, after, changed))}
    every = range(len(pairs))
    assert list(wanted.places(after, every, fresh)) == list(wanted.places(after, every))
    assert list(wanted.places(before, every, codes)) == list(wanted.places(before, every))


def test_values_that_are_too_many_have_no_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim_codes, "_MOST", 2)
    rows = [Row("", {"tag": frozenset(word)}) for word in ("a", "b", "c")]
    assert Codes.of(rows, "tag") is None
    codes = Codes.of(rows[:2], "tag")
    assert codes is not None
    assert codes.after(rows[:2], [rows[0], rows[2]], [1]) is None
    assert codes.after(rows[:2], rows[:2], [1]) is codes
