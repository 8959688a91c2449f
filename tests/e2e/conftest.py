# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real X server, the real process, real keys."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PATIENCE = 60.0
"""Seconds after which a thing that has not happened will not."""


def wait_for(happened: Callable[[], object], what: str) -> None:
    """Wait until something is so; the test fails where it never is."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if happened():
            return
        time.sleep(0.1)
    pytest.fail(f"{what} did not happen")


@dataclass
class Screen:
    """An X server of its own."""

    display: str

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a program on this screen."""
        environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
        return {**environment, "DISPLAY": self.display}

    def xdotool(self, *words: str) -> str:
        """Do what a hand would; return what was printed."""
        ran = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return ran.stdout.strip()

    def keys(self, *names: str) -> None:
        """Press keys, one after the other."""
        for name in names:
            self.xdotool("key", "--clearmodifiers", name)
            time.sleep(0.15)

    def click(self, x: int, y: int) -> None:
        """Click at a place, in pixels.

        The server moves the mouse before it clicks; to wait for the move would take 15 seconds
        where the mouse is there already.
        """
        self.xdotool("mousemove", str(x), str(y), "click", "1")
        time.sleep(0.3)

    def titles(self) -> list[str]:
        """Return the titles of the windows in sight."""
        found = self.xdotool("search", "--onlyvisible", "--name", ".").split()
        return [self.xdotool("getwindowname", window) for window in found]


@contextmanager
def a_screen() -> Iterator[Screen]:
    """A screen of 1560 × 980 with a window manager, for as long as it is needed."""
    with _alone():
        server, shown = _server()
    manager = _managed(shown)
    try:
        yield shown
    finally:
        with _alone():
            for process in (manager, server):
                process.terminate()
                process.wait(PATIENCE)


@contextmanager
def _alone() -> Iterator[None]:
    """One server at a time comes or goes: one that goes takes the socket of its number along, which
    may be another's by then.
    """
    with (Path(tempfile.gettempdir()) / f"sidelight-screens-{os.getuid()}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _server() -> tuple[subprocess.Popen[bytes], Screen]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1560x980x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        return server, Screen(f":{answer.readline().strip()}")


def _managed(shown: Screen) -> subprocess.Popen[bytes]:
    """Start the window manager, once more where it did not reach the display; keys go nowhere
    before it stands.
    """
    manager = subprocess.Popen(["openbox"], env=shown.environment, stderr=subprocess.DEVNULL)

    def stands() -> bool:
        nonlocal manager
        if manager.poll() is not None:
            manager = subprocess.Popen(["openbox"], env=shown.environment)
        return shown.xdotool("get_num_desktops") not in {"", "0"}

    wait_for(stands, "the window manager")
    return manager


@pytest.fixture
def screen() -> Iterator[Screen]:
    with a_screen() as shown:
        yield shown


@pytest.fixture
def other_screen() -> Iterator[Screen]:
    """A second person's screen."""
    with a_screen() as shown:
        yield shown


@pytest.fixture
def start(screen: Screen) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start Sidelight on the screen, or in another environment; what still runs at the end is
    ended.
    """
    running: list[subprocess.Popen[bytes]] = []

    def sidelight(
        *words: str | Path, environment: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "sidelight", *map(str, words)]
        where = environment or screen.environment
        running.append(subprocess.Popen(command, env=where, start_new_session=True))
        return running[-1]

    yield sidelight
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
