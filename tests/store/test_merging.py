# SPDX-License-Identifier: AGPL-3.0-or-later
"""Merging two logs is their union: the order does not matter, nor does doing it twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Change
from sidelight.model.log import Log
from sidelight.model.project import Project
from sidelight.store.projection import rows
from sidelight.store.rows import Rows
from tests.effort import examples
from tests.store.histories import histories

Cut = tuple[list[Change], list[Change]]


@st.composite
def cuts(draw: st.DrawFn) -> Cut:
    """Two parts of one history that may overlap and together are all of it."""
    changes = draw(histories())
    sides = [draw(st.sampled_from("ab+")) for _ in changes]
    one = [change for change, side in zip(changes, sides, strict=True) if side in "a+"]
    return one, [change for change, side in zip(changes, sides, strict=True) if side in "b+"]


def merged(*parts: list[Change]) -> Rows:
    project = Project()
    for part in parts:
        project.add(part)
    return rows(project)


@settings(max_examples=examples(60))
@given(cut=cuts())
def test_merging_is_commutative(cut: Cut) -> None:
    one, other = cut
    assert merged(one, other) == merged(other, one)


@settings(max_examples=examples(60))
@given(first=cuts(), second=histories())
def test_merging_is_associative(first: Cut, second: list[Change]) -> None:
    one, other = first
    together = list(Project([*other, *second]).log.changes.values())
    assert merged(merged_changes(one, other), second) == merged(one, together)


def merged_changes(one: list[Change], other: list[Change]) -> list[Change]:
    return list(Project([*one, *other]).log.changes.values())


@settings(max_examples=examples(60))
@given(cut=cuts())
def test_merging_again_changes_nothing(cut: Cut) -> None:
    one, other = cut
    assert merged(one, other, one, other, one) == merged(one, other)


@settings(max_examples=examples(60))
@given(cut=cuts())
def test_merging_loses_no_act(cut: Cut) -> None:
    one, other = cut
    log = Log(one)
    new = log.add(other)
    assert set(log.changes) == {change.id for change in (*one, *other)}
    assert {change.id for change in new} == {c.id for c in other} - {c.id for c in one}
    assert len(log.order) == len(log.changes)
    assert log.missing() == set()


@settings(max_examples=examples(60))
@given(changes=histories())
def test_each_change_stands_after_all_it_saw(changes: list[Change]) -> None:
    place = {change.id: at for at, change in enumerate(Log(reversed(changes)).order)}
    assert all(place[head] < place[change.id] for change in changes for head in change.heads)
