# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks of a document that are kept while their claims stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.desktop.highlights import Marks
from sidelight.desktop.workspace import Workspace
from sidelight.language import use
from sidelight.model.records import Document
from sidelight.session.session import Session

ARTICLE = "Kim thanked Stalin for aid.\n\nAid came twice.\n\nA land border is shared.\n"
QUOTES = ("Kim thanked Stalin for aid", "Aid came twice", "A land border is shared")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "pact.sidelight", "The pact", by="Ann")
    with made:
        article = made.add_text(ARTICLE, kind="article")
        letter = made.add_text("Aid was sent.", title="Letter")
        for quote in QUOTES:
            claim = made.claim(article, *made.locate(article, quote), "verified")
            made.link(claim.id, letter, 0, 3, "supports")
        yield made


def shown(session: Session, workspace: Workspace) -> tuple[Document, Document]:
    workspace.show(session.snapshot())
    return session.document(1), session.document(2)


def test_only_the_mark_of_the_claim_that_changed_is_made_anew(session: Session) -> None:
    workspace = Workspace()
    article, letter = shown(session, workspace)
    of_article, of_letter = Marks(workspace), Marks(workspace)
    before, linked = of_article.of(article), of_letter.of(letter)
    assert len(before) == len(linked) == 3
    session.judge(session.claims()[1].id, "denied")
    article, letter = shown(session, workspace)
    after = of_article.of(article)
    assert [new is old for new, old in zip(after, before, strict=True)] == [True, False, True]
    assert after[1].style.word == "denied"
    kept = [new is old for new, old in zip(of_letter.of(letter), linked, strict=True)]
    assert kept == [True, False, True]
    assert after == Marks(workspace).of(article)


def test_marks_come_and_go_with_their_claims(session: Session) -> None:
    workspace = Workspace()
    article, letter = shown(session, workspace)
    marks, links = Marks(workspace), Marks(workspace)
    before = marks.of(article)
    links.of(letter)
    session.remove("claim", session.claims()[0].id)
    article, letter = shown(session, workspace)
    assert marks.of(article) == before[1:]
    assert len(links.of(letter)) == 2
    session.note_on(article, "look", passage=session.passage(article, 0, 3))
    article, _letter = shown(session, workspace)
    assert [mark.style.word for mark in marks.of(article)] == ["verified", "verified", "note"]
    session.undo()
    session.undo()
    article, letter = shown(session, workspace)
    assert [mark.id for mark in marks.of(article)] == [mark.id for mark in before]
    assert links.of(letter) == Marks(workspace).of(letter)


def test_what_stands_around_them_makes_them_anew(session: Session) -> None:
    workspace = Workspace()
    article, _letter = shown(session, workspace)
    marks = Marks(workspace)
    english = marks.of(article)
    use("ko")
    try:
        korean = marks.of(article)
    finally:
        use("")
    assert korean[0].tip != english[0].tip
    assert marks.of(article) == english
    session.act_as("Bob")
    session.judge(session.claims()[0].id, "denied")
    article, _letter = shown(session, workspace)
    split = marks.of(article)[0]
    assert (split.style.word, "Ann" in split.tip) == ("denied", True)
    session.act_as("Ann")
    article, _letter = shown(session, workspace)
    assert marks.of(article) == Marks(workspace).of(article)


def test_an_added_verdict_that_looks_otherwise_is_painted_so(session: Session) -> None:
    workspace = Workspace()
    added = session.add_verdict("half-true", colour="#7a5c00")
    session.judge(session.claims()[2].id, added.word)
    article, _letter = shown(session, workspace)
    marks = Marks(workspace)
    ink = marks.of(article)[2].style.ink
    assert ink == session.verdicts.style(added.word).ink
    session.change_verdict(added.word, colour="#005c7a")
    article, _letter = shown(session, workspace)
    assert marks.of(article)[2].style.ink == session.verdicts.style(added.word).ink != ink


def test_tips_say_who_denies_and_which_claim_evidence_serves(session: Session) -> None:
    workspace = Workspace()
    first = session.claims()[0]
    session.judge(first.id, "denied", denied_by="the ministry", reason="It said so.")
    session.set_evidence_note(first.evidence[0].id, "Page two.")
    article, letter = shown(session, workspace)
    tip = Marks(workspace).of(article)[0].tip
    assert tip.split("\n") == ["Claim 1: Denied", "Ann: Denied by the ministry · It said so."]
    tip = Marks(workspace).of(letter)[0].tip
    assert tip.split("\n") == [
        f"Claim 1, supports: {QUOTES[0]}",
        "Page two.",
        "Ann: Denied by the ministry · It said so.",
    ]
