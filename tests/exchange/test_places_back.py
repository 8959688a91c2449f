# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places as Sidelight writes them, read back: the words, where they stand in the text, areas."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidelight.exchange import iris
from sidelight.exchange.documents_in import Documents
from sidelight.exchange.incoming import IncomingDocument, Place
from sidelight.exchange.places_in import Places, hints
from sidelight.exchange.selectors_in import Found
from sidelight.exchange.targets import Target
from sidelight.model.records import Document, Passage
from sidelight.text.geometry import Rect
from sidelight.text.ink import InkText, ink_of
from tests.exchange.test_targets import PAGES, PLAIN, TEXTS, WHOLE, of, passage
from tests.model.desks import DOCUMENT, LAYER

Back = tuple[Place, Found, IncomingDocument]


def back(target: Target | str) -> Back:
    """A target as a file holds it, read."""
    documents = Documents()
    places = Places(documents, {})
    (one,) = places.targets({"target": json.loads(json.dumps(target))})
    place, found = places.of(one, "source", own=True)
    (document,) = documents.all()
    return place, found, document


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.integers(0, 60), st.integers(1, 60))
def test_words_come_back_where_they_stood(text: str, start: int, length: int) -> None:
    text = f"{text}a"
    count = len(ink_of(text))
    start %= count
    marked = passage(text, start, min(start + length, count))
    place, found, document = back(of(PLAIN, text).of(marked))
    ink = InkText(text)
    told = hints(found, 1)
    first, last = map(int, told["position"].split("-"))
    assert text[first:last] == place.quote
    assert told["position_unit"] == "code points"
    assert told["position_text"] == sha256(text.encode()).hexdigest()
    assert f"{place.prefix}{place.quote}{place.suffix}" in text
    # whoever has the text finds the ink again
    assert len(ink_of(text[:first])) == marked.start
    assert len(ink_of(text[:last])) == marked.end
    assert ink.ink[marked.start : marked.end] == ink_of(place.quote)
    assert (document.sha256, document.kind) == (DOCUMENT, "source")


SIDES = st.floats(0, 190).map(lambda side: round(side, 2))
SIZES = st.floats(3, 200).map(lambda size: round(size, 2))
AREAS = st.builds(lambda x, y, w, h: Rect(x, y, x + w, y + h), SIDES, SIDES, SIZES, SIZES)
KINDS = ["application/pdf", "image/png", "image/tiff", "application/vnd.comicbook+zip"]


@given(AREAS, st.sampled_from(KINDS), st.sampled_from(PAGES))
def test_areas_come_back_to_a_hundredth_of_a_point(area: Rect, kind: str, page: object) -> None:
    number = PAGES[0].number if kind == "image/png" else getattr(page, "number", 0)
    marked = Passage(DOCUMENT, LAYER, 0, 0, "", page=number, area=area)
    place, found, _document = back(of(replace(PLAIN, media_type=kind)).of(marked))
    assert place.quote == ""
    assert place.area is not None
    assert tuple(place.area) == pytest.approx(tuple(area), abs=0.011)
    # a picture by itself has no pages to be told apart
    assert place.page == (0 if kind == "image/png" else number)
    if kind != "application/pdf":
        share = [float(side) for side in found.extent.removeprefix("percent:").split(",")]
        whole = (100 * area.x0 / 400, 100 * area.y0 / 600)
        assert share[:2] == pytest.approx(whole, abs=0.01)


def test_words_that_are_not_in_the_text_come_back_as_they_were() -> None:
    marked = Passage(DOCUMENT, LAYER, 0, 4, "gone", "so", "far", page=3)
    place, found, _document = back(of(replace(PLAIN, media_type="application/pdf")).of(marked))
    assert (place.quote, place.prefix, place.suffix, place.page) == ("gone", "so", "far", 3)
    assert hints(found, 1) == {}


ADDRESSES = [
    "https://a.example/b#!/c?d=e",
    "https://a.example/b#page=3",
    "https://web.archive.org/web/20240619120000/https://a.example/b",
    "https://ann:secret@a.example/",
    "",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("accessed", ["2026-11-26", "in autumn", ""])
def test_a_document_is_known_again(address: str, accessed: str) -> None:
    fields = {"URL": address, "accessed": accessed}
    document: Document = replace(
        PLAIN, citation={n: v for n, v in fields.items() if v}, added_at=WHOLE
    )
    targets = of(document, "abc")
    place, _found, known = back(targets.of(passage("abc", 0, 3)))
    where = iris.address(address)
    assert place.document == known.key == iris.document(document)
    assert known.url == where.url
    assert known.sha256 == ("" if where.archive else DOCUMENT)
    if where.archive:
        assert known.record["URL"] == address
    day = accessed if where.url and not where.archive and accessed[:1] == "2" else None
    assert known.record.get("accessed") == day
    whole, _found, same = back(targets.document(DOCUMENT))
    assert whole == Place(known.key)
    assert same.url == known.url
