# SPDX-License-Identifier: AGPL-3.0-or-later
"""Painting a sheet of paper: its pictures, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTextOption

from sidelight.desktop.view.colours import ViewColours
from sidelight.language import _

_WIDEST_SENTENCE, _SENTENCE_LINES = 26.0, 8.0
"""Of the sentence that says why a page is not shown, with what may be done: in heights of a line of
the window's text.
"""
_TO_LINK, _LINK = 2.0, 1.6
"""How far from the lower edge the sentence ends, and the link begins, in the same."""


def paint_paper(
    painter: QPainter, rect: QRectF, ratio: float, colours: ViewColours, *, dark: bool = False
) -> None:
    """Paint an empty page at ``rect``: paper and hairline."""
    painter.setPen(QPen(QColor(colours.hairline), 1 / ratio))
    painter.setBrush(QColor(colours.dark_paper if dark else colours.paper))
    half = 0.5 / ratio
    painter.drawRect(rect.adjusted(-half, -half, half, half))


def straighten(
    painter: QPainter, rect: QRectF, pixels: tuple[float, float], turns: int, ratio: float
) -> None:
    """Let a painter count screen pixels from the top left corner of a page before it is turned.

    ``rect`` is where the turned page lies, ``pixels`` the size it has before.
    """
    wide, tall = pixels
    painter.translate(rect.topLeft())
    painter.scale(1 / ratio, 1 / ratio)
    corner = ((0, 0), (tall, 0), (wide, tall), (0, wide))[turns]
    painter.translate(*corner)
    painter.rotate(90.0 * turns)


def paint_whole(painter: QPainter, picture: QImage, pixels: tuple[int, int]) -> None:
    """Paint the picture of a page with a straightened painter, scaled only if it must be."""
    fits = abs(picture.width() - pixels[0]) < 2  # the reader may round up
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not fits)
    if fits:
        painter.drawImage(QPointF(0, 0), picture)
    else:
        painter.drawImage(QRectF(0, 0, *pixels), picture)


def paint_tiles(painter: QPainter, tiles: Sequence[QImage]) -> None:
    """Paint tiles, each where it belongs, with a straightened painter."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    for tile in tiles:
        painter.drawImage(QPointF(tile.offset()), tile)


def failure_rect(seen: QRectF, line: float) -> QRectF:
    """Return where the sentence goes on the part of a page that is in sight; ``line`` is the height
    of a line of the window's text.
    """
    width = min(_WIDEST_SENTENCE * line, max(160.0, seen.width() - 40))
    box = QRectF(0, 0, width, _SENTENCE_LINES * line)
    box.moveCenter(seen.center())
    return box


def paint_failure(painter: QPainter, rect: QRectF, why: str, colours: ViewColours) -> None:
    """Paint the sentence, and below it what a click does."""
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    painter.save()
    font, line = painter.font(), painter.fontMetrics().height()
    painter.setPen(QColor(colours.text))
    painter.drawText(rect.adjusted(0, 0, 0, -_TO_LINK * line), why, option)
    font.setUnderline(True)
    painter.setFont(font)
    painter.setPen(QColor(colours.accent))
    painter.drawText(
        QRectF(rect.left(), rect.bottom() - _LINK * line, rect.width(), _LINK * line),
        _("Try again"),
        QTextOption(Qt.AlignmentFlag.AlignHCenter),
    )
    painter.restore()
