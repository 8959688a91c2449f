# SPDX-License-Identifier: AGPL-3.0-or-later
"""The status bar: where you are, what was just done, what runs, counts, zoom."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStatusBar,
    QToolButton,
    QWidget,
)

from sidelight.desktop.action_set import ActionSet
from sidelight.desktop.fitting import fitted
from sidelight.desktop.icon_button import icon_button
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import ElidedLabel, label, look
from sidelight.language import _

_STAYS_MS = 8000
_HUNDRED = 100
_AROUND = 14
_PASSING = 3
"""How many widgets stand on the left, where words come and go."""


class StatusLine(QStatusBar):
    """Speaks plainly; ``stop_wanted`` asks the work at hand to stop."""

    stop_wanted = Signal()

    def __init__(self, actions: ActionSet, tints: Tints) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        # whatever comes and goes in it, it keeps its height
        fitted(self, lambda: self.setFixedHeight(self.fontMetrics().height() + _AROUND))
        self._place = ElidedLabel()
        self._done = ElidedLabel(middle=True)
        self._buttons: list[QPushButton] = []
        self._after = QWidget()
        self._after_line = QHBoxLayout(self._after)
        self._after_line.setContentsMargins(0, 0, 0, 0)
        self._fading = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._fading.timeout.connect(self._fade)
        self.addWidget(self._place, 3)
        self.addWidget(self._done, 4)
        self.addWidget(self._after)
        self._show_done("")
        self._work(tints)
        self._counts = label()
        self._saved = label()
        self.addPermanentWidget(self._counts)
        self.addPermanentWidget(self._saved)
        self._zoom_buttons(actions)

    def show_place(self, words: str) -> None:
        """Say where the user is."""
        self._place.show_text(words)

    @property
    def place(self) -> str:
        """Where the user is said to be."""
        return self._place.accessibleName()

    @property
    def zoom(self) -> str:
        """The page and zoom shown."""
        return self._zoom.text()

    def say(self, words: str, *buttons: QPushButton) -> None:
        """Say what was done, for some seconds; with buttons for what may come next, until the
        next words.
        """
        self._fade()
        self._show_done(words)
        for button in buttons:
            button.setProperty("part", "link")
            self._after_line.addWidget(button)
            button.show()
            self._buttons.append(button)
        if not buttons:
            self._fading.start()

    @property
    def said(self) -> str:
        """What was said last, while it is shown."""
        return self._done.accessibleName()

    @property
    def counts(self) -> str:
        """The counts shown."""
        return self._counts.text()

    def show_counts(self, words: str) -> None:
        """Show the counts by verdict."""
        self._counts.setText(words)

    def show_saved(self, words: str, *, alarming: bool = False) -> None:
        """Say whether all is saved; ``alarming`` where something is not."""
        self._saved.setText(words)
        look(self._saved, "alarm" if alarming else "")

    @property
    def saved(self) -> str:
        """What is said about saving."""
        return self._saved.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the counts to the list's header where there is little room."""
        super().resizeEvent(event)
        self._counts.setVisible(self.width() > self.fontMetrics().averageCharWidth() * 175)

    def show_work(self, words: str, share: float) -> None:
        """Show what runs in the background; nothing where ``words`` are empty."""
        self._working.setVisible(bool(words))
        self._what.setText(words)
        self._bar.setRange(0, 0 if share < 0 else _HUNDRED)
        self._bar.setValue(int(share * _HUNDRED))

    def add_work(self, line: QWidget) -> None:
        """Give work that runs beside the session a place of its own, before all that stays."""
        self.insertPermanentWidget(_PASSING, line)

    def show_zoom(self, words: str) -> None:
        """Show page and zoom of the document in use."""
        self._zoom.setText(words)
        for button in self._steps:
            button.setVisible(bool(words))

    def _work(self, tints: Tints) -> None:
        self._working = QWidget()
        line = QHBoxLayout(self._working)
        line.setContentsMargins(0, 0, 8, 0)
        self._what = label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName(_("Progress"))
        stop = icon_button(tints, "x", _("Stop"), pixels=14)
        stop.clicked.connect(self.stop_wanted)
        for widget in (self._what, self._bar, stop):
            line.addWidget(widget)
        self._working.hide()
        self.addPermanentWidget(self._working)

    def _zoom_buttons(self, actions: ActionSet) -> None:
        smaller, larger, width = QToolButton(), QToolButton(), QToolButton()
        for button, id_ in (
            (smaller, "view.smaller"),
            (larger, "view.larger"),
            (width, "view.width"),
        ):
            button.setDefaultAction(actions[id_])
            button.setIconSize(QSize(15, 15))
        self._zoom = label()
        self._steps = (smaller, larger, width)
        for widget in (smaller, self._zoom, larger, width):
            self.addPermanentWidget(widget)

    def _show_done(self, words: str) -> None:
        """Say what was done; while nothing is said the place has the room."""
        self._done.show_text(words)
        self._done.setVisible(bool(words))

    def _fade(self) -> None:
        self._show_done("")
        for button in self._buttons:
            self._after_line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
