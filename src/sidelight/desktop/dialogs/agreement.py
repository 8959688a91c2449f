# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far reviewers agree, beside the window: figures in words, and the claims they differ on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QWidget

from sidelight.desktop.dialogs.drivers_list import DriversList
from sidelight.desktop.exchange.choice_box import ChoiceBox
from sidelight.desktop.exchange.roomy_dialog import RoomyDialog
from sidelight.desktop.labels import clear, label, rule
from sidelight.language import _
from sidelight.session.agreement import Agreement, Compared
from sidelight.session.agreement_words import heading, need


class AgreementDialog(RoomyDialog):
    """Stands beside the window, which goes to the claim chosen: ``claim_wanted`` carries its id."""

    claim_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Agreement"), 84, beside=True)
        self._found: Agreement | None = None
        self.article = label("", "quiet", wrap=True)
        self.who = ChoiceBox(_("Reviewers"))
        self.who.currentIndexChanged.connect(self._show_figures)
        self.need = label(need(), wrap=True, bold=True)
        words = _(
            "Then it says here how often they agree, what that is worth beside chance, and on "
            "which claims they differ."
        )
        self.then = label(words, "quiet", wrap=True)
        self.heading = label("", wrap=True)
        self.figures = QWidget()
        self.drivers_title = label(_("What drives the disagreement"), bold=True, wrap=True)
        self.hint = label(_("Choose a claim to go to it."), "quiet", wrap=True)
        self.none = label(_("They differ on no claim."), "quiet", wrap=True)
        self.drivers = DriversList()
        self.drivers.claim_wanted.connect(self.claim_wanted)
        self._grid = QGridLayout(self.figures)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        self._rule = rule()
        for widget in (self.article, self.need, self.then, self.who, self.heading, self.figures,
                       self._rule, self.drivers_title, self.none, self.hint):  # fmt: skip
            self.column.addWidget(widget)
        self.column.addWidget(self.drivers, 1)
        self.column.addStretch()
        self.add_button(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self._show_parts()

    def show_found(self, found: Agreement | None) -> None:
        """Show what was found; None where there is no article."""
        if found is not None and found == self._found:
            return
        self._found = found
        self.article.setText(found.title if found else "")
        self._offer(found)
        self.drivers.show_drivers(found.drivers if found else ())
        self._show_figures()

    @property
    def shown(self) -> Compared | None:
        """Those whose figures are shown."""
        if self._found is None:
            return None
        at = self.who.currentIndex()
        return self._found.pairs[at - 1] if at > 0 else self._found.overall

    def _offer(self, found: Agreement | None) -> None:
        """Offer all reviewers and each pair of them, where there are several."""
        before = self.who.currentText()
        pairs = found.pairs if found is not None and len(found.pairs) > 1 else ()
        self.who.blockSignals(True)
        self.who.clear()
        if pairs:
            self.who.addItem(_("All reviewers"))
            self.who.addItems([" · ".join(pair.reviewers) for pair in pairs])
            self.who.setCurrentIndex(max(0, self.who.findText(before)))
        self.who.blockSignals(False)

    def _show_figures(self) -> None:
        clear(self._grid)
        one = self.shown
        for row, figure in enumerate(one.figures if one else ()):
            meaning = label(figure.meaning, "quiet", wrap=True)
            meaning.setContentsMargins(0, 0, 0, 6)
            title, value = label(figure.title), label(figure.shown, bold=True)
            self._grid.addWidget(title, 2 * row, 0)
            self._grid.addWidget(value, 2 * row, 1)
            self._grid.addWidget(meaning, 2 * row + 1, 0, 1, 3)
            for cell in (title, value, meaning):
                cell.show()  # at once: the dialog takes the room they want now
        self.heading.setText(heading(one.reviewers, one.claims) if one else "")
        self._show_parts()
        if self.isVisible():
            self.fit()

    def _show_parts(self) -> None:
        """Show the figures where there are any, else what is needed."""
        one, found = self.shown, self._found
        common = found is not None and not found.need
        told = one is not None and any(figure.value is not None for figure in one.figures)
        several = self.who.count() > 0
        for widget, there in (
            (self.article, found is not None),
            (self.need, not common),
            (self.then, not common),
            (self.who, common and several),
            (self.heading, common),
            (self.figures, told),
            (self._rule, common),
            (self.drivers_title, common),
            (self.none, common and not self.drivers.count()),
            (self.hint, common and self.drivers.count() > 0),
            (self.drivers, common and self.drivers.count() > 0),
        ):
            widget.setVisible(there)
