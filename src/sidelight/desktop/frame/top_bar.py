# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bar on top: project, undo, verdicts, evidence, search, report, theme, menu."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.action_set import ActionSet, give_tip, shown_keys, verdict_act
from sidelight.desktop.fitting import fitted
from sidelight.desktop.icons import Tints, icon
from sidelight.desktop.labels import ElidedLabel, look
from sidelight.desktop.theme import Theme, resize
from sidelight.desktop.verdict_button import VerdictButton
from sidelight.language import _
from sidelight.model.standing import mine
from sidelight.model.verdicts import Verdicts
from sidelight.model.vocabulary import VERDICTS

if TYPE_CHECKING:
    from sidelight.model.records import Claim

_AROUND_TITLE = 8
_WHOLE, _NARROW, _LEAST = 34, 18, 10
"""Widths of the heading, in letters: at the most, where the whole title fits in it, and less."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How much the bar says: the search box's hint and the keys in it, words on the buttons and on
    those of the verdicts; those of verdicts that the project adds; the buttons that menus have too;
    the heading's width, in letters.
    """

    long_hint: bool = True
    keys: bool = True
    words: tuple[bool, bool, bool] = (True, True, True)
    verdicts: bool = True
    added: bool = True
    spare: bool = True
    hint: bool = True
    heading: int = _WHOLE


_ROOMS = [_Room()]
for _less in (
    {"long_hint": False},
    {"keys": False},
    {"words": (True, False, True)},
    {"words": (True, False, False)},
    {"words": (False, False, False)},
    {"verdicts": False},
    {"spare": False},
    {"hint": False},
    {"added": False},
    {"heading": _NARROW},
    {"heading": _LEAST},
    {"heading": 0},
):
    _ROOMS.append(replace(_ROOMS[-1], **_less))
"""From all that may be said to the least; the first that fits is taken.  Words that an icon and its
tool tip can say go before the title is cut.
"""


