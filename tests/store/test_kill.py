# SPDX-License-Identifier: AGPL-3.0-or-later
"""The short form of benchmarks/kill.py: nothing acknowledged is lost, whenever work is killed."""

from pathlib import Path

import pytest

from benchmarks.kill import run


def test_no_acknowledged_act_is_lost_by_a_kill(tmp_path: Path) -> None:
    outcome = run("saving", 20, tmp_path, seed=2)
    assert outcome.lost == []
    assert outcome.rounds == 20
    assert outcome.acknowledged > 20
    # else nothing was killed in the middle of an act
    assert outcome.hot > 0


@pytest.mark.parametrize("what", ["step", "copy"])
def test_a_kill_leaves_neither_half_a_file_nor_a_stray_one(tmp_path: Path, what: str) -> None:
    outcome = run(what, 8, tmp_path, seed=2)
    assert outcome.lost == []
    assert outcome.rounds == 8
    # else nothing was killed in the middle (that a step ends when it is let is seen within)
    assert outcome.left > 0
