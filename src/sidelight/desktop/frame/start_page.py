# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands in the window while no project is open: what to do first, and the recent projects."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sidelight import resources
from sidelight.desktop.action_set import ActionSet, give_tip
from sidelight.desktop.fitting import fitted
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import ElidedButton, ElidedLabel, clear, label
from sidelight.language import _
from sidelight.session.actions import TABLE

_WIDTH = 60


class StartPage(QWidget):
    """The first page; ``wanted`` carries the path of a recent project."""

    wanted = Signal(object)

    def __init__(self, actions: ActionSet, tints: Tints) -> None:
        super().__init__()
        self.setProperty("part", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(False)
        column = self._sheet()
        self._head(column)
        column.addSpacing(10)
        for id_, words in (
            ("project.new", _("New project")),
            ("project.open", _("Open a project")),
            ("project.sample", _("Try the sample project")),
        ):
            button = self._button(actions, tints, id_, words)
            column.addWidget(button)
            if id_ == "project.new":
                self._first = button
        column.addSpacing(8)
        self._shown: list[Path] | None = None
        self._recent_title = label(_("Recent projects"), "quiet")
        column.addWidget(self._recent_title)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column.addLayout(self._recent)

    def take_focus(self) -> None:
        """Give the keyboard to the first way in."""
        self._first.setFocus()

    def show_recent(self, paths: list[Path]) -> None:
        """List the recent projects."""
        if paths == self._shown:
            return
        self._shown = list(paths)
        clear(self._recent)
        self._recent_title.setVisible(bool(paths))
        for path in paths:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            button = ElidedButton(path.stem)
            button.clicked.connect(lambda _on=False, wanted=path: self.wanted.emit(wanted))
            row.addWidget(button, 2)
            row.addWidget(ElidedLabel(_short(path.parent), "quiet"), 3)
            self._recent.addWidget(line)

    def _sheet(self) -> QVBoxLayout:
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        sheet = QWidget()
        sheet.setProperty("part", "floating")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fitted(
            sheet,
            lambda: sheet.setFixedWidth(sheet.fontMetrics().averageCharWidth() * _WIDTH + 90),
        )
        row.addWidget(sheet)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(36, 32, 36, 28)
        column.setSpacing(10)
        return column

    def _head(self, column: QVBoxLayout) -> None:
        line = QHBoxLayout()
        line.setSpacing(16)
        mark = QLabel()
        mark.setPixmap(
            QIcon(str(resources.folder("resources") / "icons" / "sidelight.svg")).pixmap(56, 56)
        )
        line.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Sidelight", factor=1.7, bold=True))
        words.addWidget(
            label(_("Check an article against its sources, side by side."), "quiet", wrap=True)
        )
        line.addLayout(words, 1)
        column.addLayout(line)

    def _button(self, actions: ActionSet, tints: Tints, id_: str, words: str) -> QPushButton:
        button = QPushButton("  " + words)
        button.setIconSize(QSize(18, 18))
        give_tip(button, id_)
        fitted(button, lambda: button.setMinimumHeight(button.fontMetrics().height() + 20))
        button.setStyleSheet("text-align: left;")
        tints.give(button, TABLE[id_].icon, "accent")
        button.clicked.connect(actions[id_].trigger)
        return button


def _short(folder: Path) -> str:
    try:
        return "~/" + str(folder.relative_to(Path.home())) if folder != Path.home() else "~"
    except ValueError:
        return str(folder)
