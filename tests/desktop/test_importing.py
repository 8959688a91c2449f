# SPDX-License-Identifier: AGPL-3.0-or-later
"""Importing from the window: what is shown before, what can be chosen, and one step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from sidelight.desktop.importing.coming_list import ImportRow
from sidelight.desktop.importing.import_dialog import ImportDialog
from sidelight.exchange.import_formats import IMPORTS
from sidelight.session.import_choices import LEAVE_OUT, ME
from tests.hypothesis_files import annotation, written
from tests.reader.marked_pdf import highlight, marked, text

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    return written(
        tmp_path / "marks.json",
        annotation("a", "Aid came twice", "Once only.", tags=("denied",)),
        annotation("b", "land border", user="min"),
        annotation("c", "never said"),
    )


def shown(driver: Driver) -> ImportDialog:
    """The dialog, once it shows."""
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    return dialog


def looked_at(driver: Driver, path: Path) -> ImportDialog:
    driver.window.bench.importing.look([path])
    return shown(driver)


def lines(dialog: ImportDialog) -> list[tuple[str, str]]:
    """What and whose words each line says, titles as they are."""
    return [
        (row.what, row.words) if isinstance(row, ImportRow) else ("", str(row))
        for row in dialog.list.lines.rows
    ]


def test_a_file_is_chosen_looked_at_and_taken_in(driver: Driver, marks: Path) -> None:
    driver.trigger("project.import")
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    files = QApplication.activeModalWidget()
    assert isinstance(files, QFileDialog)
    assert len(files.nameFilters()) == len(IMPORTS) + 2
    files.filesSelected.emit([str(marks)])
    files.reject()
    dialog = shown(driver)
    assert lines(dialog) == [
        ("", "Finds no place (1)"),
        ("No place", "never said"),
        ("", "Comes in (2)"),
        ("Claim, Denied", "“Aid came twice”"),
        ("Claim", "“land border”"),
    ]
    dialog.ok.click()
    driver.until(lambda: len(driver.window.workspace.claims) == 2)
    driver.until(lambda: QApplication.activeModalWidget() is None)
    assert "Imported from marks.json: 2 claims." in driver.window.bench.outcome.text
    (verdict,) = driver.window.workspace.claims[0].verdicts
    assert driver.window.workspace.reviewer(verdict.reviewer).label == "Bea Ott (imported)"
    assert driver.window.workspace.origin(verdict.imported) == "imported by Ann from marks.json"
    driver.trigger("edit.undo")
    driver.until(lambda: not driver.window.workspace.claims)


def test_what_becomes_of_marks_can_be_chosen(driver: Driver, marks: Path) -> None:
    dialog = looked_at(driver, marks)
    denied = next(box for key, box in dialog.form.groups.items() if "denied" in key)
    assert denied.currentText() == "Claim, Denied"
    denied.setCurrentIndex(denied.findData("verified"))
    assert not dialog.ok.isEnabled()
    driver.until(lambda: ("Claim, Verified", "“Aid came twice”") in lines(dialog))
    (bea, _min) = dialog.form.authors.values()
    bea.setCurrentIndex(bea.findData(ME))
    driver.until(lambda: dialog.ok.isEnabled() and dialog.plan.authors[0].me)
    driver.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: len(driver.window.workspace.claims) == 2)
    (verdict,) = driver.window.workspace.claims[0].verdicts
    assert (verdict.reviewer, verdict.verdict) == (driver.window.workspace.me, "verified")


def test_a_document_can_be_left_out_and_then_nothing_comes(driver: Driver, marks: Path) -> None:
    dialog = looked_at(driver, marks)
    (box,) = dialog.form.documents.values()
    box.setCurrentIndex(box.findData(LEAVE_OUT))
    driver.until(lambda: dialog.summary.text() == "Nothing comes in. 3 are left out.")
    assert not dialog.ok.isEnabled()
    dialog.cancel.click()
    driver.until(lambda: QApplication.activeModalWidget() is None)
    assert not driver.window.workspace.claims


def test_the_columns_of_a_table_are_chosen_and_remembered(driver: Driver, tmp_path: Path) -> None:
    table = tmp_path / "desk.csv"
    table.write_text("Sätze,Rating,Seen by\nAid came twice,false,Bea Ott\n", "utf-8")
    dialog = looked_at(driver, table)
    assert lines(dialog) == []
    assert "say which one does" in dialog.remarks.text()
    words, rating, by = dialog.form.columns.values()
    assert (rating.currentData(), by.currentData()) == ("verdict", "")
    words.setCurrentIndex(words.findData("quote"))
    driver.until(lambda: ("Claim", "“Aid came twice”") in lines(dialog))
    *_others, by = dialog.form.columns.values()
    by.setCurrentIndex(by.findData("reviewer"))
    driver.until(lambda: dialog.plan.coming[-1].author == "Bea Ott")
    assert ("Verdict, Denied", "“Aid came twice”") in lines(dialog)
    driver.until(dialog.ok.isEnabled)
    dialog.ok.click()
    driver.until(lambda: len(driver.window.workspace.claims) == 1)
    driver.until(lambda: QApplication.activeModalWidget() is None)
    table.write_text("Sätze,Rating,Seen by\nland border,true,Bea Ott\n", "utf-8")
    again = looked_at(driver, table)
    assert ("Claim", "“land border”") in lines(again)
    again.reject()


def test_a_row_is_told_in_full_below(driver: Driver, marks: Path) -> None:
    dialog = looked_at(driver, marks)
    assert dialog.details.text() == "Choose a row to see it in full."
    dialog.list.selectRow(1)
    assert dialog.details.text() == (
        "No place · Its words do not stand in “The pact, explained”. · never said · Bea Ott"
    )
    dialog.list.selectRow(3)
    assert "Once only. · Bea Ott" in dialog.details.text()
    dialog.reject()


def test_files_dropped_on_a_document_are_looked_at_one_after_the_other(
    driver: Driver, marks: Path, tmp_path: Path
) -> None:
    other = written(tmp_path / "other.json", annotation("z", "invaluable aid"))
    view = driver.page("article").view
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in (marks, other)])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, carried, left, none)
    view.dropEvent(event)
    first = shown(driver)
    assert first.plan.file == "marks.json"
    first.ok.click()
    driver.until(lambda: len(driver.window.workspace.claims) == 2)
    driver.until(lambda: shown(driver) is not first)
    second = shown(driver)
    assert second.plan.file == "other.json"
    second.ok.click()
    driver.until(lambda: len(driver.window.workspace.claims) == 3)
    assert len(driver.window.workspace.documents("article")) == 1


def test_what_cannot_be_read_is_said_and_nothing_shows(driver: Driver, tmp_path: Path) -> None:
    broken = tmp_path / "broken.qdpx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    driver.window.bench.importing.look([broken])
    driver.until(driver.window.parts.errors.isVisible)
    assert "broken.qdpx" in driver.window.parts.errors.text
    assert QApplication.activeModalWidget() is None


def test_a_project_changed_meanwhile_is_not_written_to(driver: Driver, marks: Path) -> None:
    dialog = looked_at(driver, marks)
    driver.window.bridge.do(lambda session: session.add_text("More words."))
    driver.settle()
    dialog.ok.click()
    driver.until(dialog.problem.isVisible)
    assert "has changed since" in dialog.problem.text()
    assert not driver.window.workspace.claims
    # it is looked at again, so that a second press does
    driver.until(dialog.ok.isEnabled)
    dialog.ok.click()
    driver.until(lambda: len(driver.window.workspace.claims) == 2)


def test_a_project_that_is_left_takes_its_dialog_along(driver: Driver, marks: Path) -> None:
    dialog = looked_at(driver, marks)
    gone: list[object] = []
    dialog.destroyed.connect(lambda: gone.append(1))
    driver.window.bench.importing.stop()
    driver.until(lambda: gone)


def test_a_pdf_just_added_offers_the_marks_that_it_holds(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "marked.pdf"
    path.write_bytes(marked(highlight(f"/T{text('Bea')}/Contents{text('Really?')}/NM(m1)")))
    driver.window.bench.document_verbs.add([path], "source")
    bar = driver.window.bench.outcome
    driver.until(lambda: "holds 1 mark of another program" in bar.text)
    (offer,) = [one for one in bar.findChildren(QPushButton) if one.text() == "Import…"]
    offer.click()
    dialog = shown(driver)
    assert len(lines(dialog)) == 2
    dialog.ok.click()
    document = driver.window.workspace.documents("source")[-1]
    driver.until(lambda: driver.window.workspace.notes(document.id))
    (note,) = driver.window.workspace.notes(document.id)
    assert note.text == "Really?"
    assert driver.window.workspace.origin(note.imported) == "imported by Ann from marked.pdf"
