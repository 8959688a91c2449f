# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages as targets of annotations: W3C Web Annotation Data Model, sections 4.2 and 4.3.

The text that positions are counted in, in code points from 0, is that of the document's text layer
with its white space; its SHA-256 stands beside them.  ``exact``, ``prefix`` and ``suffix`` are cut
out of it as they stand, line ends and all, so that quote and position say the same.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sidelight.errors import DocumentError
from sidelight.exchange import iris
from sidelight.exchange.outgoing import Outgoing
from sidelight.model.areas import fixed_pages
from sidelight.model.records import Document, Passage
from sidelight.text.corrections import Correction, amended
from sidelight.text.geometry import Rect
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Page
from sidelight.text.quotes import readable

Target = dict[str, Any]

CONTEXT = 64
"""Code points of prefix and of suffix."""

PDF_PAGES = "http://tools.ietf.org/rfc/rfc3778"
MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"
"""What fragments conform to, by the names that the recommendation gives them."""

_SHEAVES = {"image/tiff", "application/vnd.comicbook+zip", "application/x-cbz"}
"""Pictures of several pages."""


@dataclass(slots=True)
class _Source:
    """What all targets in one document share; ``text`` is None where it is not here."""

    iri: str
    state: dict[str, str] | None = None
    document: Document | None = None
    text: InkText | None = None
    named: dict[str, str] | None = None
    corrections: Sequence[Correction] = ()


class Targets:
    """Makes targets of passages; ``lost`` counts those that have only their words."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._documents = {document.id: document for document in outgoing.documents}
        self._sources: dict[str, _Source] = {}
        self.lost = 0

    def document(self, id_: str) -> str:
        """Return the name of a document."""
        return self._source(id_).iri

    def language(self, id_: str) -> str:
        """Return the language of a document, "" where it is not known."""
        found = self._documents.get(id_)
        return found.language if found else ""

    def of(self, passage: Passage) -> Target:
        """Return a passage as a target."""
        source = self._source(passage.document)
        target: Target = {"type": "SpecificResource", "source": source.iri}
        selectors = self._area(source, passage) if passage.area else self._words(source, passage)
        if selectors:
            target["selector"] = selectors
        if source.state:
            target["state"] = source.state
        return target

    def _source(self, id_: str) -> _Source:
        if id_ not in self._sources:
            self._sources[id_] = self._made(id_)
        return self._sources[id_]

    def _made(self, id_: str) -> _Source:
        document = self._documents.get(id_)
        if document is None:
            return _Source(iris.digest(id_))
        made = _Source(iris.document(document), _state(document), document)
        if id_ not in self._outgoing.absent:
            with suppress(DocumentError):
                made.text = self._outgoing.layer(document).text
        if made.text is not None:
            digest = hashlib.sha256(made.text.text.encode()).hexdigest()
            made.named = {"id": iris.digest(digest)}
            made.corrections = self._outgoing.project.corrections(document.layer)
        return made

    def _words(self, source: _Source, passage: Passage) -> list[dict[str, Any]]:
        found = _range(source, passage)
        if found is None or source.text is None:
            self.lost += 1
            said = {"exact": passage.quote, "prefix": passage.prefix, "suffix": passage.suffix}
            kept = {name: words for name, words in said.items() if words or name == "exact"}
            return [{"type": "TextQuoteSelector", **kept}, *_page(source, passage)]
        start, end = found
        text = source.text.text
        quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
        if start:
            quote["prefix"] = text[max(0, start - CONTEXT) : start]
        if end < len(text):
            quote["suffix"] = text[end : end + CONTEXT]
        place = {
            "type": "TextPositionSelector",
            "start": start,
            "end": end,
            "dcterms:source": source.named,
        }
        return [quote, place, *_page(source, passage)]

    def _area(self, source: _Source, passage: Passage) -> list[dict[str, Any]]:
        document, area = source.document, passage.area
        if document is None or area is None or not fixed_pages(document.media_type):
            self.lost += 1
            return []
        if document.media_type == "application/pdf":
            rect = ",".join(map(_number, (area.x0, area.y0, area.width, area.height)))
            return [_fragment(f"page={passage.page}&viewrect={rect}", PDF_PAGES)]
        page = self._page_of(document, passage.page)
        if page is None:
            self.lost += 1
            return _page(source, passage)
        exact = {"type": "SvgSelector", "value": _svg(area, page)}
        inside = [_fragment(_percent(area, page), MEDIA_FRAGMENTS), exact]
        pages = _page(source, passage)
        return [{**pages[0], "refinedBy": inside}] if pages else inside

    def _page_of(self, document: Document, number: int) -> Page | None:
        if document.id in self._outgoing.absent:
            return None
        try:
            pages = self._outgoing.pages(document)
        except DocumentError:
            return None
        return next((page for page in pages if page.number == number), None)


def _range(source: _Source, passage: Passage) -> tuple[int, int] | None:
    """Return where a passage's words stand, in code points; None where they do not stand there."""
    text, document = source.text, source.document
    if text is None or document is None or passage.layer != document.layer:
        return None
    if not 0 <= passage.start < passage.end <= len(text):
        return None
    start = text.code_point(passage.start)
    end = text.code_point(passage.end - 1) + 1
    there = text.text[start:end]
    if there == passage.quote:
        return start, end
    there = readable(there)
    if passage.origin:
        there = amended(there, passage.start, passage.end, source.corrections)
    return (start, end) if ink_of(there) == ink_of(passage.quote) else None


