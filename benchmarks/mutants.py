# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opens project files that were changed at random, and looks whether any does harm.

::

    python benchmarks/mutants.py [--mutants 100000] [--seed 1] [--budget 900]

A third each: bytes of a sound file, half of them where its structure stands (header, heads of
pages, cell pointers, cells); bytes of its hot journal; a value within the JSON of a change, brought
into its one form again and put under its own hash.  Each goes through the calls of the intake in
one confined worker, which lives on as long as none kills it (every 500th time the sound files go
through it too, and must be opened), and its rows through what checks and
pours them (`sidelight.store.pouring`), here into memory.  Every hundredth, and every one that ended
the worker, goes through all of `ProjectFile.open`, with a file beside it that must stay.

Harm is: an error that is no sentence, an opening with damage in it, a file touched or left, more
than three seconds.  Exits 1 where there was any.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import rfc8785

from benchmarks.kill import strays
from sidelight.errors import SidelightError
from sidelight.model.project import Project
from sidelight.store import journal, log_rows, schema, tables
from sidelight.store.checking import findings
from sidelight.store.connection import database
from sidelight.store.pouring import Unsound, pour
from sidelight.store.project_file import ProjectFile
from sidelight.worker import Limits, RemoteFault, Worker, WorkerDied, WorkerTimeout
from tests.store import hostile_beside, making

PAGE = 4096
SECONDS = 3.0
ODD: tuple[Any, ...] = (
    None, True, -1, 0, 2**53 - 1, 2**53, 1.5, "", "\0", "x" * 5000, "../../x", "0" * 32, "f" * 64,
    [], {}, [[]], {"x": 1}, "\u202e", "9999-12-31T23:59:59.999+00:00",
)  # fmt: skip


class Sound:
    """What mutants are made of: a small project, the same with a hot journal, its changes."""

    def __init__(self, folder: Path) -> None:
        making.ARTICLE = making.ARTICLE[:9000]
        path = making.make_project(folder / "sound.sidelight")
        self.file = path.read_bytes()
        with sqlite3.connect(path) as db:
            self.rows = db.execute("SELECT id, body FROM change").fetchall()
        db.close()
        hostile_beside.interrupted(path, 60_000)
        self.half = path.read_bytes()
        self.journal = path.with_name(f"{path.name}-journal").read_bytes()


def mutant(sound: Sound, chance: random.Random, path: Path) -> str:
    """Write a mutant, and its journal if it has one; return its kind."""
    beside = path.with_name(f"{path.name}-journal")
    beside.unlink(missing_ok=True)
    kind = chance.choice(("file", "journal", "change"))
    if kind == "change":
        path.write_bytes(sound.file)
        _change(sound, chance, path)
    elif kind == "journal":
        path.write_bytes(sound.half)
        beside.write_bytes(_bytes(sound.journal, chance, 512 + 8 + PAGE))
    else:
        path.write_bytes(_bytes(sound.file, chance, PAGE))
    return kind


def _bytes(raw: bytes, chance: random.Random, page: int) -> bytes:
    """Change one to eight places, half of them at the heads of pages; or cut, or swell."""
    data = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 8))):
        start = chance.randrange(0, len(data), page) if chance.random() < 0.5 else -1
        at = start + chance.randrange(120) if start >= 0 else chance.randrange(len(data))
        at = min(at, len(data) - 1)
        match chance.randrange(5):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                data[at : at + 2] = chance.randbytes(2)
            case 2:
                data[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), chance.randbytes(4)))
            case 3:
                # the numbers of SQLite's records, of up to nine bytes
                data[at : at + 9] = (b"\xff" * chance.randrange(9) + b"\x7f").ljust(9, b"\1")
            case _:
                other = chance.randrange(len(data))
                data[at : at + 40] = data[other : other + 40]
    if chance.random() < 0.1:
        del data[chance.randrange(len(data)) :]
    return bytes(data)


def _change(sound: Sound, chance: random.Random, path: Path) -> None:
    """Put another value somewhere into a change, and the change under its new hash."""
    id_, body = chance.choice(sound.rows)
    value = json.loads(body)
    for _ in range(chance.choice((1, 1, 3))):
        _put(value, chance)
    try:
        raw = rfc8785.dumps(value)
    except (ValueError, RecursionError):
        raw = json.dumps(value).encode()
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA journal_mode = MEMORY").fetchall()
    name = hashlib.sha256(raw).hexdigest()
    words = (name, raw.decode("utf-8", "surrogatepass").encode("utf-8", "replace").decode(), id_)
    db.execute("UPDATE OR REPLACE change SET id = ?, body = ? WHERE id = ?", words)
    db.close()


def _put(value: Any, chance: random.Random) -> None:
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(value[key], dict | list) and value[key] and chance.random() < 0.8:
            value = value[key]
            continue
        # not the value itself: a later one may go into it
        value[key] = copy.deepcopy(chance.choice(ODD))
        return


TOLD = {"document", "layer", "left out", "missing"}
"""What a check finds in a mutant that was opened, and says: bytes that were left out, and changes
that later ones name by the ids they had before.
"""


