# SPDX-License-Identifier: AGPL-3.0-or-later
"""The verbs for areas, on a scan without a word of text and on print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sidelight.errors import DocumentError, Refused, SidelightError, UnknownName
from sidelight.model.records import Document
from sidelight.session.areas import Read
from sidelight.session.layers import _moved
from sidelight.session.session import Session
from sidelight.text.geometry import Rect
from tests.scans import printed_pdf, scan_pdf

AREA = (60.0, 80.0, 320.0, 140.0)


@pytest.fixture
def scan(session: Session, tmp_path: Path) -> Document:
    """A source of two pages that are pictures."""
    path = tmp_path / "register.pdf"
    path.write_bytes(scan_pdf(pages=2))
    return session.add_document(path, title="Register")


@pytest.fixture
def article(session: Session, tmp_path: Path) -> Document:
    """A second article, a scan too."""
    path = tmp_path / "clipping.pdf"
    path.write_bytes(scan_pdf(words="The clipping"))
    return session.add_document(path, kind="article", title="Clipping")


def test_an_area_of_an_article_becomes_a_claim(session: Session, article: Document) -> None:
    claim = session.claim_area(
        article, 1, AREA, "denied", denied_by="the port", reason="See the register.",
        read=Read(" Der Hafen ", "The harbour"),
    )  # fmt: skip
    passage = claim.passages[0].passage
    assert passage.area == Rect(*AREA)
    assert (claim.quote, passage.translation, passage.page) == ("Der Hafen", "The harbour", 1)
    assert (passage.transcribed_by, passage.translated_by) == (session.me, session.me)
    assert (claim.verdicts[0].verdict, claim.verdicts[0].denied_by) == ("denied", "the port")
    assert session.place(passage) == "p. 1"
    session.undo()
    assert [c for c in session.project.claims() if c.id == claim.id] == []


def test_an_area_of_a_source_is_linked_and_written_to(session: Session, scan: Document) -> None:
    first = session.article("pact")
    claim = session.claim(first, *session.locate(first, "A land border"), "verified")
    found = session.link_area(claim.id, scan, 2, AREA, "contradicts", "bottom left")
    assert (found.passage.page, found.passage.quote, found.note) == (2, "", "bottom left")
    session.transcribe("evidence", found.id, "17 км")
    session.transcribe("evidence", found.id, translation="17 km")
    held = session.evidence_of(found.id).passage
    assert (held.quote, held.translation) == ("17 км", "17 km")
    before = len(session.project.log.changes)
    session.transcribe("evidence", found.id, "17 км ", "17 km")
    assert len(session.project.log.changes) == before, "nothing new was said"
    session.undo()
    assert session.evidence_of(found.id).passage.translation == ""
    session.transcribe("evidence", found.id, "")
    assert session.evidence_of(found.id).passage.quote == ""


def test_what_is_typed_in_one_visit_is_one_step(session: Session, article: Document) -> None:
    claim = session.claim_area(article, 1, AREA)
    part, visit = claim.passages[0].id, "9" * 32
    session.transcribe("passage", part, "Haf", group=visit)
    session.transcribe("passage", part, "Hafen", group=visit)
    session.undo()
    assert session.claim_of(claim.id).quote == ""


def test_edges_are_adjusted_within_the_page(session: Session, article: Document) -> None:
    claim = session.claim_area(article, 1, AREA, read=Read("Hafen"))
    part = claim.passages[0].id
    session.adjust_area("passage", part, (100.0, 900.0, -50.0, 100.0))
    page = session.pages(article)[0]
    moved = session.claim_of(claim.id).passages[0].passage
    assert moved.area == Rect(0, 100, 100, round(page.height, 2))
    assert moved.quote == "Hafen"
    session.undo()
    assert session.claim_of(claim.id).passages[0].passage.area == Rect(*AREA)
    before = len(session.project.log.changes)
    session.adjust_area("passage", part, AREA)
    assert len(session.project.log.changes) == before


@pytest.mark.parametrize(
    ("act", "kind", "id_"),
    [
        (lambda s, d: s.claim_area(d, 1, (10, 10, 11, 200)), Refused, "area.outside"),
        (lambda s, d: s.claim_area(d, 1, (9000, 0, 9100, 80)), Refused, "area.outside"),
        (lambda s, d: s.claim_area(d, 1, (0, 0, float("nan"), 80)), Refused, "area.outside"),
        (lambda s, d: s.claim_area(d, 1, (0, 0, float("inf"), 80)), Refused, "area.outside"),
        (lambda s, d: s.claim_area(d, 7, AREA), DocumentError, "page.missing"),
        (lambda s, d: s.claim_area(d, 0, AREA), DocumentError, "page.missing"),
        (
            lambda s, _d: s.claim_area(s.article("pact"), 1, AREA),
            Refused,
            "area.flowing",
        ),
        (lambda s, _d: s.transcribe("passage", "0" * 32, "x"), UnknownName, "area.unknown"),
        (lambda s, d: s.adjust_area("evidence", d.id, AREA), UnknownName, "area.unknown"),
    ],
)
def test_what_cannot_be_done_says_so(
    session: Session,
    article: Document,
    act: Callable[[Session, Document], object],
    kind: type[SidelightError],
    id_: str,
) -> None:
    before = len(session.project.log.changes)
    with pytest.raises(kind) as error:
        act(session, article)
    assert error.value.id == id_
    assert len(session.project.log.changes) == before


def test_a_source_holds_no_claims(session: Session, scan: Document) -> None:
    with pytest.raises(Refused) as error:
        session.claim_area(scan, 1, AREA, "verified")
    assert error.value.id == "claim.not_article"


def test_words_are_no_area(session: Session) -> None:
    first = session.article("pact")
    claim = session.claim(first, *session.locate(first, "A land border"))
    with pytest.raises(UnknownName):
        session.transcribe("passage", claim.passages[0].id, "x")


def test_search_finds_what_was_read_and_what_it_means(
    session: Session, article: Document, scan: Document
) -> None:
    claim = session.claim_area(article, 1, AREA, read=Read("Гавань", "The harbour"))
    linked = session.link_area(claim.id, scan, 2, AREA, read=Read("", "Lighthouse keeper"))
    (read,) = session.search("гавань")
    assert (read.kind, read.claim, read.page, read.end) == ("claim", claim.id, 1, 0)
    (meant,) = session.search("harbour")
    assert meant.claim == claim.id
    (found,) = session.search("lighthouse")
    assert (found.kind, found.document, found.page) == ("evidence", scan.id, 2)
    assert found.evidence == linked.id


def test_history_names_the_acts(session: Session, article: Document) -> None:
    claim = session.claim_area(article, 1, AREA)
    session.transcribe("passage", claim.passages[0].id, "Hafen")
    session.adjust_area("passage", claim.passages[0].id, (0, 0, 50, 50))
    lines = session.history(claim.id)
    assert [(line.label, line.detail) for line in lines] == [
        ("claim", "Picture on p. 1"),
        ("transcribe", "Hafen"),
        ("adjust area", "Picture on p. 1"),
    ]
    assert lines[-1].act == "Area adjusted"


def test_an_area_is_carried_over_to_another_text_of_the_scan(
    session: Session, article: Document
) -> None:
    claim = session.claim_area(article, 1, AREA, read=Read("Hafen"))
    found = session.reader.extract(session.file.blob(article.id), article.name)
    settings, lost = _moved(session, article, "f" * 64, found)
    assert lost == 0
    (setting,) = settings
    assert (setting.record, setting.id) == ("passage", claim.passages[0].id)
    assert setting.value == claim.passages[0].passage.to_json() | {"layer": "f" * 64}


def test_a_document_with_areas_is_not_removed(session: Session, article: Document) -> None:
    session.claim_area(article, 1, AREA)
    with pytest.raises(Refused) as error:
        session.remove("document", article.id)
    assert error.value.id == "document.in_use"


def test_areas_of_print_live_beside_its_words(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "print.pdf"
    path.write_bytes(printed_pdf())
    document = session.add_document(path, kind="article", title="Print")
    words = session.claim(document, *session.locate(document, "Harbour works"))
    area = session.claim_area(document, 1, (60, 50, 300, 120))
    assert [c.words for c in session.project.claims(document.id)] == [
        words.quote,
        "Picture on p. 1",
    ]
    assert session.place(area.passages[0].passage) == "p. 1"


def test_they_survive_a_restart_and_the_check(
    session: Session, article: Document, tmp_path: Path
) -> None:
    claim = session.claim_area(article, 1, AREA, read=Read("Hafen"))
    copy = tmp_path / "copy.sidelight"
    session.file.copy_to(copy)
    with Session.open(copy, by="Ann", reader=session.reader) as again:
        assert again.file.check() == []
        assert again.claim_of(claim.id) == claim
