# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fills the disk up at every point of a session, and looks whether anything was lost or half done.

::

    python benchmarks/full_disk.py [--step 4096] [--seed 1]

The project stands on a tiny disk of memory (where none may be mounted, a limit on the size of files
stands in). Each round leaves a little more room than the one before, and does the same session:
acts with and without documents, a copy, a move to another name. Then there is room again; what was
not saved is tried again in some of the rounds and left to the next opening in others. The project
is opened: every act that was said to be saved must be in it, every other one must be
offered by its rescue file and go in, whatever there is must be whole, and no other file may be
left.
Half of the rounds go without a window, where an act that fails is an error.
Budget: four minutes. Exits 1 where something was lost.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.small_disk import SmallDisk, small_disk
from sidelight.errors import ProjectError
from sidelight.model.change import Setting
from sidelight.store.project_file import Author, Holder, ProjectFile

HOLDER = Holder("Ann", "benchmark", "window")
REVIEWER = "a" * 32
DISK = 4 << 20
NEEDED = 1 << 20
"""Bytes of the disk, and more than a session takes."""


@dataclass
class Outcome:
    """What happened over all rounds.

    Acts ``made``, of which ``acknowledged`` were said to be saved at once, ``refused`` ones said to
    be not, ``rescued`` ones added at the next opening; what was ``lost`` or left ``astray``.
    """

    rounds: int = 0
    made: int = 0
    acknowledged: int = 0
    refused: int = 0
    rescued: int = 0
    whole: int = 0
    lost: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)


def acts(chance: random.Random) -> list[tuple[list[Setting], list[bytes]]]:
    """Return what a session does: settings and blobs of each act."""
    found: list[tuple[list[Setting], list[bytes]]] = []
    for number in range(1, 11):
        id_ = f"{number:032x}"
        reason = "word " * chance.choice([3, 40, 2000])
        settings = [
            Setting("claim", id_, "number", number),
            Setting("note", id_, "claim", id_),
            Setting("note", id_, "text", reason),
        ]
        size = chance.choice([0, 0, 900, 30_000, 90_000])
        found.append((settings, [chance.randbytes(size)] if size else []))
    return found


def session(file: ProjectFile, folder: Path, chance: random.Random, outcome: Outcome) -> set[str]:
    """Do a session; return the ids of the acts that were said to be saved."""
    author = Author(REVIEWER, f"{chance.getrandbits(128):032x}", itertools.count(1).__next__)
    saved: set[str] = set()
    for number, (settings, blobs) in enumerate(acts(chance)):
        try:
            file.commit(settings, author, f"act {number}", blobs=blobs)
            outcome.made += 1
        except ProjectError:
            outcome.refused += 1
        if file.unsaved is None:
            saved = set(file.project.log.changes)
        if number == 6:
            with suppress(ProjectError):
                file.copy_to(folder / "copy.sidelight")
    outcome.acknowledged += len(saved)
    with suppress(ProjectError):
        file.save_elsewhere(folder / "moved.sidelight")
        saved = set(file.project.log.changes)
    return saved


def look(path: Path, saved: set[str], made: set[str], outcome: Outcome, where: str) -> None:
    """Open what the session left: all that was saved, then all that was made, nothing broken."""
    with ProjectFile.open(path, holder=HOLDER) as file:
        missing = saved - file.project.log.changes.keys()
        outcome.lost += [f"{where}: saved {id_[:8]}" for id_ in missing]
        file.find_rescued()
        outcome.rescued += len(file.rescued.changes) if file.rescued else 0
        file.add_rescued()
        missing = made - file.project.log.changes.keys()
        outcome.lost += [f"{where}: made {id_[:8]}" for id_ in missing]
        outcome.lost += [f"{where}: {fault.what} ({fault.where})" for fault in file.check()]


def one(
    disk: SmallDisk, room: int, seed: int, outcome: Outcome, *, window: bool, again: bool
) -> None:
    """Do one round with so many bytes of room; try ``again`` before closing, or leave it there."""
    path = disk.folder / "p.sidelight"
    where = f"{room} bytes, {'window' if window else 'command'}"
    first = Author(REVIEWER, "b" * 32, itertools.count(1).__next__)
    with ProjectFile.create(path, "On a small disk", first, holder=HOLDER) as file:
        file.keeps = window
        disk.fill(room)
        saved = session(file, disk.folder, random.Random(seed), outcome)
        made, path = set(file.project.log.changes), file.path
        # without a disk of its own, the rescue files met the same limit
        made = made if disk.mounted else saved
        disk.free()
        if again:
            file.retry()
            if file.unsaved is not None:
                outcome.lost.append(f"{where}: still unsaved with room to save it")
    look(path, saved, made, outcome, where)
    for other in sorted(disk.folder.iterdir()):
        if other.name in {"p.sidelight", "copy.sidelight", "moved.sidelight"}:
            with ProjectFile.open(other, holder=HOLDER) as there:
                outcome.lost += [f"{where}: {other.name}: {fault.what}" for fault in there.check()]
            outcome.whole += 1
        else:
            outcome.astray.append(f"{where}: {other.name}")
        other.unlink()
    outcome.rounds += 1


def run(step: int, folder: Path, seed: int = 1, least: int = 0, most: int = NEEDED) -> Outcome:
    """Do a round for each amount of room, ``step`` bytes apart; the disk is made in ``folder``."""
    outcome = Outcome()
    with small_disk(folder / "disk", DISK) as disk:
        for number, room in enumerate(range(least, most, step)):
            one(disk, room, seed, outcome, window=number % 2 == 0, again=number % 4 == 0)
    return outcome


def main() -> int:
    """Run the long form and print what happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--step", type=int, default=4096)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        outcome = run(given.step, Path(folder), given.seed)
    print(
        f"seed {given.seed}: {outcome.rounds} rounds, {outcome.made} acts made, "
        f"{outcome.acknowledged} said to be saved, {outcome.rescued} rescued, "
        f"{outcome.refused} refused, {outcome.whole} files left, all opened and checked; "
        f"{len(outcome.lost)} lost or half done, {len(outcome.astray)} astray, "
        f"{time.monotonic() - start:.0f} s"
    )
    for line in (*outcome.lost, *outcome.astray):
        print(f"  {line}")
    return 1 if outcome.lost or outcome.astray else 0


if __name__ == "__main__":
    sys.exit(main())
