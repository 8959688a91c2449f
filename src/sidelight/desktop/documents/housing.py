# SPDX-License-Identifier: AGPL-3.0-or-later
"""The widgets of one side: a half for each strip, a window for each that was torn off."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from sidelight.desktop.action_set import ActionSet
from sidelight.desktop.documents.arrangement import MAIN, Arrangement, Strip
from sidelight.desktop.documents.half import Half
from sidelight.desktop.documents.torn_window import TornWindow, place_of
from sidelight.desktop.documents.window_places import Place, place_of_kept
from sidelight.desktop.icons import Tints


class Housing(QObject):
    """Follows an arrangement; it decides nothing.

    ``made`` hands out each new half with its strip's id, ``put_back_wanted`` the number of a
    window that was closed.
    """

    made = Signal(int, object)
    put_back_wanted = Signal(int)

    def __init__(
        self, side: QWidget, name: str, corner: QWidget | None, looks: tuple[ActionSet, Tints]
    ) -> None:
        super().__init__(side)
        self._side = side
        self._name = name
        self._corner = corner
        self._looks = looks
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.halves: dict[int, Half] = {}
        self.windows: dict[int, TornWindow] = {}
        self._spare: list[TornWindow] = []
        self._places: dict[int, tuple[Place | None, bool]] = {}
        self._shares: dict[int, list[int]] = {}
        self.quiet = False
        """Whether windows come without taking the keyboard: at the start, not by a wish."""

    def house(self, arrangement: Arrangement) -> None:
        """Have a half for each strip, in its window, in order; others are not cleared away yet."""
        new = [number for number in arrangement.windows() if number not in self.windows]
        for number in new:
            self.windows[number] = self._window(number)
        for window in (MAIN, *arrangement.windows()):
            strips = arrangement.in_window(window)
            self._fill(window, strips)
            for strip in strips:
                others = arrangement.split(window) and strip.id != arrangement.active
                self.halves[strip.id].mark(idle=others)
        for number in new:
            place, large = self._places.pop(number, (None, False))
            window_ = self.windows[number]
            window_.open_at(place, self._side.window(), active=not self.quiet)
            if large:
                window_.showMaximized()

    def clear_away(self, arrangement: Arrangement) -> None:
        """Take away halves and windows that the arrangement has no use for."""
        kept = {strip.id for strip in arrangement.strips}
        for id_ in [id_ for id_ in self.halves if id_ not in kept]:
            half = self.halves.pop(id_)
            half.hide()
            half.setParent(None)
            half.deleteLater()
        for number in [one for one in self.windows if one not in arrangement.windows()]:
            window = self.windows.pop(number)
            window.corner.setParent(window)
            window.corner.hide()
            window.put_back_wanted.disconnect()
            window.hide()
            self._spare.append(window)

    def end(self) -> None:
        """Take all windows out of sight; they are deleted with the side."""
        for window in self.windows.values():
            window.hide()

    def at(self, place: QPoint) -> tuple[int, Half] | None:
        """Return the half that shows at a place of the screen, with its strip's id."""
        below = QApplication.widgetAt(place)
        within = (
            (id_, half)
            for id_, half in self.halves.items()
            if below is not None and (half is below or half.isAncestorOf(below))
        )
        return next(within, None)

    def within(self, widget: QWidget | None) -> int | None:
        """Return the id of the strip whose half a widget is in."""
        halves = self.halves.items()
        return next((id_ for id_, half in halves if widget and half.isAncestorOf(widget)), None)

    def expect(self, shapes: object) -> None:
        """Take places and shares kept from before for the windows to come."""
        for key, shape in (shapes if isinstance(shapes, dict) else {}).items():
            values = shape if isinstance(shape, dict) else {}
            shares = values.get("shares")
            if not (isinstance(key, str) and key.isdecimal()):
                continue
            self._places[int(key)] = (
                place_of_kept(values.get("place")),
                values.get("large") is True,
            )
            if isinstance(shares, list) and all(isinstance(one, int) for one in shares):
                self._shares[int(key)] = shares
        if MAIN in self._shares and self.splitter.count() == len(self._shares[MAIN]):
            self.splitter.setSizes(self._shares.pop(MAIN))

    def expect_at(self, number: int, place: Place) -> None:
        """Take a place for a window to come."""
        self._places[number] = (place, False)

    def shapes(self) -> dict[str, Any]:
        """Return places and shares, fit for JSON, by window number."""
        found: dict[str, Any] = {str(MAIN): {"shares": self.splitter.sizes()}}
        for number, window in self.windows.items():
            found[str(number)] = {
                "place": list(place_of(window)),
                "large": window.isMaximized(),
                "shares": window.splitter.sizes(),
            }
        return found

    def _fill(self, window: int, strips: tuple[Strip, ...]) -> None:
        splitter = self._splitter(window)
        before = {splitter.widget(at) for at in range(splitter.count())}
        halves = [self._half(strip.id) for strip in strips]
        for at, half in enumerate(halves):
            if splitter.widget(at) is not half:
                splitter.insertWidget(at, half)
                half.show()
        corner = self._corner if window == MAIN else self.windows[window].corner
        halves[-1].put_corner(corner)
        if set(halves) != before:
            share = max(1, splitter.width())
            wanted = self._shares.pop(window, [share] * len(halves))
            splitter.setSizes([*wanted, *([0] * (splitter.count() - len(wanted)))])

    def _splitter(self, window: int) -> QSplitter:
        return self.splitter if window == MAIN else self.windows[window].splitter

    def _half(self, id_: int) -> Half:
        if id_ not in self.halves:
            self.halves[id_] = Half(self._name)
            self.made.emit(id_, self.halves[id_])
        return self.halves[id_]

    def _window(self, number: int) -> TornWindow:
        if self._spare:
            window = self._spare.pop()
        else:
            window = TornWindow(*self._looks)
            self._side.destroyed.connect(window.deleteLater)
        window.put_back_wanted.connect(lambda: self.put_back_wanted.emit(number))
        return window
