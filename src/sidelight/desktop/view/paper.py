# SPDX-License-Identifier: AGPL-3.0-or-later
"""Painting a sheet of paper: its picture, or why there is none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTextOption

from sidelight.desktop.view.colours import ViewColours
from sidelight.language import _

_WIDEST_SENTENCE = 420.0
_SENTENCE_HEIGHT = 120.0


def paint_page(
    painter: QPainter, rect: QRectF, picture: QImage | None, ratio: float, colours: ViewColours
) -> None:
    """Paint a page at ``rect``: paper, hairline, and the picture, scaled only if it must be."""
    painter.setPen(QPen(QColor(colours.hairline), 1 / ratio))
    painter.setBrush(QColor(colours.paper))
    half = 0.5 / ratio
    painter.drawRect(rect.adjusted(-half, -half, half, half))
    if picture is None:
        return
    fits = abs(picture.width() - rect.width() * ratio) < 2  # the reader may round up
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not fits)
    if fits:
        size = QPointF(picture.width() / ratio, picture.height() / ratio)
        painter.drawImage(QRectF(rect.topLeft(), rect.topLeft() + size), picture)
    else:
        painter.drawImage(rect, picture)
    painter.restore()


def failure_rect(seen: QRectF) -> QRectF:
    """Return where the sentence goes on the part of a page that is in sight."""
    width = min(_WIDEST_SENTENCE, max(160.0, seen.width() - 40))
    box = QRectF(0, 0, width, _SENTENCE_HEIGHT)
    box.moveCenter(seen.center())
    return box


def paint_failure(painter: QPainter, rect: QRectF, why: str, colours: ViewColours) -> None:
    """Paint the sentence, and below it what a click does."""
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    painter.save()
    font = painter.font()
    painter.setPen(QColor(colours.text))
    painter.drawText(rect.adjusted(0, 0, 0, -36), why, option)
    font.setUnderline(True)
    painter.setFont(font)
    painter.setPen(QColor(colours.accent))
    painter.drawText(
        QRectF(rect.left(), rect.bottom() - 30, rect.width(), 26),
        _("Try again"),
        QTextOption(Qt.AlignmentFlag.AlignHCenter),
    )
    painter.restore()
