# SPDX-License-Identifier: AGPL-3.0-or-later
"""A window's snapshots, each made from the one before: after each single act it is what it would be
at first sight, and what did not change is the very same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from itertools import product
from pathlib import Path

import pytest

from sidelight.language import use
from sidelight.model.records import Claim, ClaimPassage, Document, Evidence
from sidelight.reader.remote import Reader
from sidelight.session.list_columns import COLUMNS
from sidelight.session.session import Session
from sidelight.session.showing import Showing
from sidelight.session.snapshot import Snapshot
from tests.session.test_sharing import as_someone, merge

QUOTES = ("Kim thanked Stalin for aid", "Aid came twice", "A land border is shared")
FOUND = "текст хранится в архиве"


@pytest.fixture
def article(session: Session) -> Document:
    return session.document(1)


@pytest.fixture
def letter(session: Session) -> Document:
    return session.document(2)


@pytest.fixture
def claims(session: Session, article: Document, letter: Document) -> list[Claim]:
    """Three claims, each with a piece of evidence and a verdict."""
    made = []
    for quote in QUOTES:
        claim = session.claim(article, *session.locate(article, quote), "verified")
        session.link(claim.id, letter, *session.locate(letter, FOUND), "supports")
        made.append(session.claim_of(claim.id))
    session.snapshot()
    return made


def parts(claim: Claim) -> list[ClaimPassage | Evidence]:
    return [*claim.passages, *claim.evidence]


def same(session: Session) -> Snapshot:
    """The snapshot kept, which is what it would be at first sight."""
    kept, first = session.snapshot(), Showing().snapshot(session)
    for one in fields(kept):
        if one.name not in {"places", "owners", "orders"}:
            assert getattr(kept, one.name) == getattr(first, one.name), one.name
    assert kept.lines == first.lines
    for way in product(COLUMNS, (False, True)):
        found = [one.orders.places(way[0], descending=way[1]) for one in (kept, first)]
        assert list(found[0]) == list(found[1]), way
    ids = [part.id for claim in kept.claims for part in parts(claim)]
    ids += [note.id for some in kept.notes.values() for note in some]
    for id_ in ids:
        assert kept.places.get(id_) == first.places.get(id_)
    for claim in kept.claims:
        assert kept.claim(claim.id) is claim
        for part in parts(claim):
            assert kept.claim_with(part.id) is claim
    for document in kept.documents:
        there = [
            claim
            for claim in kept.claims
            if any(part.passage.document == document.id for part in parts(claim))
        ]
        assert list(kept.claims_in(document.id)) == there
    assert kept.noted == tuple(claim for claim in kept.claims if claim.notes)
    return kept


Act = Callable[[Session, list[Claim]], object]

ON_ONE: dict[str, Act] = {
    "judge": lambda s, c: s.judge(c[1].id, "denied", denied_by="Kim", reason="no"),
    "reason": lambda s, c: s.give_reason(c[1].id, "so it is"),
    "note": lambda s, c: s.add_note(c[1].id, "see claim 3"),
    "private note": lambda s, c: s.add_note(c[1].id, "mine", private=True),
    "tag": lambda s, c: s.tag([c[1].id], "arms"),
    "describe": lambda s, c: s.describe(c[1].id, {"speaker": "Kim", "severity": "serious"}),
    "assign": lambda s, c: s.assign_many([c[1].id], "Ann"),
    "respond": lambda s, c: s.respond(c[1].id, "Kim", answer="denied"),
    "testify": lambda s, c: s.describe_evidence(c[1].id, "call", "It rang."),
    "decide": lambda s, c: s.decide(c[1].id, "disputed", reason="both"),
    "stance": lambda s, c: s.set_stance(c[1].evidence[0].id, "contradicts"),
    "evidence note": lambda s, c: s.set_evidence_note(c[1].evidence[0].id, "look"),
    "unlink": lambda s, c: s.remove("evidence", c[1].evidence[0].id),
}
"""Acts on the second claim alone."""

ON_ALL: dict[str, Act] = {
    "remove": lambda s, c: s.remove("claim", c[0].id),
    "join": lambda s, c: s.join(c[0].id, c[2].id),
    "move": lambda s, c: s.move_evidence(c[0].evidence[0].id, c[2].id),
    "judge many": lambda s, c: s.judge_many([one.id for one in c], "disputed"),
    "colour": lambda s, _: s.colour_tag("arms", "#123456"),
    "note on": lambda s, _: s.note_on(s.document(2), "of the letter"),
    "exempt": lambda s, _: s.exempt(s.document(1), 0, 15),
    "sign": lambda s, _: s.sign_off(s.document(1), "fine"),
    "hide": lambda s, _: s.hide(s.document(1), [(0, 4)]),
    "cite": lambda s, _: s.cite(s.document(2), {"title": "A letter", "author": "Kim"}),
    "verdict": lambda s, _: s.add_verdict("half-true"),
    "invite": lambda s, _: s.invite("Bob"),
    "add": lambda s, _: s.add_text("Another source.", title="More"),
    "drop": lambda s, _: s.remove("document", s.add_text("Not needed.", title="Gone").id),
    "same words": lambda s, _: s.claim(s.document(1), *s.locate(s.document(1), QUOTES[0])),
    "second place": lambda s, c: s.add_place(
        c[0].id, s.passage(s.document(1), *s.locate(s.document(1), "The pact"))
    ),
}
"""Acts on several, on documents, on the project."""


@pytest.mark.parametrize("name", [*ON_ONE, *ON_ALL])
def test_after_an_act_its_undo_and_its_redo_all_is_as_at_first_sight(
    session: Session, claims: list[Claim], name: str
) -> None:
    before = session.snapshot()
    {**ON_ONE, **ON_ALL}[name](session, claims)
    after = same(session)
    assert after != before
    session.undo()
    back = same(session)
    assert [claim.quote for claim in back.claims] == [claim.quote for claim in before.claims]
    session.redo()
    same(session)


@pytest.mark.parametrize("name", ON_ONE)
def test_what_did_not_change_is_the_very_same(
    session: Session, claims: list[Claim], name: str
) -> None:
    before = session.snapshot()
    ON_ONE[name](session, claims)
    after = session.snapshot()
    for at in (0, 2):
        assert after.claims[at] is before.claims[at]
        assert after.lines[at] is before.lines[at]
    assert after.claims[1] is not before.claims[1]
    assert after.at is before.at
    assert after.claims[1] == session.claim_of(claims[1].id)


def test_an_earlier_snapshot_stays_as_it_was(session: Session, claims: list[Claim]) -> None:
    before = session.snapshot()
    told = dict(before.places), before.claims, before.lines, dict(before.owners)
    note = session.note_on(session.document(1), "first")
    for _round in range(3):
        session.link(claims[0].id, session.document(2), 0, 8, "context")
    session.remove("claim", claims[2].id)
    after = same(session)
    assert (dict(before.places), before.claims, before.lines, dict(before.owners)) == told
    assert note.id in {n.id for n in after.notes[session.document(1).id]}
    assert not before.notes[session.document(1).id]
    assert len(after.claims) == 2


def test_after_a_sign_off_work_on_it_shows(session: Session, claims: list[Claim]) -> None:
    article = session.document(1).id
    session.sign_off(session.document(1))
    assert "changed since" not in "".join(same(session).signed[article])
    session.judge(claims[0].id, "denied")
    assert "changed since" in "".join(same(session).signed[article])
    session.take_sign_off_back(session.document(1))
    assert same(session).signed[article] == ()


def test_another_reviewer_sees_it_as_their_own(session: Session, claims: list[Claim]) -> None:
    session.add_note(claims[0].id, "unseen", private=True)
    assert len(same(session).noted) == 1
    session.act_as("Bob")
    assert same(session).noted == ()
    session.judge(claims[0].id, "denied")
    assert same(session).claims[0].verdicts[1].verdict == "denied"
    session.act_as("Ann")
    assert same(session).lines[0].standing == "split"


def test_who_is_to_judge_blind_sees_nothing_of_others(
    session: Session, claims: list[Claim]
) -> None:
    session.note_on(session.document(2), "what I think of claim 1")
    session.colour_tag("telling", "#123456")
    twin = session.claim(session.document(1), *session.locate(session.document(1), QUOTES[0]))
    assert len(same(session).twins) == 1
    session.invite("Bob")
    session.second_many([claims[0].id], "Bob")
    session.act_as("Bob")
    session.be("Bob")
    shown = same(session)
    (group,) = shown.twins
    assert [claim.id for claim in group] == [claims[0].id, twin.id]
    assert (group[0].verdicts, group[0].evidence) == ((), ())
    assert shown.notes[session.document(2).id] == ()
    assert shown.tags == ()
    session.judge(claims[0].id, "denied")
    shown = same(session)
    assert len(shown.claims[0].verdicts) == 2
    assert len(shown.notes[session.document(2).id]) == 1
    assert [tag.name for tag in shown.tags] == ["telling"]


def test_another_language_is_spoken_at_once(session: Session, claims: list[Claim]) -> None:
    assert claims
    english = session.snapshot().lines[0].said
    use("ru")
    try:
        assert same(session).lines[0].said != english
    finally:
        use("")
    assert same(session).lines[0].said == english


def test_a_merge_shows_all_that_it_brought(
    session: Session, claims: list[Claim], tmp_path: Path, reader: Reader
) -> None:
    session.share(tmp_path / "bob.sidelight")
    with as_someone(tmp_path / "bob.sidelight", "Bob", reader) as bob:
        bob.judge(claims[2].id, "denied", reason="not so")
        bob.note_on(bob.document(2), "read this")
        bob.add_text("What Bob found.", title="Found")
    before = session.snapshot()
    merge(session, tmp_path / "bob.sidelight")
    after = same(session)
    assert after.claims[0] is before.claims[0]
    assert after.lines[2].standing == "split"
    assert len(after.documents) == 3
    assert after.can_go_back
