# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list to choose from: each line with an icon, a title, a detail and something at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sidelight.desktop.icons import paint
from sidelight.desktop.theme import Theme
from sidelight.language import _

Index = QModelIndex | QPersistentModelIndex
_CHOICE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """One line. ``word`` is a verdict or stance that tints the icon; ``end`` stands right, and
    below it ``origin``: what kind of text the detail is taken from.
    """

    title: str
    detail: str
    end: str
    icon: str
    act: Callable[[], object]
    word: str = ""
    origin: str = ""


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []

    def show(self, choices: list[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or one of this module's roles."""
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            parts = (choice.title, choice.detail, choice.end, choice.origin)
            return ". ".join(part for part in parts if part)
        return choice if role == _CHOICE else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that is wanted."""
        lines = 2 if index.data(_CHOICE).detail else 1
        return QSize(0, option.fontMetrics.lineSpacing() * lines + 13)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        choice: Choice = index.data(_CHOICE)
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.chosen))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 6, 6)
        room = option.rect.adjusted(14, 6, -14, -6)
        metrics = option.fontMetrics
        side = metrics.ascent() + 3
        if choice.icon:
            tint = colours.ink(choice.word) if choice.word else colours.quiet
            paint(painter, choice.icon, tint, QRectF(room.left(), room.top() + 1, side, side))
        room.setLeft(room.left() + side + 10)
        painter.setFont(option.font)
        line = QRect(room.left(), room.top(), room.width(), metrics.lineSpacing())
        text, quiet = QColor(colours.text), QColor(colours.quiet)
        _draw(painter, line, (choice.title, text), (choice.end, quiet))
        below = line.translated(0, metrics.lineSpacing())
        _draw(painter, below, (choice.detail, quiet), (choice.origin, quiet))
        painter.restore()


def _draw(
    painter: QPainter, rect: QRect, words: tuple[str, QColor], end: tuple[str, QColor]
) -> None:
    """Draw words and, whole, what stands at the end of their line."""
    metrics = painter.fontMetrics()
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.setPen(end[1])
    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | middle, end[0])
    room = rect.width() - (metrics.horizontalAdvance(end[0]) + 16 if end[0] else 0)
    shown = metrics.elidedText(words[0], Qt.TextElideMode.ElideRight, room)
    painter.setPen(words[1])
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | middle, shown)


class ChoiceList(QListView):
    """The lines; driven by the keys of a field beside it.  ``taken`` tells that one was chosen."""

    taken = Signal()

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__()
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Results"))
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(lambda _index: self.take())
        field.installEventFilter(self)
        self._field = field

    def show_choices(self, choices: list[Choice]) -> None:
        """Show other lines, the first one chosen."""
        self._model.show(choices)
        self.setCurrentIndex(self._model.index(0))
        self.scrollToTop()

    @property
    def choices(self) -> list[Choice]:
        """The lines shown."""
        return self._model.choices

    def wanted_height(self, most: int) -> int:
        """Return the height that shows all lines, at most ``most`` pixels."""
        total = 8
        for at in range(len(self._model.choices)):
            total += self.sizeHintForRow(at)
            if total >= most:
                return most
        return total

    def take(self) -> None:
        """Do what the chosen line does."""
        at = self.currentIndex().row()
        if 0 <= at < len(self._model.choices):
            act = self._model.choices[at].act
            self.taken.emit()
            act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go up and down, and choose, by the keys of the field."""
        if (
            watched is self._field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            return self.isVisible() and self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        count = len(self._model.choices)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        if key in steps and count:
            at = min(count - 1, max(0, self.currentIndex().row() + steps[key]))
            self.setCurrentIndex(self._model.index(at))
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and count:
            self.take()
            return True
        return False
