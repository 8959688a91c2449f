# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims on which reviewers differ, with each reviewer's verdict; choosing one announces it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from sidelight.desktop.labels import tool_tip
from sidelight.language import _
from sidelight.session.agreement import Driver
from sidelight.session.agreement_words import shown_share

_CLAIM = Qt.ItemDataRole.UserRole
_MOST = 6
"""Rows in sight before the list scrolls."""
_BESIDE = 24
"""Pixels left and right of the words of a row, together."""


class DriversList(QListWidget):
    """The list; ``claim_wanted`` carries the id of the claim that was chosen."""

    claim_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._drivers: Sequence[Driver] = ()
        self.setAccessibleName(_("What drives the disagreement"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QListView::item { padding: 5px 8px; }")
        self.itemSelectionChanged.connect(self._announce)
        self.itemClicked.connect(lambda _item: self._announce())

    def show_drivers(self, drivers: Sequence[Driver]) -> None:
        """Show claims, the one that was chosen chosen still; nothing is announced."""
        if drivers == self._drivers:
            return
        self._drivers = drivers
        before = self.selectedItems()
        chosen = before[0].data(_CLAIM) if before else None
        self.blockSignals(True)
        self.clear()
        for driver in drivers:
            item = QListWidgetItem()
            item.setData(_CLAIM, driver.claim)
            item.setToolTip(tool_tip(f"{driver.quote}\n{driver.said}"))
            words = _("Claim {number}: {share} of the disagreement. {said}. {quote}")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                words.format(
                    number=driver.label,
                    share=shown_share(driver.share),
                    said=driver.said,
                    quote=driver.quote,
                ),
            )
            self.addItem(item)
            if driver.claim == chosen:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for the first rows."""
        return QSize(super().sizeHint().width(), self._room(_MOST))

    def minimumSizeHint(self) -> QSize:
        """Return the room for two rows."""
        return QSize(120, self._room(2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there again with Enter; the dialog stays."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._announce()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the verdicts on as many lines as they need; a longer quote is cut."""
        super().resizeEvent(event)
        self._fit()
        self.updateGeometry()

    def _announce(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.claim_wanted.emit(item.data(_CLAIM))

    def _room(self, rows: int) -> int:
        """Return the height of the first rows; of all where there are fewer."""
        shown = [self.sizeHintForRow(at) for at in range(min(rows, self.count()))]
        return sum(shown) + 2 * self.frameWidth() + 2

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.viewport().width() - _BESIDE
        for at, driver in enumerate(self._drivers):
            number = _("Claim {number}").format(number=driver.label)
            first = f"{number} · {shown_share(driver.share)} · {driver.quote}"
            said = [f"{one.reviewer}: {one.words}" for one in driver.opinions]
            lines = [first, *_packed(said, metrics, room)]
            cut = (metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)
            self.item(at).setText("\n".join(cut))


def _packed(parts: Sequence[str], metrics: QFontMetrics, room: int) -> list[str]:
    """Return parts on as few lines as they fit on, each part whole on one line."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]} · {part}" if lines else part
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines
