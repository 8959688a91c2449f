# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each kind of act that a colleague can do is told in a line, with what it changed and who did it;
acts that follow from others are not told twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.model.change import Setting
from sidelight.model.records import Claim
from sidelight.reader.remote import Reader
from sidelight.session.copy_words import contents
from sidelight.session.difference_words import by, by_reviewer, changes, line, summary
from sidelight.session.merge_preview import Preview, preview
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from sidelight.session.sharing import Choice
from tests.session.test_sharing import article, claim, source

BORDER = "A land border is shared"
WORDS = "Её текст хранится в архиве"


@pytest.fixture
def first(session: Session) -> Claim:
    """A claim of Ann's with her verdict, evidence and a note."""
    made = claim(session, verdict="verified")
    where = session.locate(source(session), WORDS)
    session.link(made.id, source(session), *where, "supports")
    session.add_note(made.id, "Ask the archive.")
    return session.claim_of(made.id)


def opened(session: Session, name: str, reader: Reader) -> Session:
    """Another person's session on a copy of the project."""
    path = session.share(session.file.path.with_name(f"{name}.sidelight"))
    return Session.open(path, by=name, reader=reader, settings=Settings(kept=False))


@pytest.fixture
def bob(session: Session, first: Claim, reader: Reader) -> Iterator[Session]:
    assert first.notes
    with opened(session, "Bob", reader) as found:
        yield found


@pytest.fixture
def carol(session: Session, first: Claim, reader: Reader) -> Iterator[Session]:
    assert first.notes
    with opened(session, "Carol", reader) as found:
        yield found


def lines(session: Session, *others: Session) -> list[str]:
    """What merging others' projects would bring, a line each."""
    with session.plan_merge([other.file.path for other in others]) as plan:
        return [line(plan.merged, d, session.project) for d in plan.comparison.differences]


def shown(session: Session, *others: Session) -> Preview:
    with session.plan_merge([other.file.path for other in others]) as plan:
        return preview(plan, session.project)


def merge(session: Session, *others: Session) -> None:
    with session.plan_merge([other.file.path for other in others]) as plan:
        session.merge(plan)


def test_a_changed_verdict_tells_both(session: Session, bob: Session, first: Claim) -> None:
    bob.judge(first.id, "denied", reason="It says otherwise.")
    merge(session, bob)
    bob.judge(first.id, "disputed")
    with session.plan_merge([bob.file.path]) as plan:
        (one,) = plan.comparison.differences
        assert line(plan.merged, one) == "Changed: the verdict of Bob on claim 1"
        assert changes(plan.merged, one) == [("Verdict", "Denied", "Disputed")]


def test_changes_of_evidence_and_passages(session: Session, bob: Session, first: Claim) -> None:
    evidence = first.evidence[0]
    bob.set_stance(evidence.id, "contradicts")
    bob.set_evidence_note(evidence.id, "only in part")
    bob.adjust("evidence", evidence.id, evidence.passage.start, evidence.passage.end - 3)
    bob.adjust("passage", first.passages[0].id, *bob.locate(article(bob), "Kim thanked Stalin"))
    assert lines(session, bob) == [
        "Changed: evidence for claim 1 “Её текст хранится в арх”",
        "Changed: a passage of claim 1 “Kim thanked Stalin”",
    ]
    rows = shown(session, bob).section("claims")
    assert dict(rows[0].details)["Stance, here"] == "supports"
    assert dict(rows[0].details)["Stance, theirs"] == "contradicts"
    assert dict(rows[0].details)["Note, theirs"] == "only in part"
    assert dict(rows[0].details)["Passage, here"] == f"“{WORDS}”"
    assert rows[1].passage is not None
    assert rows[1].passage.quote == "Kim thanked Stalin"


def test_a_private_note_that_was_shared(session: Session, bob: Session, first: Claim) -> None:
    note = bob.add_note(first.id, "Told in confidence.", private=True)
    assert lines(session, bob) == []
    merge(session, bob)
    bob.set_private(note.id, private=False)
    with session.plan_merge([bob.file.path]) as plan:
        (one,) = plan.comparison.differences
        assert changes(plan.merged, one) == [("Private", "yes", "no")]


def test_removed_parts_are_told_with_their_words(
    session: Session, bob: Session, first: Claim
) -> None:
    bob.remove("evidence", first.evidence[0].id)
    bob.remove("note", first.notes[0].id)
    assert lines(session, bob) == [
        f"Removed: evidence for claim 1 “{WORDS}”",
        "Removed: a note on claim 1 “Ask the archive.”",
    ]
    rows = shown(session, bob).section("claims")
    assert {row.claim for row in rows} == {first.id}
    assert rows[0].passage is not None


def test_what_was_made_and_removed_again_is_not_told(
    session: Session, bob: Session, first: Claim
) -> None:
    bob.remove("note", bob.add_note(first.id, "A slip.").id)
    bob.remove("claim", claim(bob, BORDER).id)
    assert lines(session, bob) == []


