# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fetches what a reading view needs of a document: its text, its pages, the bytes it is drawn
from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from sidelight.desktop.bridge import Bridge
from sidelight.desktop.documents.reading_text import ReadingText
from sidelight.desktop.documents.typesetter import Sheets, Typesetter
from sidelight.desktop.frame.coming_desk import Images, paint_again
from sidelight.desktop.view.picture_cache import Wish
from sidelight.desktop.view.pictures import PictureSource
from sidelight.errors import DocumentError, SidelightError
from sidelight.language import sentence
from sidelight.model.records import Document, LayerMade
from sidelight.reader.remote import Reader
from sidelight.reader.typography import MEDIA_TYPE as RENDITION
from sidelight.text.layer import Page, TextLayer, verify
from sidelight.worker.allocator import give_back_free_pages, give_back_large_blocks

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from sidelight.desktop.frame.sight import SeenView
    from sidelight.desktop.theme import Theme
    from sidelight.session.documents import Drawing

Meanwhile = Callable[["QPainter", "QWidget"], None]
Then = Callable[[], object]
_LARGE = 4 << 20
"""Bytes of a document that are not kept in the window beside the drawing process."""
_SHOWN_MS = 500
"""After which what was loaded is taken to be shown, and less urgent work begins."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document ready to be shown."""

    document: Document
    layer: TextLayer
    pages: tuple[Page, ...]
    key: str
    made: LayerMade
    rendition: bytes = field(default=b"", repr=False)
    """What is set anew in another typography; empty where the pages are what they are."""

    def on(self, sheets: Sheets) -> Loaded:
        """Return the same text on other pages."""
        return replace(self, pages=sheets.pages, key=sheets.key)


class Loader:
    """Loads documents of the project at work; ``pictures`` draws their pages."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._pictures: PictureSource | None = None
        self._typesetter: Typesetter | None = None
        self._seen: list[SeenView] = []
        self._seen_images: Images = {}
        self.text = ReadingText()

    @property
    def pictures(self) -> PictureSource:
        """What draws the pages of the project's documents."""
        if self._pictures is None:
            raise LookupError("no project is open")
        return self._pictures

    def start(self, reader: Reader) -> None:
        """Draw with the reader of a project just opened."""
        self.stop()
        give_back_large_blocks()
        self._pictures = PictureSource(reader)
        self._typesetter = Typesetter(reader)

    def stop(self) -> None:
        """Draw no more."""
        self._seen, self._seen_images = [], {}
        if self._pictures is not None:
            self._pictures.close()
            self._pictures = None
        if self._typesetter is not None:
            self._typesetter.close()
            self._typesetter = None

    def take(self, images: Images) -> None:
        """Use pictures drawn before the project was there, and show their views until its documents
        are.
        """
        self._seen = list(dict.fromkeys(view for view, _page in images))
        self._seen_images = images
        for (view, page), image in images.items():
            wish = Wish(view.key, page.number, round(page.scale, 4), tone=view.tone)
            self.pictures.keep(wish, image)

    def seen_before(self, document: str, theme: Theme) -> Meanwhile | None:
        """Return what paints a view of a document as it was seen last, once for each view."""
        view = next((view for view in self._seen if view.document == document), None)
        if view is None:
            return None
        self._seen.remove(view)
        images = self._seen_images
        if not self._seen:
            self._seen_images = {}
        return lambda painter, port: paint_again(painter, port, view, images, theme)

    def load(self, document: Document, then: Callable[[Loaded], None]) -> None:
        """Fetch a document and hand it to ``then``."""
        pictures = self.pictures

        def arrived(found: tuple[TextLayer, tuple[Page, ...], Drawing, LayerMade]) -> None:
            layer, pages, drawing, made = found
            if pictures is not self._pictures:
                return  # another project was opened meanwhile
            load = self._load(document, drawing)
            pictures.open(drawing.key, load, drawing.media_type, drawing.name)
            flows = drawing.media_type == RENDITION and drawing.key != document.id
            data = drawing.data if flows else b""
            then(Loaded(document, layer, pages, drawing.key, made, data))
            QTimer.singleShot(_SHOWN_MS, self._bridge, lambda: self._verify(document, pages))

        self._bridge.ask(
            lambda session: (
                session.layer(document),
                session.pages(document),
                session.drawing(document),
                session.made(document),
            ),
            then=arrived,
            failed=lambda error: self._failed(error, pictures),
        )

    def _verify(self, document: Document, pages: tuple[Page, ...]) -> None:
        """Read the boxes of a document through, now that it is shown; say so where they are
        damaged.
        """
        asked = self._pictures

        def failed(error: SidelightError) -> None:
            if asked is not None and isinstance(error, DocumentError):
                self._failed(error, asked)

        self._bridge.ask(
            lambda _session: _verified(document, pages), then=lambda _found: None, failed=failed
        )

    def _load(self, document: Document, drawing: Drawing) -> Callable[[], bytes]:
        """Return what gives the bytes to draw from, on whatever thread but the window's.

        Large ones are handed out once, since the drawing process then holds them; who needs them
        again, because it died, gets them from the file.
        """
        if len(drawing.data) < _LARGE:
            return drawing.load
        held = [drawing.data]
        bridge = self._bridge

        def load() -> bytes:
            if held:
                return held.pop()
            return bytes(bridge.fetch(lambda session: session.drawing(document).data))

        return load

    def typeset(
        self, owner: object, loaded: Loaded, then: Callable[[Loaded], None], usual: Then
    ) -> None:
        """Hand ``then`` a document set in the typography in force.

        ``usual`` is called, after a word of why, where it cannot be set so.
        """
        typography = self.text.typography
        typesetter = self._typesetter
        if typesetter is None:
            return
        if not typography.code or not loaded.rendition:
            typesetter.leave(owner)
            then(loaded)
            return
        pictures, name = self.pictures, loaded.document.title

        def arrived(sheets: Sheets) -> None:
            pictures.open(sheets.key, lambda: sheets.rendition, RENDITION, name)
            then(loaded.on(sheets))

        def failed(error: SidelightError) -> None:
            self._failed(error, pictures)
            usual()

        document = (loaded.key, loaded.rendition, loaded.layer.text.ink, name)
        typesetter.ask(owner, document, typography, arrived, failed)

    def _failed(self, error: SidelightError, pictures: PictureSource) -> None:
        if pictures is self._pictures:
            self._bridge.error.emit(sentence(error))


def _verified(document: Document, pages: tuple[Page, ...]) -> None:
    try:
        verify(pages)
    except ValueError as error:
        raise DocumentError("document.damaged", name=document.title) from error
    give_back_free_pages()
