# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scans in the window: the offer, recognition beside other work, selecting, correcting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from sidelight.desktop.dialogs.recognition import RecognitionDialog
from sidelight.desktop.labels import ElidedButton
from sidelight.desktop.view.line_editor import LineEditor
from sidelight.session.session import Session
from tests.reader.typed_note import ENGLISH, Wear, scanned

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver, Once

Opener = Callable[[Path | None], "Driver"]


def make(path: Path, *, recognised: bool) -> Session:
    scan = path.with_name("letter.pdf")
    scan.write_bytes(scanned(ENGLISH, Wear(skew=1.2, specks=200)))
    with Session.create(path, "Harbour", by="Ann") as session:
        session.add_text("Story\n\nIt cost 30,000 pounds.\n", kind="article")
        source = session.add_document(scan, title="Letter 14 Mar 1962")
        if recognised:
            session.recognise(source)
    return session


@pytest.fixture
def bare(open_window: Opener, once: Once) -> Driver:
    """A window with a scan whose text is not known."""
    driver = open_window(once("scan", partial(make, recognised=False)))
    driver.page("source")
    return driver


@pytest.fixture
def read(open_window: Opener, once: Once) -> Driver:
    """A window with a scan that was recognised."""
    driver = open_window(once("recognised", partial(make, recognised=True)))
    driver.page("source").view.setFocus()
    return driver


def dialog(driver: Driver) -> RecognitionDialog:
    driver.page("source").scan.bar.button.click()
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), RecognitionDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, RecognitionDialog)
    return found


def corrected(driver: Driver) -> list[str]:
    snapshot = driver.window.workspace.snapshot
    assert snapshot is not None
    return [one.words for found in snapshot.corrections.values() for one in found]


def open_editor(driver: Driver, words: str) -> LineEditor:
    driver.select("source", words)
    driver.trigger("document.correct")
    editor = driver.window.bench.recognition.editor(driver.page("source"))
    driver.until(editor.field.hasFocus)
    return editor


def hits(driver: Driver, words: str) -> int:
    """Find words in the source shown; return how many places there are."""
    view = driver.page("source").view
    with driver.qtbot.waitSignal(view.hits_changed, timeout=20_000):
        view.find(words)
    return view.find_next(0)[1]


def test_a_picture_offers_recognition_and_its_text_can_then_be_selected(bare: Driver) -> None:
    bar = bare.page("source").scan.bar
    bare.until(bar.isVisible)
    assert bar.words.text().startswith("This page is a picture")
    asked = dialog(bare)
    assert asked.languages["eng"].isChecked()
    assert [button.text() for button, _pages in asked.pages] == ["The 1 page without text"]
    asked.ok.click()
    bare.front()
    bare.until(bare.window.bench.recognition.line.isVisible)
    # acts go on meanwhile
    bare.claim("It cost 30,000 pounds")
    bare.until(lambda: bare.page("source").view.text.layer.text.text)
    bare.until(lambda: not bar.isVisible())
    assert not bare.window.bench.recognition.line.isVisible()
    bare.drag("source", "families remained in the school")
    recognised = "Recognised text: check it against the picture"
    assert bare.window.parts.status.place.endswith(f" · {recognised}")
    bare.trigger("claim.link")
    bare.until(lambda: bare.window.workspace.claims[0].evidence)
    (evidence,) = bare.window.workspace.claims[0].evidence
    assert bare.window.workspace.place(evidence.id) == "p. 1, recognised text"
    # wherever the quote is shown, it says so in a line of its own
    card = bare.window.parts.card
    row = card.lists.row(evidence.id)
    assert row is not None
    assert (row.origin.words, card.origin.isVisible()) == (recognised, False)
    bare.until(row.origin.isVisible)
    assert [link.accessibleName()[-10:] for link in row.findChildren(ElidedButton)] == [
        "1962, p. 1"
    ]
    (mark,) = bare.page("source").view.highlights_at(bare.mark_point("source", evidence.id))
    assert recognised in mark.tip.splitlines()


