# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quiet mark beside each line whose recognised text a reviewer corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

if TYPE_CHECKING:
    from sidelight.desktop.view.text_area import TextArea

_GAP, _WIDTH = 6.0, 2.0


def paint_corrected(painter: QPainter, view: TextArea) -> None:
    """Paint a thin bar left of the corrected lines in sight."""
    corrections = view.text.reading.corrections
    if not corrections:
        return
    colour = QColor(view.colours.accent)
    for index in view.visible_pages():
        page, lines = view.pages[index], view.text.lines(index)
        for one in corrections:
            if one.start < page.end and page.start < one.end:
                for rect in lines.rects(one.start, one.end)[:1]:
                    place = view.to_view(index, rect)
                    left = place.left() - _GAP
                    painter.fillRect(QRectF(left, place.top(), _WIDTH, place.height()), colour)
