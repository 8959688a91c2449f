# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document written with its marks from the window: asked for, said, refused, stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from sidelight.desktop.dialogs.project_place import plain_name
from sidelight.desktop.documents.document_menu import document_menu
from sidelight.language import _
from tests.annotations import told
from tests.locked import PASSWORD, locked_pdf
from tests.scans import printed_pdf

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]


def offered(driver: Driver) -> list[str]:
    buttons = driver.window.parts.status.findChildren(QPushButton)
    return [button.text() for button in buttons if button.isVisible()]


def test_the_document_in_use_is_written_where_it_is_asked_to_be(
    driver: Driver, tmp_path: Path
) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_2)
    driver.select("article", "invaluable aid")
    driver.trigger("document.annotate")
    dialog = driver.window.findChild(QFileDialog)
    assert dialog is not None
    title = driver.page("article").document.title
    assert Path(dialog.selectedFiles()[0]).name == f"{title} with marks.pdf"
    target = tmp_path / "out.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    driver.until(lambda: driver.window.parts.status.said == "out.pdf written with 1 mark")
    assert offered(driver) == ["Open", "Show in folder"]
    (found,) = told(target.read_bytes())
    assert (found.kind, found.author, found.subject) == ("Highlight", "Ann", "Claim 1: Disputed")
    driver.settle()


def test_the_menus_of_a_document_and_of_its_tab_offer_it(driver: Driver) -> None:
    action = driver.window.actions_["document.annotate"]
    assert action.isEnabled()
    menu = document_menu(driver.page("source"), driver.window.actions_)
    assert action in menu.actions()
    menu.close()
    menu.deleteLater()
    every = [action.objectName() for _act, action in driver.window.actions_.enabled()]
    assert "document.annotate" in every


def test_one_with_a_password_says_why_not(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(locked_pdf())
    parts = driver.window.parts
    bench = driver.window.bench
    parts.bridge.do(lambda session: session.add_document(path, password=PASSWORD))
    driver.until(lambda: any(d.name == "letter.pdf" for d in driver.window.workspace.documents()))
    letter = next(d for d in driver.window.workspace.documents() if d.name == "letter.pdf")
    bench.annotating.write(letter, tmp_path / "out.pdf")
    driver.until(lambda: "is protected by a password" in parts.errors.text)
    assert not (tmp_path / "out.pdf").exists()


def test_one_that_is_stopped_leaves_nothing_behind(driver: Driver, tmp_path: Path) -> None:
    parts, target = driver.window.parts, tmp_path / "out.pdf"
    document = driver.page("article").document

    def stop(words: str, _share: float) -> None:
        if words == _("Writing {name}").format(name="out.pdf"):
            parts.bridge.cancel()

    parts.bridge.busy.connect(stop, Qt.ConnectionType.DirectConnection)
    driver.window.bench.annotating.write(document, target)
    driver.until(lambda: parts.status.said == "Stopped; out.pdf was not written.")
    assert not target.exists()


def test_what_could_not_be_kept_is_said_in_a_bar(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "torn.pdf"
    whole = printed_pdf()
    path.write_bytes(whole[: whole.rindex(b"startxref")])
    parts = driver.window.parts
    parts.bridge.do(lambda session: session.add_document(path))
    driver.until(lambda: any(d.name == "torn.pdf" for d in driver.window.workspace.documents()))
    torn = next(d for d in driver.window.workspace.documents() if d.name == "torn.pdf")
    driver.window.bench.annotating.write(torn, tmp_path / "out.pdf")
    driver.until(lambda: "had to be repaired" in driver.window.bench.outcome.text)
    assert (tmp_path / "out.pdf").is_file()


def test_a_source_in_use_is_offered_under_its_own_name(driver: Driver) -> None:
    driver.select("source", "It was sent on 31 August.")
    driver.page("source").view.setFocus()
    driver.window.parts.focused_pane()
    driver.press(
        Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    driver.until(lambda: driver.window.findChild(QFileDialog) is not None)
    dialog = driver.window.findChild(QFileDialog)
    assert dialog is not None
    offered_as = Path(dialog.selectedFiles()[0])
    assert offered_as.name == f"{driver.page('source').document.title} with marks.pdf"
    assert offered_as.parent == driver.window.workspace.snapshot.path.parent  # type: ignore[union-attr]
    dialog.reject()
    driver.settle()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The pact: what holds?", "The pact what holds"),
        ("../../etc/passwd", "etc passwd"),
        ("  Письмо\tот 5.5. ", "Письмо от 5.5"),
        ("???", ""),
        ("я" * 300, "я" * 100),
    ],
)
def test_a_title_becomes_a_name_that_any_file_system_takes(title: str, name: str) -> None:
    assert plain_name(title).strip() == name
