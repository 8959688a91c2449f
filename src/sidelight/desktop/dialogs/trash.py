# SPDX-License-Identifier: AGPL-3.0-or-later
"""The trash: claims and documents that were removed, looked at and brought back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from sidelight.desktop.dialogs.list_dialog import ListDialog
from sidelight.desktop.frame.message_bar import MessageBar
from sidelight.desktop.icons import Tints, icon
from sidelight.desktop.labels import label, tool_tip
from sidelight.desktop.theme import Theme
from sidelight.language import _, local_minute, pgettext
from sidelight.session.trash import Trashed
from sidelight.session.trash_words import hanging, name
from sidelight.text.quotes import readable, shorten

_WHAT, _TITLE, _WHEN, _WHO, _ON_IT = range(5)
_ICONS = {"claim": "flag", "document": "file-text"}
_LETTERS = 200


class TrashList(QTreeWidget):
    """What was removed, the latest first; several can be chosen.

    ``back_wanted`` asks for what is chosen, ``erase_wanted`` for the end of the current one.
    """

    back_wanted = Signal()
    erase_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What was removed"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHeaderLabels(
            [
                pgettext("trash", "What"),
                _("Words or title"),
                _("Removed"),
                pgettext("trash", "By"),
                _("On it"),
            ],
        )
        self.setStyleSheet("QTreeView::item { padding: 5px 8px; }")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self.itemActivated.connect(lambda _item: self.back_wanted.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the end of the current one with Del."""
        if event.key() == Qt.Key.Key_Delete:
            self.erase_wanted.emit()
        else:
            super().keyPressEvent(event)


class TrashDialog(ListDialog):
    """Lists what was removed and says all of the current one.

    ``back_wanted`` carries a list of what is to come back, ``erase_wanted`` what is to go for good,
    ``details_wanted`` what more is to be said of.
    """

    back_wanted = Signal(list)
    erase_wanted = Signal(object)
    details_wanted = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme, tints: Tints, *, writable: bool) -> None:
        super().__init__(parent, _("Trash"))
        self._theme = theme
        self._writable = writable
        self.found: Sequence[Trashed] = ()
        self.said = MessageBar("hint", theme, tints)
        self.list = TrashList()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("What is chosen, in full"))
        self.empty = label(_("The trash is empty."), "quiet")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = self.button(_("Bring back"), self._ask_back)
        self.erase = self.button(_("Remove for good…"), self._ask_erase)
        self.close_button = self.button(_("Close"), self.close)
        self._lay_out()
        self.list.back_wanted.connect(self._ask_back)
        self.list.erase_wanted.connect(self._ask_erase)
        self.list.currentItemChanged.connect(self._look)
        self.list.itemSelectionChanged.connect(self._enable)
        theme.switched.connect(self._fill_again)
        self._enable()

    def show_found(self, found: Sequence[Trashed]) -> None:
        """List what was found; what was chosen stays so."""
        self._fill(found)
        (self.list if found else self.close_button).setFocus()

    def show_details(self, one: Trashed, paragraphs: Sequence[str]) -> None:
        """Say all of one thing, if it is still the current one."""
        if self.current() == one:
            self.details.setPlainText("\n\n".join(paragraphs))

    def current(self) -> Trashed | None:
        """Return what the keyboard is on."""
        item = self.list.currentItem()
        at = self.list.indexOfTopLevelItem(item) if item is not None else -1
        return self.found[at] if 0 <= at < len(self.found) else None

    def chosen(self) -> list[Trashed]:
        """Return what is chosen, from top to bottom."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [self.found[at] for at in rows if at < len(self.found)]

    def _fill(self, found: Sequence[Trashed]) -> None:
        before = self.current()
        keys = [one.key for one in found]
        key = before.key if before and before.key in keys else next(iter(keys), None)
        self.found = found
        self.list.clear()
        self.list.setIconSize(QSize(16, 16) * self._theme.scale)
        for one in self.found:
            words = shorten(readable(one.title), _LETTERS)
            cells = [name(one), words, local_minute(one.when), one.who, hanging(one)]
            item = QTreeWidgetItem(self.list, cells)
            item.setIcon(_WHAT, icon(_ICONS[one.record], self._theme.colours.quiet))
            for at in (_TITLE, _ON_IT):
                item.setToolTip(at, tool_tip(cells[at]))
            if one.key == key:
                self.list.setCurrentItem(item)
        self._stack.setCurrentIndex(0 if self.found else 1)
        self._enable()

    def _fill_again(self) -> None:
        self._fill(self.found)

    def _look(self) -> None:
        one = self.current()
        self.details.setPlainText("")
        if one is not None:
            self.details_wanted.emit(one)

    def _ask_back(self) -> None:
        if self._writable and self.chosen():
            self.back_wanted.emit(self.chosen())

    def _ask_erase(self) -> None:
        one = self.current()
        if self._writable and one is not None:
            self.erase_wanted.emit(one)

    def _enable(self) -> None:
        self.back.setEnabled(self._writable and bool(self.chosen()))
        self.erase.setEnabled(self._writable and len(self.chosen()) == 1)

    def _lay_out(self) -> None:
        self.take_room(130, 31)
        column = self.column
        column.addWidget(label(_("Trash"), factor=1.2, bold=True))
        words = _("Enter brings back what is chosen, several at once; one undo takes that back.")
        column.addWidget(label(words, "quiet", wrap=True))
        column.addWidget(self.said)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(7)
        split.addWidget(self.list)
        split.addWidget(self.details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self._stack = QStackedWidget()
        for widget in (split, self.empty):
            self._stack.addWidget(widget)
        column.addWidget(self._stack, 1)
        line = QHBoxLayout()
        line.addWidget(self.erase)
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.close_button)
        column.addLayout(line)
