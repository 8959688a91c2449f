# SPDX-License-Identifier: AGPL-3.0-or-later
"""Damages copies of a project and looks whether check says so and what recover brings out.

::

    python benchmarks/damage.py [--copies 4000] [--seed 1] [--seconds 1500] [--confined 80]

Of every copy it is asked:

- Did its content change?  Content is the rows, each value with its type, that SQLite reads from
  ``change``, ``blob`` and the tables of the projection, going through each table without its
  indexes.  Where SQLite cannot read them all, it did.  If so, check must find a fault.
- Which rows of ``change`` and ``blob`` stand whole: every byte of the cell and of its overflow
  pages is where it was and as it was, told by a walk through the tree of the undamaged file.
  Recover must bring them out.

Both are asked within this process, by the very calls that the confined worker runs, because
starting a worker for each of thousands of copies takes the most time of all; a share of
``--confined`` copies goes the whole way too and must come to the same.  Exits 1 where a changed
copy passes the check, where the two ways differ, or where fewer than 99.9 % of the rows come out.
Budget: 25 minutes for 4,000 copies.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from sidelight.errors import ProjectError
from sidelight.session.sample import build_sample
from sidelight.store import intake_entry, salvage_entry
from sidelight.store.projection import TABLES
from sidelight.store.receiving import receive
from sidelight.store.recovering import recover
from sidelight.store.survey import survey
from sidelight.worker import Json, RemoteFault

Row: TypeAlias = tuple[str, str, int]
"""Table, id or hash, part."""
Ranges: TypeAlias = list[tuple[int, int]]

PAGE = 4096
GOAL = 0.999


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number; return it and where it ends."""
    value = 0
    for used in range(9):
        byte = data[at + used]
        if used == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 127
        if byte < 128:
            break
    return value, at + used + 1


def leaves(data: bytes, number: int) -> Iterator[tuple[int, int]]:
    """Yield start of page and offset of each cell of a table, by its tree (fileformat2, 1.6)."""
    start = (number - 1) * PAGE
    head = start + (100 if number == 1 else 0)
    count = int.from_bytes(data[head + 3 : head + 5], "big")
    leaf = data[head] == 13
    first = head + (8 if leaf else 12)
    for at in range(first, first + 2 * count, 2):
        cell = start + int.from_bytes(data[at : at + 2], "big")
        if leaf:
            yield start, cell
        else:
            yield from leaves(data, int.from_bytes(data[cell : cell + 4], "big"))
    if not leaf:
        yield from leaves(data, int.from_bytes(data[head + 8 : head + 12], "big"))


def extent(data: bytes, cell: int) -> tuple[int, Ranges]:
    """Return the rowid of a cell and where its bytes stand."""
    size, at = varint(data, cell)
    rowid, at = varint(data, at)
    most, least = PAGE - 35, (PAGE - 12) * 32 // 255 - 23
    local = size
    if size > most:
        local = least + (size - least) % (PAGE - 4)
        local = local if local <= most else least
    if local == size:
        return rowid, [(cell, at + size)]
    ranges, left = [(cell, at + local + 4)], size - local
    pointer = at + local
    while left > 0:
        pointer = (int.from_bytes(data[pointer : pointer + 4], "big") - 1) * PAGE
        ranges.append((pointer, pointer + 4 + min(left, PAGE - 4)))
        left -= PAGE - 4
    return rowid, ranges


def extents(path: Path) -> dict[Row, Ranges]:
    """Return where the bytes of each row of the two tables stand."""
    data = path.read_bytes()
    database = sqlite3.connect(path)
    found: dict[Row, Ranges] = {}
    for table, columns in (("change", "id, 0"), ("blob", "hash, part")):
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (root,) = database.execute(sql, (table,)).fetchone()
        names = {
            rowid: (table, str(name), int(part))
            for rowid, name, part in database.execute(f"SELECT rowid, {columns} FROM {table}")  # noqa: S608
        }
        at = dict(extent(data, cell) for _start, cell in leaves(data, root))
        found |= {names[rowid]: ranges for rowid, ranges in at.items()}
        assert at.keys() == names.keys()
    database.close()
    return found


