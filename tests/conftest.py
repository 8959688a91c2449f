# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds for every test: no display needed, no real home touched, no skip but one."""

import gc
import os
import shutil
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from sidelight import language

# Read by Qt when it starts, which pytest-qt brings about before any fixture runs.
if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every machine; how long one takes says more of the machine than of the code.
settings.register_profile("sidelight", derandomize=True, deadline=None, database=None)
settings.load_profile("sidelight")

XDG_FOLDERS = ("CONFIG", "STATE", "DATA", "CACHE")


def point_home_at(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Make settings, state, data and caches go below `folder`, which is made."""
    for name in XDG_FOLDERS:
        place = folder / name.lower()
        place.mkdir()
        patch.setenv(f"XDG_{name}_HOME", str(place))


@pytest.fixture(scope="session", autouse=True)
def session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for what outlives one test: session fixtures and the workers they start."""
    folder = tmp_path_factory.mktemp("session_home")
    with pytest.MonkeyPatch.context() as patch:
        point_home_at(folder, patch)
        # Qt warns where it is missing, and where others may enter it.
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        # The words tests look for are English, whatever the machine speaks.
        patch.setenv("LANGUAGE", "en")
        language.use("")
        yield folder


class Homes:
    """Gives out homes without anything in them.

    Most tests leave theirs as they found it, and to make and remove five folders takes longer than
    many a test: a home is given out again until there is something in it, and never after that.
    """

    def __init__(self, base: Path) -> None:
        self.base = base
        self.made = 0
        self._last: Path | None = None
        self._looks: list[tuple[str, int, bool]] = []

    def empty(self) -> Path:
        """A home in which nothing was ever written."""
        if self._last is None or self._look(self._last) != self._looks:
            self.made += 1
            self._last = self.base / str(self.made)
            for name in XDG_FOLDERS:
                (self._last / name.lower()).mkdir(parents=True)
            self._looks = self._look(self._last)
        return self._last

    @staticmethod
    def _look(home: Path) -> list[tuple[str, int, bool]]:
        """What can be seen of a home: what is in it, of what kind, and whether that is empty."""
        with os.scandir(home) as found:
            looks = [(each.name, each.stat(follow_symlinks=False).st_mode, each) for each in found]
        return sorted((name, mode, _empty(each)) for name, mode, each in looks)


def _empty(entry: os.DirEntry[str]) -> bool:
    if not entry.is_dir():
        return False
    with os.scandir(entry) as found:
        return next(found, None) is None


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    return Homes(tmp_path_factory.mktemp("homes"))


@pytest.fixture(autouse=True)
def home(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for each test: no test meets another's settings or state."""
    folder = homes.empty()
    for name in XDG_FOLDERS:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    return folder


def pytest_collection_finish() -> None:
    """Keep the ten thousand tests that were found from being looked through for garbage again and
    again: they stay to the end.
    """
    gc.collect()
    gc.freeze()
    # what a test makes is gone with it: look through it less often
    gc.set_threshold(50_000, 20, 100)


def absent_program(item: pytest.Item) -> str | None:
    """What to do about a program that a test is marked to need and that is not here, or None."""
    for marker in item.iter_markers("program"):
        name, package = marker.args[0], marker.kwargs["package"]
        if shutil.which(name) is None:
            return f"needs the program {name}: install the package {package}"
    return None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is absent, or fail it where CI promises that all are here."""
    reason = absent_program(item)
    if reason and os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    if reason:
        pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that skips itself for any other reason: a skipped test holds nothing."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and absent_program(item) is None:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} skipped itself; the one allowed skip is an absent program"
    return report
