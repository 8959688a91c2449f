# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where two drafts differ is marked below the words and beside the lines, and print stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from sidelight.desktop.view.changed_lines import _GAP, _INKS

if TYPE_CHECKING:
    from sidelight.desktop.view.document_view import DocumentView
    from tests.desktop.view.conftest import Sheets

WORDS = "1,240 houses"


def shot(view: DocumentView) -> QImage:
    return view.viewport().grab().toImage()


def marked_in(image: QImage, place: QRectF) -> int:
    """How many pixels of a part of the viewport are nearly of the ink of marks."""
    ratio = image.devicePixelRatio()
    ink = QColor(_INKS[0])
    found = 0
    for x in range(round(place.left() * ratio), round(place.right() * ratio)):
        for y in range(round(place.top() * ratio), round(place.bottom() * ratio)):
            seen = image.pixelColor(x, y)
            parts = zip(seen.getRgb()[:3], ink.getRgb()[:3], strict=True)  # type: ignore[index]
            found += all(abs(one - other) < 40 for one, other in parts)
    return found


def below(sheets: Sheets, words: str) -> QRectF:
    """The strip below words."""
    rect = sheets.view.to_view(*sheets.rect_of(words))
    return QRectF(rect.left() - 4, rect.bottom() - 1, rect.width() + 8, 9)


def beside(sheets: Sheets, words: str) -> QRectF:
    """The margin left of a line."""
    view = sheets.view
    index, rect = sheets.rect_of(words)
    left = min(line.rect.x0 for line in view.text.lines(index).lines)
    edge = view.to_view(index, rect._replace(x0=left, x1=left))
    return QRectF(edge.left() - _GAP - 1, edge.top(), 6, edge.height())


def test_words_that_differ_are_marked_until_they_are_no_more(sheets: Sheets) -> None:
    view = sheets.view
    view.reveal(*sheets.range_of(WORDS))
    before = shot(view)
    assert not marked_in(before, below(sheets, WORDS))
    view.set_changed([sheets.range_of(WORDS)])
    marked = shot(view)
    assert marked_in(marked, below(sheets, WORDS)) > 3
    assert marked_in(marked, beside(sheets, WORDS)) > 3
    assert not marked_in(marked, below(sheets, "school halls"))
    view.set_changed([])
    assert shot(view) == before


def test_a_place_where_words_went_has_a_caret(sheets: Sheets) -> None:
    view = sheets.view
    view.reveal(*sheets.range_of(WORDS))
    _start, end = sheets.range_of(WORDS)
    view.set_changed([(end, end)])
    marked = shot(view)
    rect = sheets.view.to_view(*sheets.rect_of(WORDS))
    corner = QRectF(rect.right() - 5, rect.bottom() - 3, 12, 12)
    assert marked_in(marked, corner) > 2
    assert not marked_in(marked, beside(sheets, WORDS))


def test_the_very_ends_of_a_text_can_be_marked(sheets: Sheets) -> None:
    """What stands before the first or behind the last letter has no neighbour on one side."""
    view, length = sheets.view, len(sheets.read.layer.text)
    view.set_changed([(0, 0), (length, length), (0, length)])
    assert not shot(view).isNull()
