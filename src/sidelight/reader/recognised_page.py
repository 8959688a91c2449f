# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on a page that is only a picture: drawn, cleaned up, recognised by Tesseract.

MuPDF holds the engine and gives no confidences, so what cannot be print is told by its looks.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise
from statistics import median
from typing import Any

from sidelight.reader.clean_up import evened, skew_of
from sidelight.reader.glyphs import boxed_runs
from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.print_lines import Line, Run
from sidelight.reader.reading import Unreadable
from sidelight.text.ink import ink_of

DPI = 300
_SKEW_DPI = 150
_MOST_PIXELS = 18_000_000
"""Of the drawn page: A3 at 300 dots an inch; a larger one is drawn coarser."""

_DUST = re.compile(r"[.,'`´‘’‚·•~_|°^\"“”«»:;\\-]{1,2}")
_SAYING = re.compile(r"[^\W_]")
_FAR = 1.6
"""Room before or after a lone letter, in heights of its line, that parts it from the line."""
_LOWEST = 0.45
"""A line of less than this height, in heights of the page's usual line, that says nothing."""


def recognise(page: Any, languages: str, data: str) -> list[Run]:
    """Return the print of a page of PyMuPDF, boxes in points as the page is shown.

    ``languages`` is as Tesseract takes it (eng+rus), ``data`` the folder of trained data.  Raises
    Unreadable: ``damaged`` where the page cannot be drawn, ``no_data`` where the data do not fit.
    """
    try:
        matrix, picture = _clean_picture(page)
    except ERRORS as error:
        raise Unreadable("damaged") from error
    runs, zoom = _recognised(picture, languages, data)
    back = ~matrix
    for run in runs:
        for line in run.lines:
            _put_back(line, zoom, (picture.x, picture.y), back)
    return _paragraphs(_print_of(runs))


def _clean_picture(page: Any) -> tuple[Any, Any]:
    """Return the matrix from points to pixels of level lines, and the cleaned picture."""
    skew = skew_of(_drawn(page, _matrix(page, _SKEW_DPI, 0.0)))
    matrix = _matrix(page, DPI, -skew)
    drawn = _drawn(page, matrix)
    picture = evened(drawn)
    picture.set_origin(drawn.x, drawn.y)
    return matrix, picture


def _matrix(page: Any, dpi: float, turn: float) -> Any:
    most = math.sqrt(_MOST_PIXELS / max(1.0, page.rect.width * page.rect.height))
    scale = min(dpi / 72, most)
    return pymupdf.Matrix(scale, scale).prerotate(turn)


def _drawn(page: Any, matrix: Any) -> Any:
    return page.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, alpha=False)


def _recognised(picture: Any, languages: str, data: str) -> tuple[list[Run], float]:
    """Return what Tesseract reads in a picture, and how many pixels a point of its boxes is."""
    # From a grey picture MuPDF's recognition gets nothing at all.
    coloured = pymupdf.Pixmap(pymupdf.csRGB, picture)
    coloured.set_dpi(DPI, DPI)
    try:
        made = coloured.pdfocr_tobytes(compress=False, language=languages, tessdata=data)
    except ERRORS as error:
        raise Unreadable("no_data") from error
    found = pymupdf.open(stream=made, filetype="pdf")
    page = found.load_page(0)
    return boxed_runs(page), picture.width / page.rect.width


def _put_back(line: Line, zoom: float, origin: tuple[int, int], back: Any) -> None:
    """Bring a line's boxes from the level picture to the page: they keep upright and their size."""
    scale = math.hypot(back.a, back.b) * zoom
    for at in range(0, len(line.boxes), 4):
        x0, y0, x1, y1 = line.boxes[at : at + 4]
        middle = pymupdf.Point(
            (x0 + x1) / 2 * zoom + origin[0], (y0 + y1) / 2 * zoom + origin[1]
        ) * back  # fmt: skip
        wide, high = (x1 - x0) / 2 * scale, (y1 - y0) / 2 * scale
        line.boxes[at : at + 4] = [
            middle.x - wide, middle.y - high, middle.x + wide, middle.y + high
        ]  # fmt: skip
    line.left, line.right = line.boxes[0], line.boxes[-2]
    line.baseline = line.boxes[-1]


def _print_of(runs: list[Run]) -> list[Line]:
    """Return the lines without what only dust says."""
    lines = [_without_dust(line) for run in runs for line in run.lines]
    lines = [line for line in lines if line.boxes]
    usual = median([_height(line) for line in lines]) if lines else 0.0
    return [line for line in lines if _says(line, usual)]


def _without_dust(line: Line) -> Line:
    """Leave out the words of a line that are nothing but a mark, or a letter far from the rest."""
    words: list[tuple[str, list[float]]] = []
    at = 0
    for word in line.text.split():
        end = at + 4 * len(ink_of(word))
        if not _DUST.fullmatch(word):
            words.append((word, line.boxes[at:end]))
        at = end
    far = _FAR * _height(line) if line.boxes else 0.0
    while len(words) > 1 and _astray(words[-1], words[-1][1][0] - words[-2][1][-2], far):
        words.pop()
    while len(words) > 1 and _astray(words[0], words[1][1][0] - words[0][1][-2], far):
        words.pop(0)
    text = " ".join(word for word, _ in words)
    boxes = [side for _, sides in words for side in sides]
    edges = (boxes[0], boxes[-2]) if boxes else (line.left, line.right)
    return Line(text, len(boxes) // 4, line.size, line.baseline, *edges, line.level, boxes)


def _astray(word: tuple[str, list[float]], gap: float, far: float) -> bool:
    return len(word[0]) == 1 and not word[0].isdigit() and gap > far


def _says(line: Line, usual: float) -> bool:
    """Tell a line of print from dust, rules and the edge of the paper."""
    letters = len(_SAYING.findall(line.text))
    plain = letters >= 3 or line.text.strip(".,").isdigit()
    sized = _LOWEST * usual <= _height(line) <= 6 * usual
    return letters > 0 and 2 * letters >= line.ink and (plain or (sized and letters > 1))


def _height(line: Line) -> float:
    return line.boxes[3] - line.boxes[1]


def _paragraphs(lines: list[Line]) -> list[Run]:
    """Return lines as paragraphs: those at the page's usual distance below each other."""
    steps = [
        after.boxes[1] - line.boxes[1]
        for line, after in pairwise(lines)
        if 0 < after.boxes[1] - line.boxes[1] < 3 * _height(line)
    ]
    usual = sorted(steps)[len(steps) // 3] if steps else 0.0
    runs: list[Run] = []
    for line in lines:
        before = runs[-1].lines[-1] if runs else None
        if before is None or not _goes_on(before, line, usual):
            runs.append(Run())
        runs[-1].lines.append(line)
    return runs


def _goes_on(before: Line, line: Line, usual: float) -> bool:
    step = line.boxes[1] - before.boxes[1]
    beside = line.left < before.right and before.left < line.right
    indented = line.left - before.left > 1.5 * _height(line)
    return 0 < step <= 1.25 * usual and beside and not indented
