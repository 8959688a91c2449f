# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long input events wait in a window while something scrolls in it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

SECONDS = 10.0
FRAME_MS = 16
PROBE_S = 0.005


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
