# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desk: article and sources side by side, claims and card below, the joining curve above
them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from sidelight.desktop.documents.arrangement import MAIN
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.frame.joining_curve import JoiningCurve
from sidelight.desktop.frame.joins import Joins
from sidelight.desktop.verbs.parts import Parts

_DRAGGED = 0.06
"""How far from equal shares the sides are where somebody dragged them."""
_WIDEST_CARD = 560
"""What the card takes at first at the most, however large the text; logical pixels."""


class Desk(QWidget):
    """Lays out the parts that a project is worked at with.

    It fills its places from the outside in, each already where it belongs in ``parent``: a widget
    that comes to another parent is styled anew with all that is in it.
    """

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._halves = (1, 1)
        self.whole = QSplitter(Qt.Orientation.Vertical)
        _column(self).addWidget(self.whole)
        # The curve must not be a child of a splitter, which would make it a pane.
        self._stage = stage = QWidget()
        self.whole.addWidget(stage)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        _column(stage).addWidget(self.sides)
        self.sides.addWidget(parts.article)
        self.sides.addWidget(parts.sources)
        self.below = QSplitter(Qt.Orientation.Horizontal)
        self.whole.addWidget(self.below)
        _put_together(self.below, parts.claims, parts.drafts)
        self._beside = _put_together(self.below, parts.card, parts.source_card, parts.notes_card)
        for splitter in (self.sides, self.below, self.whole):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        letter = self.fontMetrics().averageCharWidth()
        self.sides.setSizes([700, 700])
        self.below.setSizes([1000, min(54 * letter, _WIDEST_CARD)])
        self.below.setStretchFactor(0, 1)
        self.below.setStretchFactor(1, 0)
        # without stretch factors both keep their shares when the window changes its size
        self.whole.setSizes([620, 380])
        self.joins = Joins(parts, stage)
        self.curve = JoiningCurve(stage, parts.theme, self.joins.joins, self.joins.below)
        self._connect(parts)

    def _connect(self, parts: Parts) -> None:
        parts.workspace.chosen.connect(self._look)
        parts.workspace.changed.connect(self.curve.renew)
        for card in (parts.source_card, parts.notes_card):
            card.turned.connect(self._look)
        parts.actions["view.card"].toggled.connect(self._look)
        parts.actions["view.claims"].toggled.connect(self.below.setVisible)
        for pane in parts.panes:
            pane.made.connect(self._watch)
            pane.shown.connect(self.curve.renew)
            pane.arranged.connect(self._give_room)

    @property
    def splitters(self) -> dict[str, QSplitter]:
        """The splitters by the names they are remembered under."""
        return {"sides": self.sides, "below": self.below, "whole": self.whole}

    def _give_room(self) -> None:
        """Leave no room for a side whose documents are all in other windows."""
        for pane in self._parts.panes:
            pane.setVisible(not pane.elsewhere)
        self._stage.setVisible(not all(pane.elsewhere for pane in self._parts.panes))
        self._share()
        self.curve.renew()

    def _share(self) -> None:
        """Give each document in the main window as much width as the others, unless the sides
        were dragged to other shares.
        """
        before, self._halves = self._halves, self._count_halves()
        sizes = self.sides.sizes()
        if before == self._halves or not all(sizes):
            return
        shared = sizes[0] / sum(sizes)
        if abs(shared - before[0] / sum(before)) < _DRAGGED:
            self.sides.setSizes(
                [round(sum(sizes) * one / sum(self._halves)) for one in self._halves]
            )

    def _count_halves(self) -> tuple[int, int]:
        article, sources = (len(pane.arrangement.in_window(MAIN)) for pane in self._parts.panes)
        return article, sources

    def _look(self) -> None:
        parts = self._parts
        source = bool(parts.source_card.document_id)
        claim = parts.workspace.claim is not None and parts.actions["view.card"].isChecked()
        notes = bool(parts.notes_card.document_id) and not source
        self._beside.setVisible(source or notes or claim)
        parts.source_card.setVisible(source)
        parts.notes_card.setVisible(notes)
        parts.card.setVisible(claim and not source and not notes)
        self.curve.renew()

    def _watch(self, page: DocumentPage) -> None:
        page.view.view_changed.connect(self.curve.renew)
        # whatever moves the words, scrolling, zoom or the window's size, paints them anew
        page.view.viewport().installEventFilter(self)
        page.when_ready(self.curve.renew)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the curve follow the words."""
        if event.type() == QEvent.Type.Paint:
            self.curve.renew()
        return super().eventFilter(watched, event)


def _column(place: QWidget) -> QVBoxLayout:
    """Return a layout of all the room in a place."""
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    return column


def _put_together(splitter: QSplitter, *cards: QWidget) -> QWidget:
    """Return a new pane of a splitter, for cards of which one is shown at a time."""
    place = QWidget()
    splitter.addWidget(place)
    column = _column(place)
    for card in cards:
        column.addWidget(card)
    return place
