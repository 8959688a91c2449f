# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dialogs with one or two fields: your name, a document's title, pasted text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.dropped import is_address
from sidelight.desktop.labels import label
from sidelight.language import _, sentence
from sidelight.session.saved_pages import refuse_address


class _Question(QDialog):
    def __init__(self, parent: QWidget, title: str, accept: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title} — Sidelight")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 62)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 18, 22, 16)
        self.column.setSpacing(10)
        self.column.addWidget(label(title, factor=1.2, bold=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._buttons = buttons

    def finish(self) -> None:
        """Put the buttons below the rest."""
        self.column.addWidget(self._buttons)


class LineQuestion(_Question):
    """Asks for one line of text."""

    def __init__(
        self, parent: QWidget, title: str, words: str, text: str, then: Callable[[str], object]
    ) -> None:
        super().__init__(parent, title, _("Save"))
        self._then = then
        self.column.addWidget(label(words, "quiet", wrap=True))
        self.line = QLineEdit(text)
        self.line.setAccessibleName(title)
        self.line.selectAll()
        self.column.addWidget(self.line)
        self.line.textChanged.connect(self._look)
        self.finish()
        self._look()

    def accept(self) -> None:
        """Hand on the text."""
        text = self.given()
        if text:
            super().accept()
            self._then(text)

    def given(self) -> str:
        """Return the text as it is handed on."""
        return self.line.text().strip()

    def _look(self) -> None:
        self.ok.setEnabled(bool(self.given()))


class PasteDialog(_Question):
    """Makes a document of pasted text: title, side, the text itself."""

    def __init__(
        self, parent: QWidget, text: str, kind: str, then: Callable[[str, str, str], object]
    ) -> None:
        super().__init__(parent, _("Add pasted text"), _("Add"))
        self._then = then
        self.title = QLineEdit()
        self.title.setPlaceholderText(_("Title"))
        self.title.setAccessibleName(_("Title"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Which side"))
        self.kind.addItem(_("A source to check against"), "source")
        self.kind.addItem(_("The article to be checked"), "article")
        self.kind.setCurrentIndex(int(kind == "article"))
        self.text = QPlainTextEdit()
        self.text.setPlainText(text)
        self.text.setAccessibleName(_("Text"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * 12)
        self.fetching = label("", "quiet", wrap=True)
        for widget in (self.title, self.kind, self.text, self.fetching):
            self.column.addWidget(widget)
        self.title.textChanged.connect(self._look)
        self.text.textChanged.connect(self._look)
        self.finish()
        self._look()

    def accept(self) -> None:
        """Hand on text, side and title."""
        super().accept()
        self._then(self.text.toPlainText(), str(self.kind.currentData()), self.title.text().strip())

    def _look(self) -> None:
        text = self.text.toPlainText().strip()
        address = is_address(text)
        self.fetching.setText(sentence(refuse_address(text)) if address else "")
        self.fetching.setVisible(address)
        self.ok.setEnabled(bool(self.title.text().strip() and text) and not address)
