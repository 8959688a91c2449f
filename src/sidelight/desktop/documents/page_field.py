# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small field that goes to a page, by the number printed on it or its place in the file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from sidelight.desktop.labels import ElidedLabel, label
from sidelight.desktop.view.page_names import page_named
from sidelight.desktop.view.paged_area import PagedArea
from sidelight.language import _, ngettext


class PageField(QWidget):
    """Enter goes there, Escape closes."""

    def __init__(self, view: PagedArea) -> None:
        super().__init__()
        self._view = view
        self.words = QLineEdit()
        self.words.setAccessibleName(_("Page to go to"))
        self.words.setFixedWidth(self.words.fontMetrics().averageCharWidth() * 12)
        self.words.textEdited.connect(self._about)
        self.about = ElidedLabel(part="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(label(_("Go to page")))
        row.addWidget(self.words)
        row.addWidget(self.about, 1)
        self.hide()

    def open(self) -> None:
        """Show the field with the page in view and take the keyboard."""
        now = self._view.page_now()
        pages = [page for page in self._view.pages if page.number == now]
        self.words.setText(pages[0].label if pages else "")
        self._about()
        self.show()
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """Close and give the keyboard back."""
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self) -> None:
        """Go to the page named, or say that there is none."""
        pages = self._view.pages
        index = page_named(pages, self.words.text())
        if index is not None:
            self._view.jump_to(index)
            self.finish()
            return
        words = _("There is no page “{name}”; give a number from 1 to {count} or a printed one.")
        self.about.show_text(words.format(name=self.words.text().strip(), count=len(pages)))
        self.words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, or close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        elif event.key() == Qt.Key.Key_Escape:
            self.finish()
        else:
            super().keyPressEvent(event)

    def _about(self) -> None:
        pages = self._view.pages
        count = len(pages)
        words = ngettext("of {count} page", "of {count} pages", count).format(count=count)
        if any(page.label not in ("", str(page.number)) for page in pages):
            words = _("{count}, printed {first} to {last}").format(
                count=words, first=pages[0].label, last=pages[-1].label
            )
        self.about.show_text(words)
