# SPDX-License-Identifier: AGPL-3.0-or-later
"""What would come in from a file, in sections: first what finds no place and why, then the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon

from sidelight.desktop.icons import icon
from sidelight.desktop.labels import tool_tip
from sidelight.desktop.sections import SectionsModel, SectionsView
from sidelight.desktop.theme import Theme
from sidelight.language import _
from sidelight.model.verdicts import Verdicts
from sidelight.session.import_plan import Coming, ImportPlan
from sidelight.session.import_words import kind_words, where_and_when

_NARROW = 62
"""Letters of room below which who and where are left to the words under the list."""
_ICONS = {
    "document": "file-plus",
    "claim": "flag",
    "verdict": "circle-dot",
    "decision": "circle-check",
    "evidence": "link-2",
    "described": "quote",
    "note": "message-square-text",
    "record": "book-open",
}
_STANCES = {"supports": "verified", "contradicts": "denied"}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line: what it is, the words, whose it is and where; ``lost`` is why it does not come."""

    what: str
    words: str
    who: str = ""
    where: str = ""
    text: str = ""
    icon: str = ""
    ink: str = ""
    lost: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """All that it says."""
        every = (self.what, self.lost, self.words, self.text, self.who, self.where)
        return tuple(part for part in every if part)


def import_rows(plan: ImportPlan, verdicts: Verdicts) -> list[ImportRow | str]:
    """Return the lines of a plan, each section after its title."""
    lost = [
        ImportRow(_("No place"), one.words or _("(no words)"), one.author, lost=one.why)
        for one in plan.unplaced
    ]
    lost += [ImportRow(_("Not read"), one.what, lost=one.why) for one in plan.incoming.unread]
    found: list[ImportRow | str] = []
    if lost:
        found += [_("Finds no place ({count})").format(count=len(lost)), *lost]
    if plan.coming:
        title = _("Comes in ({count})").format(count=len(plan.coming))
        found += [title, *(_row(one, verdicts) for one in plan.coming)]
    return found


def _row(one: Coming, verdicts: Verdicts) -> ImportRow:
    words = f"“{one.quote}”" if one.quote else one.text or one.place
    ink = one.says if one.what in {"claim", "verdict", "decision"} else _STANCES.get(one.says, "")
    return ImportRow(
        what=kind_words(verdicts, one),
        words=words,
        who=one.author,
        where=where_and_when(one) if one.quote or one.text else "",
        text=one.text if one.quote else "",
        icon=_ICONS[one.what],
        ink=ink,
    )


class ImportModel(SectionsModel):
    """Lines in three columns: what, its words, whose and where, or why it does not come."""

    columns = 3

    def cell(self, row: ImportRow, column: int, role: int) -> Any:
        """Return what a cell of a line shows."""
        if role == Qt.ItemDataRole.DisplayRole:
            by = " · ".join(part for part in (row.who, row.where) if part)
            return (row.what, row.words, row.lost or by)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip("\n".join(row.said))
        if role == Qt.ItemDataRole.AccessibleTextRole and column == 0:
            return ". ".join(row.said)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return self._icon(row)
        if role == Qt.ItemDataRole.ForegroundRole and column == 2:
            return QColor(self.theme.colours.quiet)
        return None

    def _icon(self, row: ImportRow) -> QIcon:
        colours = self.theme.colours
        if row.lost:
            return icon("triangle-alert", colours.ink("disputed"))
        return icon(row.icon, colours.ink(row.ink) if row.ink else colours.quiet)


class ComingList(SectionsView):
    """The list of what would come in."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(ImportModel(theme), _("What comes in"))

    def share(self, room: int, letter: int) -> None:
        """Give the words what the rest leaves, all of it where there is little."""
        tight = room < letter * _NARROW
        self.setColumnHidden(2, tight)
        what = min(letter * 22, room // 3)
        by = 0 if tight else min(letter * 44, room * 2 // 5)
        self.setColumnWidth(0, what)
        self.setColumnWidth(1, room - what - by)
        self.setColumnWidth(2, by)
