# SPDX-License-Identifier: AGPL-3.0-or-later
"""The results of the search box, in a list below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from sidelight.desktop.documents.pane import document_icon
from sidelight.desktop.finding.choices import Choice, ChoiceList
from sidelight.desktop.labels import label
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.language import _, ngettext
from sidelight.model.vocabulary import WORDS

if TYPE_CHECKING:
    from sidelight.session.search import Hit

_PAUSE_MS = 160
_MOST_SHOWN = 200
_ICONS = {
    "claim": "flag",
    "reason": "message-square-text",
    "note": "message-square-text",
    "evidence": "link-2",
}


class SearchResults(QFrame):
    """Hangs below the search box.

    ``words_wanted`` carries the words to look for; the owner answers with `show_hits`.
    """

    words_wanted = Signal(str)

    def __init__(
        self,
        window: QWidget,
        box: QLineEdit,
        workspace: Workspace,
        theme: Theme,
        go: Callable[[Hit], object],
    ) -> None:
        super().__init__(window)
        self._box = box
        self._workspace = workspace
        self._go = go
        self.setProperty("part", "floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 6, 2, 6)
        column.setSpacing(4)
        self.list = ChoiceList(theme, box)
        self._head = label("", "quiet")
        self._head.setContentsMargins(14, 0, 14, 0)
        column.addWidget(self._head)
        column.addWidget(self.list)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(lambda: self.words_wanted.emit(self._box.text()))
        self.list.taken.connect(self.hide)
        box.textEdited.connect(self._typed)
        box.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.hide()

    @property
    def head(self) -> str:
        """The line above the list."""
        return self._head.text()

    def show_hits(self, words: str, hits: list[Hit]) -> None:
        """Show what was found for ``words``, unless other words were typed since."""
        if words != self._box.text() or not words.strip():
            return
        self.list.show_choices([self._choice(hit) for hit in hits[:_MOST_SHOWN]])
        if hits:
            found = ngettext("{count} place", "{count} places", len(hits)).format(count=len(hits))
            self._head.setText(found + "   ·   " + _("Enter goes there"))
        else:
            self._head.setText(_("Nothing found in article, sources, claims and notes."))
        self.list.setVisible(bool(hits))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on Escape, open again on going back to the box."""
        if (
            watched is self._box
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            if event.key() == Qt.Key.Key_Escape:
                if self.isVisible():
                    self.hide()
                else:
                    self._box.clear()
                return True
            if (
                event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Down}
                and not self.isVisible()
                and self._box.text()
            ):
                self.words_wanted.emit(self._box.text())
                return True
        return False

    def _typed(self, text: str) -> None:
        if text.strip():
            self._soon.start()
        else:
            self._soon.stop()
            self.hide()

    def _place(self) -> None:
        window = self.window()
        width = min(
            max(self._box.width(), self.fontMetrics().averageCharWidth() * 78), window.width() - 24
        )
        corner = self._box.mapTo(window, QPoint(self._box.width(), self._box.height() + 4))
        head = self._head.sizeHint().height() + 22
        most = window.height() - corner.y() - 60
        height = head + (self.list.wanted_height(most - head) if self.list.choices else 0)
        self.setGeometry(max(12, corner.x() - width), corner.y(), width, height)
        self.show()
        self.raise_()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not self._box:
            self.hide()

    def _choice(self, hit: Hit) -> Choice:
        document = self._workspace.document(hit.document)
        title = document.title if document else hit.title
        place = _("p. {page}").format(page=hit.page) if hit.page else ""
        kinds = {
            "claim": _("Claim {number}"),
            "reason": _("Reason on claim {number}"),
            "note": _("Note on claim {number}"),
            "evidence": _("Evidence on claim {number}"),
        }
        if hit.note and not hit.claim:
            head, icon = _("Note on “{title}”").format(title=title), _ICONS["note"]
            title = head
        elif hit.kind in kinds:
            head = kinds[hit.kind].format(number=hit.title)
            title, place, icon = head, title, _ICONS[hit.kind]
        else:
            icon = document_icon(document) if document else "file-text"
        origin = _(WORDS[hit.origin]) if hit.origin else ""
        return Choice(title, hit.excerpt, place, icon, lambda: self._go(hit), origin=origin)
