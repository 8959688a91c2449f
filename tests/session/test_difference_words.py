# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a colleague's copy brings is said in words that need no knowledge of what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.language import use
from sidelight.reader.remote import Reader
from sidelight.session import difference_words as words
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from tests.session.test_sharing import claim, source


@pytest.fixture
def bob(session: Session, tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """Bob with a copy in which Ann has made one claim."""
    claim(session, verdict="verified")
    path = session.share(tmp_path / "bob.sidelight")
    with Session.open(path, by="Bob", reader=reader, settings=Settings(kept=False)) as opened:
        yield opened


def told(session: Session, *paths: Path) -> tuple[list[str], list[str]]:
    """The summary and the lines of what files would bring."""
    with session.plan_merge(paths) as plan:
        lines = [words.line(plan.merged, d, session.project) for d in plan.comparison.differences]
        return words.summary(plan.merged, plan.comparison), lines


def test_counts_by_reviewer_and_a_line_each(session: Session, bob: Session) -> None:
    first = bob.project.claims()[0]
    bob.judge(first.id, "denied", denied_by="The archive", reason="It says otherwise.")
    where = bob.locate(source(bob), "Её текст хранится в архиве")
    bob.link(first.id, source(bob), *where, "contradicts")
    bob.add_note(first.id, "seen on Monday")
    claim(bob, "A land border is shared", "disputed")
    bob.add_text("Further words.", title="More")
    bob.cite(source(bob), {"title": "Letter"})
    said, lines = told(session, bob.file.path)
    assert said[0] == (
        "Bob: 1 document, 1 claim, 2 verdicts, 1 piece of evidence, 1 note new; 1 document changed"
    )
    assert said[1].startswith("6 acts are new here, since 2")
    assert lines == [
        "Document changed: “Letter”",
        "New source: “More”",
        "Verdict on claim 1: Denied by The archive “It says otherwise.”",
        "Evidence for claim 1 (contradicts): “Её текст хранится в архиве”",
        "Note on claim 1: “seen on Monday”",
        "New claim 2: “A land border is shared”",
        "Verdict on claim 2: Disputed",
    ]


def test_what_changed_is_told_before_and_after(session: Session, bob: Session) -> None:
    bob.cite(source(bob), {"title": "Letter", "author": "Kim"})
    with session.plan_merge([bob.file.path]) as plan:
        (one,) = plan.comparison.differences
        assert sorted(words.changes(plan.merged, one)) == [
            ("Author", "nothing", "Kim"),
            ("Title", "Письмо", "Letter"),
        ]
        assert words.by(plan.merged, one).startswith("Bob · 2")


def test_removals_say_what_went(session: Session, bob: Session) -> None:
    bob.remove("claim", bob.project.claims()[0].id)
    _said, lines = told(session, bob.file.path)
    assert lines == ["Removed: claim 1"]
    bob.undo()
    bob.erase(bob.plan_erasure("document", source(bob).id))
    said, lines = told(session, bob.file.path)
    assert said[0] == "Bob: 1 document removed for good"
    assert lines == ["Document removed for good: “Письмо”"]


def test_conflicts_and_what_the_others_lack(session: Session, bob: Session) -> None:
    session.cite(source(session), {"author": "Kim"})
    bob.cite(source(bob), {"author": "Stalin"})
    claim(session, "A land border is shared")
    claim(bob, "A land border is shared")
    said, _lines = told(session, bob.file.path)
    assert "1 conflict is left to settle after a merge." in said
    assert "1 passage is marked by two claims." in said
    assert "They lack 2 acts that are here." in said
    with session.plan_merge([bob.file.path]) as plan:
        session.merge(plan)
    (found,) = session.snapshot().conflicts
    assert found.title == "“Письмо” · Author"
    assert [(said, by[:3]) for said, by in found.values] == [("Kim", "Ann"), ("Stalin", "Bob")]
    assert len(session.snapshot().twins) == 1
    assert session.snapshot().can_go_back
    said, _lines = told(session, bob.file.path)
    assert said[0] == "They have nothing that is not here."


def test_the_words_come_in_other_languages(session: Session, bob: Session) -> None:
    bob.judge(bob.project.claims()[0].id, "denied")
    try:
        use("ru")
        said, lines = told(session, bob.file.path)
    finally:
        use("")
    assert said[0] == "Bob — новое: 1 вердикт"
    assert lines == ["Вердикт по утверждению 1: Отвергнуто"]
