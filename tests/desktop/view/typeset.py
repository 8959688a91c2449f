# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of monospaced print, 10 × 12 points a character, for tests that know every box."""

from __future__ import annotations

from array import array

from sidelight.desktop.view.text_geometry import TextGeometry
from sidelight.text.ink import InkText, is_ink
from sidelight.text.layer import Block, Page, TextLayer

LEFT, TOP, CELL, HEIGHT, LEADING = 50.0, 40.0, 10.0, 12.0, 20.0
WIDTH, LENGTH = 400.0, 300.0


def boxes_of(line: str, row: int, *, backwards: bool = False) -> list[float]:
    """The boxes of the ink of one line; ``backwards`` sets it from right to left."""
    found: list[float] = []
    for column, character in enumerate(line):
        if is_ink(character):
            x = WIDTH - LEFT - CELL * (column + 1) if backwards else LEFT + CELL * column
            y = TOP + LEADING * row
            found += [x, y, x + CELL, y + HEIGHT]
    return found


def typeset(*pages: str, backwards: bool = False) -> TextGeometry:
    """A document with one string a page, its lines as they stand; each page is one block."""
    made: list[Page] = []
    blocks: list[Block] = []
    start = 0
    for number, words in enumerate(pages, 1):
        boxes = array("f")
        for row, line in enumerate(words.split("\n")):
            boxes.extend(boxes_of(line, row, backwards=backwards))
        end = start + len(boxes) // 4
        made.append(Page(number, str(number), WIDTH, LENGTH, start, end, boxes))
        if end > start:
            blocks.append(Block(start, end))
        start = end
    text = InkText("\n".join(pages))
    assert len(text) == start
    return TextGeometry(TextLayer(text, tuple(blocks)), tuple(made))
