# SPDX-License-Identifier: AGPL-3.0-or-later
"""What runs beside the session: words, a bar, a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from sidelight.desktop.labels import ElidedLabel
from sidelight.language import _

_HUNDRED = 100


class BackgroundLine(QWidget):
    """Stands in the status bar while there is such work; ``stop_wanted`` asks for its end."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 8, 0)
        self.words = ElidedLabel(middle=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(100)
        self.bar.setAccessibleName(_("Progress"))
        self.stop = QPushButton(_("Cancel"))
        self.stop.setProperty("part", "link")
        self.stop.clicked.connect(self.stop_wanted)
        for widget in (self.words, self.bar, self.stop):
            line.addWidget(widget)
        self.hide()

    def tell(self, share: float, words: str) -> None:
        """Show how far the work is."""
        self.words.show_text(words)
        self.bar.setRange(0, _HUNDRED)
        self.bar.setValue(int(share * _HUNDRED))
        self.stop.setEnabled(True)
        self.show()

    def stopping(self) -> None:
        """Show that the end was asked for."""
        self.words.show_text(_("Stopping…"))
        self.stop.setEnabled(False)
