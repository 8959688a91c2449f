# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lets the power fail at every moment of saving, and looks whether anything acknowledged was lost.

::

    python benchmarks/power.py [--states 100000] [--seed 1] [--budget 900]

Needs apsw (``pip install 'sidelight[benchmarks]'``).  Acts of a session are saved through
`ProjectFile`, whose statements and pragmas are noted as SQLite runs them, so that what is looked at
is what the program does.  They are run once more over a disk that notes every request
(`benchmarks.power_disk`).  For each moment between two requests states are made in which the disk
may be left; each is opened as the program opens a file.  Then every act that was said to be saved
must be there, at most one more, and each whole: its hash, its bytes, its rows.

The same with ``synchronous`` FULL, NORMAL and OFF is the control: these must lose something, or
the simulation sees nothing.  Exits 1 where EXTRA lost anything or OFF and FULL nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import apsw

from benchmarks.power_disk import Asked, Disk, Recorder
from sidelight.model.change import Setting
from sidelight.store.checking import findings
from sidelight.store.connection import connect
from sidelight.store.project_file import Author, ProjectFile
from tests.store import making

NAME = "saved.sidelight"
SAVED = ""
"""Stands in a script where an act was acknowledged."""
CONTROLS = ("FULL", "NORMAL", "OFF")


@dataclass
class Outcome:
    """States looked at, distinct pictures of the disk among them, and what was lost or halved."""

    states: int = 0
    moments: int = 0
    pictures: set[bytes] = field(default_factory=set)
    rolled_back: int = 0
    lost: list[str] = field(default_factory=list)
    halved: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Script:
    """What SQLite ran, `SAVED` after each act; the file before it; ids in the order of saving."""

    statements: tuple[str, ...]
    before: bytes
    ids: tuple[str, ...]
    """All changes, those that stood there before included."""
    old: int


