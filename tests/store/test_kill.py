# SPDX-License-Identifier: AGPL-3.0-or-later
"""The short form of benchmarks/kill.py: no acknowledged act is lost, whenever saving is killed."""

from pathlib import Path

from benchmarks.kill import run


def test_no_acknowledged_act_is_lost_by_a_kill(tmp_path: Path) -> None:
    outcome = run(20, tmp_path, seed=2)
    assert outcome.lost == []
    assert outcome.rounds == 20
    assert outcome.acknowledged > 20
    # else nothing was killed in the middle of an act
    assert outcome.hot > 0
