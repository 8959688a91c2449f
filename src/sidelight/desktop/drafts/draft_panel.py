# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to be settled in a new draft, in the place of the claims list: old and new words, keys.

Enter confirms, P takes the words selected in the article, Delete says that the passage is gone;
the arrows go on, Escape leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.drafts.answer_row import AnswerRow
from sidelight.desktop.drafts.draft_delegate import DraftDelegate
from sidelight.desktop.drafts.draft_model import LINE_ROLE, DraftModel
from sidelight.desktop.few_lines import FewLines
from sidelight.desktop.icon_button import icon_button
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label
from sidelight.desktop.theme import Theme
from sidelight.language import _
from sidelight.session.draft_lines import DraftLine

_SETTLING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Escape}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class DraftPanel(QWidget):
    """Lists the lines of a draft.

    ``chosen`` carries the line gone to, the others say what is wanted of it; ``closed`` that the
    claims list is wanted back.
    """

    chosen = Signal(object)
    confirm_wanted = Signal()
    place_wanted = Signal()
    drop_wanted = Signal()
    all_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, tints: Tints) -> None:
        super().__init__()
        self.setProperty("part", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = DraftModel(self)
        self.list = _List(self.model, theme)
        self.words = FewLines()
        self.all = QCheckBox(_("Carried over too"))
        self._empty = label("", "quiet", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top(tints))
        column.addWidget(self._stack, 1)
        column.addWidget(self._answers())
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.key_pressed.connect(self._take_key)
        self.list.activated.connect(lambda _index: self.confirm_wanted.emit())
        self.all.toggled.connect(lambda _on: self.all_wanted.emit())
        theme.switched.connect(self.list.viewport().update)
        self.hide()

    @property
    def line(self) -> DraftLine | None:
        """The line gone to."""
        index = self.list.currentIndex()
        return index.data(LINE_ROLE) if index.isValid() else None

    def show_lines(self, words: str, lines: Sequence[DraftLine], *, writable: bool) -> None:
        """Show what is to be settled; the place in the list stays, the next line moves up."""
        here = self.line
        row = max(0, self.list.currentIndex().row())
        self.words.show_text(words)
        self.model.show_lines(lines, all_of_them=self.all.isChecked())
        self._empty.setText(_("Nothing is left to settle in this draft."))
        self._stack.setCurrentIndex(0 if self.model.shown else 1)
        for button in self.buttons.values():
            button.setEnabled(writable and bool(self.model.shown))
        again = self.model.row_of(here.before) if here else -1
        if self.model.shown:
            at = again if again >= 0 else min(row, len(self.model.shown) - 1)
            self.list.setCurrentIndex(self.model.index(at))

    def step(self, by: int) -> None:
        """Go to the next line or the one before, round again at the end."""
        count = self.model.rowCount()
        if count:
            self.list.setCurrentIndex(
                self.model.index((self.list.currentIndex().row() + by) % count)
            )

    def _top(self, tints: Tints) -> QWidget:
        top = QWidget()
        top.setProperty("part", "strip")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(top)
        line.setContentsMargins(12, 4, 6, 4)
        line.setSpacing(10)
        line.addWidget(self.words, 1)
        line.addWidget(self.all)
        words = _("Back to the claims (Esc)")
        close = icon_button(tints, "x", words, called=_("Back to the claims"), pixels=16)
        close.clicked.connect(self.closed)
        line.addWidget(close)
        return top

    def _answers(self) -> QWidget:
        below = AnswerRow()
        for name, words, signal in (
            ("confirm", _("It is the claim still (Enter)"), self.confirm_wanted),
            ("place", _("It is what I selected (P)"), self.place_wanted),
            ("drop", _("It is gone (Del)"), self.drop_wanted),
        ):
            self.buttons[name] = below.add(words, signal.emit)
        return below

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(LINE_ROLE))

    def _take_key(self, key: int) -> None:
        wanted = {
            Qt.Key.Key_Return.value: self.confirm_wanted,
            Qt.Key.Key_Enter.value: self.confirm_wanted,
            Qt.Key.Key_Delete.value: self.drop_wanted,
            Qt.Key.Key_Escape.value: self.closed,
        }
        if key in wanted:
            wanted[key].emit()


class _List(QListView):
    """The list; ``key_pressed`` carries a key that settles something."""

    key_pressed = Signal(int)

    def __init__(self, model: DraftModel, theme: Theme) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(DraftDelegate(theme, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Passages to settle in the new draft"))

    def event(self, event: QEvent) -> bool:
        """Take the keys that settle before the window does, where Delete removes the claim."""
        taken = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if taken and event.key() in _SETTLING and not event.modifiers() & ~_KEYPAD:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the keys that settle; the others move."""
        if event.key() in _SETTLING:
            self.key_pressed.emit(event.key())
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out for another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
