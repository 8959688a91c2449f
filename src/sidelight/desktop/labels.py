# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words in the chrome.  A document's text is never anything but plain text here.

Qt's labels would otherwise take text that looks like HTML for HTML and load the pictures it names.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from sidelight.desktop.theme import resize


def label(
    text: str = "", part: str = "", *, wrap: bool = False, factor: float = 1.0, bold: bool = False
) -> QLabel:
    """Return a label of plain text; ``part`` names its look in the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if part:
        made.setProperty("part", part)
    if factor != 1.0 or bold:
        resize(made, factor, bold=bold)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def look(widget: QWidget, part: str) -> None:
    """Give a widget another look of the style sheet."""
    if widget.property("part") != part:
        widget.setProperty("part", part)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def rule() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("part", "rule")
    return made


def whole(text: str) -> str:
    """Return ``text`` for a button, tab or menu, where & would mark a letter otherwise."""
    return text.replace("&", "&&")


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class ElidedLabel(QLabel):
    """One line of plain text, cut with an ellipsis where there is no room, at its end or in its
    ``middle``; the whole is its tool tip.
    """

    def __init__(self, text: str = "", part: str = "", *, middle: bool = False) -> None:
        super().__init__()
        mode = Qt.TextElideMode
        self._mode = mode.ElideMiddle if middle else mode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if part:
            self.setProperty("part", part)
        self._whole = ""
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the room that is wanted."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + self._around() + 4
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._around()
        shown = self.fontMetrics().elidedText(self._whole, self._mode, room)
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else tool_tip(self._whole))

    def _around(self) -> int:
        """Return what the style sheet keeps free beside the words, pixels."""
        return max(
            0, super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        )


class ElidedButton(QPushButton):
    """A link-like button whose text is cut where there is no room."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "link")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._whole = ""
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(20, self.width() - 16)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(whole(shown))
        self.setToolTip("" if shown == self._whole else tool_tip(self._whole))


def tool_tip(text: str) -> str:
    """Return ``text`` as a tool tip that Qt cannot take for HTML."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<qt>" + escaped.replace("\n", "<br>") + "</qt>"
