# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compares the memory of all processes while a document is read with that of Okular.

::

    python benchmarks/memory.py [PDF ...] [--pages 40]

The window opens a project with the PDF as its only source, Okular the PDF itself; both go through
``--pages`` pages by Page Down, half a second each.  Memory is the proportional set size (PSS) of
the process and all it started, from ``/proc/PID/smaps_rollup``, the highest of five looks a second
from six seconds after the start, when the document stands there.  The package is byte-compiled
first, as an installed one is.  Libraries that other programs use too count by their share: run it
alone.
Needs Xvfb, openbox, xdotool and okular.  Budget: two minutes a document.
"""

from __future__ import annotations

import argparse
import compileall
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.reading import made_pdf
from benchmarks.screen import Screen, screen
from benchmarks.starting import project_with
from sidelight import resources

SETTLED = 6.0
TURN = 0.5
LOOK = 0.2


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text("ascii", "replace")
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def pss(pid: int) -> int:
    """Return the proportional set size of a process in KiB, 0 where it has gone."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)


def sharers(own: int) -> int:
    """Return how many other processes map our libraries or Okular's, each of which makes the share
    of all others look smaller.
    """
    kin = set(family(own))
    count = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) not in kin:
            with suppress(OSError):
                maps = (entry / "maps").read_text("ascii", "replace")
                count += any(name in maps for name in ("/PySide6/", "/pymupdf/", "libQt5Core"))
    return count


def peak(shown: Screen, command: list[str], turns: int) -> tuple[float, list[float]]:
    """Start a program, turn pages; return the most that all processes took, and each, in MiB."""
    process = shown.start(command)
    most: list[int] = []
    end = time.monotonic() + SETTLED + TURN * turns
    begin, turned = time.monotonic() + SETTLED, 0
    while time.monotonic() < end:
        if time.monotonic() < begin:
            time.sleep(LOOK)
            continue
        sizes = [pss(pid) for pid in family(process.pid)]
        most = max(most, sizes, key=sum)
        if time.monotonic() > begin + TURN * turned:
            keys = ["xdotool", "mousemove", "1100", "450", "click", "1", "key", "Next"]
            if turned:
                keys = ["xdotool", "key", "Next"]
            subprocess.run(keys, env=shown.environment, check=False, stderr=subprocess.DEVNULL)
            turned += 1
        time.sleep(LOOK)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
    time.sleep(1)
    return sum(most) / 1024, sorted((size / 1024 for size in most), reverse=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=40)
    asked = parser.parse_args()
    compileall.compile_dir(Path(resources.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as name, screen() as shown:
        folder = Path(name)
        homes = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
        os.environ |= dict.fromkeys(homes, name)
        if others := sharers(os.getpid()):
            print(f"{others} other processes share libraries with these: all comes out too small")
        documents = asked.documents
        if not documents:
            documents = [folder / "paper.pdf"]
            documents[0].write_bytes(made_pdf(10, 1))
        for document in documents:
            project = str(project_with(document, folder))
            own, parts = peak(shown, [sys.executable, "-m", "sidelight", project], asked.pages)
            other, _ = peak(shown, ["okular", str(document)], asked.pages)
            each = " + ".join(f"{part:.0f}" for part in parts)
            print(
                f"| {document.stem} | {own:.0f} MiB ({each}) | {other:.0f} MiB "
                f"| {own / other:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
