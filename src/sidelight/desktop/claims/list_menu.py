# SPDX-License-Identifier: AGPL-3.0-or-later
"""The menu that says how the claims list is looked at: its columns, order and groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sidelight.language import _
from sidelight.session.claim_list import ALWAYS, COLUMNS, GROUPINGS, Look, as_usual, with_column


class ListMenu(QMenu):
    """Columns, order and groups; ``now`` tells the look there is, ``give`` takes another, and
    ``arrange`` opens the columns.
    """

    def __init__(
        self,
        now: Callable[[], Look],
        give: Callable[[Look], object],
        arrange: QAction,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._arrange = arrange
        self._now, self._give = now, give
        self._checks: list[tuple[QAction, Callable[[Look], bool]]] = []
        self.setAccessibleName(_("View of the list"))
        self._columns()
        self._sorts()
        self._groups()
        self.aboutToShow.connect(self._renew)
        self._renew()

    def _columns(self) -> None:
        menu = self.addMenu(_("Columns"))
        for name, column in COLUMNS.items():
            action = menu.addAction(_(column.title))
            action.setCheckable(True)
            action.setEnabled(name not in ALWAYS)
            action.triggered.connect(lambda on, name=name: self._column(name, on))
            self._checks.append((action, lambda look, name=name: name in look.columns))  # type: ignore[misc]
        menu.addSeparator()
        menu.addAction(self._arrange)
        usual = menu.addAction(_("Reset columns"))
        usual.triggered.connect(lambda: self._give(as_usual(self._now())))

    def _sorts(self) -> None:
        menu = self.addMenu(_("Sort by"))
        one = QActionGroup(menu)
        for name, column in COLUMNS.items():
            action = one.addAction(menu.addAction(_(column.title)))
            action.setCheckable(True)
            action.triggered.connect(partial(self._change, sort=name))
            self._checks.append((action, lambda look, name=name: look.sort == name))  # type: ignore[misc]
        menu.addSeparator()
        turned = menu.addAction(_("The other way round"))
        turned.setCheckable(True)
        turned.triggered.connect(lambda on: self._change(descending=on))
        self._checks.append((turned, lambda look: look.descending))

    def _groups(self) -> None:
        menu = self.addMenu(_("Group by"))
        one = QActionGroup(menu)
        for name, title in (("", _("Nothing")), *((n, _(g.title)) for n, g in GROUPINGS.items())):
            action = one.addAction(menu.addAction(title))
            action.setCheckable(True)
            action.triggered.connect(partial(self._change, group=name))
            self._checks.append((action, lambda look, name=name: look.group == name))  # type: ignore[misc]

    def _renew(self) -> None:
        look = self._now()
        for action, checked in self._checks:
            action.setChecked(checked(look))

    def _column(self, name: str, on: bool) -> None:
        look = self._now()
        columns = tuple(one for one in look.columns if one != name)
        if on:
            columns = with_column(columns, name)
        self._give(replace(self._now(), columns=columns))

    def _change(self, *_checked: bool, **values: str | bool) -> None:
        self._give(replace(self._now(), **values))  # type: ignore[arg-type]
