# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on a page, asked of PyMuPDF one character at a time: slow, and right for any page."""

from __future__ import annotations

from typing import Any

from sidelight.reader.print_lines import BLANKS, Line, Run, continues, join, stand_ins


def raw_runs(textpage: Any) -> list[Run]:
    """Return the runs of a text page of PyMuPDF, with boxes as the page is written.

    Raises what PyMuPDF raises.
    """
    runs: list[Run] = []
    for block in textpage.extractRAWDICT()["blocks"]:
        run = Run()
        for raw in block.get("lines", ()):
            line = _line(raw)
            if not line.ink:
                continue
            if run.lines and continues(run.lines[-1], line):
                join(run.lines[-1], line)
            else:
                run.lines.append(line)
        if run.lines:
            runs.append(run)
    return runs


def _line(raw: dict[str, Any]) -> Line:
    boxes: list[float] = []
    spans = raw["spans"]
    characters = [glyph["c"] for span in spans for glyph in span["chars"]]
    for span in spans:
        for glyph in span["chars"]:
            if glyph["c"] not in BLANKS:
                boxes += glyph["bbox"]
    text = "".join(characters).translate(stand_ins(set(characters))).strip()
    size = max((span["size"] for span in spans), default=0.0)
    x0, _, x1, y1 = raw["bbox"]
    baseline = spans[0]["origin"][1] if spans else y1
    level = raw["dir"] == (1.0, 0.0)
    return Line(text, len(boxes) // 4, size, baseline, x0, x1, level, boxes)
