# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes out to other programs comes back, into the same project and into another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sidelight.reader.remote import Reader
from sidelight.session.exporting import export
from sidelight.session.import_choices import ADD_ARTICLE, ADD_SOURCE, ImportChoices
from sidelight.session.importing import plan_import, read_file, take_in
from sidelight.session.session import Session

ARTICLE = (
    "The pact\n\nKim 😀 thanked Stalin for aid. It was signed on Wednesday.\n\nAid came twice.\n"
)
LETTER = "A letter\n\nThanks for the aid. Её текст хранится в архиве. 로씨야에 무기.\n"
FORMATS = ["web-annotation", "qdpx"]


@pytest.fixture
def session(tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """Two claims by Ann and Bob, with all that these formats hold."""
    with Session.create(tmp_path / "p.sidelight", "P", by="Ann", reader=reader) as made:
        article = made.add_text(ARTICLE, kind="article", title="The pact")
        letter = made.add_text(LETTER, title="A letter")
        claim = made.claim(
            article, *made.locate(article, "thanked Stalin"), "verified", reason="So."
        )
        made.describe(claim.id, {"restatement": "Kim thanked Stalin.", "severity": "grave"})
        made.tag([claim.id], "aid")
        evidence = made.link(
            claim.id, letter, *made.locate(letter, "Её текст хранится в архиве"), "contradicts", "!"
        )
        made.describe_part("evidence", evidence.id, {"match": "translated"})
        made.describe_evidence(claim.id, "call", "It rang.", who="The archive")
        first = made.add_note(claim.id, "Was it Kim? 물음")
        made.add_note(claim.id, "Only for me.", private=True)
        made.note_on(
            letter, "Whose hand?", passage=made.passage(letter, *made.locate(letter, "무기"))
        )
        made.act_as("Bob")
        made.judge(claim.id, "denied", denied_by="the ministry", reason="No.")
        made.reply(first.id, "It was.")
        made.claim(article, *made.locate(article, "Aid came twice"), "disputed")
        made.act_as("Ann")
        yield made


def written(session: Session, folder: Path, format_: str) -> Path:
    path = folder / f"out.{'qdpx' if format_ == 'qdpx' else 'jsonld'}"
    export(session, path, format_)
    return path


@pytest.fixture
def other(tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """Dan's project, in which there is nothing yet."""
    with Session.create(tmp_path / "other.sidelight", "O", by="Dan", reader=reader) as made:
        yield made


def said(session: Session) -> list[dict[str, Any]]:
    """What the claims say, people by their names."""

    def name(id_: str) -> str:
        return session.project.reviewer(id_).name

    return [
        {
            "quote": claim.quote,
            "restatement": claim.restatement,
            "tags": claim.tags,
            "by": name(claim.reviewer),
            "verdicts": sorted(
                (name(v.reviewer), v.verdict, v.denied_by, v.reason) for v in claim.verdicts
            ),
            "evidence": [
                (e.passage.quote, e.stance, e.match, e.note, name(e.reviewer))
                for e in claim.evidence
            ],
            "described": [d.words for d in claim.described],
            "notes": sorted(
                (n.text, name(n.reviewer), bool(n.answers)) for n in claim.notes if not n.private
            ),
        }
        for claim in session.project.claims()
    ]


@pytest.mark.parametrize("format_", FORMATS)
def test_all_is_known_in_the_project_that_it_comes_from(
    session: Session, tmp_path: Path, format_: str
) -> None:
    plan = plan_import(session, read_file(session, written(session, tmp_path, format_)))
    assert plan.coming == ()
    assert plan.unplaced == ()
    assert plan.known > 5


@pytest.mark.parametrize("format_", FORMATS)
def test_it_comes_into_another_project_with_the_same_documents(
    session: Session, other: Session, tmp_path: Path, format_: str
) -> None:
    other.add_text(ARTICLE, kind="article", title="The pact")
    other.add_text(LETTER, title="A letter")
    plan = plan_import(other, read_file(other, written(session, tmp_path, format_)))
    assert plan.unplaced == ()
    take_in(other, plan)
    there, here = said(session), said(other)
    if format_ == "qdpx":
        _only_what_qdpx_holds(there, here)
    assert here == there
    letter = other.document("A letter")
    assert "Whose hand?" in [note.text for note in other.notes_on(letter.id)]
    assert not [fault for fault in other.file.check() if fault.damage]
    other.undo()
    assert other.project.claims() == []


def _only_what_qdpx_holds(*told: list[dict[str, Any]]) -> None:
    """Leave out who said what beside a claim, and what else codings have no place for."""
    for claims in told:
        for claim in claims:
            claim["notes"] = sorted(text for text, _who, _answers in claim["notes"])
            claim.pop("described")


def test_a_package_brings_the_documents_along(
    session: Session, other: Session, tmp_path: Path
) -> None:
    read = read_file(other, written(session, tmp_path, "qdpx"))
    kinds: Callable[[str], str] = lambda title: ADD_ARTICLE if "pact" in title else ADD_SOURCE  # noqa: E731
    chosen = {one.key: kinds(one.title or one.name) for one in read.incoming.documents}
    take_in(other, plan_import(other, read, ImportChoices(documents=chosen)))
    assert [one.kind for one in other.project.documents()] == ["article", "source"]
    assert [claim.quote for claim in other.project.claims()] == ["thanked Stalin", "Aid came twice"]
    (evidence,) = other.project.claims()[0].evidence
    assert evidence.passage.quote == "Её текст хранится в архиве"


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_private_is_in_it(session: Session, tmp_path: Path, format_: str) -> None:
    read = read_file(session, written(session, tmp_path, format_))
    assert not [mark for mark in read.incoming.marks if "Only for me" in mark.text]
