# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where an annotation stands on its page as that is shown: turned, cut, and counted from the top
left corner, as the boxes of a text layer are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from sidelight.reader.extraction import Rect
from sidelight.reader.found_marks import MOST_RECTS
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.pdf_values import entry, numbers

ON_WORDS = frozenset(("Highlight", "Underline", "Squiggly", "StrikeOut"))
"""Kinds that lie on words, each with a quadrilateral a line."""

_MUPDF = pymupdf.mupdf
_CORNERS = 8
_THIN = 0.01


class Sheet:
    """A page, by its object, and what leads from the space that it is written in to how it is
    shown.
    """

    def __init__(self, page: Any) -> None:
        box, way = _MUPDF.FzRect(), _MUPDF.FzMatrix()
        _MUPDF.pdf_page_obj_transform(page, box, way)
        self._way = (way.a, way.b, way.c, way.d, way.e, way.f)
        shown = self._around((box.x0, box.y0, box.x1, box.y1))
        self._width, self._height = shown[2], shown[3]
        self.looked_at = 0
        """How many quadrilaterals were read, good or not."""

    def rects(self, annotation: Any, kind: str) -> tuple[Rect, ...] | None:
        """Return the rectangles of an annotation that lie on the page, at most `MOST_RECTS`; None
        where it says nowhere where it is.

        The corners of a quadrilateral stand in one order in the standard and in another in what
        most programs write: what lies around them is the same.  Where there are none, it is the
        annotation's rectangle.
        """
        stated: list[Rect] = []
        if kind in ON_WORDS or kind == "Redact":
            quads = numbers(entry(annotation, "QuadPoints"), _CORNERS * MOST_RECTS)
            stated = list(self._quads(quads))
            self.looked_at += len(quads) // _CORNERS
        if not stated:
            sides = numbers(entry(annotation, "Rect"), 4)
            if len(sides) == 4 and not any(map(math.isnan, sides)):
                stated = [self._around(sides)]
        if not stated:
            return None
        return tuple(part for one in stated if (part := self._on_page(one)) is not None)

    def _quads(self, sides: Sequence[float]) -> Iterator[Rect]:
        for at in range(0, len(sides) - _CORNERS + 1, _CORNERS):
            corners = sides[at : at + _CORNERS]
            # a number that is none leaves the quadrilateral nowhere
            if not math.isnan(sum(corners)):
                rect = self._around(corners)
                if rect[2] - rect[0] > _THIN and rect[3] - rect[1] > _THIN:
                    yield rect

    def _around(self, sides: Sequence[float]) -> Rect:
        """Return what lies around points of the page's own space, as shown."""
        a, b, c, d, e, f = self._way
        xs, ys = sides[::2], sides[1::2]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        # pages turn by quarters: two corners tell the rectangle
        x0, x1 = a * left + c * low + e, a * right + c * high + e
        y0, y1 = b * left + d * low + f, b * right + d * high + f
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _on_page(self, rect: Rect) -> Rect | None:
        x0, y0 = max(0.0, rect[0]), max(0.0, rect[1])
        x1, y1 = min(self._width, rect[2]), min(self._height, rect[3])
        return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None
