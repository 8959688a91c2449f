# SPDX-License-Identifier: AGPL-3.0-or-later
"""The short form of benchmarks/power.py: no acknowledged act is lost, whenever the power fails."""

from benchmarks.power import run


def test_no_acknowledged_act_is_lost_by_a_power_cut() -> None:
    outcome = run(900, seed=3)
    assert (outcome.lost, outcome.halved) == ([], [])
    assert outcome.states >= 900
    # else nothing was cut off in the middle of an act
    assert outcome.rolled_back > 0


def test_the_simulation_finds_what_a_weaker_setting_loses() -> None:
    assert run(400, seed=3, synchronous="FULL").lost
    assert run(400, seed=3, synchronous="OFF").halved
