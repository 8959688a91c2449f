# SPDX-License-Identifier: AGPL-3.0-or-later
"""Imports every hostile file of the tests into a small project, and prints how each ends and when.

::

    python benchmarks/hostile_imports.py [--longest 10] [WORDS …]

Each file is read by its format and planned (`read_file`, `plan_import`), as the window and the
command line do before they show what would come in.  A file that stands beside its PDF is read for
its text too.  Of the time of the processor, that of the reading processes is a part.  With words,
only files whose titles have one of them.  Goal: each within 2 s by the clock.  Exits 1 where one
ends otherwise than in a plan or a sentence.  Budget: three minutes.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sidelight.errors import InputError
from sidelight.reader.remote import Reader
from sidelight.session.importing import plan_import, read_file
from sidelight.session.session import Session
from tests.exchange.qda_given import package, project
from tests.reader.hostile_pdf import pdf
from tests.session.hostile_imports import FILES, Hostile

SECONDS = 2.0
ARTICLE = "The pact\n\nKim thanked Stalin for aid. It was signed on Wednesday.\n\nAid came twice.\n"
LETTER = "A letter\n\nThanks for the aid. It came by sea.\n"
_PLANNED = "planned"
_WARM = {
    "pdf": Hostile("", "pdf", "", lambda: pdf({})),
    "qdpx": Hostile("", "qdpx", "", lambda: package(project(""))),
}
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Row:
    """How a file ended: seconds by the clock until it was read and until all was planned, and of
    the processor; the most MiB that a process that reads has had.
    """

    title: str
    end: str
    read: float
    clock: float
    processor: float
    memory: int


def processor() -> float:
    """Return the seconds of this process and of those that it started, as far as they live."""
    return time.process_time() + sum(map(_spent, _children(os.getpid())))


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *_children(child)]
    return found


def _spent(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICK


def _peak(pid: int) -> int:
    """Return the most memory that a process ever had, in MiB."""
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = (line.split() for line in told.splitlines() if line.startswith("VmHWM:"))
    return next((int(line[1]) >> 10 for line in lines), 0)


def measured(session: Session, path: Path, one: Hostile, title: str) -> Row:
    """Import a file, but for the writing."""
    path.write_bytes(one.make())
    begun, spent = time.monotonic(), processor()
    read = 0.0
    try:
        file = read_file(session, path, one.format)
        read = time.monotonic() - begun
        plan_import(session, file)
        end = _PLANNED
    except InputError as error:
        end = error.id
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        end = f"HARM {type(error).__name__}: {error}"
    took = time.monotonic() - begun
    memory = max(map(_peak, _children(os.getpid())), default=0)
    return Row(title, end, read or took, took, max(0.0, processor() - spent), memory)


def run(folder: Path, words: list[str]) -> list[Row]:
    """Import the files one by one, with processes that are warm."""
    chosen = {
        title: one
        for title, one in FILES.items()
        if not words or any(word in title for word in words)
    }
    rows: list[Row] = []
    with (
        Reader() as reader,
        Session.create(folder / "p.sidelight", "The pact", by="Ann", reader=reader) as session,
    ):
        session.add_text(ARTICLE, kind="article", title="The pact")
        session.add_text(LETTER, title="A letter")
        for title, one in chosen.items():
            if one.format in _WARM:
                # a process that a file before it ended starts again
                measured(session, folder / "warm", _WARM[one.format], "")
            rows.append(measured(session, folder / one.name, one, title))
    return rows


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description="Import hostile files.")
    asked.add_argument("--longest", type=int, default=10)
    asked.add_argument("words", nargs="*")
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = f"{folder}/state"
        rows = run(Path(folder), chosen.words)
    rows.sort(key=lambda row: row.clock, reverse=True)
    print(f"{'file':52}{'read':>7}{'all':>7}{'processor':>11}  end")
    for row in rows[: chosen.longest]:
        print(f"{row.title:52}{row.read:7.2f}{row.clock:7.2f}{row.processor:11.2f}  {row.end}")
    planned = sum(row.end == _PLANNED for row in rows)
    refused = Counter(row.end for row in rows if row.end != _PLANNED)
    print(f"{planned} planned, {refused.total()} refused: {dict(refused.most_common())}")
    for name in ("clock", "processor"):
        soon = sum(getattr(row, name) <= SECONDS for row in rows)
        print(f"{soon} of {len(rows)} within {SECONDS:.0f} s by the {name}")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    theirs = max(row.memory for row in rows)
    print(f"at most {own} MiB in this process, {theirs} MiB in one that reads")
    return 1 if any(row.end.startswith("HARM") for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
