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
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

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


def alone(other: Path, known: set[str], target: Path) -> float:
    """Seconds to read, hash, validate and insert the same rows."""
    db = connect(stored(target, []))
    begun = time.perf_counter()
    source = sqlite3.connect(f"{other.as_uri()}?mode=ro", uri=True)
    rows = source.execute("SELECT id, body FROM change").fetchall()
    source.close()
    changes = [Change.from_body(body.encode()) for _id, body in rows]
    new = [(change.id, change.body.decode()) for change in changes if change.id not in known]
    with db:
        db.executemany("INSERT INTO change (id, body) VALUES (?, ?)", new)
    taken = time.perf_counter() - begun
    db.close()
    return taken


def merged(file: ProjectFile, other: Path) -> tuple[float, float, float, int]:
    """Seconds to look through, to compare and to write, and how many changes were new."""
    begun = time.perf_counter()
    one = incoming.take(other, Expected(file.project.log.rows()))
    with without_collector():
        both = file.project.copy()
        both.add(one.rows)
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
        known = {change.id for change in half}
        ratios, lone = [], []
        for number in range(asked.rounds):
            lone.append(alone(other, known, base / f"alone{number}"))
            path = base / f"p{number}.sidelight"
            shutil.copy(mine, path)
            with ProjectFile.open(path, holder=HOLDER) as file:
                seen, compared, written, count = merged(file, other)
                *_times, again = merged(file, other)
            total = seen + compared + written
            ratios.append(total / lone[-1])
            print(
                f"alone {lone[-1]:.2f} s; merge {total:.2f} s = {ratios[-1]:.2f} x (look through "
                f"and unite {seen:.2f}, compare {compared:.2f}, write {written:.2f}); {count} new, "
                f"repeated: {again} new"
            )
    print(f"merge: {statistics.median(ratios):.2f} x handling the rows alone (goal 2)")


if __name__ == "__main__":
    main()
