# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bar below a document for finding words in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from sidelight.desktop import icons
from sidelight.desktop.action_set import give_tip
from sidelight.desktop.fitting import fitted
from sidelight.desktop.view.document_view import DocumentView
from sidelight.language import _
from sidelight.text.finding import Options

_TYPING_MS = 60
_PATIENCE_MS = 150
_PLENTY = 10_000
_LEAST_LETTERS = 14
"""Room kept for the words to find."""


class FindBar(QWidget):
    """Finds as one types: Enter the next, Shift+Enter the one before, Escape closes."""

    closed = Signal()
    options_given = Signal(bool, bool)
    """How to compare was changed here: letter case, whole words."""

    def __init__(self, view: DocumentView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(_("Find in this document"))
        self.words.setAccessibleName(_("Words to find"))
        self.words.setClearButtonEnabled(True)
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.case = QCheckBox(_("Match case"), self)
        give_tip(self.case, "find.case")
        self.whole_words = QCheckBox(_("Whole words"), self)
        give_tip(self.whole_words, "find.whole_words")
        self.previous = self._button("chevron-up", _("Previous (Shift+Enter)"))
        self.next = self._button("chevron-down", _("Next (Enter)"))
        self.close_button = self._button("x", _("Close (Escape)"))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._waiting = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._steps = 0
        self._finishing = False
        self._lay_out()
        self._connect()
        fitted(self, self._fit)
        self.hide()

    def open(self, words: str = "") -> None:
        """Show the bar and take the keyboard, with ``words`` or those of last time."""
        self.show()
        if words:
            self.words.setText(words)
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search()

    def finish(self) -> None:
        """Close; the hit looked at stays selected.

        What was typed just now is looked for first: a key that comes next must not mean the words
        found before.  Asked again, it waits no longer.
        """
        if self._typing.isActive() or (self._view.searching and not self._finishing):
            self._finishing = True
            if self._typing.isActive():
                self._typing.stop()
                self._search()
            return
        self._finishing = False
        self._typing.stop()
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def step(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) hit."""
        if self._typing.isActive():
            self._typing.stop()
            self._search()
            return
        if self._view.searching:
            self._steps += step
            return
        self._tell(*self._view.find_next(step))

    def set_options(self, *, case: bool, whole_words: bool) -> None:
        """Compare so from now on."""
        changed = (case, whole_words) != (self.case.isChecked(), self.whole_words.isChecked())
        for box, on in ((self.case, case), (self.whole_words, whole_words)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        if changed and self.isVisible():
            self._search()

    def options(self) -> Options:
        """Return how to compare."""
        return Options(case=self.case.isChecked(), whole_words=self.whole_words.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step and close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.finish()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the marks away with the bar."""
        self._view.clear_find()
        super().hideEvent(event)

    def _go_on(self) -> None:
        self._finishing = False
        self._typing.start()

    def _search(self) -> None:
        self._steps = 0
        self._view.find(self.words.text(), self.options())
        self._waiting.start()

    def _found(self) -> None:
        self._waiting.stop()
        steps, self._steps = self._steps, 0
        if self.isVisible():
            self._tell(*self._view.find_next(steps))
        if self._finishing:
            self.finish()

    def _wait(self) -> None:
        if self._view.searching:
            self.count.setText("…")

    def _options_given(self) -> None:
        self._search()
        self.options_given.emit(self.case.isChecked(), self.whole_words.isChecked())

    def _tell(self, number: int, count: int) -> None:
        if not self.words.text().strip():
            words = ""
        elif count:
            words = _("{number} of {count}").format(number=number, count=count)
        else:
            words = _("Not found")
        self.count.setText(words)
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)

    def _button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        button.setProperty("icon_name", icon)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words of the options where there is little room for those to find; where
        that is not enough, let those have a line of their own.
        """
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = self.words.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        fits = False
        self._fit_count()
        for short in (False, True):
            self._say_options(short=short)
            taken = sum(max(w.sizeHint().width(), w.minimumWidth()) for w in self._rest) + 70
            fits = self.width() - taken >= least
            if fits:
                break
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if fits else way.TopToBottom)
        if not fits:
            others = sum(widget.sizeHint().width() + 6 for widget in self._rest[1:])
            self._fit_count(self.width() - others - 24)

    def _say_options(self, *, short: bool) -> None:
        for box, words, sign in (
            (self.case, _("Match case"), "Aa"),
            (self.whole_words, _("Whole words"), "|ab|"),
        ):
            box.setText(sign if short else words)
            box.setAccessibleName(words)

    def _fit_count(self, most: int = _PLENTY) -> None:
        widest = self.count.fontMetrics().horizontalAdvance("0000 of 0000")
        self.count.setMinimumWidth(max(0, min(widest, most)))

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(6)
        self._row.addWidget(self.words, 1)
        self._rest = (self.count, self.previous, self.next, self.case, self.whole_words,
                      self.close_button)  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in self._rest[:-1]:
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.close_button)
        self._row.addLayout(row)
        self.tint(self.palette().text().color().name())

    def tint(self, colour: str) -> None:
        """Paint the icons in a colour."""
        for button in (self.previous, self.next, self.close_button):
            button.setIcon(icons.icon(button.property("icon_name"), colour, "#9aa3ad"))

    def _connect(self) -> None:
        self.words.textChanged.connect(self._go_on)
        self._typing.timeout.connect(self._search)
        self._waiting.timeout.connect(self._wait)
        self._view.hits_changed.connect(self._found)
        self.case.toggled.connect(self._options_given)
        self.whole_words.toggled.connect(self._options_given)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.finish)
