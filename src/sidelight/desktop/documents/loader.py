# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fetches what a reading view needs of a document: its text, its pages, the bytes it is drawn
from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sidelight.desktop.bridge import Bridge
from sidelight.desktop.view.pictures import PictureSource
from sidelight.errors import SidelightError
from sidelight.language import sentence
from sidelight.model.records import Document
from sidelight.reader.remote import Reader
from sidelight.text.layer import Page, TextLayer

if TYPE_CHECKING:
    from sidelight.session.documents import Drawing


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document ready to be shown."""

    document: Document
    layer: TextLayer
    pages: tuple[Page, ...]
    key: str


class Loader:
    """Loads documents of the project at work; ``pictures`` draws their pages."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._pictures: PictureSource | None = None

    @property
    def pictures(self) -> PictureSource:
        """What draws the pages of the project's documents."""
        if self._pictures is None:
            raise LookupError("no project is open")
        return self._pictures

    def start(self, reader: Reader) -> None:
        """Draw with the reader of a project just opened."""
        self.stop()
        self._pictures = PictureSource(reader)

    def stop(self) -> None:
        """Draw no more."""
        if self._pictures is not None:
            self._pictures.close()
            self._pictures = None

    def load(self, document: Document, then: Callable[[Loaded], None]) -> None:
        """Fetch a document and hand it to ``then``."""
        pictures = self.pictures

        def arrived(found: tuple[TextLayer, tuple[Page, ...], Drawing]) -> None:
            layer, pages, drawing = found
            if pictures is not self._pictures:
                return  # another project was opened meanwhile
            pictures.open(drawing.key, drawing.load, drawing.media_type, drawing.name)
            then(Loaded(document, layer, pages, drawing.key))

        self._bridge.ask(
            lambda session: (
                session.layer(document),
                session.pages(document),
                session.drawing(document),
            ),
            then=arrived,
            failed=lambda error: self._failed(error, pictures),
        )

    def _failed(self, error: SidelightError, pictures: PictureSource) -> None:
        if pictures is self._pictures:
            self._bridge.error.emit(sentence(error))
