# SPDX-License-Identifier: AGPL-3.0-or-later
"""The backups of a project, or of all projects while none is open: seen, made, opened, saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from sidelight.desktop.dialogs.list_dialog import ListDialog
from sidelight.desktop.frame.background_line import BackgroundLine
from sidelight.desktop.frame.message_bar import MessageBar
from sidelight.desktop.icons import Tints, icon
from sidelight.desktop.labels import label, tool_tip
from sidelight.desktop.theme import Theme
from sidelight.language import _
from sidelight.report.words import size
from sidelight.session.backup_words import made_words, reason_words
from sidelight.store.backup_records import Backup

_TITLE, _MADE, _REASON, _CLAIMS, _CHANGES, _SIZE, _CHECKED = range(7)
_NUMBERS = (_CLAIMS, _CHANGES, _SIZE)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BackupsDialog(ListDialog):
    """Lists backups, newest first.

    Signals carry what was asked for: ``now_wanted`` a backup now, ``stop_wanted`` the end of
    making it, ``save_wanted`` and ``open_wanted`` a Backup, ``folder_wanted`` a Backup or None.
    """

    now_wanted = Signal()
    stop_wanted = Signal()
    save_wanted = Signal(object)
    open_wanted = Signal(object)
    folder_wanted = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme, tints: Tints, *, project: bool) -> None:
        super().__init__(parent, _("Backups"))
        self._theme = theme
        self._project = project
        self.found: Sequence[Backup] = ()
        self.error = MessageBar("error", theme, tints)
        self.hint = MessageBar("hint", theme, tints)
        self.table = self._make_table()
        self.empty = label("", "quiet", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.work = BackgroundLine()
        self.work.stop_wanted.connect(self.stop_wanted)
        self.now = self.button(_("Back up now"), self.now_wanted)
        self.folder = self.button(_("Show folder"), lambda: self.folder_wanted.emit(self.chosen()))
        self.open_ = self.button(_("Open read-only"), lambda: self.open_wanted.emit(self.chosen()))
        self.save = self.button(_("Save as…"), lambda: self.save_wanted.emit(self.chosen()))
        self.now.setVisible(project)
        self._lay_out()
        theme.switched.connect(self._fill)
        self.show_work(_("Looking for backups…"))

    def chosen(self) -> Backup | None:
        """Return the backup whose row is chosen."""
        at = self.table.indexOfTopLevelItem(self.table.currentItem() or QTreeWidgetItem())
        return self.found[at] if at >= 0 else None

    def show_found(self, found: Sequence[Backup]) -> None:
        """List backups; the first is chosen."""
        self.found = found
        self.work.hide()
        self._fill()
        words = _(
            "There are no backups of this project yet. One is made before the first change of "
            "each day, or now."
        )
        self.empty.setText(words if self._project else _("There are no backups yet."))
        self._enable()
        (self.table if found else self.now if self._project else self.folder).setFocus()

    def show_work(self, words: str, share: float = -1.0) -> None:
        """Say what is being done, and how far it is where that is known."""
        self.work.tell(max(share, 0.0), words)
        self.work.bar.setVisible(share >= 0)
        self.work.stop.setVisible(share >= 0)
        self.empty.setText(words)
        self._enable()

    def show_error(self, words: str) -> None:
        """Say what went wrong; the list stays."""
        self.work.hide()
        self.error.show_sentence(words)
        self._enable()

    def _make_table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setAccessibleName(_("Backups"))
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAllColumnsShowFocus(True)
        table.setHeaderLabels(
            [_("Project"), _("When"), _("Why"), _("Claims"), _("Changes"), _("Size"), _("Checked")]
        )
        table.setColumnHidden(_TITLE, self._project)
        table.setStyleSheet("QTreeView::item { padding: 5px 8px; }")
        header = table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        wide = _REASON if self._project else _TITLE
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        for column in _NUMBERS:
            table.headerItem().setTextAlignment(column, _RIGHT)
        table.currentItemChanged.connect(self._enable)
        table.itemActivated.connect(lambda _item: self.open_wanted.emit(self.chosen()))
        return table

    def _lay_out(self) -> None:
        self.take_room(112 if self._project else 134, 27)
        column = self.column
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(label(_("Backups"), factor=1.2, bold=True))
        head.addStretch(1)
        head.addWidget(self.work)
        head.addWidget(self.now)
        column.addLayout(head)
        words = _(
            "A backup never replaces a project: open it for reading, or save it as a new file."
        )
        column.addWidget(label(words, "quiet", wrap=True))
        column.addWidget(self.error)
        column.addWidget(self.hint)
        self._stack = QStackedWidget()
        for widget in (self.empty, self.table):
            self._stack.addWidget(widget)
        column.addWidget(self._stack, 1)
        line = QHBoxLayout()
        line.addWidget(self.folder)
        line.addStretch(1)
        close = self.button(_("Close"), self.reject)
        for button in (self.open_, self.save, close):
            line.addWidget(button)
        column.addLayout(line)

    def _fill(self) -> None:
        chosen = self.chosen()
        self.table.clear()
        self.table.setIconSize(QSize(16, 16) * self._theme.scale)
        whole = icon("circle-check", self._theme.colours.ink("verified"))
        for backup in self.found:
            cells = [
                backup.title,
                made_words(backup),
                reason_words(backup),
                str(backup.claims),
                str(backup.changes),
                size(backup.size),
                _("yes") if backup.checked else _("not yet"),
            ]
            item = QTreeWidgetItem(self.table, cells)
            for at in _NUMBERS:
                item.setTextAlignment(at, _RIGHT)
            if backup.checked:
                item.setIcon(_CHECKED, whole)
                words = _("It was opened once, and every hash in it was right.")
                item.setToolTip(_CHECKED, tool_tip(words))
            item.setToolTip(_TITLE, tool_tip(backup.origin))
            item.setToolTip(_REASON, tool_tip(reason_words(backup)))
            if chosen is None or backup.path == chosen.path:
                self.table.setCurrentItem(item)
                chosen = backup
        self._stack.setCurrentWidget(self.table if self.found else self.empty)

    def _enable(self) -> None:
        idle = self.work.isHidden()
        self.now.setEnabled(idle)
        for button in (self.open_, self.save):
            button.setEnabled(self.chosen() is not None)
