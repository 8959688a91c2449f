# SPDX-License-Identifier: AGPL-3.0-or-later
"""Merges a file of many changes, half of which are new, against handling the same rows alone.

::

    python benchmarks/merging.py [--changes 100000] [--seed 1] [--rounds 3]

The baseline reads the same rows, hashes and validates each change and inserts the new ones into a
table, with the durability of a project file.  The merge looks the file through in the confined
worker, makes the project that comes of both, compares, keeps the file as it was, and writes.
Budget: five minutes.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from sidelight.exchange.comparing import compare
from sidelight.model.change import Change, Setting, new_id
from sidelight.model.project import Project
from sidelight.store import incoming
from sidelight.store.collector import without_collector
from sidelight.store.connection import connect
from sidelight.store.fresh import new_file
from sidelight.store.log_rows import write
from sidelight.store.pouring import Expected
from sidelight.store.project_file import Holder, ProjectFile
from sidelight.store.tables import rewrite

HOLDER = Holder("Ann", "benchmark", "command")
WORDS = "aid border election fuel letter minister oil pact treaty vote".split()  # noqa: SIM905


def act(number: int, who: str, claims: list[str], rng: random.Random) -> list[Setting]:
    """What one change sets: a claim, a verdict or a note."""
    words = " ".join(rng.choices(WORDS, k=12))
    if number % 4 == 0 or not claims:
        claims.append(new_id())
        fields = {"number": 1 + number // 4, "restatement": words}
        return [Setting("claim", claims[-1], name, value) for name, value in fields.items()]
    claim = rng.choice(claims[-50:])
    if number % 4 == 3:
        note = new_id()
        return [Setting("note", note, "claim", claim), Setting("note", note, "text", words)]
    id_ = f"{claim}.{who}"
    verdict = {"verdict": rng.choice(("verified", "disputed", "denied")), "denied_by": ""}
    values = {"claim": claim, "verdict": verdict, "reason": words}
    return [Setting("verdict", id_, name, value) for name, value in values.items()]


def history(count: int, rng: random.Random) -> list[Change]:
    """Acts of three reviewers: claims, verdicts with reasons, notes, each in sight of the last."""
    reviewers = [f"{n:032x}" for n in (1, 2, 3)]
    changes: list[Change] = []
    claims: list[str] = []
    for number in range(count):
        who = rng.choice(reviewers)
        sets = act(number, who, claims, rng)
        changes.append(
            Change(
                reviewer=who,
                installation=who,
                sequence=number,
                clock=(1_700_000_000_000 + number * 1000, 0),
                time="2024-06-19T12:00:00.000+00:00",
                zone="UTC",
                heads=(changes[-1].id,) if changes else (),
                sets=tuple(sets),
                group=new_id(),
                label="act",
            )
        )
    return changes


def stored(path: Path, changes: list[Change]) -> Path:
    """A project file with these changes."""
    db = new_file(path)
    project = Project(changes)
    with db.atomic():
        write(db, project)
        rewrite(db, project)
    db.close()
    return path


def alone(other: Path, mine: Path, target: Path) -> float:
    """Seconds to read, hash, validate and insert the same rows."""
    db = connect(stored(target, []))
    with closing(sqlite3.connect(f"{mine.as_uri()}?mode=ro", uri=True)) as source:
        known = {str(row[0]) for row in source.execute("SELECT id FROM change")}
    begun = time.perf_counter()
    with closing(sqlite3.connect(f"{other.as_uri()}?mode=ro", uri=True)) as source:
        rows = source.execute("SELECT id, body FROM change").fetchall()
    changes = [Change.from_body(body.encode()) for _id, body in rows]
    new = [(change.id, change.body.decode()) for change in changes if change.id not in known]
    with db:
        db.executemany("INSERT INTO change (id, body) VALUES (?, ?)", new)
    taken = time.perf_counter() - begun
    db.close()
    return taken


class Took(NamedTuple):
    """Seconds that a merge took, and how many changes were new, at first and once more."""

    seen: float
    compared: float
    written: float
    new: int
    again: int


def merged(other: Path, mine: Path, target: Path) -> Took:
    """Look through, unite and compare, write; as the program does it."""
    shutil.copy(mine, target)
    with ProjectFile.open(target, holder=HOLDER) as file:
        seen, compared, written, count = _merged(file, other)
        *_times, again = _merged(file, other)
    return Took(seen, compared, written, count, int(again))


def _merged(file: ProjectFile, other: Path) -> tuple[float, float, float, int]:
    begun = time.perf_counter()
    with without_collector():
        both = file.project.copy()
        one = incoming.take(other, Expected(file.project.log.rows(), unite=both.add))
        seen = time.perf_counter()
        found = compare(file.project, one.rows, both)
    compared = time.perf_counter()
    file.merge([one], both)
    done = time.perf_counter()
    one.close()
    return seen - begun, compared - seen, done - compared, found.changes


def main() -> None:
    """Print the figures."""
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--changes", type=int, default=100_000)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    print(f"seed {asked.seed}, {asked.changes} changes, half of them new")
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        changes = history(asked.changes, random.Random(asked.seed))
        half = changes[: len(changes) // 2]
        mine, other = stored(base / "mine", half), stored(base / "other", changes)
        ratios = []
        for number in range(asked.rounds):
            # each in a process of its own, which nothing before it left anything in
            os.sync()
            with get_context("spawn").Pool(1, maxtasksperchild=1) as apart:
                lone = apart.apply(alone, (other, mine, base / f"a{number}.sidelight"))
                os.sync()
                took = apart.apply(merged, (other, mine, base / f"p{number}.sidelight"))
            total = took.seen + took.compared + took.written
            ratios.append(total / lone)
            print(
                f"alone {lone:.2f} s; merge {total:.2f} s = {ratios[-1]:.2f} x (look through and "
                f"unite {took.seen:.2f}, compare {took.compared:.2f}, write {took.written:.2f}); "
                f"{took.new} new, repeated: {took.again} new"
            )
    print(f"merge: {statistics.median(ratios):.2f} x handling the rows alone (goal 2)")


if __name__ == "__main__":
    main()
