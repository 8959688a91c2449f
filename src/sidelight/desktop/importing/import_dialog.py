# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows what a file of another program would bring and asks what becomes of it; stays until it is
taken in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from shiboken6 import isValid

from sidelight.desktop.dialogs.choosing_dialog import ChoosingDialog
from sidelight.desktop.importing.coming_list import ComingList, ImportRow, import_rows
from sidelight.desktop.importing.import_form import ImportForm, ImportOffer
from sidelight.desktop.labels import label
from sidelight.desktop.sections import ROW
from sidelight.desktop.theme import Theme
from sidelight.exchange.import_formats import imports
from sidelight.language import _
from sidelight.session.import_choices import ImportChoices
from sidelight.session.import_plan import ImportPlan
from sidelight.session.import_words import summary

_SETTLING_MS = 200
_FORM = 60
"""Letters the choices are wide."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What is done with what was chosen: plan it anew, read the file anew by other columns, take it
    in, stop what is at work.

    The first two are given what to call with the plan.
    """

    plan: Callable[[ImportChoices, Callable[[ImportPlan], None]], object]
    read: Callable[[dict[str, str], Callable[[ImportPlan], None]], object]
    take: Callable[[ImportPlan], object]
    stop: Callable[[], object]


class ImportDialog(ChoosingDialog):
    """Choices on the left, what would come in on the right."""

    def __init__(
        self, parent: QWidget, theme: Theme, offer: ImportOffer, plan: ImportPlan, taking: Taking
    ) -> None:
        super().__init__(parent, _("Import {name}").format(name=plan.file), _FORM)
        self._taking = taking
        self._offer = offer
        self._asked = 0
        self._waiting = False
        self.plan = plan
        self.at_work = False
        self.summary = label("", wrap=True)
        self.remarks = label("", "quiet", wrap=True)
        self.list = ComingList(theme)
        self.details = label("", "quiet", wrap=True)
        self.progress.setAccessibleName(_("Progress of the import"))
        self._make_buttons()
        what = label(_(imports().named(plan.format).title), "quiet", wrap=True)
        self.lay_out((what,), (self.summary, self.remarks, self.list, self.details))
        self.stretch(self.list)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._soon.timeout.connect(self._look)
        self.list.selectionModel().currentRowChanged.connect(self._show_details)
        self.show_plan(plan, anew=True)
        self.resize(self.sizeHint())
        self.form.first().setFocus()

    def _make_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole
        self.cancel = self.add_button(_("Cancel"), role.RejectRole)
        self.ok = self.add_button(_("Import"), role.AcceptRole)
        self.ok.setShortcut(QKeySequence("Ctrl+Return"))
        self.ok.setDefault(True)

    # -- looking

    def show_plan(self, plan: ImportPlan, *, anew: bool = False) -> None:
        """Show what would come in; ``anew`` with other things to choose."""
        self.plan = plan
        if anew:
            self.form = ImportForm(self._offer, plan)
            self.form.changed.connect(self._changed)
            self.form.columns_changed.connect(self._columns_changed)
            self.show_choices(self.form)
        self._waiting = False
        self.summary.setText(summary(plan))
        self.remarks.setText(" ".join(plan.incoming.remarks))
        self.remarks.setVisible(bool(plan.incoming.remarks))
        self.list.show_rows(import_rows(plan, self._offer.verdicts))
        self.details.setText(_("Choose a row to see it in full."))
        self.details.setVisible(bool(plan.coming or plan.unplaced))
        self._renew_buttons()

    def _changed(self) -> None:
        self._asked += 1
        self._waiting = True
        self.say_problem("")
        self._renew_buttons()
        self._soon.start()

    def _look(self) -> None:
        number = self._asked

        def then(plan: ImportPlan) -> None:
            if isValid(self) and number == self._asked:
                self.show_plan(plan)

        self._taking.plan(self.form.choices(), then)

    def _columns_changed(self) -> None:
        self._asked += 1
        number, self._waiting = self._asked, True
        self._renew_buttons()
        self._soon.stop()

        def then(plan: ImportPlan) -> None:
            if isValid(self) and number == self._asked:
                self.show_plan(plan, anew=True)

        self._taking.read(self.form.column_choices(), then)

    def _show_details(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = current.data(ROW) if current.isValid() else None
        if not isinstance(row, ImportRow):
            self.details.setText(_("Choose a row to see it in full."))
            return
        self.details.setText(" · ".join(row.said))

    # -- taking in

    def accept(self) -> None:
        """Take in what is shown."""
        if self.ok.isEnabled():
            self.at_work = True
            self.say_problem("")
            self.progress.setRange(0, 0)
            self.progress.show()
            self._renew_buttons()
            self._taking.take(self.plan)

    def show_work(self, words: str, share: float) -> None:
        """Show how far what is at work has come."""
        busy = bool(words) and (self.at_work or self._waiting)
        self.progress.setVisible(busy or self.at_work)
        if busy:
            self.show_share(share)

    def finish(self) -> None:
        """Close: it is in the project."""
        self.at_work = False
        super().accept()

    def end(self, why: str = "") -> None:
        """Show that nothing is at work any more, and why it did not succeed; look again."""
        taken, self.at_work = self.at_work, False
        self.progress.hide()
        self._waiting = False
        if taken:
            self._changed()
        self.say_problem(why)
        self._renew_buttons()

    def reject(self) -> None:
        """Close; what is being written is written whole."""
        if not self.at_work:
            super().reject()

    def done(self, result: int) -> None:
        """Close; what is still being planned is of no use."""
        self._asked += 1
        self._soon.stop()
        if self._waiting:
            self._taking.stop()
        super().done(result)

    def _renew_buttons(self) -> None:
        idle = not self.at_work
        self.form.setEnabled(idle)
        self.ok.setEnabled(idle and not self._waiting and bool(self.plan.coming))
        self.cancel.setEnabled(idle)
