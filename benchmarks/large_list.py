# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times the window on a project of very many claims, verdicts and evidence.

::

    python benchmarks/large_list.py [--claims 100000] [--seed 1] [--project PATH] [--rounds 40]

The project is made by `large_project.py`, unless one made so is given.  What is measured, each in
this order beside its baseline in the same run:

- from asking for the project until the list shows its first rows, beside the indexed query of those
  rows alone and a bare table of them painted;
- filtering at each letter and sorting by each column, until painted;
- a verdict, until it is saved and painted, beside one raw write with fdatasync there;
- an act on ten thousand claims and its undo, saved and shown;
- what the list keeps of its own, beside one of a thousand claims;
- from asking for the project again until the first rows are painted as they were left.

Wall time; p95 is of all times of one kind.  Budget: twenty minutes, most of it the making.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from sidelight.desktop import loading
from sidelight.desktop.app import make_application
from sidelight.desktop.claims.claims_model import ClaimsModel
from sidelight.desktop.theme import Theme
from sidelight.desktop.window import MainWindow
from sidelight.desktop.workspace import Workspace
from sidelight.session.claim_list import COLUMNS, Look
from sidelight.session.line_orders import Orders

if TYPE_CHECKING:
    from sidelight.session.session import Session

TYPED = ("treaty", "verdict:disputed", 'by:bo no:note standing:split -"envoy aid"')
VERDICTS = ("verified", "disputed", "denied")
ROWS = 30
PATIENCE = 1800.0
_FIRST = (
    "SELECT number, label, standing, claim, evidence, reasons, verdicts FROM claim_report "
    "JOIN (SELECT id FROM claim ORDER BY number LIMIT ?) USING (id) ORDER BY number"
)


def until(condition: Callable[[], object]) -> None:
    """Let the window work until something holds."""
    ends = time.perf_counter() + PATIENCE
    while not condition():
        QApplication.processEvents()
        # or the session's thread would wait for this one
        time.sleep(0.0005)
        if time.perf_counter() > ends:
            raise TimeoutError


def p95(times: list[float]) -> float:
    """The time that 95 of 100 do not exceed."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def say(what: str, taken: float, beside: str = "") -> None:
    """Print one figure."""
    print(f"{what:58} {taken * 1000:12,.1f} ms  {beside}", flush=True)


def bare(path: Path) -> None:
    """Query the first rows and paint them in a bare table."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute(_FIRST, (ROWS,)).fetchall()
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(str(cell)) for cell in row])
    table = QTableView()
    table.setModel(model)
    table.resize(1300, 400)
    table.show()
    table.grab()
    table.close()


def opened(window: MainWindow, path: Path) -> float:
    """Open a project; seconds until the list is painted with its rows."""
    begun = time.perf_counter()
    window.open(path)
    until(lambda: window.workspace.claims and window.parts.claims.table.isVisible())
    window.parts.claims.table.grab()
    return time.perf_counter() - begun


def seen_again(path: Path) -> float:
    """Open a project in a new window; seconds until the first rows are painted as they were left,
    which they are before the project is open.
    """
    window = shown_window()
    begun = time.perf_counter()
    window.open(path)
    until(lambda: window.coming.isVisible() and not window.coming.drawing)
    shown = window.coming.grab().toImage()
    took = time.perf_counter() - begun
    below = shown.height() * 3 // 4
    looks = {shown.pixel(x, y) for x in range(400) for y in range(below, below + 60)}
    if len(looks) < ROWS:
        raise AssertionError("no rows are seen")
    window.bridge.cancel()
    window.close_anyway()
    return took


def shown_window() -> MainWindow:
    """Return a window without a project, ready to open one."""
    window = MainWindow(Theme("light"), "Ann")
    window.resize(1400, 900)
    window.show()
    window.furnish()
    until(window.isVisible)
    return window


def lists(window: MainWindow) -> None:
    """Time filters and orders, painted."""
    panel = window.parts.claims
    letters, orders = [], []
    for text in TYPED:
        typed = [text[:end] for end in range(1, len(text) + 1)]
        letters += [timed(partial(_type, window, some)) for some in typed]
        _type(window, "")
    for name in COLUMNS:
        for descending in (False, True):
            look = Look(sort=name, descending=descending)
            orders.append(timed(partial(_sort, window, look)))
    panel.show_look(Look())
    say("a letter typed, p95", p95(letters), f"middle {sorted(letters)[len(letters) // 2]:.3f} s")
    say("sorted by a column, p95", p95(orders), f"middle {sorted(orders)[len(orders) // 2]:.3f} s")


def _sort(window: MainWindow, look: Look) -> None:
    window.parts.claims.show_look(look)
    window.parts.claims.grab()


def _type(window: MainWindow, text: str) -> None:
    window.parts.claims.header.words.setText(text)
    window.parts.claims.grab()


