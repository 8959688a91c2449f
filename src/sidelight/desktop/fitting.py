# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sizes that are counted in letters, counted anew when the letters change their size."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class _Watch(QObject):
    def __init__(self, widget: QWidget, fit: Callable[[], object]) -> None:
        super().__init__(widget)
        # not at once: the widgets inside get their fonts after this one
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(fit)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice another font."""
        if event.type() == QEvent.Type.FontChange:
            self._soon.start()
        return False


def fitted(widget: QWidget, fit: Callable[[], object]) -> None:
    """Call ``fit`` now, and soon after each change of the widget's font."""
    fit()
    _Watch(widget, fit)
