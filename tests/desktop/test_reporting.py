# SPDX-License-Identifier: AGPL-3.0-or-later
"""Exporting a report from the window: what is chosen is seen, written, printed and remembered."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QTableView

from sidelight.desktop.reporting.paper_printing import printed
from sidelight.desktop.reporting.report_dialog import ReportDialog
from sidelight.errors import Cancelled, Refused
from sidelight.report.formats import FORMATS
from sidelight.report.installed_formats import installed
from sidelight.session.report_preview import Pages, pages
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from tests.report.outputs_of_others import package

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

CTRL = Qt.KeyboardModifier.ControlModifier
MODULE = """
import time

from sidelight.report.formats import Format


def write(report, step=None):
    while step is not None:
        step(0.5, "waiting")
        time.sleep(0.01)


SLOW = Format("slow", ".slow", "Slow", "nothing, slowly", write, write_in_steps=write)
RAW = Format("raw", ".raw", "Raw", "bytes", lambda report: bytes([137, 255]))
"""


def dialog_of(driver: Driver) -> ReportDialog:
    found: list[ReportDialog] = []

    def there() -> bool:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, ReportDialog):
            found.append(shown)
        return bool(found)

    driver.until(there)
    return found[0]


@pytest.fixture
def asked(driver: Driver) -> ReportDialog:
    """The dialog, with the preview of one claim's report."""
    driver.claim("invaluable aid", Qt.Key.Key_2)
    driver.press(Qt.Key.Key_R, CTRL)
    dialog = dialog_of(driver)
    seen(driver, dialog, "invaluable aid")
    return dialog


def words_of(dialog: ReportDialog) -> str:
    return dialog.pane.view.text.text.text


def seen(driver: Driver, dialog: ReportDialog, words: str) -> None:
    """Wait until words stand in the preview's pages."""
    driver.until(lambda: dialog.pane.progress.isHidden() and words in words_of(dialog))


def choose(dialog: ReportDialog, format_: str) -> None:
    dialog.form.formats.setCurrentIndex(dialog.form.formats.findData(format_))


def test_what_is_chosen_is_seen_before_it_is_written(driver: Driver, asked: ReportDialog) -> None:
    dialog = asked
    assert dialog.form.format.name == "html"
    assert dialog.pane.said.text() == "As on paper: 2 pages"
    driver.until(lambda: dialog.pane.view.picture_of(0) is not None)
    assert "What the marks mean" in words_of(dialog)
    dialog.form.parts["method"].setChecked(False)
    seen(driver, dialog, "Left out")
    assert "What the marks mean" not in words_of(dialog)
    assert "Ann" in words_of(dialog)
    dialog.form.names.setChecked(False)
    seen(driver, dialog, "Reviewer A")
    assert "Ann" not in words_of(dialog)
    dialog.form.language.setCurrentIndex(dialog.form.language.findData("ru"))
    seen(driver, dialog, "Проверяющий A")
    # the window speaks on as it did
    assert dialog.ok.text() == "Export"
    choose(dialog, "pdf")
    driver.until(lambda: dialog.pane.said.text() in {"1 page", "2 pages"})
    dialog.reject()


def test_each_format_is_shown_in_its_own_way(driver: Driver, asked: ReportDialog) -> None:
    dialog, form = asked, asked.form
    offered = [form.formats.itemData(at) for at in range(form.formats.count())]
    assert offered == [one.name for one in FORMATS]
    spoken = {form.language.itemText(at) for at in range(form.language.count())}
    assert {"As in the window", "한국어", "Русский"} < spoken
    choose(dialog, "xlsx")
    assert dialog.form.place.path.suffix == ".xlsx"
    assert dialog.form.parts["article"].isHidden()
    driver.until(dialog.pane.sheets.isVisible)
    tabs = [dialog.pane.sheets.tabText(at) for at in range(dialog.pane.sheets.count())]
    assert tabs[:3] == ["Summary", "Claims", "Verdicts"]
    dialog.pane.sheets.setCurrentIndex(1)
    table = dialog.pane.sheets.currentWidget()
    assert isinstance(table, QTableView)
    row = [table.model().index(0, at).data() for at in range(3)]
    assert row == ["1", "invaluable aid", "Disputed"]
    look = table.model().index(0, 2).data(Qt.ItemDataRole.BackgroundRole)
    assert look is not None
    choose(dialog, "csv")
    driver.until(lambda: dialog.pane.sheets.count() == 1)
    choose(dialog, "md")
    driver.until(dialog.pane.text.isVisible)
    assert "invaluable aid" in dialog.pane.text.toPlainText()
    dialog.reject()


