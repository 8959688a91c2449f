# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where marks stand on the pages of a document: what draws them and what writes them needs it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from sidelight.model.records import Document, Passage
from sidelight.session.texts import DocumentTexts
from sidelight.text.geometry import Rect
from sidelight.text.page_lines import PageLines


class MarkPlaces:
    """Places of one document; the lines of a page are found once."""

    def __init__(self, texts: DocumentTexts, document: Document) -> None:
        self._texts = texts
        self._document = document
        self._lines: dict[int, PageLines] = {}

    def of(self, passage: Passage) -> Iterator[tuple[int, tuple[Rect, ...]]]:
        """Yield the pages that a passage stands on (from 1), with its rectangles there; none where
        it is in another document, in a text that is not shown, or on a page that is not there.
        """
        pages = self._texts.pages(self._document)
        if passage.document != self._document.id:
            return
        if passage.area is not None:
            if 1 <= passage.page <= len(pages):
                yield passage.page, (passage.area,)
        elif passage.layer == self._document.layer:
            first = bisect_right(pages, passage.start, key=lambda page: page.start) - 1
            for page in pages[max(first, 0) :]:
                if page.start >= passage.end:
                    return
                if passage.start < page.end:
                    rects = self.lines(page.number).rects(passage.start, passage.end)
                    yield page.number, tuple(rects)

    def lines(self, number: int) -> PageLines:
        """Return the lines of a page, by its number."""
        if number not in self._lines:
            page = self._texts.pages(self._document)[number - 1]
            ink = self._texts.layer(self._document).text.ink[page.start : page.end]
            self._lines[number] = PageLines(page, ink)
        return self._lines[number]
