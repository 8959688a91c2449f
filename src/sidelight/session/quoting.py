# SPDX-License-Identifier: AGPL-3.0-or-later
"""From quotes to passages and from passages to places."""

from __future__ import annotations

from collections.abc import Iterator

from sidelight.errors import DocumentError, QuoteError
from sidelight.model.records import Document, Passage
from sidelight.session.documents import DocumentVerbs
from sidelight.session.known_documents import About
from sidelight.text.anchors import Match, Result, describe, find
from sidelight.text.quotes import readable, shorten

_EXCERPT = 80
_AROUND = 24
_MOST_CANDIDATES = 10


class Quoting(DocumentVerbs):
    """The desk with what turns quotes into passages."""

    def passage(self, document: Document, start: int, end: int) -> Passage:
        """Describe an ink range of a document; DocumentError where it lies outside the text."""
        layer = self.layer(document)
        try:
            anchor = describe(layer.text, start, end)
        except ValueError as error:
            raise DocumentError("passage.outside", name=document.title) from error
        page = self.page_of(document, anchor.start)
        words = (anchor.quote, anchor.prefix, anchor.suffix)
        return Passage(document.id, document.layer, anchor.start, anchor.end, *words, page)

    def locate(
        self, document: Document, quote: str, prefix: str = "", suffix: str = ""
    ) -> tuple[int, int]:
        """Return the ink range of a quote.

        Raises QuoteError with the nearest candidates where it is absent or ambiguous: places with
        the words around them; for an absent one, first where it stands in other documents.
        """
        reading = self.reading(document)
        result = find(reading.text, quote, prefix, suffix)
        if result.place:
            return reading.back(result.place.start, result.place.end)
        candidates = list(self._candidates(document, result))
        if result.reason == "absent":
            candidates = [*self._elsewhere(document, quote, prefix, suffix), *candidates]
        raise QuoteError(
            f"quote.{result.reason}",
            candidates=candidates[:_MOST_CANDIDATES],
            quote=shorten(readable(quote), _EXCERPT),
            count=len(result.candidates),
            name=document.title,
        )

    def place(self, passage: Passage) -> str:
        """Return where a passage stands, as people write it: a page, or a section and paragraph.

        Empty where the document or its text is not there.
        """
        document = self.project.document(passage.document)
        read = self.project.as_read(passage)
        return About.of(self, document).place(read) if document else ""

    def _candidates(self, document: Document, result: Result) -> Iterator[tuple[int, str, str]]:
        around = _AROUND if result.reason == "ambiguous" else 0
        for match in result.candidates[:_MOST_CANDIDATES]:
            yield self._candidate(document, match, around)

    def _elsewhere(
        self, document: Document, quote: str, prefix: str, suffix: str
    ) -> Iterator[tuple[int, str, str]]:
        for other in self.project.documents():
            if other.id != document.id and not self.left_out(other):
                found = find(self.reading(other).text, quote, prefix, suffix).place
                if found:
                    yield self._candidate(other, found, 0)

    def _candidate(self, document: Document, match: Match, around: int) -> tuple[int, str, str]:
        reading = self.reading(document)
        text = reading.text
        start, end = max(0, match.start - around), min(len(text), match.end + around)
        words = text.slice(start, end)
        if around:
            words = ("…" if start else "") + words + ("…" if end < len(text) else "")
        first, last = reading.back(match.start, match.end)
        page = self.page_of(document, first)
        at = Passage(document.id, document.layer, first, last, "", page=page)
        return document.number, self.place(at), words
