# SPDX-License-Identifier: AGPL-3.0-or-later
"""The columns of the claims list, arranged by keyboard: which, in which order, how wide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from sidelight.desktop.dialogs.list_dialog import ListDialog
from sidelight.desktop.labels import label
from sidelight.language import _
from sidelight.session.claim_list import (
    ALWAYS,
    COLUMNS,
    Look,
    as_usual,
    moved_column,
    with_column,
)

_NAME = Qt.ItemDataRole.UserRole
_STEP = 2
"""Letters that a column becomes wider or narrower by at once."""


class _List(QListWidget):
    """The columns; Alt with the arrow keys asks for another place or width."""

    move_wanted = Signal(int)
    width_wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the arrow keys with Alt."""
        key = event.key()
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_wanted.emit(1 if key == Qt.Key.Key_Down else -1)
        elif alt and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.width_wanted.emit(_STEP if key == Qt.Key.Key_Right else -_STEP)
        else:
            super().keyPressEvent(event)


class ColumnsDialog(ListDialog):
    """Each change shows in the list at once.

    ``now`` tells the look there is and ``give`` takes another; ``widen`` makes a column wider by
    letters, or narrower.
    """

    def __init__(
        self,
        parent: QWidget,
        now: Callable[[], Look],
        give: Callable[[Look], object],
        widen: Callable[[str, int], object],
    ) -> None:
        super().__init__(parent, _("Columns"))
        self._now, self._give, self._widen = now, give, widen
        self.list = _List()
        self.list.setAccessibleName(_("Columns"))
        self.list.setStyleSheet("QListWidget::item { padding: 4px 6px; }")
        self.up = self.button(_("Further left"), lambda: self._move(-1))
        self.down = self.button(_("Further right"), lambda: self._move(1))
        self.narrower = self.button(_("Narrower"), lambda: self._width(-_STEP))
        self.wider = self.button(_("Wider"), lambda: self._width(_STEP))
        self.reset = self.button(_("Reset columns"), self._reset)
        self._lay_out()
        self.list.move_wanted.connect(self._move)
        self.list.width_wanted.connect(self._width)
        self.list.itemChanged.connect(self._check)
        self.list.currentItemChanged.connect(self._enable)
        self._fill(self._now().columns[0])
        self.list.setFocus()

    @property
    def chosen(self) -> str:
        """The name of the column that the keyboard is on."""
        at = self.list.currentRow()
        return str(self.list.item(at).data(_NAME)) if at >= 0 else ""

    def _fill(self, choose: str) -> None:
        """List the columns shown in their order, then the others."""
        shown = self._now().columns
        self.list.blockSignals(True)
        self.list.clear()
        for name in (*shown, *(name for name in COLUMNS if name not in shown)):
            item = QListWidgetItem(_(COLUMNS[name].title), self.list)
            item.setData(_NAME, name)
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            own = Qt.ItemFlag.ItemIsUserCheckable if name not in ALWAYS else Qt.ItemFlag(0)
            item.setFlags(flags | own)
            on = name in shown
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            if name == choose:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._enable()

    def _check(self, item: QListWidgetItem) -> None:
        look, name = self._now(), str(item.data(_NAME))
        columns = tuple(one for one in look.columns if one != name)
        if item.checkState() == Qt.CheckState.Checked or name in ALWAYS:
            columns = with_column(columns, name)
        # its line stays where it is: it is being changed
        self._give(replace(look, columns=columns))
        self._enable()

    def _move(self, by: int) -> None:
        look, name = self._now(), self.chosen
        if name in look.columns:
            self._take(replace(look, columns=moved_column(look.columns, name, by)), name)

    def _width(self, letters: int) -> None:
        if self.chosen in self._now().columns:
            self._widen(self.chosen, letters)

    def _reset(self) -> None:
        self._take(as_usual(self._now()), self.chosen)

    def _take(self, look: Look, name: str) -> None:
        self._give(look)
        self._fill(name)

    def _enable(self) -> None:
        columns = self._now().columns
        at = columns.index(self.chosen) if self.chosen in columns else -1
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < len(columns) - 1)
        for button in (self.narrower, self.wider):
            button.setEnabled(at >= 0)

    def _lay_out(self) -> None:
        self.take_room(66, 27)
        column = self.column
        words = _(
            "Space shows a column or puts it away; Alt with the arrow keys moves it (up, down) and "
            "makes it wider or narrower (right, left)."
        )
        column.addWidget(label(words, "quiet", wrap=True))
        column.addWidget(self.list, 1)
        grid = QGridLayout()
        for at, button in enumerate((self.up, self.down, self.narrower, self.wider)):
            grid.addWidget(button, at // 2, at % 2)
        column.addLayout(grid)
        line = QHBoxLayout()
        line.addWidget(self.reset)
        line.addStretch(1)
        line.addWidget(self.button(_("Close"), self.close))
        column.addLayout(line)
