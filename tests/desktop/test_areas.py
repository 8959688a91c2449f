# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas in the window: claimed and linked like words, transcribed, adjusted, undone, found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sidelight.session.session import Session
from sidelight.text.geometry import Rect
from tests.scans import printed_pdf, scan_pdf

if TYPE_CHECKING:
    from sidelight.model.records import Claim, Evidence, Passage
    from tests.desktop.conftest import Driver, Once

BOX = Rect(60, 200, 300, 420)
WORDS = Rect(55, 80, 330, 110)


@pytest.fixture
def driver(open_window: Callable[[Path | None], Driver], once: Once) -> Driver:
    """A window on a printed article and a scanned source."""
    driver = open_window(once("harbour", make))
    driver.page("article")
    driver.page("source")
    return driver


def make(path: Path) -> Session:
    print_, scan = path.with_name("print.pdf"), path.with_name("scan.pdf")
    print_.write_bytes(printed_pdf())
    scan.write_bytes(scan_pdf(pages=2))
    with Session.create(path, "Harbour", by="Ann") as session:
        session.add_document(print_, kind="article", title="Works")
        session.add_document(scan, title="Register")
    return session


def drag(driver: Driver, kind: str, rect: Rect, page: int = 0) -> None:
    """Draw an area with the mouse; on print with Alt and Shift."""
    view = driver.page(kind).view
    view.bring_into_view(page, rect)
    place, port = view.to_view(page, rect), view.viewport()
    left = Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(port, left, keys, place.topLeft().toPoint())
    at = QPointF(place.bottomRight().toPoint())
    moved = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), left, left, keys)
    QApplication.sendEvent(port, moved)
    QTest.mouseRelease(port, left, keys, at.toPoint())
    view.setFocus()
    assert view.areas.selection() is not None


def claim_area(driver: Driver, key: Qt.Key = Qt.Key.Key_2) -> Claim:
    before = len(driver.window.workspace.claims)
    drag(driver, "article", BOX, page=1)
    driver.press(key)
    driver.until(lambda: len(driver.window.workspace.claims) == before + 1)
    driver.settle()
    return now(driver)


def link_area(driver: Driver, rect: Rect = WORDS) -> Evidence:
    drag(driver, "source", rect)
    driver.press(Qt.Key.Key_E)
    driver.until(lambda: driver.window.workspace.evidence_id)
    driver.settle()
    driver.press(Qt.Key.Key_S)
    return now(driver).evidence[-1]


def now(driver: Driver) -> Claim:
    claim = driver.window.workspace.claim
    assert claim is not None
    return claim


def passage(driver: Driver) -> Passage:
    return now(driver).passages[0].passage


def test_draw_and_press_a_key_make_a_claim(driver: Driver) -> None:
    claim = claim_area(driver)
    place = claim.passages[0].passage
    assert claim.verdicts[0].verdict == "disputed"
    assert place.page == 2
    assert place.area is not None
    assert all(abs(a - b) < 2 for a, b in zip(place.area, BOX, strict=True))
    view = driver.page("article").view
    assert view.areas.selection() is None
    assert view.line_rect(claim.passages[0].id) is not None
    assert driver.window.parts.claims.model.index(0, 2).data() == "Picture on p. 2"
    driver.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: not driver.window.workspace.claims)


def test_a_whole_check_by_keys_alone(driver: Driver) -> None:
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_A)
    driver.press(Qt.Key.Key_Down)
    driver.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert "area of page 1 selected" in driver.window.parts.status.place
    driver.press(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_3)
    driver.until(lambda: driver.window.workspace.claim)
    driver.settle()
    driver.press(Qt.Key.Key_N)
    assert QApplication.focusWidget() is driver.window.parts.card.area.transcription
    driver.type("Гавань")
    driver.press(Qt.Key.Key_Tab)
    driver.type("Harbour")
    driver.page("source").view.setFocus()
    driver.settle()
    driver.until(lambda: passage(driver).translation == "Harbour")
    assert passage(driver).quote == "Гавань"
    driver.press(Qt.Key.Key_A)
    driver.press(Qt.Key.Key_E)
    driver.until(lambda: driver.window.workspace.evidence_id)
    driver.settle()
    driver.press(Qt.Key.Key_C)
    driver.settle()
    (evidence,) = now(driver).evidence
    assert evidence.stance == "contradicts"
    assert evidence.passage.area is not None


def test_a_page_that_flows_says_why_not(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A note.\n\nOf words.", "utf-8")
    driver.window.bench.document_verbs.add([tmp_path / "note.txt"], "source")
    driver.until(lambda: len(driver.window.workspace.documents("source")) == 2)
    driver.settle()
    added = driver.window.workspace.documents("source")[-1]
    driver.window.parts.sources.show_document(added.id)
    driver.page("source").view.setFocus()
    driver.press(Qt.Key.Key_A)
    assert "flow" in driver.window.parts.status.said
    assert driver.page("source").view.areas.selection() is None


def test_evidence_is_linked_and_read(driver: Driver) -> None:
    driver.claim("Harbour works")
    evidence = link_area(driver)
    assert (evidence.passage.page, evidence.stance) == (1, "supports")
    driver.press(Qt.Key.Key_N)
    row = driver.window.parts.card.lists.row(evidence.id)
    assert row is not None
    assert QApplication.focusWidget() is row.area.transcription
    driver.type("COUNCIL")
    driver.page("article").view.setFocus()
    driver.settle()
    driver.until(lambda: now(driver).evidence[0].passage.quote == "COUNCIL")
    assert driver.window.parts.card.lists.row(evidence.id) is row, "the fields stay as they are"
    driver.press(Qt.Key.Key_N)
    assert QApplication.focusWidget() is driver.window.parts.card.reason
    driver.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: now(driver).evidence[0].passage.quote == "")
    driver.until(lambda: row.area.transcription.toPlainText() == "")


