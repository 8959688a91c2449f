# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a desk knows of its documents: which is meant, their text and pages, what is marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sidelight.errors import DocumentError, UnknownName
from sidelight.model.coverage import sentence_ranges
from sidelight.model.draft_chain import drafts_before
from sidelight.model.records import Document, LayerMade, Passage
from sidelight.report.locators import Sections
from sidelight.session.desk import Desk
from sidelight.text.corrections import CorrectedText
from sidelight.text.layer import Page, TextLayer, unpack_geometry

Parsed = TypeVar("Parsed", TextLayer, tuple[Page, ...])

_SHORTEST_ID = 6
_SHORTEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Drawing:
    """What `Reader.draw` needs to draw a document: a key, its bytes, their media type, its name."""

    key: str
    data: bytes
    media_type: str
    name: str

    def load(self) -> bytes:
        """Return the bytes; safe from any thread."""
        return self.data


class DocumentTexts(Desk):
    """The desk with what can be asked about documents."""

    def document(self, name: str | int) -> Document:
        """Return the document of a number, id or title; UnknownName where it is none or several.

        The beginning of an id and a part of a title will do where nothing is called so.
        """
        wanted = str(name).strip()
        folded = wanted.casefold()
        documents = self.project.documents()
        for match in (
            lambda d: wanted in (d.label, d.id),
            lambda d: wanted == str(d.number),
            lambda d: folded in (d.title.casefold(), d.name.casefold()),
            lambda d: len(wanted) >= _SHORTEST_ID and d.id.startswith(folded),
            lambda d: len(wanted) >= _SHORTEST_TITLE and folded in d.title.casefold(),
        ):
            found = self.newest([document for document in documents if match(document)])
            if len(found) == 1:
                return found[0]
            if found:
                labels = ", ".join(f"{d.label} ({d.title})" for d in found)
                raise UnknownName("document.ambiguous", name=wanted, candidates=labels)
        raise UnknownName("document.unknown_name", name=wanted)

    def newest(self, documents: list[Document]) -> list[Document]:
        """Leave out drafts of which a newer one is among these documents."""
        if len(documents) < 2:
            return documents
        log = self.project.log
        earlier = {one for document in documents for one in drafts_before(log, document.id)}
        return [document for document in documents if document.id not in earlier] or documents

    def made(self, document: Document) -> LayerMade:
        """Return how the document's layer was made."""
        made = self.project.layer(document.layer)
        if made is None:
            raise DocumentError("document.damaged", name=document.title)
        return made

    def left_out(self, document: Document) -> bool:
        """Tell whether the bytes of a document were left out of this copy of the project."""
        made = self.project.layer(document.layer)
        return made is None or made.text in self.file.absent()

    def forget_texts(self) -> None:
        """Read all texts anew when they are asked for: the file has changed below."""
        for kept in (self._layers, self._folded, self._readings, self._pages, self._sentences):
            kept.clear()
        self.maps.clear()

    def _bytes(self, document: Document, hash_: str) -> bytes:
        if not self.file.has_blob(hash_) and hash_ in self.file.absent():
            raise DocumentError("document.left_out", name=document.title)
        return self.file.blob(hash_)

    def data(self, document: Document) -> bytes:
        """Return the bytes of a document as added; DocumentError where they were left out."""
        return self._bytes(document, document.id)

    def readable(self, document: Document) -> bool:
        """Tell whether the text of a document and its places are there; not all of a recovered
        project need be.
        """
        made = self.project.layer(document.layer)
        return made is not None and all(map(self.file.has_blob, (made.text, made.geometry)))

    def layer(self, document: Document) -> TextLayer:
        """Return the text of a document; kept once read."""
        if document.layer not in self._layers:
            data = self._bytes(document, self.made(document).text)
            self._layers[document.layer] = _parsed(TextLayer.from_bytes, data, document)
        return self._layers[document.layer]

    def sentences(self, document: Document) -> tuple[tuple[int, int], ...]:
        """Return the ink ranges of the sentences of a document; kept once found."""
        if document.layer not in self._sentences:
            self._sentences[document.layer] = tuple(sentence_ranges(self.layer(document)))
        return self._sentences[document.layer]

    def reading(self, document: Document) -> CorrectedText:
        """Return the text of a document as reviewers corrected it; kept until they do again."""
        corrections = self.project.corrections(document.layer)
        kept = self._readings.get(document.layer)
        if kept is None or kept[0] != corrections:
            kept = corrections, CorrectedText(self.layer(document).text, corrections)
            self._readings[document.layer] = kept
            self._folded.pop(document.layer, None)
        return kept[1]

    def folded(self, document: Document, fold: Callable[[str], str]) -> str:
        """Return the text of a document as corrected, folded for search; kept once made."""
        reading = self.reading(document)
        if document.layer not in self._folded:
            self._folded[document.layer] = fold(reading.text.text)
        return self._folded[document.layer]

    def pages(self, document: Document) -> tuple[Page, ...]:
        """Return the pages of a document with the boxes of their characters; kept once read."""
        if document.layer not in self._pages:
            data = self._bytes(document, self.made(document).geometry)
            self._pages[document.layer] = _parsed(unpack_geometry, data, document)
        return self._pages[document.layer]

    def page_of(self, document: Document, start: int) -> int:
        """Return the page (from 1) on which an ink offset stands."""
        return page_at(self.pages(document), start)

    def heading_above(self, document: Document, passage: Passage) -> str:
        """Return the heading that a passage stands under, "" where there is none."""
        if document.layer not in self._headings:
            outline = self.layer(document).outline
            self._headings[document.layer] = sorted(outline, key=lambda h: (h.start, h.page))
        headings = self._headings[document.layer]
        if passage.area is not None:
            # a page's own headings may stand below the area
            at = bisect_left(headings, passage.page, key=lambda h: h.page)
        else:
            at = bisect_right(headings, passage.start, key=lambda h: h.start)
        return headings[at - 1].title if at else ""

    def sections(self, document: Document) -> Sections:
        """Return where the sections of a document begin; kept once found."""
        if document.layer not in self._sections:
            self._sections[document.layer] = Sections(self.layer(document))
        return self._sections[document.layer]

    def drawing(self, document: Document) -> Drawing:
        """Return what is needed to draw the document's pages."""
        made = self.made(document)
        if made.rendition:
            media_type = made.options.get("rendition", "text/html")
            data = self._bytes(document, made.rendition)
            return Drawing(made.rendition, data, media_type, document.title)
        data = self._bytes(document, document.id)
        return Drawing(document.id, data, document.media_type, document.title)

    def noted(self, document: str) -> list[tuple[str, str, Passage]]:
        """Return the passages of a document that notes are on, as `held`."""
        notes = self.project.notes(document)
        return [("note", note.id, note.passage) for note in notes if note.passage]

    def held(self, document: str = "") -> list[tuple[str, str, Passage]]:
        """Return the passages of a document, or of all, with the kind and id of their records."""
        held: list[tuple[str, str, Passage]] = []
        for claim in self.project.claims():
            held += [("passage", p.id, p.passage) for p in claim.passages]
            held += [("evidence", e.id, e.passage) for e in claim.evidence]
        return [item for item in held if document in ("", item[2].document)]


def page_at(pages: tuple[Page, ...], start: int) -> int:
    """Return the number of the page on which an ink offset stands, the last where it is on none."""
    at = bisect_right(pages, start, key=lambda page: page.start) - 1
    # pages without ink share their start with the one after them
    while at > 0 and start >= pages[at].end == pages[at].start:
        at -= 1
    return pages[max(at, 0)].number if pages else 1


def _parsed(parse: Callable[[bytes], Parsed], data: bytes, document: Document) -> Parsed:
    try:
        return parse(data)
    except ValueError as error:
        raise DocumentError("document.damaged", name=document.title) from error
