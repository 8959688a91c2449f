# SPDX-License-Identifier: AGPL-3.0-or-later
"""The line that a reader looks at, held while the pages under it change: the one selected where it
is in sight, else the one at the top.

It is held by its ink, the one thing that other pages have in common with these.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QScrollBar, QWidget

from sidelight.desktop.view.page_stack import PagePoint
from sidelight.desktop.view.text_geometry import Hit, TextGeometry
from sidelight.text.geometry import Rect
from sidelight.text.layer import Page
from sidelight.text.page_lines import Place

_LEAST = 12.0
"""Pixels of a line that must be in sight for it to count."""


class HeldLine(NamedTuple):
    """An ink offset, how far below the top of the view its line begins (pixels), and the scroll
    position at which that was so.
    """

    offset: int
    below: float
    scrolled: tuple[str, int]


class _View(Protocol):
    """What holds a line."""

    key: str
    pages: tuple[Page, ...]
    text: TextGeometry

    def viewport(self) -> QWidget: ...
    def verticalScrollBar(self) -> QScrollBar: ...
    def selection(self) -> tuple[int, int] | None: ...
    def hit_at(self, point: QPointF) -> Hit: ...
    def go_to(self, point: PagePoint) -> None: ...
    def to_view(self, page: int, rect: Rect) -> QRectF: ...


def held_line(view: _View, before: HeldLine | None = None) -> HeldLine | None:
    """Return the line looked at; the one held ``before`` where nobody scrolled since, so that no
    number of changes drifts away from it.
    """
    now = _scrolled(view)
    if before is not None and before.scrolled == now:
        return before
    if not view.pages or not len(view.text.text):
        return None
    chosen = view.selection()
    if chosen and 0 <= _top(view, chosen[0]) < view.viewport().height() - _LEAST:
        return HeldLine(chosen[0], _top(view, chosen[0]), now)
    middle = view.viewport().width() / 2
    offset = view.hit_at(QPointF(middle, 2.0)).character
    lines = view.text.lines(view.text.page_of(offset))
    at = lines.line_at(Place(offset))
    offset = lines.lines[at].start if at >= 0 else offset
    return HeldLine(offset, _top(view, offset), now)


def bring_back(view: _View, held: HeldLine | None) -> HeldLine | None:
    """Scroll so that a held line is where it was; return it as it is held from now on."""
    if held is None or not view.pages:
        return None
    page, rect = view.text.caret(Place(held.offset))
    view.go_to(PagePoint(page, 0.0, rect.y0))
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + round(_top(view, held.offset) - held.below))
    return held._replace(scrolled=_scrolled(view))


def _top(view: _View, offset: int) -> float:
    return view.to_view(*view.text.caret(Place(offset))).top()


def _scrolled(view: _View) -> tuple[str, int]:
    return view.key, view.verticalScrollBar().value()
