# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is to judge a claim blind: a button that names them, with a menu of everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from sidelight.desktop.labels import label
from sidelight.language import _
from sidelight.model.records import Claim, Reviewer


class SecondsRow(QWidget):
    """The name of the field and the button.

    ``given`` carries a reviewer's id and whether they are a blind second from now on;
    ``new_wanted`` asks for somebody who is not known yet.
    """

    given = Signal(str, bool)
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self.button = QPushButton()
        self.button.setProperty("part", "field")
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button.setToolTip(promise())
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        said = label(_("Blind second check"), "quiet")
        said.setBuddy(self.button)
        line.addWidget(said)
        line.addWidget(self.button, 1)

    def show_claim(self, claim: Claim, people: Sequence[Reviewer], *, writable: bool) -> None:
        """Name the blind seconds of a claim; ``people`` are all who could be."""
        named = [one.label for one in people if one.id in claim.seconds]
        self.button.setText(", ".join(named).replace("&", "&&") or _("Nobody"))
        self.button.setAccessibleName(_("Blind second check"))
        self.button.setAccessibleDescription(", ".join(named) or _("Nobody"))
        self.button.setEnabled(writable)
        self.menu.clear()
        judged = {verdict.reviewer for verdict in claim.verdicts if verdict.verdict}
        fill(
            self.menu,
            people,
            self.given.emit,
            self.new_wanted.emit,
            chosen=claim.seconds,
            barred=judged - {*claim.seconds},
        )


def fill(
    menu: QMenu,
    people: Sequence[Reviewer],
    give: Callable[[str, bool], object],
    ask: Callable[[], object],
    *,
    chosen: Sequence[str] = (),
    barred: set[str] | None = None,
) -> None:
    """Fill a menu with people to choose from and with somebody who is not known yet; ``barred``
    have judged already.
    """
    for person in people:
        act = menu.addAction(person.label.replace("&", "&&"))
        act.setCheckable(True)
        act.setChecked(person.id in chosen)
        if barred and person.id in barred:
            act.setEnabled(False)
            act.setText(_("{name}, has judged it already").format(name=act.text()))
        act.triggered.connect(_giving(give, person.id))
    menu.addSeparator()
    menu.addAction(_("Somebody new…")).triggered.connect(lambda _on: ask())


def _giving(give: Callable[[str, bool], object], who: str) -> Callable[[bool], object]:
    # Qt counts what a callable takes: a signal's own would be called without the state
    return lambda on: give(who, on)


def promise() -> str:
    """Return what a blind second check is, and what it does not promise."""
    return _(
        "Who is to judge this claim without sight of what others say of it. The window hides it "
        "until they have; the file still holds it. Where that must not be, share a copy made for "
        "a blind second check."
    )
