# SPDX-License-Identifier: AGPL-3.0-or-later
"""The area tool: draws a rectangle on a page, and moves the edges of one that is there.

A drag draws where a page has no text, anywhere with Alt and Shift, and anywhere once the tool is
taken up.  Taken up, it shows a rectangle: arrows move it, with Shift they resize it, with Ctrl by
single pixels; Enter accepts it, Escape drops it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from sidelight.desktop.view.area_frames import paint_held
from sidelight.desktop.view.area_pages import Area, AreaPages, Target
from sidelight.desktop.view.area_shape import (
    Grip,
    between,
    moved,
    proposed,
    pulled,
    resized,
)
from sidelight.desktop.view.area_sight import index_of
from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.text_area import TextArea
from sidelight.text.geometry import Rect

_CLICK = 6.0
_STEP, _FINE = 8.0, 1.0
_LEAST = 8.0
"""Logical pixels."""
_DRAWS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class _Drag:
    """What the pointer does: pull at a grip of a target, or draw from where it was pressed."""

    id: str
    page: int
    start: QPointF
    grip: Grip | None = None
    before: Area | None = None
    draft: Area | None = None


class AreaTool(QObject):
    """Draws and changes areas on the pages of a view.

    ``marked`` gives the highlights whose edges may be moved.
    """

    changed = Signal()
    """Another area is selected, or the tool was taken up or laid down."""
    adjusted = Signal(str, object)
    """Id of a highlight and the rectangle (points) that its area now takes."""

    def __init__(self, area: TextArea, marked: Callable[[], list[Highlight]]) -> None:
        super().__init__(area)
        self._area = area
        self._marked = marked
        self._pages = AreaPages(area)
        self._drag: _Drag | None = None
        self._keyed: Target | None = None
        self.allowed = False
        """Whether areas of these pages keep their places."""
        self.selected: Area | None = None

    @property
    def active(self) -> bool:
        """Whether the tool is taken up."""
        return self._keyed is not None

    def select(self, area: Area | None) -> None:
        """Select an area, or none; the tool is laid down."""
        before = (self.selected, self.active)
        self.selected, self._keyed, self._drag = area, None, None
        if before != (area, False):
            self._tell()

    def selection(self) -> tuple[int, Rect] | None:
        """Return the page number and the edges (points) of the area selected, or None."""
        chosen = self.selected
        return (self._area.pages[chosen.page].number, chosen.rect) if chosen is not None else None

    def select_on(self, number: int, rect: Rect) -> None:
        """Select an area of a page, by its number."""
        index = index_of(self._area, number)
        if index is not None:
            self.select(Area(index, rect))

    def take_up(self) -> None:
        """Show a rectangle to be moved by keys; the next drag draws another in its place."""
        if not self.allowed or not self._area.visible_pages():
            return
        page, seen = self._pages.largest_part()
        rect = self._pages.on_page(page, proposed(seen))
        if rect is not None:
            area = self.selected or Area(page, rect)
            self._area.clear_selection()
            self.selected = area
            self._keyed = self._target(area)
            self._tell()

    def adjust(self, id: str) -> bool:  # noqa: A002
        """Let keys move a highlight's edges; tell whether it is an area that may be changed."""
        found = next((one for one in self._targets() if one.id == id), None)
        if found is not None:
            self._keyed = found
            self._area.bring_into_view(*found.area)
            self._tell()
        return found is not None

    def renew(self) -> None:
        """Let go of a highlight that is no longer there."""
        known = {target.id for target in self._targets()}
        if self._keyed is not None and self._keyed.id not in known:
            self._keyed = None
            self._tell()
        if self._drag is not None and self._drag.id and self._drag.id not in known:
            self._drag = None

    # -- the pointer

    def press(self, event: QMouseEvent) -> bool:
        """Take hold of a grip or begin to draw; tell whether the press is spent."""
        point = event.position()
        self._drag = self._hold(point) or self._begin(event)
        if self._drag is not None:
            return True
        if self.selected is not None or self.active:
            self.select(None)
        return False

    def move(self, point: QPointF) -> bool:
        """Follow the pointer; tell whether it drags something."""
        drag = self._drag
        if drag is None:
            return False
        room, start = self._pages.room(drag.page), drag.start
        if drag.grip is not None and drag.before is not None:
            shown = self._pages.shown(drag.before)
            shape = pulled(shown, drag.grip, point.x(), point.y(), room)
        else:
            shape = between(start.x(), start.y(), point.x(), point.y(), room)
        rect = self._pages.on_page(drag.page, shape)
        far = drag.grip is not None or (point - start).manhattanLength() >= _CLICK
        self._drag = replace(drag, draft=Area(drag.page, rect) if rect and far else drag.before)
        self._area.viewport().update()
        return True

    def release(self) -> bool:
        """Take what was drawn or pulled; tell whether anything was."""
        drag, self._drag = self._drag, None
        self._area.viewport().update()
        if drag is None or drag.draft is None or drag.draft == drag.before:
            return drag is not None and drag.grip is not None
        if drag.id:
            self._keyed = None
            self.adjusted.emit(drag.id, drag.draft.rect)
        else:
            self._area.clear_selection()
            self.select(drag.draft)
        return True

    def shape_at(self, point: QPointF, marks: Sequence[Highlight]) -> Qt.CursorShape | None:
        """Return the pointer's shape at a point above ``marks``, None where the tool has no say."""
        found = self._pages.grip_at(point, self._targets())
        if found is not None:
            grip = found[1]
            if grip.across and grip.down:
                rising = grip.across != grip.down
                return Qt.CursorShape.SizeBDiagCursor if rising else Qt.CursorShape.SizeFDiagCursor
            return Qt.CursorShape.SizeHorCursor if grip.across else Qt.CursorShape.SizeVerCursor
        if self.active or (self.allowed and not marks and self._pages.bare(point)):
            return Qt.CursorShape.CrossCursor
        return None

    # -- the keyboard

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; tell whether it asked for anything."""
        key, keyed = Qt.Key(event.key()), self._keyed
        if key == Qt.Key.Key_Escape and (self._drag or keyed or self.selected):
            self._drop()
            return True
        if keyed is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keyed = None
            if keyed.id:
                self.adjusted.emit(keyed.id, keyed.area.rect)
            self._tell()
            return True
        if key not in _ARROWS or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        self._step(keyed, _ARROWS[key], event.modifiers())
        return True

    def _step(self, keyed: Target, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        page = keyed.area.page
        step = _FINE if modifiers & Qt.KeyboardModifier.ControlModifier else _STEP
        shown, room = self._pages.shown(keyed.area), self._pages.room(page)
        dx, dy = way[0] * step, way[1] * step
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            shape = resized(shown, dx, dy, room, _LEAST)
        else:
            shape = moved(shown, dx, dy, room)
        fresh = self._pages.on_page(page, shape)
        if fresh is None:
            return
        area = Area(page, fresh)
        self._keyed = replace(keyed, area=area)
        if not keyed.id:
            self.selected = area
        self._area.bring_into_view(page, fresh)
        self._tell()

    def _drop(self) -> None:
        """Leave what is being done; what was selected before goes with it, a highlight stays."""
        if self._drag is not None:
            self._drag = None
            self._area.viewport().update()
        elif self._keyed is not None and self._keyed.id:
            self._keyed = None
            self._tell()
        else:
            self.select(None)

    # -- painting

    def paint(self, painter: QPainter) -> None:
        """Paint the area selected, the one being changed, and the grips of those that may be."""
        pages = self._area.visible_pages()
        drag = self._drag
        for target in self._targets():
            area, held = target.area, False
            if self._keyed is not None and self._keyed.id == target.id:
                area, held = self._keyed.area, True
            if drag is not None and drag.id == target.id and drag.draft is not None:
                area, held = drag.draft, True
            if area.page in pages:
                place = self._pages.shown(area)
                paint_held(painter, place, target.ink, grips=True, dashed=held or not target.id)
        if drag is not None and drag.draft and not drag.id and self.selected is None:
            place = self._pages.shown(drag.draft)
            paint_held(painter, place, self._area.colours.accent, grips=False, dashed=True)

    # -- inside

    def _targets(self) -> list[Target]:
        """Return the areas with grips, the selected one first: it lies above the others."""
        found = self._pages.targets(self._marked())
        return [self._target(self.selected), *found] if self.selected is not None else found

    def _target(self, area: Area) -> Target:
        return Target("", area, self._area.colours.accent)

    def _hold(self, point: QPointF) -> _Drag | None:
        found = self._pages.grip_at(point, self._targets())
        if found is None:
            return None
        target, grip = found
        return _Drag(target.id, target.area.page, point, grip, target.area)

    def _begin(self, event: QMouseEvent) -> _Drag | None:
        point = event.position()
        page = self._pages.page_at(point)
        if not self.allowed or page is None:
            return None
        asked = event.modifiers() & _DRAWS == _DRAWS
        if asked or self.active or self._pages.bare(point):
            self.select(None)
            return _Drag("", page, point)
        return None

    def _tell(self) -> None:
        self._area.viewport().update()
        self.changed.emit()
