# SPDX-License-Identifier: AGPL-3.0-or-later
"""Undo, redo and history as both front ends use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sidelight.errors import Refused
from sidelight.language import use
from sidelight.model.signing import sign_offs
from sidelight.reader.remote import Reader
from sidelight.session.history import ACTS
from sidelight.session.session import Session


def mark(session: Session, quote: str = "A land border", verdict: str = "verified") -> str:
    article = session.document(1)
    return session.claim(article, *session.locate(article, quote), verdict).id


def link(session: Session, claim: str) -> str:
    letter = session.document(2)
    return session.link(claim, letter, *session.locate(letter, "в архиве")).id


STEPS: dict[str, Callable[[Session, str, str], object]] = {
    "verdict": lambda s, claim, _: s.judge(claim, "denied", denied_by="the embassy"),
    "take back": lambda s, claim, _: s.judge(claim, "unchecked"),
    "reason": lambda s, claim, _: s.give_reason(claim, "The map says so."),
    "note": lambda s, claim, _: s.add_note(claim, "Ask."),
    "stance": lambda s, _, evidence: s.set_stance(evidence, "contradicts"),
    "evidence note": lambda s, _, evidence: s.set_evidence_note(evidence, "Seen."),
    "remove evidence": lambda s, _, evidence: s.remove("evidence", evidence),
    "remove claim": lambda s, claim, _: s.remove("claim", claim),
    "decision": lambda s, claim, _: s.decide(claim, "denied", reason="The map says so."),
    "sign off": lambda s, *_: s.sign_off(s.document(1), "As it stands."),
    "colour": lambda s, *_: s.colour_tag("arms", "#102030"),
    "hide": lambda s, *_: s.hide(s.document(1), [(0, 4)]),
    "cite": lambda s, *_: s.cite(s.document(2), {"author": "Kim", "title": "Letter"}),
}


@pytest.mark.parametrize("step", STEPS)
def test_every_act_is_taken_back_and_done_again(session: Session, step: str) -> None:
    claim = mark(session)
    evidence = link(session, claim)
    before = told(session)
    STEPS[step](session, claim, evidence)
    after = told(session)
    assert after != before
    label = session.undo()
    assert label in ACTS
    assert told(session) == before
    assert session.file.check() == []
    assert session.redo() == label
    assert told(session) == after
    assert session.file.check() == []


def told(session: Session) -> str:
    """All that is said and when it was, of verdicts that say anything."""
    project = session.project
    claims = [
        replace(one, verdicts=tuple(v for v in one.verdicts if v.verdict or v.reason))
        for one in project.claims()
    ]
    signed = sign_offs(project, session.document(1).id)
    return repr((claims, project.documents(), project.tags(), signed))


def test_what_an_undo_brings_back_is_of_who_said_it_and_of_that_time(session: Session) -> None:
    claim = mark(session)
    session.decide(claim, "verified", reason="Ann saw the map.")
    anns = session.claim_of(claim).decision
    session.act_as("Bo")
    session.decide(claim, "denied", reason="Bo saw another.")
    bos = session.claim_of(claim).decision
    session.undo()
    assert session.claim_of(claim).decision == anns
    session.redo()
    assert session.claim_of(claim).decision == bos
    session.undo()
    session.decide(claim, "denied", reason="Bo again.")
    session.undo()
    assert session.claim_of(claim).decision == anns


def test_a_verdict_that_was_undone_leaves_the_decision_as_it_was(session: Session) -> None:
    claim = mark(session)
    session.decide(claim, "verified", reason="The map.")
    session.judge(claim, "denied")
    assert outdated(session, claim)
    session.undo()
    assert not outdated(session, claim)
    session.redo()
    assert outdated(session, claim)


def test_a_first_verdict_that_was_undone_leaves_the_reason_as_old_as_it_was(
    session: Session,
) -> None:
    claim = mark(session, verdict="")
    session.give_reason(claim, "The map.")
    before = told(session)
    session.judge(claim, "denied")
    session.undo()
    assert told(session) == before


def test_a_verdict_that_the_decision_saw_and_that_was_undone_outdates_it(session: Session) -> None:
    claim = mark(session, verdict="")
    session.act_as("Bo")
    session.judge(claim, "denied")
    session.act_as("Ann")
    session.decide(claim, "denied", reason="The map.")
    session.act_as("Bo")
    session.undo()
    assert outdated(session, claim)


def outdated(session: Session, claim: str) -> bool:
    decision = session.claim_of(claim).decision
    assert decision is not None
    return decision.outdated


def test_undo_and_redo_survive_closing(tmp_path: Path, session: Session, reader: Reader) -> None:
    claim = mark(session)
    session.judge(claim, "denied")
    path = session.file.path
    session.close()
    with Session.open(path, by="Ann", reader=reader) as again:
        assert again.undo() == "verdict"
    with Session.open(path, by="Ann", reader=reader) as again:
        assert again.snapshot().redo == "verdict"
        assert again.redo() == "verdict"
        assert again.claim_of(claim).verdicts[0].verdict == "denied"
    assert tmp_path in path.parents


def test_a_new_act_ends_what_could_be_done_again(session: Session) -> None:
    mark(session)
    session.undo()
    mark(session, "Aid came twice")
    with pytest.raises(Refused):
        session.redo()


def test_undo_is_ones_own(session: Session) -> None:
    claim = mark(session)
    session.act_as("Bo")
    with pytest.raises(Refused, match="nothing to undo"):
        session.undo()
    session.judge(claim, "denied")
    session.act_as("Ann")
    with pytest.raises(Refused, match="Bo has since changed"):
        session.undo()
    assert session.claim_of(claim).verdicts
    session.act_as("Bo")
    assert session.undo() == "verdict"


def test_nothing_to_take_back_makes_no_step(session: Session) -> None:
    claim = mark(session, verdict="")
    session.judge(claim, "unchecked")
    session.judge(claim, "")
    assert session.snapshot().undo == "claim"
    assert session.claim_of(claim).verdicts == ()


def test_history_tells_undoing_from_doing_again(session: Session) -> None:
    claim = mark(session)
    session.judge(claim, "denied")
    session.undo()
    session.redo()
    session.undo()
    lines = session.history(claim)
    assert [line.act for line in lines] == [
        "Claim made",
        "Verdict given",
        "Undone: Verdict given",
        "Done again: Verdict given",
        "Undone: Verdict given",
    ]
    assert [line.label for line in lines] == ["claim", *["verdict"] * 4]
    assert [bool(line.inverts) for line in lines] == [False, False, True, True, True]
    assert lines[2].inverts == lines[1].change
    assert {line.claim for line in lines} == {"1"}


def test_history_says_what_was_set(session: Session) -> None:
    claim = mark(session)
    evidence = link(session, claim)
    session.set_stance(evidence, "contradicts")
    session.set_evidence_note(evidence, "seen\n in full")
    session.add_note(claim, "Ask the desk")
    details = [line.detail for line in session.history(claim)]
    assert details == [
        "“A land border” · Verified",
        "“в архиве” · supports",
        "contradicts",
        "seen in full",
        "Ask the desk",
    ]


def test_history_is_in_the_readers_language(session: Session) -> None:
    claim = mark(session)
    use("ko")
    try:
        line = session.history(claim)[0]
    finally:
        use("")
    assert "확인됨" in line.detail
    assert line.label == "claim"


def test_history_of_the_project_names_everyone(session: Session) -> None:
    session.act_as("Bo")
    session.cite(session.document(2), {"title": "Letter"})
    lines = session.history()
    assert [line.reviewer for line in lines] == ["Ann"] * 4 + ["Bo"]
    assert [line.label for line in lines] == ["", "", "document", "document", "cite"]
    assert all(line.time.utcoffset() is not None for line in lines)
