# SPDX-License-Identifier: AGPL-3.0-or-later
"""The look of the claims list: kept and read it is the same, and whatever is read is usable."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sidelight.errors import FilterError
from sidelight.session.claim_lines import Line, Link
from sidelight.session.claim_list import (
    ALWAYS,
    COLUMNS,
    GROUPINGS,
    USUAL,
    Look,
    as_usual,
    columns_called,
    grouped,
    moved_column,
    sorted_lines,
    with_column,
)
from tests.effort import examples

NAMES = list(COLUMNS)
FREE = [name for name in NAMES if name not in ALWAYS]

names = st.sampled_from(NAMES)
chosen = st.lists(st.sampled_from(FREE), unique=True).flatmap(
    lambda free: st.permutations([*free, *ALWAYS])
)
looks = st.builds(
    Look,
    columns=chosen.map(tuple),
    sort=names,
    descending=st.booleans(),
    group=st.sampled_from(["", *GROUPINGS]),
    widths=st.dictionaries(names, st.floats(1, 1000)),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | names,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names | st.text(), inner),
    max_leaves=6,
)
hostile = anything | st.fixed_dictionaries(
    {},
    optional={
        "columns": st.lists(names | anything, max_size=6) | anything,
        "sort": names | anything,
        "descending": anything,
        "group": st.sampled_from(list(GROUPINGS)) | anything,
        "widths": st.dictionaries(names | st.text(max_size=3), anything, max_size=4) | anything,
    },
)


def line(number: int, **more: Any) -> Line:
    """A line of a list with little in it."""
    usual: dict[str, Any] = dict.fromkeys(
        ("said", "quote", "reason", "by", "section", "article", "kind", "speaker", "said_on"), ""
    )
    usual |= dict.fromkeys(("severity", "assigned", "folded", "folded_quote"), "")
    usual |= {"links": (), "people": (), "tags": (), "seconds": (), "values": {}}
    usual |= {"id": f"{number:032x}", "number": number, "label": str(number), "rank": 0}
    usual |= {"word": "unchecked", "standing": "unchecked"}
    return Line(**{**usual, **more})


LINES = [
    line(3, tags=("arms", "Aid"), section="The visit", severity="high", said="Verified", rank=1),
    line(1, links=(Link("a", "p. 2", "supports"),), people=("Ann",), by="A", word="verified"),
    line(2, speaker="Kim", standing="split", people=("Ann", "Bo"), section="The debt"),
    line(4, standing="agreed", said_on="1950-03-30", seconds=("Bo",), section="The visit"),
]


@given(looks)
@settings(max_examples=examples(40))
def test_a_look_kept_and_read_is_the_same(look: Look) -> None:
    assert Look.of(look.kept()) == look
    assert Look.of(json.loads(json.dumps(look.kept()))) == look


@given(looks)
@settings(max_examples=examples(20))
def test_what_is_kept_is_no_part_of_the_look(look: Look) -> None:
    kept, again = look.kept(), look.kept()
    kept["columns"].clear()
    kept["widths"]["claim"] = -1.0
    assert look.kept() == again


@given(hostile)
@settings(max_examples=examples(40))
@example({"columns": [["number"], {}, None, "claim", "claim", "tags"]})
@example({"columns": {"number": 1}, "widths": ["claim"]})
@example({"widths": {"claim": 10**400, "number": -(10**400), "by": float("inf"), "tags": 0.99}})
@example({"sort": ["number"], "group": {"tag": 1}, "descending": 1})
def test_whatever_was_kept_the_list_can_be_shown(kept: Any) -> None:
    look = Look.of(kept)
    assert set(ALWAYS) <= set(look.columns) <= set(COLUMNS)
    assert len(set(look.columns)) == len(look.columns)
    assert look.sort in COLUMNS
    assert look.group in ("", *GROUPINGS)
    assert isinstance(look.descending, bool)
    assert set(look.widths) <= set(COLUMNS)
    assert all(math.isfinite(width) and 1 <= width <= 1000 for width in look.widths.values())
    assert Look.of(look.kept()) == look
    ordered = sorted_lines(LINES, look)
    assert sorted(one.number for one in ordered) == [1, 2, 3, 4]
    shown = {one.id for group in grouped(ordered, look) for one in group.lines}
    assert shown == {one.id for one in LINES}
    for name in look.columns:
        assert all(isinstance(COLUMNS[name].text(one), str) for one in LINES)


@pytest.mark.parametrize("kept", [None, 7, "number", [], ["claim"], {}, {"columns": None}, True])
def test_what_is_no_look_is_the_usual_one(kept: Any) -> None:
    assert Look.of(kept) == Look()


@pytest.mark.parametrize(
    ("kept", "columns"),
    [
        ([], ("number", "claim")),
        (["tags"], ("number", "claim", "tags")),
        (["claim", "number"], ("claim", "number")),
        (["article", "verdict"], ("number", "article", "verdict", "claim")),
        (["claim", "verdict"], ("number", "claim", "verdict")),
        (["tags", "tags", "claim", "tags"], ("number", "tags", "claim")),
        (["Number", " claim", "CLAIM"], ("number", "claim")),
        ([7, None, ["claim"], {"claim": 1}, "by"], ("number", "claim", "by")),
    ],
)
def test_columns_read_are_those_named_and_those_that_always_stand(
    kept: list[Any], columns: tuple[str, ...]
) -> None:
    found = Look.of({"columns": kept}).columns
    assert sorted(found) == sorted(columns)
    assert [name for name in found if name in kept] == [n for n in columns if n in kept]


@pytest.mark.parametrize(
    ("value", "width"),
    [
        (1, 1.0),
        (1000, 1000.0),
        (41.5, 41.5),
        (0, None),
        (0.999, None),
        (1000.5, None),
        (-3, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**400, None),
        ("12", None),
        (None, None),
        ([12], None),
        ({"claim": 12}, None),
    ],
)
def test_a_width_is_a_number_of_letters_that_can_be_meant(value: Any, width: float | None) -> None:
    found = Look.of({"widths": {"claim": value, "by": 8, "nothing": 9}}).widths
    assert found == ({"by": 8.0} if width is None else {"by": 8.0, "claim": width})


@pytest.mark.parametrize("value", [1, "true", "yes", [True], None, 0, {"descending": True}])
def test_only_true_turns_the_order(value: Any) -> None:
    assert not Look.of({"descending": value}).descending
    assert Look.of({"descending": True}).descending


@given(chosen, st.sampled_from(FREE))
@settings(max_examples=examples(40))
def test_a_column_added_leaves_the_others_in_their_order(columns: list[str], name: str) -> None:
    found = with_column(columns, name)
    assert [one for one in found if one != name] == [one for one in columns if one != name]
    assert found.count(name) == 1
    assert with_column(found, name) == found
    before = found[: found.index(name)]
    if name not in columns and before:
        assert NAMES.index(before[-1]) < NAMES.index(name)
    if name not in columns:
        after = found[found.index(name) + 1 :]
        assert all(NAMES.index(one) > NAMES.index(name) for one in after)


def test_columns_added_to_the_usual_order_stand_as_they_usually_do() -> None:
    columns: tuple[str, ...] = ()
    for name in reversed(NAMES):
        columns = with_column(columns, name)
    assert columns == tuple(NAMES)


@given(chosen, st.data(), st.integers(-20, 20))
@settings(max_examples=examples(40))
def test_a_column_moves_as_far_as_there_is_room(
    columns: list[str], data: st.DataObject, by: int
) -> None:
    name = data.draw(st.sampled_from(columns))
    at, last = columns.index(name), len(columns) - 1
    found = moved_column(columns, name, by)
    there = found.index(name)
    assert there == min(max(at + by, 0), last)
    assert [one for one in found if one != name] == [one for one in columns if one != name]
    assert moved_column(found, name, at - there) == tuple(columns)


@given(looks)
@settings(max_examples=examples(40))
def test_the_usual_columns_leave_the_order_of_the_claims(look: Look) -> None:
    found = as_usual(look)
    assert (found.columns, found.widths) == (USUAL, {})
    assert (found.sort, found.descending) == (look.sort, look.descending)
    assert found.group == look.group
    assert as_usual(found) == found


@pytest.mark.parametrize("name", NAMES)
def test_every_column_sorts_both_ways_and_what_is_empty_comes_last(name: str) -> None:
    up = sorted_lines(LINES, Look(sort=name))
    down = sorted_lines(LINES, Look(sort=name, descending=True))
    empty = [one for one in LINES if not COLUMNS[name].key(one)]
    rising = [COLUMNS[name].key(one) for one in up[: len(up) - len(empty)]]
    falling = [COLUMNS[name].key(one) for one in down[: len(down) - len(empty)]]
    assert rising == sorted(falling)
    assert falling == sorted(rising, reverse=True)
    assert up[len(rising) :] == down[len(falling) :] == empty


@pytest.mark.parametrize(
    ("group", "names_"),
    [
        ("section", ["", "The debt", "The visit"]),
        ("tag", ["Aid", "arms", ""]),
        ("reviewer", ["Ann", "Bo", ""]),
        ("standing", ["unchecked", "agreed", "split"]),
    ],
)
def test_groups_stand_in_their_order_and_those_in_none_last(group: str, names_: list[str]) -> None:
    found = grouped(sorted_lines(LINES, Look(group=group)), Look(group=group))
    stored = [one.stored for one in found]
    assert stored == (names_[1:] + names_[:1] if names_[0] == "" else names_)
    assert all(one.name for one in found)


@pytest.mark.parametrize("wrong", ["", "Claim", "number ", "width", "number,claim", "\x1b[2J"])
def test_a_column_that_is_none_is_refused_by_name(wrong: str) -> None:
    assert columns_called(["claim", "tags", "claim"]) == ("claim", "tags")
    with pytest.raises(FilterError) as told:
        columns_called(["claim", wrong])
    assert told.value.id == "list.column"
    assert "number, verdict, claim" in str(told.value)
