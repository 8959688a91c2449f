# SPDX-License-Identifier: AGPL-3.0-or-later
"""The verbs for claims."""

from __future__ import annotations

import pytest

from sidelight.errors import DocumentError, Refused, UnknownName
from sidelight.model.change import Setting, new_id
from sidelight.model.standing import standing
from sidelight.session.session import Session
from sidelight.text.ink import ink_of


def mark(session: Session, quote: str = "A land border", verdict: str = "verified") -> str:
    article = session.article()
    return session.claim(article, *session.locate(article, quote), verdict).id


def test_the_first_verdict_knows_that_it_was_first(session: Session) -> None:
    claim = mark(session)
    session.act_as("Bo")
    session.judge(claim, "denied", denied_by="the ministry", reason="It said so.")
    verdicts = {
        session.project.reviewer(v.reviewer).name: v for v in session.claim_of(claim).verdicts
    }
    assert (verdicts["Ann"].seen, verdicts["Bo"].seen) == ("first", "seen")
    assert verdicts["Bo"].denied_by == "the ministry"
    assert verdicts["Bo"].as_of
    assert standing(session.claim_of(claim)) == "split"


def test_ends_are_adjusted_and_restored(session: Session) -> None:
    claim = session.claim_of(mark(session))
    part = claim.passages[0]
    session.adjust(
        "passage", part.id, part.passage.start, part.passage.end + len(ink_of("is shared"))
    )
    assert session.claim_of(claim.id).quote == "A land border is shared"
    session.undo()
    assert session.claim_of(claim.id).quote == "A land border"
    with pytest.raises(DocumentError):
        session.adjust("passage", part.id, 5, 100_000)


def test_evidence_stance_note_and_removal(session: Session) -> None:
    claim = mark(session)
    source = session.document("Письмо")
    found = session.link(claim, source, *session.locate(source, "в архиве"), "context")
    session.set_stance(found.id, "contradicts")
    session.set_evidence_note(found.id, " seen in the reading room ")
    held = session.evidence_of(found.id)
    assert (held.stance, held.note, held.passage.quote) == (
        "contradicts",
        "seen in the reading room",
        "в архиве",
    )
    session.remove("evidence", found.id)
    assert session.claim_of(claim).evidence == ()
    session.undo()
    assert session.claim_of(claim).evidence == (held,)
    with pytest.raises(Refused):
        session.set_stance(found.id, "maybe")


def test_a_removed_claim_comes_back_whole(session: Session) -> None:
    claim = mark(session)
    session.add_note(claim, "ask the desk")
    before = session.claim_of(claim)
    session.remove("claim", claim)
    with pytest.raises(UnknownName):
        session.claim_of(claim)
    session.undo()
    assert session.claim_of(claim) == before


def test_documents_that_hold_passages_stay(session: Session) -> None:
    mark(session)
    with pytest.raises(Refused):
        session.remove("document", "1")
    session.remove("document", "Письмо")
    assert [d.number for d in session.project.documents()] == [1]
    session.undo()
    assert [d.number for d in session.project.documents()] == [1, 2]


def test_a_removed_document_can_be_added_again(session: Session) -> None:
    session.remove("document", "2")
    again = session.add_text(
        "Note on a letter\n\nЕё текст хранится в архиве. 로씨야에 무기.\n", title="Письмо"
    )
    assert again.number == 2


@pytest.mark.parametrize("words", ["архив", "ее текст", "로씨야", "무기", "ЛЕТТЕР letter"])
def test_search_finds_russian_and_korean(session: Session, words: str) -> None:
    hits = session.search(words.replace("ЛЕТТЕР ", ""))
    assert hits
    source = session.document("Письмо")
    assert {hit.document for hit in hits} == {source.id}
    text = session.layer(source).text
    assert all(text.slice(hit.start, hit.end) for hit in hits)


