# SPDX-License-Identifier: AGPL-3.0-or-later
"""A claim may stand in several places; one may be split, and claims may lie in claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.errors import Refused, UnknownName
from sidelight.model.records import Claim, Passage
from sidelight.model.signing import sign_offs
from sidelight.session.session import Session
from tests.session.test_sharing import article, as_someone, claim, merge, source

WORDS = "Её текст хранится в архиве"
AID, TWICE = "Kim thanked Stalin for aid", "Aid came twice"


def place(session: Session, quote: str) -> Passage:
    return session.passage(article(session), *session.locate(article(session), quote))


@pytest.fixture
def both(session: Session) -> Claim:
    """A claim in two places with a verdict, two pieces of evidence, a response and two threads."""
    made = claim(session, AID, "verified")
    session.add_place(made.id, place(session, TWICE))
    session.describe(made.id, {"speaker": "Kim", "restatement": "Aid came, and he was thankful."})
    where = session.locate(source(session), WORDS)
    linked = session.link(made.id, source(session), *where)
    session.describe_evidence(made.id, "interview", "An archivist told us.")
    session.respond(made.id, "The archive", answer="confirmed")
    session.add_note(made.id, "on the evidence", part=linked.id)
    note = session.add_note(made.id, "on all of it")
    session.reply(note.id, "an answer")
    return session.claim_of(made.id)


def quotes(of: Claim) -> list[str]:
    return [one.passage.quote for one in of.passages]


def test_a_claim_stands_in_several_places_until_one_is_taken_away(
    session: Session, both: Claim
) -> None:
    assert quotes(both) == [AID, TWICE]
    with pytest.raises(Refused) as refused:
        session.add_place(both.id, place(session, TWICE))
    assert refused.value.id == "place.present"
    letter = session.passage(source(session), *session.locate(source(session), WORDS))
    with pytest.raises(Refused):
        session.add_place(both.id, letter)
    assert {hit.start for hit in session.search("came twice") if hit.kind == "claim"} == {
        both.passages[1].passage.start
    }
    session.remove_place(both.passages[0].id)
    assert quotes(session.claim_of(both.id)) == [TWICE]
    with pytest.raises(Refused) as refused:
        session.remove_place(both.passages[1].id)
    assert refused.value.id == "place.last"
    with pytest.raises(UnknownName):
        session.remove_place("0" * 32)
    session.undo()
    assert quotes(session.claim_of(both.id)) == [AID, TWICE]


def test_a_split_takes_what_is_chosen_along_and_leaves_the_verdicts(
    session: Session, both: Claim
) -> None:
    chosen = [both.passages[1].id, both.evidence[0].id, both.responses[0].id]
    made = session.split(both.id, chosen)
    left = session.claim_of(both.id)
    assert (quotes(left), quotes(made)) == ([AID], [TWICE])
    assert (made.number, made.speaker, made.restatement) == (2, "Kim", "")
    assert ([v.verdict for v in left.verdicts], made.verdicts) == (["verified"], ())
    assert ([e.id for e in made.evidence], left.evidence) == ([both.evidence[0].id], ())
    assert (len(left.described), len(left.responses), len(made.responses)) == (1, 0, 1)
    assert [note.text for note in made.notes] == ["on the evidence"]
    assert [note.text for note in left.notes] == ["on all of it", "an answer"]
    session.undo()
    assert session.project.claims() == [session.claim_of(both.id)]
    again = session.claim_of(both.id)
    assert (quotes(again), again.evidence, again.notes) == (quotes(both), both.evidence, both.notes)
    session.redo()
    assert quotes(session.claim_of(made.id)) == [TWICE]
    assert not any(fault.damage for fault in session.file.check())


def test_a_split_may_take_described_evidence_and_a_whole_thread(
    session: Session, both: Claim
) -> None:
    answer = next(note for note in both.notes if note.answers)
    chosen = [both.described[0].id, answer.id]
    made = session.split(both.id, chosen, passage=place(session, "for aid"))
    assert (quotes(made), len(made.described)) == (["for aid"], 1)
    assert [note.text for note in made.notes] == ["on all of it", "an answer"]
    assert quotes(session.claim_of(both.id)) == [AID, TWICE]


def test_a_split_leaves_both_something(session: Session, both: Claim) -> None:
    places = [one.id for one in both.passages]
    for chosen, why in ((places, "split.whole"), ([both.evidence[0].id], "split.nowhere")):
        with pytest.raises(Refused) as refused:
            session.split(both.id, chosen)
        assert refused.value.id == why
    with pytest.raises(UnknownName):
        session.split(both.id, [places[0], "0" * 32])
    assert len(session.project.claims()) == 1


def test_claims_lie_in_claims_and_over_each_other(
    session: Session, both: Claim, tmp_path: Path
) -> None:
    inner = claim(session, "Stalin", "denied")
    over = claim(session, "for aid. Aid came", "disputed")
    session.report(tmp_path / "r.md")
    told = (tmp_path / "r.md").read_text("utf-8")
    for one in (both, inner, over):
        assert f"[^{one.label}]" in told
    session.report(tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text("utf-8")
    assert f"{AID} […] {TWICE}" in page
    assert [line.label for line in session.report_data().lines] == ["1", "2", "3"]
    covered = session.coverage(article(session))
    assert sum(one.state == "claimed" for one in covered.sentences) == 2


def test_what_another_reviewer_added_meanwhile_stays_with_the_piece_it_is_on(
    session: Session, both: Claim, tmp_path: Path
) -> None:
    session.share(tmp_path / "bob.sidelight")
    with as_someone(tmp_path / "bob.sidelight", "Bob", session.reader) as bob:
        made = session.split(both.id, [both.passages[1].id, both.evidence[0].id])
        bob.set_stance(both.evidence[0].id, "contradicts")
        bob.judge(both.id, "denied")
        more = bob.add_note(both.id, "late", part=both.evidence[0].id)
        merge(session, bob.file.path)
        merge(bob, session.file.path)
        for one in (session, bob):
            first, second = one.claim_of(both.id), one.claim_of(made.id)
            assert ([e.stance for e in second.evidence], first.evidence) == (["contradicts"], ())
            assert {v.verdict for v in first.verdicts} == {"verified", "denied"}
            assert second.verdicts == ()
            assert more.id in {n.id for n in first.notes}, "written on the first, and still there"
        assert session.fingerprint == bob.fingerprint
        assert [line.label for line in session.history()].count("split claim") == 1


def test_a_split_is_refused_to_be_undone_where_others_worked_on_the_new_claim(
    session: Session, both: Claim, tmp_path: Path
) -> None:
    made = session.split(both.id, [both.passages[1].id])
    session.share(tmp_path / "bob.sidelight")
    with as_someone(tmp_path / "bob.sidelight", "Bob", session.reader) as bob:
        bob.judge(made.id, "disputed")
        merge(session, bob.file.path)
    with pytest.raises(Refused) as refused:
        session.undo()
    assert refused.value.values["who"] == "Bob"
    assert len(session.project.claims()) == 2


def test_notes_go_with_the_evidence_that_is_moved(session: Session, both: Claim) -> None:
    other = claim(session, "A land border")
    session.move_evidence(both.evidence[0].id, other.id)
    assert [note.text for note in session.claim_of(other.id).notes] == ["on the evidence"]
    assert len(session.claim_of(both.id).notes) == 2
    session.undo()
    assert len(session.claim_of(both.id).notes) == 3


def test_a_private_note_does_not_outdate_a_sign_off(session: Session, both: Claim) -> None:
    session.sign_off(article(session))
    session.add_note(both.id, "for me", private=True)
    assert not sign_offs(session.project, article(session).id)[0].changed
    session.add_note(both.id, "for all")
    assert sign_offs(session.project, article(session).id)[0].changed
