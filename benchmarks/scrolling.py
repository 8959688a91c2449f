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
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reading import made_pdf
from scans import made_scan
from screen import screen

SECONDS = 10.0
FRAME_MS = 16
PROBE_S = 0.005
SIZE = (1440, 900)


class Probe:
    """Posts events from a thread of its own and notes how long each waits."""

    def __init__(self) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent, QObject

        kind = QEvent.Type(QEvent.registerEventType())
        waits = self.waits = []  # type: list[float]

        class Posted(QEvent):
            def __init__(self, due: float) -> None:
                super().__init__(kind)
                self.at = due

        class Taker(QObject):
            def event(self, event: QEvent) -> bool:
                if event.type() == kind:
                    waits.append(time.perf_counter() - event.at)  # type: ignore[attr-defined]
                    return True
                return super().event(event)

        self._taker = Taker()
        self._over = threading.Event()

        def post() -> None:
            due = time.perf_counter()
            while not self._over.is_set():
                due += PROBE_S
                time.sleep(max(0.0, due - time.perf_counter()))
                QCoreApplication.postEvent(self._taker, Posted(due))

        self._thread = threading.Thread(target=post, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> dict[str, float]:
        """Return p50, p99 and the longest wait in milliseconds."""
        self._over.set()
        self._thread.join()
        ordered = sorted(self.waits)
        at = {"p50": 0.5, "p99": 0.99}
        found = {name: 1e3 * ordered[int(share * len(ordered))] for name, share in at.items()}
        return {**found, "max": 1e3 * ordered[-1], "events": float(len(ordered))}


def rush(
    bar: Any, per_page: Callable[[], float], pages_a_second: float, pages: int,
    then: Callable[[], None],
) -> Any:  # fmt: skip
    """Scroll a bar over ``pages`` pages at a speed and call ``then``; return the timer."""
    from PySide6.QtCore import Qt, QTimer

    timer = QTimer(interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
    start = time.perf_counter()

    def step() -> None:
        page = (time.perf_counter() - start) * pages_a_second
        if page >= pages or time.perf_counter() - start > SECONDS:
            timer.stop()
            then()
        else:
            bar.setValue(round(page * per_page()))

    timer.timeout.connect(step)
    timer.start()
    return timer


def ours(project: Path, pages_a_second: float, pages: int) -> dict[str, float]:
    """Scroll the real window."""
    from PySide6.QtCore import QTimer

    from sidelight.desktop import app
    from sidelight.desktop.theme import Theme
    from sidelight.desktop.view.paged_area import PagedArea
    from sidelight.desktop.window import MainWindow

    application = app.make_application()
    sys.setswitchinterval(app._TURN_S)
    theme = Theme("light", application)
    theme.apply()
    window = MainWindow(theme, "Ann")
    window.resize(*SIZE)
    window.open(project)
    window.furnished.connect(lambda: app._settle(window, app.CrashReporter(application)))
    window.show()
    result: dict[str, float] = {}
    painted = {"pages": 0, "blank": 0}
    keep: list[Any] = []
    usual = PagedArea._paint_page

    def counting(area: PagedArea, painter: Any, page: int, rect: Any) -> None:
        painted["pages"] += 1
        painted["blank"] += area._drawn.whole(area._shown(), page) is None
        usual(area, painter, page, rect)

    def begin() -> None:
        page = window.parts.sources.page
        if page is not None and page.ready:
            page.view.verticalScrollBar().setValue(0)  # it may come back where it was left
        if page is None or not page.ready or page.view.picture_of(0) is None:
            QTimer.singleShot(50, begin)
            return
        view = page.view
        PagedArea._paint_page = counting  # type: ignore[method-assign]
        probe = Probe()
        probe.start()

        def end() -> None:
            result.update(probe.stop())
            result["blank"] = 100 * painted["blank"] / max(1, painted["pages"])
            window.close()
            application.quit()

        height = view.stack.height / len(view.pages)
        keep.append(rush(view.verticalScrollBar(), lambda: height, pages_a_second, pages, end))

    QTimer.singleShot(1500, begin)
    application.exec()
    return result


def bare(document: Path, pages_a_second: float, pages: int, drawn: str) -> dict[str, float]:
    """Scroll a bare area whose pages are one ready picture, or drawn in this thread."""
    import pymupdf
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QImage, QPainter, QPaintEvent
    from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

    application = QApplication([])
    source: Any = pymupdf.open(document)
    width, height = 700, 990
    pictures: dict[int, QImage] = {}

    def picture(number: int) -> QImage:
        known = 0 if drawn == "ready" else number
        if known not in pictures:
            page = source[known]
            matrix = pymupdf.Matrix(width / page.rect.width, width / page.rect.width)
            pixels = page.get_pixmap(matrix=matrix, colorspace=pymupdf.csRGB, alpha=False)
            borrowed = QImage(
                pixels.samples, pixels.width, pixels.height, pixels.stride,
                QImage.Format.Format_RGB888,
            )  # fmt: skip
            pictures[known] = borrowed.convertToFormat(QImage.Format.Format_RGB32)
        return pictures[known]

    class Pages(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            painter = QPainter(self)
            first, last = event.rect().top() // height, event.rect().bottom() // height
            for number in range(first, min(pages - 1, last) + 1):
                painter.drawImage(0, number * height, picture(number))
            painter.end()

    area = QScrollArea()
    sheet = Pages()
    sheet.resize(width, height * pages)
    area.setWidget(sheet)
    area.resize(720, 800)
    area.show()
    result: dict[str, float] = {}
    keep: list[Any] = []

    def begin() -> None:
        probe = Probe()
        probe.start()

        def end() -> None:
            result.update(probe.stop())
            application.quit()

        bar = area.verticalScrollBar()
        keep.append(rush(bar, lambda: float(height), pages_a_second, pages, end))

    QTimer.singleShot(800, begin)
    application.exec()
    return result


def main() -> None:
    """Measure, each run in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        what, path, speed, count = asked.one
        run = ours(Path(path), float(speed), int(count)) if what == "ours" else bare(
            Path(path), float(speed), int(count), what
        )  # fmt: skip
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
    from sidelight.session.session import Session

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
