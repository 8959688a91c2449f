# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of reference managers fill those of the project's documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.exchange.incoming import SourceRecord
from sidelight.session.import_choices import ImportChoices
from sidelight.session.importing import plan_import, take_in
from sidelight.session.session import Session
from tests.session.brought import file

KIM = {"author": "Kim, I.", "issued": "1950-08-31", "type": "personal_communication"}


def record(title: str = "", **values: str) -> SourceRecord:
    """A record of a title."""
    fields = {name: value for name, value in {"title": title, **KIM, **values}.items() if value}
    return SourceRecord(title or "untitled", fields)


def whys(session: Session, *records: SourceRecord) -> list[str]:
    plan = plan_import(session, file(sources=records))
    return [one.why for one in plan.unplaced]


def test_a_record_fills_the_document_of_its_title(session: Session) -> None:
    plan = plan_import(session, file(sources=[record("Письмо")]))
    (coming,) = plan.coming
    assert (coming.what, coming.place) == ("record", "2 · Письмо")
    assert coming.text == "Kim, I.; 1950-08-31; personal_communication"
    take_in(session, plan)
    citation = session.document("Письмо").citation
    assert {name: citation[name] for name in KIM} == KIM
    assert session.undo() == "import"
    assert "author" not in session.document("Письмо").citation


def test_what_is_known_already_stays_unless_it_is_to_be_replaced(session: Session) -> None:
    session.cite(session.document("Письмо"), {"author": "Somebody"})
    read = file(sources=[record("Письмо")])
    take_in(session, plan_import(session, read))
    assert session.document("Письмо").citation["author"] == "Somebody"
    assert session.document("Письмо").citation["issued"] == "1950-08-31"
    take_in(session, plan_import(session, read, ImportChoices(overwrite=True)))
    assert session.document("Письмо").citation["author"] == "Kim, I."
    assert plan_import(session, read).known == 1


def test_a_title_that_is_only_the_name_of_a_file_is_replaced(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "scan_0042.txt"
    path.write_text("words of a treaty without a headline, and no more than these;", "utf-8")
    document = session.add_document(path)
    named = SourceRecord("k", {"title": "The treaty", "archive": "AVPRF"}, ("scan_0042.txt",))
    take_in(session, plan_import(session, file(sources=[named])))
    changed = session.document(document.id)
    assert (changed.title, changed.citation["archive"]) == ("The treaty", "AVPRF")


@pytest.mark.parametrize(
    ("one", "document"),
    [
        (
            SourceRecord("k", {"URL": "https://example.org/a#part", **KIM}),
            "https://example.org/a#part",
        ),
        (SourceRecord("k", {**KIM}, doi="10.1000/ABC"), "https://doi.org/10.1000/abc"),
    ],
)
def test_an_address_or_a_doi_tells_which_document_is_meant(
    session: Session, one: SourceRecord, document: str
) -> None:
    session.cite(session.document("Письмо"), {"URL": document})
    plan = plan_import(session, file(sources=[one]))
    assert [coming.place for coming in plan.coming] == ["2 · Письмо"]


def test_a_record_of_no_document_of_two_and_one_too_many_say_why(session: Session) -> None:
    assert whys(session, record("Something else entirely")) == [
        "No document of the project has its file, address or title."
    ]
    assert whys(session, record("Письмо"), record("письмо!")) == [
        "Another record of the file describes the same document."
    ]
    session.add_text("Other words.", title="Письмо")
    assert whys(session, record("Письмо")) == ["Several documents of the project may be meant."]


def test_a_longer_title_that_holds_the_other_is_enough(session: Session) -> None:
    plan = plan_import(session, file(sources=[record("The pact, explained: a guide")]))
    assert [coming.place for coming in plan.coming] == ["1 · The pact, explained"]
    assert whys(session, record("pact")) == [
        "No document of the project has its file, address or title."
    ]


def test_values_that_fit_no_field_are_left_out(session: Session) -> None:
    plan = plan_import(session, file(sources=[record("Письмо", level="nonsense", colour="red")]))
    assert {setting.field for setting in plan.settings} == set(KIM)
