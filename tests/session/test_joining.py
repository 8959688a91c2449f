# SPDX-License-Identifier: AGPL-3.0-or-later
"""A joined claim is worked on as one claim: judged, taken back, reasoned about, removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.errors import Refused
from sidelight.model.records import Claim, Verdict
from sidelight.model.sharing import Choice
from sidelight.model.standing import given, mine
from sidelight.session.session import Session
from tests.session.test_sharing import claim, evidence


@pytest.fixture
def joined(session: Session) -> Session:
    """Ann's two claims, of which only the second was judged, joined."""
    first, second = claim(session), claim(session, "A land border is shared", "denied")
    session.judge(second.id, "denied", denied_by="The port", reason="It had no border.")
    evidence(session, second)
    session.join(first.id, second.id)
    return session


def only(session: Session) -> Claim:
    (found,) = session.project.claims()
    assert session.file.check() == []
    return found


def own(session: Session) -> Verdict | None:
    return mine(only(session), session.me)


def test_a_verdict_that_is_taken_back_is_gone(joined: Session) -> None:
    assert own(joined)
    joined.judge("1", "")
    assert own(joined) is None
    joined.undo()
    found = own(joined)
    assert found
    assert (found.verdict, found.denied_by) == ("denied", "The port")


def test_of_two_verdicts_of_mine_none_comes_up_when_the_other_is_taken_back(
    session: Session,
) -> None:
    first = claim(session, verdict="verified")
    second = claim(session, "A land border is shared", "denied")
    session.join(first.id, second.id)
    assert [v.verdict for v in given(only(session))] == ["verified"]
    session.judge(first.id, "unchecked")
    assert given(only(session)) == []
    session.undo()
    session.undo()
    assert [[v.verdict for v in given(c)] for c in session.project.claims()] == [
        ["verified"],
        ["denied"],
    ]


def test_a_reason_is_kept_and_written_where_the_verdict_is(joined: Session) -> None:
    joined.judge("1", "disputed")
    found = own(joined)
    assert found
    assert (found.verdict, found.reason) == ("disputed", "It had no border.")
    joined.give_reason("1", "It had one, of the sea.")
    found = own(joined)
    assert found
    assert found.reason == "It had one, of the sea."
    joined.judge("1", "verified", reason="Now it has.")
    found = own(joined)
    assert found
    assert (found.verdict, found.reason) == ("verified", "Now it has.")


def test_it_is_removed_and_comes_back_as_one(joined: Session) -> None:
    joined.remove("claim", "1")
    assert joined.project.claims() == []
    joined.undo()
    assert len(only(joined).evidence) == 1
    joined.undo()
    assert len(joined.project.claims()) == 2


def test_it_is_removed_for_good_as_one(joined: Session) -> None:
    plan = joined.plan_erasure("claim", "1")
    assert (plan.claims, plan.evidence) == (2, 1)
    joined.erase(plan)
    assert joined.project.claims() == []
    assert b"It had no border." not in joined.file.path.read_bytes()


def test_either_name_means_it_and_it_is_not_joined_to_itself(joined: Session) -> None:
    first = only(joined)
    second = next(id_ for id_ in joined.project.joined(first.id) if id_ != first.id)
    assert joined.claim_of(second) == joined.claim_of(first.id) == first
    for one, other in ((first.id, second), (second, first.id), (first.id, first.id)):
        with pytest.raises(Refused) as refused:
            joined.join(one, other)
        assert refused.value.id == "claim.joined_to_itself"
    note = joined.add_note(second, "said of the other")
    assert [n.id for n in only(joined).notes] == [note.id]


def test_a_further_claim_is_joined_to_the_whole(joined: Session, tmp_path: Path) -> None:
    third = claim(joined, "Aid came twice", "verified")
    joined.join(third.id, only_id(joined, third))
    assert only(joined).id == third.id
    assert len(only(joined).passages) == 3
    copy = joined.share(tmp_path / "c.sidelight", Choice(claims=frozenset({third.id})))
    assert copy.exists()
    joined.undo()
    assert len(joined.project.claims()) == 2


def only_id(session: Session, but: Claim) -> str:
    return next(c.id for c in session.project.claims() if c.id != but.id)
