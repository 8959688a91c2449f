# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rectangles of a page: what counts as one, what is read there, and what two reviewers make of
it."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.areas import LEAST, fitted, fixed_pages, is_packed, packed, unpacked
from sidelight.model.change import Setting
from sidelight.model.fields import fits
from sidelight.model.records import Passage
from sidelight.text.geometry import Rect
from sidelight.text.ink import InkText
from tests.model.desks import DOCUMENT, LAYER, Desk, place

ANN, BOB = "a" * 32, "b" * 32
AREA = [1000, 2000, 15000, 9050]

_any_number = st.floats(allow_nan=True, allow_infinity=True)
_side = st.floats(4.0, 3000.0)


def spot(area: Any = None, page: int = 2) -> dict[str, Any]:
    passage = Passage(DOCUMENT, LAYER, 0, 0, "", page=page, area=Rect(10, 20, 150, 90.5))
    return passage.to_json() | ({"area": area} if area is not None else {})


@pytest.mark.parametrize(
    "area",
    [
        [],
        [1, 2, 3],
        [1, 2, 3, 4, 5],
        "1234",
        None,
        {"x0": 1},
        [0.5, 2, 3, 4],
        [True, 2, 3, 4],
        [-1, 2, 3, 4],
        [3, 2, 3, 4],
        [1, 4, 3, 4],
        [5, 2, 3, 4],
        [1, 2, 3, 10_000_001],
        [1, 2, math.inf, 4],
        [math.nan, 2, 3, 4],
        ["1", "2", "3", "4"],
        [2**60, 2, 2**61, 4],
    ],
)
def test_a_strangers_area_is_ordered_and_bounded(area: Any) -> None:
    assert not is_packed(area)
    value = spot() | {"area": area}
    assert not fits("passage", "place", value)
    assert not fits("evidence", "place", value)
    with pytest.raises(ValueError, match="no "):
        Passage.from_json(value)


def test_an_area_stands_on_a_page() -> None:
    assert fits("passage", "place", spot())
    assert not fits("passage", "place", spot(page=0))
    assert fits("passage", "place", place(page=0)), "of words the page is only a hint"


def test_words_are_written_as_ever() -> None:
    words = Passage(DOCUMENT, LAYER, 3, 9, "a land", "shared ", " border", 2)
    assert words.to_json() == {
        "document": DOCUMENT,
        "layer": LAYER,
        "start": 3,
        "end": 9,
        "quote": "a land",
        "prefix": "shared ",
        "suffix": " border",
        "page": 2,
    }
    assert Passage.from_json(words.to_json()) == words
    assert words.words == "a land"


def test_who_knows_no_areas_marks_no_words_for_one() -> None:
    value = spot()
    assert value["start"] > len(InkText("x" * 10_000)), "beyond any text there can be"
    assert value["start"] < value["end"] < 2**53
    assert (value["page"], value["quote"]) == (2, "")


@given(st.tuples(_any_number, _any_number, _any_number, _any_number), _side, _side)
def test_what_is_fitted_lies_on_the_page_and_can_be_written(
    rect: tuple[float, float, float, float], width: float, height: float
) -> None:
    area = fitted(rect, width, height)
    if area is None:
        return
    assert 0 <= area.x0 < area.x1 <= width + 0.005
    assert 0 <= area.y0 < area.y1 <= height + 0.005
    assert min(area.width, area.height) >= LEAST
    assert is_packed(packed(area))
    assert unpacked(packed(area)) == area
    assert fitted(area, width, height) == area


def test_corners_may_come_in_any_order() -> None:
    wanted = Rect(10, 20, 30, 40)
    for rect in ((10, 20, 30, 40), (30, 40, 10, 20), (30, 20, 10, 40), (10, 40, 30, 20)):
        assert fitted(rect, 100, 100) == wanted
    assert fitted((-5, -5, 200, 200), 100, 100) == Rect(0, 0, 100, 100)
    assert fitted((110, 20, 150, 40), 100, 100) is None


def test_pages_that_flow_hold_no_areas() -> None:
    kinds = ("application/pdf", "image/png", "image/tiff", "text/html", "text/plain")
    assert [fixed_pages(kind) for kind in kinds] == [True, True, True, False, False]
    assert not fixed_pages("application/epub+zip")


def claimed(desk: Desk) -> tuple[str, str]:
    """A claim of an area; its id and that of its passage."""
    claim = desk.claim()
    (part,) = (id_ for kind, id_ in desk.project.log.fields if kind == "passage")
    desk.set("passage", part, place=spot(AREA))
    return claim, part


def read(desk: Desk, claim: str) -> Passage:
    found = desk.project.claim(claim)
    assert found is not None
    return found.passages[0].passage


def test_a_transcription_is_the_quote() -> None:
    desk = Desk(ANN)
    claim, part = claimed(desk)
    assert read(desk, claim).area == Rect(10, 20, 150, 90.5)
    assert (read(desk, claim).quote, read(desk, claim).words) == ("", "Picture on p. 2")
    desk.set("passage", part, transcription="Hafen", translation="Harbour")
    here = read(desk, claim)
    assert (here.quote, here.words, here.translation) == ("Hafen", "Hafen", "Harbour")
    assert (here.transcribed_by, here.translated_by) == (ANN, ANN)
    found = desk.project.claim(claim)
    assert found is not None
    assert (found.quote, found.words) == ("Hafen", "Hafen")


def test_two_reviewers_who_write_one_field_each_do_not_meet() -> None:
    ann, bob = Desk(ANN), Desk(BOB)
    claim, part = claimed(ann)
    bob.receive(ann)
    ann.set("passage", part, transcription="Hafen")
    bob.set("passage", part, translation="Harbour")
    moved = spot([0, 0, 5000, 5000])
    bob.set("passage", part, place=moved)
    ann.receive(bob)
    bob.receive(ann)
    for desk in (ann, bob):
        here = read(desk, claim)
        assert (here.quote, here.translation, here.area) == ("Hafen", "Harbour", (0, 0, 50, 50))
        assert (here.transcribed_by, here.translated_by) == (ANN, BOB)


def test_an_undo_gives_the_words_back_to_who_wrote_them() -> None:
    ann, bob = Desk(ANN), Desk(BOB)
    claim, part = claimed(ann)
    ann.set("passage", part, transcription="Hafen")
    bob.receive(ann)
    bob.set("passage", part, transcription="Hafer")
    assert read(bob, claim).transcribed_by == BOB
    bob.undo()
    assert (read(bob, claim).quote, read(bob, claim).transcribed_by) == ("Hafen", ANN)
    ann.receive(bob)
    assert read(ann, claim) == read(bob, claim)


def test_undoing_the_first_words_leaves_a_picture() -> None:
    desk = Desk(ANN)
    claim, part = claimed(desk)
    desk.set("passage", part, transcription="Hafen")
    desk.undo()
    assert (read(desk, claim).quote, read(desk, claim).transcribed_by) == ("", "")
    desk.redo()
    assert read(desk, claim).quote == "Hafen"


def test_words_of_a_plain_passage_are_its_own() -> None:
    desk = Desk(ANN)
    claim = desk.claim()
    (part,) = (id_ for kind, id_ in desk.project.log.fields if kind == "passage")
    desk.act(Setting("passage", part, "transcription", "something else"))
    assert read(desk, claim).quote == "words"
