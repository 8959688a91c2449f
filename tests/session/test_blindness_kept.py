# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ways around blindness: what others say of a claim without a record of theirs on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.errors import Refused
from sidelight.model.records import Claim, Document
from sidelight.model.sharing import Choice
from sidelight.reader.remote import Reader
from sidelight.session.merge_preview import preview
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from sidelight.session.signing import signing

QUOTE = "Kim thanked Stalin for aid"
OTHER = "A land border is shared"
MARKER = "xyzzy"


@pytest.fixture
def article(session: Session) -> Document:
    return session.project.documents("article")[0]


@pytest.fixture
def claim(session: Session, article: Document) -> Claim:
    """A claim that Bob is to judge blind; nobody has said anything of it."""
    made = session.claim(article, *session.locate(article, QUOTE))
    session.invite("Bob")
    session.second_many([made.id], "Bob")
    return session.claim_of(made.id)


def sit(session: Session, name: str) -> None:
    """Let somebody else act, who says which reviewer of the project they are."""
    session.act_as(name)
    session.be(name)


def told(session: Session, word: str = MARKER) -> list[str]:
    """Return where who is at the desk reads a word."""
    article = session.project.documents("article")[0]
    shown = {
        "snapshot": session.snapshot(),
        "claims": session.claims(),
        "history": session.history(),
        "report": session.report_data(),
        "signing": signing(session, article),
        "search": session.search(word),
        "trash": session.trash(),
        "conflicts": session.conflicts(),
        "agreement": session.agreement(),
    }
    return [name for name, one in shown.items() if word in repr(one)]


def test_a_sign_off_is_not_told_to_the_second(
    session: Session, claim: Claim, article: Document
) -> None:
    session.sign_off(article, MARKER)
    assert {"snapshot", "history", "report", "signing"} <= set(told(session))
    sit(session, "Bob")
    assert told(session) == []
    assert told(session, "Signed off by") == []
    session.judge(claim.id, "verified")
    assert {"snapshot", "history", "report", "signing"} <= set(told(session))


def test_the_second_keeps_sight_of_their_own_sign_off(
    session: Session, claim: Claim, article: Document
) -> None:
    assert claim.seconds
    session.sign_off(article, "by the first")
    sit(session, "Bob")
    session.sign_off(article, MARKER)
    assert {"snapshot", "history", "report", "signing"} <= set(told(session))
    assert told(session, "by the first") == []
    assert signing(session, article).mine


def test_the_own_sign_off_does_not_tell_that_others_went_on(
    session: Session, claim: Claim, article: Document
) -> None:
    sit(session, "Bob")
    session.sign_off(article)
    session.act_as("Carl")
    session.judge(claim.id, "denied", denied_by="Kim", reason="no")
    session.add_note(claim.id, "so I think")
    assert "changed since" in repr(signing(session, article))
    sit(session, "Bob")
    assert "changed since" not in repr(signing(session, article))
    assert told(session, "changed since") == []
    sit(session, "Ann")
    session.describe(claim.id, {"restatement": "Kim was glad of the aid"})
    sit(session, "Bob")
    assert "changed since" in repr(signing(session, article))
    session.judge(claim.id, "verified")
    assert "changed since" in repr(signing(session, article))


def test_what_others_write_into_what_the_second_made_is_not_told(
    session: Session, claim: Claim, tmp_path: Path
) -> None:
    source = session.document("Письмо")
    sit(session, "Bob")
    made = session.link(claim.id, source, *session.locate(source, "хранится"), "supports", "mine")
    answer = session.respond(claim.id, "Press office", answer="denied", where="by phone")
    call = session.describe_evidence(claim.id, "call", "They rang.")
    session.tag([claim.id], "archives")
    sit(session, "Ann")
    session.set_evidence_note(made.id, MARKER)
    session.set_stance(made.id, "contradicts")
    session.describe_part("response", answer.id, {"where": MARKER})
    session.describe_part("described", call.id, {"words": MARKER})
    session.untag([claim.id], "archives")
    sit(session, "Bob")
    assert told(session) == []
    seen = session.sight(session.claim_of(claim.id))
    assert [(one.note, one.stance) for one in seen.evidence] == [("mine", "supports")]
    assert [one.where for one in seen.responses] == ["by phone"]
    assert [one.words for one in seen.described] == ["They rang."]
    assert seen.tags == ("archives",)
    assert "Tag taken off" not in {one.act for one in session.history()}
    copy = session.share(tmp_path / "blind.sidelight", Choice(blind_for=session.me))
    assert MARKER.encode() not in copy.read_bytes()
    session.judge(claim.id, "verified")
    assert "claims" in told(session)


