# SPDX-License-Identifier: AGPL-3.0-or-later
"""One command runs every check: the tests last, and run even where an earlier check failed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checks.measures import ROOT

MEASURES = {"good": "", "bad": "raise SystemExit(1)\n"}
TESTS = {
    "good": "def test_a() -> None:\n    assert True\n",
    "bad": "def test_a() -> None:\n    raise OSError\n",
}
SETTINGS = '[tool.ruff]\nline-length = 100\n[tool.mypy]\nfiles = ["checks"]\n'


@pytest.mark.parametrize(
    ("measures", "tests", "code", "said", "last"),
    [
        ("good", "good", 0, "failed: none", "1 passed"),
        ("bad", "good", 1, "failed: measures", "1 passed"),
        ("good", "bad", 1, "failed: none", "1 failed"),
    ],
)
def test_all_checks_run(
    tmp_path: Path, measures: str, tests: str, code: int, said: str, last: str
) -> None:
    (tmp_path / "checks").mkdir()
    shutil.copy(ROOT / "checks" / "all.py", tmp_path / "checks")
    (tmp_path / "checks" / "measures.py").write_text(MEASURES[measures], "utf-8")
    (tmp_path / "test_it.py").write_text(TESTS[tests], "utf-8")
    (tmp_path / "pyproject.toml").write_text(SETTINGS, "utf-8")
    done = subprocess.run(
        [sys.executable, "checks/all.py", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout
    assert said in done.stdout
    assert last in done.stdout.splitlines()[-1]
