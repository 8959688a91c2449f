# SPDX-License-Identifier: AGPL-3.0-or-later
"""The orders of a list: those kept from act to act are what sorting all anew gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.filter_words import KEYS
from sidelight.session import line_orders
from sidelight.session.claim_lines import Line, Link
from sidelight.session.line_orders import Orders, sorted_places
from sidelight.session.list_columns import COLUMNS
from tests.effort import examples

WAYS = [(name, descending) for name in COLUMNS for descending in (False, True)]
WORDS = st.sampled_from(("", "Zebra", "ape", "Ape", "Čed", "word"))
SOME = st.lists(WORDS.filter(bool), max_size=2).map(tuple)
FIELDS = st.fixed_dictionaries(
    {
        "word": WORDS,
        "said": WORDS,
        "rank": st.integers(0, 2),
        "standing": st.sampled_from(("", "split", "agreed", "unknown")),
        "quote": WORDS,
        "folded_quote": WORDS.map(str.casefold),
        "links": st.integers(0, 2).map(lambda n: (Link("e", "p. 1", "supports"),) * n),
        "reason": WORDS,
        "people": SOME,
        "section": WORDS,
        "kind": st.sampled_from(("", "fact", "quotation")),
        "tags": SOME,
    }
)
PLAIN = Line("", 0, "", "", "", 0, "", "", (), "", "", (), "", "", "", "", "", "", "", (), (), "",
             "", {})  # fmt: skip


def lines_of(made: list[dict[str, object]]) -> tuple[Line, ...]:
    return tuple(
        replace(PLAIN, **{"id": f"c{at}", "number": at, "label": str(at), **one})  # type: ignore[arg-type]
        for at, one in enumerate(made)
    )


def sorted_plainly(lines: Sequence[Line], name: str, *, descending: bool) -> list[int]:
    """Sort as is said of a column: what has no key comes last, whichever way."""
    keys = [COLUMNS[name].key(line) for line in lines]
    full = [at for at, key in enumerate(keys) if key]
    full.sort(key=keys.__getitem__, reverse=descending)
    return full + [at for at, key in enumerate(keys) if not key]


@settings(max_examples=examples(60))
@given(st.lists(FIELDS, max_size=12))
def test_lines_are_sorted_by_what_a_column_is_sorted_by(made: list[dict[str, object]]) -> None:
    lines = lines_of(made)
    prepared = Orders(lines)
    for _step in prepared.prepare():
        pass
    for name, descending in WAYS:
        plainly = sorted_plainly(lines, name, descending=descending)
        assert list(sorted_places(lines, name, descending=descending)) == plainly
        assert list(prepared.places(name, descending=descending)) == plainly


def test_two_claims_of_one_number_stand_by_their_labels() -> None:
    twins = tuple(replace(one, number=1, label=label)
                  for one, label in zip(lines_of([{}, {}]), ("1q", "1k"), strict=True))  # fmt: skip
    assert list(sorted_places(twins, "number")) == [1, 0]
    assert list(sorted_places(twins, "number", descending=True)) == [0, 1]


def test_many_different_lines_are_sorted_in_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_orders, "_RUN", 16)
    count = 2 * 16 + 5
    mixed = [{"folded_quote": str(at * 7919 % count) if at % 9 else ""} for at in range(count)]
    lines = lines_of(mixed)  # type: ignore[arg-type]
    for descending in (False, True):
        plainly = sorted_plainly(lines, "claim", descending=descending)
        assert list(sorted_places(lines, "claim", descending=descending)) == plainly


@settings(max_examples=examples(60))
@given(
    st.lists(FIELDS, min_size=1, max_size=8),
    st.lists(st.dictionaries(st.integers(0, 7), FIELDS, max_size=4), max_size=3),
    st.lists(st.sampled_from(WAYS), min_size=1, max_size=8),
)
def test_orders_kept_are_those_found_anew(
    made: list[dict[str, object]],
    acts: list[dict[int, dict[str, object]]],
    ways: list[tuple[str, bool]],
) -> None:
    orders = Orders(lines_of(made))
    for act in acts:
        handed = {way: list(orders.places(way[0], descending=way[1])) for way in ways}
        before = orders
        made = [act.get(at, one) for at, one in enumerate(made)]
        orders = orders.after(lines_of(made), [at for at in act if at < len(made)])
        for name, descending in ways:
            assert list(before.places(name, descending=descending)) == handed[name, descending]
            assert list(orders.places(name, descending=descending)) == sorted_plainly(
                orders.lines, name, descending=descending
            )


def test_what_changed_is_known_of_the_lines_before_alone() -> None:
    first = Orders(lines_of([{"reason": "a"}, {"reason": "b"}, {"reason": "c"}]))
    list(first.prepare())
    fresh = lines_of([{"reason": "a"}, {"reason": "x"}, {"reason": "y"}])
    second = first.after((first.lines[0], *fresh[1:]), {2, 1})
    assert second.changed(first.lines) == [1, 2]
    assert second.changed(second.lines) == []
    assert second.columns.codes.keys() == first.columns.codes.keys()
    third = second.after(second.lines, [0])
    assert third.changed(first.lines) is None


def test_many_changes_are_sorted_anew() -> None:
    count = 2 * line_orders._FEW
    before = Orders(lines_of([{"reason": str(at)} for at in range(count)]))
    before.places("reason")
    fresh = lines_of([{"reason": str(at * 7 % 13)} for at in range(count)])
    after = before.after(fresh, range(count))
    assert list(after.places("reason")) == sorted_plainly(fresh, "reason", descending=False)


def test_what_takes_long_is_found_step_by_step() -> None:
    orders = Orders(lines_of([{"reason": "b"}, {"reason": "a"}]))
    steps = sum(1 for _step in orders.prepare())
    assert steps > len(COLUMNS) + len(KEYS)
    assert orders._kept.keys() == {*WAYS}
    assert orders.columns.codes.keys() == KEYS.keys()
    assert orders.columns.words is not None
    kept = orders.places("reason")
    assert kept is orders.places("reason")
    assert list(kept) == [1, 0]
