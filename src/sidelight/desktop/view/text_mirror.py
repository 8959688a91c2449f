# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text in reach, for screen readers.

A painted view says nothing to them; Qt's accessibility classes cannot be overridden from Python.
A read-only text field of one pixel speaks instead: it holds the page of the caret, or all that is
selected, with the same caret and selection, and takes the focus in the view's stead.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from sidelight.desktop.view.text_geometry import TextGeometry
from sidelight.desktop.view.utf16 import units
from sidelight.language import _

_MOST_INK = 20_000


class TextMirror(QPlainTextEdit):
    """One pixel of text; keys that reach it go to the view."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setGeometry(0, 0, 1, 1)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(_("Document text"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def reflect(self, text: TextGeometry, start: int, end: int) -> None:
        """Hold the pages from ink ``start`` to ``end``, with that range selected."""
        end = min(end, start + _MOST_INK)
        first, last = self._span(text, start)[0], self._span(text, max(start, end - 1))[1]
        said, before = text.reading.around(min(first, start), max(last, end))
        places = (first, start, end, last)
        first, start, end, last = (text.reading.forth(at) - before for at in places)
        words = said.slice(first, last)
        if words != self.toPlainText():
            self.setPlainText(words)
        base = said.code_point(first)
        cursor = self.textCursor()
        cursor.setPosition(units(words[: said.code_point(start) - base]))
        if end > start:
            stop = said.code_point(end - 1) + 1 - base
            cursor.setPosition(units(words[:stop]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        """Leave every key to the view, so that shortcuts work and no text is moved through here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a key to the view, which gets what its child passes over."""
        event.ignore()

    def _span(self, text: TextGeometry, offset: int) -> tuple[int, int]:
        """Return the ink of the page at an offset, whole paragraphs, near it where it is long."""
        if not text.pages:
            return 0, 0
        page = text.pages[text.page_of(offset)]
        first = text.layer.block_at(page.start)
        last = text.layer.block_at(max(page.start, page.end - 1))
        start = min(first.start, page.start) if first else page.start
        end = max(last.end, page.end) if last else page.end
        return max(start, offset - _MOST_INK), min(end, offset + _MOST_INK)
