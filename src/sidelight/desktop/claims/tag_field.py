# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tags of a claim: a chip for each, and a field that completes those of the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.fitting import fitted
from sidelight.desktop.labels import whole
from sidelight.desktop.wrapping import wrapped
from sidelight.language import N_, _

_GAP = 6
_COLOURS = {
    "#b42318": N_("Red"),
    "#b45309": N_("Orange"),
    "#a16207": N_("Yellow"),
    "#1e7a46": N_("Green"),
    "#0e7490": N_("Turquoise"),
    "#1d4ed8": N_("Blue"),
    "#7e22ce": N_("Violet"),
    "#64748b": N_("Grey"),
}
"""Colours offered for a tag, each plain to see on a light and on a dark ground."""


class _Entry(QLineEdit):
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the last tag off with Backspace where nothing is typed; a comma ends a tag."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        elif event.text() == ",":
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)


class _Chips(QWidget):
    """Buttons beside and below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        fitted(self, self._lay)

    def show_buttons(self, buttons: list[QPushButton]) -> None:
        for old in self.buttons:
            old.hide()
            old.deleteLater()
        self.buttons = buttons
        for button in buttons:
            button.setParent(self)
            button.show()
        self.setVisible(bool(buttons))
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        side = self.fontMetrics().ascent() + 2
        for button in self.buttons:
            button.setIconSize(QSize(side, side))
        sizes = [button.sizeHint() for button in self.buttons]
        top = 0
        for line in wrapped([size.width() for size in sizes], self.width(), _GAP):
            left = 0
            for at in line:
                self.buttons[at].setGeometry(left, top, sizes[at].width(), sizes[at].height())
                left += sizes[at].width() + _GAP
            top += max(sizes[at].height() for at in line) + _GAP
        self.setFixedHeight(max(0, top - _GAP))


class TagField(QWidget):
    """Shows the tags of a claim.

    ``tagged`` and ``untagged`` carry a name, ``coloured`` a name and a colour, "" for none.
    """

    tagged = Signal(str)
    untagged = Signal(str)
    coloured = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._tags: tuple[str, ...] = ()
        self._colours: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        self._chips = _Chips()
        column.addWidget(self._chips)
        self.entry = _Entry()
        self.entry.setPlaceholderText(_("Add a tag, then press Enter"))
        self.entry.setAccessibleName(_("Add a tag"))
        self.entry.returnPressed.connect(self._add)
        self.entry.emptied.connect(self._take_last)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.entry.setCompleter(completer)
        popup = QListView()
        popup.setProperty("part", "popup")
        completer.setPopup(popup)
        column.addWidget(self.entry)

    @property
    def chips(self) -> list[QPushButton]:
        """The buttons of the tags, each of which takes its tag off."""
        return self._chips.buttons

    def show_tags(self, tags: Sequence[str], known: Mapping[str, str], *, writable: bool) -> None:
        """Show a claim's tags; ``known`` are those of the project with their colours."""
        self.entry.setReadOnly(not writable)
        left = sorted(known.keys() - set(tags), key=str.casefold)
        if left != self._known.stringList():
            self._known.setStringList(left)
        if (tuple(tags), dict(known), writable) == (self._tags, self._colours, self._writable()):
            return
        self._tags, self._colours = tuple(tags), dict(known)
        self._chips.show_buttons([self._chip(tag, known.get(tag, ""), writable) for tag in tags])

    def _writable(self) -> bool:
        return all(chip.isEnabled() for chip in self.chips) and not self.entry.isReadOnly()

    def _chip(self, tag: str, colour: str, writable: bool) -> QPushButton:
        chip = QPushButton(whole(f"{tag}  ×"))
        chip.setProperty("part", "chip")
        if colour:
            chip.setIcon(_spot(colour))
        words = _("Take the tag “{tag}” off").format(tag=tag)
        chip.setToolTip(words)
        chip.setAccessibleName(words)
        chip.setEnabled(writable)
        chip.clicked.connect(lambda: self.untagged.emit(tag))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(partial(self._menu, chip, tag))
        return chip

    def _menu(self, chip: QPushButton, tag: str, at: QPoint) -> None:
        menu = QMenu(chip)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(tag)
        choice = menu.addMenu(_("Colour"))
        for value, words in (*_COLOURS.items(), ("", N_("No colour"))):
            action = (
                choice.addAction(_spot(value), _(words)) if value else choice.addAction(_(words))
            )
            action.triggered.connect(
                lambda _on=False, wanted=value: self.coloured.emit(tag, wanted)
            )
        words = _("Take the tag “{tag}” off").format(tag=tag)
        menu.addAction(whole(words), lambda: self.untagged.emit(tag))
        menu.popup(chip.mapToGlobal(at))

    def _add(self) -> None:
        name = self.entry.text().strip()
        if name and not self.entry.isReadOnly():
            self.entry.clear()
            self.tagged.emit(name)

    def _take_last(self) -> None:
        if self._tags and not self.entry.isReadOnly():
            self.untagged.emit(self._tags[-1])


def _spot(colour: str) -> QIcon:
    """Return a round spot of a colour."""
    side = 32
    spot = QPixmap(side, side)
    spot.fill(Qt.GlobalColor.transparent)
    painter = QPainter(spot)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(4, 4, side - 8, side - 8)
    painter.end()
    return QIcon(spot)