def test_the_curve_joins_areas(driver: Driver) -> None:
    claim_area(driver)
    link_area(driver)
    driver.until(lambda: len(driver.window.bench.desk.curve.shown) == 1)
    (join,) = driver.window.bench.desk.curve.shown
    article = driver.page("article").view
    edge = article.line_rect(now(driver).passages[0].id)
    assert edge is not None
    wanted = article.viewport().mapTo(driver.window.bench.desk._stage, edge.topRight().toPoint())
    assert abs(join.start.x() - wanted.x()) <= 1


def test_edges_are_moved_by_pointer_and_keys_and_undone(driver: Driver) -> None:
    claim_area(driver)
    before = passage(driver).area
    assert before is not None
    view = driver.page("article").view
    view.setFocus()
    driver.press(Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert view.areas.active
    driver.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: passage(driver).area != before)
    area = passage(driver).area
    assert area is not None
    assert area.x1 > before.x1
    assert area[:2] == before[:2]
    driver.settle()
    driver.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: passage(driver).area == before)


def test_adjusting_words_says_what_it_is_for(driver: Driver) -> None:
    driver.claim("Harbour works")
    driver.press(Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert "area" in driver.window.parts.status.said
    assert not driver.page("article").view.areas.active


def test_it_is_gone_to_from_the_list_and_from_search(driver: Driver) -> None:
    claim = claim_area(driver)
    link = link_area(driver, Rect(60, 210, 290, 300))
    row = driver.window.parts.card.lists.row(link.id)
    assert row is not None
    row.area.transcription.setFocus()
    driver.type("steamer")
    driver.page("article").view.setFocus()
    driver.settle()
    driver.claim("council paid")
    article, source = driver.page("article").view, driver.page("source").view
    article.verticalScrollBar().setValue(0)
    source.verticalScrollBar().setValue(source.verticalScrollBar().maximum())
    driver.window.bench.going.to_claim(claim.id)
    port = article.viewport().rect()
    rect = article.line_rect(claim.passages[0].id)
    assert rect is not None
    assert port.contains(rect.topLeft().toPoint())
    source.verticalScrollBar().setValue(source.verticalScrollBar().maximum())
    hits: list[list[object]] = []
    driver.window.bridge.ask(lambda session: session.search("steamer"), then=hits.append)
    driver.until(lambda: hits)
    (hit,) = hits[0]
    driver.window.bench.going.to_hit(hit)  # type: ignore[arg-type]
    assert driver.window.workspace.evidence_id == link.id
    found = source.line_rect(link.id)
    assert found is not None
    assert source.viewport().rect().contains(found.topLeft().toPoint())


def test_another_reviewer_s_words_are_marked_as_theirs(driver: Driver) -> None:
    claim = claim_area(driver)
    part = claim.passages[0].id

    def as_bob(session: Session) -> None:
        me = session.me
        session.act_as("Bob")
        session.transcribe("passage", part, "read by Bob")
        session.act_as("Ann")
        assert session.me == me

    driver.window.bridge.do(as_bob)
    card = driver.window.parts.card
    driver.until(lambda: card.area.transcription.toPlainText() == "read by Bob")
    assert card.area._by.text() == "transcribed by Bob"
    assert not card.area._by.isHidden()


def test_what_is_refused_is_given_back(driver: Driver) -> None:
    claim = claim_area(driver)
    errors, card = driver.window.parts.errors, driver.window.parts.card
    assert driver.window.workspace.snapshot is not None
    path = driver.window.workspace.snapshot.path
    colleagues = path.with_name("colleague")
    colleagues.write_bytes(path.read_bytes())
    colleagues.replace(path)
    # as where there is no way to keep what cannot be saved
    driver.window.bridge.fetch(lambda session: setattr(session.file, "keeps", False))
    driver.press(Qt.Key.Key_N)
    driver.type("kept")
    view = driver.page("article").view
    view.setFocus()
    driver.until(errors.isVisible)
    assert card.area.transcription.toPlainText() == "kept"
    view.areas.adjusted.emit(claim.passages[0].id, Rect(0, 0, 50, 50))
    driver.settle()
    (shown,) = view._marks.areas
    assert shown.area == claim.passages[0].passage.area
    drag(driver, "article", Rect(80, 90, 200, 150), page=1)
    chosen = view.areas.selection()
    driver.press(Qt.Key.Key_1)
    driver.settle()
    assert view.areas.selection() == chosen
    assert len(driver.window.workspace.claims) == 1


def test_the_report_shows_it(driver: Driver, tmp_path: Path) -> None:
    claim_area(driver)
    link_area(driver)
    driver.window.bench.report_verbs.report(tmp_path / "r.html")
    driver.until((tmp_path / "r.html").exists)
    driver.settle()
    assert (tmp_path / "r.html").read_text("utf-8").count("data:image/png") == 2
