# SPDX-License-Identifier: AGPL-3.0-or-later
"""Kills a process that saves, again and again, and looks whether anything acknowledged was lost.

::

    python benchmarks/kill.py [--rounds 200] [--seed 1]

A child commits numbered acts and writes each number to a pipe once its commit has returned.  At a
random moment it is killed with SIGKILL: while it opens the file, between acts or in the middle of
one.  Then the project is opened, and every number that was written must be in its log, with the
bytes it named.
Budget: eight minutes for 200 rounds.  Exits 1 where something was lost.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sidelight.model.change import Setting
from sidelight.store.connection import connect
from sidelight.store.project_file import Author, Holder, ProjectFile

HOLDER = Holder("Ann", "benchmark", "command")
REVIEWER = "a" * 32


@dataclass
class Outcome:
    """What happened: ``acknowledged`` acts in all, rounds killed within an act, what was lost."""

    rounds: int = 0
    acknowledged: int = 0
    hot: int = 0
    unacknowledged: int = 0
    lost: list[str] = field(default_factory=list)


def payload(number: int) -> bytes:
    """The bytes that an act names: several pages for some, so that a commit takes a while."""
    return random.Random(number).randbytes(40_000 if number % 3 == 0 else 300)


def act(file: ProjectFile, author: Author, number: int) -> None:
    """Commit one numbered act."""
    claim = f"{number:032x}"
    settings = [Setting("claim", claim, "number", number), Setting("note", claim, "claim", claim)]
    settings.append(Setting("note", claim, "text", f"act {number}"))
    file.commit(settings, author, f"act {number}", blobs=[payload(number)])


def save_for_ever(path: Path, first: int, pipe: IO[str]) -> None:
    """The child's life: open, then act and acknowledge until killed."""
    numbers = itertools.count(first)
    author = Author(REVIEWER, f"{first:032x}", itertools.count(1).__next__)
    with ProjectFile.open(path, holder=HOLDER) as file:
        for number in numbers:
            act(file, author, number)
            pipe.write(f"{number}\n")
            pipe.flush()


def nursery(path: Path) -> None:
    """Fork a saving child for each number on standard input, so that none has to start Python."""
    connect(path, read_only=True).close()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            print(f"pid {os.getpid()}", flush=True)
            save_for_ever(path, int(line), sys.stdout)
        os.waitpid(pid, 0)
        print("end", flush=True)


def acknowledged(nurse: subprocess.Popen[str], first: int, chance: random.Random) -> Iterator[int]:
    """Have a child made and killed; yield the numbers it had acknowledged."""
    assert nurse.stdin is not None
    assert nurse.stdout is not None
    nurse.stdin.write(f"{first}\n")
    nurse.stdin.flush()
    pid = int(nurse.stdout.readline().split()[1])
    # one in five while it is opening; the others after some acts, at any moment of one
    for _ in range(0 if chance.random() < 0.2 else chance.randrange(1, 12)):
        yield int(nurse.stdout.readline())
    time.sleep(chance.uniform(0, 0.03))
    os.kill(pid, signal.SIGKILL)
    for line in nurse.stdout:
        if line == "end\n":
            return
        yield int(line)


def look(path: Path, numbers: list[int], outcome: Outcome) -> int:
    """Open the project after a kill, note what is lost; return the next number."""
    with ProjectFile.open(path, holder=HOLDER) as file:
        there = {change.label for change in file.project.log.order}
        for number in numbers:
            name = hashlib.sha256(payload(number)).hexdigest()
            if f"act {number}" not in there or file.blob(name) != payload(number):
                outcome.lost.append(f"act {number}")
        outcome.lost += [f"{fault.what} ({fault.where})" for fault in file.check()]
        last = max(
            (int(label.split()[1]) for label in there if label.startswith("act ")), default=0
        )
    outcome.acknowledged += len(numbers)
    outcome.unacknowledged += bool(numbers) and last > numbers[-1]
    return last + 1


def run(rounds: int, folder: Path, seed: int = 1) -> Outcome:
    """Kill ``rounds`` children that save a project in ``folder``; POSIX only."""
    chance, outcome = random.Random(seed), Outcome()
    path = folder / "saved.sidelight"
    author = Author(REVIEWER, "b" * 32, itertools.count(1).__next__)
    ProjectFile.create(path, "Saved", author, holder=HOLDER).close()
    command = [sys.executable, __file__, "--nursery", str(path)]
    first = 1
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as nurse:
        for _ in range(rounds):
            numbers = list(acknowledged(nurse, first, chance))
            outcome.rounds += 1
            outcome.hot += path.with_name(f"{path.name}-journal").exists()
            first = look(path, numbers, outcome)
    return outcome


def main() -> int:
    """Run the long form and print what happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--nursery", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.nursery:
        nursery(given.nursery)
        return 0
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        outcome = run(given.rounds, Path(folder), given.seed)
    print(
        f"{outcome.rounds} kills, {outcome.acknowledged} acts acknowledged, "
        f"{outcome.hot} with a hot journal, "
        f"{outcome.unacknowledged} with an act saved and not yet acknowledged, "
        f"{len(outcome.lost)} lost, {time.monotonic() - start:.0f} s"
    )
    for line in outcome.lost:
        print(f"  {line}")
    return 1 if outcome.lost else 0


if __name__ == "__main__":
    sys.exit(main())