@contextmanager
def noting(statements: list[str]) -> Iterator[None]:
    """Note what SQLite is given on every connection made meanwhile, pragmas included."""
    plain: Callable[..., Any] = sqlite3.connect

    def traced(*given: Any, **named: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = plain(*given, **named)
        made.set_trace_callback(statements.append)
        return made

    sqlite3.connect = traced  # type: ignore[assignment]
    try:
        yield
    finally:
        sqlite3.connect = plain


def act(file: ProjectFile, who: Author, chance: random.Random, number: int) -> None:
    """Make one act as people do: documents, claims, verdicts, evidence, words."""
    claims = [claim.id for claim in file.project.claims()]
    match chance.randrange(6) if claims else 4:
        case 0:
            size = chance.choice((500, 9_000, 70_000))
            making.add_document(file, who, chance.randbytes(size), number, f"Document {number}")
        case 1 | 2:
            making.judge(file, who, chance.choice(claims), "verified", "Seen. " * 30)
        case 3:
            settings = [Setting("claim", chance.choice(claims), "restatement", "Words " * number)]
            file.commit(settings, who, "Restate")
        case 4:
            file.commit([Setting("claim", f"{number:032x}", "number", number)], who, "Claim")
        case _:
            gone = chance.random() < 0.5
            file.commit([Setting("claim", claims[-1], "deleted", gone)], who, "Remove")


def session(folder: Path, acts: int, chance: random.Random, *, large: bool) -> Script:
    """Save acts in a project of its own and return what SQLite did; ``large``: one of 3 MB."""
    path, who = folder / NAME, making.author()
    statements: list[str] = []
    with ProjectFile.create(path, "Saved", who, holder=making.HOLDER) as file:
        making.add_document(file, who, b"The first words.", 1, "First")
        making.add_claim(file, who, "c", 1, "Fuel went up")
    before = path.read_bytes()
    with noting(statements), ProjectFile.open(path, holder=making.HOLDER) as file:
        old = len(file.project.log.order)
        for number in range(2, acts + 2):
            act(file, who, chance, number)
            statements.append(SAVED)
        if large:
            # more than SQLite's cache takes, so that pages are written before the act ends
            making.add_document(file, who, chance.randbytes(3 << 20), acts + 2, "Large")
            statements.append(SAVED)
        ids = tuple(change.id for change in file.project.log.order)
    return Script(tuple(statements), before, ids, old)


def asked(script: Script, folder: Path, synchronous: str) -> list[Asked]:
    """Run a script over a recording disk; return all that was asked of it."""
    told = [sql for sql in script.statements if "synchronous" in sql]
    assert len(told) == 1
    assert "EXTRA" in told[0]
    path = folder / NAME
    path.write_bytes(script.before)
    recorder = Recorder("recorder")
    db = apsw.Connection(str(path), vfs="recorder")
    for sql in script.statements:
        if sql == SAVED:
            recorder.log.append(Asked("saved"))
        else:
            db.execute(sql.replace("EXTRA", synchronous) if sql is told[0] else sql).fetchall()
    db.close()
    check = connect(path)
    assert set(script.ids) == {row[0] for row in check.execute("SELECT id FROM change")}
    assert not findings(check)
    check.close()
    return recorder.log


class Looker:
    """Opens states in a folder of its own; what a file says is found out once for its bytes."""

    def __init__(self, script: Script, folder: Path) -> None:
        self._script = script
        self._folder = folder
        self._known: dict[bytes, tuple[frozenset[str], str]] = {}

    def look(self, state: dict[str, bytes], saved: int, outcome: Outcome) -> None:
        """Open one state and note what is lost or half done."""
        for old in self._folder.iterdir():
            old.unlink()
        picture = hashlib.sha256()
        for name, data in sorted(state.items()):
            (self._folder / name).write_bytes(data)
            picture.update(name.encode() + data)
        outcome.states += 1
        outcome.pictures.add(picture.digest())
        there, wrong = self._found(state, outcome)
        due = self._script.old + saved
        missing = set(self._script.ids[:due]) - there
        if missing:
            outcome.lost.append(f"{len(missing)} of {due} acts; {wrong}")
        if (
            wrong
            or len(there) > due + 1
            or (len(there) > due and self._script.ids[due] not in there)
        ):
            outcome.halved.append(wrong or "an act out of turn")

    def _found(self, state: dict[str, bytes], outcome: Outcome) -> tuple[frozenset[str], str]:
        """Return the changes of the file once SQLite has rolled back, and what is wrong with it."""
        path = self._folder / NAME
        try:
            db = connect(path)
            db.execute("SELECT count(*) FROM change").fetchall()
            db.close()
        except sqlite3.Error as error:
            return frozenset(), str(error)
        raw = path.read_bytes()
        outcome.rolled_back += raw != state[NAME]
        digest = hashlib.sha256(raw).digest()
        if digest not in self._known:
            db = connect(path)
            try:
                wrong = "; ".join(f"{f.kind} {f.where}" for f in findings(db))
                ids = frozenset(str(row[0]) for row in db.execute("SELECT id FROM change"))
            except sqlite3.Error as error:
                wrong, ids = str(error), frozenset()
            finally:
                db.close()
            self._known[digest] = ids, wrong
        return self._known[digest]


def fail(
    script: Script, synchronous: str, most: int, chance: random.Random, outcome: Outcome, end: float
) -> None:
    """Let the power fail at each moment of a script, some ``most`` states in all."""
    with tempfile.TemporaryDirectory(dir=fast_folder()) as made:
        one, other = Path(made) / "run", Path(made) / "state"
        one.mkdir()
        other.mkdir()
        log = asked(script, one, synchronous)
        shutil.rmtree(one)
        disk, looker = Disk({NAME: script.before}), Looker(script, other)
        each = max(1, most // len(log))
        for request in log:
            disk.take(request)
            outcome.moments += 1
            for count, state in enumerate(states(disk, chance)):
                if count >= each or time.monotonic() > end:
                    break
                looker.look(state, disk.saved, outcome)


def states(disk: Disk, chance: random.Random) -> Iterator[dict[str, bytes]]:
    """Yield states without end, half by whole requests, half torn; one where nothing is unsure."""
    yield disk.state(chance)
    while disk.unsure:
        yield disk.plain_state(chance)
        yield disk.state(chance)


def fast_folder() -> str | None:
    """Return where files cost no disk, if there is such a place."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def run(most: int, seed: int, synchronous: str = "EXTRA", budget: float = 900.0) -> Outcome:
    """Look at ``most`` states, of sessions that differ by the seed."""
    chance, outcome = random.Random(seed), Outcome()
    end = time.monotonic() + budget
    rounds = 0
    while outcome.states < most and time.monotonic() < end:
        with tempfile.TemporaryDirectory(dir=fast_folder()) as folder:
            large = rounds % 5 == 1
            script = session(Path(folder), 2 if large else 12, chance, large=large)
        left = most - outcome.states
        fail(script, synchronous, min(left, 3000), chance, outcome, end)
        rounds += 1
    return outcome


def main() -> int:
    """Run the long form and print what happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--states", type=int, default=100_000)
    parser.add_argument("--control-states", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--budget", type=float, default=900.0, help="seconds for each setting")
    given = parser.parse_args()
    lost = {}
    print(f"seed {given.seed}, SQLite {sqlite3.sqlite_version}, apsw's {apsw.sqlite_lib_version()}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        for synchronous in ("EXTRA", *CONTROLS):
            start = time.monotonic()
            most = given.states if synchronous == "EXTRA" else given.control_states
            outcome = run(most, given.seed, synchronous, given.budget)
            lost[synchronous] = len(outcome.lost) + len(outcome.halved)
            print(
                f"{synchronous:7} {outcome.states} states at {outcome.moments} moments, "
                f"{len(outcome.pictures)} of them different, {outcome.rolled_back} rolled back, "
                f"{len(outcome.lost)} lost an act, {len(outcome.halved)} left one half done, "
                f"{time.monotonic() - start:.0f} s",
                flush=True,
            )
            for line in [*outcome.lost, *outcome.halved][: 10 if synchronous == "EXTRA" else 0]:
                print(f"  {line}")
    return 0 if not lost["EXTRA"] and lost["FULL"] and lost["OFF"] else 1


if __name__ == "__main__":
    sys.exit(main())
