# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compares the start of the window with other windows, from the process to what stands on the
screen.

::

    python benchmarks/starting.py [PDF ...] [--rounds 5]

First a window without a project against a bare QMainWindow with a menu and a tool bar; then, for
each PDF (a made paper of 10 pages where none is given), a project with it as its only source
against Okular with the same file.  A start ends when the part of the screen where the page stands
looks as it does once everything has come to rest.  The programs take turns; figures are medians.
The package is compiled first, as an installed one is.  Needs Xvfb, openbox and, for the second
part, okular.  Budget: two minutes a document.
"""

from __future__ import annotations

import argparse
import compileall
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.reading import made_pdf
from benchmarks.screen import Screen, screen
from sidelight.session.session import Session

PACKAGE = Path(__file__).parents[1] / "src" / "sidelight"
REST = 4.0
"""Seconds without a change after which everything has come to rest."""
LONGEST = 40.0
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1440, 900)
menu = window.menuBar().addMenu("File")
menu.addAction("Open")
window.addToolBar("Main").addAction("Open")
window.setCentralWidget(QLabel("Ready"))
window.show()
app.exec()
"""


def watched(shown: Screen, command: list[str], area: tuple[int, int, int, int]) -> float:
    """Start a program; return the seconds until ``area`` first looked as it looks in the end."""
    frames: list[tuple[float, int]] = []
    start = time.perf_counter()
    process = shown.start(command)
    before = hash(shown.pixels(*area))
    frames.append((0.0, before))
    while True:
        now = time.perf_counter() - start
        looks = hash(shown.pixels(*area))
        if looks != frames[-1][1]:
            frames.append((now, looks))
        changed = len(frames) > 1 and now - frames[-1][0] > REST
        if changed or now > LONGEST:
            break
        time.sleep(0.004)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
    time.sleep(0.5)
    return frames[-1][0]


def project_with(document: Path, folder: Path) -> Path:
    """Return a project whose only source is ``document``."""
    path = folder / f"{document.stem}.sidelight"
    with Session.create(path, document.stem, by="Ann") as session:
        session.add_document(document)
    return path


def compared(
    shown: Screen, name: str, commands: dict[str, list[str]], areas: Mapping[str, tuple[int, ...]],
    rounds: int,
) -> None:  # fmt: skip
    """Print the medians of two programs that take turns, and their ratio."""
    times: dict[str, list[float]] = {program: [] for program in commands}
    for turn in range(rounds + 1):
        for program, command in commands.items():
            took = watched(shown, command, areas[program])  # type: ignore[arg-type]
            if turn:  # the first round warms the disk's cache
                times[program].append(took)
    ours, theirs = (statistics.median(times[program]) for program in commands)
    other = list(commands)[1]
    print(f"| {name} | {ours:.2f} s | {other}, {theirs:.2f} s | {ours / theirs:.2f} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    compileall.compile_dir(PACKAGE, quiet=1)
    sidelight = [str(Path(sys.executable).with_name("sidelight"))]
    with tempfile.TemporaryDirectory() as name, screen() as shown:
        folder = Path(name)
        os.environ |= {"XDG_CONFIG_HOME": name, "XDG_STATE_HOME": name, "XDG_CACHE_HOME": name}
        documents = asked.documents
        if not documents:
            documents = [folder / "paper.pdf"]
            documents[0].write_bytes(made_pdf(10, 1))
        # all below the button that gets a ring once the window manager has made the window active
        whole = (0, 470, 1560, 510)
        bare = {"ours": sidelight, "bare QMainWindow": [sys.executable, "-c", BARE]}
        compared(shown, "painted window", bare, dict.fromkeys(bare, whole), asked.rounds)
        for document in documents:
            project = str(project_with(document, folder))
            programs = {"ours": [*sidelight, project], "Okular": ["okular", str(document)]}
            # the middle of the page in each window
            areas = {"ours": (900, 300, 300, 150), "Okular": (640, 400, 300, 150)}
            compared(shown, document.stem, programs, areas, asked.rounds)


if __name__ == "__main__":
    main()
