# SPDX-License-Identifier: AGPL-3.0-or-later
"""The record of a source: shown by a key, typed, chosen, copied, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from sidelight.desktop.choice import Choice
from sidelight.model.records import Document

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def source(driver: Driver, number: int = 2) -> Document:
    snapshot = driver.window.workspace.snapshot
    assert snapshot is not None
    return snapshot.documents[number - 1]


def test_the_record_is_typed_beside_the_document(driver: Driver) -> None:
    card = driver.window.parts.source_card
    driver.page("source").view.setFocus()
    driver.trigger("document.record")
    assert card.isVisible()
    assert not driver.window.parts.card.isVisible()
    title, author = card.fields["title"], card.fields["author"]
    assert isinstance(title, QLineEdit)
    assert isinstance(author, QLineEdit)
    assert QApplication.focusWidget() is title
    assert title.text() == "Letter of 1950"
    author.setFocus()
    QTest.keyClicks(author, "Kim 1 Il-sung")
    card.fields["fond"].setFocus()
    driver.until(lambda: source(driver).citation.get("author") == "Kim 1 Il-sung")
    assert driver.window.workspace.claims == ()
    kind = card.fields["type"]
    assert isinstance(kind, Choice)
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_End)
    driver.until(lambda: source(driver).citation.get("type") == "document")
    driver.trigger("edit.undo")
    driver.until(lambda: "type" not in source(driver).citation)
    driver.until(lambda: kind.currentData() == "")
    driver.trigger("edit.undo")
    driver.until(lambda: "author" not in source(driver).citation)
    driver.until(lambda: author.text() == "")


def test_it_is_copied_from_another_and_gives_way_to_a_claim(driver: Driver) -> None:
    window, card = driver.window, driver.window.parts.source_card
    other = source(driver, 3)
    window.bridge.do(lambda session: session.cite(other, {"archive": "RGASPI", "fond": "558"}))
    driver.page("source").view.setFocus()
    driver.trigger("document.record")
    driver.until(lambda: not card.copy.isHidden())
    card.copy_wanted.emit(card.document_id, other.id)
    driver.until(lambda: source(driver).citation == {"archive": "RGASPI", "fond": "558"})
    assert source(driver).title == "Letter of 1950"
    driver.claim("land border")
    driver.until(window.parts.card.isVisible)
    assert not card.isVisible()
    driver.page("source").view.setFocus()
    driver.trigger("document.record")
    driver.until(card.isVisible)
    driver.trigger("claim.reason")
    driver.until(lambda: QApplication.focusWidget() is window.parts.card.reason)
