# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where areas are in a view, by the numbers of their pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from sidelight.desktop.view.paged_area import PagedArea
from sidelight.desktop.view.text_area import TextArea
from sidelight.text.geometry import Rect


def index_of(view: PagedArea, number: int) -> int | None:
    """Return the index of a page, None where the view does not show it."""
    return next((at for at, page in enumerate(view.pages) if page.number == number), None)


def reveal(view: TextArea, number: int, rect: Rect) -> None:
    """Bring an area (points) of a page into view."""
    index = index_of(view, number)
    if index is not None:
        view.bring_into_view(index, rect)


def seen(view: PagedArea, number: int, rect: Rect) -> QRectF | None:
    """Return the part of an area that is in sight, in the viewport; None where none is."""
    index = index_of(view, number)
    if index is None or index not in view.visible_pages():
        return None
    found = view.to_view(index, rect).intersected(QRectF(view.viewport().rect()))
    return found if found.isValid() else None
