# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked before a copy, a merge or a removal for good says in numbers what will happen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.model.sharing import Choice
from sidelight.reader.remote import Reader
from sidelight.session.copy_words import blind_words, contents, private_notes
from sidelight.session.erasure_words import erased_words, erasure_title, erasure_words
from sidelight.session.merge_preview import preview
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from tests.session.test_sharing import article, claim, source

WORDS = "Её текст хранится в архиве"


@pytest.fixture
def bob(session: Session, tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """Bob with a copy of Ann's project."""
    path = session.share(tmp_path / "bob.sidelight")
    with Session.open(path, by="Bob", reader=reader, settings=Settings(kept=False)) as opened:
        yield opened


@pytest.fixture
def full(session: Session) -> Session:
    """Ann's project with two claims, a verdict, evidence, and a private and a shared note."""
    first = claim(session, verdict="verified")
    claim(session, "A land border is shared")
    where = session.locate(source(session), WORDS)
    session.link(first.id, source(session), *where, "supports")
    session.add_note(first.id, "mine alone", private=True)
    session.add_note(first.id, "for everybody")
    return session


def test_a_whole_copy_holds_everything(full: Session) -> None:
    said = contents(full.project, Choice(), full.claims())
    assert said.holds == (
        "The copy holds 2 documents, 2 claims, 1 verdict, 1 piece of evidence, 2 notes."
    )
    assert said.without == ""
    assert private_notes(full.project) == 1


def test_what_a_copy_lacks_is_counted(full: Session) -> None:
    said = contents(full.project, Choice(sources=False, private_notes=False), full.claims())
    assert said.without == "Left out: 1 note, the file of 1 source (89 bytes)."
    second = full.project.claims()[1].id
    said = contents(full.project, Choice(claims=frozenset({second})), full.claims())
    assert said.holds == "The copy holds 1 document, 1 claim."
    assert "1 claim, 1 verdict, 1 piece of evidence, 2 notes" in said.without
    said = contents(
        full.project, Choice(only=full.me, sources=False), full.claims(), as_changes=True
    )
    assert said.without == "Left out: the files of all documents."
    said = contents(full.project, Choice(blind_for="b" * 32), full.claims())
    assert said.holds == "The copy holds 2 documents, 2 claims."
    assert blind_words("Bob").startswith("Bob gets the documents and the claims, but no verdict")


def test_rows_lead_to_what_is_here(session: Session, bob: Session) -> None:
    mine = claim(session)
    with bob.plan_merge([session.file.path]) as plan:
        bob.merge(plan)
    bob.judge(mine.id, "denied", reason="So says the letter.")
    where = bob.locate(source(bob), WORDS)
    bob.link(mine.id, source(bob), *where, "contradicts")
    bob.cite(source(bob), {"title": "Letter"})
    new = claim(bob, "A land border is shared")
    bob.add_text("Further words.", title="More")
    with session.plan_merge([bob.file.path]) as plan:
        shown = preview(plan, session.project)
    assert shown.related
    assert shown.changes == 5
    cited, added = shown.section("documents")
    assert (cited.what, cited.document) == ("changed", source(session).id)
    assert cited.details == (("Title, here", "Письмо"), ("Title, theirs", "Letter"))
    assert added.document == ""
    verdict, evidence, fresh = shown.section("claims")
    assert verdict.claim == mine.id
    assert ("Reason", "So says the letter.") in verdict.details
    assert evidence.passage is not None
    assert (evidence.passage.document, evidence.claim) == (source(session).id, mine.id)
    assert fresh.claim == ""
    assert fresh.passage == new.passages[0].passage


def test_conflicts_twins_and_removals_stand_apart(session: Session, bob: Session) -> None:
    session.cite(source(session), {"author": "Kim"})
    bob.cite(source(bob), {"author": "Stalin"})
    ours = claim(session)
    claim(bob)
    bob.erase(bob.plan_erasure("document", bob.add_text("Other words.", title="Other").id))
    with session.plan_merge([bob.file.path]) as plan:
        shown = preview(plan, session.project)
        session.merge(plan)
    (conflict,) = shown.section("conflicts")
    assert conflict.text == "“Письмо” · Author: “Kim” / “Stalin”"
    assert [said for _by, said in conflict.details] == ["Kim", "Stalin"]
    (twins,) = shown.section("twins")
    assert twins.claim == ours.id
    assert shown.section("erased") == []
    bob.erase(bob.plan_erasure("document", source(bob).id))
    with session.plan_merge([bob.file.path]) as plan:
        (erased,) = preview(plan, session.project).section("erased")
    assert erased.text == "Document removed for good: “Письмо”"
    assert erased.document == source(session).id


def test_a_file_of_another_project_is_named(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    other = tmp_path / "other.sidelight"
    with Session.create(other, "Another", by="Ann", reader=reader) as made:
        made.add_text("Other words.", kind="article")
    with session.plan_merge([other]) as plan:
        assert not preview(plan, session.project).related


def test_a_removal_says_what_goes_and_what_stays(full: Session) -> None:
    document = source(full)
    full.judge(full.project.claims()[0].id, "verified", reason="So says Письмо itself.")
    plan = full.plan_erasure("document", document.id)
    said = erasure_words("document", plan)
    assert erasure_title("document") == "Remove this document for good?"
    assert said[1] == "With it go 1 piece of evidence."
    assert "claim 1" in said[2]
    assert said[-2].startswith("Copies that colleagues have")
    assert said[-1] == "This cannot be undone."
    assert erased_words(plan, []) == "“Письмо” is removed from this project for good."
    assert str(full.file.path) in erased_words(plan, [full.file.path])
    claim_plan = full.plan_erasure("claim", full.project.claims()[0].id)
    assert "With it go 1 piece of evidence, 2 notes." in erasure_words("claim", claim_plan)


def test_a_snapshot_of_a_copy_without_files_names_them(
    full: Session, tmp_path: Path, reader: Reader
) -> None:
    path = full.share(tmp_path / "light.sidelight", Choice(sources=False))
    with Session.open(path, by="Bob", reader=reader, settings=Settings(kept=False)) as bob:
        assert bob.snapshot().left_out == {source(bob).id}
        assert article(bob).id in bob.snapshot().furniture


def test_a_change_set_may_bring_an_article_without_its_file(
    session: Session, bob: Session, tmp_path: Path
) -> None:
    draft = bob.add_text("A second draft.", kind="article", title="Draft 2")
    changes = bob.share(tmp_path / "bob", Choice(only=bob.me, sources=False))
    with session.plan_merge([changes]) as plan:
        session.merge(plan)
    assert session.snapshot().left_out == {draft.id}
    assert draft.id not in session.snapshot().furniture
    assert not any(fault.damage for fault in session.file.check())
