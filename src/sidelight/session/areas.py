# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for areas: rectangles of a page that are claimed or linked, transcribed and translated."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sidelight.errors import DocumentError, Refused, UnknownName
from sidelight.model.areas import LEAST, fitted, fixed_pages
from sidelight.model.change import Setting
from sidelight.model.records import Claim, Document, Evidence, Passage
from sidelight.session.covering import CoveringVerbs
from sidelight.text.layer import Page

_DENSEST = 3.0
_LONGEST_SIDE = 900.0
_MOST_PIXELS = 300_000.0
_MOST_BYTES = 200_000
_ATTEMPTS = 6
"""Of a picture in a report: pixels a point, pixels of a side and in all, bytes, tries."""

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom of an area, in points from the top left corner of its page."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a reviewer reads in an area, and what that means in another language."""

    transcription: str = ""
    translation: str = ""


NOTHING_READ = Read()


class AreaVerbs(CoveringVerbs):
    """The verbs for claims, of areas too."""

    def claim_area(
        self,
        document: Document,
        page: int,
        rect: Edges,
        verdict: str = "",
        *,
        denied_by: str = "",
        reason: str = "",
        read: Read = NOTHING_READ,
    ) -> Claim:
        """Make an area of a page (from 1) of an article a claim; else as `claim`."""
        passage = self.area(document, page, rect)
        return self._claim(document, passage, asdict(read), verdict, denied_by, reason, "")

    def link_area(
        self,
        claim_id: str,
        document: Document,
        page: int,
        rect: Edges,
        stance: str = "supports",
        note: str = "",
        *,
        read: Read = NOTHING_READ,
    ) -> Evidence:
        """Link an area of a page (from 1) of a source to a claim; else as `link`."""
        passage = self.area(document, page, rect)
        return self._link(claim_id, passage, asdict(read), stance, note)

    def transcribe(
        self,
        record: str,
        id_: str,
        transcription: str | None = None,
        translation: str | None = None,
        *,
        group: str = "",
    ) -> None:
        """Say what an area (a ``passage`` or ``evidence``) reads, and what that means; None leaves
        it.

        What is written in one ``group`` is one undo step. Raises UnknownName where there is no such
        area.
        """
        held = self._area_of(record, id_)
        wanted = {"transcription": transcription, "translation": translation}
        now = {"transcription": held.quote, "translation": held.translation}
        settings = [
            Setting(record, id_, field, text.strip())
            for field, text in wanted.items()
            if text is not None and text.strip() != now[field]
        ]
        if settings:
            self.act(settings, "transcribe", group=group)

    def adjust_area(self, record: str, id_: str, rect: Edges) -> None:
        """Move the edges of an area within its page."""
        held = self._area_of(record, id_)
        passage = self.area(self.document(held.document), held.page, rect)
        if passage.area != held.area:
            self.act([Setting(record, id_, "place", passage.to_json())], "adjust area")

    def area(self, document: Document, page: int, rect: Edges) -> Passage:
        """Describe an area of a page (from 1), cut to the page.

        Raises Refused for a document whose pages flow and for an area outside the page or too
        small, DocumentError for a page that is not there.
        """
        if not fixed_pages(document.media_type):
            raise Refused("area.flowing", name=document.title)
        sheet = self.sheet(document, page)
        found = fitted(rect, sheet.width, sheet.height)
        if found is None:
            raise Refused(
                "area.outside",
                page=page,
                name=document.title,
                width=round(sheet.width),
                height=round(sheet.height),
                least=round(LEAST),
            )
        return Passage(document.id, document.layer, 0, 0, "", page=page, area=found)

    def picture(self, passage: Passage) -> bytes:
        """Return a small picture of an area as a PNG file; empty where none can be drawn."""
        document = self.project.document(passage.document)
        if passage.area is None or document is None or self.left_out(document):
            return b""
        drawing, area = self.drawing(document), passage.area
        scale = min(_DENSEST, (_MOST_PIXELS / (area.width * area.height)) ** 0.5)
        scale = min(scale, _LONGEST_SIDE / max(area.width, area.height))
        asked = (drawing.key, drawing.load, drawing.media_type, passage.page, area)
        try:
            for _attempt in range(_ATTEMPTS):
                made = self.reader.png_of_area(*asked, scale, name=document.title)
                if len(made) <= _MOST_BYTES:
                    return made
                # the grain of a scan takes room that its words do not need
                scale *= max(0.5, (_MOST_BYTES / len(made)) ** 0.5 * 0.95)
        except DocumentError:
            pass
        return b""

    def sheet(self, document: Document, number: int) -> Page:
        """Return a page by its number, from 1; DocumentError where there is none."""
        pages = self.pages(document)
        if not 1 <= number <= len(pages):
            raise DocumentError("page.missing", name=document.title, count=len(pages), page=number)
        return pages[number - 1]

    def _area_of(self, record: str, id_: str) -> Passage:
        for kind, held, passage in self.held():
            if (kind, held) == (record, id_) and passage.area is not None:
                return passage
        raise UnknownName("area.unknown", name=id_)