def test_cancelling_leaves_everything_as_it_was(bare: Driver) -> None:
    dialog(bare).ok.click()
    line = bare.window.bench.recognition.line
    bare.until(line.isVisible)
    line.stop.click()
    bare.until(lambda: not line.isVisible())
    assert "nothing was changed" in bare.window.parts.status.said
    assert bare.page("source").scan.unread == {1}
    # and it can be asked for again
    bare.front()
    dialog(bare).reject()


def test_closing_the_window_ends_recognition(bare: Driver) -> None:
    dialog(bare).ok.click()
    bare.until(bare.window.bench.recognition.line.isVisible)
    bare.window.close()
    assert bare.window.bench.recognition._work is None


def test_without_a_language_nothing_can_be_recognised(bare: Driver) -> None:
    asked = dialog(bare)
    for box in asked.languages.values():
        box.setChecked(False)
    assert not asked.ok.isEnabled()
    (buttons,) = asked.findChildren(QDialogButtonBox)
    buttons.button(QDialogButtonBox.StandardButton.Cancel).click()
    bare.front()
    assert bare.window.bench.recognition._work is None


def test_lines_are_corrected_one_after_another(read: Driver) -> None:
    editor = open_editor(read, "311 families")
    assert "311 families remained in the school halls" in editor.field.text()
    view = read.page("source").view
    page, line = 0, editor.line
    assert line is not None
    shown = view.to_view(page, view.text.lines(page).rects(*line)[0])
    # the picture of the line stays in sight above the field
    assert editor.geometry().top() >= shown.bottom() - 1
    assert view.viewport().rect().contains(editor.geometry())
    editor.field.setText("312 families remained in the school halls. The cost")
    read.press(Qt.Key.Key_Return)
    read.until(lambda: corrected(read) == ["312 families remained in the school halls. The cost"])
    assert "to the ratepayers" in editor.field.text()
    read.press(Qt.Key.Key_Up)
    assert editor.field.text().startswith("312 families")
    editor.field.setText("not kept")
    read.press(Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert corrected(read) == ["312 families remained in the school halls. The cost"]
    # find, selection and copy read the line so
    assert hits(read, "312 families") == 1
    view.clear_find()
    assert view.selected_text() == "312 families"
    assert hits(read, "311 families") == 0
    read.trigger("edit.undo")
    read.until(lambda: corrected(read) == [])
    assert hits(read, "311 families") == 1


def test_a_double_click_takes_the_field_to_another_line(read: Driver) -> None:
    editor = open_editor(read, "311 families")
    view = read.page("source").view
    start = view.text.text.offset(view.text.text.text.index("Editor"))
    place = view.to_view(*view.text.rects(start, start + 6)[0]).center().toPoint()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(view.viewport(), left, none, QPoint(place))
    assert editor.field.text() == "To: The Editor, Harbour Gazette"


def test_the_field_leaves_when_the_text_it_stands_in_does(read: Driver) -> None:
    editor = open_editor(read, "311 families")
    read.window.bridge.do(lambda session: session.undo())
    read.until(lambda: not editor.isVisible())
    read.until(read.page("source").scan.bar.isVisible)


def test_documents_with_text_have_nothing_to_recognise(driver: Driver) -> None:
    driver.page("source").view.setFocus()
    driver.settle()
    assert not driver.page("source").scan.bar.isVisible()
    for id_ in ("document.recognise", "document.correct"):
        assert not driver.window.actions_[id_].isEnabled()


def test_search_results_say_what_was_recognised(read: Driver) -> None:
    finding = read.window.bench.finding
    read.trigger("edit.search")
    read.type("pounds")
    read.until(finding.results.isVisible)
    ends = {choice.title: (choice.end, choice.origin) for choice in finding.results.list.choices}
    assert ends["Letter 14 Mar 1962"] == ("p. 1", "recognised text")
    assert [origin for title, (_, origin) in ends.items() if not title.startswith("Letter")] == [""]
