# SPDX-License-Identifier: AGPL-3.0-or-later
"""The real window on a real project; one application for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sidelight.desktop.app import make_application
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.theme import Theme
from sidelight.desktop.window import MainWindow
from sidelight.session.session import Session

ARTICLE = """The pact, explained

Kim thanked Stalin for invaluable aid. Aid came twice that year.

The two countries share a land border of some length.

A treaty was signed on Wednesday in the capital.
"""
LETTER = """Note on a letter of 1950

The letter thanks for help. It was sent on 31 August.

The border is 17 km long and follows the river Tumen.
"""
REGISTER = """# Реестр договоров

Договор подписан 19 июня. Ещё один был подписан раньше.
"""
PATIENCE_MS = 20_000


class Driver:
    """Drives a window as a person does: selects, presses keys, waits for what must come."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    def until(self, condition: Callable[[], object]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def page(self, kind: str) -> DocumentPage:
        """The page shown on a side, loaded."""
        pane = self.window.parts.article if kind == "article" else self.window.parts.sources
        self.until(lambda: pane.page is not None and pane.page.ready)
        assert pane.page is not None
        return pane.page

    def select(self, kind: str, words: str) -> tuple[int, int]:
        """Select words of the document shown on a side, the keyboard there."""
        page = self.page(kind)
        text = page.view.text.layer.text
        at = text.text.index(words)
        chosen = text.offset(at), text.offset(at + len(words))
        page.view.setFocus()
        page.view.select(*chosen)
        return chosen

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard is."""
        target: QWidget | None = QApplication.focusWidget()
        none = Qt.KeyboardModifier.NoModifier
        QTest.keyClick(target or self.window, key, modifiers or none)

    def type(self, text: str) -> None:
        """Type text of any script where the keyboard is."""
        target: QWidget | None = QApplication.focusWidget()
        assert target is not None
        none = Qt.KeyboardModifier.NoModifier
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = ord(letter.upper())
                QApplication.sendEvent(target, QKeyEvent(kind, key, none, letter))

    def trigger(self, id_: str) -> None:
        """Do an action as a menu does."""
        action = self.window.actions_[id_]
        assert action.isEnabled(), id_
        action.trigger()

    def settle(self) -> None:
        """Wait until all that was asked of the session is done."""
        done: list[object] = []
        self.window.bridge.ask(lambda _session: None, then=done.append)
        self.until(lambda: done)

    def settle_closed(self) -> None:
        """Wait until the session is closed."""
        done: list[object] = []
        self.window.bridge.leave(done.append)
        self.until(lambda: done)

    def claim(self, words: str, key: Qt.Key = Qt.Key.Key_1) -> str:
        """Make a claim of words of the article and return its id."""
        before = len(self.window.workspace.claims)
        self.select("article", words)
        self.press(key)
        self.until(lambda: len(self.window.workspace.claims) == before + 1)
        self.settle()
        return self.window.workspace.claim_id


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    assert make_application() is qapp
    theme = Theme("light", qapp)
    theme.apply()
    return theme


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of Ann's: an article of plain text and two sources."""
    path = tmp_path / "pact.sidelight"
    with Session.create(path, "The pact", by="Ann") as session:
        session.add_text(ARTICLE, kind="article", title="The pact, explained")
        session.add_text(LETTER, title="Letter of 1950")
        session.add_text(REGISTER, title="Реестр договоров")
    return path


@pytest.fixture
def open_window(theme: Theme, qtbot: QtBot) -> Iterator[Callable[[Path | None], Driver]]:
    """Opens windows, and closes them at the end of the test."""
    windows: list[MainWindow] = []

    def open_(path: Path | None) -> Driver:
        window = MainWindow(theme, "Ann")
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        driver = Driver(window, qtbot)
        if path is not None:
            window.open(path)
            driver.until(lambda: window.workspace.snapshot is not None)
            driver.settle()
        return driver

    yield open_
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def driver(open_window: Callable[[Path | None], Driver], project: Path) -> Driver:
    """A window with the project open and both documents shown."""
    driver = open_window(project)
    driver.page("article")
    driver.page("source")
    return driver
