# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desk while a project is being opened: as it was left, pale, and the pages seen last on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from sidelight.desktop.frame.first_pictures import FirstPictures
from sidelight.desktop.frame.sight import SeenPage, SeenView, Sight
from sidelight.desktop.theme import Theme

_PALE = 0.5
"""How much of what does not answer yet is seen."""

Images = Mapping[tuple[SeenView, SeenPage], QImage]


class ComingDesk(QWidget):
    """Shows pages of the project that is coming as soon as they are there, and how all around them
    looked when the project was left, pale, since nothing answers yet.

    ``by`` is the name to act under, "" for the settings'.  ``settled`` tells, once for each
    project, that all pages stand there that will.
    """

    settled = Signal()
    _drawn = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("part", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.by = ""
        self._theme = theme
        self._path: Path | None = None
        self._first: FirstPictures | None = None
        self._images: dict[tuple[SeenView, SeenPage], QImage] = {}
        self._drawn.connect(self._show)

    @property
    def drawing(self) -> bool:
        """Whether pages are still to come."""
        return self._first is not None and not self._first.over

    def expect(self, path: Path, sight: Sight) -> None:
        """Draw what was seen of the project at ``path``, unless that is being done already."""
        if path != self._path:
            self.follow(FirstPictures(path, sight) if sight.known else None)
            self._path = path

    def follow(self, first: FirstPictures | None) -> None:
        """Show pages that are being drawn already."""
        self._first, self._images = first, {}
        if first is not None:
            self._path = first.path
            first.when_over(lambda: self._drawn.emit(first))

    def take(self, path: Path) -> Images:
        """Hand over what there is of the project at ``path``, and forget it."""
        images = self._pictures() if path == self._path and self._fits() else {}
        if self._first is not None:
            self._first.drop()
        self._path, self._first, self._images = None, None, {}
        return images

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are there."""
        super().paintEvent(event)
        if self._first is None or not self._fits():
            return
        images = self._pictures()
        painter = QPainter(self)
        painter.translate(-_corner(self))
        self._paint_desk(painter, self._first.sight)
        for view in self._first.sight.views:
            painter.save()
            painter.setClipRect(QRectF(*view.place))
            painter.translate(view.place[0], view.place[1])
            paint_seen(painter, view, images, self._theme)
            painter.restore()
        painter.end()

    def _paint_desk(self, painter: QPainter, sight: Sight) -> None:
        """Paint how the desk looked, for nobody but who saw it: another may have to judge blind."""
        picture = self._first.desk if self._first is not None else None
        if picture is None or sight.desk is None:
            return
        from sidelight.desktop.preferences import settings_now
        from sidelight.session.names import known_id

        if not sight.by or sight.by != known_id(settings_now(), self.by):
            return
        from sidelight.desktop.view.page_images import as_image

        painter.setOpacity(_PALE)
        painter.drawImage(QRectF(*sight.desk), as_image(picture))
        painter.setOpacity(1.0)

    def _pictures(self) -> Images:
        from sidelight.desktop.view.page_images import as_image

        drawn = self._first.pictures() if self._first is not None else {}
        for at, picture in drawn.items():
            if at not in self._images:
                self._images[at] = as_image(picture)
        return self._images

    def _show(self, first: FirstPictures) -> None:
        if first is self._first:
            # now: what comes next keeps the window from painting for a while
            self.repaint()
            self.settled.emit()

    def _fits(self) -> bool:
        """Tell whether the window looks as it did."""
        body = _body(self)
        if self._first is None or body is None:
            return False
        sight = self._first.sight
        return (
            sight.size == (body.width(), body.height())
            and sight.ratio == self.devicePixelRatioF()
            and sight.look == self._theme.colours.name
        )


def _body(widget: QWidget) -> QWidget | None:
    """Return what a widget's window holds below its frame, None in any but a main window."""
    window = widget.window()
    return window.centralWidget() if isinstance(window, QMainWindow) else None


def _corner(widget: QWidget) -> QPointF:
    """Return where a widget stands in its window's body."""
    body = _body(widget)
    return QPointF(widget.mapTo(body, QPoint(0, 0))) if body is not None else QPointF()


def paint_again(
    painter: QPainter, port: QWidget, view: SeenView, images: Images, theme: Theme
) -> None:
    """Paint on the viewport of a view what was seen there last, where it stood in the window: bars
    that come and go move the view, and must not move the page.
    """
    painter.save()
    if _body(port) is not None:
        painter.translate(QPointF(*view.place[:2]) - _corner(port))
    paint_seen(painter, view, images, theme)
    painter.restore()


def paint_seen(painter: QPainter, view: SeenView, images: Images, theme: Theme) -> None:
    """Paint the pages of a view that there are ``images`` of, from the view's corner on."""
    from sidelight.desktop.view import paper
    from sidelight.desktop.view.colours import THEMES
    from sidelight.desktop.view.page_images import is_inverted

    colours, ratio = THEMES[theme.colours.name], painter.device().devicePixelRatioF()
    painter.fillRect(QRectF(0, 0, view.place[2], view.place[3]), colours.ground)
    for page in view.pages:
        picture = images.get((view, page))
        if picture is None:
            continue
        place = QRectF(*page.place)
        paper.paint_paper(painter, place, ratio, colours, dark=is_inverted(picture))
        painter.save()
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
        paper.straighten(painter, place, page.pixels, view.turns, ratio)
        paper.paint_whole(painter, picture, page.pixels)
        painter.restore()
