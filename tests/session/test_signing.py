# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing an article off: what is still open is told first, who signed, and what changed since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sidelight.errors import Refused
from sidelight.model.signing import sign_offs
from sidelight.reader.remote import Reader
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from sidelight.session.signatures import signed
from sidelight.session.signing import left_open, signing
from tests.session.conftest import ARTICLE

SENTENCES = ("Kim thanked Stalin for aid.", "Aid came twice.", "A land border is shared.")
TITLE = "The pact, explained"
Act = Callable[[Session, str], object]


def claim(session: Session, quote: str = SENTENCES[0], verdict: str = "", reason: str = "") -> str:
    article = session.article()
    return session.claim(article, *session.locate(article, quote), verdict, reason=reason).id


def link(session: Session, claim_id: str) -> None:
    source = session.document("Письмо")
    session.link(claim_id, source, *session.locate(source, "хранится"), "supports")


def open_words(session: Session) -> list[str]:
    return [one.words for one in left_open(session, session.article())]


def finished(session: Session) -> list[str]:
    """Make every sentence a claim with verdict, reason and evidence, or nothing to check."""
    article = session.article()
    ids = [claim(session, quote, "verified", "The letter.") for quote in SENTENCES]
    for id_ in ids:
        link(session, id_)
    session.exempt(article, *session.locate(article, TITLE))
    return ids


def test_nothing_is_open_in_what_is_finished(session: Session) -> None:
    finished(session)
    assert open_words(session) == []
    found = signing(session, session.article())
    assert (found.left, found.signed, found.mine) == ((), (), False)
    assert found.article == session.article().id


def test_each_thing_left_is_told_with_its_claims(session: Session) -> None:
    first = claim(session)
    assert open_words(session) == [
        "Without a verdict: 1",
        "Without evidence: 1",
        "3 sentences hold no claim",
    ]
    session.judge(first, "verified")
    assert open_words(session)[0] == "A verdict without a reason: 1"
    session.give_reason(first, "The letter.")
    link(session, first)
    assert open_words(session) == ["3 sentences hold no claim"]
    found = left_open(session, session.article())
    assert [one.claims for one in found] == [()]


def test_claims_that_are_open_can_be_gone_to(session: Session) -> None:
    ids = finished(session)
    session.judge(ids[1], "unchecked")
    session.give_reason(ids[2], "")
    found = {one.words: one.claims for one in left_open(session, session.article())}
    assert found["Without a verdict: 2"] == (ids[1],)
    assert found["A verdict without a reason: 3"] == (ids[2],)


def test_who_differ_are_open_until_it_is_decided(session: Session) -> None:
    ids = finished(session)
    session.act_as("Bo")
    session.judge(ids[0], "denied", reason="No letter.")
    assert open_words(session) == ["Reviewers differ: 1"]
    session.decide(ids[0], "verified", reason="There is one.")
    assert open_words(session) == []
    session.judge(ids[0], "disputed")
    assert open_words(session) == ["Verdicts went on since the decision: 1"]


CHANGES: dict[str, Act] = {
    "verdict": lambda s, c: s.judge(c, "disputed"),
    "reason": lambda s, c: s.give_reason(c, "Another."),
    "claim": lambda s, _c: claim(s, "Aid came"),
    "removal": lambda s, c: s.remove("claim", c),
    "record": lambda s, c: s.describe(c, {"speaker": "The desk"}),
    "tag": lambda s, c: s.tag([c], "aid"),
    "evidence": link,
    "decision": lambda s, c: s.decide(c, "verified", reason="So it is."),
    "title": lambda s, _c: s.cite(s.article(), {"title": "Another title"}),
}
"""What is done on an article after it was signed off."""


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_done_afterwards_shows_as_changed_since(session: Session, name: str) -> None:
    ids = finished(session)
    article = session.article()
    session.sign_off(article, "For print.")
    (line,) = signed(session.project, article, session.me)
    assert line.startswith("Signed off by Ann on ")
    assert line.endswith("For print.")
    assert "changed since" not in line
    CHANGES[name](session, ids[0])
    assert "changed since" in next(signed(session.project, article, session.me))
    session.sign_off(article)
    assert "changed since" not in next(signed(session.project, article, session.me))


UNTOUCHED: dict[str, Act] = {
    "source's record": lambda s, _c: s.cite(s.document("Письмо"), {"author": "Kim"}),
    "another source": lambda s, _c: s.add_text("Further words.", title="Reply"),
    "somebody new": lambda s, _c: s.invite("Carol"),
    "tag's colour": lambda s, _c: s.colour_tag("aid", "#1e7a46"),
}
"""What is done elsewhere."""


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_is_done_elsewhere_does_not(session: Session, name: str) -> None:
    ids = finished(session)
    article = session.article()
    session.sign_off(article)
    UNTOUCHED[name](session, ids[0])
    assert "changed since" not in next(signed(session.project, article, session.me))


def test_each_signs_for_themselves_and_takes_back_their_own(session: Session) -> None:
    finished(session)
    article = session.article()
    session.sign_off(article, "As Ann sees it.")
    session.act_as("Bo")
    assert not signing(session, article).mine
    session.take_sign_off_back(article)
    assert len(sign_offs(session.project, article.id)) == 1
    session.sign_off(article, "As Bo sees it.")
    notes = [one.note for one in sign_offs(session.project, article.id)]
    assert notes == ["As Ann sees it.", "As Bo sees it."]
    session.take_sign_off_back(article)
    assert [one.note for one in sign_offs(session.project, article.id)] == ["As Ann sees it."]
    session.undo()
    assert len(sign_offs(session.project, article.id)) == 2


def test_a_source_is_not_signed_off(session: Session) -> None:
    with pytest.raises(Refused):
        session.sign_off(session.document("Письмо"))
    assert sign_offs(session.project, session.document("Письмо").id) == []


def test_a_sign_off_belongs_to_its_draft(session: Session, tmp_path: Path) -> None:
    finished(session)
    old = session.article()
    session.sign_off(old, "For print.")
    path = tmp_path / "second.txt"
    path.write_text(ARTICLE + "\nA last line was added.\n", "utf-8")
    new = session.new_draft(path)
    assert "changed since" not in next(signed(session.project, old, session.me))
    (line,) = signed(session.project, new, session.me)
    assert line.startswith("The draft before was signed off by Ann on ")
    assert line.endswith("this one not yet")
    session.sign_off(new)
    (line,) = signed(session.project, new, session.me)
    assert line.startswith("Signed off by Ann")
    assert len(sign_offs(session.project, old.id)) == 1


def test_it_goes_over_with_a_merge_and_tells_of_work_that_it_had_not_seen(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    ids = finished(session)
    copy = session.share(tmp_path / "bo.sidelight")
    session.sign_off(session.article(), "For print.")
    with Session.open(copy, by="Bo", reader=reader, settings=Settings(kept=False)) as bo:
        bo.judge(ids[0], "denied", reason="No letter.")
    with session.plan_merge([copy]) as plan:
        session.merge(plan)
    (line,) = signed(session.project, session.article(), session.me)
    assert "changed since" in line
    assert open_words(session) == ["Reviewers differ: 1"]
    assert not [fault for fault in session.file.check() if fault.damage]
