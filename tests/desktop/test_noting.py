# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes in the window: on passages by a key, on evidence and claims, answered, settled, gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sidelight.desktop.claims.thread_list import ThreadBox

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

ALT = Qt.KeyboardModifier.AltModifier


def boxes(driver: Driver) -> list[ThreadBox]:
    """The threads on the card that is shown."""
    parts = driver.window.parts
    card = parts.notes_card if parts.notes_card.isVisible() else parts.card
    return [box for box in card.findChildren(ThreadBox) if box.isVisible()]


def note(driver: Driver, kind: str, words: str, text: str) -> str:
    """Write a note on words of a document by the key, and return its id."""
    before = len(driver.window.workspace.threads)
    driver.select(kind, words)
    driver.press(Qt.Key.Key_N)
    assert QApplication.focusWidget() is driver.window.parts.notes_card.field
    driver.type(text)
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: len(driver.window.workspace.threads) == before + 1)
    driver.settle()
    return driver.window.workspace.threads[-1].thread.first.id


def test_a_key_notes_the_words_selected_and_they_are_marked(driver: Driver) -> None:
    id_ = note(driver, "source", "thanks for help", "who says so?")
    page, card = driver.page("source"), driver.window.parts.notes_card
    (mark,) = [one for one in page.view._marks.highlights if one.id == id_]
    assert (mark.badge_icon, mark.adjustable) == ("message-square-text", False)
    assert page.view.selection() is None
    (box,) = boxes(driver)
    assert box.rows[0].words.words == "who says so?"
    box.ask("the archive does")
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: boxes(driver) and len(boxes(driver)[0].rows) == 2)
    boxes(driver)[0].settle.click()
    driver.until(lambda: driver.window.workspace.threads[0].thread.settled)
    (mark,) = [one for one in page.view._marks.highlights if one.id == id_]
    assert mark.badge_icon == ""
    driver.trigger("document.notes")
    assert not card.isVisible()
    driver.click_mark("source", id_)
    driver.until(card.isVisible)
    assert page.view._lit == {id_}


def test_n_is_the_reason_where_nothing_is_selected_and_a_claim_takes_the_card_back(
    driver: Driver,
) -> None:
    driver.claim("invaluable aid")
    parts = driver.window.parts
    note(driver, "source", "thanks for help", "see #1, claim 9 and source 3")
    assert parts.notes_card.isVisible()
    (box,) = boxes(driver)
    box.rows[0].words.follow(1)
    driver.until(lambda: parts.sources.page is not None and parts.sources.page.ready)
    assert parts.sources.document_id == driver.window.workspace.documents()[2].id
    box.rows[0].words.follow(0)
    driver.until(parts.card.isVisible)
    driver.page("source").view.setFocus()
    driver.press(Qt.Key.Key_N)
    assert QApplication.focusWidget() is parts.card.reason


def test_notes_on_evidence_stand_below_it(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.select("source", "thanks for help")
    driver.press(Qt.Key.Key_E)
    driver.until(lambda: driver.window.workspace.evidence_id)
    driver.settle()
    driver.window.bench.claim_verbs.popup.done()
    lists = driver.window.parts.card.lists
    part = driver.window.workspace.evidence_id
    lists.ask_note(part)
    driver.type("which letter?")
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: lists._threads[part].boxes)
    (row,) = lists._threads[part].rows()
    assert row.note.part == part
    row.edit()
    driver.type(" of 1950")
    row.flush()
    claims = driver.window.workspace
    driver.until(lambda: claims.claims[0].notes[0].text.endswith(" of 1950"))
    (row,) = lists._threads[part].rows()
    assert row.editing, "what is saved while it is typed takes nobody's keyboard away"
    driver.type(", or what?")
    driver.window.parts.card.reason.setFocus()
    driver.until(lambda: claims.claims[0].notes[0].text == "which letter? of 1950, or what?")
    driver.until(lambda: all(row.words.isVisible() for row in lists._threads[part].rows()))
    (row,) = lists._threads[part].rows()
    assert not row.editing
    lists.noted.removed.emit(claims.claims[0].notes[0].id)
    driver.until(lambda: not claims.claims[0].notes)


