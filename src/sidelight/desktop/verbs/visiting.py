# SPDX-License-Identifier: AGPL-3.0-or-later
"""Back and forward through the places visited on each side, over all of its documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from shiboken6 import isValid

from sidelight.desktop.action_set import Handler
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.documents.pane import Pane
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.view.visited import Visited

_NEAR = 40.0
"""Points on a page within which two places are one to a reader."""


class Spot(NamedTuple):
    """A place of a document: page and height in it, and all that is needed to go back there."""

    document: str
    page: int
    y: float
    position: dict[str, Any]


def same(one: Spot, other: Spot) -> bool:
    """Tell whether two spots are one to a reader."""
    return one[:2] == other[:2] and abs(one.y - other.y) < _NEAR


@dataclass
class _Side:
    """What is known of a side: its history, the page shown, whether that came forward just now."""

    visited: Visited[Spot]
    page: DocumentPage | None = None
    fresh: bool = False


class Visiting(QObject):
    """Notes the jumps on each side and goes back over them."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._sides: dict[Pane, _Side] = {}
        self._returning = False
        for pane in parts.panes:
            self._sides[pane] = _Side(Visited(same))
            pane.made.connect(lambda page, on=pane: self._watch(on, page))
            pane.shown.connect(lambda on=pane: self._shown(on))

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "go.back": lambda: self.step(self._parts.focused_pane(), -1),
            "go.forward": lambda: self.step(self._parts.focused_pane(), 1),
        }

    def step(self, pane: Pane, by: int) -> None:
        """Go back (-1) or forward (+1) on a side."""
        here = _spot(pane.page)
        if here is None or pane not in self._sides:
            return
        visited = self._sides[pane].visited
        spot = visited.back(here) if by < 0 else visited.forward(here)
        while spot is not None and spot.document not in pane.order():
            spot = visited.back(here) if by < 0 else visited.forward(here)
        if spot is not None:
            self._return(pane, spot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse's own buttons for back and forward."""
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
            return False
        steps = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
        by = steps.get(event.button(), 0)
        for pane in self._sides:
            page = pane.page
            if by and page is not None and watched is page.view.viewport():
                self.step(pane, by)
        return bool(by)

    def _return(self, pane: Pane, spot: Spot) -> None:
        self._returning = True
        try:
            page = pane.show_document(spot.document)
            if page is not None:
                page.when_ready(lambda: page.view.revisit(spot.position))
        finally:
            self._returning = False

    def _watch(self, pane: Pane, page: DocumentPage) -> None:
        page.view.leaving.connect(lambda: self._leave(pane, page))
        page.view.viewport().installEventFilter(self)

    def _leave(self, pane: Pane, page: DocumentPage) -> None:
        """Keep the place left, unless the document came forward for this very jump."""
        side, here = self._sides[pane], _spot(page)
        if here is not None and not side.fresh:
            side.visited.leave(here)

    def _shown(self, pane: Pane) -> None:
        side, page = self._sides[pane], pane.page
        before, side.page = side.page, page
        if page is before:
            return
        left = _spot(before) if before is not None and isValid(before) else None
        if left is not None and not self._returning and left.document in pane.order():
            side.visited.leave(left)
        if page is not None:
            side.fresh = True
            page.when_ready(lambda: QTimer.singleShot(0, self, lambda: self._settled(side)))

    def _settled(self, side: _Side) -> None:
        """Take what comes now for another act: the one that showed the document is over."""
        side.fresh = False


def _spot(page: DocumentPage | None) -> Spot | None:
    if page is None or not page.ready:
        return None
    position = page.view.position()
    return Spot(page.document.id, int(position["page"]), float(position["y"]), dict(position))
