# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rules of tests/conftest.py, tried on small suites in processes of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from checks.measures import ROOT

NEEDY = '@pytest.mark.program("no-such-program", package="such")\ndef test_a(): pass'
AT_HAND = '@pytest.mark.program("sh", package="dash")\ndef test_a(): pass'
SKIPS = 'def test_a(): pytest.skip("not today")'
WARNS = 'def test_a(): warnings.warn("odd")'
UNMARKED = "@pytest.mark.nonsense\ndef test_a(): pass"
PASSES_XFAIL = "@pytest.mark.xfail\ndef test_a(): pass"
QT_WARNS = """
from PySide6.QtCore import qWarning
def test_a(): qWarning("odd")
"""
HOMES = """
SEEN = []
@pytest.mark.parametrize("turn", [1, 2, 3, 4, 5])
def test_a(turn, tmp_path_factory):
    here = [os.environ[f"XDG_{n}_HOME"] for n in ("CONFIG", "STATE", "DATA", "CACHE")]
    base = str(tmp_path_factory.getbasetemp())
    assert all(place.startswith(base) and os.listdir(place) == [] for place in here)
    assert not set(here) & set(SEEN)
    home = os.path.dirname(here[0])
    assert sorted(os.listdir(home)) == ["cache", "config", "data", "state"]
    if turn == 1:
        open(os.path.join(here[1], "left"), "w").close()
    if turn == 2:
        os.mkdir(os.path.join(home, "more"))
    if turn == 3:
        os.rmdir(here[3])
    if turn == 4:
        os.chmod(here[0], 0o500)
    SEEN.extend(here)
"""


SUITES = {
    "absent": NEEDY,
    "at_hand": AT_HAND,
    "own_skip": SKIPS,
    "warning": WARNS,
    "qt_warning": QT_WARNS,
    "unknown_marker": UNMARKED,
    "stale_xfail": PASSES_XFAIL,
    "homes": HOMES,
}
OUTCOMES = {
    "absent": {"skipped"},
    "at_hand": {"passed"},
    "own_skip": {"failure"},
    "warning": {"failure"},
    "qt_warning": {"failure"},
    "unknown_marker": {"error"},
    "stale_xfail": {"failure"},
    "homes": {"passed"},
}


def outcomes(folder: Path, **environment: str) -> dict[str, set[str]]:
    """Run all suites under this project's conftest and settings; how the tests of each ended."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, tests in SUITES.items():
        lines = ("import os", "import warnings", "import pytest", tests)
        (folder / f"test_{name}.py").write_text("\n".join(lines), "utf-8")
    inherited = {name: value for name, value in os.environ.items() if name != "CI"}
    options = ["-p", "no:cacheprovider", "--continue-on-collection-errors", "--junit-xml=ends.xml"]
    subprocess.run(
        [sys.executable, "-m", "pytest", *options, "."],
        cwd=folder,
        env=inherited | environment,
        capture_output=True,
        check=False,
    )
    ends: dict[str, set[str]] = {name: set() for name in SUITES}
    for case in ET.parse(folder / "ends.xml").iter("testcase"):
        suite = case.get("classname") or case.get("name") or ""
        ends[suite.removeprefix("test_")].add(case[0].tag if len(case) else "passed")
    return ends


def test_the_rules_hold(tmp_path: Path) -> None:
    assert outcomes(tmp_path) == OUTCOMES
    ends = ET.parse(tmp_path / "ends.xml")
    reasons = [skipped.get("message") for skipped in ends.iter("skipped")]
    assert reasons == ["needs the program no-such-program: install the package such"]


def test_with_ci_set_an_absent_program_fails(tmp_path: Path) -> None:
    assert outcomes(tmp_path, CI="1") == OUTCOMES | {"absent": {"error"}}
