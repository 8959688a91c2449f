# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies that lack parts of a project merge back as if nothing had been left out, in any order."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import NotAChange, Setting
from sidelight.model.erasure import tombstone
from sidelight.model.project import Project
from sidelight.model.sharing import Choice, part
from sidelight.model.withheld import Gap, Row, Withheld, joined, read_row, without
from tests.effort import examples
from tests.model.desks import Desk, state
from tests.model.test_merging import STEPS, TEAM, everything, perform, team

ANN, BOB = "a" * 32, "b" * 32
CHOICES = (
    Choice(private_notes=False),
    Choice(claims=frozenset({"c1"})),
    Choice(only=ANN),
    Choice(blind_for=BOB),
    Choice(sources=False, claims=frozenset({"c2"})),
)


def said(project: Project) -> dict[str, Any]:
    """What a project says, and of which changes it lacks what."""
    rows = {id_: row.body for id_, row in project.log.rows().items()}
    return {**state(project), "rows": rows, "removed": project.log.removed}


def after(steps: Sequence[tuple[int, str, int, int]]) -> list[Desk]:
    desks = team()
    for step in steps:
        perform(desks, step)
    return desks


@settings(max_examples=examples(150))
@given(STEPS, st.sampled_from(CHOICES))
def test_a_partial_copy_reads_back_and_merges_to_the_whole(
    steps: list[tuple[int, str, int, int]], choice: Choice
) -> None:
    whole = Project(everything(after(steps)))
    rows = [read_row(row.id, row.body) for row in part(whole, choice).rows]
    copy = Project(rows)
    for one in (copy.log.changes[id_] for id_ in copy.log.changes):
        assert one.id in whole.log.changes
    # who saw whom is known as before
    changes = list(copy.log.changes.values())
    for later in changes:
        for earlier in changes:
            seen = whole.log.has_seen(whole.log.changes[later.id], whole.log.changes[earlier.id])
            assert copy.log.has_seen(later, earlier) == seen
    copy.add(whole.log.changes.values())
    assert said(copy) == said(whole)
    whole.add(rows)
    assert said(copy) == said(whole)


@settings(max_examples=examples(150))
@given(STEPS, st.lists(st.sampled_from(CHOICES), min_size=3, max_size=3), st.data())
def test_partial_copies_and_removals_merge_in_any_order(
    steps: list[tuple[int, str, int, int]], choices: list[Choice], data: st.DataObject
) -> None:
    desks = after(steps)
    pieces: list[list[Row]] = []
    for desk, choice in zip(desks, choices, strict=False):
        records = data.draw(
            st.lists(st.sampled_from([("note", "n1"), ("claim", "c1"), ("evidence", "e1")]))
        )
        if records:
            desk.act(tombstone(records, "f" * 32), label="")
        pieces.append(list(part(desk.project, choice).rows))
    one, two, three = pieces

    def merged(*parts: Sequence[Row]) -> Project:
        project = Project()
        for rows in parts:
            project.add(rows)
        return project

    first = merged(one, two, three)
    assert said(first) == said(merged(three, one, two)) == said(merged([*three, *two, *one]))
    ab, bc = merged(one, two), merged(two, three)
    assert said(merged(list(ab.log.rows().values()), three)) == said(first)
    assert said(merged(one, list(bc.log.rows().values()))) == said(first)
    assert said(merged(one, two, three, one, list(ab.log.rows().values()))) == said(first)


def test_what_is_blind_for_a_reviewer_is_not_in_the_copy() -> None:
    ann, bob = Desk(ANN), Desk(BOB)
    ann.document()
    claim = ann.claim(verdict="denied")
    ann.set("verdict", f"{claim}.{ANN}", claim=claim, reason="a secret reason")
    ann.link(claim)
    ann.note(claim, "a secret note")
    rows = part(ann.project, Choice(blind_for=BOB)).rows
    spoken = b"".join(row.body for row in rows)
    assert b"secret" not in spoken
    assert b"denied" not in spoken
    assert b"stance" not in spoken
    bob.project.add(rows)
    (seen,) = bob.project.claims()
    assert (seen.verdicts, seen.evidence, seen.notes) == ((), (), ())
    assert seen.passages
    # what of a change is left does not let its hash be tried out
    (kept,) = (row for row in rows if isinstance(row, Withheld))
    assert b"random" not in kept.body
    bob.judge(claim, "verified")
    ann.receive(bob)
    assert {v.reviewer for v in ann.project.claims()[0].verdicts} == {ANN, BOB}