def _page(source: _Source, passage: Passage) -> list[dict[str, Any]]:
    """Return the page as a fragment, where the document has pages that are the same everywhere."""
    document = source.document
    if document is None or passage.page < 1:
        return []
    if document.media_type == "application/pdf":
        return [_fragment(f"page={passage.page}", PDF_PAGES)]
    return [_fragment(f"page={passage.page}")] if document.media_type in _SHEAVES else []


def _fragment(value: str, conforms_to: str = "") -> dict[str, Any]:
    made = {"type": "FragmentSelector", "value": value}
    return made | {"conformsTo": conforms_to} if conforms_to else made


def _percent(area: Rect, page: Page) -> str:
    """Return an area as a media fragment: whole percents, which is all that they know, around
    it.
    """
    x, width = _percents(area.x0, area.x1, page.width)
    y, height = _percents(area.y0, area.y1, page.height)
    return f"xywh=percent:{x},{y},{width},{height}"


def _percents(start: float, end: float, whole: float) -> tuple[int, int]:
    first = min(max(math.floor(100 * start / whole), 0), 99)
    return first, max(min(math.ceil(100 * end / whole), 100) - first, 1)


def _svg(area: Rect, page: Page) -> str:
    """Return an area exactly, in the picture's own proportions."""
    x, y, width, height, across, down = map(
        _number, (area.x0, area.y0, area.width, area.height, page.width, page.height)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}">'
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/></svg>'
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _state(document: Document) -> dict[str, str] | None:
    """Return which version of a web page is meant: that of a moment or a day, and a copy of it.

    A document that is named by its bytes has one version only.
    """
    where = iris.address(document.citation.get("URL", ""))
    read = document.citation.get("accessed", "").strip()
    if not where.url:
        return None
    copy = where.archive or iris.digest(document.id)
    if not where.kept_at and _is_day(read):
        times = {"sourceDateStart": f"{read}T00:00:00Z", "sourceDateEnd": f"{read}T23:59:59Z"}
    elif seen := where.kept_at or document.added_at:
        times = {"sourceDate": moment(seen)}
    else:
        return None
    return {"type": "TimeState", **times, "cached": copy}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def moment(when: datetime) -> str:
    """Return a time as annotations have it: in UTC, with a Z."""
    if when.tzinfo is not UTC:
        when = when.astimezone(UTC)
    return f"{when.isoformat()[:-6]}Z"
