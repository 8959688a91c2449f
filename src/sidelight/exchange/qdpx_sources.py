# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents as sources of a REFI-QDA project: a PDF or a picture with its file and its text, any
other as its text alone.

Words are marked in the text, areas on the page; a mark that fits neither is handed back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sidelight.errors import DocumentError
from sidelight.exchange.guids import guid
from sidelight.exchange.outgoing import Outgoing
from sidelight.exchange.qdpx_marks import By, Mark
from sidelight.exchange.qdpx_pictures import in_pixels, in_points
from sidelight.exchange.qdpx_text import LayerText, QuotedText, even_until
from sidelight.exchange.qdpx_xml import Names, element
from sidelight.language import _
from sidelight.model.records import Document

_PDF = "application/pdf"
_ENDINGS = {
    _PDF: ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
    "image/tiff": ".tiff",
    "image/jp2": ".jp2",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/heic": ".heic",
    "image/svg+xml": ".svg",
}
"""Files that REFI-QDA has a kind of source for; it has none for e-books and web pages."""


@dataclass(slots=True)
class Told:
    """What there is to be told of the sources: how many are here without their file, without their
    text, with places that UTF-16 counts otherwise; how many marks stand, and those that do not.
    """

    without_file: int = 0
    absent: int = 0
    uneven: int = 0
    marked: int = 0
    unplaced: int = 0


class Sources:
    """Adds documents to the element of the sources; ``store`` puts their files into the package."""

    def __init__(self, above: Any, outgoing: Outgoing, store: Callable[[str, bytes], None]) -> None:
        self.told = Told()
        self._above = above
        self._outgoing = outgoing
        self._store = store
        self._names = Names()

    def put(self, document: Document, marks: Sequence[Mark]) -> tuple[Any, Sequence[Mark]]:
        """Add a document with the marks on it; return its element, in which more may follow, and
        the marks that have no place there.
        """
        absent = document.id in self._outgoing.absent
        text = _quoted(marks) if absent else LayerText(self._outgoing, document)
        places = [(text.place(mark.passage), mark) for mark in marks]
        others = [mark for place, mark in places if place is None]
        words = [(*place, mark) for place, mark in places if place is not None]
        words.sort(key=lambda one: one[:2])
        self.told.marked += len(words)
        self.told.uneven += bool(words) and max(end for _, end, _ in words) > even_until(text.text)
        data = None if absent else self._file(document)
        if absent:
            self.told.absent += 1
        elif data is None:
            self.told.without_file += document.media_type != "text/plain"
        if data is None:
            made = self._source("TextSource", document)
            if absent:
                said = _("Of this document only the words that are quoted of it are here.")
                element(made, "Description", said)
            self._fill(made, text.text, words)
            left = others
        elif document.media_type == _PDF:
            made = self._with_file("PDFSource", document, data)
            left = self._areas(made, "PDFSelection", document, others, data)
            self._represent(made, "Representation", text.text, words)
        else:
            made = self._with_file("PictureSource", document, data)
            if text.text.strip():
                self._represent(made, "TextDescription", text.text, words)
            left = self._areas(made, "PictureSelection", document, others, data)
        self.told.unplaced += len(left)
        return made, left

    def _file(self, document: Document) -> bytes | None:
        if document.media_type not in _ENDINGS:
            return None
        try:
            return self._outgoing.data(document)
        except DocumentError:
            return None

    def _source(self, tag: str, document: Document, ending: str = "") -> Any:
        known = document.added_by in {*self._outgoing.reviewers, self._outgoing.me}
        user = guid("reviewer", document.added_by) if known else ""
        by = By(user, document.added_at or self._outgoing.made_at)
        name = self._names.of_file(document.title or document.name, ending)
        made = guid("document", document.id)
        return element(self._above, tag, guid=made, name=name, **by.attributes)

    def _with_file(self, tag: str, document: Document, data: bytes) -> Any:
        ending = _ENDINGS[document.media_type]
        # programs know a picture by the ending of its name
        made = self._source(tag, document, "" if document.media_type == _PDF else ending)
        name = f"{made.get('guid')}{ending}"
        self._store(name, data)
        made.set("path", f"internal://{name}")
        return made

    def _represent(self, made: Any, tag: str, text: str, words: Sequence[_Words]) -> None:
        told = element(
            made,
            tag,
            guid=guid("text of", made.get("guid")),
            name=made.get("name"),
            creationDateTime=made.get("creationDateTime"),
        )
        self._fill(told, text, words)

    def _fill(self, made: Any, text: str, words: Sequence[_Words]) -> None:
        name = f"{made.get('guid')}.txt"
        self._store(name, text.encode())
        made.set("plainTextPath", f"internal://{name}")
        for start, end, mark in words:
            mark.put(made, "PlainTextSelection", startPosition=start, endPosition=end)

    def _areas(
        self, made: Any, tag: str, document: Document, marks: Sequence[Mark], data: bytes
    ) -> list[Mark]:
        left = []
        for mark in marks:
            place = self._area(document, mark, data)
            if place is None:
                left.append(mark)
                continue
            self.told.marked += 1
            mark.put(made, tag, **place)
        return left

    def _area(self, document: Document, mark: Mark, data: bytes) -> dict[str, int] | None:
        """Return where an area stands, as attributes; None where that cannot be said."""
        number, area = mark.passage.page, mark.passage.area
        pages = () if area is None else self._outgoing.pages(document)
        if area is None or not 1 <= number <= len(pages):
            return None
        page, names = pages[number - 1], ("firstX", "firstY", "secondX", "secondY")
        if document.media_type == _PDF:
            return {"page": number - 1, **dict(zip(names, in_points(area, page), strict=True))}
        # a selection of a picture names no page
        corners = in_pixels(area, page, data) if len(pages) == 1 else None
        return dict(zip(names, corners, strict=True)) if corners else None


_Words = tuple[int, int, Mark]


def _quoted(marks: Sequence[Mark]) -> QuotedText:
    return QuotedText(mark.passage for mark in marks)
