# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the log keeps for each change stays small, and what it was before can be had again."""

from sidelight.model.change import Change
from sidelight.model.log import Log


def line_of(count: int) -> list[Change]:
    """Changes of two who take turns, each in sight of the last."""
    changes: list[Change] = []
    for number in range(count):
        heads = (changes[-1].id,) if changes else ()
        changes.append(
            Change(
                reviewer="a" * 32,
                installation=f"{number % 2:032x}",
                sequence=number,
                clock=(number, 0),
                time="2024-06-19T12:00:00.000+00:00",
                zone="UTC",
                heads=heads,
                sets=(),
                group="5" * 32,
            )
        )
    return changes


def test_two_who_take_turns_have_one_lane_each() -> None:
    changes = line_of(40)
    log = Log(changes)
    assert {len(log._seen[change.id]) for change in changes} == {1, 2}
    assert log.has_seen(changes[39], changes[0])
    assert not log.has_seen(changes[0], changes[39])


def test_what_was_there_before_is_told_after_more_was_added() -> None:
    changes = line_of(4)
    log = Log(changes[:2])
    before = log.before(changes[1:])
    log.add(changes[1:])
    assert before().keys() == {change.id for change in changes[:2]}
    assert log.rows().keys() == {change.id for change in changes}


def test_and_after_an_ancestor_came_late() -> None:
    changes = line_of(4)
    log = Log(changes[2:])
    before = log.before(changes[:2])
    log.add(changes[:2])
    assert before() == {change.id: change for change in changes[2:]}
