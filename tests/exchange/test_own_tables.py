# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our own reports as tables and workbooks, in each language, come back into a project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.exchange import table_own
from sidelight.exchange.import_formats import IMPORTS
from sidelight.exchange.incoming import Given, Incoming, Mark
from sidelight.exchange.table_own import restored
from sidelight.language import within
from sidelight.model.records import Claim
from sidelight.reader.remote import Reader
from sidelight.report import table, workbook
from sidelight.session.importing import plan_import, read_file, take_in
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from tests.exchange.checked import ARTICLE, HOSTILE, LETTER, SECRET
from tests.exchange.records_given import unheard
from tests.exchange.records_read import known_as

LANGUAGES = ["en", "ru", "ko"]


def written(session: Session, kind: str, language: str = "en") -> bytes:
    """Return a report."""
    with within(language):
        report = session.report_data("")
        return table.write(report) if kind == "csv" else workbook.write(report)


def read(session: Session, kind: str, language: str, reader: Reader) -> Incoming:
    """Return what is read of a report."""
    one = next(one for one in IMPORTS if one.name == kind)
    return one.read(Given(written(session, kind, language), f"report.{kind}", reader), unheard)


def of(incoming: Incoming, what: str) -> list[Mark]:
    """Return the marks of a kind."""
    return [mark for mark in incoming.marks if mark.what == what]


def judged(incoming: Incoming) -> set[tuple[str, str, str, str]]:
    """Return claims by their first words, with verdicts and who denies."""
    claims = {mark.key: mark.places[0].quote for mark in of(incoming, "claim")}
    return {
        (claims[v.on], v.author, v.values["verdict"], v.values.get("denied_by", ""))
        for v in of(incoming, "verdict")
    }


WANTED = {
    ("thanked Stalin for aid", "Ann", "verified", ""),
    ("thanked Stalin for aid", "Bob", "denied", "Moscow"),
    ("A land border", "Ann", "verified", ""),
    ("Nobody sold arms", "Ann", "denied", "Moscow"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_claims_verdicts_and_evidence_come_back(
    session: Session, reader: Reader, kind: str, language: str
) -> None:
    incoming = read(session, kind, language, reader)
    assert judged(incoming) == WANTED
    first = of(incoming, "claim")[0]
    assert [place.quote for place in first.places] == ["thanked Stalin for aid", "Aid came twice"]
    assert first.tags == ("thanks",)
    assert first.values == {
        "restatement": "Kim gave thanks", "kind": "event", "speaker": "Kim", "number": "1",
        "said_on": "1950-08", "severity": "grave", "correction": "Kim thanked the envoy",
    }  # fmt: skip
    article = next(one for one in incoming.documents if one.kind == "article")
    assert article.sha256 == session.article().id
    places = {
        (place.quote, place.page, mark.values["stance"])
        for mark in of(incoming, "evidence")
        for place in mark.places
    }
    assert places == {("текст хранится", 0, "contradicts"), ("Der Hafen", 2, "supports")}
    (told,) = of(incoming, "described")
    assert {name: told.values[name] for name in ("words", "kind", "where", "stance")} == {
        "words": "She confirmed it.", "kind": "call", "where": "The archivist",
        "stance": "supports",
    }  # fmt: skip
    assert (incoming.unread, incoming.remarks, incoming.columns) == ((), (), ())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_notes_come_back_with_what_they_are_on(session: Session, reader: Reader, kind: str) -> None:
    notes = of(read(session, kind, "en", reader), "note")
    texts = [" ".join(note.text.split()) for note in notes]
    assert texts[0] == "Which aid?"
    assert texts[1].startswith("Grain. </script>")
    assert texts[2:] == ["“текст хранится”: A copy.", "“thanked Stalin for aid”: Twice?"]
    assert all(note.author == "Ann" for note in notes)
    assert SECRET not in str(notes)


def test_a_decision_comes_back_from_the_table(session: Session, reader: Reader) -> None:
    incoming = read(session, "csv", "en", reader)
    (decision,) = of(incoming, "decision")
    assert decision.values == {"verdict": "disputed", "reason": "Part of it is sea."}
    assert decision.author == "Ann"


def test_our_reports_are_known(session: Session) -> None:
    assert known_as("r.csv", written(session, "csv")) == ["csv"]
    assert known_as("r.xlsx", written(session, "xlsx")) == ["xlsx"]


def told(claims: list[Claim]) -> list[tuple[object, ...]]:
    """Return what is said of claims, whoever says it and when."""
    return [
        (
            one.id,
            [passage.passage.quote for passage in one.passages],
            sorted((v.verdict, v.denied_by, " ".join(v.reason.split())) for v in one.verdicts),
            sorted((e.passage.quote, e.stance) for e in one.evidence if not e.passage.area),
            sorted(one.tags),
        )
        for one in claims
    ]


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Session]:
    """A project of the same documents, without claims."""
    path = tmp_path / "copy.sidelight"
    made = Session.create(path, "Copy", settings=Settings(kept=False), by="Cat")
    made.add_text(ARTICLE, kind="article", title="The pact")
    made.add_text(LETTER, title="Письмо")
    yield made
    made.close()


def imported(session: Session, data: bytes, name: str, folder: Path) -> int:
    """Take a file in, and return how many records came."""
    path = folder / name
    path.write_bytes(data)
    return take_in(session, plan_import(session, read_file(session, path)))


def test_a_project_is_made_again_of_its_table(
    session: Session, copy: Session, tmp_path: Path
) -> None:
    imported(copy, written(session, "csv"), "report.csv", tmp_path)
    ours, theirs = told(session.project.claims()), told(copy.project.claims())
    assert sorted(map(str, theirs)) == sorted(map(str, ours))
    again = plan_import(copy, read_file(copy, tmp_path / "report.csv"))
    assert again.coming == ()


def test_a_workbook_brings_the_same_claims_in_another_language(
    session: Session, copy: Session, tmp_path: Path
) -> None:
    imported(copy, written(session, "xlsx", "ko"), "report.xlsx", tmp_path)
    ours, theirs = told(session.project.claims()), told(copy.project.claims())
    # a workbook makes one line of a reason, and does not say what claims are called in the file
    quoted = [sorted(str(one[1]) + str(one[3:]) for one in claims) for claims in (ours, theirs)]
    assert quoted[0] == quoted[1]


@pytest.mark.parametrize(
    ("cell", "text"),
    [("'=1+1", "=1+1"), ("'  -x", "  -x"), ("'tis", "'tis"), ("", ""), ("'", "'"), ("'＝", "＝")],
)
def test_what_kept_cells_from_being_formulas_is_taken_off(cell: str, text: str) -> None:
    assert restored(cell) == text
    assert restored(table.defused(text)) == text


def test_evidence_that_cannot_be_taken_apart_is_said() -> None:
    head = ["claim", "quote", "verdict", "claim_id", "article_sha256", "evidence", "notes"]
    row = [
        "1",
        "Words",
        "",
        "no id",
        "no hash",
        "supports: odd\ncontext: “a” (2, T, p. 7) b",
        "odd",
    ]
    incoming = table_own.read_own([head, row], unheard)
    assert incoming.remarks == ("2 lines of evidence or notes could not be taken apart again.",)
    (evidence,) = of(incoming, "evidence")
    assert (evidence.places[0].page, evidence.values["note"]) == (7, "b")
    assert HOSTILE not in str(incoming)
