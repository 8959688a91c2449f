# SPDX-License-Identifier: AGPL-3.0-or-later
"""One command runs every check: the tests last, and run even where an earlier check failed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checks.all import MEMORY
from checks.measures import ROOT

MEASURES = {"good": "", "bad": "raise SystemExit(1)\n"}
TEST = """from pathlib import Path


def test_a(tmp_path: Path) -> None:
    Path("written").write_text(str(tmp_path), "utf-8")
"""
TESTS = {"good": TEST, "bad": f"{TEST}    raise OSError\n"}
SETTINGS = '[tool.ruff]\nline-length = 100\n[tool.mypy]\nfiles = ["checks"]\n'


@pytest.fixture(scope="module")
def types_seen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What mypy found out of Python's own library, which takes it seconds each time."""
    return tmp_path_factory.mktemp("types_seen")


@pytest.mark.parametrize(
    ("measures", "tests", "code", "said", "last"),
    [
        ("good", "good", 0, "failed: none", "1 passed"),
        ("bad", "good", 1, "failed: measures", "1 passed"),
        ("good", "bad", 1, "failed: none", "1 failed"),
    ],
)
def test_all_checks_run(
    tmp_path: Path, types_seen: Path, measures: str, tests: str, code: int, said: str, last: str
) -> None:
    (tmp_path / "checks").mkdir()
    shutil.copy(ROOT / "checks" / "all.py", tmp_path / "checks")
    (tmp_path / "checks" / "measures.py").write_text(MEASURES[measures], "utf-8")
    (tmp_path / "test_it.py").write_text(TESTS[tests], "utf-8")
    (tmp_path / "pyproject.toml").write_text(SETTINGS, "utf-8")
    done = subprocess.run(
        [sys.executable, "checks/all.py", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={**os.environ, "MYPY_CACHE_DIR": str(types_seen)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout
    assert said in done.stdout
    assert last in done.stdout.splitlines()[-1]
    written = Path((tmp_path / "written").read_text("utf-8"))
    if written.is_relative_to(MEMORY):
        # what a test left in memory is kept to look into where one failed
        assert written.exists() == (tests == "bad")
        shutil.rmtree(MEMORY / written.relative_to(MEMORY).parts[0], ignore_errors=True)
