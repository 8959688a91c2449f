# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on one page: its lines in reading order, with a box for every character that leaves
ink.

MuPDF's structured text, taken out of memory in one piece, or asked for single characters where it
does not lie there as expected; both ways say the same.  Ligatures come apart into their letters,
of which the later ones may have boxes without width; hyphens at line ends stay.
"""

from __future__ import annotations

from array import array
from contextlib import suppress
from typing import Any

from sidelight.reader.glyph_boxes import Boxes, interleaved
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.print_lines import (
    Line,
    Run,
    beside,
    continues,
    join,
    stand_ins,
)
from sidelight.reader.rawdict import raw_runs
from sidelight.reader.stext_fonts import Fonts
from sidelight.reader.stext_page import Row, StextPage, stext_of

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
_FLOWING = pymupdf.TEXT_PRESERVE_WHITESPACE


class Print:
    """What stands on a page of PyMuPDF: ``runs`` at once, boxes when they are asked for.

    ``fonts`` are those met in the document so far; ``flowing`` keeps what hangs over the edge of
    the page.  Raises what PyMuPDF raises for a page that cannot be read (RuntimeError).
    """

    def __init__(self, page: Any, fonts: Fonts | None = None, *, flowing: bool = False) -> None:
        # A text page does not keep its page alive.
        self._page = page
        self._textpage = page.get_textpage(flags=_FLOWING if flowing else _FLAGS)
        self._found = stext_of(self._textpage)
        self.runs: list[Run] = []
        self._boxes: Boxes | None = None
        try:
            if self._found is not None:
                self._boxes = Boxes(self._textpage, self._found, fonts or Fonts())
                self.runs = _runs(self._found, self._boxes)
        except LookupError:
            self._boxes = None
        if self._boxes is None:
            self.runs = raw_runs(self._textpage)

    @property
    def is_fast(self) -> bool:
        """Tell whether its text was read without asking PyMuPDF for each character."""
        return self._boxes is not None

    def boxes(self) -> array[float]:
        """Return the boxes of all ink, 4 numbers each, in points as the page is shown."""
        boxes: array[float] | None = None
        with suppress(LookupError):
            boxes = self._boxes.of_ink() if self._boxes else _joined(self.runs)
        if boxes is None or len(boxes) != 4 * sum(run.ink for run in self.runs):
            # One walk for both: a box more or less would move all ink after it.
            self._boxes = None
            self.runs = raw_runs(self._textpage)
            boxes = _joined(self.runs)
        return _turned(boxes, self._page)


def boxed_runs(page: Any) -> list[Run]:
    """Return the runs of a page of PyMuPDF whose lines have boxes, in points as it is shown."""
    found = Print(page)
    boxes, at = found.boxes(), 0
    for run in found.runs:
        for line in run.lines:
            line.boxes = boxes[at : at + 4 * line.ink].tolist()
            at += 4 * line.ink
    return found.runs


def floats(lines: list[Line]) -> array[float]:
    """Return the boxes of lines that have them, one after another."""
    result = array("f")
    for line in lines:
        result.extend(line.boxes)
    return result


def _joined(runs: list[Run]) -> array[float]:
    return floats([line for run in runs for line in run.lines])


def _runs(found: StextPage, boxes: Boxes) -> list[Run]:
    text = found.text
    if odd := stand_ins(found.characters):
        text = text.translate(odd)
    runs: list[Run] = []
    for block in found.blocks:
        run = Run()
        before: Row | None = None
        for row in block:
            line = _line(found, text, row)
            if not line.ink:
                continue
            last = run.lines[-1] if before else None
            if last and before and beside(last, line):
                last.right = boxes.edges(before)[1]
                line.left, line.right = boxes.edges(row)
                if continues(last, line):
                    join(last, line)
                    before = row
                    continue
            run.lines.append(line)
            before = row
        if run.lines:
            runs.append(run)
    return runs


def _line(found: StextPage, text: str, row: Row) -> Line:
    words = text[row.start : row.end]
    ink = len(words) - sum(map(words.count, found.blanks))
    size = max(found.sizes[row.start : row.end])
    baseline = found.baseline(row)
    return Line(words.strip(), ink, size, baseline, row.left, row.right, row.level)


def _turned(boxes: array[float], page: Any) -> array[float]:
    """Bring boxes from the page as it was written to the page as it is shown; PyMuPDF's own matrix
    forgets that a page may have its own unit (ISO 32000, table 31, UserUnit).
    """
    if not boxes or page.rotation == 0:
        return boxes
    width, height = page.rect.width, page.rect.height
    left, top, right, bottom = (boxes[side::4] for side in range(4))
    columns = {
        90: (_from(width, bottom), left, _from(width, top), right),
        180: (
            _from(width, right),
            _from(height, bottom),
            _from(width, left),
            _from(height, top),
        ),
        270: (top, _from(height, right), bottom, _from(height, left)),
    }[page.rotation]
    return interleaved(*columns)


def _from(edge: float, column: array[float]) -> array[float]:
    return array("f", [edge - number for number in column])
