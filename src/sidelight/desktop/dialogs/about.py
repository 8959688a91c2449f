# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keyboard at a glance, and what this program is."""

from __future__ import annotations

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.action_set import shown_keys
from sidelight.desktop.labels import label
from sidelight.language import _
from sidelight.session.actions import ACTIONS, CONTEXTS


class KeysDialog(QDialog):
    """All keys, from the table of actions; ``change_wanted`` tells that they are to be others."""

    change_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard") + " — Sidelight")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 92, metrics.height() * 32)
        column = QVBoxLayout(self)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(_("Keyboard"))
        body = QWidget()
        body.setProperty("part", "card")
        grid = QGridLayout(body)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(2, 1)
        at = 0
        for context, title in CONTEXTS.items():
            grid.addWidget(label(_(title), bold=True), at, 0, 1, 3)
            at += 1
            for act in ACTIONS:
                if act.context == context and shown_keys(act.id):
                    grid.addWidget(
                        label(shown_keys(act.id), "keycap"), at, 0, Qt.AlignmentFlag.AlignLeft
                    )
                    grid.addWidget(label(_(act.text).rstrip("…")), at, 1)
                    grid.addWidget(label(_(act.help), "quiet", wrap=True), at, 2)
                    at += 1
        area.setWidget(body)
        column.addWidget(area)
        buttons = _close_button(self, column)
        change = buttons.addButton(_("Change keys…"), QDialogButtonBox.ButtonRole.ActionRole)
        change.setAutoDefault(False)
        change.clicked.connect(self.accept)
        change.clicked.connect(self.change_wanted)


class AboutDialog(QDialog):
    """Version, licence, what it is made with."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About") + " — Sidelight")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(label("Sidelight", factor=1.6, bold=True))
        column.addWidget(label(_("Check an article against its sources, side by side."), wrap=True))
        words = label(facts(), "quiet", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)
        column.addWidget(
            label(
                _("Free software under the GNU Affero General Public License, version 3 or later."),
                "quiet",
                wrap=True,
            )
        )
        column.addStretch(1)
        _close_button(self, column)


def facts() -> str:
    """Return version and surroundings, one a line, as a report of a fault needs them."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        own = version("sidelight")
    except PackageNotFoundError:
        own = "?"
    system = f"{platform.system()} {platform.release()}"
    return f"Sidelight {own}\nPython {platform.python_version()}\nQt {qt_version}\n{system}"


def _close_button(dialog: QDialog, column: QVBoxLayout) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    return buttons