def test_hiding_page_furniture_is_an_act(session: Session) -> None:
    article = session.article()
    session.hide(article, [(0, 5)])
    assert session.article().hidden == ((0, 5),)
    session.undo()
    assert session.article().hidden == ()


def test_a_source_can_be_described(session: Session) -> None:
    source = session.document("Письмо")
    session.cite(
        source, {"author": "Kim Il-sung", "archive": "APRF", "title": "Letter", "nonsense": "x"}
    )
    assert session.document("2").title == "Letter"
    assert "Kim Il-sung" in session.snapshot().citations[source.id]
    assert "nonsense" not in session.document("2").citation


def test_the_snapshot_says_what_can_be_undone(session: Session) -> None:
    claim = mark(session)
    session.judge(claim, "denied")
    shown = session.snapshot()
    assert (shown.undo, shown.redo, shown.title) == ("verdict", "", "The pact")
    assert shown.places[shown.claims[0].passages[0].id]
    session.undo()
    shown = session.snapshot()
    assert (shown.undo, shown.redo) == ("claim", "verdict")


def test_a_verdict_before_any_other_did_not_see_one(session: Session) -> None:
    claim = mark(session)
    session.judge(claim, "unchecked")
    session.judge(claim, "disputed")
    assert [(v.verdict, v.seen) for v in session.claim_of(claim).verdicts] == [
        ("disputed", "first")
    ]


def test_taking_back_keeps_the_reason_and_the_other_verdict(session: Session) -> None:
    claim = mark(session)
    session.give_reason(claim, " The map. ")
    session.act_as("Bo")
    session.judge(claim, "denied", reason="It is a river.")
    session.act_as("Ann")
    session.judge(claim, "unchecked")
    verdicts = {v.reviewer: v for v in session.claim_of(claim).verdicts}
    assert verdicts[session.me].verdict == ""
    assert verdicts[session.me].reason == "The map."
    assert standing(session.claim_of(claim)) == "checked once"


@pytest.mark.parametrize("verdict", ["", "unchecked", "verified", "disputed"])
def test_only_a_denial_names_who_denies(session: Session, verdict: str) -> None:
    article = session.article()
    place = session.locate(article, "A land border")
    with pytest.raises(Refused, match="Only a denied claim"):
        session.claim(article, *place, verdict, denied_by="the embassy")
    assert session.project.claims() == []
    claim = mark(session)
    with pytest.raises(Refused, match="Only a denied claim"):
        session.judge(claim, verdict, denied_by="the embassy")


def test_a_denial_that_becomes_another_verdict_forgets_who(session: Session) -> None:
    claim = mark(session)
    session.judge(claim, "denied", denied_by=" the embassy ")
    assert session.claim_of(claim).verdicts[0].denied_by == "the embassy"
    session.judge(claim, "disputed")
    assert session.claim_of(claim).verdicts[0].denied_by == ""


@pytest.mark.parametrize("verdict", ["maybe", "Verified", "split"])
def test_what_is_no_verdict_is_refused(session: Session, verdict: str) -> None:
    with pytest.raises(Refused, match="no verdict"):
        session.judge(mark(session), verdict)


def test_a_reason_without_a_verdict_stands_alone(session: Session) -> None:
    article = session.article()
    claim = session.claim(article, *session.locate(article, "Aid came"), reason="To be asked.")
    assert [(v.verdict, v.reason) for v in claim.verdicts] == [("", "To be asked.")]
    assert standing(claim) == "unchecked"


def test_a_claim_is_called_by_number_or_id(session: Session) -> None:
    first, second = mark(session), mark(session, "Aid came twice")
    assert session.claim_called(" 2 ").id == second
    assert session.claim_called(first).id == first
    assert session.claim_called(first[:8]).id == first
    for name in ("3", "", first[:4], "land", "-1"):
        with pytest.raises(UnknownName):
            session.claim_called(name)


def test_a_number_is_not_given_again(session: Session) -> None:
    session.remove("claim", mark(session))
    assert session.claim_of(mark(session)).number == 2


