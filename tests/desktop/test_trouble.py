# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes wrong in a checker's day: each time one sentence, and nothing that was done is lost."""

from __future__ import annotations

import os
import shutil
import signal
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from sidelight import resources
from sidelight.desktop.dialogs.new_project import NewProjectDialog
from sidelight.desktop.dialogs.password import PasswordQuestion
from sidelight.desktop.dialogs.project_place import problem, suggested, target
from sidelight.desktop.dialogs.short_questions import PasteDialog
from sidelight.desktop.documents import loader
from sidelight.session.session import Session
from sidelight.text.layer import Page, pack_geometry, unpack_geometry

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]
NOWHERE = Path("/proc/sidelight")
"""A place where nobody may write, whoever runs the tests."""


def encrypted_pdf(path: Path) -> Path:
    """Write a PDF that asks for a password."""
    import pymupdf

    library: Any = pymupdf
    document = library.open()
    document.new_page().insert_text((72, 72), "A secret letter.")
    document.save(path, encryption=library.PDF_ENCRYPT_AES_256, user_pw="pass", owner_pw="word")
    document.close()
    return path


def drop(target_: QWidget, paths: list[Path]) -> None:
    """Drop files on a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(target_, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target_, QDropEvent(QPointF(9, 9), copy, data, left, none))


def modal(driver: Driver, kind: type[QWidget]) -> QWidget:
    """The dialog of a kind that is open now."""
    driver.until(lambda: any(found.isVisible() for found in driver.window.findChildren(kind)))
    return next(found for found in driver.window.findChildren(kind) if found.isVisible())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("/", ""),
        ("~nobody-of-that-name/x", "x.sidelight"),
        ("..", "..sidelight"),
        ("  harbour ", "harbour.sidelight"),
        ("harbour.sidelight", "harbour.sidelight"),
        ("", "project.sidelight"),
        ("a.b", "a.b.sidelight"),
    ],
)
def test_whatever_is_typed_as_file_is_a_place_or_says_why_not(
    tmp_path: Path, typed: str, name: str
) -> None:
    place = target(tmp_path, typed)
    assert place.is_absolute()
    assert name in ("..sidelight", place.name)
    words = problem(place)
    free = place.parent.is_dir() and not place.exists()
    assert free == (words == "")
    assert words == "" or words.endswith((".", "overwritten."))


def test_a_project_is_named_after_its_title_in_any_script_and_length(
    open_window: Opener, tmp_path: Path
) -> None:
    for title, name in (
        ("Harbour: a feature?", "Harbour a feature"),
        ("...", "Project"),
        ("  a\tb / c\\d  ", "a b c d"),
        ("보도 기사", "보도 기사"),
    ):
        assert suggested(tmp_path, title).name == f"{name}.sidelight"
    for long in ("длинное название " * 40, "한" * 300, "👩‍🚀" * 90, "x" * 900):
        place = suggested(tmp_path, long)
        # beside it stand a lock and a journal, with longer names
        assert len(place.name.encode()) <= 220
        place.touch()
        assert "exists already" in problem(place)
    assert "cannot be made there" in problem(target(tmp_path, "x" * 400))
    driver = open_window(None)
    driver.trigger("project.new")
    (dialog,) = driver.window.findChildren(NewProjectDialog)
    for typed in ("/", "~nobody/x", "x" * 400, "\ud800", "/proc/none/x"):
        dialog.title.setText("T")
        dialog.path.setText(typed)
        assert not dialog.ready, typed
    # the title first: it suggests a file in the real home, which the path then replaces
    dialog.title.setText("긴 제목 " * 300)
    dialog.path.setText(str(tmp_path / ("보" * 60)))
    fit: bool = dialog.ready
    assert fit
    dialog.accept()
    driver.until(lambda: driver.window.workspace.snapshot is not None)
    driver.settle()
    driver.window.resize(1024, 700)
    driver.settle()
    assert driver.window.width() == 1024
    assert driver.window.top.menu_button.geometry().right() < 1024


def test_a_project_that_cannot_be_made_or_opened_leaves_the_start_page_with_the_reason(
    open_window: Opener, project: Path, tmp_path: Path
) -> None:
    driver = open_window(None)
    errors = driver.window.parts.errors
    driver.window.bench.project_verbs.create("T", NOWHERE.with_suffix(".sidelight"), "Ann")
    driver.until(errors.isVisible)
    assert "/proc/sidelight.sidelight" in errors.text
    assert driver.window.start.isVisible()
    gone = tmp_path / "gone.sidelight"
    shutil.copy(project, gone)
    driver.window.parts.remembered.opened(gone)
    driver.window.parts.remembered.opened(project)
    gone.unlink()
    other = open_window(None)
    offered = [b.text() for b in other.window.start.findChildren(QPushButton) if b.isVisible()]
    assert "pact" in offered
    assert "gone" not in offered
    other.window.open(gone)
    other.until(other.window.parts.errors.isVisible)
    assert "There is no project file" in other.window.parts.errors.text
    # the same project wanted twice before it came: opened once, and no word of another window
    other.window.open(project)
    other.window.open(project)
    other.until(lambda: other.window.workspace.snapshot is not None)
    other.settle()
    link = tmp_path / "link.sidelight"
    link.symlink_to(project)
    other.window.open(link)
    other.settle()
    assert not other.window.parts.errors.isVisible()
    assert other.window.windowTitle() == "The pact — Sidelight"


def test_the_sample_is_built_once_and_opened_as_often_as_asked(open_window: Opener) -> None:
    driver = open_window(None)
    button = next(b for b in driver.window.start.findChildren(QPushButton) if "sample" in b.text())
    for _time in range(2):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: driver.window.workspace.snapshot is not None, timeout=60_000)
    driver.settle()
    # from the menu, while it is open
    driver.trigger("project.sample")
    driver.settle()
    assert not driver.window.parts.errors.isVisible()
    count = len(driver.window.workspace.claims)
    assert count > 30
    driver.window.bench.going.to_claim(driver.window.workspace.claims[7].id)
    driver.trigger("project.close")
    assert driver.window.start.isVisible()
    assert not driver.window.actions_["claim.remove"].isEnabled()
    driver.trigger("project.sample")
    driver.until(lambda: driver.window.workspace.snapshot is not None)
    driver.settle()
    assert len(driver.window.workspace.claims) == count
    assert driver.window.workspace.claim is not None
    assert driver.window.workspace.claim.label == "8"


def unreadable(folder: Path) -> list[Path]:
    """One file that is locked, and four that cannot be read."""
    locked = encrypted_pdf(folder / "locked.pdf")
    damaged = folder / "torn.pdf"
    whole = (resources.folder("sample_docs") / "2024-06-19-treaty.pdf").read_bytes()
    damaged.write_bytes(whole[:1200])
    strange = folder / "film.mp4"
    strange.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 4)
    (folder / "folder").mkdir()
    (folder / "empty.txt").write_bytes(b"")
    return [locked, damaged, strange, folder / "folder", folder / "empty.txt"]


def test_of_several_files_dropped_the_readable_are_added_and_the_others_say_why(
    driver: Driver, tmp_path: Path
) -> None:
    good = tmp_path / "note & <b>copy.txt"
    good.write_text("A further note, of no great length.\n", "utf-8")
    korean = tmp_path / "메모.md"
    korean.write_text("# 메모\n\n국경은 17킬로미터이다.\n", "utf-8")
    before = len(driver.window.workspace.documents("source"))
    damaged, *others = unreadable(tmp_path)
    dropped = [good, damaged, korean, *others]
    drop(driver.page("source").view.viewport(), dropped)
    driver.until(lambda: len(driver.window.workspace.documents("source")) == before + 2)
    driver.settle()
    # one that is locked is asked about, and left where nobody answers
    driver.until(lambda: driver.window.findChildren(PasswordQuestion))
    (asked,) = driver.window.findChildren(PasswordQuestion)
    asked.reject()
    words = driver.window.parts.errors.text
    assert driver.window.parts.errors.isVisible()
    assert "torn.pdf" in words
    assert "1 more could not be read." in words
    titles = [document.title for document in driver.window.workspace.documents("source")]
    assert titles[before:] == ["note & <b>copy", "메모"]
    assert not driver.window.parts.status._working.isVisible()
    # again: nothing is there twice
    drop(driver.window.parts.sources, [good])
    driver.settle()
    driver.settle()
    assert "is already in the project as document" in driver.window.parts.errors.text
    driver.trigger("edit.undo")
    driver.trigger("edit.undo")
    driver.settle()
    assert len(driver.window.workspace.documents("source")) == before
    assert driver.page("source").document.title in {"Letter of 1950", "Реестр договоров"}


def test_a_megabyte_of_pasted_text_is_a_source_like_any_other(driver: Driver) -> None:
    line = "In the year of the treaty the border was drawn anew, for the third time. "
    text = "\n\n".join(line * 8 + f"Entry {number}." for number in range(1750))
    assert len(text) > 1_000_000
    QApplication.clipboard().setText(text)
    driver.trigger("document.paste")
    dialog = modal(driver, PasteDialog)
    assert isinstance(dialog, PasteDialog)
    assert dialog.text.toPlainText() == text
    title = "A very long title about everything that was ever written down " * 20
    dialog.title.setText(title)
    dialog.accept()
    driver.qtbot.waitUntil(
        lambda: len(driver.window.workspace.documents("source")) == 3, timeout=60_000
    )
    driver.settle()
    said_ = driver.window.parts.status.said
    assert said_.startswith("“A very long title")
    assert said_.endswith("” added to the sources.")
    assert len(said_) < 90
    page = driver.page("source")
    assert page.document.title == title.strip()
    view = page.view
    start, end = driver.select("source", "Entry 1749.")
    view.reveal(start, end)
    driver.front()
    driver.claim("land border")
    driver.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    driver.window.resize(1024, 700)
    driver.settle()
    assert driver.window.width() == 1024


def test_dialogs_that_are_cancelled_change_nothing(driver: Driver, tmp_path: Path) -> None:
    driver.claim("invaluable aid")
    snapshot = driver.window.workspace.snapshot
    for id_ in ("project.open", "project.copy", "document.sources", "document.article"):
        driver.trigger(id_)
        dialog = modal(driver, QFileDialog)
        assert dialog.windowTitle().endswith("— Sidelight")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        driver.until(lambda: QApplication.activeModalWidget() is None)
    for id_ in ("project.new", "project.name", "project.report", "document.paste",
                "document.retitle", "help.keys", "help.about"):  # fmt: skip
        driver.trigger(id_)
        driver.until(lambda: QApplication.activeModalWidget() is not None)
        asked = QApplication.activeModalWidget()
        assert asked is not None
        QTest.keyClick(asked, Qt.Key.Key_Escape)
        driver.until(lambda: QApplication.activeModalWidget() is None)
    driver.settle()
    assert driver.window.workspace.snapshot == snapshot
    assert not driver.window.parts.errors.isVisible()
    assert list(tmp_path.glob("*.html")) == []


def test_a_report_or_copy_for_a_place_that_cannot_be_written_says_so(
    driver: Driver, project: Path, tmp_path: Path
) -> None:
    driver.claim("invaluable aid")
    errors = driver.window.parts.errors
    for path in (NOWHERE / "report.html", tmp_path / "none" / "report.md"):
        driver.window.bench.report_verbs.report(path)
        driver.until(errors.isVisible)
        assert "could not be written" in errors.text
        errors.hide()
    driver.window.bench.report_verbs.report(tmp_path / "report.doc")
    driver.until(errors.isVisible)
    assert "is no report format" in errors.text
    errors.hide()
    driver.window.bench.report_verbs.report(project)
    driver.until(errors.isVisible)
    errors.hide()
    driver.window.bench.project_verbs.copy(project)
    driver.until(errors.isVisible)
    errors.hide()
    driver.window.bench.project_verbs.copy(NOWHERE)
    driver.until(errors.isVisible)
    assert str(NOWHERE) in errors.text
    driver.settle()
    assert [claim.quote for claim in driver.window.workspace.claims] == ["invaluable aid"]
    driver.window.close()
    with Session.open(project, by="Ann") as session:
        assert len(session.snapshot().claims) == 1


def test_a_large_document_is_fetched_again_when_its_process_died(
    open_window: Opener, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "_LARGE", 0)
    driver = open_window(project)
    view = driver.page("source").view
    driver.until(lambda: view.picture_of(0) is not None)
    pictures = driver.window.parts.loader.pictures
    reader = pictures._reader
    pid = reader._workers["draw"].pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    view.set_zoom(3.0)
    scale = view.picture_scale(0)

    def drawn() -> bool:
        if view.failure_of(0):  # it died over this very page
            view.retry(0)
        return pictures.look(view.key, 1, scale) is not None

    driver.until(drawn)
    assert reader._workers["draw"].pid != pid


def test_damage_far_into_a_document_is_told_after_it_is_shown(driver: Driver) -> None:
    count = 200_000
    page = Page(1, "1", 600.0, 800.0, 0, count, array("f", bytes(16 * count)))
    damaged = unpack_geometry(pack_geometry((page,))[:-1])
    said: list[str] = []
    driver.window.bridge.error.connect(said.append)
    document = driver.page("source").document
    driver.window.parts.loader._verify(document, damaged)
    driver.until(lambda: any(document.title in sentence for sentence in said))


def test_a_damaged_project_can_be_recovered_from_the_message(
    open_window: Opener, project: Path, tmp_path: Path
) -> None:
    data = project.read_bytes()
    project.write_bytes(bytes(4096) + data[4096:])
    driver = open_window(None)
    driver.window.open(project)
    bar = driver.window.parts.errors
    driver.until(lambda: bool(bar.offers) and bar.isVisible())
    assert "its beginning is destroyed" in bar.text
    bar.offers[0].click()
    (dialog,) = driver.window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("recovered.sidelight")
    dialog.fileSelected.emit(str(tmp_path / "saved.sidelight"))
    dialog.close()
    driver.until(lambda: driver.window.parts.workspace.snapshot is not None)
    snapshot = driver.window.parts.workspace.snapshot
    assert snapshot is not None
    assert snapshot.path == tmp_path / "saved.sidelight"
    assert not bar.isVisible()
    assert "Everything that the log names came out." in driver.window.parts.notice.text
    assert project.read_bytes()[:4096] == bytes(4096)