def test_it_is_written_and_remembered(driver: Driver, asked: ReportDialog, tmp_path: Path) -> None:
    dialog = asked
    choose(dialog, "md")
    dialog.form.parts["sources"].setChecked(False)
    dialog.form.names.setChecked(False)
    dialog.form.style_.setCurrentIndex(dialog.form.style_.findData("mla"))
    target = tmp_path / "out.md"
    dialog.form.place.field.setText(str(target))
    dialog.ok.click()
    driver.until(lambda: driver.window.parts.status.said == "Report written: out.md")
    assert QApplication.activeModalWidget() is None
    text = target.read_text("utf-8")
    assert "invaluable aid" in text
    assert "Ann" not in text
    buttons = driver.window.parts.status.findChildren(QPushButton)
    assert [one.text() for one in buttons if one.isVisible()] == ["Open", "Show in folder"]
    assert Settings.load().citation_style == "mla"
    driver.front()
    driver.press(Qt.Key.Key_R, CTRL)
    form = dialog_of(driver).form
    assert form.format.name == "md"
    assert form.place.path.name == "pact.md"
    assert not form.parts["sources"].isChecked()
    assert form.parts["notes"].isChecked()
    assert not form.names.isChecked()
    assert form.style_.currentData() == "mla"
    dialog_of(driver).reject()


def test_a_file_is_replaced_once_the_user_agreed(
    driver: Driver, asked: ReportDialog, project: Path, tmp_path: Path
) -> None:
    dialog = asked
    there = tmp_path / "there.html"
    there.write_text("mine")
    for path, said in (
        (tmp_path, f"{tmp_path} is a folder. Add a name for the file."),
        (tmp_path / "none" / "r.html", f"There is no folder {tmp_path / 'none'}."),
        (there, "there.html is there already. Replace it?"),
    ):
        dialog.form.place.field.setText(str(path))
        dialog.ok.click()
        assert dialog.problem.text() == said
    assert there.read_text() == "mine"
    assert dialog.ok.text() == "Replace"
    dialog.form.place.field.setText(str(tmp_path / "other.html"))
    assert dialog.ok.text() == "Export"
    assert dialog.problem.isHidden()
    # a project is never replaced by its report, whatever was agreed to
    for _time in range(2):
        dialog.form.place.field.setText(str(project))
        dialog.ok.click()
    driver.until(lambda: not dialog.at_work and dialog.problem.isVisible())
    assert "pact.sidelight" in dialog.problem.text()
    assert project.read_bytes().startswith(b"SQLite")
    assert dialog.form.isEnabled()
    dialog.form.place.browse.click()
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    files = QApplication.activeModalWidget()
    assert isinstance(files, QFileDialog)
    assert files.nameFilters() == ["Web page (HTML) (*.html)"]
    # it asked whether to replace the file
    files.fileSelected.emit(str(there))
    files.reject()
    assert dialog.ok.text() == "Replace"
    dialog.ok.click()
    driver.until(lambda: "Report written" in driver.window.parts.status.said)
    assert "invaluable aid" in there.read_text("utf-8")


