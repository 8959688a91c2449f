# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks what a report holds and where it goes, shows it meanwhile, and stays until it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget
from shiboken6 import isValid

from sidelight.desktop.dialogs.choosing_dialog import ChoosingDialog
from sidelight.desktop.reporting.preview_pane import PreviewPane
from sidelight.desktop.reporting.report_form import ReportForm, ReportOffer, WantedReport
from sidelight.errors import Cancelled
from sidelight.language import _
from sidelight.session.report_preview import Preview

if TYPE_CHECKING:
    from sidelight.session.reporting import Step

_SETTLING_MS = 250
_FORM = 48
"""Letters the choices are wide."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done with what was chosen.

    ``look`` makes a preview: it is given what was chosen, a step for another thread to tell its
    progress by, and what to call with the preview or with a sentence why there is none.  ``write``
    and ``print`` begin with what takes long; ``stop`` ends it.
    """

    look: Callable[[WantedReport, Step, Callable[[Preview], None], Callable[[str], None]], object]
    write: Callable[[WantedReport], object]
    print: Callable[[WantedReport, Preview | None], object]
    stop: Callable[[], object]
    keep: Callable[[dict[str, Any], str], object]


class ReportDialog(ChoosingDialog):
    """Chooses on the left, shows the report on the right."""

    _told = Signal(int, float)

    def __init__(
        self, parent: QWidget, offer: ReportOffer, kept: object, pane: PreviewPane, doing: Doing
    ) -> None:
        super().__init__(parent, _("Export report"), _FORM)
        self._doing = doing
        self._asked = 0
        self._preview: Preview | None = None
        self.at_work = False
        self.form = ReportForm(offer, kept)
        self.pane = pane
        self.progress.setAccessibleName(_("Progress of the report"))
        self._make_buttons()
        self.lay_out((), (self.pane,), (self.print_,))
        self.show_choices(self.form)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._soon.timeout.connect(self.look)
        self._told.connect(self._show_progress)
        self.form.changed.connect(self._changed)
        self.form.place.field.textChanged.connect(self._place_changed)
        self._renew_buttons()
        # one that finds its own size takes two thirds of the screen at the most
        self.resize(self.sizeHint())
        self.form.formats.setFocus()
        self._soon.start(0)

    def _make_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole
        self.print_ = QPushButton(_("Print…"))
        self.print_.setAutoDefault(False)
        self.cancel = self.add_button(_("Cancel"), role.RejectRole)
        self.ok = self.add_button(_("Export"), role.AcceptRole)
        self.ok.setDefault(True)
        self.print_.clicked.connect(lambda: self._doing.print(self.form.wanted(), self._preview))

    # -- looking

    def look(self) -> None:
        """Have a preview made of what is chosen now; what was begun before ends."""
        self._asked += 1
        number = self._asked
        self._preview = None
        self.pane.show_progress(0.0)

        def step(share: float, _stored: str) -> None:
            if number != self._asked:
                raise Cancelled
            self._told.emit(number, share)

        self._doing.look(
            self.form.wanted(),
            step,
            lambda made: self._show(number, made),
            lambda why: self._fail(number, why),
        )

    def _changed(self) -> None:
        self._asked += 1
        self.say_problem("")
        self._soon.start()

    def _show_progress(self, number: int, share: float) -> None:
        if number == self._asked:
            self.pane.show_progress(share)

    def _show(self, number: int, made: Preview) -> None:
        if isValid(self) and number == self._asked:
            self._preview = made
            self.pane.show_preview(made, as_it_is=self.form.format.name == "pdf")

    def _fail(self, number: int, why: str) -> None:
        if isValid(self) and number == self._asked:
            self.pane.show_failure(why)

    # -- writing

    def accept(self) -> None:
        """Write what was chosen, unless a file is there that nobody agreed to replace."""
        wanted = self.form.wanted()
        trouble = self.form.place.trouble()
        if trouble:
            self.say_problem(trouble)
            self._renew_buttons()
            return
        self._doing.keep(dict(self.form.kept()), wanted.choices.style)
        # a preview that is being made would only be waited for
        self._asked += 1
        self._soon.stop()
        self.begin()
        self._doing.write(wanted)

    def begin(self) -> None:
        """Show that something is at work."""
        self.at_work = True
        self.say_problem("")
        self.progress.setRange(0, 0)
        self.progress.show()
        self._renew_buttons()

    def show_work(self, words: str, share: float) -> None:
        """Show how far what is at work has come."""
        if self.at_work and words:
            self.show_share(share)

    def finish(self) -> None:
        """Close: the report is written."""
        self.at_work = False
        super().accept()

    def end(self, why: str = "") -> None:
        """Show that nothing is at work any more, and why it did not succeed."""
        self.at_work = False
        self.progress.hide()
        self.say_problem(why)
        self._renew_buttons()
        if self._preview is None:
            self._soon.start()

    def reject(self) -> None:
        """Stop what is at work; close where nothing is."""
        if self.at_work:
            self._doing.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and let go of the preview."""
        self._asked += 1
        self._soon.stop()
        self.pane.leave()
        super().done(result)

    def _place_changed(self) -> None:
        self.say_problem("")
        self._renew_buttons()

    def _renew_buttons(self) -> None:
        idle = not self.at_work
        self.form.setEnabled(idle)
        self.print_.setEnabled(idle)
        self.ok.setEnabled(idle and bool(self.form.place.field.text().strip()))
        self.ok.setText(_("Replace") if self.form.place.agreed else _("Export"))
        self.cancel.setText(_("Cancel") if idle else _("Stop"))
