# SPDX-License-Identifier: AGPL-3.0-or-later
"""A field below a line of recognised text, with the line's picture above it, to correct it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from sidelight.desktop.labels import label
from sidelight.desktop.view.text_area import TextArea
from sidelight.language import _
from sidelight.text.geometry import Line

_LEAST = 320
_GAP = 3

Range = tuple[int, int]


class LineEditor(QFrame):
    """Goes from line to line of a view.

    ``saved`` carries the ink range of a line and its words; Enter saves and goes on, Escape leaves,
    arrows up and down go to the neighbouring lines, a double click to any other.
    """

    saved = Signal(int, int, str)
    closed = Signal()

    def __init__(self, view: TextArea) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._recognised: tuple[Range, ...] = ()
        self._at: tuple[int, Line] | None = None
        self._text = view.text
        self._shown = ""
        self.setProperty("part", "popup")
        self.setAutoFillBackground(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 3, 8, 3)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Words of this line"))
        self.field.installEventFilter(self)
        line.addWidget(self.field, 1)
        self._hint = label(_("Enter: next line · Esc: leave"), "quiet")
        line.addWidget(self._hint)
        view.view_changed.connect(self._follow)
        view.viewport().installEventFilter(self)
        self.hide()

    def begin(self, recognised: Sequence[Range], offset: int) -> bool:
        """Open at the line of an ink offset, or the next one; False where no text follows."""
        self._recognised = tuple(recognised)
        return self._go(next((one for one in self._lines() if one[1].end > offset), None))

    @property
    def line(self) -> Range | None:
        """The ink range of the line being corrected."""
        return (self._at[1].start, self._at[1].end) if self._at else None

    def leave(self) -> None:
        """Close without saving, the keyboard back to the document."""
        if self._at is not None:
            self._at = None
            self.hide()
            self._view.setFocus()
            self._view.viewport().update()
            self.closed.emit()

    def step(self, by: int) -> None:
        """Go to the next or previous line; past the last, leave."""
        lines = list(self._lines())
        starts = [line.start for _page, line in lines]
        at = starts.index(self._at[1].start) + by if self._at else -1
        if 0 <= at < len(lines):
            self._go(lines[at])
        elif by > 0:
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the field, and a double click on another line."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._key(event.key())
        double = event.type() == QEvent.Type.MouseButtonDblClick and self._at is not None
        if double and isinstance(event, QMouseEvent) and watched is self._view.viewport():
            self._save()
            hit = self._view.hit_at(event.position()).character
            found = [one for one in self._lines() if one[1].start <= hit < one[1].end]
            return bool(found) and self._go(found[0])
        return False

    def _key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
            self.step(1)
        elif key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._save()
            self.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _save(self) -> None:
        words = " ".join(self.field.text().split())
        if self._at is not None and words != self._shown:
            self.saved.emit(self._at[1].start, self._at[1].end, words)
            self._shown = words

    def _lines(self) -> Iterator[tuple[int, Line]]:
        """Yield the recognised lines, each with the index of its page."""
        for index, page in enumerate(self._view.pages):
            if any(start < page.end and page.start < end for start, end in self._recognised):
                for line in self._view.text.lines(index).lines:
                    if any(a <= line.start and line.end <= b for a, b in self._recognised):
                        yield index, line

    def _go(self, at: tuple[int, Line] | None) -> bool:
        if at is None:
            return False
        self._at, self._text = at, self._view.text
        page, line = at
        words = self._view.text.reading.words(line.start, line.end)
        self._shown = " ".join(words.split())
        self.field.setText(self._shown)
        self._view.select(line.start, line.end)
        # room for the field below the line, too
        room = line.rect._replace(y1=line.rect.y1 + 2.5 * line.rect.height)
        self._view.bring_into_view(page, room)
        self.show()
        self.raise_()
        self._follow()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setCursorPosition(0)
        return True

    def _follow(self) -> None:
        """Stand below the line wherever it has scrolled to."""
        if self._at is None:
            return
        page, line = self._at
        if self._view.text is not self._text:
            # Another text of the document came into force.
            self.leave()
            return
        seen = self._view.to_view(page, line.rect)
        lowest = abs(line.slope) * line.rect.width / 2 * self._view.stack.scale
        port: QWidget = self._view.viewport()
        width = max(round(seen.width()) + 40, _LEAST)
        beside = self._hint.sizeHint().width() + 12
        self._hint.setVisible(width + beside <= port.width() - 12)
        width = min(width + beside, max(_LEAST, port.width() - 12))
        left = max(6, min(round(seen.left()) - 8, port.width() - width - 6))
        height = self.sizeHint().height()
        top = round(seen.bottom() + lowest) + _GAP
        self.setGeometry(left, top, width, height)
