# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims below the documents: header, list, and what stands there while there are none."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from sidelight.desktop.action_set import shown_keys
from sidelight.desktop.claims.claims_header import ClaimsHeader
from sidelight.desktop.claims.claims_model import ClaimsModel
from sidelight.desktop.claims.claims_table import ClaimsTable
from sidelight.desktop.claims.list_menu import ListMenu
from sidelight.desktop.dialogs.columns import ColumnsDialog
from sidelight.desktop.error_words import said
from sidelight.desktop.fitting import fitted
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label
from sidelight.desktop.remembered import Remembered
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.errors import FilterError
from sidelight.language import _
from sidelight.model.claim_filter import parse
from sidelight.model.vocabulary import VERDICTS
from sidelight.session.claim_list import Look, with_column

_WIDEST = 360
"""Pixels taken at the least, whatever the size of text."""


class ClaimsPanel(QWidget):
    """List and filters of the claims."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        tints: Tints,
        remembered: Remembered,
        arrange: QAction,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._remembered = remembered
        self.setProperty("part", "chrome")
        fitted(
            self,
            lambda: self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 50, _WIDEST)),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ClaimsModel(workspace, self)
        self.model.look = Look.of(remembered.kept("claims list"))
        self.header = ClaimsHeader(workspace, theme, tints)
        self.table = ClaimsTable(self.model, theme)
        self._problem = _line_of_words()
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
        column.addWidget(self._problem)
        column.addWidget(self._stack, 1)
        self.menu = ListMenu(lambda: self.model.look, self.show_look, arrange, self)
        self.header.view.setMenu(self.menu)
        self._connect()
        self.renew()

    def _connect(self) -> None:
        self.table.sort_wanted.connect(self._sort_by)
        self.table.header.order_given.connect(self._order_by)
        self.table.header.widths_given.connect(self._keep_widths)
        self.table.show_look()
        self.header.verdict_wanted.connect(self._by_verdict)
        self.header.words_wanted.connect(self._by_words)
        self.header.list_wanted.connect(self.table.setFocus)
        self._workspace.changed.connect(self.renew)
        self._workspace.chosen.connect(self._follow)

    @property
    def empty_words(self) -> str:
        """What stands there instead of a list."""
        return self._empty.text()

    @property
    def problem(self) -> str:
        """What is said of a filter that asks for what there is not, "" where there is nothing."""
        return "" if self._problem.isHidden() else self._problem.text()

    def show_look(self, look: Look) -> None:
        """Show other columns, another order or other groups, and remember them."""
        self._remembered.keep("claims list", look.kept())
        self.model.show_look(look)
        self.table.show_look()
        self.renew()

    def arrange(self, over: QWidget) -> ColumnsDialog:
        """Open the columns over a window."""
        dialog = ColumnsDialog(over, lambda: self.model.look, self.show_look, self.table.widen)
        dialog.open()
        return dialog

    def renew(self) -> None:
        """Show the list, or say what to do first."""
        if not self._workspace.claims:
            self._empty.setText(_first_words())
        elif not self.model.rowCount():
            self._empty.setText(_("No claim fits the filter."))
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._follow()

    def _follow(self) -> None:
        self.table.choose(self._workspace.claim_id)

    def _by_verdict(self, word: str) -> None:
        self.model.show_verdict(word)
        self.renew()

    def _by_words(self, text: str) -> None:
        """Filter by what is typed; where that asks for what there is not, say so and wait."""
        snapshot = self._workspace.snapshot
        try:
            wanted = parse(text, snapshot.vocabulary if snapshot else {})
        except FilterError as error:
            self._problem.setText(said(error))
            self._problem.show()
            return
        self._problem.hide()
        self.model.show_passing(wanted)
        self.renew()

    def _order_by(self, shown: tuple[str, ...]) -> None:
        """Show columns in the order they were dragged to; those that have no
        room stand behind those they usually follow.
        """
        look = self.model.look
        columns = shown
        for name in look.columns:
            columns = with_column(columns, name)
        # as it stands already while the pointer still holds the column
        self._remember(replace(look, columns=columns))

    def _keep_widths(self, widths: dict[str, int]) -> None:
        look = self.model.look
        made = {**look.widths, **self.table.in_letters(widths)}
        self._remember(replace(look, widths=made))

    def _remember(self, look: Look) -> None:
        self._remembered.keep("claims list", look.kept())
        self.model.look = look

    def _sort_by(self, name: str) -> None:
        """Sort by a column, the other way round where it sorts already."""
        look = self.model.look
        turned = not look.descending if look.sort == name else False
        self.show_look(replace(look, sort=name, descending=turned))


def _first_words() -> str:
    """Return how the first claim is made, with the keys of the verdicts where all have one."""
    one, two, three = (shown_keys(f"claim.{word}") for word in VERDICTS)
    if one and two and three:
        return _(
            "Select a passage in the article and press {one}, {two} or {three} to make it a claim."
        ).format(one=one, two=two, three=three)
    return _("Select a passage in the article and give it a verdict to make it a claim.")


def _line_of_words() -> QLabel:
    words = label("", "quiet", wrap=True)
    words.setContentsMargins(12, 3, 12, 5)
    words.hide()
    return words
