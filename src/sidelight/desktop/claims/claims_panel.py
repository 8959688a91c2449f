# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims below the documents: header, list, and what stands there while there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sidelight.desktop.claims.claims_header import ClaimsHeader
from sidelight.desktop.claims.claims_model import ClaimsFilter, ClaimsModel
from sidelight.desktop.claims.claims_table import ClaimsTable
from sidelight.desktop.fitting import fitted
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.language import _

_WIDEST = 360
"""Pixels taken at the least, whatever the size of text."""


class ClaimsPanel(QWidget):
    """List and filters of the claims."""

    def __init__(self, workspace: Workspace, theme: Theme, tints: Tints) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("part", "chrome")
        fitted(
            self,
            lambda: self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 50, _WIDEST)),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ClaimsModel(workspace, self)
        self.filter = ClaimsFilter(self.model, self)
        self.header = ClaimsHeader(workspace, theme, tints)
        self.table = ClaimsTable(self.filter, theme)
        self._empty = label("", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        self.header.verdict_wanted.connect(self._by_verdict)
        self.header.words_wanted.connect(self._by_words)
        self.header.list_wanted.connect(self.table.setFocus)
        workspace.changed.connect(self.renew)
        workspace.chosen.connect(self._follow)
        self.renew()

    @property
    def empty_words(self) -> str:
        """What stands there instead of a list."""
        return self._empty.text()

    def renew(self) -> None:
        """Show the list, or say what to do first."""
        if not self._workspace.claims:
            self._empty.setText(
                _("Select a passage in the article and press 1, 2 or 3 to make it a claim.")
            )
        elif not self.filter.rowCount():
            self._empty.setText(_("No claim fits the filter."))
        self._stack.setCurrentIndex(0 if self.filter.rowCount() else 1)
        self._follow()

    def _follow(self) -> None:
        self.table.choose(self._workspace.claim_id)

    def _by_verdict(self, word: str) -> None:
        self.filter.show_verdict(word)
        self.renew()

    def _by_words(self, text: str) -> None:
        self.filter.show_words(text)
        self.renew()
