# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that released versions wrote, byte for byte: each opens today and says what it said.

`released/` holds one of each format, made by the program of its day on the command line: an
article and a source, a claim verified by Ann and denied by the ministry for Bob, evidence, a note,
one act undone.  That of format 3 also had a source removed for good; beside it stands a copy
without sources and private notes.  That of format 4 has the whole record of the claim.
"""

import shutil
import sqlite3
from pathlib import Path

import pytest

from sidelight.session.session import Session
from sidelight.session.settings import Settings
from sidelight.store import schema
from sidelight.store.survey import survey
from tests.store.conftest import Opener

RELEASED = Path(__file__).parent / "released"
FORMATS = range(1, schema.FORMAT + 1)


def received(tmp_path: Path, name: str) -> Path:
    path = tmp_path / "project.sidelight"
    shutil.copy(RELEASED / f"{name}.sidelight", path)
    return path


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_of_each_released_format_is_there_and_sound(tmp_path: Path, format_: int) -> None:
    path = received(tmp_path, f"format-{format_}")
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (format_,)
    db.close()
    assert not [fault for fault in survey(path) if fault.damage]


@pytest.mark.parametrize("format_", FORMATS)
def test_it_opens_and_says_what_it_said(tmp_path: Path, format_: int) -> None:
    path = received(tmp_path, f"format-{format_}")
    with Session.open(path, by="Carol", settings=Settings(kept=False)) as session:
        project = session.project
        assert project.title == "The pact"
        titles = [d.title for d in project.documents()]
        assert titles[:2] == ["The pact, explained", "Письмо"]
        claim = project.claims()[0]
        assert claim.quote == "share a land border"
        given = {project.reviewer(v.reviewer).name: v for v in claim.verdicts}
        assert (given["Ann"].verdict, given["Ann"].reason) == ("verified", "See the map.")
        assert (given["Bob"].verdict, given["Bob"].denied_by) == ("denied", "The ministry")
        (evidence,) = claim.evidence
        assert (evidence.passage.quote, evidence.note) == ("Её текст хранится в архиве", "as kept")
        assert [note.text for note in claim.notes] == ["Ask for the original."]
        assert session.place(evidence.passage)
        assert "두만강" in session.layer(session.document("Письмо")).text.text
        session.judge(claim.id, "disputed")
        assert not [fault for fault in session.file.check() if fault.damage]
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (schema.FORMAT,)
    db.close()


@pytest.mark.parametrize("format_", FORMATS)
def test_its_log_is_not_written_anew(tmp_path: Path, opened: Opener, format_: int) -> None:
    path = received(tmp_path, f"format-{format_}")

    def log() -> list[tuple[str, str]]:
        db = sqlite3.connect(path)
        rows = db.execute("SELECT id, body FROM change ORDER BY rowid").fetchall()
        db.close()
        return rows

    before = log()
    opened(path).close()
    assert log() == before


@pytest.mark.parametrize("format_", [1, 2])
def test_an_old_copy_merges_into_a_new_file(tmp_path: Path, format_: int) -> None:
    path = received(tmp_path, f"format-{format_}")
    old = tmp_path / "old.sidelight"
    shutil.copy(path, old)
    with Session.open(path, by="Carol", settings=Settings(kept=False)) as session:
        session.judge(session.project.claims()[0].id, "verified")
        with session.plan_merge([old]) as plan:
            assert plan.comparison.related
            assert (plan.comparison.changes, plan.comparison.only_here) == (0, 1)


def test_the_record_of_format_4_says_what_it_said(tmp_path: Path) -> None:
    path = received(tmp_path, "format-4")
    with Session.open(path, by="Carol", settings=Settings(kept=False)) as session:
        claim = session.project.claims()[0]
        assert (claim.speaker, claim.said_on, claim.severity) == (
            "The desk",
            "2024-06-19",
            "serious",
        )
        assert (claim.tags, session.project.tags()[0].colour) == (("borders",), "#1e7a46")
        assert session.project.reviewer(claim.assigned).name == "Bob"
        assert [(r.party, r.answer) for r in claim.responses] == [("The ministry", "denied")]
        assert [(d.kind, d.words) for d in claim.described] == [("search", "No other map.")]
        assert (claim.evidence[0].match, claim.evidence[0].level) == ("translated", "primary")
        assert claim.decision
        assert (claim.decision.verdict, claim.decision.outdated) == ("verified", False)


def test_what_colleagues_did_in_format_5_says_what_it_said(tmp_path: Path) -> None:
    path = received(tmp_path, "format-5")
    with Session.open(path, by="Dora", settings=Settings(kept=False)) as session:
        first, second = session.project.claims()
        assert [session.project.reviewer(one).name for one in first.seconds] == ["Carol"]
        (added,) = session.project.added_verdicts()
        assert (added.word, added.name, added.key) == ("half-true", "Half true", "4")
        assert second.verdicts[0].verdict == added.word
        letter = session.document("Письмо")
        note, reply = session.notes_on(letter.id)
        assert (note.text, reply.answers) == ("Which archive? See #1.", note.id)
        assert note.passage
        assert note.passage.quote == "Её текст"
        draft = session.project.documents("article")[1]
        assert draft.continues == session.project.documents("article")[0].id
        assert {one.passage.document for one in first.passages} == {draft.id, draft.continues}


def test_what_came_from_other_programs_in_format_6_says_what_it_said(tmp_path: Path) -> None:
    path = received(tmp_path, "format-6")
    with Session.open(path, by="Eve", settings=Settings(kept=False)) as session:
        first, _second = session.project.claims()
        given = {session.project.reviewer(v.reviewer).shown: v for v in first.verdicts}
        brought = given["Bea Ott (imported)"]
        assert (brought.verdict, brought.reason) == ("denied", "Not since the flood.")
        assert brought.imported
        assert brought.imported.file == "marks.json"
        assert session.project.reviewer(brought.imported.importer).name == "Dora"
        notes = session.notes_on(session.document("Письмо").id)
        assert "See the archive's list." in [note.text for note in notes]


def test_the_partial_copy_of_format_3_says_what_it_lacks(tmp_path: Path) -> None:
    whole = received(tmp_path, "format-3").rename(tmp_path / "whole.sidelight")
    path = received(tmp_path, "format-3-part")
    faults = survey(path)
    assert {fault.damage for fault in faults} == {False}
    with Session.open(path, by="Carol", settings=Settings(kept=False)) as session:
        assert session.left_out(session.document("Письмо"))
        assert [c.notes for c in session.project.claims()] == [()] * len(session.project.claims())
        with session.plan_merge([whole]) as plan:
            session.merge(plan)
        assert not session.left_out(session.document("Письмо"))
        assert session.project.claims()[0].notes
        assert "The witness" not in path.read_bytes().decode("utf-8", "replace")
