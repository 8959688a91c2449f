# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sharing a copy from the window: what is chosen is said in numbers, and what is left out is."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sidelight.desktop.exchange.reviewer_dialog import ReviewerDialog
from sidelight.desktop.exchange.share_dialog import Offer, ShareDialog, Wanted
from sidelight.desktop.theme import Theme
from sidelight.session.copy_words import Contents
from sidelight.session.session import Session
from sidelight.store.change_set import START
from tests.desktop.exchange.conftest import BORDER, Colleague, claim, modal

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def sharing(driver: Driver) -> ShareDialog:
    """Ask for a copy and wait until it is said what it will hold."""
    driver.press(Qt.Key.Key_S, CTRL_ALT)
    dialog = modal(driver, ShareDialog)
    assert isinstance(dialog, ShareDialog)
    driver.until(dialog.said.text)
    return dialog


def told(driver: Driver, dialog: ShareDialog, part: str) -> None:
    """Wait until a part of a sentence is said."""
    driver.until(lambda: part in f"{dialog.said.text()} {dialog.without.text()}")


def test_a_copy_is_written_without_private_notes(ann: Driver, begun: Path, tmp_path: Path) -> None:
    workspace = ann.window.workspace
    one = workspace.claims[0].id
    ann.window.bridge.do(lambda s: s.add_note(one, "she must not be named", private=True))
    ann.settle()
    dialog = sharing(ann)
    assert dialog.private.isChecked()
    assert dialog.private.text() == "Leave 1 private note out"
    assert dialog.files.text().startswith("With the files of 2 sources")
    told(ann, dialog, "Left out: 1 note.")
    assert dialog.said.text() == (
        "The copy holds 3 documents, 1 claim, 1 verdict, 1 piece of evidence."
    )
    target = tmp_path / "copy.sidelight"
    dialog.place.setText(str(target))
    ann.press(Qt.Key.Key_Return)
    bar = ann.window.bench.outcome
    ann.until(bar.isVisible)
    assert bar.text == f"Copy written: {target}"
    assert bar.folder.isVisible()
    assert not bar.back.isVisible()
    assert b"must not be named" not in target.read_bytes()
    assert b"must not be named" in begun.read_bytes()


def test_only_my_acts_make_a_small_change_set(ann: Driver, tmp_path: Path) -> None:
    dialog = sharing(ann)
    dialog.kinds["mine"].setChecked(True)
    assert dialog.place.text().endswith("pact to share.sidelight-changes")
    assert not dialog.files.isChecked()
    told(ann, dialog, "the files of all documents")
    target = tmp_path / "ann.sidelight-changes"
    dialog.place.setText(str(target))
    dialog.ok.click()
    ann.until(ann.window.bench.outcome.isVisible)
    data = target.read_bytes()
    assert data.startswith(START)
    assert len(data) < 6000
    assert "invaluable aid" in zlib.decompress(data[len(START) :]).decode()


def test_a_blind_copy_says_what_it_cannot_promise(ann: Driver, tmp_path: Path) -> None:
    dialog = sharing(ann)
    assert dialog.blind.isHidden()
    dialog.kinds["blind"].setChecked(True)
    assert dialog.blind_words.text().startswith("The reviewer gets the documents and the claims")
    assert "cannot keep people from telling" in dialog.blind_words.text()
    told(ann, dialog, "The copy holds 3 documents, 1 claim.")
    target = tmp_path / "blind.sidelight"
    dialog.place.setText(str(target))
    dialog.ok.click()
    ann.until(ann.window.bench.outcome.isVisible)
    assert b'"verified"' not in target.read_bytes()


def test_the_claims_listed_or_the_chosen_one_can_be_shared(ann: Driver, tmp_path: Path) -> None:
    ann.claim("A treaty was signed on Wednesday", Qt.Key.Key_3)
    ann.claim(BORDER, Qt.Key.Key_2)
    ann.window.parts.claims.header.words.setText("treaty")
    dialog = sharing(ann)
    offered = [dialog.claims.itemText(at) for at in range(dialog.claims.count())]
    # the chosen one stays so though the list does not show it
    assert offered == ["All 3 claims", "The 1 claim that the list shows now", "Claim 3 alone"]
    dialog.claims.setCurrentIndex(1)
    told(ann, dialog, "The copy holds 1 document, 1 claim, 1 verdict.")
    target = tmp_path / "part.sidelight"
    dialog.place.setText(str(target))
    dialog.ok.click()
    ann.until(ann.window.bench.outcome.isVisible)
    with Session.open(target, by="Ann") as copy:
        assert [c.quote for c in copy.project.claims()] == ["A treaty was signed on Wednesday"]


def test_a_file_that_is_there_is_replaced_only_where_that_was_agreed_to(
    ann: Driver, tmp_path: Path
) -> None:
    there = tmp_path / "there.sidelight"
    there.write_bytes(b"mine")
    dialog = sharing(ann)
    dialog.place.setText(str(there))
    assert not dialog.wanted().overwrite
    dialog.ok.click()
    assert dialog.isVisible()
    assert dialog.problem.text().startswith(f"{there} exists already.")
    assert there.read_bytes() == b"mine"
    dialog.line.browse.click()
    files = modal(ann, QFileDialog)
    assert isinstance(files, QFileDialog)
    files.fileSelected.emit(str(there))
    files.reject()
    assert dialog.wanted().overwrite
    dialog.ok.click()
    ann.until(ann.window.bench.outcome.isVisible)
    assert there.read_bytes() != b"mine"


@pytest.fixture
def parent(theme: Theme, qtbot: QtBot) -> QWidget:
    theme.apply()
    widget = QWidget()
    widget.resize(1200, 900)
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def alone(parent: QWidget) -> ShareDialog:
    """The dialog on a project without sources and private notes."""
    offer = Offer(Path("/there/a.sidelight"), "me", [], [("All claims", None)], 0, 0, 0)
    asked: list[Wanted] = []
    return ShareDialog(parent, offer, lambda _w, then: then(Contents("All.", "")), asked.append)


def test_what_there_is_nothing_of_is_not_offered(alone: ShareDialog) -> None:
    assert alone.private.isHidden()
    assert not alone.files.isEnabled()
    assert alone.ok.isEnabled()
    alone.place.setText("  ")
    assert not alone.ok.isEnabled()
    alone.place.setText("/there/b.txt")
    alone.kinds["mine"].setChecked(True)
    assert alone.place.text() == "/there/b.txt"


def test_i_am_this_reviewer(ann: Driver, bob: Colleague) -> None:
    bob.work(lambda session: claim(session, BORDER, "denied"))
    bench = ann.window.bench
    bench.exchange.ask_who()
    dialog = modal(ann, ReviewerDialog)
    assert isinstance(dialog, ReviewerDialog)
    assert dialog.names.currentText() == "Ann (you now)"
    assert not dialog.ok.isEnabled()
    dialog.reject()
    bench.merging.look([bob.path], merging=True)
    ann.until(lambda: bench.merging.preview is not None)
    assert bench.merging.preview is not None
    bench.merging.preview.ok.click()
    ann.until(lambda: len(ann.window.workspace.claims) == 2)
    bench.exchange.ask_who()
    dialog = modal(ann, ReviewerDialog)
    assert isinstance(dialog, ReviewerDialog)
    dialog.names.setCurrentIndex(dialog.names.findText("Bob"))
    dialog.ok.click()
    ann.until(lambda: bench.outcome.text == "You are Bob from now on, in all projects.")
    assert ann.window.workspace.reviewer(ann.window.workspace.me).name == "Bob"