def test_two_claims_of_one_number_are_told_apart(session: Session) -> None:
    first, second = mark(session), mark(session, "Aid came twice")
    # as after a merge: both wished for the same number
    session.act([Setting("claim", second, "number", 1)], "")
    assert {c.id for c in session.claims_called("1")} == {first, second}
    labels = [session.claim_of(id_).label for id_ in (first, second)]
    assert all(label.startswith("1") and len(label) > 1 for label in labels)
    assert [session.claim_called(label).id for label in labels] == [first, second]
    with pytest.raises(UnknownName) as told:
        session.claim_called("1")
    assert all(label in str(told.value) for label in labels)


def test_a_strangers_id_does_not_pass_for_a_number(session: Session) -> None:
    first = mark(session)
    article = session.article()
    place = session.passage(article, *session.locate(article, "Aid came twice"))
    session.act(
        [
            Setting("claim", "1", "number", 7),
            Setting("passage", "x", "claim", "1"),
            Setting("passage", "x", "place", place.to_json()),
        ],
        "claim",
    )
    assert session.claim_called("1").id == first
    assert session.claim_called("7").id == "1"
    assert session.claim_of("1").number == 7


@pytest.mark.parametrize("record", ["evidence", "note", "claim", "document"])
def test_what_is_not_there_is_not_removed(session: Session, record: str) -> None:
    before = session.project.log.heads
    with pytest.raises(UnknownName):
        session.remove(record, "0" * 32)
    assert session.project.log.heads == before


def test_a_note_is_added_and_removed(session: Session) -> None:
    claim = mark(session)
    note = session.add_note(claim, "  ask the desk ")
    assert session.claim_of(claim).notes == (note,)
    assert note.text == "ask the desk"
    session.remove("note", note.id)
    assert session.claim_of(claim).notes == ()
    with pytest.raises(Refused):
        session.add_note(claim, " \n")


def test_evidence_may_come_from_any_document_a_claim_from_an_article(session: Session) -> None:
    claim = mark(session)
    article, letter = session.document(1), session.document(2)
    session.link(claim, article, *session.locate(article, "Aid came twice"), "context")
    with pytest.raises(Refused, match="is a source"):
        session.claim(letter, *session.locate(letter, "в архиве"))
    with pytest.raises(Refused, match="no stance"):
        session.link(claim, letter, *session.locate(letter, "в архиве"), "perhaps")
    assert [e.stance for e in session.claim_of(claim).evidence] == ["context"]


def test_what_is_not_there_has_no_ends_to_adjust(session: Session) -> None:
    claim = session.claim_of(mark(session))
    with pytest.raises(UnknownName):
        session.adjust("evidence", claim.passages[0].id, 0, 4)
    session.remove("claim", claim.id)
    with pytest.raises(UnknownName):
        session.adjust("passage", claim.passages[0].id, 0, 4)


def test_the_only_article_need_not_be_named(session: Session) -> None:
    assert session.article() == session.document(1)
    session.add_text("A second one\n\nOf other words.", kind="article")
    with pytest.raises(UnknownName, match="2 articles"):
        session.article()
    assert session.article("3").title == "A second one"
    session.remove("document", "1")
    session.remove("document", "3")
    with pytest.raises(UnknownName, match="no article yet"):
        session.article()


def test_what_is_written_in_one_visit_is_one_step(session: Session) -> None:
    claim = mark(session)
    visit = new_id()
    session.give_reason(claim, "The treaty", group=visit)
    session.give_reason(claim, "The treaty says so.", group=visit)
    session.give_reason(claim, "Article 4 says so.", group=new_id())
    session.undo()
    assert session.claim_of(claim).verdicts[0].reason == "The treaty says so."
    session.undo()
    assert session.claim_of(claim).verdicts[0].reason == ""
    session.redo()
    assert session.claim_of(claim).verdicts[0].reason == "The treaty says so."
