# SPDX-License-Identifier: AGPL-3.0-or-later
"""A claim that was carried over stands in one place still, and is split off with its past."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.errors import Refused
from sidelight.session.session import Session
from tests.session.conftest import ARTICLE


def draft(session: Session, folder: Path) -> None:
    path = folder / "draft.txt"
    path.write_text(ARTICLE + "\nA last line was added.\n", "utf-8")
    session.new_draft(path)


def test_a_place_of_an_earlier_draft_is_no_further_place(session: Session, tmp_path: Path) -> None:
    article = session.article()
    claim = session.claim(article, *session.locate(article, "Aid came twice"))
    draft(session, tmp_path)
    found = session.claim_of(claim.id)
    assert len(found.passages) == 2
    assert [place.passage.document for place in found.places] == [found.document]
    assert found.document != article.id
    with pytest.raises(Refused) as told:
        session.remove_place(found.places[0].id)
    assert told.value.id == "place.last"


def test_what_is_split_off_takes_its_earlier_drafts_along(session: Session, tmp_path: Path) -> None:
    article = session.article()
    claim = session.claim(article, *session.locate(article, "Aid came twice"))
    further = session.passage(article, *session.locate(article, "A land border"))
    session.add_place(claim.id, further)
    draft(session, tmp_path)
    first, second = session.claim_of(claim.id).places
    made = session.split(claim.id, [second.id])
    kept = session.claim_of(claim.id)
    assert [one.passage.quote for one in made.passages] == ["A land border"] * 2
    assert [one.passage.quote for one in kept.passages] == ["Aid came twice"] * 2
    assert [one.id for one in kept.places] == [first.id]
    session.undo()
    assert len(session.claim_of(claim.id).places) == 2
