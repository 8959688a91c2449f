# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recognition and correction through a session, on real scans of ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.errors import Cancelled, DocumentError, InputError, Refused
from sidelight.model.records import Document
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.remote import Reader
from sidelight.session import recognising, trained_data
from sidelight.session.session import Session
from sidelight.session.settings import settings_path
from sidelight.store.trust import remember
from sidelight.text.page_texts import PageText
from tests.reader.typed_note import ENGLISH, Wear, scanned, typed
from tests.session.conftest import Built

COST = "ratepayers was 48,750 pounds"


def mixed() -> bytes:
    """A PDF of a typed page and of a scanned one."""
    document = pymupdf.open(stream=typed("Register of works.\n\nSigned by the clerk."))
    document.insert_pdf(pymupdf.open(stream=scanned(ENGLISH, Wear(skew=0.8))))
    return bytes(document.tobytes())


@pytest.fixture(scope="module")
def recognised_file(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Ann's project with a claim and a file whose second page was recognised."""
    folder = tmp_path_factory.mktemp("recognised")
    (folder / "file.pdf").write_bytes(mixed())
    with Session.create(folder / "file.sidelight", "File", by="Ann", reader=reader) as made:
        article = made.add_text("Story\n\nIt cost 30,000 pounds.\n", kind="article")
        made.claim(article, 5, 12, "denied")
        source = made.add_document(folder / "file.pdf")
        made.link("1", source, *made.locate(source, "Signed by the clerk"), "context")
        made.recognise(source)
        log = made.project.log
        heads = frozenset(log.heads)
    shutil.copy(settings_path(), folder / "settings.toml")
    return Built(made.file.path, folder / "settings.toml", len(log.changes), heads)


@pytest.fixture
def scan(recognised_file: Built, tmp_path: Path, reader: Reader) -> Iterator[Session]:
    settings_path().parent.mkdir(parents=True)
    shutil.copy(recognised_file.settings, settings_path())
    path = tmp_path / "file.sidelight"
    shutil.copy(recognised_file.path, path)
    remember(path, recognised_file.count, recognised_file.heads)
    with Session.open(path, by="Ann", reader=reader) as opened:
        yield opened


@pytest.fixture
def source(scan: Session) -> Document:
    return scan.document("2")


def link(session: Session, source: Document, quote: str) -> str:
    return session.link("1", source, *session.locate(source, quote), "contradicts").id


def test_the_page_without_text_was_recognised_and_the_other_kept(
    scan: Session, source: Document
) -> None:
    made = scan.made(source)
    assert (made.kind, made.extractor) == ("recognised", "tesseract")
    assert (made.options["pages"], made.options["languages"]) == ("2-2", "eng")
    assert made.options["base"].startswith("pdf ")
    text = scan.layer(source).text.text
    assert text.startswith("Register of works.\n\nSigned by the clerk.\n\nHARBOUR")
    assert COST in text
    assert recognising.unread_pages(scan, source) == ()
    assert scan.file.check() == []


def test_a_passage_of_the_kept_page_came_along_and_is_not_called_recognised(scan: Session) -> None:
    (evidence,) = scan.claim_of("1").evidence
    assert evidence.passage.quote == "Signed by the clerk"
    assert evidence.passage.layer == scan.document("2").layer
    assert scan.place(evidence.passage) == "p. 1"


def test_what_is_quoted_from_the_scan_is_called_recognised_everywhere(
    scan: Session, source: Document, tmp_path: Path
) -> None:
    evidence = scan.evidence_of(link(scan, source, COST))
    assert evidence.passage.origin == "recognised"
    assert scan.place(evidence.passage) == "p. 2, recognised text"
    assert scan.snapshot().places[evidence.id] == "p. 2, recognised text"
    for name in ("html", "md", "csv"):
        written = scan.report(tmp_path / f"report.{name}").read_text("utf-8-sig")
        assert "p. 2, recognised text" in written


def test_a_corrected_line_is_read_so_everywhere(
    scan: Session, source: Document, tmp_path: Path
) -> None:
    evidence = link(scan, source, COST)
    start, end = scan.locate(source, "48,750")
    scan.correct(source, start, end, "48,751")
    assert scan.evidence_of(evidence).passage.quote == "ratepayers was 48,751 pounds"
    assert scan.evidence_of(evidence).passage.origin == "corrected"
    (hit, *_others) = (h for h in scan.search("48,751 pounds") if h.kind == "document")
    assert (hit.page, "48,751" in hit.excerpt) == (2, True)
    assert "was 48,751 pounds" in scan.report(tmp_path / "r.md").read_text("utf-8")
    assert "48,751" not in scan.layer(source).text.text
    assert scan.file.check() == []
    scan.undo()
    assert scan.evidence_of(evidence).passage.quote == COST
    scan.redo()
    assert scan.evidence_of(evidence).passage.quote == "ratepayers was 48,751 pounds"
    assert scan.file.check() == []


def test_two_corrections_of_one_line_add_up_and_the_old_words_take_it_back(
    scan: Session, source: Document
) -> None:
    for old, new in (("48,750", "48,751"), ("30,000", "30,001")):
        scan.correct(source, *scan.locate(source, old), new)
    (correction,) = scan.project.corrections(source.layer)
    assert "48,751 pounds, not 30,001 pounds" in correction.words
    count = len(scan.project.log.changes)
    scan.correct(source, correction.start, correction.end, correction.words)
    assert len(scan.project.log.changes) == count
    scan.correct(source, correction.start, correction.end, correction.was)
    assert scan.project.corrections(source.layer) == ()


def test_a_line_of_dust_can_be_emptied_and_found_no_more(scan: Session, source: Document) -> None:
    line = recognising_line(scan, source, "Whitcombe")
    scan.correct(source, *line, "")
    assert scan.search("Whitcombe") == []
    assert "Whitcombe" not in scan.reading(source).text.text


def recognising_line(session: Session, source: Document, quote: str) -> tuple[int, int]:
    from sidelight.session.correcting import line_of

    line = line_of(session, source, *session.locate(source, quote))
    return line.start, line.end


def test_only_a_line_of_recognised_text_can_be_corrected(scan: Session, source: Document) -> None:
    with pytest.raises(Refused, match="Only recognised text"):
        scan.correct(source, *scan.locate(source, "Signed by"), "x")
    with pytest.raises(Refused, match="line by line"):
        scan.correct(source, *scan.locate(source, "Town Hall, Dock Street 14 March"), "x")
    with pytest.raises(DocumentError):
        scan.correct(source, 5, 10_000, "x")


def test_undo_puts_the_former_text_in_force(scan: Session) -> None:
    assert scan.undo() == "recognise"
    source = scan.document("2")
    assert scan.made(source).kind == "extracted"
    assert recognising.unread_pages(scan, source) == (2,)
    (evidence,) = scan.claim_of("1").evidence
    assert evidence.passage.layer == source.layer
    assert scan.file.check() == []


def test_corrected_pages_and_pages_whose_quotes_would_be_lost_keep_their_text(
    scan: Session, source: Document
) -> None:
    scan.correct(source, *scan.locate(source, "48,750"), "48,751")
    with pytest.raises(Refused, match="no page without text"):
        recognising.plan(scan, source, ["eng"], [2])
    scan.undo()
    planned = recognising.plan(scan, source, ["eng"], [2])
    found = planned.run()
    link(scan, source, COST)
    boxes = found.texts[2].boxes[:40]
    other = PageText((("paragraph", 0, "Other words"),), boxes)
    kept = scan.keep_recognised(recognising.Recognised(planned, {2: other}, {}, "test"))
    assert COST in scan.layer(kept).text.text


def test_corrections_go_along_when_another_page_is_recognised(
    scan: Session, source: Document
) -> None:
    scan.correct(source, *scan.locate(source, "48,750"), "48,751")
    found = recognising.plan(scan, source, ["eng"], [1]).run()
    fresh = scan.keep_recognised(found)
    assert fresh.layer != source.layer
    assert scan.made(fresh).options["pages"] == "1-2"
    assert "48,751" in scan.reading(fresh).text.text
    (evidence,) = scan.claim_of("1").evidence
    assert scan.place(evidence.passage) == "p. 1, recognised text"


def test_stopping_leaves_the_project_as_it_was(scan: Session, source: Document) -> None:
    heads = set(scan.project.log.heads)
    with pytest.raises(Cancelled):
        scan.recognise(source, ["eng"], [1], cancelled=lambda: True)
    assert scan.project.log.heads == heads


def test_a_document_changed_meanwhile_is_said(scan: Session, source: Document) -> None:
    found = recognising.Recognised(recognising.plan(scan, source, ["eng"], [2]), {}, {}, "test")
    scan.undo()
    with pytest.raises(Refused, match="was changed while"):
        scan.keep_recognised(found)


@pytest.mark.parametrize(
    ("languages", "pages", "sentence"),
    [
        (["eng"], [7], "there is no page 7"),
        (["eng"], None, "no page without text"),
        (["xyz"], [2], "no trained data for xyz"),
    ],
)
def test_what_cannot_be_recognised_is_said(
    scan: Session, source: Document, languages: list[str], pages: list[int] | None, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        recognising.plan(scan, source, languages, pages)


def test_how_to_get_a_language_is_said() -> None:
    assert "tesseract-ocr-rus" in trained_data.advice("rus")
    assert "tesseract-ocr-chi-sim" in trained_data.advice("chi_sim")
    assert "sidelight[ocr]" in trained_data.advice("eng")


def test_a_chosen_file_is_kept_and_found_first(tmp_path: Path) -> None:
    (english,) = (one for one in trained_data.installed() if one.code == "eng")
    other = tmp_path / "old_hand.traineddata"
    shutil.copy(english.path, other)
    assert trained_data.add(other).path != other
    other.unlink()
    names = [one.code for one in trained_data.installed()]
    assert {"eng", "old_hand"} <= set(names)
    folder = trained_data.gathered(["old_hand", "eng"])
    assert {p.name for p in folder.iterdir()} == {"old_hand.traineddata", "eng.traineddata"}
    assert trained_data.gathered(["eng"]) == folder


def test_data_are_looked_for_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (english,) = (one for one in trained_data.installed() if one.code == "eng")
    folder = tmp_path / "tessdata"
    folder.mkdir()
    for name in ("frk", "osd", "no language"):
        shutil.copy(english.path, folder / f"{name}.traineddata")
    for named in (tmp_path, folder):
        monkeypatch.setenv("TESSDATA_PREFIX", str(named))
        found = {one.code: one for one in trained_data.installed()}
        assert found["frk"].path.parent == folder
        assert found["frk"].name == "frk"
        assert not {"osd", "no language"} & set(found)


def test_a_changed_file_of_data_is_gathered_anew(tmp_path: Path) -> None:
    (english,) = (one for one in trained_data.installed() if one.code == "eng")
    for size in (20_000, 30_000):
        chosen = tmp_path / "zzz.traineddata"
        chosen.write_bytes(english.path.read_bytes()[:size])
        trained_data.add(chosen)
        gathered = trained_data.gathered(["zzz"]) / chosen.name
        assert gathered.stat().st_size == size
    assert "zzz" in {one.code for one in trained_data.installed()}


@pytest.mark.parametrize("name", ["eng.txt", "x.traineddata", "osd.traineddata", "a b.traineddata"])
def test_a_file_that_is_no_trained_data_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"words, not data" * 100)
    with pytest.raises(InputError, match=r"no trained data|ends in \.traineddata"):
        trained_data.add(path)


def test_the_language_of_the_document_comes_before_that_of_the_article() -> None:
    assert trained_data.usual(["xx", "en"]) == ("eng",)
    assert trained_data.usual([]) == ("eng",)
    assert trained_data.code_of("ru-RU") == "rus"
