# SPDX-License-Identifier: AGPL-3.0-or-later
"""A blind second sees nothing of what others think of a claim until having judged it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.errors import Refused
from sidelight.model.records import Claim
from sidelight.model.sharing import Choice
from sidelight.reader.remote import Reader
from sidelight.session.copy_words import contents
from sidelight.session.merge_preview import preview
from sidelight.session.session import Session
from sidelight.session.settings import Settings

QUOTE = "Kim thanked Stalin for aid"
OTHER = "A land border is shared"
MARKER = "xyzzy"


@pytest.fixture
def claim(session: Session) -> Claim:
    """A claim that Ann has judged and said all that can be said of; Bob is its blind second."""
    article, source = session.project.documents("article")[0], session.document("Письмо")
    made = session.claim(article, *session.locate(article, QUOTE), "denied", reason=MARKER)
    session.link(made.id, source, *session.locate(source, "Её текст"), "contradicts", MARKER)
    session.describe_evidence(made.id, "call", MARKER, who=MARKER)
    session.respond(made.id, MARKER, answer="denied")
    session.add_note(made.id, MARKER)
    session.tag([made.id], MARKER)
    session.describe(made.id, {"severity": "grave", "correction": MARKER})
    session.decide(made.id, "denied", reason=MARKER)
    session.invite("Bob")
    assert session.second_many([made.id], "Bob") == 1
    return session.claim_of(made.id)


def sit(session: Session, name: str) -> None:
    """Let somebody else act, who says which reviewer of the project they are."""
    session.act_as(name)
    session.be(name)


def test_the_second_sees_the_claim_and_nothing_of_the_first(session: Session, claim: Claim) -> None:
    sit(session, "Bob")
    seen = session.sight(claim)
    assert seen.veiled
    assert (seen.quote, seen.passages) == (claim.quote, claim.passages)
    assert not any((seen.verdicts, seen.evidence, seen.notes, seen.tags, seen.responses))
    assert not any((seen.described, seen.decision, seen.severity, seen.correction))
    for shown in (
        session.snapshot(),
        session.history(),
        session.history(claim.id),
        session.search(MARKER),
        session.report_data(),
        session.agreement(),
        session.conflicts(),
    ):
        assert MARKER not in repr(shown)
    assert session.snapshot().lines[0].standing == "unchecked"
    acts = [one.act for one in session.history(claim.id)]
    assert acts == ["Claim made", "Blind second check asked for"]


@pytest.mark.parametrize("format_", ["html", "md", "csv"])
def test_a_report_of_the_second_leaves_it_out_and_says_so(
    session: Session, claim: Claim, tmp_path: Path, format_: str
) -> None:
    assert MARKER in session.report(tmp_path / "first", format=format_).read_text("utf-8")
    sit(session, "Bob")
    said = session.report(tmp_path / "second", format=format_).read_text("utf-8")
    assert MARKER not in said
    assert claim.quote in said
    if format_ != "csv":
        assert f"What others think of claim {claim.label}: to be judged blind" in said


def test_what_is_counted_of_a_copy_does_not_give_it_away(session: Session, claim: Claim) -> None:
    assert "1 verdict" in contents(session.project, Choice(), session.claims()).holds
    sit(session, "Bob")
    assert claim.id in {one.id for one in session.claims()}
    holds = contents(session.project, Choice(), session.claims()).holds
    assert holds == "The copy holds 2 documents, 1 claim."


def test_having_judged_the_second_sees_all(session: Session, claim: Claim) -> None:
    sit(session, "Bob")
    session.give_reason(claim.id, "Only half.")
    assert session.sight(session.claim_of(claim.id)).veiled
    session.judge(claim.id, "disputed")
    seen = session.sight(session.claim_of(claim.id))
    assert not seen.veiled
    assert {v.verdict: v.seen for v in seen.verdicts} == {
        "denied": "first",
        "disputed": "not shown",
    }
    assert seen.decision
    assert seen.evidence
    session.judge(claim.id, "unchecked")
    assert not session.sight(session.claim_of(claim.id)).veiled
    session.judge(claim.id, "verified")
    verdicts = session.claim_of(claim.id).verdicts
    assert {v.verdict: v.seen for v in verdicts} == {"denied": "first", "verified": "seen"}


def test_what_was_seen_cannot_be_unseen_by_an_undo(session: Session, claim: Claim) -> None:
    sit(session, "Bob")
    session.judge(claim.id, "disputed")
    session.undo()
    assert not session.sight(session.claim_of(claim.id)).veiled
    session.judge(claim.id, "denied")
    verdicts = session.claim_of(claim.id).verdicts
    assert next(v.seen for v in verdicts if v.reviewer == session.me) == "seen"


def test_a_second_does_not_decide_before_having_judged(session: Session, claim: Claim) -> None:
    sit(session, "Bob")
    with pytest.raises(Refused, match="Give your own verdict") as told:
        session.decide(claim.id, "verified", reason="So it is.")
    assert told.value.id == "decision.blind"
    session.judge(claim.id, "verified")
    session.decide(claim.id, "verified", reason="So it is.")


def test_the_second_keeps_sight_of_what_is_theirs(session: Session, claim: Claim) -> None:
    sit(session, "Bob")
    source = session.document("Письмо")
    own = session.link(claim.id, source, *session.locate(source, "хранится"), "supports")
    session.add_note(claim.id, "Which archive?")
    session.tag([claim.id], "archives")
    seen = session.sight(session.claim_of(claim.id))
    assert [e.id for e in seen.evidence] == [own.id]
    assert [note.text for note in seen.notes] == ["Which archive?"]
    assert seen.tags == ("archives",)
    session.act_as("Ann")
    assert len(session.sight(session.claim_of(claim.id)).evidence) == 2


def test_who_has_judged_cannot_be_blind(session: Session, claim: Claim) -> None:
    article = session.project.documents("article")[0]
    other = session.claim(article, *session.locate(article, OTHER))
    with pytest.raises(Refused) as told:
        session.second_many([claim.id], session.me)
    assert told.value.id == "second.judged"
    assert session.second_many([claim.id, other.id], session.me) == 1
    assert session.claim_of(other.id).seconds == (session.me,)
    session.undo()
    assert session.claim_of(other.id).seconds == ()
    assert session.second_many([claim.id], "Bob", blind=False) == 1
    assert session.claim_of(claim.id).seconds == ()


def test_an_invited_name_is_that_of_nobody_else(session: Session) -> None:
    assert session.invite("  Carol  Ng ").label == "Carol Ng"
    for name in ("carol ng", "Ann"):
        with pytest.raises(Refused) as told:
            session.invite(name)
        assert told.value.id == "reviewer.known"


def test_a_merge_preview_tells_the_second_nothing(
    session: Session, claim: Claim, tmp_path: Path, reader: Reader
) -> None:
    blind = session.share(
        tmp_path / "blind.sidelight", Choice(blind_for=session.reviewer_called("Bob").id)
    )
    with Session.open(blind, by="Bob", reader=reader, settings=Settings(kept=False)) as bob:
        bob.be("Bob")
        with bob.plan_merge([session.file.path]) as plan:
            shown = preview(plan, bob.project)
            assert MARKER not in repr(shown)
            assert "verdict" not in repr(shown.people)
            bob.merge(plan)
        assert bob.sight(bob.claim_of(claim.id)).veiled
        assert MARKER not in repr(bob.snapshot())


def test_a_verdict_in_a_blind_copy_says_so(
    session: Session, claim: Claim, tmp_path: Path, reader: Reader
) -> None:
    blind = session.share(
        tmp_path / "blind.sidelight", Choice(blind_for=session.reviewer_called("Bob").id)
    )
    with Session.open(blind, by="Bob", reader=reader, settings=Settings(kept=False)) as bob:
        bob.be("Bob")
        bob.judge(claim.id, "verified", reason="The letter says so.")
        assert bob.claim_of(claim.id).verdicts[0].seen == "blind copy"
    with session.plan_merge([blind]) as plan:
        session.merge(plan)
    said = session.report(tmp_path / "report.md").read_text("utf-8")
    assert "given blind: in a copy without others" in said
