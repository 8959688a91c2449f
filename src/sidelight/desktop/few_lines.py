# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sentence in the chrome that takes a second line before any of it is left out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from sidelight.desktop.labels import tool_tip


class FewLines(QLabel):
    """Plain text on up to ``most`` lines, the last one cut with an ellipsis where there is more;
    then the whole is its tool tip.
    """

    def __init__(self, part: str = "", *, most: int = 2) -> None:
        super().__init__()
        self._most = most
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if part:
            self.setProperty("part", part)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the room for all of it on one line, as tall as what is shown."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 4
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        lines = self._lines(max(1, self.width() - 4))
        cut = "…" in lines[-1] and not self._whole.endswith(lines[-1])
        self.setText("\n".join(lines))
        self.setToolTip(tool_tip(self._whole) if cut else "")

    def _lines(self, room: int) -> list[str]:
        layout = QTextLayout(self._whole, self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        lines: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            rest = self._whole[line.textStart() :]
            if len(lines) + 1 == self._most:
                end = Qt.TextElideMode.ElideRight
                lines.append(self.fontMetrics().elidedText(rest, end, room))
                break
            lines.append(rest[: line.textLength()].rstrip())
        layout.endLayout()
        return lines or [""]
