# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole record of a claim: words, tags, responses, described evidence, order, decision."""

from __future__ import annotations

import pytest

from sidelight.errors import Refused, UnknownName
from sidelight.model.records import Claim
from sidelight.model.signing import sign_offs
from sidelight.model.standing import paint, standing
from sidelight.session.records import tag_id
from sidelight.session.session import Session
from sidelight.session.signatures import signed
from sidelight.session.signing import left_open


@pytest.fixture
def claim(session: Session) -> Claim:
    article = session.article()
    return session.claim(article, *session.locate(article, "A land border"), "verified")


def now(session: Session, claim: Claim) -> Claim:
    return session.claim_of(claim.id)


def test_a_claim_is_described_and_one_visit_is_one_undo_step(
    session: Session, claim: Claim
) -> None:
    group = "a" * 32
    session.describe(claim.id, {"speaker": "  KCNA "}, group=group)
    session.describe(claim.id, {"speaker": "KCNA, then TASS", "said_on": "2024-06-19"}, group=group)
    session.describe(claim.id, {"severity": "serious", "correction": "on 19 June", "kind": "event"})
    found = now(session, claim)
    assert (found.speaker, found.said_on, found.severity) == (
        "KCNA, then TASS",
        "2024-06-19",
        "serious",
    )
    before = len(session.history())
    session.describe(claim.id, {"severity": "serious"})
    assert len(session.history()) == before
    session.undo()
    session.undo()
    assert now(session, claim) == claim
    session.redo()
    assert now(session, claim).speaker == "KCNA, then TASS"
    assert session.file.check() == []


def test_a_claim_is_assigned_by_any_name_of_a_reviewer(session: Session, claim: Claim) -> None:
    session.describe(claim.id, {"assigned": session.project.reviewer(session.me).name})
    assert now(session, claim).assigned == session.me
    assert session.history()[-1].label == "assign"
    session.describe(claim.id, {"assigned": ""})
    assert now(session, claim).assigned == ""
    with pytest.raises(UnknownName) as told:
        session.describe(claim.id, {"assigned": "Nobody"})
    assert told.value.id == "reviewer.unknown"


@pytest.mark.parametrize(("field", "value"), [("severity", "fatal"), ("correction", "half \ud83d")])
def test_a_word_that_does_not_fit_is_refused(
    session: Session, claim: Claim, field: str, value: str
) -> None:
    with pytest.raises(Refused) as told:
        session.describe(claim.id, {field: value})
    assert told.value.id == "word.unknown"
    assert now(session, claim) == claim


def test_tags_are_one_whatever_their_letters_and_many_claims_one_step(
    session: Session, claim: Claim
) -> None:
    article = session.article()
    other = session.claim(article, *session.locate(article, "Aid came twice"))
    session.tag([claim.id], "Arms  trade")
    session.tag([claim.id, other.id], "arms trade")
    session.tag([other.id], "dates")
    assert now(session, other).tags == ("Arms trade", "dates")
    session.colour_tag("DATES", "#1E7A46")
    assert [(t.name, t.colour) for t in session.project.tags()] == [
        ("Arms trade", ""),
        ("dates", "#1e7a46"),
    ]
    session.untag([claim.id, other.id], "ARMS trade")
    assert (now(session, claim).tags, now(session, other).tags) == ((), ("dates",))
    session.undo()
    assert now(session, claim).tags == now(session, other).tags[:1] == ("Arms trade",)
    session.untag([claim.id], "never there")
    assert session.file.check() == []


@pytest.mark.parametrize("name", ["", "  ", "a, b", "x" * 61])
def test_what_is_no_tag_is_refused(session: Session, claim: Claim, name: str) -> None:
    with pytest.raises(Refused) as told:
        session.tag([claim.id], name)
    assert told.value.id == "tag.name"


def test_a_colour_is_one(session: Session) -> None:
    with pytest.raises(Refused) as told:
        session.colour_tag("arms", "green")
    assert told.value.id == "tag.colour"
    assert tag_id("Arms ") == tag_id("aRms")


def test_responses_are_recorded_changed_and_removed(session: Session, claim: Claim) -> None:
    asked = session.respond(claim.id, "The ministry", when="2024-06-20")
    session.describe_part("response", asked.id, {"answer": "declined", "where": "by telephone"})
    (found,) = now(session, claim).responses
    assert (found.party, found.answer, found.when, found.where) == (
        "The ministry",
        "declined",
        "2024-06-20",
        "by telephone",
    )
    session.remove("response", asked.id)
    assert now(session, claim).responses == ()
    session.undo()
    assert now(session, claim).responses == (found,)
    with pytest.raises(Refused):
        session.respond(claim.id, " ")
    with pytest.raises(Refused):
        session.describe_part("response", asked.id, {"party": ""})
    with pytest.raises(Refused):
        session.describe_part("response", asked.id, {"answer": "shrugged"})
    with pytest.raises(UnknownName):
        session.describe_part("response", "0" * 32, {"answer": "denied"})