def test_the_own_word_is_read_as_it_was_said_last(session: Session, claim: Claim) -> None:
    sit(session, "Bob")
    answer = session.respond(claim.id, "Press office", where="by phone")
    session.describe_part("response", answer.id, {"where": "by letter"})
    sit(session, "Ann")
    session.describe_part("response", answer.id, {"where": MARKER})
    sit(session, "Bob")
    assert session.sight(session.claim_of(claim.id)).responses[0].where == "by letter"
    session.describe_part("response", answer.id, {"where": "by post"})
    assert session.sight(session.claim_of(claim.id)).responses[0].where == "by post"
    assert session.claim_of(claim.id).responses[0].where == "by post"


def test_that_others_removed_what_the_second_made_is_told(session: Session, claim: Claim) -> None:
    sit(session, "Bob")
    answer = session.respond(claim.id, "Press office", answer="denied")
    sit(session, "Ann")
    session.remove("response", answer.id)
    sit(session, "Bob")
    assert session.sight(session.claim_of(claim.id)).responses == ()
    assert session.history()[-1].act == "Response removed"


def test_a_removed_claim_is_not_told(session: Session, claim: Claim) -> None:
    session.judge(claim.id, "denied", reason=MARKER)
    session.respond(claim.id, MARKER, answer="denied")
    session.remove("claim", claim.id)
    sit(session, "Bob")
    assert told(session) == []
    assert "Verdict given" not in {one.act for one in session.history()}
    session.bring_back([("claim", claim.id)])
    assert told(session) == []


def test_an_act_on_many_claims_is_told_of_the_others_only(
    session: Session, claim: Claim, article: Document
) -> None:
    other = session.claim(article, *session.locate(article, OTHER))
    session.judge_many([claim.id, other.id], "denied")
    session.tag([claim.id, other.id], MARKER)
    both = [one for one in session.history() if one.claim == f"{claim.label}, {other.label}"]
    assert [one.act for one in both] == ["Verdict on 2 claims", "2 claims tagged"]
    sit(session, "Bob")
    seen = session.history()[-2:]
    assert [one.claim for one in seen] == [other.label, other.label]
    assert [one.act for one in seen] == ["Verdict on 1 claim", "1 claim tagged"]
    of_claim = [one.act for one in session.history(claim.id)]
    assert of_claim == ["Claim made", "Blind second check asked for"]


def test_the_first_act_of_somebody_is_not_told_by_their_name(
    session: Session, claim: Claim
) -> None:
    session.act_as("Carol")
    session.judge(claim.id, "denied", reason=MARKER)
    sit(session, "Bob")
    assert "Carol" not in {one.reviewer for one in session.history()}


def test_a_claim_that_a_merge_brings_with_its_second_is_not_told(
    session: Session, article: Document, tmp_path: Path, reader: Reader
) -> None:
    session.invite("Bob")
    before = session.share(tmp_path / "before.sidelight", Choice())
    made = session.claim(article, *session.locate(article, QUOTE), "denied", reason=MARKER)
    session.second_many([made.id], "Bob")
    session.sign_off(article, MARKER)
    with Session.open(before, by="Bob", reader=reader, settings=Settings(kept=False)) as bob:
        bob.be("Bob")
        with bob.plan_merge([session.file.path]) as plan:
            assert MARKER not in repr(preview(plan, bob.project))


def test_a_merge_does_not_tell_what_others_wrote_into_what_the_second_made(
    session: Session, claim: Claim, tmp_path: Path, reader: Reader
) -> None:
    sit(session, "Bob")
    answer = session.respond(claim.id, "Press office", where="by phone")
    mine = session.share(tmp_path / "mine.sidelight", Choice())
    with Session.open(mine, by="Bob", reader=reader, settings=Settings(kept=False)) as bob:
        bob.be("Bob")
        bob.describe_part("response", answer.id, {"where": "by post"})
        sit(session, "Ann")
        session.describe_part("response", answer.id, {"where": MARKER})
        with bob.plan_merge([session.file.path]) as plan:
            assert MARKER not in repr(preview(plan, bob.project))
            bob.merge(plan)
        assert told(bob) == []
        bob.judge(claim.id, "verified")
        assert {"claims", "conflicts"} <= set(told(bob))


def test_a_tag_coloured_by_others_is_not_told(session: Session, claim: Claim) -> None:
    session.tag([claim.id], MARKER)
    session.colour_tag(MARKER, "#be185d")
    sit(session, "Bob")
    assert told(session) == []
    session.tag([claim.id], "mine")
    session.colour_tag("mine", "#1e7a46")
    session.untag([claim.id], "mine")
    assert {"snapshot", "history"} <= set(told(session, "mine"))
    session.judge(claim.id, "verified")
    assert {"snapshot", "history"} <= set(told(session))


def test_who_took_a_verdict_back_has_seen_and_cannot_be_blind(
    session: Session, article: Document
) -> None:
    made = session.claim(article, *session.locate(article, QUOTE), "denied")
    session.judge(made.id, "unchecked")
    with pytest.raises(Refused) as refused:
        session.second_many([made.id], session.me)
    assert refused.value.id == "second.judged"
