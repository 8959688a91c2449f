# SPDX-License-Identifier: AGPL-3.0-or-later
"""The short form of benchmarks/full_disk.py: wherever the disk is full, nothing saved is lost."""

from pathlib import Path

import pytest

from benchmarks.full_disk import run


@pytest.mark.parametrize(("least", "most"), [(0, 1 << 16), (1 << 16, 1 << 18), (1 << 18, 1 << 20)])
def test_nothing_is_lost_wherever_the_disk_is_full(tmp_path: Path, least: int, most: int) -> None:
    outcome = run((most - least) // 9, tmp_path, seed=2, least=least, most=most)
    assert outcome.lost == []
    assert outcome.astray == []
    assert outcome.rounds >= 9
    if least == 0:
        # else the disk was not full
        assert outcome.refused > 0
