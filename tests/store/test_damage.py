# SPDX-License-Identifier: AGPL-3.0-or-later
"""The measurement of damaged copies, in short: it finds nothing wrong, and what is wrong."""

import random
from pathlib import Path

import pytest

from benchmarks.damage import DAMAGES, Trial
from sidelight.store import intake_entry, salvage_entry
from sidelight.store.raw_records import Layout


@pytest.fixture
def trial(small: Path, tmp_path: Path) -> Trial:
    """A project to be damaged."""
    return Trial(small, tmp_path)


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_named_and_what_stands_whole_comes_out(trial: Trial, kind: str) -> None:
    for seed in range(12):
        outcome = trial.run(kind, random.Random(seed), confined=seed == 0)
        assert outcome.faults == []
        assert outcome.brought == outcome.whole
        assert outcome.named == outcome.changed


def test_a_check_that_overlooks_damage_is_found_out(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_entry, "findings", lambda _db: [])
    faults = [trial.run("2 to 63 bits", random.Random(1), confined=False).faults for _ in range(3)]
    assert any("passed the check" in line for lines in faults for line in lines)


def test_a_recovery_that_overlooks_rows_is_found_out(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(salvage_entry, "fitting", lambda _file, _layouts: Layout(512))
    outcome = trial.run("one bit", random.Random(1), confined=False)
    assert outcome.brought < outcome.whole
