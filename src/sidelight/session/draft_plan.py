# SPDX-License-Identifier: AGPL-3.0-or-later
"""What adding a new draft of an article would carry over, worked out before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sidelight.errors import DocumentError
from sidelight.model.change import Setting
from sidelight.model.draft_chain import carried_id
from sidelight.model.records import Claim, ClaimPassage, Document, Passage
from sidelight.session.texts import Drawing, page_at
from sidelight.text.anchors import describe
from sidelight.text.carrying import CERTAIN, Carried, carry
from sidelight.text.geometry import Rect
from sidelight.text.ink import InkText
from sidelight.text.layer import Page
from sidelight.text.text_map import TextMap

if TYPE_CHECKING:
    from sidelight.session.areas import AreaVerbs

_COARSE = 1.0
_MOST_MAPS = 4


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft as it was read: its id and layer, text, pages, and what its pages are drawn from."""

    document: str
    layer: str
    text: InkText
    pages: tuple[Page, ...]
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Carry:
    """A passage of an earlier draft, with what was found of it in the new one.

    ``passage`` is its place there, None where it went nowhere.
    """

    claim: Claim
    before: ClaimPassage
    found: Carried
    passage: Passage | None


@dataclass(frozen=True)
class DraftPlan:
    """A new draft that was read and not yet kept: what it continues, its passages, and the changes
    that make it.
    """

    document: str
    name: str
    before: Document
    carries: tuple[Carry, ...]
    settings: tuple[Setting, ...]
    blobs: tuple[bytes, ...]
    password: str = ""


def draft_text(desk: AreaVerbs, draft: Document) -> DraftText:
    """Return a draft of the project as it is read."""
    text, pages = desk.layer(draft).text, desk.pages(draft)
    return DraftText(draft.id, draft.layer, text, pages, desk.drawing(draft))


class Carrier:
    """Carries passages of earlier drafts over to one that was read."""

    def __init__(self, desk: AreaVerbs, draft: DraftText) -> None:
        self._desk, self._draft = desk, draft

    def carry(self, before: Passage) -> tuple[Carried, Passage | None]:
        """Return what became of a passage, and its place in the draft."""
        if before.area is not None:
            return self._area(before)
        map_ = self._map(before)
        if map_ is None:
            return Carried(None, 0, "absent"), None
        found = carry(map_, before.start, before.end, self._quote(map_, before))
        return found, self._described(*found.place) if found.place else None

    def _quote(self, map_: TextMap, before: Passage) -> str:
        """Return the words of a passage as its layer has them, without corrections."""
        return describe(map_.old, before.start, before.end).quote

    def _described(self, start: int, end: int) -> Passage:
        draft = self._draft
        anchor = describe(draft.text, start, end)
        words = (anchor.quote, anchor.prefix, anchor.suffix)
        page = page_at(draft.pages, anchor.start)
        return Passage(draft.document, draft.layer, anchor.start, anchor.end, *words, page)

    def _map(self, before: Passage) -> TextMap | None:
        """Return the earlier text laid onto the draft; None where it cannot be read."""
        desk, document = self._desk, self._desk.project.document(before.document)
        if document is None or desk.left_out(document) or not desk.readable(document):
            return None
        if before.layer != document.layer or before.end > len(desk.layer(document).text):
            return None
        return self.map_from(document)

    def map_from(self, document: Document) -> TextMap:
        """Return the text of an earlier draft laid onto this one; a few are kept."""
        maps, key = self._desk.maps, (document.layer, self._draft.layer)
        if key not in maps:
            while len(maps) >= _MOST_MAPS:
                maps.pop(next(iter(maps)))
            maps[key] = TextMap(self._desk.layer(document).text, self._draft.text)
        return maps[key]

    def _area(self, before: Passage) -> tuple[Carried, Passage | None]:
        if not self._same_picture(before):
            return Carried(None, 0, "area"), None
        draft = self._draft
        there = replace(before, document=draft.document, layer=draft.layer)
        return Carried((0, 0), CERTAIN), there

    def _same_picture(self, before: Passage) -> bool:
        """Tell whether the page of an area looks the same in the draft."""
        document = self._desk.project.document(before.document)
        if document is None or self._desk.left_out(document):
            return False
        try:
            old = self._desk.drawing(document)
            pages = self._desk.pages(document), self._draft.pages
            sheets = [page for some in pages for page in some if page.number == before.page]
            if len(sheets) != 2 or len({(page.width, page.height) for page in sheets}) != 1:
                return False
            whole = Rect(0, 0, sheets[0].width, sheets[0].height)
            first, second = (
                self._desk.reader.png_of_area(
                    one.key, one.load, one.media_type, before.page, whole, _COARSE, name=one.name
                )
                for one in (old, self._draft.drawing)
            )
        except DocumentError:
            return False
        return first == second


def carrying(
    known: Callable[[str, str], bool],
    claim: str,
    before: ClaimPassage,
    passage: Passage,
    score: int,
) -> Iterator[Setting]:
    """Yield what carries a passage over to the place ``passage`` in a draft; ``known`` tells
    whether there is a record of a kind and id.
    """
    id_ = carried_id(before.id, passage.document)
    yield Setting("passage", id_, "claim", claim)
    yield Setting("passage", id_, "place", passage.to_json())
    yield Setting("passage", id_, "carried", {"from": before.id, "score": score})
    if passage.area is not None:
        said = {"transcription": passage.quote, "translation": passage.translation}
        yield from (Setting("passage", id_, name, words) for name, words in said.items() if words)
    if known("passage", id_):
        yield Setting("passage", id_, "confirmed", value=False)
        yield Setting("passage", id_, "deleted", value=False)