def test_the_next_open_thread_is_gone_to(driver: Driver) -> None:
    claim = driver.claim("invaluable aid")
    workspace, parts = driver.window.workspace, driver.window.parts
    driver.window.bridge.do(lambda session: session.add_note(claim, "a needle of the claim"))
    driver.settle()
    on_source = note(driver, "source", "thanks for help", "a needle of the source")
    assert "2 open threads" in parts.status.counts
    for wanted in ("claim", "source", "claim"):
        driver.trigger("note.next")
        driver.settle()
        assert (workspace.note_id == on_source) == (wanted == "source")
        driver.until(parts.card.isVisible if wanted == "claim" else parts.notes_card.isVisible)
    parts.source_card.notes_wanted.emit(workspace.documents("source")[0].id)
    assert parts.notes_card.isVisible()
    hits: list[object] = []
    driver.window.bridge.ask(lambda session: session.search("needle source"), then=hits.extend)
    driver.until(lambda: hits)
    parts.notes_card.closed.emit()
    driver.window.bench.going.to_hit(hits[0])  # type: ignore[arg-type]
    driver.until(parts.notes_card.isVisible)
    assert workspace.note_id == on_source
    driver.window.bridge.do(lambda session: session.settle_thread(on_source))
    driver.settle()
    assert "1 open thread" in parts.status.counts


def test_what_is_being_typed_as_a_reply_outlives_another_change(driver: Driver) -> None:
    note(driver, "article", "border", "first")
    (box,) = boxes(driver)
    box.ask("half a w")
    driver.window.bridge.do(lambda s: s.reply(s.threads()[0].thread.first.id, "from elsewhere"))
    driver.until(lambda: len(driver.window.workspace.threads[0].thread.notes) == 2)
    driver.settle()
    (box,) = boxes(driver)
    assert (box.reply.text(), box.reply.hasFocus()) == ("half a w", True)
    assert len(driver.window.workspace.threads[0].thread.notes) == 2


def test_hostile_words_are_words(driver: Driver) -> None:
    words = '<img src="file:///x"> &amp; <a href="0">#1</a>'
    note(driver, "article", "border", words)
    (box,) = boxes(driver)
    assert box.rows[0].words.words == words
    assert "<img" not in box.rows[0].words.text()


def test_a_private_note_is_locked_and_its_replies_with_it(driver: Driver) -> None:
    driver.select("source", "thanks for help")
    driver.press(Qt.Key.Key_N)
    card, workspace = driver.window.parts.notes_card, driver.window.workspace
    card.private.setChecked(True)
    driver.type("an informant")
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: workspace.threads)
    (box,) = boxes(driver)
    box.ask("she is")
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: len(workspace.threads[0].thread.notes) == 2)
    assert all(note.private for note in workspace.threads[0].thread.notes)
    first = workspace.threads[0].thread.first
    card.acts.privacy_given.emit(first.id, False)
    driver.until(lambda: not workspace.threads[0].thread.first.private)
    card.acts.removed.emit(first.id)
    driver.until(lambda: len(workspace.threads[0].thread.notes) == 1)
    assert driver.window.parts.status.said.startswith("Note removed.")


def test_notes_are_found_in_the_palette_and_by_search(driver: Driver) -> None:
    claim = driver.claim("invaluable aid")
    driver.window.bridge.do(lambda session: session.add_note(claim, "needle on the claim"))
    driver.settle()
    on_source = note(driver, "source", "thanks for help", "needle on the letter")
    finding, workspace = driver.window.bench.finding, driver.window.workspace
    finding.palette.open_up()
    finding.palette.field.setText("needle letter")
    (choice,) = finding.palette.list.choices
    assert (choice.title, choice.icon) == ("needle on the letter", "message-square-text")
    finding.palette.close_up()
    driver.window.parts.notes_card.closed.emit()
    assert workspace.note_id == ""
    choice.act()
    assert workspace.note_id == on_source
    box = driver.window.bench._frame.top.search
    box.setFocus()
    driver.type("needle")
    driver.until(lambda: len(finding.results.list.choices) == 2)
    titles = [one.title for one in finding.results.list.choices]
    assert titles == ["Note on claim 1", "Note on “Letter of 1950”"]


def test_the_record_of_a_document_leads_to_its_notes_and_back(driver: Driver) -> None:
    note(driver, "source", "thanks for help", "who says so?")
    parts = driver.window.parts
    driver.page("source").view.setFocus()
    driver.trigger("document.record")
    assert parts.source_card.isVisible()
    assert not parts.notes_card.isVisible()
    assert parts.source_card.notes.text() == "Notes (1)"
    parts.source_card.notes.click()
    assert parts.notes_card.isVisible()
    assert not parts.source_card.isVisible()
    driver.page("source").view.setFocus()
    driver.trigger("note.add")
    driver.type("on the whole letter")
    parts.flush()
    workspace = driver.window.workspace
    driver.until(lambda: len(workspace.threads) == 2)
    assert workspace.threads[1].passage is None