def verdicts(window: MainWindow, rounds: int) -> None:
    """Time verdicts given by a key until they are saved and painted, and raw writes there: those at
    first, while the backup of the day is made and verified, by themselves.
    """
    some = _judged(window, rounds)
    say("a verdict beside the backup of the day, p95", p95(some),
        f"middle {sorted(some)[rounds // 2] * 1000:.1f} ms")  # fmt: skip
    until(lambda: all(thread.name != "backup" for thread in threading.enumerate()))
    times = _judged(window, rounds)
    assert window.workspace.snapshot is not None
    raw = _raw(window.workspace.snapshot.path.with_name("raw"), rounds)
    say("a verdict, saved and painted, p95", p95(times),
        f"middle {sorted(times)[rounds // 2] * 1000:.1f} ms; one raw fdatasync: p95 "
        f"{p95(raw) * 1000:.1f} ms, middle {sorted(raw)[rounds // 2] * 1000:.1f} ms")  # fmt: skip


def _judged(window: MainWindow, rounds: int) -> list[float]:
    workspace, table = window.workspace, window.parts.claims.table
    times = []
    for at in range(rounds):
        claim = workspace.claims[at * (len(workspace.claims) // rounds)].id
        workspace.choose(claim)
        until(lambda: window.bridge.all_saved)
        QApplication.processEvents()
        shown = workspace.snapshot
        word = VERDICTS[at % len(VERDICTS)]
        begun = time.perf_counter()
        window.bridge.do(lambda session, id_=claim, word=word: session.judge(id_, word))  # type: ignore[misc]
        until(lambda shown=shown: workspace.snapshot is not shown and window.bridge.all_saved)  # type: ignore[misc]
        table.grab()
        times.append(time.perf_counter() - begun)
    return times


def _raw(path: Path, rounds: int) -> list[float]:
    times = []
    with path.open("wb", buffering=0) as file:
        for _round in range(rounds):
            begun = time.perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - begun)
    path.unlink()
    return times


def many(window: MainWindow) -> None:
    """Time an act on ten thousand claims and its undo."""
    workspace = window.workspace
    ids = [claim.id for claim in workspace.claims[:10_000]]

    def done(act: Callable[[Session], object]) -> float:
        shown = workspace.snapshot
        begun = time.perf_counter()
        window.bridge.do(act)
        until(lambda: workspace.snapshot is not shown and window.bridge.all_saved)
        return time.perf_counter() - begun

    took = done(lambda session: session.judge_many(ids, "disputed"))
    back = done(lambda session: session.undo())
    say("a verdict on 10,000 claims, saved and shown", took)
    say("its undo", back, f"{back / took:.2f} × the act")


def memory(window: MainWindow) -> None:
    """Measure what a list keeps beside the lines that the snapshot has, for all and for 1,000."""
    from dataclasses import replace

    snapshot = window.workspace.snapshot
    assert snapshot is not None
    for count in (1000, len(snapshot.lines)):
        workspace = Workspace()
        part = replace(
            snapshot, orders=Orders(snapshot.lines[:count]), claims=snapshot.claims[:count]
        )
        tracemalloc.start()
        model = ClaimsModel(workspace)
        workspace.show(part)
        model.row_of("")
        kept = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        print(f"{f'kept by a list of {count:,} claims':58} {kept / 1024:12,.0f} KiB", flush=True)


def main() -> None:
    """Print the figures."""
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--claims", type=int, default=100_000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--project", type=Path)
    words.add_argument("--rounds", type=int, default=40)
    asked = words.parse_args()
    with TemporaryDirectory() as folder:
        if asked.project is None:
            for name in ("STATE", "CONFIG", "DATA", "CACHE"):
                os.environ[f"XDG_{name}_HOME"] = f"{folder}/{name.lower()}"
            from benchmarks.large_project import make

            path = Path(folder) / "many.sidelight"
            print(f"{make(path, asked.claims, asked.seed, 10):,} changes, seed {asked.seed}")
        else:
            path = asked.project
        make_application()
        # as in the program: else the window waits ten times longer for a thread that computes
        sys.setswitchinterval(loading.TURN_S)
        bare(path)
        base = min(timed(lambda: bare(path)) for _round in range(5))
        window = shown_window()
        busy = time.process_time()
        first = opened(window, path)
        say("bare query and first paint of the first rows", base)
        busy = time.process_time() - busy
        say("opened, first rows painted", first,
            f"{first / base:,.1f} × bare; {busy:.1f} s of processor time")  # fmt: skip
        lists(window)
        verdicts(window, asked.rounds)
        many(window)
        memory(window)
        window.close()
        again = seen_again(path)
        base = min(timed(lambda: bare(path)) for _round in range(5))
        say("first rows painted as they were left", again, f"{again / base:.2f} × bare")


if __name__ == "__main__":
    main()
