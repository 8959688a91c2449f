# SPDX-License-Identifier: AGPL-3.0-or-later
"""The checks of merging would notice if it were wrong: deliberate faults, each caught."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from sidelight.model import erasure, log, sharing, withheld
from sidelight.model.change import Change
from sidelight.model.erasure import tombstone
from sidelight.model.fields import fits
from sidelight.model.log import Entry, Log
from sidelight.model.project import Project
from sidelight.model.sharing import Choice, part
from sidelight.model.withheld import Gap, Row, Withheld, joined
from tests.model.desks import Desk, state
from tests.model.test_merging import OPS, perform, team

SEEDS = 60
CHOICES = (Choice(private_notes=False), Choice(only="a" * 32), Choice(claims=frozenset({"c1"})))


def played(rng: random.Random) -> list[Desk]:
    """Desks after some acts; one of them has removed something for good."""
    desks = team()
    for _step in range(25):
        step = (rng.randrange(5), rng.choice(OPS), rng.randrange(5), rng.randrange(4))
        perform(desks, step)
    if rng.random() < 0.5:
        gone = rng.choice([("note", "n1"), ("claim", "c1"), ("evidence", "e1")])
        desks[rng.randrange(5)].act(tombstone([gone], "f" * 32), label="")
    return desks


def seen_by(changes: dict[str, Change], later: str) -> set[str]:
    """All that a change saw, by walking back."""
    found, wanted = set(), [later]
    while wanted:
        one = wanted.pop()
        if one not in found:
            found.add(one)
            wanted += [head for head in changes[one].heads if head in changes]
    return found


def said(project: Project) -> dict[str, Any]:
    rows = {id_: row.body for id_, row in project.log.rows().items()}
    return {**state(project), "rows": rows}


def check(seed: int) -> None:
    """Assert of one random history all that a merge promises."""
    rng = random.Random(seed)
    desks = played(rng)
    pieces: list[list[Row]] = [list(desk.project.log.rows().values()) for desk in desks]
    pieces += [list(part(desk.project, rng.choice(CHOICES)).rows) for desk in desks[:2]]
    whole = Project(row for piece in pieces for row in piece)
    changes = whole.log.changes
    for order in rng.sample(list(permutations(pieces[:4])), 3):
        project = Project()
        for piece in (*order, *pieces[4:]):
            rng.shuffle(piece)
            project.add(piece)
            project.claims()
        assert said(project) == said(whole)
        assert project.add(pieces[0]) == []
    made = {id_ for desk in desks for id_ in desk.project.log.changes}
    assert set(changes) == made
    for one in changes:
        behind = seen_by(changes, one)
        for other in changes:
            assert whole.log.has_seen(changes[one], changes[other]) == (other in behind)
    check_fields(whole.log)
    check_parts(whole, rng)
    check_removed(whole)


def check_fields(found: Log) -> None:
    """Each field holds the values that no later change to it had seen, and no others."""
    for key, fields in found.fields.items():
        for field, entries in fields.items():
            acts = [c for c in found.order if field in {s.field for s in log.settings_of(c, key)}]
            last = {c.id for c in acts if not any(seen(found, o, c) for o in acts)}
            assert {entry.change.id for entry in entries} == last
    for (record, id_), fields in found.fields.items():
        if record == "verdict":
            who = {e.change.reviewer for entries in fields.values() for e in entries}
            assert who == {id_.rpartition(".")[2]}


def seen(found: Log, later: Change, earlier: Change) -> bool:
    return later is not earlier and earlier.id in seen_by(found.changes, later.id)


def check_parts(whole: Project, rng: random.Random) -> None:
    """A partial copy knows who saw whom, gives nothing of the rest away, and merges back."""
    choice = rng.choice(CHOICES)
    copy = Project(part(whole, choice).rows)
    for later in copy.log.order:
        for earlier in copy.log.order:
            one, other = whole.log.changes[later.id], whole.log.changes[earlier.id]
            assert copy.log.has_seen(later, earlier) == whole.log.has_seen(one, other)
    bare = b"".join(row.body for row in copy.log.rows().values() if isinstance(row, Withheld))
    assert b'"random"' not in bare
    if choice.only:
        # what was removed for good is told to everybody
        acts = [c for c in copy.log.order if all(s.record != "erasure" for s in c.sets)]
        assert {change.reviewer for change in acts} <= {choice.only}
    copy.add(whole.log.rows().values())
    assert said(copy) == said(whole)


def check_removed(whole: Project) -> None:
    """Nothing is said of what is removed for good."""
    for change in whole.log.order:
        for setting in change.sets:
            if (setting.record, setting.id) in whole.log.removed:
                assert setting.value == {"erased": True}
    claims = [s.value for c in whole.log.order for s in c.sets if s.field == "claim"]
    removed = {id_ for record, id_ in whole.log.removed if record == "claim"}
    assert removed.isdisjoint(claim for claim in claims if isinstance(claim, str))


def check_all() -> None:
    for seed in range(SEEDS):
        check(seed)


def test_merging_keeps_what_it_promises() -> None:
    check_all()


Patch = Callable[[pytest.MonkeyPatch], None]


def last_writer_wins(patch: pytest.MonkeyPatch) -> None:
    def latest(self: Log, change: Change) -> None:
        apply(self, change)
        for setting in change.sets:
            entries = self.fields.get((setting.record, setting.id), {}).get(setting.field, [])
            entries[:] = [max(entries, key=lambda e: e.order)] if entries else []

    apply = Log._apply
    patch.setattr(Log, "_apply", latest)


def ties_by_arrival(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Entry, "order", property(lambda self: (self.change.clock[1], "")))
    patch.setattr(
        Log, "entries", lambda self, key, field: list(self.fields.get(key, {}).get(field, ()))
    )


def never_seen(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Log, "has_seen", lambda _self, later, earlier: later is earlier)


def clocks_tell_who_saw_whom(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Log, "has_seen", lambda _self, later, earlier: later.clock >= earlier.clock)


def late_ancestors_change_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Log, "_stands_otherwise", lambda _self, _news: False)


def the_first_row_stays(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(log, "joined", lambda one, _other: one)


def the_poorer_row_stays(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        log, "joined", lambda one, other: min(joined(one, other), one, key=lambda r: len(r.body))
    )


def removals_are_not_honoured(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(log, "redacted", lambda row, _found: row)


def parts_of_the_removed_stay(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(erasure, "_referred", lambda _field, _value: iter(()))


def gaps_forget_what_they_saw(patch: pytest.MonkeyPatch) -> None:
    gaps = sharing._gaps
    patch.setattr(
        sharing, "_gaps", lambda found, kept: [replace(gap, heads=()) for gap in gaps(found, kept)]
    )


def gaps_are_left_out(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sharing, "_gaps", lambda _found, _kept: [])


def anybody_sets_anybodys_verdict(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        Change,
        "_counts",
        lambda _change, setting: fits(setting.record, setting.field, setting.value),
    )


def whoever_comes_stands_in_line(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(log, "_in_line", lambda _rows: True)


def random_bits_are_given_away(patch: pytest.MonkeyPatch) -> None:
    without, act = withheld.without, withheld._act

    def telling(change: Change, keep: Any) -> Row:
        return replace(without(change, keep), random=change.random)

    patch.setattr(sharing, "without", telling)
    patch.setattr(withheld, "_act", lambda change: {**act(change), "random": change.random})


FAULTS: tuple[Patch, ...] = (
    last_writer_wins,
    ties_by_arrival,
    never_seen,
    clocks_tell_who_saw_whom,
    late_ancestors_change_nothing,
    the_first_row_stays,
    the_poorer_row_stays,
    removals_are_not_honoured,
    parts_of_the_removed_stay,
    gaps_forget_what_they_saw,
    gaps_are_left_out,
    whoever_comes_stands_in_line,
    anybody_sets_anybodys_verdict,
    random_bits_are_given_away,
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_in_the_merge_is_caught(fault: Patch, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        check_all()


def test_a_gap_is_a_row_of_its_own() -> None:
    gap = Gap("1" * 64, ("2" * 64,))
    assert Project([gap]).log.rows() == {gap.id: gap}