class TopBar(QWidget):
    """The bar; what works only in a project is put away while there is none."""

    def __init__(
        self, actions: ActionSet, theme: Theme, tints: Tints, menus: tuple[QMenu, QMenu]
    ) -> None:
        super().__init__()
        self._actions = actions
        self._tints = tints
        self.setProperty("part", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # as narrow as it must be; what it says follows from its width and not the other way round
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(8, 6, 8, 6)
        self._line.setSpacing(4)
        project_menu, main_menu = menus
        self._line.addWidget(self._menu_button("folder-open", _("Project"), project_menu))
        self._title_lines()
        self._work = [self._of_action("edit.undo"), self._of_action("edit.redo")]
        self._line.addSpacing(6)
        self._theme = theme
        self._added: dict[str, VerdictButton] = {}
        self.verdicts = self._buttons_for(VERDICTS)
        for verdict in self.verdicts.values():
            self._line.addWidget(verdict)
        self._line.addSpacing(4)
        self._worded = [
            self._of_action("claim.link", _("Link evidence")),
            self._of_action("claim.reason", _("Note")),
        ]
        self._line.addSpacing(8)
        self._line.addStretch(1)
        self.search = self._search_box(theme)
        self._line.addSpacing(8)
        self._worded.append(self._of_action("project.report", _("Report")))
        self._dark = self._of_action("view.dark")
        self._spare = [*self._work, self._dark]
        self._worked_on = self._alarmed = False
        self.menu_button = self._menu_button("ellipsis", _("Menu"), main_menu, "help.menu")
        self._line.addWidget(self.menu_button)
        fitted(self, self._fit)
        actions.keys.changed.connect(self._fit)

    @property
    def worded(self) -> list[QToolButton]:
        """The buttons that say a word where there is room: link, note, report."""
        return self._worded

    def after_search(self) -> list[QToolButton]:
        """Return the buttons right of the search box."""
        return [self._worded[-1], self._dark, self.menu_button]

    def show_project(self, title: str | None) -> None:
        """Show a project's title, or None where there is no project."""
        self.title.show_text(title if title is not None else "Sidelight")
        self._worked_on = title is not None
        self._saved.setVisible(self._worked_on)
        for widget in (*self._work, *self.verdicts.values(), *self._worded, self.search):
            widget.setVisible(self._worked_on)
        self._fit()

    def show_verdicts(self, verdicts: Verdicts) -> None:
        """Show a button too for each verdict that the project adds."""
        for old in self._added.values():
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._added = self._buttons_for([one.word for one in verdicts.added])
        self.verdicts = {**{word: self.verdicts[word] for word in VERDICTS}, **self._added}
        at = self._line.indexOf(self.verdicts[VERDICTS[-1]]) + 1
        for place, button in enumerate(self._added.values(), start=at):
            self._line.insertWidget(place, button)
            button.setVisible(self._worked_on)
        self._fit()

    def _buttons_for(self, words: Iterable[str]) -> dict[str, VerdictButton]:
        acts = self._actions
        return {word: VerdictButton(word, acts[verdict_act(word)], self._theme) for word in words}

    def show_verdict(self, claim: Claim | None, me: str) -> None:
        """Show which verdict is mine on the chosen claim."""
        own = mine(claim, me) if claim else None
        for word, button in self.verdicts.items():
            button.setChecked(own is not None and own.verdict == word)

    @property
    def saved(self) -> str:
        """What is said about saving."""
        return self._saved.accessibleName()

    def show_saved(self, words: str, *, alarming: bool = False) -> None:
        """Say whether all is saved; ``alarming`` where something is not."""
        self._saved.show_text(words)
        look(self._saved, "alarm" if alarming else "quiet")
        if alarming or self._alarmed:
            self._alarmed = alarming
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put words away where there is no room for all."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for room in _ROOMS:
            self._say(room)
            self._line.invalidate()
            if self._line.minimumSize().width() <= self.width():
                break
        self._line.activate()

    def _say(self, room: _Room) -> None:
        letter = max(1, self.fontMetrics().averageCharWidth())
        style = Qt.ToolButtonStyle
        for button, words in zip(self._worded, room.words, strict=True):
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
            )
        for verdict in self.verdicts.values():
            verdict.set_short(short=not room.verdicts)
        for added in self._added.values():
            added.setVisible(room.added and self._worked_on)
        for button in self._spare:
            button.setVisible(room.spare and (self._worked_on or button is self._dark))
        hint = _("Search article, sources and claims") if room.long_hint else _("Search")
        hint = hint if room.hint else ""
        if room.keys:
            hint = f"{hint}   {shown_keys('edit.search')}".rstrip()
        self.search.setPlaceholderText(hint)
        self.search.setMinimumWidth(self.search.fontMetrics().horizontalAdvance(hint) + 62)
        self.search.setMaximumWidth(letter * 60)
        wanted = max(self.title.sizeHint().width(), self._saved_room()) + _AROUND_TITLE
        self._heading.setFixedWidth(min(wanted, letter * room.heading))
        self._heading.setVisible(room.heading > 0)

    def _saved_room(self) -> int:
        """Return the room for what is said of saving, the same while it changes, unless it alarms.

        The heading has margins of its own on both sides.
        """
        if self._alarmed:
            return self._saved.sizeHint().width() + _AROUND_TITLE
        words = _("All changes saved")
        return self._saved.fontMetrics().horizontalAdvance(words) + _AROUND_TITLE

    def _title_lines(self) -> None:
        self._heading = QWidget()
        column = QVBoxLayout(self._heading)
        column.setContentsMargins(_AROUND_TITLE // 2, 0, _AROUND_TITLE // 2, 0)
        column.setSpacing(0)
        self.title = ElidedLabel()
        resize(self.title, 1.0, bold=True)
        self._saved = ElidedLabel(part="quiet")
        resize(self._saved, 0.86)
        column.addWidget(self.title)
        column.addWidget(self._saved)
        self._line.addWidget(self._heading)

    def _search_box(self, theme: Theme) -> QLineEdit:
        box = QLineEdit()
        box.setAccessibleName(_("Search article, sources and claims"))
        give_tip(box, "edit.search")
        # not before there is something to clear: the button's icon is looked for in many places
        box.textChanged.connect(lambda: box.setClearButtonEnabled(True))
        glass = box.addAction(
            icon("search", theme.colours.quiet), QLineEdit.ActionPosition.LeadingPosition
        )
        self._tints.give(glass, "search", "quiet")
        self._line.addWidget(box, 4)
        return box

    def _of_action(self, id_: str, words: str = "") -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions[id_])
        button.setIconSize(QSize(19, 19))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(words or self._actions[id_].text())
        if words:
            button.setText(words)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._actions[id_].changed.connect(lambda: button.setText(words))
        self._line.addWidget(button)
        return button

    def _menu_button(self, name: str, words: str, menu: QMenu, id_: str = "") -> QToolButton:
        button = self._button(name, words)
        if id_:
            give_tip(button, id_)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _button(self, name: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(19, 19))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(words)
        button.setAccessibleName(words)
        self._tints.give(button, name)
        return button
