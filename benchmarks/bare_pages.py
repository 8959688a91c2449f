# SPDX-License-Identifier: AGPL-3.0-or-later
"""A bare scroll area of pages, against which the reading view is measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from benchmarks.waits import Probe, rush
from sidelight.reader.mupdf import pymupdf

WIDTH, HEIGHT = 700, 990


class Pages(QWidget):
    """``count`` pages below each other: all one ready picture, or each drawn as it comes into
    sight.
    """

    def __init__(self, document: Path, count: int, *, ready: bool) -> None:
        super().__init__()
        self._source: Any = pymupdf.open(document)
        self._count, self._ready = count, ready
        self._pictures: dict[int, QImage] = {}
        self.resize(WIDTH, HEIGHT * count)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the pages in sight."""
        painter = QPainter(self)
        first, last = event.rect().top() // HEIGHT, event.rect().bottom() // HEIGHT
        for number in range(first, min(self._count - 1, last) + 1):
            painter.drawImage(0, number * HEIGHT, self._picture(0 if self._ready else number))
        painter.end()

    def _picture(self, number: int) -> QImage:
        if number not in self._pictures:
            page = self._source[number]
            scale = WIDTH / page.rect.width
            pixels = page.get_pixmap(
                matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False
            )
            size = (pixels.width, pixels.height, pixels.stride)
            borrowed = QImage(pixels.samples, *size, QImage.Format.Format_RGB888)
            self._pictures[number] = borrowed.convertToFormat(QImage.Format.Format_RGB32)
        return self._pictures[number]


def bare(document: Path, pages_a_second: float, pages: int, drawn: str) -> dict[str, float]:
    """Scroll a bare area whose pages are one ready picture, or ``drawn`` in this thread."""
    application = QApplication([])
    area = QScrollArea()
    area.setWidget(Pages(document, pages, ready=drawn == "ready"))
    area.resize(WIDTH + 20, 800)
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
        keep.append(rush(bar, lambda: float(HEIGHT), pages_a_second, pages, end))

    QTimer.singleShot(800, begin)
    application.exec()
    return result
