# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas in reports and in the hands of two reviewers: who read what, and what is undone."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from sidelight.errors import DocumentError
from sidelight.model.records import Document
from sidelight.reader.remote import Reader
from sidelight.session.areas import Read
from sidelight.session.session import Session
from sidelight.text.geometry import Rect
from tests.scans import printed_pdf, scan_pdf

AREA = (60.0, 80.0, 320.0, 140.0)
OTHER = (60.0, 200.0, 300.0, 420.0)


@pytest.fixture
def clipping(session: Session, tmp_path: Path) -> Document:
    """An article that is a picture, beside the one of words."""
    path = tmp_path / "clipping.pdf"
    path.write_bytes(scan_pdf(words="The clipping"))
    return session.add_document(path, kind="article", title="Clipping")


def rows(session: Session, folder: Path) -> list[dict[str, str]]:
    """The rows of the report on the clipping, as a table."""
    written = session.report(folder / "areas.csv", article="Clipping").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(written)))


def test_each_reading_has_its_reader(
    session: Session, clipping: Document, reader: Reader, tmp_path: Path
) -> None:
    claim = session.claim_area(clipping, 1, AREA, "verified", read=Read("Der Hafen"))
    part, ann, path = claim.passages[0].id, session.me, session.file.path
    session.close()
    with Session.open(path, by="Bo", reader=reader) as bo:
        bo.transcribe("passage", part, translation="The harbour")
        held = bo.claim_of(claim.id).passages[0].passage
        assert (held.transcribed_by, held.translated_by) == (ann, bo.me)
        (row,) = rows(bo, tmp_path)
        assert (row["transcribed_by"], row["translation"]) == ("Ann", "The harbour")
        bo.undo()
        held = bo.claim_of(claim.id).passages[0].passage
        assert (held.quote, held.translation) == ("Der Hafen", "")


def test_evidence_names_who_transcribed_and_who_translated(
    session: Session, clipping: Document, tmp_path: Path
) -> None:
    claim = session.claim_area(clipping, 1, AREA, read=Read("Der Hafen"))
    read = Read("17 км", "17 km")
    session.link_area(claim.id, clipping, 1, OTHER, "contradicts", "lower half", read=read)
    (row,) = rows(session, tmp_path)
    assert "17 км" in row["evidence"]
    assert "[transcribed by Ann; translated by Ann: “17 km”] lower half" in row["evidence"]


def test_two_verdicts_on_an_area_are_two_rows(
    session: Session, clipping: Document, reader: Reader, tmp_path: Path
) -> None:
    claim = session.claim_area(clipping, 1, AREA, "verified", read=Read("Der Hafen"))
    path = session.file.path
    session.close()
    with Session.open(path, by="Bo", reader=reader) as bo:
        bo.judge(claim.id, "denied", denied_by="the port")
        found = rows(bo, tmp_path)
    assert [(r["reviewer"], r["verdict"], r["denied_by"]) for r in found] == [
        ("Ann", "verified", ""),
        ("Bo", "denied", "the port"),
    ]
    assert {(r["quote"], r["standing"], r["shown_as"]) for r in found} == {
        ("Der Hafen", "split", "split")
    }


def test_the_page_reports_hold_the_reading_and_a_picture(
    session: Session, clipping: Document, tmp_path: Path
) -> None:
    session.claim_area(clipping, 1, AREA, "verified", read=Read("Der <Hafen>", "The harbour"))
    html = session.report(tmp_path / "r.html", article="Clipping").read_text("utf-8")
    assert "Der &lt;Hafen&gt;" in html
    assert "data:image/png;base64," in html
    written = session.report(tmp_path / "r.md", article="Clipping").read_text("utf-8")
    assert "The harbour" in written


def test_a_reading_that_looks_like_a_formula_is_none_in_the_table(
    session: Session, clipping: Document, tmp_path: Path
) -> None:
    session.claim_area(clipping, 1, AREA, read=Read("=1+1", "+2"))
    (row,) = rows(session, tmp_path)
    assert (row["quote"], row["translation"]) == ("'=1+1", "'+2")


def test_a_claimed_area_goes_and_comes_back_whole(session: Session, clipping: Document) -> None:
    claim = session.claim_area(clipping, 1, AREA, "verified", read=Read("Hafen", "Harbour"))
    session.undo()
    assert session.search("harbour") == []
    session.redo()
    held = session.claim_of(claim.id)
    passage = held.passages[0].passage
    assert (passage.area, passage.quote, passage.translation) == (Rect(*AREA), "Hafen", "Harbour")
    assert held.verdicts[0].verdict == "verified"
    assert [hit.claim for hit in session.search("harbour")] == [claim.id]


def test_search_forgets_a_reading_that_was_taken_back(session: Session, clipping: Document) -> None:
    claim = session.claim_area(clipping, 1, AREA, read=Read("Hafen"))
    session.transcribe("passage", claim.passages[0].id, "Kran", "Crane")
    assert session.search("hafen") == []
    assert [hit.claim for hit in session.search("crane")] == [claim.id]
    session.undo()
    assert session.search("crane") == []
    assert [hit.claim for hit in session.search("hafen")] == [claim.id]


def test_moved_edges_are_moved_again_by_redo(session: Session, clipping: Document) -> None:
    claim = session.claim_area(clipping, 1, AREA, read=Read("Hafen"))
    session.adjust_area("passage", claim.passages[0].id, OTHER)
    session.undo()
    session.redo()
    passage = session.claim_of(claim.id).passages[0].passage
    assert (passage.area, passage.quote) == (Rect(*OTHER), "Hafen")


def test_linked_evidence_goes_by_undo_and_its_claim_stays(
    session: Session, clipping: Document
) -> None:
    claim = session.claim_area(clipping, 1, AREA)
    session.link_area(claim.id, clipping, 1, OTHER, "context", read=Read("Turm"))
    assert len(session.claim_of(claim.id).evidence) == 1
    session.undo()
    assert session.claim_of(claim.id).evidence == ()
    assert session.search("turm") == []


def test_the_words_beneath_an_area_are_not_its_quote(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "print.pdf"
    path.write_bytes(printed_pdf())
    article = session.add_document(path, kind="article", title="Clipping")
    claim = session.claim_area(article, 1, (50, 60, 400, 90))
    assert claim.quote == ""
    (row,) = rows(session, tmp_path)
    assert (row["place"], row["transcribed_by"], row["translation"]) == ("p. 1", "", "")


def test_a_page_that_is_not_there_changes_nothing(session: Session, clipping: Document) -> None:
    before = set(session.project.log.heads)
    for number in (0, -1, 2):
        with pytest.raises(DocumentError) as error:
            session.claim_area(clipping, number, AREA)
        assert error.value.id == "page.missing"
    assert session.project.log.heads == before
