# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project goes out as REFI-QDA, comes into another and goes out again: it says the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.exchange import qdpx
from sidelight.model.records import Claim
from sidelight.reader.remote import Reader
from sidelight.session.exporting import outgoing
from sidelight.session.importing import plan_import, read_file, take_in
from sidelight.session.session import Session
from tests.exchange.qda_projects import opened
from tests.exchange.test_qdpx import shared

__all__ = ["shared"]


@pytest.fixture(scope="module")
def other(
    shared: Session, reader: Reader, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Session, Path]]:
    """Zoe's project, into which Ann's came."""
    folder = tmp_path_factory.mktemp("other")
    path = folder / "a.qdpx"
    path.write_bytes(written(shared))
    with Session.create(folder / "b.sidelight", "Another", by="Zoe", reader=reader) as made:
        made.add_verdict("Half true")
        plan = plan_import(made, read_file(made, path))
        assert plan.unplaced == ()
        take_in(made, plan)
        yield made, path


def written(session: Session) -> bytes:
    return qdpx.write(outgoing(session), lambda _share, _word: None).data


def told(session: Session, claim: Claim) -> dict[str, object]:
    """Return what is said of a claim, whatever its records are called."""

    def name(reviewer: str) -> str:
        return session.project.reviewer(reviewer).name

    return {
        "words": [(one.passage.quote, one.passage.start) for one in claim.passages],
        "fields": (claim.restatement, claim.speaker, claim.severity, claim.kind),
        "tags": {*claim.tags},
        "by": name(claim.reviewer),
        "verdicts": {
            (name(one.reviewer), one.verdict, one.denied_by, one.reason) for one in claim.verdicts
        },
        "evidence": {
            (name(one.reviewer), one.stance, one.note, one.passage.quote, one.passage.translation,
             one.passage.area)
            for one in claim.evidence
        },
        "described": {
            (one.kind, one.words, one.who, one.stance, name(one.reviewer))
            for one in claim.described
        },
        "decision": claim.decision and (
            name(claim.decision.reviewer), claim.decision.verdict, claim.decision.reason
        ),
        "notes": {
            (name(one.reviewer), one.text, one.settled, bool(one.answers)) for one in claim.notes
        },
    }  # fmt: skip


def test_claims_say_in_the_other_project_what_they_said(
    shared: Session, other: tuple[Session, Path]
) -> None:
    before = {one.words: told(shared, one) for one in shared.project.claims()}
    after = {one.words: told(other[0], one) for one in other[0].project.claims()}
    assert {*after} == {*before}
    for words, claim in before.items():
        there = after[words]
        notes, said = there.pop("notes"), claim.pop("notes")
        assert there == claim
        assert isinstance(notes, set)
        assert isinstance(said, set)
        # what is private stays, what a party answered has become a note
        assert {text for _by, text, *_more in said - notes} <= {"She must not be named."}
        assert all("The embassy" in text for _by, text, *_more in notes - said)


def test_documents_are_the_same_in_the_other_project(
    shared: Session, other: tuple[Session, Path]
) -> None:
    before = {one.title: one for one in shared.project.documents()}
    after = {one.title: one for one in other[0].project.documents()}
    assert {*after} == {*before}
    for title, document in before.items():
        there = after[title]
        assert (there.kind, dict(there.citation)) == (document.kind, dict(document.citation))
        notes = {one.text for one in shared.project.notes(document.id)}
        assert {one.text for one in other[0].project.notes(there.id)} == notes


def test_what_goes_out_again_marks_the_same_words(
    shared: Session, other: tuple[Session, Path]
) -> None:
    first, second = opened(written(shared)), opened(written(other[0]))
    assert sorted(one.words for one in second.marks) == sorted(one.words for one in first.marks)
    assert sorted(one.corners for one in second.marks) == sorted(one.corners for one in first.marks)
    assert {*second.users.values()} >= {"Ann", "Bob"}


def test_a_second_time_nothing_comes(other: tuple[Session, Path]) -> None:
    session, path = other
    plan = plan_import(session, read_file(session, path))
    assert plan.coming == ()
    assert plan.known > 10