class Trial:
    """Opens mutants; ``ends`` counts how they end, ``harm`` says what should not have been."""

    def __init__(self, folder: Path) -> None:
        self.ends: Counter[str] = Counter()
        self.harm: list[str] = []
        self.longest = 0.0
        self.whole = self.workers = 0
        self.work, self.alone = folder / "work", folder / "alone"
        self.work.mkdir()
        self.alone.mkdir()
        self._worker: Worker | None = None
        empty = database(sqlite3.connect(":memory:"))
        schema.migrate(empty)
        self._empty = empty.conn.serialize()
        empty.close()

    def calls(self, path: Path, kind: str, number: int) -> bool:
        """Take a mutant through the intake's calls; True where it cost the worker its life."""
        path = self._copied(path, self.work / "project.sidelight")
        start, ended = time.monotonic(), False
        db = database(sqlite3.connect(":memory:"))
        db.conn.deserialize(self._empty)
        try:
            beside = path.with_name(f"{path.name}-journal")
            if beside.exists() and journal.names_another_file(beside):
                end = "names a file"
            else:
                poured = pour(self._living(), path, path.stat().st_size, db, None)
                project = Project(poured.rows)
                log_rows.write(db, project, order=[row.id for row in poured.rows])
                tables.rewrite(db, project)
                end = "opened"
                wrong = [f.kind for f in findings(db) if f.kind not in TOLD]
                if wrong:
                    self.harm.append(f"{number} {kind}: {wrong[0]}")
        except RemoteFault as fault:
            end = f"refused: {fault.kind}"
        except (Unsound, sqlite3.Error, UnicodeDecodeError) as error:
            end = f"refused: {type(error).__name__}"
        except (WorkerDied, WorkerTimeout) as error:
            end, ended = type(error).__name__, True
        except Exception as error:  # noqa: BLE001 - whatever else comes out is the finding
            end = "harm"
            self.harm.append(f"{number} {kind}: {type(error).__name__}: {error}")
        finally:
            db.close()
        self._timed(start, kind, number)
        self.ends[end] += 1
        return ended

    def control(self, sound: Sound, path: Path) -> None:
        """See that the worker still opens what is sound: else it would refuse all that follows."""
        before = self.ends["opened"]
        for data, journal_ in ((sound.file, b""), (sound.half, sound.journal)):
            beside = path.with_name(f"{path.name}-journal")
            beside.unlink(missing_ok=True)
            path.write_bytes(data)
            if journal_:
                beside.write_bytes(journal_)
            self.calls(path, "control", 0)
        if self.ends["opened"] != before + 2:
            self.harm.append("a sound file was refused")
        self.ends["opened"] = before

    def opened(self, sound: Path, kind: str, number: int) -> None:
        """Take a mutant through the whole of an opening."""
        path, victim = self.alone / "mutant.sidelight", self.alone / "victim"
        self._copied(sound, path)
        victim.write_bytes(b"precious")
        self.whole += 1
        start = time.monotonic()
        try:
            with ProjectFile.open(path, holder=making.HOLDER) as file:
                file.check()
        except SidelightError as error:
            if not str(error):
                self.harm.append(f"{number} {kind}: no sentence")
        except Exception as error:  # noqa: BLE001
            self.harm.append(f"{number} {kind}: {type(error).__name__}: {error}")
        self._timed(start, kind, number)
        if victim.read_bytes() != b"precious" or set(strays(path)) != {"victim"}:
            self.harm.append(f"{number} {kind}: {strays(path)}")

    def _copied(self, source: Path, target: Path) -> Path:
        """Copy a mutant with its journal to where it may be changed."""
        for suffix in ("", "-journal"):
            there = target.with_name(f"{target.name}{suffix}")
            # another file, not other bytes: the worker still holds the lock of the last
            there.unlink(missing_ok=True)
            if source.with_name(f"{source.name}{suffix}").exists():
                shutil.copyfile(source.with_name(f"{source.name}{suffix}"), there)
        return target

    def close(self) -> None:
        """End the worker."""
        if self._worker:
            self._worker.close()

    def _living(self) -> Worker:
        if self._worker is None or self._worker.pid is None:
            self.close()
            limits = Limits(memory=1 << 30, cpu_seconds=3600)
            entry = "sidelight.store.intake_entry"
            self._worker = Worker(entry, limits=limits, writable=self.work)
            self.workers += 1
        return self._worker

    def _timed(self, start: float, kind: str, number: int) -> None:
        took = time.monotonic() - start
        self.longest = max(self.longest, took)
        if took > SECONDS:
            self.harm.append(f"{number} {kind}: {took:.1f} s")


def main() -> int:
    """Run the long form and print what happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutants", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--budget", type=float, default=900.0)
    given = parser.parse_args()
    chance, begun = random.Random(given.seed), time.monotonic()
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory) as made:
        folder = Path(made)
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        sound, trial = Sound(folder), Trial(folder)
        path, kinds = folder / "mutant.sidelight", Counter[str]()
        while kinds.total() < given.mutants and time.monotonic() - begun < given.budget:
            number = kinds.total()
            if number % 500 == 0:
                trial.control(sound, path)
            kind = mutant(sound, chance, path)
            kinds[kind] += 1
            if trial.calls(path, kind, number) or number % 100 == 0:
                trial.opened(path, kind, number)
        trial.close()
    print(f"seed {given.seed}: {kinds.total()} mutants {dict(kinds)}, {trial.whole} opened whole, ")
    print(
        f"{trial.workers} workers, longest {trial.longest:.2f} s, {time.monotonic() - begun:.0f} s"
    )
    print(dict(trial.ends.most_common()))
    print(f"{len(trial.harm)} harm")
    for line in trial.harm[:20]:
        print(f"  {line}")
    return 1 if trial.harm else 0


if __name__ == "__main__":
    sys.exit(main())