def test_joined_claims(session: Session, bob: Session, first: Claim) -> None:
    second = claim(bob, BORDER)
    merge(session, bob)
    bob.join(first.id, second.id)
    with session.plan_merge([bob.file.path]) as plan:
        (one,) = plan.comparison.differences
        assert changes(plan.merged, one) == [("Joined to", "nothing", "claim 1")]


def test_the_title_of_the_project(session: Session, bob: Session) -> None:
    (key,) = [key for key in bob.project.log.fields if key[0] == "project"]
    bob.act([Setting(*key, "title", "The pact of 1950")], "cite")
    assert lines(session, bob) == ["Changed: the project"]
    (row,) = shown(session, bob).section("documents")
    assert row.details == (("Title, here", "The pact"), ("Title, theirs", "The pact of 1950"))


def test_two_people_are_counted_each(
    session: Session, bob: Session, carol: Session, first: Claim
) -> None:
    bob.judge(first.id, "denied")
    carol.judge(first.id, "disputed")
    claim(carol, BORDER)
    with session.plan_merge([bob.file.path, carol.file.path]) as plan:
        assert list(by_reviewer(plan.merged, plan.comparison)) == [
            "Bob: 1 verdict new",
            "Carol: 1 claim, 1 verdict new",
        ]
        said = summary(plan.merged, plan.comparison)
        assert said[2].startswith("3 acts are new here, since ")
        assert not any("conflict" in sentence for sentence in said)


def test_two_of_one_name_are_told_apart(
    session: Session, bob: Session, first: Claim, reader: Reader
) -> None:
    path = session.share(session.file.path.with_name("second.sidelight"))
    with Session.open(path, by="Bob", reader=reader, settings=Settings(kept=False)) as other:
        bob.judge(first.id, "denied")
        other.judge(first.id, "disputed")
        with session.plan_merge([bob.file.path, path]) as plan:
            people = list(by_reviewer(plan.merged, plan.comparison))
    assert len(people) == 2
    assert all(one.startswith("Bob·") for one in people)


def test_what_goes_along_with_a_removal_is_of_whoever_removed_it(
    session: Session, bob: Session, carol: Session, first: Claim
) -> None:
    assert first.evidence
    bob.erase(bob.plan_erasure("document", source(bob).id))
    with session.plan_merge([bob.file.path]) as plan:
        assert list(by_reviewer(plan.merged, plan.comparison)) == [
            "Bob: 1 document, 1 piece of evidence removed for good"
        ]
        assert all(by(plan.merged, d).startswith("Bob · ") for d in plan.comparison.differences)
    rows = shown(session, bob).section("erased")
    assert [row.text for row in rows] == [
        "Document removed for good: “Письмо”",
        f"Removed for good: evidence for claim 1 “{WORDS}”",
    ]
    assert all(row.passage is None or row.passage.document == source(session).id for row in rows)
    # where two removed something, nobody can tell who took the evidence along
    carol.erase(carol.plan_erasure("note", first.notes[0].id))
    with session.plan_merge([bob.file.path, carol.file.path]) as plan:
        people = list(by_reviewer(plan.merged, plan.comparison))
    assert people[-1] == "Somebody: 1 piece of evidence removed for good"


def test_many_records_in_one_act(session: Session, bob: Session) -> None:
    settings = [
        Setting("claim", f"{number:032x}", field, value)
        for number in range(400)
        for field, value in (("number", number + 2), ("restatement", f"Statement {number}"))
    ]
    bob.act(settings, "claim")
    found = shown(session, bob)
    assert found.changes == 1
    assert len(found.section("claims")) == 400
    assert found.section("claims")[0].details == (("Restatement", "Statement 0"),)


def test_a_settled_conflict_is_counted(session: Session, bob: Session) -> None:
    session.cite(source(session), {"author": "Kim"})
    bob.cite(source(bob), {"author": "Stalin"})
    merge(session, bob)
    merge(bob, session)
    (conflict,) = bob.conflicts()
    bob.settle(conflict, "Kim Il-sung")
    with session.plan_merge([bob.file.path]) as plan:
        assert "1 conflict is settled by it." in summary(plan.merged, plan.comparison)
        assert plan.comparison.conflicts == ()


def test_a_change_set_leaves_no_gap_that_a_file_does_not_close(
    session: Session, bob: Session, tmp_path: Path
) -> None:
    added = bob.add_text("Words of the archive.", title="Reply")
    small = bob.share(tmp_path / "small", Choice(only=bob.me, sources=False))
    assert contents(
        bob.project, Choice(only=bob.me, sources=False), bob.claims(), as_changes=True
    ).without.endswith("the files of all documents.")
    with session.plan_merge([small]) as plan:
        session.merge(plan)
    assert session.snapshot().left_out == {added.id}
    assert not any(fault.damage for fault in session.file.check())
    merge(session, bob)
    assert session.snapshot().left_out == frozenset()
    assert session.layer(session.document("Reply")).text.text.startswith("Words of the archive.")
    assert session.file.check() == []