def test_evidence_is_described_ordered_and_moved(session: Session, claim: Claim) -> None:
    source = session.document("Письмо")
    words = session.locate(source, "хранится в архиве")
    first = session.link(claim.id, source, *words)
    call = session.describe_evidence(
        claim.id, "call", "He said so himself.", who="The attaché", stance="contradicts"
    )
    none = session.describe_evidence(claim.id, "search", "No dispatch of that day.")
    session.describe_part("evidence", first.id, {"match": "paraphrase", "level": "primary"})
    session.order_evidence(claim.id, [none.id, first.id])
    found = now(session, claim)
    assert [(e.match, e.level, e.order) for e in found.evidence] == [("paraphrase", "primary", 2)]
    assert [(d.id, d.order) for d in found.described] == [(none.id, 1), (call.id, 3)]
    other = session.claim(session.article(), *session.locate(session.article(), "Aid came twice"))
    session.move_evidence(first.id, other.id)
    session.move_evidence(call.id, other.id)
    assert now(session, claim).evidence == ()
    assert now(session, other).evidence[0].match == "paraphrase"
    assert [d.who for d in now(session, other).described] == ["The attaché"]
    session.undo()
    assert [d.id for d in now(session, claim).described] == [none.id, call.id]
    session.remove("described", call.id)
    assert [d.id for d in now(session, claim).described] == [none.id]
    with pytest.raises(UnknownName):
        session.order_evidence(claim.id, [first.id])
    assert session.file.check() == []


def test_as_of_is_a_day(session: Session, claim: Claim) -> None:
    session.set_as_of(claim.id, " 2024-06-30 ")
    assert now(session, claim).verdicts[0].as_of == "2024-06-30"
    with pytest.raises(Refused) as told:
        session.set_as_of(claim.id, "last week")
    assert told.value.id == "verdict.as_of"


def test_a_decision_has_a_reason_keeps_dissent_and_goes_out_of_date(
    session: Session, claim: Claim
) -> None:
    with pytest.raises(Refused) as told:
        session.decide(claim.id, "disputed")
    assert told.value.id == "decision.reason"
    decided = session.decide(claim.id, "denied", denied_by="Seoul", reason="The record says so.")
    assert (standing(decided), paint(decided, session.me)) == ("decided", "denied")
    assert decided.verdicts[0].verdict == "verified"
    assert decided.decision is not None
    assert (decided.decision.reviewer, decided.decision.denied_by) == (session.me, "Seoul")
    session.judge(claim.id, "disputed")
    assert standing(now(session, claim)) == "decision outdated"
    session.decide(claim.id, "disputed", reason="Agreed now.")
    assert standing(now(session, claim)) == "decided"
    session.withdraw_decision(claim.id)
    assert (standing(now(session, claim)), now(session, claim).decision) == ("checked once", None)
    session.undo()
    assert standing(now(session, claim)) == "decided"
    assert session.file.check() == []


def test_a_verdict_taken_back_makes_a_decision_out_of_date(session: Session, claim: Claim) -> None:
    session.decide(claim.id, "verified", reason="Seen.")
    session.judge(claim.id, "unchecked")
    assert standing(now(session, claim)) == "decision outdated"


def test_coverage_follows_claims_and_what_is_said_to_need_none(
    session: Session, claim: Claim
) -> None:
    article = session.article()
    before = session.coverage(article)
    assert "claimed" in {one.state for one in before.sentences}
    at = before.open[0]
    assert session.sentence(article, at.start) == (at.start, at.end)
    session.exempt(article, at.start, at.end)
    after = session.coverage(article)
    assert len(after.open) == len(before.open) - 1
    assert session.file.check() == []
    session.not_exempt(article, at.start, at.start + 1)
    assert session.coverage(article) == before
    session.undo()
    assert session.coverage(article) == after
    session.not_exempt(article, at.end, at.end + 1)
    session.remove("claim", claim.id)
    assert "claimed" not in {one.state for one in session.coverage(article).sentences}
    with pytest.raises(Refused) as told:
        session.exempt(session.document("Письмо"), 0, 4)
    assert told.value.id == "exempt.not_article"


def test_a_sign_off_tells_when_the_article_was_changed_since(
    session: Session, claim: Claim
) -> None:
    article = session.article()
    assert [one.words.partition(":")[0] for one in left_open(session, article)] == [
        "A verdict without a reason",
        "Without evidence",
        "3 sentences hold no claim",
    ]
    session.sign_off(article, "As agreed.")
    (one,) = sign_offs(session.project, article.id)
    assert (one.reviewer, one.note, one.changed) == (session.me, "As agreed.", False)
    session.cite(session.document("Письмо"), {"author": "Kim"})
    assert not sign_offs(session.project, article.id)[0].changed
    session.give_reason(claim.id, "The map.")
    assert sign_offs(session.project, article.id)[0].changed
    assert "changed since · As agreed." in next(signed(session.project, article, session.me))
    session.sign_off(article)
    assert not sign_offs(session.project, article.id)[0].changed
    session.act_as("Bo")
    session.sign_off(article)
    assert len(sign_offs(session.project, article.id)) == 2
    session.take_sign_off_back(article)
    session.take_sign_off_back(article)
    assert len(sign_offs(session.project, article.id)) == 1
    session.undo()
    assert len(sign_offs(session.project, article.id)) == 2
    assert session.file.check() == []
    with pytest.raises(Refused):
        session.sign_off(session.document("Письмо"))
