# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is seen now in the main window of the documents of a project, to be seen again first of all
at the next opening.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.frame.kept_pictures import Drawn
from sidelight.desktop.frame.sight import Place, SeenPage, SeenView, Sight
from sidelight.desktop.theme import Theme
from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.picture_cache import Wish


def seen_now(
    body: QWidget, pages: Iterable[DocumentPage], theme: Theme, desk: QWidget | None, by: str
) -> Sight:
    """Return what is seen of ``pages`` in a window with this ``body``; with a ``desk``, that a
    picture of it is kept for the reviewer of an id.
    """
    found = (_seen(page, body) for page in pages)
    views = tuple(view for view in found if view is not None)
    size = (body.width(), body.height())
    place: Place | None = None
    if desk is not None:
        corner = desk.mapTo(body, QPoint(0, 0))
        place = (corner.x(), corner.y(), desk.width(), desk.height())
    return Sight(size, body.devicePixelRatioF(), theme.colours.name, views, place, by)


def drawn_now(pages: Iterable[DocumentPage]) -> dict[Drawn, QImage]:
    """Return the pictures of what is seen of ``pages``, those that show whole ones and nobody needs
    a password for.
    """
    found: dict[Drawn, QImage] = {}
    for page in pages:
        view = page.view
        if is_secret(page) or not (page.ready and page.as_stored and view.isVisible()):
            continue
        for at in view.visible_pages():
            drawn = Drawn(view.key, view.pages[at].number, view.picture_scale(at), view.tone)
            wish = Wish(drawn.key, drawn.page, drawn.scale, tone=drawn.tone)
            image = view.pictures.find(wish)
            if image is not None:
                found[drawn] = image
    return found


def is_secret(page: DocumentPage) -> bool:
    """Tell whether a document is seen only by who knows its password."""
    view = page.view
    return view.pictures.is_secret(view.key) or view.pictures.is_secret(page.document.id)


def _seen(page: DocumentPage, body: QWidget) -> SeenView | None:
    view = page.view
    if not (page.ready and page.as_stored and view.isVisible()):
        return None
    port = view.viewport()
    corner = port.mapTo(body, QPoint(0, 0))
    return SeenView(
        document=page.document.id,
        key=view.key,
        media_type=view.pictures.media_type(view.key),
        place=(corner.x(), corner.y(), port.width(), port.height()),
        pages=tuple(_page(view, at) for at in view.visible_pages()),
        turns=view.turns,
        tone=view.tone,
    )


def _page(view: DocumentView, at: int) -> SeenPage:
    place, pixels = view.page_rect(at), view.stack.straight_pixels(at)
    return SeenPage(view.pages[at].number, _place(place), view.picture_scale(at), pixels)


def _place(rect: QRectF) -> Place:
    return rect.x(), rect.y(), rect.width(), rect.height()
