# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the places that a file of another program tells to passages of our documents.

A place is believed only where its words stand: an anchor where the words are not is worse than
none.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Protocol

from sidelight.exchange.incoming import IncomingDocument, Mark, Place
from sidelight.language import _
from sidelight.model.areas import fitted, fixed_pages
from sidelight.model.records import Passage
from sidelight.session.import_choices import LEAVE_OUT
from sidelight.session.texts import page_at
from sidelight.text.anchors import Anchor, describe, find, holds
from sidelight.text.corrections import CorrectedText
from sidelight.text.layer import Page
from sidelight.text.under_boxes import UnderBoxes


class NoPlace(Exception):
    """A mark that stands nowhere in a document; says why in the user's language."""


@dataclass(frozen=True)
class Ground:
    """A document that marks are placed in, one of the project or one that comes with the file.

    ``id`` is the hash of its bytes, ``layer`` the id of its text; ``name`` is what it is called.
    """

    id: str
    layer: str
    name: str
    kind: str
    media_type: str
    text: CorrectedText = field(repr=False)
    pages: tuple[Page, ...] = field(repr=False)
    under: UnderBoxes = field(repr=False)

    @property
    def paged(self) -> bool:
        """Whether its pages are the same everywhere, and more than one picture."""
        fixed = self.media_type == "application/pdf"
        return fixed or (len(self.pages) > 1 and self.media_type.startswith("image/"))

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the text of its layer, as annotations name it."""
        return hashlib.sha256(self.text.layer.text.encode()).hexdigest()

    def passage(self, start: int, end: int) -> Passage:
        """Describe an ink range of its layer."""
        anchor = describe(self.text.layer, start, end)
        page = page_at(self.pages, anchor.start)
        words = (anchor.quote, anchor.prefix, anchor.suffix)
        return Passage(self.id, self.layer, anchor.start, anchor.end, *words, page)


@dataclass(frozen=True, slots=True)
class Meant:
    """What became of a document of the file: ``ground`` is where its marks are placed, None with a
    sentence that says ``why`` not; ``added`` where the file brings it.

    ``chosen`` is what `ImportChoices.documents` would say of it: an id of the project, or one of
    the words there.
    """

    document: IncomingDocument
    chosen: str
    ground: Ground | None = None
    why: str = ""
    added: bool = False


class Meanings(Protocol):
    """What knows which documents are meant."""

    def meant(self, key: str) -> Meant:
        """Return what is meant by a key that a place names."""


class MarkPlaces:
    """Where the marks of a file stand in the ``documents`` that it means."""

    def __init__(self, documents: Meanings) -> None:
        self._documents = documents

    def is_left_out(self, mark: Mark) -> bool:
        """Tell whether all that a mark is on was left out by choice."""
        keys = [place.document for place in mark.places]
        return bool(keys) and all(self._documents.meant(key).chosen == LEAVE_OUT for key in keys)

    def where(self, mark: Mark) -> tuple[Ground | None, list[Passage]]:
        """Return the document of a mark and its passages there; no document where it names none.

        Raises NoPlace where it stands in none of its places.
        """
        found: list[Passage] = []
        ground = None
        fault: NoPlace | None = None
        numbered = enumerate(mark.places, start=1)
        for key, some in groupby(numbered, key=lambda one: one[1].document):
            meant = self._documents.meant(key)
            if meant.ground is None:
                fault = fault or NoPlace(meant.why)
                continue
            try:
                told = [_with_position(meant.ground, mark, at, place) for at, place in some]
                found += passages(meant.ground, told)
            except NoPlace as error:
                fault = fault or error
            else:
                ground = ground or meant.ground
        if ground is None and fault:
            raise fault
        return ground, found


def _with_position(ground: Ground, mark: Mark, at: int, place: Place) -> Place:
    """Return a place with its ink range, where the file counts in the very text that is here."""
    ending = f" {at}" if len(mark.places) > 1 else ""
    if mark.values.get(f"position_text{ending}") != ground.text_hash:
        return place
    start, _dash, end = mark.values.get(f"position{ending}", "").partition("-")
    if not (start.isdecimal() and end.isdecimal()) or len(start + end) > 18:
        return place
    text = ground.text.layer
    return replace(place, start=text.offset(int(start)), end=text.offset(int(end)))


def passages(ground: Ground, places: Sequence[Place]) -> list[Passage]:
    """Return where the places of a mark in one document stand: mostly one passage, several where
    they lie apart, none where the document as a whole is meant.

    Raises NoPlace where none of them stands there.
    """
    boxes = [place for place in places if place.boxes and not place.quote.strip()]
    found = _under(ground, boxes) if boxes else []
    fault: NoPlace | None = None
    for place in places:
        if found and place.boxes and not place.quote.strip():
            continue
        try:
            found += _passage(ground, place)
        except NoPlace as error:
            fault = fault or error
    if fault and not found:
        raise fault
    return found


def _passage(ground: Ground, place: Place) -> list[Passage]:
    if (known := _stood(ground, place)) is not None:
        return [known]
    if place.quote.strip():
        return [_quoted(ground, place)]
    rect = place.area or _around(place)
    return [_area(ground, place.page, rect)] if rect is not None else []


def _stood(ground: Ground, place: Place) -> Passage | None:
    """Return the passage that a place says, None where its words do not stand there."""
    if place.start is None or place.end is None:
        return None
    text = ground.text.layer
    if not 0 <= place.start < place.end <= len(text):
        return None
    anchor = Anchor(place.start, place.end, place.quote)
    stands = not place.quote or holds(text, anchor)
    return ground.passage(place.start, place.end) if stands else None


def _under(ground: Ground, places: Sequence[Place]) -> list[Passage]:
    """Return the words that stand under the boxes of places."""
    found = ground.under.ranges((place.page, place.boxes) for place in places)
    return [ground.passage(start, end) for start, end in found]


def _quoted(ground: Ground, place: Place) -> Passage:
    reading = ground.text
    near = None
    if place.start is not None and 0 <= place.start < len(reading.layer):
        near = reading.forth(place.start)
    found = find(reading.text, place.quote, place.prefix, place.suffix, near)
    if found.place is None and found.reason == "ambiguous" and place.page:
        here = [reading.back(one.start, one.end) for one in found.candidates]
        here = [one for one in here if page_at(ground.pages, one[0]) == place.page]
        if len(here) > 1 and place.boxes:
            marked = ground.under.ranges([(place.page, place.boxes)])
            here = [one for one in here if any(s < one[1] and one[0] < e for s, e in marked)]
        if len(here) == 1:
            return ground.passage(*here[0])
    if found.place is None:
        raise NoPlace(
            _("Its words stand in “{name}” in several places.").format(name=ground.name)
            if found.reason == "ambiguous"
            else _("Its words do not stand in “{name}”.").format(name=ground.name)
        )
    return ground.passage(*reading.back(found.place.start, found.place.end))


def _around(place: Place) -> tuple[float, float, float, float] | None:
    """Return the rectangle around a place's boxes."""
    if not place.boxes:
        return None
    left, top, right, bottom = zip(*place.boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _area(ground: Ground, number: int, rect: tuple[float, float, float, float]) -> Passage:
    at = bisect_right(ground.pages, number, key=lambda page: page.number) - 1
    if at < 0 or ground.pages[at].number != number:
        raise NoPlace(_("“{name}” has no page {page}.").format(name=ground.name, page=number))
    if not fixed_pages(ground.media_type):
        raise NoPlace(
            _("It is on an area of a page, and the pages of “{name}” flow.").format(
                name=ground.name
            )
        )
    sheet = ground.pages[at]
    found = fitted(rect, sheet.width, sheet.height)
    if found is None:
        raise NoPlace(
            _("It is on an area outside page {page} of “{name}”.").format(
                name=ground.name, page=number
            )
        )
    return Passage(ground.id, ground.layer, 0, 0, "", page=number, area=found)
