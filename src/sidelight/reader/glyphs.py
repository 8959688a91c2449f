# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on one page: its lines in reading order, with a box for every character that leaves
ink.

MuPDF's structured text, asked for single characters. Ligatures come apart into their letters, of
which the later ones may have boxes without width; hyphens at line ends stay.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Any

from sidelight.reader.mupdf import pymupdf
from sidelight.text.ink import DEFAULT_IGNORABLE, WHITE_SPACE

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
_FLOWING = pymupdf.TEXT_PRESERVE_WHITESPACE
_BLANKS = frozenset(
    chr(code) for low, high in (*WHITE_SPACE, *DEFAULT_IGNORABLE) for code in range(low, high + 1)
)
# White space among the controls is no ink; all the others are drawn by some glyph.
_CONTROLS = frozenset(map(chr, (*range(9), *range(14, 32), *range(127, 160)))) - _BLANKS


@dataclass(slots=True)
class Line:
    """A line of print: text, boxes (4 numbers an ink character), letter size, baseline, edges."""

    text: str
    boxes: list[float]
    size: float
    baseline: float
    left: float
    right: float
    level: bool = True


@dataclass(slots=True)
class Run:
    """A block of lines as MuPDF found it."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines, each ended but the last."""
        return "\n".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The letter size of its first line, in points."""
        return self.lines[0].size if self.lines else 0.0


def runs_of(page: Any, *, flowing: bool = False) -> list[Run]:
    """Return the blocks of a page of PyMuPDF, boxes in points as the page is shown.

    ``flowing`` keeps what hangs over the edge of the page. Raises what PyMuPDF raises for a page
    that cannot be read (RuntimeError).
    """
    turned = page.rotation != 0
    found = page.get_text("rawdict", flags=_FLOWING if flowing else _FLAGS)
    runs: list[Run] = []
    for block in found["blocks"]:
        run = Run()
        for raw in block.get("lines", ()):
            line = _line(raw)
            if not line.boxes:
                continue
            if run.lines and _continues(run.lines[-1], line):
                _join(run.lines[-1], line)
            else:
                run.lines.append(line)
        if run.lines:
            runs.append(run)
    if turned:
        _turn(runs, _turning(page))
    return runs


def _line(raw: dict[str, Any]) -> Line:
    characters: list[str] = []
    boxes: list[float] = []
    for span in raw["spans"]:
        for glyph in span["chars"]:
            character = glyph["c"]
            if character not in _BLANKS:
                boxes += glyph["bbox"]
                if character in _CONTROLS or "\ud800" <= character <= "\udfff":
                    character = "\ufffd"
            characters.append(character)
    spans = raw["spans"]
    size = max((span["size"] for span in spans), default=0.0)
    x0, _, x1, y1 = raw["bbox"]
    baseline = spans[0]["origin"][1] if spans else y1
    level = raw["dir"] == (1.0, 0.0)
    return Line("".join(characters).strip(), boxes, size, baseline, x0, x1, level)


def _continues(line: Line, after: Line) -> bool:
    """Tell a piece of the same line of print: justified lines come in one piece a word."""
    return (
        line.level
        and after.level
        and abs(line.baseline - after.baseline) < 0.2 * max(line.size, 1.0)
        and after.left >= line.right - 0.5 * line.size
    )


def _join(line: Line, after: Line) -> None:
    line.text = f"{line.text} {after.text}"
    line.boxes += after.boxes
    line.right = after.right
    line.size = max(line.size, after.size)


def _turning(page: Any) -> Any:
    """Return the matrix of a turned page; PyMuPDF's own forgets that a page may have its own unit
    (ISO 32000, table 31, UserUnit).
    """
    width, height = page.rect.width, page.rect.height
    return pymupdf.Matrix(
        *{
            90: (0, 1, -1, 0, width, 0),
            180: (-1, 0, 0, -1, width, height),
            270: (0, -1, 1, 0, 0, height),
        }[page.rotation]
    )


def _turn(runs: list[Run], matrix: Any) -> None:
    """Bring boxes from the page as it was written to the page as it is shown."""
    for run in runs:
        for line in run.lines:
            boxes = line.boxes
            for at in range(0, len(boxes), 4):
                boxes[at : at + 4] = tuple(pymupdf.Rect(boxes[at : at + 4]) * matrix)


def floats(lines: list[Line]) -> array[float]:
    """Return the boxes of lines, one after another."""
    result = array("f")
    for line in lines:
        result.extend(line.boxes)
    return result
