# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was removed is listed with what hangs on it, and comes back with one undo step."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.errors import UnknownName
from sidelight.model.records import Claim, Document
from sidelight.session.history import act_name
from sidelight.session.session import Session
from sidelight.session.trash import Citing
from sidelight.session.trash_words import back_words, citing, details, hanging, name, removal


def article(session: Session) -> Document:
    return session.project.documents("article")[0]


def letter(session: Session) -> Document:
    return session.project.documents("source")[0]


def judged(session: Session) -> Claim:
    """A claim with a verdict, a reason, evidence and a note."""
    claim = session.claim(article(session), 5, 20, "disputed", reason="not quite")
    session.link(claim.id, letter(session), 2, 12)
    session.add_note(claim.id, "ask the archive")
    return session.claim_of(claim.id)


def test_the_trash_is_empty_at_first(session: Session) -> None:
    judged(session)
    assert session.trash() == ()


def test_a_removed_claim_is_listed_with_all_that_hangs_on_it(session: Session) -> None:
    claim = judged(session)
    session.remove("claim", claim.id)
    (one,) = session.trash()
    assert (one.record, one.id, one.label, one.title) == ("claim", claim.id, "1", claim.words)
    assert (one.who, one.undone) == ("Ann", False)
    assert (one.verdicts, one.evidence, one.notes) == (1, 1, 1)
    assert one.claim == claim
    assert name(one) == "Claim 1"
    assert removal(one).startswith("Removed by Ann on 20")
    assert hanging(one) == "1 verdict, 1 piece of evidence, 1 note"
    said = details(session, one)
    assert any("Disputed. not quite" in words for words in said)
    assert any("ask the archive" in words for words in said)
    assert any("Письмо" in words for words in said)


def test_it_comes_back_as_it_was_and_undo_removes_it_again(session: Session) -> None:
    claim = judged(session)
    session.remove("claim", claim.id)
    back = session.bring_back([("claim", claim.id)])
    assert back_words(back) == "Claim 1 is back."
    assert session.project.claims() == [claim]
    assert session.trash() == ()
    assert act_name(session.undo()) == "Claim brought back"
    assert session.project.claims() == []
    assert [one.id for one in session.trash()] == [claim.id]
    session.redo()
    assert session.project.claims() == [claim]


def test_several_come_back_in_one_undo_step_latest_removed_first(session: Session) -> None:
    claims = [session.claim(article(session), at, at + 4) for at in (5, 12, 20)]
    for claim in claims:
        session.remove("claim", claim.id)
    assert [one.id for one in session.trash()] == [claim.id for claim in reversed(claims)]
    back = session.bring_back([("claim", claims[0].id), ("claim", claims[2].id)])
    assert back_words(back) == "Back again: 2 claims."
    assert [claim.number for claim in session.project.claims()] == [1, 3]
    assert act_name(session.undo()) == "2 things brought back from the trash"
    assert session.project.claims() == []


def test_a_document_names_the_claims_that_cite_it(session: Session) -> None:
    claim = judged(session)
    gone = letter(session)
    session.remove("claim", claim.id)
    session.remove("document", gone.id)
    document, _claim = session.trash()
    assert (document.record, document.title) == ("document", "Письмо")
    assert document.citing == (Citing("1", removed=True),)
    assert citing(document) == "claim 1 (removed)"
    assert "Cited by claim 1 (removed)." in details(session, document)
    session.bring_back([document.key])
    assert letter(session).id == gone.id
    assert [one.record for one in session.trash()] == ["claim"]


def test_a_claim_brings_the_documents_back_that_it_cites(session: Session) -> None:
    claim = judged(session)
    gone = letter(session)
    session.remove("claim", claim.id)
    session.remove("document", gone.id)
    one = next(one for one in session.trash() if one.record == "claim")
    assert one.along == (gone.id,)
    assert any(
        "With it comes back the document “Письмо”." in said for said in details(session, one)
    )
    assert any("Письмо" in said for said in details(session, one))
    back = session.bring_back([one.key])
    assert back_words(back) == "Back again: 1 claim, 1 document."
    assert session.trash() == ()
    session.undo()
    assert len(session.trash()) == 2


