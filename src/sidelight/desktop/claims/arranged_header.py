# SPDX-License-Identifier: AGPL-3.0-or-later
"""The heads of the claims list: dragged to another place, and made wider or narrower."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from sidelight.desktop.claims.claims_model import NAMES
from sidelight.desktop.claims.column_widths import SHORT_LEAST, WORDS_LEAST, made_way

_REST_MS = 250
"""How long a column that is dragged must rest before its width is told."""


class ArrangedHeader(QHeaderView):
    """Columns by name; together they are always as wide as the list.

    ``order_given`` carries the names of the columns shown, as they were dragged; ``widths_given``
    their widths in pixels by name.
    """

    order_given = Signal(tuple)
    widths_given = Signal(dict)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._laying = False
        self._short: frozenset[str] = frozenset()
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setMinimumSectionSize(SHORT_LEAST)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self._resting = QTimer(self, singleShot=True, interval=_REST_MS)
        self._resting.timeout.connect(lambda: self.widths_given.emit(self.widths()))
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(self._moved)

    def lay(self, widths: Mapping[str, int], short: Sequence[str]) -> None:
        """Show columns in this order, this wide; ``short`` are those of short words."""
        self._laying = True
        self._short = frozenset(short)
        for at, name in enumerate(widths):
            self.moveSection(self.visualIndex(NAMES.index(name)), at)
        for at, name in enumerate(NAMES):
            self.setSectionHidden(at, name not in widths)
            if name in widths:
                self.resizeSection(at, widths[name])
        self._laying = False

    def widths(self) -> dict[str, int]:
        """Return the widths of the columns shown, in their order, pixels."""
        shown = (self.logicalIndex(at) for at in range(self.count()))
        return {NAMES[at]: self.sectionSize(at) for at in shown if not self.isSectionHidden(at)}

    def widen(self, name: str, by: int) -> None:
        """Make a column wider by so many pixels, or narrower, at its neighbours' cost."""
        at = NAMES.index(name)
        if not self.isSectionHidden(at):
            self.resizeSection(at, max(SHORT_LEAST, self.sectionSize(at) + by))

    def _resized(self, at: int, _old: int, new: int) -> None:
        """Let the others make way for a column that a person resizes."""
        if self._laying or not new:
            return
        now = self.widths()
        least = {n: SHORT_LEAST if n in self._short else WORDS_LEAST for n in now}
        self._laying = True
        for name, width in made_way(now, NAMES[at], self.viewport().width(), least).items():
            self.resizeSection(NAMES.index(name), width)
        self._laying = False
        self._resting.start()

    def _moved(self, *_places: int) -> None:
        if not self._laying:
            self.order_given.emit(tuple(self.widths()))
