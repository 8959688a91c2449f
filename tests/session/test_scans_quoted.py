# SPDX-License-Identifier: AGPL-3.0-or-later
"""A picture of print in a project: recognised, corrected, claimed, found, reported, copied."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.model.records import Document
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.remote import Reader
from sidelight.session import recognising
from sidelight.session.correcting import line_of
from sidelight.session.session import Session
from sidelight.session.settings import settings_path
from sidelight.store.trust import remember
from tests.reader.typed_note import typed
from tests.session.conftest import Built

ARTICLE = "The harbour paid 700 crowns in March.\n\nThe crane was sold in Riga."
PRINT = "The cashier keeps the register of the harbour in the tower."


def picture_pdf() -> bytes:
    """A page that is nothing but a picture of print, and one of print."""
    made = pymupdf.open()
    picture = pymupdf.open(stream=typed(ARTICLE), filetype="pdf")[0].get_pixmap(dpi=150)
    made.new_page(width=595, height=842).insert_image((0, 0, 595, 842), pixmap=picture)
    made.insert_pdf(pymupdf.open(stream=typed(PRINT), filetype="pdf"))
    return bytes(made.tobytes())


@pytest.fixture(scope="module")
def recognised(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Ann's project whose article was a picture until she had it recognised."""
    folder = tmp_path_factory.mktemp("picture")
    (folder / "cutting.pdf").write_bytes(picture_pdf())
    with Session.create(folder / "cut.sidelight", "Cut", by="Ann", reader=reader) as made:
        article = made.add_document(folder / "cutting.pdf", kind="article", title="Cutting")
        plan = recognising.plan(made, article, ["eng"])
        made.keep_recognised(plan.run())
        log = made.project.log
        heads = frozenset(log.heads)
    shutil.copy(settings_path(), folder / "settings.toml")
    return Built(made.file.path, folder / "settings.toml", len(log.changes), heads)


