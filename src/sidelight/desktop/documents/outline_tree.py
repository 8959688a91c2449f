# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outline of a document as a tree; the section in view is lit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QTreeView

from sidelight.desktop.labels import tool_tip
from sidelight.language import _
from sidelight.text.layer import Heading

_NUMBER = Qt.ItemDataRole.UserRole


def parents(levels: Sequence[int]) -> list[int]:
    """Return for each entry the index of the one it belongs under, -1 at the top.

    Levels may jump: an entry belongs under the nearest one before it that is higher.
    """
    found: list[int] = []
    path: list[int] = []
    for index, level in enumerate(levels):
        while path and levels[path[-1]] >= level:
            path.pop()
        found.append(path[-1] if path else -1)
        path.append(index)
    return found


def heading_at(headings: Sequence[Heading], offset: int) -> int:
    """Return the index of the last heading that starts at or before an ink offset, or -1."""
    best = -1
    for index, heading in enumerate(headings):
        if heading.start <= offset and (best < 0 or heading.start >= headings[best].start):
            best = index
    return best


class OutlineTree(QTreeView):
    """Shows headings; ``wanted`` carries the one that someone chose."""

    wanted = Signal(object)

    def __init__(self, headings: Sequence[Heading]) -> None:
        super().__init__()
        self.headings = tuple(headings)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setStyleSheet("QTreeView::item { padding: 3px 0; }")
        self.setAccessibleName(_("Outline"))
        self._items: list[QStandardItem] = []
        model = QStandardItemModel(self)
        above = parents([heading.level for heading in self.headings])
        for index, heading in enumerate(self.headings):
            item = QStandardItem(heading.title)
            item.setData(index, _NUMBER)
            item.setToolTip(tool_tip(heading.title))
            self._items.append(item)
            (self._items[above[index]] if above[index] >= 0 else model).appendRow(item)
        self.setModel(model)
        self.expandToDepth(0)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def light(self, offset: int) -> None:
        """Make the heading that an ink offset stands under the current one."""
        index = heading_at(self.headings, offset)
        found = self._items[index].index() if index >= 0 else QModelIndex()
        if found != self.currentIndex():
            self.setCurrentIndex(found)
            self.scrollTo(found)

    def _choose(self, index: QModelIndex) -> None:
        self.wanted.emit(self.headings[int(index.data(_NUMBER))])
