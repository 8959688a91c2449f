# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project for other programs: what is given away, what is not, and what a stranger's format may
do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sidelight.errors import Cancelled, DocumentError, InputError, ProjectError, Refused
from sidelight.exchange.export_formats import EXPORTS, ExportFormat
from sidelight.exchange.outgoing import Outgoing, Written
from sidelight.model.sharing import Choice
from sidelight.session import exporting
from sidelight.session.exporting import export, outgoing
from sidelight.session.session import Session
from tests.exchange.lines_schema import faults

ARTICLE = "The pact\n\nKim thanked Stalin for aid. It was signed on Wednesday.\n"
LETTER = "A letter\n\nThanks for the aid. Sent on 31 August.\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "p.sidelight", "The pact", by="Ann") as made:
        article = made.add_text(ARTICLE, kind="article", title="The pact")
        letter = made.add_text(LETTER, title="A letter")
        claim = made.claim(article, *made.locate(article, "thanked Stalin"), "verified")
        made.link(claim.id, letter, *made.locate(letter, "Thanks for the aid"))
        made.add_note(claim.id, "Open to all.")
        made.add_note(claim.id, "She must not be named.", private=True)
        yield made


def lines(path: Path) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [fault for line in found for fault in faults(line)] == []
    return found


def test_every_record_stands_on_a_line(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    written = export(session, path)
    found = lines(path)
    kinds = [one["record"] for one in found]
    assert kinds == ["project", "reviewer", "document", "document", "claim"]
    assert written.count == len(found)
    project, ann, article, letter, claim = found
    assert project["title"] == "The pact"
    assert project["fingerprint"] == session.fingerprint
    assert claim["passages"][0]["passage"]["document"] == article["id"]
    assert claim["passages"][0]["passage"]["quote"] == "thanked Stalin"
    assert claim["evidence"][0]["passage"]["document"] == letter["id"]
    assert claim["verdicts"][0]["reviewer"] == ann["id"]
    assert claim["verdicts"][0]["verdict"] == "verified"


def test_private_notes_stay_here(session: Session, tmp_path: Path) -> None:
    (claim,) = session.claims()
    secret = next(one for one in claim.notes if one.private)
    session.reply(secret.id, "Nor must he.")
    path = tmp_path / "p.jsonl"
    export(session, path)
    text = path.read_text("utf-8")
    assert "Open to all." in text
    assert "named" not in text
    assert "Nor must he" not in text


def test_what_others_think_of_a_claim_to_be_judged_blind_stays_here(
    session: Session, tmp_path: Path
) -> None:
    (claim,) = session.claims()
    eve = session.invite("Eve")
    session.second_many([claim.id], eve.label, blind=True)
    session.be(eve.id)
    export(session, tmp_path / "p.jsonl")
    (found,) = (one for one in lines(tmp_path / "p.jsonl") if one["record"] == "claim")
    assert "verdicts" not in found
    assert "evidence" not in found
    assert found["veiled"] is True


def test_of_what_was_left_out_of_a_copy_only_the_record_is_there(
    session: Session, tmp_path: Path
) -> None:
    path = session.share(tmp_path / "copy.sidelight", Choice(sources=False))
    with Session.open(path, by="Bob") as copy:
        given = outgoing(copy)
        letter = next(one for one in given.documents if one.kind == "source")
        assert given.absent == {letter.id}
        for ask in (given.layer, given.data):
            with pytest.raises(DocumentError):
                ask(letter)
        article = next(one for one in given.documents if one.kind == "article")
        assert given.data(article).decode() == ARTICLE
        assert "thanked Stalin" in given.layer(article).text.text
        assert len(given.pages(article)) == 1


def test_only_known_formats_are_written_and_never_over_a_project(
    session: Session, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="is no format for other programs"):
        export(session, tmp_path / "p.xyz")
    before = session.file.path.stat().st_size
    with pytest.raises(ProjectError, match="nothing was overwritten"):
        export(session, session.file.path, "jsonl")
    assert session.file.path.stat().st_size >= before
    assert sorted(one.name for one in tmp_path.glob("p.*")) == ["p.sidelight"]


def test_it_can_be_stopped(session: Session, tmp_path: Path) -> None:
    def stop(_share: float, _word: str) -> None:
        raise Cancelled

    for one in EXPORTS:
        with pytest.raises(Cancelled):
            export(session, tmp_path / f"p{one.suffix}", one.name, stop)
        assert not (tmp_path / f"p{one.suffix}").exists()


@pytest.mark.parametrize("fault", [RuntimeError("no paper"), KeyError("x")])
def test_a_strangers_format_that_fails_says_so(session: Session, fault: Exception) -> None:
    def fail(_outgoing: Outgoing, _step: Callable[[float, str], None]) -> Written:
        raise fault

    broken = ExportFormat("broken", ".broken", "Broken", "nothing", fail)
    with pytest.raises(InputError, match="“broken” could not write the file: "):
        exporting._written(session, broken, lambda _share, _word: None)
