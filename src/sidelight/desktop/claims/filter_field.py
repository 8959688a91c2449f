# SPDX-License-Identifier: AGPL-3.0-or-later
"""The field in which claims are filtered: it suggests what could be typed next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.filter_completion import Suggestion, suggestions

_SUGGESTION = Qt.ItemDataRole.UserRole
_WIDTH = 70
"""Letters of a line of suggestions, at the most."""
_AROUND = 44
"""Pixels around its words."""
_AWAY = 12
"""Pixels that suggestions stay away from the edge of the window."""


class FilterField(QLineEdit):
    """A line of words and fields; suggestions open below it while they can be of use.

    Down goes into them, Enter or Tab takes one, Escape closes them; Ctrl+Space asks for all.
    """

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._offered = QStandardItemModel(self)
        self.popup = QListView()
        self.popup.setProperty("part", "popup")
        self.completer_ = QCompleter(self._offered, self)
        self.completer_.setPopup(self.popup)
        self.completer_.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer_.setMaxVisibleItems(12)
        self.completer_.setWidget(self)
        self.popup.setAccessibleName(_("Suggestions"))
        self.popup.installEventFilter(self)
        self.completer_.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.textEdited.connect(lambda _text: self.suggest())

    @property
    def suggesting(self) -> bool:
        """Whether suggestions are in sight."""
        return self.popup.isVisible()

    def suggest(self, *, everything: bool = False) -> None:
        """Offer what could be typed where the caret is; ``everything`` even where nothing is."""
        typed = self.text()[: self.cursorPosition()]
        snapshot = self._workspace.snapshot
        begun = everything or (bool(typed) and not typed[-1].isspace())
        if snapshot is None or not begun or not self.hasFocus():
            self._close()
            return
        found = suggestions(self.text(), self.cursorPosition(), snapshot.vocabulary)
        if not found:
            self._close()
            return
        self._offered.clear()
        for one in found:
            item = QStandardItem(f"{one.text}  {one.meaning}" if one.meaning else one.text)
            item.setData(one, _SUGGESTION)
            self._offered.appendRow(item)
        self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for suggestions with Ctrl+Space."""
        asked = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and asked:
            self.suggest(everything=True)
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the first suggestion with Tab where none is chosen."""
        if (
            watched is self.popup
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
        ):
            current = self.popup.currentIndex()
            self.popup.hide()
            self._take(current if current.isValid() else self.popup.model().index(0, 0))
            return True
        return super().eventFilter(watched, event)

    def _open(self) -> None:
        most = self.fontMetrics().averageCharWidth() * _WIDTH
        wide = min(self.popup.sizeHintForColumn(0) + _AROUND, most)
        window = self.window()
        # below the field, from its left edge, but within the window
        over = self.mapTo(window, QPoint(0, 0)).x() + wide + _AWAY - window.width()
        rect = QRect(-max(0, over), 0, wide, self.height() + 2)
        self.popup.setCurrentIndex(QModelIndex())
        self.completer_.complete(rect)

    def _close(self) -> None:
        self.popup.hide()

    def _take(self, index: QModelIndex) -> None:
        suggestion = index.data(_SUGGESTION)
        if isinstance(suggestion, Suggestion):
            text, caret = suggestion.put_into(self.text())
            self.setText(text)
            self.setCursorPosition(caret)
            # once the list that was taken from has closed
            QTimer.singleShot(0, self, self.suggest)
