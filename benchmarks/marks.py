# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times 300 highlights on a page against bare rectangles and lines at the same places.

::

    python benchmarks/marks.py [--count 300] [--seed 1] [--rounds 9]

A page's highlights are composed with its picture once, whenever they change; after that a paint
copies one picture.  The baseline fills the same rectangles and draws a plain line below each.
Processor time, the best of the rounds.  Budget: ten seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable

from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from sidelight.desktop.view.composing import ComposedPages, Layers
from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.line_stack import clusters, drops, lanes
from sidelight.desktop.view.marks import Mark
from sidelight.model.styles import style
from sidelight.text.geometry import Rect

WORDS = ("verified", "disputed", "denied", "split", "unchecked")
WIDTH, HEIGHT, SCALE = 595, 842, 2.0
CELL, LEADING, PER_LINE = 6.0, 13.0, 80


def made(count: int, seed: int, *, overlapping: bool) -> tuple[Mark, ...]:
    """Return highlights of some words each, one after another or anywhere."""
    chance = random.Random(seed)
    room = PER_LINE * 60 // count
    every = []
    for number in range(count):
        start = chance.randrange(PER_LINE * 58) if overlapping else number * room
        end = start + (chance.randrange(4, 90) if overlapping else room - 2)
        every.append(Highlight(str(number), start, end, style(chance.choice(WORDS))))
    lane, together = lanes(every), clusters(every)
    deep = drops(every, lane, together)
    number_of = {index: number for number, one in enumerate(together) for index in one}
    return tuple(
        Mark(one, rects(one), lane[at], True, True, deep[at], number_of[at])
        for at, one in enumerate(every)
    )


def rects(one: Highlight) -> tuple[Rect, ...]:
    """Return a highlight's rectangles, one a line of print; points."""
    found = []
    for line in range(one.start // PER_LINE, (one.end - 1) // PER_LINE + 1):
        left = max(one.start - line * PER_LINE, 0)
        right = min(one.end - line * PER_LINE, PER_LINE)
        top = 30 + line * LEADING
        found.append(Rect(50 + CELL * left, top, 50 + CELL * right, top + 11))
    return tuple(found)


def bare(picture: QImage, marks: tuple[Mark, ...]) -> None:
    """Fill the rectangles and underline each with one colour."""
    image = picture.copy()
    painter = QPainter(image)
    fill, ink = QColor("#c3f2d8"), QColor("#157347")
    for mark in marks:
        for rect in mark.rects:
            x, y = round(rect.x0 * SCALE), round(rect.y0 * SCALE)
            width, height = round(rect.width * SCALE), round(rect.height * SCALE)
            painter.fillRect(x, y, width, height, fill)
            painter.fillRect(x, y + height, width, 2, ink)
    painter.end()


def best(work: Callable[[], object], rounds: int) -> float:
    """Return the shortest time of ``work``, milliseconds of processor time."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(1e3 * (time.process_time() - start))
    return min(taken)


def measure(count: int, seed: int, rounds: int) -> None:
    """Print times and ratios."""
    picture = QImage(round(WIDTH * SCALE), round(HEIGHT * SCALE), QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    print(f"{count} highlights, {picture.width()} × {picture.height()} pixels")
    for overlapping in (False, True):
        marks = made(count, seed, overlapping=overlapping)
        pages, layers = ComposedPages(), Layers(marks, frozenset({"5"}))
        versions = iter(range(1, rounds + 2))
        first = best(
            lambda: pages.get(0, picture, next(versions), layers, SCALE, 1.0),  # noqa: B023
            rounds,
        )
        again = best(lambda: pages.get(0, picture, rounds, layers, SCALE, 1.0), rounds)  # noqa: B023
        plain = best(lambda: bare(picture, marks), rounds)  # noqa: B023
        name = "overlapping" if overlapping else "apart"
        print(
            f"{name:12}composed {first:6.1f} ms   bare {plain:6.1f} ms   "
            f"ratio {first / plain:5.2f}   again {again:.3f} ms"
        )


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="Time highlights on a page.")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    measure(asked.count, asked.seed, asked.rounds)
    application.quit()


if __name__ == "__main__":
    main()