@pytest.fixture
def cut(recognised: Built, tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """Ann's session on that project."""
    settings_path().parent.mkdir(parents=True)
    shutil.copy(recognised.settings, settings_path())
    path = tmp_path / "cut.sidelight"
    shutil.copy(recognised.path, path)
    remember(path, recognised.count, recognised.heads)
    with Session.open(path, by="Ann", reader=reader) as opened:
        yield opened


@pytest.fixture
def article(cut: Session) -> Document:
    return cut.document(1)


def test_only_the_page_without_text_is_planned_and_read(cut: Session, article: Document) -> None:
    assert "700 crowns" in cut.layer(article).text.text
    assert cut.made(article).options["pages"] == "1-1"
    assert cut.made(article).options["languages"] == "eng"
    assert recognising.unread_pages(cut, article) == ()


def test_a_plan_reports_its_progress(cut: Session, article: Document) -> None:
    told: list[tuple[float, str]] = []
    plan = recognising.plan(cut, article, ["eng"], [1])
    found = plan.run(lambda share, words: told.append((share, words)))
    assert told == [(0.0, "Recognising Cutting: page 1, 1 of 1")]
    assert (set(found.texts), found.failed) == ({1}, {})


def test_a_claim_reads_as_corrected_and_after_undo_as_recognised(
    cut: Session, article: Document
) -> None:
    claim = cut.claim(article, *cut.locate(article, "paid 700 crowns"), "verified")
    cut.correct(article, *cut.locate(article, "700"), "900")
    assert cut.claim_of(claim.id).quote == "paid 900 crowns"
    cut.undo()
    held = cut.claim_of(claim.id)
    assert (held.quote, held.passages[0].passage.origin) == ("paid 700 crowns", "recognised")


def test_a_claim_made_after_the_correction_has_its_words(cut: Session, article: Document) -> None:
    cut.correct(article, *cut.locate(article, "700"), "900")
    claim = cut.claim(article, *cut.locate(article, "paid 900 crowns"))
    assert claim.quote == "paid 900 crowns"
    assert cut.place(claim.passages[0].passage) == "p. 1, recognised text, corrected"


def test_what_search_quotes_says_that_it_was_recognised(cut: Session, article: Document) -> None:
    claim = cut.claim(article, *cut.locate(article, "paid 700 crowns"))
    cut.judge(claim.id, "disputed", reason="700 or 900 crowns?")
    cut.link(claim.id, article, *cut.locate(article, "The cashier keeps"), "context")
    cut.link(claim.id, article, *cut.locate(article, "The crane was sold"), "context")
    found = {hit.kind: hit.origin for hit in cut.search("700")}
    assert found == {"claim": "recognised", "reason": "", "document": "recognised"}
    found = {hit.kind: hit.origin for hit in cut.search("cashier")}
    assert found == {"evidence": "", "document": ""}
    found = {hit.kind: hit.origin for hit in cut.search("crane")}
    assert found == {"evidence": "recognised", "document": "recognised"}
    cut.correct(article, *cut.locate(article, "The crane was sold in Riga."), "The crane was lost.")
    assert {hit.origin for hit in cut.search("crane lost")} == {"corrected"}


def test_search_finds_a_claim_by_its_corrected_words_only(cut: Session, article: Document) -> None:
    claim = cut.claim(article, *cut.locate(article, "paid 700 crowns"))
    cut.correct(article, *cut.locate(article, "700"), "900")
    hits = cut.search("900 crowns")
    assert {(hit.kind, hit.claim) for hit in hits} == {("document", ""), ("claim", claim.id)}
    assert cut.search("700 crowns") == []


def test_the_reports_have_the_corrected_words(
    cut: Session, article: Document, tmp_path: Path
) -> None:
    cut.claim(article, *cut.locate(article, "paid 700 crowns"), "denied", reason="See the tower.")
    cut.correct(article, *cut.locate(article, "700"), "900")
    table = cut.report(tmp_path / "r.csv").read_text("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["quote"], row["verdict"]) == ("paid 900 crowns", "denied")
    assert row["place"] == "p. 1, recognised text, corrected"
    data = cut.report_data()
    assert "The harbour paid 900 crowns in March." in [block.text for block in data.blocks]
    marked = "".join(run.text for block in data.blocks for run in block.runs if run.covers)
    assert marked == data.lines[0].quote == "paid 900 crowns"
    for name in ("r.md", "r.html"):
        written = cut.report(tmp_path / name).read_text("utf-8")
        assert "paid 900 crowns" in written
        assert "700 crowns" not in written


def test_a_copied_quote_has_the_corrected_words(cut: Session, article: Document) -> None:
    cut.correct(article, *cut.locate(article, "700"), "900")
    made = cut.quotation(article, *cut.locate(article, "paid 900 crowns"))
    assert made.words == "“paid 900 crowns”"
    assert "Text recognised from a picture." in made.citation
    cut.undo()
    made = cut.quotation(article, *cut.locate(article, "paid 700 crowns"))
    assert made.words == "“paid 700 crowns”"


def test_print_beside_a_recognised_page_is_not_called_recognised(
    cut: Session, article: Document
) -> None:
    made = cut.quotation(article, *cut.locate(article, "register of the harbour"))
    assert made.citation.endswith(", p. 2.")


def test_another_reviewer_may_correct_the_correction(
    cut: Session, article: Document, reader: Reader
) -> None:
    start, end = cut.locate(article, "700")
    cut.correct(article, start, end, "900")
    path = cut.file.path
    cut.close()
    with Session.open(path, by="Bo", reader=reader) as bo:
        article = bo.document(1)
        line = line_of(bo, article, start, end)
        bo.correct(article, line.start, line.end, "The harbour paid 800 crowns in March.")
        assert "paid 800 crowns" in bo.reading(article).text.text
        (held,) = bo.project.corrections(article.layer)
        assert held.reviewer == bo.me
        bo.undo()
        assert "paid 900 crowns" in bo.reading(article).text.text


def test_corrections_survive_a_restart_and_the_rebuild(
    cut: Session, article: Document, reader: Reader
) -> None:
    claim = cut.claim(article, *cut.locate(article, "sold in Riga"))
    cut.correct(article, *cut.locate(article, "Riga"), "Reval")
    path = cut.file.path
    cut.close()
    with Session.open(path, by="Ann", reader=reader) as again:
        again.file.rebuild()
        assert again.file.check() == []
        assert again.claim_of(claim.id).quote == "sold in Reval"
        assert "sold in Reval" in again.reading(again.document(1)).text.text
