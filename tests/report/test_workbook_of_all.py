# SPDX-License-Identifier: AGPL-3.0-or-later
"""The workbook of a session's project: every kind of record, added verdicts, threads, what is
veiled.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sidelight.report import formats, workbook
from sidelight.session.session import Session

ARTICLE = "The pact\n\nKim thanked Stalin for aid. Aid came twice.\n\nA border is shared.\n"
LETTER = "Note on a letter\n\nThe letter thanks for help. It was sent in August.\n"


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    head, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


def sheets(session: Session, article: str = "") -> dict[str, list[dict[str, object]]]:
    data = workbook.write(session.report_data(article))
    return {sheet.title: rows(sheet) for sheet in load_workbook(io.BytesIO(data))}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    made = Session.create(tmp_path / "p.sidelight", "The pact", by="Ann")
    made.add_text(ARTICLE, kind="article", title="The pact")
    made.add_text(LETTER, title="Letter")
    return made


@pytest.fixture(autouse=True)
def closed(session: Session) -> object:
    yield
    session.close()


def claim(session: Session, quote: str, verdict: str = "", reason: str = "") -> str:
    article = session.article()
    return session.claim(article, *session.locate(article, quote), verdict, reason=reason).id


def test_a_claim_has_its_whole_record(session: Session) -> None:
    id_ = claim(session, "Aid came twice", "verified", reason="Two letters.")
    session.describe(
        id_,
        {
            "speaker": "The desk",
            "said_on": "2024-06-19",
            "severity": "serious",
            "correction": "Aid came three times.",
            "restatement": "There was aid twice.",
        },
    )
    session.tag([id_], "aid")
    session.tag([id_], "letters")
    (row,) = sheets(session)["Claims"]
    assert (row["#"], row["Claim"], row["Verdict"]) == (1, "Aid came twice", "Verified")
    assert (row["Speaker"], row["Severity"]) == ("The desk", "serious")
    assert str(row["Said on"]).startswith("2024-06-19")
    assert row["Proposed correction"] == "Aid came three times."
    assert row["Restatement"] == "There was aid twice."
    assert row["Tags"] == "aid, letters"


def test_a_decision_stands_with_its_reason(session: Session) -> None:
    id_ = claim(session, "Aid came twice", "verified")
    session.decide(id_, "denied", denied_by="The ministry", reason="It says so.")
    (row,) = sheets(session)["Claims"]
    assert row["Decision"] == "Decided: Denied by The ministry\nIt says so."
    assert row["Standing"] == "decided"
    session.withdraw_decision(id_)
    assert sheets(session)["Claims"][0]["Decision"] is None


def test_a_verdict_of_the_projects_own_has_its_name_and_colours(session: Session) -> None:
    session.add_verdict("Half true", colour="#7a1fa2")
    claim(session, "Aid came twice", "half true", reason="Once.")
    data = workbook.write(session.report_data())
    book = load_workbook(io.BytesIO(data))
    cell = book["Verdicts"]["C2"]
    look = session.verdicts.style("half-true")
    assert cell.value == "Half true"
    assert cell.font.color.rgb == f"FF{look.ink[1:].upper()}"
    assert cell.fill.fgColor.rgb == f"FF{look.fill[1:].upper()}"
    summary = dict(book["Summary"].iter_rows(values_only=True))
    assert summary["Half true"] == 1


def test_evidence_of_both_kinds_stands_below_each_other(session: Session) -> None:
    id_ = claim(session, "Aid came twice", "verified")
    letter = session.document("Letter")
    where = session.locate(letter, "thanks for help")
    session.link(id_, letter, *where, "contradicts", "help, not aid")
    session.describe_evidence(id_, "call", "They know of none.", who="The archive")
    quoted, told = sheets(session)["Evidence"]
    assert (quoted["Stance"], quoted["Quote"]) == ("contradicts", "thanks for help")
    assert (quoted["Source"], quoted["Note"]) == ("Letter", "help, not aid")
    assert (told["Stance"], told["Quote"]) == ("supports", "They know of none.")
    assert told["Source"] == "Call, The archive"
    assert {quoted["#"], told["#"]} == {1}


def test_responses_say_that_nobody_answered_yet(session: Session) -> None:
    id_ = claim(session, "Aid came twice")
    session.respond(id_, "The ministry", answer="denied", when="2024-06-20")
    session.respond(id_, "The embassy")
    found = sheets(session)["Responses of parties"]
    assert [(row["Party"], row["Answer"]) for row in found] == [
        ("The ministry", "Denied"),
        ("The embassy", "asked, no answer yet"),
    ]


def test_threads_stand_whole_and_private_ones_not_at_all(session: Session) -> None:
    id_ = claim(session, "Aid came twice")
    asked = session.add_note(id_, "Who says so?")
    session.reply(asked.id, "The archive.")
    session.add_note(id_, "Nobody is to read this.", private=True)
    article = session.article()
    passage = session.passage(article, *session.locate(article, "A border"))
    session.note_on(article, "Which border?", passage=passage)
    session.settle_thread(asked.id)
    found = sheets(session)["Notes"]
    assert [(row["#"], row["Note"]) for row in found] == [
        (None, "Which border?"),
        (1, "Who says so?"),
        (1, "The archive."),
    ]
    assert found[0]["Passage"] == "A border"
    assert [row["Settled"] for row in found] == [None, "yes", "yes"]


def test_who_signed_and_what_is_open_are_said(session: Session) -> None:
    claim(session, "Aid came twice")
    claim(session, "A border is shared", "verified", reason="The map.")
    session.sign_off(session.article(), "For print.")
    data = workbook.write(session.report_data())
    book = load_workbook(io.BytesIO(data))
    summary = dict(book["Summary"].iter_rows(values_only=True))
    assert str(summary["Signed off"]).endswith("For print.")
    left = dict(book["Still open"].iter_rows(values_only=True, min_row=2))
    assert left["Without a verdict"] == "1"
    assert left["Without evidence"] == "1, 2"


def test_what_is_to_be_judged_blind_is_left_out_and_said_to_be(session: Session) -> None:
    id_ = claim(session, "Aid came twice", "denied", reason="No letter.")
    session.add_note(id_, "xyzzy")
    session.invite("Bob")
    session.second_many([id_], "Bob")
    session.act_as("Bob")
    session.be("Bob")
    found = sheets(session)
    assert "Verdicts" not in found
    assert "Notes" not in found
    assert found["Claims"][0]["Verdict"] == "Unchecked"
    assert any("judged blind" in str(row) for row in found["Summary"])
    session.judge(id_, "verified")
    found = sheets(session)
    how = {row["Reviewer"]: row["How it was given"] for row in found["Verdicts"]}
    assert how == {"Ann": None, "Bob": "given blind: others were not shown"}
    assert [row["Note"] for row in found["Notes"]] == ["xyzzy"]


@pytest.mark.parametrize("one", formats.FORMATS, ids=lambda one: one.name)
def test_each_format_writes_and_its_ending_chooses_it(
    session: Session, tmp_path: Path, one: formats.Format
) -> None:
    claim(session, "Aid came twice", "verified", reason="Two letters.")
    path = session.report(tmp_path / f"report{one.suffix}")
    named = session.report(tmp_path / "named", format=one.name)
    assert path.stat().st_size > 100
    if one.name == "csv":
        assert path.read_bytes() == named.read_bytes()
    start = {"html": b"<!DOCTYPE", "pdf": b"%PDF-", "md": b"# The pact", "csv": b"\xef\xbb\xbf"}
    start |= dict.fromkeys(("docx", "xlsx"), b"PK")
    assert path.read_bytes().startswith(start[one.name])
