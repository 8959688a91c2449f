# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is selected: an anchor that stays and a focus that moves, both in ink offsets."""

from __future__ import annotations

from sidelight.desktop.view.text_geometry import Hit, TextGeometry
from sidelight.text.graphemes import snap, word_bounds
from sidelight.text.page_lines import Place

CHARACTER, WORD, LINE, BLOCK = "character", "word", "line", "block"


class Selection:
    """Grows by characters, words, lines or blocks; no character as readers see it is torn."""

    def __init__(self, text: TextGeometry) -> None:
        self._text = text
        self._unit = CHARACTER
        self._anchor = (0, 0)
        self._reach = (0, 0)
        self.focus = Place(0)

    def on(self, text: TextGeometry) -> None:
        """Go on with the same text on other pages."""
        self._text = text

    @property
    def range(self) -> tuple[int, int] | None:
        """The ink range selected, None where it is empty."""
        start = min(self._anchor[0], self._reach[0])
        end = max(self._anchor[1], self._reach[1])
        return snap(self._text.text, start, end) if start < end else None

    def begin(self, hit: Hit, unit: str = CHARACTER) -> None:
        """Start anew where a point hit, with the whole word, line or block there."""
        self._unit = unit
        self._anchor = self._reach = self._span(hit)
        self.focus = hit.place if unit == CHARACTER else Place(self._reach[1], after=True)

    def extend(self, hit: Hit) -> None:
        """Reach to where a point hit, by the unit it began with."""
        self._reach = self._span(hit)
        if self._unit == CHARACTER:
            self.focus = hit.place
        else:
            forwards = self._reach[1] >= self._anchor[1]
            self.focus = Place(self._reach[1], after=True) if forwards else Place(self._reach[0])

    def move(self, place: Place, *, extend: bool) -> None:
        """Take the focus to a place; without ``extend`` nothing is selected then."""
        if not extend:
            self._anchor = (place.offset, place.offset)
        self._unit = CHARACTER
        self._reach = (place.offset, place.offset)
        self.focus = place

    def choose(self, start: int, end: int) -> None:
        """Select an ink range."""
        self._unit = CHARACTER
        self._anchor, self._reach = (start, start), (end, end)
        self.focus = Place(end, after=start < end)

    def collapse(self) -> None:
        """Select nothing; the focus stays."""
        self.move(self.focus, extend=False)

    def _span(self, hit: Hit) -> tuple[int, int]:
        if self._unit == WORD:
            return word_bounds(self._text.text, hit.character)
        if self._unit == LINE:
            return self._text.line_range(hit.character)
        block = self._text.layer.block_at(hit.character) if self._unit == BLOCK else None
        if block is not None:
            return block.start, block.end
        return (
            word_bounds(self._text.text, hit.character)
            if self._unit == BLOCK
            else (hit.place.offset, hit.place.offset)
        )
