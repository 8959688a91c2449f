# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the log keeps for each change stays small."""

from sidelight.model.change import Change
from sidelight.model.log import Log


def test_two_who_take_turns_have_one_lane_each() -> None:
    changes: list[Change] = []
    for number in range(40):
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
    log = Log(changes)
    assert {len(log._seen[change.id]) for change in changes} == {1, 2}
    assert log.has_seen(changes[39], changes[0])
    assert not log.has_seen(changes[0], changes[39])
