# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of claims and records of sources come into a project, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.session.import_choices import ImportChoices
from sidelight.session.import_plan import ImportPlan
from sidelight.session.importing import plan_import, read_file, take_in
from sidelight.session.session import Session
from sidelight.session.settings import Settings

ARTICLE = "The pact\n\nKim thanked Stalin for aid. Aid came twice.\n\nNobody sold arms.\n"
LETTER = "Letter\n\nWe ask for invaluable assistance.\n"
SHEET = """Claim,Article,Rating,Checked by,Date,Source,Source quote,Comment
Aid came twice,The pact,True,Dora,2024-08-31,Letter 17,invaluable assistance,See there.
Nobody sold arms,The pact,Pants on fire,Dora,,,,
Not in it,The pact,False,Emil,,,,
"""
RIS = """TY  - PCOMM
TI  - Letter 17
AU  - Kim, Il-sung
A2  - Stalin, J.
DA  - 1950/08/31
DB  - APRF, Moscow
AN  - f. 45, op. 1, d. 347
ER  -
TY  - BOOK
TI  - A book that nobody has
ER  -
"""
BIB = "@misc{a, title={The pact}, author={Eve Roe}, url={https://a.example/pact}}\n"
CSL = '[{"id": "x", "type": "treaty", "title": "Letter 17", "genre": "telegram"}]'


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(
        tmp_path / "p.sidelight", "The pact", settings=Settings(kept=False), by="Ann"
    )
    made.add_text(ARTICLE, kind="article", title="The pact")
    made.add_text(LETTER, title="Letter 17")
    yield made
    made.close()


def planned(
    session: Session, folder: Path, name: str, text: str, choices: ImportChoices | None = None
) -> ImportPlan:
    """Plan a file."""
    path = folder / name
    path.write_text(text, "utf-8")
    return plan_import(session, read_file(session, path), choices or ImportChoices())


def test_a_sheet_comes_in(session: Session, tmp_path: Path) -> None:
    plan = planned(session, tmp_path, "sheet.csv", SHEET)
    assert plan.format == "csv"
    assert [one.what for one in plan.coming] == ["claim", "claim", "verdict", "evidence", "note"]
    whys = [one.why for one in plan.unplaced]
    assert whys == [
        "Its words do not stand in “The pact”.",
        "“Pants on fire” is no verdict of this project. Add it first.",
        "The claim that it is on does not come in.",
    ]
    take_in(session, plan)
    first, second = session.project.claims()
    assert [one.passages[0].passage.quote for one in (first, second)] == [
        "Aid came twice",
        "Nobody sold arms",
    ]
    (verdict,) = first.verdicts
    assert (verdict.verdict, verdict.as_of) == ("verified", "2024-08-31")
    (evidence,) = first.evidence
    assert evidence.passage.quote == "invaluable assistance"
    assert evidence.passage.document == session.document("Letter 17").id
    assert [note.text for note in first.notes] == ["See there."]
    assert second.verdicts == ()


def test_a_sheet_that_was_sorted_and_added_to_brings_only_what_is_new(
    session: Session, tmp_path: Path
) -> None:
    take_in(session, planned(session, tmp_path, "sheet.csv", SHEET))
    assert planned(session, tmp_path, "sheet.csv", SHEET).coming == ()
    head, *rows = SHEET.splitlines()
    new = "Kim thanked Stalin for aid,The pact,,,,,,"
    plan = planned(session, tmp_path, "sheet.csv", "\n".join([head, new, *reversed(rows)]))
    assert [(one.what, one.quote) for one in plan.coming] == [
        ("claim", "Kim thanked Stalin for aid")
    ]


def test_columns_that_were_chosen_are_remembered(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("Satz,Urteil\nAid came twice,true\n", "utf-8")
    assert read_file(session, path).incoming.marks == ()
    chosen = read_file(session, path, columns={"quote": "Satz", "verdict": "Urteil"})
    assert [mark.what for mark in chosen.incoming.marks] == ["claim", "verdict"]
    take_in(session, plan_import(session, chosen))
    again = read_file(session, path).incoming
    assert {one.field: one.head for one in again.columns} == {"quote": "Satz", "verdict": "Urteil"}


def test_records_fill_what_is_not_known(session: Session, tmp_path: Path) -> None:
    plan = planned(session, tmp_path, "library.ris", RIS)
    assert [one.what for one in plan.coming] == ["record"]
    assert [one.why for one in plan.unplaced] == [
        "No document of the project has its file, address or title."
    ]
    take_in(session, plan)
    assert session.document("Letter 17").citation == {
        "type": "personal_communication",
        "author": "Il-sung Kim",
        "recipient": "J. Stalin",
        "issued": "1950-08-31",
        "archive": "APRF",
        "archive_place": "Moscow",
        "fond": "45",
        "opis": "1",
        "delo": "347",
    }
    assert planned(session, tmp_path, "library.ris", RIS).known == 1


def test_records_of_other_formats_leave_what_is_there(session: Session, tmp_path: Path) -> None:
    take_in(session, planned(session, tmp_path, "library.ris", RIS))
    take_in(session, planned(session, tmp_path, "library.json", CSL))
    letter = session.document("Letter 17").citation
    assert (letter["type"], letter["genre"]) == ("personal_communication", "telegram")
    over = ImportChoices(overwrite=True)
    take_in(session, planned(session, tmp_path, "library.json", CSL, over))
    assert session.document("Letter 17").citation["type"] == "treaty"


def test_an_article_is_described_by_bibtex(session: Session, tmp_path: Path) -> None:
    take_in(session, planned(session, tmp_path, "library.bib", BIB))
    assert session.article().citation == {
        "type": "webpage",
        "author": "Eve Roe",
        "URL": "https://a.example/pact",
    }