def content(path: Path) -> object:
    """Return all rows with the types of their values; None where they cannot be read."""
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    database.text_factory = lambda raw: ("text", raw)
    try:
        return {
            table: sorted(map(repr, database.execute(f"SELECT * FROM {table} NOT INDEXED")))  # noqa: S608
            for table in ("change", "blob", *TABLES)
        }
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        database.close()


def one_bit(data: bytearray, chance: random.Random) -> None:
    """Turn a bit round."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def bits(data: bytearray, chance: random.Random) -> None:
    """Turn many bits round."""
    for _ in range(chance.randrange(2, 64)):
        one_bit(data, chance)


def _over(data: bytearray, chance: random.Random, size: int, junk: bytes) -> None:
    at = chance.randrange(len(data) // size) * size
    data[at : at + size] = junk


def zeroed_pages(data: bytearray, chance: random.Random) -> None:
    """Overwrite pages with nothing."""
    for _ in range(chance.randrange(1, 6)):
        _over(data, chance, PAGE, bytes(PAGE))


def garbage_pages(data: bytearray, chance: random.Random) -> None:
    """Overwrite pages with noise."""
    for _ in range(chance.randrange(1, 6)):
        _over(data, chance, PAGE, chance.randbytes(PAGE))


def zeroed_sectors(data: bytearray, chance: random.Random) -> None:
    """Overwrite sectors with nothing."""
    for _ in range(chance.randrange(1, 6)):
        _over(data, chance, 512, bytes(512))


def cut(data: bytearray, chance: random.Random) -> None:
    """Leave the end off."""
    del data[chance.randrange(1, len(data)) :]


def swapped_pages(data: bytearray, chance: random.Random) -> None:
    """Put two pages into each other's place."""
    one, other = (at * PAGE for at in chance.sample(range(len(data) // PAGE), 2))
    kept = data[one : one + PAGE]
    data[one : one + PAGE] = data[other : other + PAGE]
    data[other : other + PAGE] = kept


def first_page(data: bytearray, chance: random.Random) -> None:
    """Destroy the first page, and sectors in half of the cases."""
    data[:PAGE] = chance.choice([bytes(PAGE), chance.randbytes(PAGE)])
    if chance.random() < 0.5:
        zeroed_sectors(data, chance)


DAMAGES: dict[str, Callable[[bytearray, random.Random], None]] = {
    "one bit": one_bit,
    "2 to 63 bits": bits,
    "1 to 5 pages zeroed": zeroed_pages,
    "1 to 5 pages of garbage": garbage_pages,
    "1 to 5 sectors of 512 bytes zeroed": zeroed_sectors,
    "cut short": cut,
    "two pages swapped": swapped_pages,
    "first page destroyed": first_page,
}


def found_faulty(path: Path, scratch: Path) -> bool:
    """Tell whether check finds a fault, as its worker does, within this process."""
    copy = scratch / "project.sidelight"
    copy.unlink(missing_ok=True)
    try:
        receive(path, scratch)
        arguments: dict[str, Json] = {"path": str(copy), "seconds": 60.0}
        reply = intake_entry.CALLS["survey"](arguments, (), lambda *_: None)
    except (ProjectError, RemoteFault):
        return True
    return bool(reply.values["findings"])


def brought_out(path: Path) -> set[Row]:
    """Return the rows that recover finds sound, as its worker does, within this process."""
    with salvage_entry.look_through(path, lambda: False) as found:
        rows = {("change", change.id, 0) for change in found.changes}
        return rows | {("blob", n, at) for n in found.chosen for at in range(len(found.chosen[n]))}


def rows_of(path: Path) -> set[Row]:
    """Return the rows of a sound file."""
    database = sqlite3.connect(path)
    rows = {("change", str(id_), 0) for (id_,) in database.execute("SELECT id FROM change")}
    rows |= {("blob", str(h), int(p)) for h, p in database.execute("SELECT hash, part FROM blob")}
    database.close()
    return rows


@dataclass
class Outcome:
    """What was counted, of one kind of damage or of all."""

    copies: int = 0
    changed: int = 0
    named: int = 0
    whole: int = 0
    brought: int = 0
    further: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Count another's too."""
        for name in ("copies", "changed", "named", "whole", "brought", "further"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults


class Trial:
    """One project that copies are made of in a folder."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.raw = project.read_bytes()
        self._extents = extents(project)
        self._content = content(project)
        self._path = folder / "damaged.sidelight"
        self._out = folder / "out.sidelight"
        self._scratch = folder / "scratch"
        self._scratch.mkdir()
        assert self._content is not None
        assert not found_faulty(project, self._scratch)
        assert brought_out(project) == set(self._extents)

    def run(self, kind: str, chance: random.Random, *, confined: bool) -> Outcome:
        """Damage a copy and ask of it what there is to ask."""
        data = bytearray(self.raw)
        DAMAGES[kind](data, chance)
        self._path.write_bytes(data)
        changed = content(self._path) != self._content
        faulty = found_faulty(self._path, self._scratch)
        whole = {
            row
            for row, ranges in self._extents.items()
            if all(data[a:b] == self.raw[a:b] and b <= len(data) for a, b in ranges)
        }
        out = brought_out(self._path)
        outcome = Outcome(1, changed, changed and faulty, len(whole), len(whole & out))
        outcome.further = len((out - whole) & self._extents.keys())
        if changed and not faulty:
            outcome.faults.append(f"{kind}: a changed copy passed the check")
        if out - self._extents.keys():
            outcome.faults.append(f"{kind}: rows came out that never were")
        if confined:
            outcome.faults += self._whole_way(kind, faulty, out)
        return outcome

    def _whole_way(self, kind: str, faulty: bool, rows: set[Row]) -> Iterator[str]:
        """Yield where the commands, in their confined workers, come to something else."""
        if bool(survey(self._path)) != faulty:
            yield f"{kind}: the confined check differs"
        self._out.unlink(missing_ok=True)
        try:
            recover(self._path, self._out)
            found = rows_of(self._out)
        except ProjectError:
            found = set()
        if found != rows:
            yield f"{kind}: the confined recovery differs"


def measure(given: argparse.Namespace, folder: Path) -> int:
    """Run all copies that time allows, print the figures, return the exit code."""
    start = time.monotonic()
    trial = Trial(build_sample(folder / "sample.sidelight"), folder)
    print(f"seed {given.seed}, a project of {len(trial.raw)} bytes", flush=True)
    outcomes = {kind: Outcome() for kind in DAMAGES}
    every = max(1, given.copies // max(1, given.confined))
    for number in range(given.copies):
        if time.monotonic() - start > given.seconds:
            print(f"the budget is spent after {number} copies")
            break
        kind = list(DAMAGES)[number % len(DAMAGES)]
        chance = random.Random(f"{given.seed} {number}")
        # the next kind of damage at each turn
        confined = given.confined and (number // len(DAMAGES)) % every == number % len(DAMAGES)
        outcomes[kind].add(trial.run(kind, chance, confined=bool(confined)))
    total = Outcome()
    print(f"{'damage':36}{'copies':>8}{'changed':>9}{'named':>8}{'whole rows':>12}{'out':>10}")
    for kind, outcome in [*outcomes.items(), ("all", total)]:
        share = outcome.brought / max(1, outcome.whole)
        print(
            f"{kind:36}{outcome.copies:8}{outcome.changed:9}{outcome.named:8}{outcome.whole:12}"
            f"{share:10.4%}  and {outcome.further} damaged ones"
        )
        if outcome is not total:
            total.add(outcome)
    for fault, count in Counter(total.faults).items():
        print(f"  {fault} ({count})")
    print(f"{time.monotonic() - start:.0f} s")
    return 1 if total.faults or total.brought < GOAL * total.whole else 0


def main() -> int:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="Damage copies of a project.")
    parser.add_argument("--copies", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1500.0)
    parser.add_argument("--confined", type=int, default=80)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = name
        return measure(given, Path(name))


if __name__ == "__main__":
    sys.exit(main())
