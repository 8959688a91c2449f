# SPDX-License-Identifier: AGPL-3.0-or-later
"""A claim in several places, and claims made of a part of one: nothing is lost, all is undone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidelight.errors import Refused, UnknownName
from sidelight.model.records import Claim
from sidelight.reader.remote import Reader
from sidelight.session.session import Session
from sidelight.session.settings import Settings

QUOTES = ("Kim thanked Stalin for aid", "Aid came twice", "A land border is shared", "The pact")


def place(session: Session, quote: str) -> tuple[int, int]:
    return session.locate(session.article(), quote)


def standing_in(session: Session, quotes: Iterable[str]) -> Claim:
    """A claim that stands in several places, with something of each kind said of it."""
    first, *others = quotes
    article = session.article()
    made = session.claim(article, *place(session, first), "verified", reason="Two letters.")
    for quote in others:
        session.add_place(made.id, session.passage(article, *place(session, quote)))
    source = session.document("Письмо")
    session.link(made.id, source, *session.locate(source, "хранится"), "supports", "as kept")
    session.describe_evidence(made.id, "call", "They know of none.")
    session.respond(made.id, "The ministry", answer="denied")
    asked = session.add_note(made.id, "Who says so?")
    session.reply(asked.id, "The archive.")
    session.tag([made.id], "aid")
    session.describe(made.id, {"speaker": "The desk", "severity": "grave"})
    return session.claim_of(made.id)


def quotes(claim: Claim) -> list[str]:
    return [one.passage.quote for one in claim.places]


def everything(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """All that is said of some claims, by kind and id, whichever claim it is said of."""
    found: set[tuple[str, str]] = set()
    for claim in claims:
        found |= {("passage", one.id) for one in claim.passages}
        found |= {("evidence", one.id) for one in claim.evidence}
        found |= {("described", one.id) for one in claim.described}
        found |= {("response", one.id) for one in claim.responses}
        found |= {("note", one.id) for one in claim.notes}
        found |= {("verdict", one.reviewer) for one in claim.verdicts}
    return found


@given(st.lists(st.sampled_from(QUOTES), min_size=1, max_size=4, unique=True))
@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_places_stand_in_the_order_of_the_article(session: Session, chosen: list[str]) -> None:
    claim = standing_in(session, chosen)
    starts = [one.passage.start for one in claim.places]
    assert starts == sorted(starts)
    assert sorted(quotes(claim)) == sorted(chosen)
    assert claim.quote == min(chosen, key=lambda quote: place(session, quote))
    for passage in claim.passages[1:]:
        session.remove_place(passage.id)
    assert quotes(session.claim_of(claim.id)) == [claim.quote]
    session.remove("claim", claim.id)


@given(st.sets(st.sampled_from(["place", "evidence", "described", "response", "note"])))
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_is_split_off_is_with_one_of_the_two(session: Session, kinds: set[str]) -> None:
    claim = standing_in(session, QUOTES[:2])
    before = everything([claim])
    by_kind = {
        "place": claim.places[1].id,
        "evidence": claim.evidence[0].id,
        "described": claim.described[0].id,
        "response": claim.responses[0].id,
        "note": claim.notes[0].id,
    }
    parts = [by_kind[kind] for kind in kinds]
    if "place" not in kinds:
        with pytest.raises(Refused) as told:
            session.split(claim.id, parts)
        assert told.value.id == "split.nowhere"
        session.remove("claim", claim.id)
        return
    made = session.split(claim.id, parts)
    first, second = session.claim_of(claim.id), session.claim_of(made.id)
    assert everything([first, second]) == before
    assert not everything([first]) & everything([second])
    assert second.verdicts == ()
    assert first.verdicts == claim.verdicts
    assert quotes(second) == [QUOTES[1]]
    assert len(second.notes) == (2 if "note" in kinds else 0)
    session.undo()
    assert session.claim_of(claim.id) == claim
    session.redo()
    assert everything([session.claim_of(claim.id), session.claim_of(made.id)]) == before
    for one in (claim.id, made.id):
        session.remove("claim", one)


def test_a_passage_that_is_no_part_yet_can_be_the_new_claim(session: Session) -> None:
    claim = standing_in(session, QUOTES[:1])
    passage = session.passage(session.article(), *place(session, "A land border"))
    made = session.split(claim.id, [claim.evidence[0].id], passage=passage)
    assert quotes(made) == ["A land border"]
    assert [one.id for one in made.evidence] == [claim.evidence[0].id]
    assert quotes(session.claim_of(claim.id)) == [QUOTES[0]]
    assert session.claim_of(claim.id).evidence == ()


def test_the_new_claim_takes_along_what_was_said_of_the_words(session: Session) -> None:
    claim = standing_in(session, QUOTES[:2])
    made = session.split(claim.id, [claim.places[1].id])
    assert made.speaker == "The desk"
    assert made.number != claim.number
    assert session.claim_of(claim.id).speaker == "The desk"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_whole_of_a_claim_is_not_split_off(session: Session, count: int) -> None:
    claim = standing_in(session, QUOTES[:count])
    with pytest.raises(Refused) as told:
        session.split(claim.id, [one.id for one in claim.places])
    assert told.value.id == "split.whole"
    assert session.claim_of(claim.id) == claim


def test_what_is_no_part_of_the_claim_is_not_moved(session: Session) -> None:
    claim = standing_in(session, QUOTES[:2])
    other = standing_in(session, QUOTES[2:3])
    for stranger in (other.places[0].id, other.evidence[0].id, "0" * 32):
        with pytest.raises(UnknownName):
            session.split(claim.id, [claim.places[1].id, stranger])
    assert session.claim_of(claim.id) == claim
    assert session.claim_of(other.id) == other


def test_a_claim_stands_in_a_passage_once(session: Session) -> None:
    claim = standing_in(session, QUOTES[:1])
    again = session.passage(session.article(), *place(session, QUOTES[0]))
    with pytest.raises(Refused) as told:
        session.add_place(claim.id, again)
    assert told.value.id == "place.present"
    source = session.document("Письмо")
    elsewhere = session.passage(source, *session.locate(source, "хранится"))
    with pytest.raises(Refused) as told:
        session.add_place(claim.id, elsewhere)
    assert told.value.id == "claim.not_article"


def test_places_of_two_people_come_together(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    claim = standing_in(session, QUOTES[:1])
    copy = session.share(tmp_path / "bo.sidelight")
    article = session.article()
    session.add_place(claim.id, session.passage(article, *place(session, QUOTES[1])))
    with Session.open(copy, by="Bo", reader=reader, settings=Settings(kept=False)) as bo:
        passage = bo.passage(bo.article(), *bo.locate(bo.article(), QUOTES[2]))
        bo.add_place(claim.id, passage)
    with session.plan_merge([copy]) as plan:
        session.merge(plan)
    assert quotes(session.claim_of(claim.id)) == list(QUOTES[:3])
    assert not [fault for fault in session.file.check() if fault.damage]