@pytest.fixture
def others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Formats that another package brings: one never ends, one is no text."""
    lines = "slow = outputs_of_others:SLOW", "raw = outputs_of_others:RAW"
    monkeypatch.syspath_prepend(package(tmp_path / "site", MODULE, *lines))
    installed.cache_clear()
    yield
    installed.cache_clear()
    sys.modules.pop("outputs_of_others", None)


@pytest.mark.usefixtures("others")
def test_what_takes_long_is_stopped_and_nothing_is_written(
    driver: Driver, asked: ReportDialog, tmp_path: Path
) -> None:
    dialog = asked
    choose(dialog, "slow")
    driver.until(lambda: dialog.pane.progress.value() == 50)
    target = tmp_path / "r.slow"
    dialog.form.place.field.setText(str(target))
    # the preview ends for it
    dialog.ok.click()
    driver.until(lambda: dialog.progress.value() == 50)
    assert dialog.cancel.text() == "Stop"
    assert not dialog.form.isEnabled()
    dialog.close()
    assert dialog.isVisible()
    driver.until(lambda: dialog.problem.text() == "Stopped; nothing was written.")
    assert not target.exists()
    assert dialog.form.isEnabled()
    choose(dialog, "raw")
    driver.until(lambda: dialog.pane.why.text().startswith("This format has no preview."))
    # one that is closed lets go of the session
    choose(dialog, "slow")
    driver.until(lambda: dialog.pane.progress.value() == 50)
    dialog.reject()
    driver.settle()


@pytest.mark.program("pdfinfo", package="poppler-utils")
def test_it_is_printed_with_a_printer(driver: Driver, asked: ReportDialog, tmp_path: Path) -> None:
    dialog = asked
    dialog.print_.click()
    found: list[QPrintDialog] = []

    def there() -> bool:
        found.extend(dialog.findChildren(QPrintDialog))
        return bool(found)

    driver.until(there)
    printer = found[0].printer()
    paper = tmp_path / "paper.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(paper))
    found[0].accepted.emit(printer)
    found[0].reject()
    driver.until(lambda: "Pages sent to the printer: 2" in driver.window.parts.status.said)
    assert not dialog.at_work
    said = subprocess.run(["pdfinfo", paper], capture_output=True, check=True, text=True).stdout
    assert "Pages: 2" in " ".join(said.split())
    assert "Title: The pact" in " ".join(said.split())
    assert dark_share(paper) > 0.005
    dialog.reject()


def dark_share(pdf: Path) -> float:
    """Return how much of the first page is dark, as Poppler draws it."""
    drawn = subprocess.run(
        ["pdftoppm", "-r", "40", "-gray", "-f", "1", "-l", "1", pdf],
        capture_output=True,
        check=True,
    ).stdout
    pixels = drawn.split(b"\n", 3)[3]
    return sum(pixel < 128 for pixel in pixels) / len(pixels)


# what Qt says of the printer that takes nothing
@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
@pytest.mark.program("pdfinfo", package="poppler-utils")
def test_only_the_pages_asked_for_are_printed_as_often_as_asked(
    qapp: QApplication, project: Path, tmp_path: Path
) -> None:
    assert qapp is not None
    with Session.open(project, by="Ann") as session:
        article = session.article()
        for words in ("invaluable aid", "land border", "Wednesday"):
            session.claim(article, *session.locate(article, words), "verified")
        made = pages(session)
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        paper = tmp_path / "paper.pdf"
        printer.setOutputFileName(str(paper))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 2)
        printer.setCopyCount(3)
        printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
        shares: list[float] = []
        count = printed(session, printer, made, lambda share, _word: shares.append(share))
        # one that takes nothing says so
        printer.setOutputFileName(str(tmp_path / "none" / "paper.pdf"))
        with pytest.raises(Refused, match="takes no pages"):
            printed(session, printer, made, lambda _share, _word: None)
        # one that is stopped leaves no half a report behind
        printer.setOutputFileName(str(tmp_path / "stopped.pdf"))
        with pytest.raises(Cancelled):
            printed(session, printer, made, stop)
        shown = made.layer.text.text
        assert "invaluable aid" in shown
        assert "land border" in shown
    assert count == (1 if printer.supportsMultipleCopies() else 3)
    assert shares == sorted(shares)
    assert isinstance(made, Pages)
    said = subprocess.run(["pdfinfo", paper], capture_output=True, check=True, text=True).stdout
    assert f"Pages: {count}" in " ".join(said.split())


def stop(_share: float, _word: str) -> None:
    raise Cancelled


def test_who_is_to_judge_blind_can_be_the_reader(driver: Driver) -> None:
    claim = driver.claim("invaluable aid", Qt.Key.Key_2)
    driver.window.bridge.do(lambda s: s.second_many([claim], s.invite("Eve").label, blind=True))
    driver.settle()
    driver.press(Qt.Key.Key_R, CTRL)
    dialog = dialog_of(driver)
    seen(driver, dialog, "Disputed")
    assert [dialog.form.blind.itemText(at) for at in range(2)] == [
        "Anyone",
        "Eve, who is to judge blind",
    ]
    dialog.form.blind.setCurrentIndex(1)
    seen(driver, dialog, "to be judged blind by Eve")
    dialog.reject()


def test_one_of_two_articles_and_the_listed_claims_are_chosen(driver: Driver) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_2)
    driver.claim("land border", Qt.Key.Key_1)
    driver.window.bridge.do(lambda s: s.add_text("Other\n\nWords.\n", kind="article", title="Two"))
    driver.settle()
    driver.window.parts.claims.header.words.setText("border")
    driver.press(Qt.Key.Key_R, CTRL)
    dialog = dialog_of(driver)
    seen(driver, dialog, "invaluable aid”")
    form = dialog.form
    assert [form.articles.itemText(at) for at in range(2)] == ["The pact, explained", "Two"]
    form.claims.setCurrentIndex(1)
    seen(driver, dialog, "1 other claim of the article")
    form.articles.setCurrentIndex(1)
    seen(driver, dialog, "Report: Two")
    dialog.reject()
