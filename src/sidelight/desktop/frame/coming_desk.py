# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desk while a project is being opened: the pages seen last, where they stood."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sidelight.desktop.frame.first_pictures import FirstPictures, wish_of
from sidelight.desktop.frame.sight import NOTHING, SeenView, Sight
from sidelight.desktop.theme import Theme

if TYPE_CHECKING:
    from sidelight.desktop.view.picture_cache import Wish


class ComingDesk(QWidget):
    """Shows pages of the project at ``path`` as soon as they are drawn, and nothing else.

    ``settled`` tells, once for each project, that all pages stand there that will.
    """

    settled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("part", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._path: Path | None = None
        self._sight = NOTHING
        self._drawing: FirstPictures | None = None

    @property
    def drawing(self) -> bool:
        """Whether pages are still to come."""
        return self._drawing is not None and not self._drawing.over

    def expect(self, path: Path, sight: Sight) -> None:
        """Draw what was seen of the project at ``path``, unless that is being done already."""
        if path == self._path:
            return
        self._path, self._sight = path, sight
        self._drawing = None
        if sight.views and sight.look == self._theme.colours.name:
            self._drawing = FirstPictures(path, sight.views, self)
            self._drawing.done.connect(self._show)

    def take(self, path: Path) -> tuple[tuple[SeenView, ...], Mapping[Wish, QImage]]:
        """Hand over the views of the project at ``path`` with their pictures, and forget both."""
        views: tuple[SeenView, ...] = ()
        pictures: Mapping[Wish, QImage] = {}
        if path == self._path and self._drawing is not None and self._fits():
            views, pictures = self._sight.views, self._drawing.pictures()
        self._path, self._sight, self._drawing = None, NOTHING, None
        return views, pictures

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are there."""
        super().paintEvent(event)
        if self._drawing is None or not self._fits():
            return
        pictures = self._drawing.pictures()
        painter = QPainter(self)
        corner = self.mapTo(self._body(), QPoint(0, 0))
        painter.translate(QPointF(-corner))
        for view in self._sight.views:
            painter.save()
            painter.setClipRect(QRectF(*view.place))
            painter.translate(view.place[0], view.place[1])
            paint_seen(painter, view, pictures, self._theme)
            painter.restore()
        painter.end()

    def _show(self) -> None:
        # now: what comes next keeps the window from painting for a while
        self.repaint()
        self.settled.emit()

    def _body(self) -> QWidget:
        parent = self.parentWidget()
        while parent is not None and parent.parentWidget() is not self.window():
            parent = parent.parentWidget()
        return parent or self

    def _fits(self) -> bool:
        """Tell whether the window is as it was."""
        size = self._body().size()
        same = (size.width(), size.height()) == self._sight.size
        return same and self.devicePixelRatioF() == self._sight.ratio


def paint_seen(
    painter: QPainter, view: SeenView, pictures: Mapping[Wish, QImage], theme: Theme
) -> None:
    """Paint the pages of a view that there are ``pictures`` of, from the view's corner on."""
    from sidelight.desktop.view import paper
    from sidelight.desktop.view.colours import THEMES
    from sidelight.desktop.view.pictures import is_inverted

    colours, ratio = THEMES[theme.colours.name], painter.device().devicePixelRatioF()
    painter.fillRect(QRectF(0, 0, view.place[2], view.place[3]), colours.ground)
    for page in view.pages:
        picture = pictures.get(wish_of(view, page))
        if picture is None:
            continue
        place = QRectF(*page.place)
        paper.paint_paper(painter, place, ratio, colours, dark=is_inverted(picture))
        painter.save()
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
        paper.straighten(painter, place, page.pixels, view.turns, ratio)
        paper.paint_whole(painter, picture, page.pixels)
        painter.restore()