def test_only_my_own_acts_are_few_rows() -> None:
    ann, bob = Desk(ANN), Desk(BOB)
    ann.document()
    for number in range(20):
        ann.claim(number + 1)
    bob.receive(ann)
    claim = bob.project.claims()[3].id
    bob.judge(claim, "disputed")
    rows = part(bob.project, Choice(only=BOB)).rows
    assert [type(row).__name__ for row in rows] == ["Gap", "Change"]
    ann.project.add(rows)
    assert ann.project.claim(claim).verdicts[0].verdict == "disputed"  # type: ignore[union-attr]
    assert not ann.project.log.gaps


def test_what_is_removed_for_good_stays_removed_whatever_comes() -> None:
    ann, bob = Desk(ANN), Desk(BOB, days=400)
    article = ann.document()
    source = "9" * 64
    ann.set("document", source, number=2, kind="source", title="The witness")
    claim = ann.claim()
    evidence = ann.link(claim, source)
    ann.set("evidence", evidence, note="said at night")
    bob.receive(ann)
    bob.set("evidence", evidence, note="said by the witness")
    late = bob.link(claim, source)
    bob.set("evidence", late, note="again the witness")
    ann.act(tombstone([("document", source)], "e" * 32), label="")
    assert [d.id for d in ann.project.documents()] == [article]
    old_copy = list(bob.project.log.rows().values())
    for desk, other in ((ann, bob), (bob, ann)):
        desk.project.add(other.project.log.rows().values())
    ann.project.add(old_copy)
    for desk in (ann, bob):
        bodies = b"".join(row.body for row in desk.project.log.rows().values())
        for word in (b"witness", b"night"):
            assert word not in bodies
        assert desk.project.claim(claim).evidence == ()  # type: ignore[union-attr]
    assert said(ann.project) == said(bob.project)


def test_rows_that_lie_about_what_they_saw_stop_nothing() -> None:
    ann = Desk(ANN)
    one = ann.set("claim", "c1", number=1)
    circle = Gap("8" * 64, (one.id,))
    other = without(one, one.sets)
    hostile: list[Row] = [circle, Gap(one.id, (circle.id,)), Gap("7" * 64, ("7" * 64,)), other]
    project = Project(hostile)
    assert project.claims()
    project.add([one])
    assert [claim.number for claim in project.claims()] == [1]


BAD = (
    b'{"withheld":{}}',
    b'{"withheld":{"heads":["1"]}}',
    b'{"withheld":{"heads":[],"more":1}}',
    b'{"withheld":{"act":{},"heads":[]}}',
    b'{"withheld":[]}',
    b'{"withheld": {"heads":[]}}',
    b'{"withheld":{"act":null,"heads":[]}}',
    b'{"withheld":' + b"[" * 100_000,
)


@pytest.mark.parametrize("body", BAD)
def test_a_row_in_another_form_is_refused(body: bytes) -> None:
    with pytest.raises(NotAChange):
        read_row("1" * 64, body)


def test_a_whole_change_stands_under_its_own_id_only() -> None:
    change = Desk(ANN).set("claim", "c1", number=1)
    assert read_row(change.id, change.body) == change
    with pytest.raises(NotAChange):
        read_row("1" * 64, change.body)


@settings(max_examples=examples(100))
@given(st.lists(st.sampled_from([0, 1, 2, None]), min_size=3, max_size=3), st.data())
def test_rows_of_one_change_join_in_any_order(kept: list[int | None], data: st.DataObject) -> None:
    desk = Desk(ANN)
    change = desk.act(*(Setting("claim", "c1", "restatement", f"v{n}") for n in range(3)))
    rows: list[Row] = []
    for one in kept:
        heads = tuple(data.draw(st.sets(st.sampled_from(["1" * 64, "2" * 64]))))
        gap = Gap(change.id, heads)
        row = [without(change, [s if n == one else None for n, s in enumerate(change.sets)])]
        rows.append(gap if one is None else row[0])
    a, b, c = rows
    assert joined(a, b).body == joined(b, a).body
    assert joined(joined(a, b), c).body == joined(a, joined(b, c)).body
    assert joined(a, a).body == a.body
    assert joined(joined(a, b), change) is change


def test_the_team_has_the_reviewers_that_copies_are_made_for() -> None:
    assert {who * 32 for who, *_ in TEAM} >= {ANN, BOB}
