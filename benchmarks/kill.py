# SPDX-License-Identifier: AGPL-3.0-or-later
"""Kills a process that saves, brings a file to today's format, or copies; looks what is lost.

::

    python benchmarks/kill.py [--rounds 1000] [--steps 200] [--copies 200] [--seed 1]

A child acts and writes to a pipe what it has done once that has returned
(`benchmarks.kill_children`).  At a random moment it is killed with SIGKILL.  Then the project is
opened: all that was acknowledged must be there with the bytes it named, the check must find
nothing, a copy must be whole or absent, and no file may be left but project and copy.

``step`` opens a file of each format before today's, in turn.
Budget: ``--budget`` seconds for each of the three, 1200 unless told.  Exits 1 where something was
lost or left.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.kill_children import HOLDER, made, of_format, out_of, payload
from sidelight.store import places, schema
from sidelight.store.connection import connect
from sidelight.store.project_file import ProjectFile
from sidelight.store.survey import survey

ACTS_A_PROJECT = 150
"""Then a new one is begun, so that opening does not come to take all the time."""


@dataclass
class Outcome:
    """What happened: ``acknowledged`` acts in all, rounds killed within one, what was lost or left.

    ``hot``: with a hot journal; ``finished``: killed only after the step; ``half``: while the
    fresh file stood beside; ``left``: with files that
    only the next opening removed.
    """

    rounds: int = 0
    acknowledged: int = 0
    hot: int = 0
    left: int = 0
    unacknowledged: int = 0
    finished: int = 0
    half: int = 0
    lost: list[str] = field(default_factory=list)


class Nurse:
    """The process whose children are killed."""

    def __init__(self, life: str, path: Path, chance: random.Random) -> None:
        command = [sys.executable, "-m", "benchmarks.kill_children", life, str(path)]
        root = str(Path(__file__).parents[1])
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [root, *sys.path]))}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self._chance = chance
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def finished(self) -> float:
        """Have a child made that is killed only when it has done its work; return the seconds."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("0\n")
        self._process.stdin.flush()
        pid = int(self._process.stdout.readline().split()[1])
        start = time.monotonic()
        assert self._process.stdout.readline() == "0\n"
        took = time.monotonic() - start
        os.kill(pid, signal.SIGKILL)
        assert self._process.stdout.readline() == "end\n"
        return took

    def round(self, first: int, wait: float, most: int) -> list[int]:
        """Have a child made and killed; return the numbers it had acknowledged."""
        return list(self._round(first, wait, most))

    def _round(self, first: int, wait: float, most: int) -> Iterator[int]:
        """One in five is killed while it opens the file; the others at any moment of any act."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{first}\n")
        self._process.stdin.flush()
        pid = int(self._process.stdout.readline().split()[1])
        early = most == 0 or self._chance.random() < 0.2
        for _ in range(0 if early else self._chance.randrange(1, most)):
            yield int(self._process.stdout.readline())
        time.sleep(self._chance.uniform(0, wait))
        os.kill(pid, signal.SIGKILL)
        for line in self._process.stdout:
            if line == "end\n":
                return
            yield int(line)

    def __enter__(self) -> Nurse:
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def look(path: Path, numbers: list[int], outcome: Outcome) -> int:
    """Open the project after a kill, note what is lost or left; return the next number."""
    outcome.rounds += 1
    outcome.acknowledged += len(numbers)
    outcome.hot += path.with_name(f"{path.name}-journal").exists()
    outcome.left += any(not name.startswith(".~lock.") for name in strays(path))
    with ProjectFile.open(path, holder=HOLDER) as file:
        last = _whole(file, numbers, outcome)
    outcome.unacknowledged += bool(numbers) and last > numbers[-1]
    outcome.lost += [f"left: {name}" for name in strays(path)]
    return last + 1


def _whole(file: ProjectFile, numbers: list[int], outcome: Outcome) -> int:
    """Note which acts are not there with their bytes; return the number of the last act."""
    there = {change.label for change in file.project.log.order}
    for number in numbers:
        if f"act {number}" not in there:
            outcome.lost.append(f"act {number}")
    outcome.lost += [f"{fault.what} ({fault.where})" for fault in file.check()]
    last = max((int(label.split()[1]) for label in there if label.startswith("act ")), default=0)
    bodies = [payload(number) for number in range(1, last + 1)]
    if [body for body in bodies if not file.has_blob(_hash(body))]:
        outcome.lost.append("the bytes of an act")
    return last


def _hash(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def strays(path: Path) -> list[str]:
    """Return what stands beside the project and in the state folder that belongs to nobody."""
    found = [file.name for file in path.parent.iterdir() if file.is_file() and file != path]
    if out_of(path).parent.exists():
        found += [file.name for file in out_of(path).parent.iterdir() if file != out_of(path)]
    found += [folder.name for folder in places.state_folder().glob("intake-*")]
    for name in ("reading", "unfinished"):
        found += [file.name for file in places.subfolder(name).iterdir()]
    # a journal beside it belongs to the project until it is opened
    return [name for name in found if name != f"{path.name}-journal"]


def saving(rounds: int, folder: Path, chance: random.Random, end: float) -> Outcome:
    """Kill ``rounds`` children that save."""
    outcome = Outcome()
    while outcome.rounds < rounds and time.monotonic() < end:
        path = made(_empty(folder) / "saved.sidelight", 0)
        first = 1
        with Nurse("save", path, chance) as nurse:
            while first < ACTS_A_PROJECT and outcome.rounds < rounds and time.monotonic() < end:
                first = look(path, nurse.round(first, 0.03, 12), outcome)
    return outcome


def stepping(rounds: int, folder: Path, chance: random.Random, end: float) -> Outcome:
    """Kill ``rounds`` children that open files of older formats."""
    outcome, acts = Outcome(), 60
    source = made(_empty(folder) / "source", acts)
    path = folder / "alone" / "old.sidelight"
    path.parent.mkdir()
    shutil.copyfile(source, path)
    with Nurse("step", path, chance) as nurse:
        took = 0.0
        while outcome.rounds < rounds and time.monotonic() < end:
            of_format(source, path, 1 + outcome.rounds % (schema.FORMAT - 1))
            if outcome.rounds % 20 == 0:
                # what an opening takes on this machine at this hour, and that it does end
                took = nurse.finished()
                assert format_of(path) == schema.FORMAT
                look(path, list(range(1, acts + 1)), Outcome())
                of_format(source, path, 1 + outcome.rounds % (schema.FORMAT - 1))
            opened = nurse.round(0, 1.2 * took, 0)
            outcome.finished += bool(opened)
            outcome.half += any(name.startswith(f".~{path.name}.") for name in strays(path))
            outcome.unacknowledged += not opened and format_of(path) == schema.FORMAT
            look(path, list(range(1, acts + 1)), outcome)
            if format_of(path) != schema.FORMAT:
                outcome.lost.append("the step")
    outcome.acknowledged = outcome.rounds * acts
    return outcome


def format_of(path: Path) -> int:
    """Return the format that a file is of."""
    db = connect(path, read_only=True)
    try:
        return int(db.execute("PRAGMA user_version").fetchone()[0])
    finally:
        db.close()


def copying(rounds: int, folder: Path, chance: random.Random, end: float) -> Outcome:
    """Kill ``rounds`` children that copy an open project to one place."""
    outcome = Outcome()
    while outcome.rounds < rounds and time.monotonic() < end:
        path = made(_empty(folder) / "copied.sidelight", 20)
        out_of(path).parent.mkdir()
        first = 21
        with Nurse("copy", path, chance) as nurse:
            while first < ACTS_A_PROJECT and outcome.rounds < rounds and time.monotonic() < end:
                numbers = nurse.round(first, 0.06, 6)
                first = look(path, numbers, outcome)
                _look_at_copy(out_of(path), numbers, outcome)
    return outcome


def _look_at_copy(copy: Path, numbers: list[int], outcome: Outcome) -> None:
    """Note whether a copy is less than the last one that was acknowledged, or not whole."""
    if not copy.exists():
        outcome.lost += ["a copy"] if numbers else []
        return
    outcome.lost += [f"copy: {fault.what} ({fault.where})" for fault in survey(copy)]
    db = connect(copy, read_only=True)
    (count,) = db.execute("SELECT count(*) FROM change").fetchone()
    db.close()
    # the first change names the project
    if numbers and count < numbers[-1] + 1:
        outcome.lost.append("acts of a copy")


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


KILLS: dict[str, Callable[[int, Path, random.Random, float], Outcome]] = {
    "saving": saving,
    "step": stepping,
    "copy": copying,
}


def run(what: str, rounds: int, folder: Path, seed: int = 1, budget: float = 1200.0) -> Outcome:
    """Kill ``rounds`` children in a new folder below ``folder``; POSIX only."""
    end = time.monotonic() + budget
    return KILLS[what](rounds, folder / what, random.Random(seed), end)


def main() -> int:
    """Run the long form and print what happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--budget", type=float, default=1200.0)
    given = parser.parse_args()
    lost = 0
    print(f"seed {given.seed}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        wanted = {"saving": given.rounds, "step": given.steps, "copy": given.copies}
        for what, rounds in wanted.items():
            start = time.monotonic()
            outcome = run(what, rounds, Path(folder), given.seed, given.budget)
            print(
                f"{what:7} {outcome.rounds} kills, {outcome.acknowledged} acts acknowledged, "
                f"{outcome.hot} with a hot journal, "
                f"{outcome.unacknowledged} with work done and not yet acknowledged, "
                f"{outcome.half} within the step, {outcome.finished} when all was done, "
                f"{outcome.left} with files for the next opening to remove, "
                f"{len(outcome.lost)} lost or left, {time.monotonic() - start:.0f} s",
                flush=True,
            )
            for line in outcome.lost[:20]:
                print(f"  {line}")
            lost += len(outcome.lost)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
