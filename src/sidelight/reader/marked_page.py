# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page with its highlights as a PNG: fill multiplied onto the print, a line below, words in the
margin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise
from typing import Any

from sidelight.reader.drawing import pixmap_of
from sidelight.reader.extraction import Mark, Rect
from sidelight.reader.mupdf import pymupdf

_LINE = 1.1
_MARGIN = 4.0
_LABEL_HEIGHT = 12.0
_LABEL_WIDTH = 48.0
_WAVE = 3.0

Ink = tuple[float, ...]


def marked_png(page: Any, dpi: float, marks: Sequence[Mark]) -> bytes:
    """Return the page at ``dpi`` with ``marks`` drawn on it."""
    pixmap = pixmap_of(page, dpi / 72)
    scale = pixmap.width / page.rect.width
    marks = [shown for mark in marks if (shown := _on_page(mark, page.rect)).rects]
    for mark in marks:
        for rect in mark.rects:
            _multiply(pixmap, rect, scale, mark.style.fill)
    if marks:
        pixmap = _with_lines(pixmap, page.rect, marks)
    return bytes(pixmap.tobytes("png"))


def _on_page(mark: Mark, size: Any) -> Mark:
    """Return a mark with what of its rectangles lies on the page; they may come from a stranger."""
    width, height = float(size.width), float(size.height)
    cut = (
        # In this order of arguments, what is no number becomes 0.
        tuple(min(most, max(0.0, at)) for at, most in zip(rect, (width, height) * 2, strict=True))
        for rect in mark.rects
    )
    rects = tuple((a, b, c, d) for a, b, c, d in cut if a < c and b < d)
    return replace(mark, rects=rects)


def _colour(hexed: str) -> tuple[int, int, int]:
    return int(hexed[1:3], 16), int(hexed[3:5], 16), int(hexed[5:7], 16)


def _multiply(pixmap: Any, rect: Rect, scale: float, fill: str) -> None:
    """Multiply each pixel within ``rect`` (points) by the fill, so that print stays readable."""
    x0, x1 = (min(max(round(x * scale), 0), pixmap.width) for x in (rect[0], rect[2]))
    y0, y1 = (min(max(round(y * scale), 0), pixmap.height) for y in (rect[1], rect[3]))
    tables = [bytes(value * part // 255 for value in range(256)) for part in _colour(fill)]
    samples = pixmap.samples_mv
    for y in range(y0, y1):
        row = slice(y * pixmap.stride + 3 * x0, y * pixmap.stride + 3 * x1)
        pixels = bytearray(samples[row])
        for channel, table in enumerate(tables):
            pixels[channel::3] = pixels[channel::3].translate(table)
        samples[row] = pixels


def _with_lines(pixmap: Any, size: Any, marks: Sequence[Mark]) -> Any:
    """Lay the lines and labels over the picture; they are drawn once, at the picture's own size."""
    canvas = pymupdf.open()
    page = canvas.new_page(width=size.width, height=size.height)
    page.insert_image(page.rect, pixmap=pixmap)
    taken: list[float] = []
    for mark in marks:
        ink = tuple(part / 255 for part in _colour(mark.style.ink))
        for rect in mark.rects:
            for x0, y0, x1, y1 in _edges(rect) if mark.frame else [(rect[0], rect[3], *rect[2:])]:
                _line(page, (x0, y0), (x1, y1), mark.style.line, ink)
        if mark.label and mark.rects:
            _label(page, mark, taken)
    scale = pixmap.width / size.width
    return page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False
    )


def _edges(rect: Rect) -> list[Rect]:
    """Return the four edges of a rectangle, each as a line."""
    x0, y0, x1, y1 = rect
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def _line(
    page: Any, start: tuple[float, float], end: tuple[float, float], line: str, ink: Ink
) -> None:
    """Draw a line downwards or to the right."""
    (x0, y0), (x1, y1) = start, end
    down = x0 == x1
    shape = page.new_shape()
    if line == "wavy":
        along = _wave(y0, y1) if down else _wave(x0, x1)
        points = [
            pymupdf.Point(x0 + aside, at) if down else pymupdf.Point(at, y0 + aside)
            for at, aside in along
        ]
        for one, other in pairwise(points):
            shape.draw_line(one, other)
    else:
        for beside in (0.0, 2.0) if line == "double" else (0.0,):
            dx, dy = (beside, 0.0) if down else (0.0, beside)
            shape.draw_line((x0 + dx, y0 + dy), (x1 + dx, y1 + dy))
    dashes = {"dashed": "[4 2] 0", "dotted": "[1 2] 0"}.get(line)
    shape.finish(color=ink, width=_LINE, dashes=dashes, closePath=False)
    shape.commit()


def _wave(x0: float, x1: float) -> Iterator[tuple[float, float]]:
    x, up = x0, False
    while x <= x1:
        yield x, -1.0 if up else 1.0
        x, up = x + _WAVE / 1.5, not up


def _label(page: Any, mark: Mark, taken: list[float]) -> None:
    """Write the label in the left margin beside the mark, below labels that stand there.

    Where the margin is full the label is left out.
    """
    top = min(rect[1] for rect in mark.rects)
    while any(abs(top - other) < _LABEL_HEIGHT for other in taken):
        top += _LABEL_HEIGHT
        if top >= page.rect.height:
            return
    taken.append(top)
    box = pymupdf.Rect(_MARGIN, top, _MARGIN + _LABEL_WIDTH, top + _LABEL_HEIGHT)
    words = escape(mark.label)
    style = f"font: bold 8.5px sans-serif; color: {mark.style.ink}; margin: 0;"
    page.insert_htmlbox(box, f'<p style="{style}">{words}</p>', scale_low=0.3)
