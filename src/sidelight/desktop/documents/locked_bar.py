# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quiet bar over a document whose pages need a password that this session does not know."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from sidelight.desktop.labels import ElidedLabel
from sidelight.language import _


class LockedBar(QWidget):
    """Says that the pages are locked; ``wanted`` when the user is ready to give the password."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 3, 8, 3)
        line.setSpacing(2)
        words = ElidedLabel(part="quiet")
        words.show_text(_("The pages are protected by a password, which Sidelight does not keep."))
        line.addWidget(words, 1)
        self.button = QPushButton(_("Password…"))
        self.button.setProperty("part", "link")
        self.button.clicked.connect(self.wanted)
        line.addWidget(self.button)
        self.hide()