def test_a_document_that_nobody_cites_says_so(session: Session) -> None:
    session.remove("document", "2")
    (one,) = session.trash()
    assert "No claim cites it." in details(session, one)
    assert session.trashed_called("document", "2") == one


def test_claims_joined_to_another_are_no_trash_but_go_and_come_with_it(session: Session) -> None:
    one, other = (session.claim(article(session), at, at + 4, "verified") for at in (5, 12))
    session.join(one.id, other.id)
    (shown,) = session.project.claims()
    assert session.trash() == ()
    session.remove("claim", shown.id)
    (gone,) = session.trash()
    assert (gone.id, set(gone.ids)) == (shown.id, {one.id, other.id})
    session.bring_back([gone.key])
    assert session.project.claims() == [shown]


def test_a_claim_whose_making_was_undone_can_be_brought_back_too(session: Session) -> None:
    claim = session.claim(article(session), 5, 9)
    session.undo()
    (one,) = session.trash()
    assert one.undone
    assert removal(one).startswith("Its making was undone by Ann on 20")
    session.bring_back([one.key])
    assert session.claim_of(claim.id).quote == claim.quote


def test_a_document_whose_adding_was_undone_can_be_read_again(session: Session) -> None:
    added = session.add_text("A third note.\n", title="Three")
    session.undo()
    (one,) = session.trash()
    session.bring_back([one.key])
    assert "third note" in session.layer(session.document(added.id)).text.text


def test_what_is_not_in_the_trash_is_said(session: Session) -> None:
    claim = session.claim(article(session), 5, 9)
    for wanted in (("claim", claim.id), ("document", "x" * 64)):
        with pytest.raises(UnknownName) as told:
            session.bring_back([wanted])
        assert told.value.id == "trash.unknown"
    with pytest.raises(UnknownName):
        session.trashed_called("claim", "1")
    assert session.bring_back([]) == []


def test_names_find_what_is_there_and_equal_numbers_are_told_apart(session: Session) -> None:
    first = session.claim(article(session), 5, 9)
    session.remove("claim", first.id)
    assert session.trashed_called("claim", "1").id == first.id
    assert session.trashed_called("claim", first.id[:8]).id == first.id
    assert session.id_called("claim", "1") == first.id
    second = session.claim(article(session), 12, 16)
    assert session.id_called("claim", "2") == second.id


def test_private_notes_of_others_stay_out_of_sight(session: Session) -> None:
    claim = judged(session)
    session.add_note(claim.id, "between us", private=True)
    session.remove("claim", claim.id)
    assert session.trash()[0].notes == 2
    session.act_as("Bob")
    (one,) = session.trash()
    assert one.notes == 1
    assert not any("between us" in said for said in details(session, one))


def test_what_is_in_the_trash_can_be_removed_for_good(session: Session) -> None:
    claim = judged(session)
    session.remove("claim", claim.id)
    plan = session.plan_erasure("claim", claim.id)
    assert (plan.title, plan.claims, plan.evidence) == (claim.words, 1, 1)
    session.erase(plan)
    assert session.trash() == ()
    raw = session.file.path.read_bytes()
    assert b"ask the archive" not in raw


def test_a_document_removed_for_good_takes_removed_claims_along(session: Session) -> None:
    text = session.add_text("A second piece.\n\nThe border is long.\n", kind="article", title="Two")
    claim = session.claim(text, 3, 12)
    session.remove("claim", claim.id)
    session.erase(session.plan_erasure("document", text.id))
    assert session.trash() == ()


def test_a_document_in_the_trash_can_be_removed_for_good(session: Session) -> None:
    claim = judged(session)
    gone = letter(session)
    session.remove("claim", claim.id)
    session.remove("document", gone.id)
    session.erase(session.plan_erasure("document", gone.id))
    (one,) = session.trash()
    assert (one.record, one.evidence, one.along) == ("claim", 0, ())


def test_the_trash_survives_closing(session: Session) -> None:
    claim = judged(session)
    session.remove("claim", claim.id)
    path: Path = session.file.path
    session.close()
    with Session.open(path, by="Ann") as again:
        assert [one.id for one in again.trash()] == [claim.id]
