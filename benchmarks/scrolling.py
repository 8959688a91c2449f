# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long an input event waits while pages rush by, and how many pages are painted blank.

::

    python benchmarks/scrolling.py [MANUAL.pdf] [SCAN.pdf] [--runs 5]

The real window on an X server shows a project with the document as its only source and scrolls 500
pages of the manual in ten seconds, then the scan at eight pages a second.  Meanwhile another
thread posts an event every 5 ms; its wait is the time from when it was due, so that what holds up
the other thread too (the interpreter's lock) counts, until the window takes it.  A page is painted
blank if it is in sight at a paint without any picture.  Baselines, on the same screen:

- a bare QScrollArea with as many pages of one ready picture, scrolled alike (for the longest wait);
- the same area, with each page drawn by PyMuPDF in the window's thread as it comes into sight (for
  the scan's p99).

Figures are medians of the runs.  Needs Xvfb and openbox.  Budget: ten minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QTimer

from benchmarks.bare_pages import bare
from benchmarks.reading import made_pdf
from benchmarks.scans import made_scan
from benchmarks.screen import screen
from benchmarks.waits import Probe, rush
from sidelight.desktop import app, loading
from sidelight.desktop.crash_reporter import CrashReporter
from sidelight.desktop.theme import Theme
from sidelight.desktop.view.paged_area import PagedArea
from sidelight.desktop.window import MainWindow
from sidelight.session.session import Session

SIZE = (1440, 900)


class Scrolled:
    """The real window with a project, scrolled once it shows the first page of its source."""

    def __init__(self, project: Path, pages_a_second: float, pages: int) -> None:
        self._application = app.make_application()
        sys.setswitchinterval(loading.TURN_S)
        self._speed, self._pages = pages_a_second, pages
        self.result: dict[str, float] = {}
        self._painted = self._blank = 0
        theme = Theme("light", self._application)
        theme.apply()
        self._window = window = MainWindow(theme, "Ann")
        window.resize(*SIZE)
        window.open(project)
        reporter = CrashReporter(self._application)
        window.furnished.connect(lambda: app._settle(window, reporter))
        window.show()
        QTimer.singleShot(1500, self._begin)
        self._application.exec()

    def _begin(self) -> None:
        page = self._window.parts.sources.page
        if page is not None and page.ready:
            page.view.verticalScrollBar().setValue(0)  # it may come back where it was left
        if page is None or not page.ready or page.view.picture_of(0) is None:
            QTimer.singleShot(50, self._begin)
            return
        view = page.view
        self._count_blanks()
        self._probe = Probe()
        self._probe.start()
        height = view.stack.height / len(view.pages)
        bar = view.verticalScrollBar()
        self._timer = rush(bar, lambda: height, self._speed, self._pages, self._end)

    def _count_blanks(self) -> None:
        usual = PagedArea._paint_page

        def counting(area: PagedArea, painter: Any, page: int, rect: Any) -> None:
            self._painted += 1
            self._blank += area._drawn.whole(area._shown(), page) is None
            usual(area, painter, page, rect)

        PagedArea._paint_page = counting  # type: ignore[method-assign, assignment]

    def _end(self) -> None:
        self.result = self._probe.stop()
        self.result["blank"] = 100 * self._blank / max(1, self._painted)
        self._window.close()
        self._application.quit()


def main() -> None:
    """Measure, each run in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        what, path, speed, count = asked.one
        options = (Path(path), float(speed), int(count))
        run = Scrolled(*options).result if what == "ours" else bare(*options, what)
        print(json.dumps(run))
        sys.stdout.flush()
        os._exit(0)
    with tempfile.TemporaryDirectory() as name, screen() as shown:
        folder = Path(name)
        homes = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        os.environ |= dict.fromkeys(homes, name)
        manual, scan = [*asked.documents, None, None][:2]
        if manual is None:
            manual = folder / "manual.pdf"
            manual.write_bytes(made_pdf(500, 1))
        if scan is None:
            scan = folder / "scan.pdf"
            scan.write_bytes(made_scan(30, 300, 1))
        compared(shown.environment, folder, manual, 50.0, 500, ("ready",), asked.runs)
        compared(shown.environment, folder, scan, 8.0, 30, ("ready", "drawn"), asked.runs)


def compared(
    environment: dict[str, str], folder: Path, document: Path, speed: float, pages: int,
    baselines: tuple[str, ...], runs: int,
) -> None:  # fmt: skip
    """Print the medians of the runs of one document."""
    project = folder / f"{document.stem}.sidelight"
    with Session.create(project, document.stem, by="Ann") as session:
        session.add_document(document)
    environment = {**environment, **{k: v for k, v in os.environ.items() if k.startswith("XDG_")}}
    print(f"{document.stem}: {pages} pages at {speed:.0f} a second, ms")
    for what in ("ours", *baselines):
        path = project if what == "ours" else document
        command = [sys.executable, __file__, "--one", what, str(path), str(speed), str(pages)]
        rows = []
        for _ in range(runs):
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, check=True
            )
            rows.append(json.loads(done.stdout.splitlines()[-1]))
        medians = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
        words = "  ".join(f"{key} {value:8.2f}" for key, value in medians.items())
        print(f"  {what:8}{words}", flush=True)


if __name__ == "__main__":
    main()
