# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every dialog shows all its words in every language and at every size of text, in a window as
small as windows get; what does not fit scrolls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sidelight.desktop.dialogs.agreement import AgreementDialog
from sidelight.desktop.dialogs.sign_off import SignOffDialog
from sidelight.desktop.documents.left_out_page import LeftOutPage
from sidelight.desktop.exchange.conflicts_dialog import ConflictsDialog
from sidelight.desktop.exchange.erase_dialog import ask_erasure
from sidelight.desktop.exchange.preview_dialog import PreviewDialog
from sidelight.desktop.exchange.reviewer_dialog import ReviewerDialog
from sidelight.desktop.exchange.share_dialog import Offer, ShareDialog
from sidelight.desktop.theme import Theme
from sidelight.language import use
from sidelight.model.conflicts import Conflict
from sidelight.session.agreement import Agreement, Compared, Driver, Figure, Opinion
from sidelight.session.copy_words import Contents
from sidelight.session.erasing import ErasePlan
from sidelight.session.merge_preview import SECTIONS, Preview, Row
from sidelight.session.signing import LeftOpen, Signing
from sidelight.session.unsettled import Unsettled

LONG = "Записка о визите председателя 조선민주주의인민공화국 and what was said of it on the day"
PEOPLE = [("a", "Ann"), ("b", "Константин Константинович Константинопольский")]


@pytest.fixture(params=[("en", 100), ("ru", 200), ("ko", 150)], ids=["en", "ru", "ko"])
def small(request: pytest.FixtureRequest, theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    """A small window in a language at a size of text."""
    language, size = request.param
    use(language)
    theme.choose_size(size)
    window = QWidget()
    window.resize(1024, 700)
    qtbot.addWidget(window)
    window.show()
    yield window
    theme.choose_size(100)
    use("")


def share(window: QWidget) -> QDialog:
    offer = Offer(
        Path("a folder of checks") / f"{LONG}.sidelight",
        "a",
        PEOPLE,
        [(LONG, None)],
        3,
        21,
        9 << 20,
    )
    contents = Contents("The copy holds 22 documents, 36 claims.", "Left out: 19 verdicts.")
    dialog = ShareDialog(window, offer, lambda _wanted, then: then(contents), lambda _wanted: None)
    dialog.kinds["blind"].setChecked(True)
    return dialog


def erase(window: QWidget) -> QDialog:
    plan = ErasePlan(LONG, (), 2, 5, 1, ("claim 1", "claim 2"), (Path("/somewhere"),))
    return ask_erasure(window, "document", plan, lambda _plan: None)


def be(window: QWidget) -> QDialog:
    return ReviewerDialog(window, PEOPLE, "a", lambda _id: None)


def settle(window: QWidget) -> QDialog:
    dialog = ConflictsDialog(window)
    one = Unsettled(
        Conflict("document", "d", "title", ()), f"“{LONG}”", "Title",
        (),
    )  # fmt: skip
    dialog.show_all([one] * 3, [])
    return dialog


def agree(window: QWidget) -> QDialog:
    dialog = AgreementDialog(window)
    people = tuple(name for _id, name in PEOPLE)
    figures = tuple(Figure(name, None, LONG, "undefined", LONG) for name in ("percent", "alpha"))
    compared = Compared(people, 11, 5, 11, 35, figures)
    opinions = tuple(Opinion(name, "denied", LONG) for name in people)
    drivers = (Driver("c", "1", LONG, 0.5, opinions),) * 7
    dialog.show_found(Agreement("a", LONG, compared, (compared, compared), drivers))
    return dialog


def sign(window: QWidget) -> QDialog:
    dialog = SignOffDialog(window)
    left = tuple(LeftOpen(f"{LONG}: 1, 2, 3, 4, 5", ("c",)) for _row in range(6))
    dialog.show_signing(Signing("a", LONG, left, (LONG, LONG), mine=True), writable=True)
    return dialog


def look(window: QWidget, theme: Theme) -> QDialog:
    rows = tuple(
        Row(section, what, LONG, "Bob · 2026-11-26 03:05", (("Title, here", LONG),))
        for section, what in zip(
            SECTIONS, ("erased", "conflict", "twins", "changed", "new"), strict=True
        )
    )
    dialog = PreviewDialog(window, theme, [Path(f"{LONG}.sidelight")])
    dialog.merge_next()
    dialog.show_preview(Preview((f"Bob: {LONG}",), (f"Bob: {LONG}", LONG), rows, False, 5))
    dialog.list.choose(1)
    return dialog


def cut_off(dialog: QWidget) -> list[str]:
    """The words of labels and buttons that are not shown whole."""
    found = []
    for one in dialog.findChildren(QLabel):
        wraps = one.isVisible() and one.wordWrap() and one.text()
        if wraps and one.height() < one.heightForWidth(one.width()):
            found.append(one.text())
    for button in dialog.findChildren(QPushButton):
        said = button.isVisible() and button.property("part") != "link" and button.text()
        if said and button.width() < button.fontMetrics().horizontalAdvance(button.text()):
            found.append(button.text())
    return found


@pytest.mark.parametrize(
    "make", [share, erase, be, settle, agree, sign], ids=lambda made: made.__name__
)
def test_no_dialog_cuts_its_words(
    small: QWidget, make: Callable[[QWidget], QDialog], qtbot: QtBot
) -> None:
    dialog = make(small)
    dialog.show()
    qtbot.waitExposed(dialog)
    for _turn in range(5):
        QApplication.processEvents()
    assert cut_off(dialog) == []
    assert dialog.width() <= small.width()
    assert dialog.height() <= small.height()
    dialog.close()


def test_the_preview_keeps_its_list_in_sight(small: QWidget, theme: Theme, qtbot: QtBot) -> None:
    dialog = look(small, theme)
    dialog.show()
    qtbot.waitExposed(dialog)
    for _turn in range(5):
        QApplication.processEvents()
    assert isinstance(dialog, PreviewDialog)
    line = dialog.fontMetrics().height()
    assert dialog.list.viewport().height() > 3 * line
    assert dialog.ok.isVisible()
    assert dialog.width() <= small.width()
    # who and when give way before the words are too short to read
    room = dialog.list.columnWidth(0)
    assert room > 25 * dialog.fontMetrics().averageCharWidth()
    dialog.close()


def test_a_document_without_its_file_is_read_in_a_narrow_pane(small: QWidget, qtbot: QtBot) -> None:
    assert small.isVisible()
    page = LeftOutPage()
    qtbot.addWidget(page)
    page.setWindowFlag(Qt.WindowType.Window)
    page.show_document(LONG, LONG, [("e", f"Claim 1, {LONG}", LONG)] * 4, writable=True)
    # half of the smallest window
    page.resize(440, 400)
    page.show()
    qtbot.waitExposed(page)
    QApplication.processEvents()
    assert cut_off(page) == []
    assert page.horizontalScrollBar().maximum() == 0
