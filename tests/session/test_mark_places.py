# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where passages stand on the pages of a document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sidelight.model.records import Document
from sidelight.session.mark_places import MarkPlaces
from sidelight.session.session import Session
from sidelight.text.geometry import Rect


@pytest.fixture
def long(session: Session, tmp_path: Path) -> Document:
    """A document of several pages."""
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Paragraph {n} of a long text." for n in range(150)), "utf-8")
    return session.add_document(path)


def test_a_passage_stands_on_each_page_that_it_touches(session: Session, long: Document) -> None:
    places, pages = MarkPlaces(session, long), session.pages(long)
    for start, end, wanted in (
        (0, 3, [1]),
        (pages[0].end - 1, pages[0].end + 1, [1, 2]),
        (pages[1].start, pages[1].end, [2]),
        (pages[0].end - 2, pages[2].start + 2, [1, 2, 3]),
    ):
        found = list(places.of(session.passage(long, start, end)))
        assert [page for page, _rects in found] == wanted
        for number, rects in found:
            page = pages[number - 1]
            assert rects
            assert all(0 <= r.x0 < r.x1 <= page.width and r.y1 <= page.height for r in rects)


def test_what_is_elsewhere_stands_nowhere(session: Session, long: Document) -> None:
    places = MarkPlaces(session, long)
    passage = session.passage(long, 0, 9)
    assert list(places.of(passage))
    assert list(places.of(replace(passage, layer="another"))) == []
    assert list(places.of(replace(passage, document=session.document(1).id))) == []


@pytest.mark.parametrize(("page", "there"), [(1, True), (2, True), (0, False), (10**6, False)])
def test_an_area_stands_where_it_says_if_there_is_such_a_page(
    session: Session, long: Document, page: int, there: bool
) -> None:
    area = Rect(1, 2, 30, 40)
    passage = replace(session.passage(long, 0, 9), area=area, page=page, layer="another")
    found = list(MarkPlaces(session, long).of(passage))
    assert found == ([(page, (area,))] if there else [])
