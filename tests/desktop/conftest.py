# SPDX-License-Identifier: AGPL-3.0-or-later
"""The real window on a real project; one application for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sidelight.desktop.app import make_application
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.remembered import first_size
from sidelight.desktop.theme import Theme
from sidelight.desktop.window import MainWindow
from sidelight.session import shortcuts
from sidelight.session.session import Session
from sidelight.session.settings import settings_path
from sidelight.store.trust import remember
from tests.desktop import sides

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

    def front(self) -> None:
        """Give the window the keyboard again: offscreen, nothing does when a dialog closes."""
        self.until(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

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

    def drag(self, kind: str, words: str) -> None:
        """Select words with the mouse: press before the first letter, let go after the last."""
        view = self.page(kind).view
        text = view.text.layer.text
        at = text.text.index(words)
        start, end = text.offset(at), text.offset(at + len(words))
        view.reveal(start, end)
        rects = view.text.rects(start, end)
        first, last = view.to_view(*rects[0]), view.to_view(*rects[-1])
        port, left = view.viewport(), Qt.MouseButton.LeftButton
        begin = QPoint(round(first.left()) + 1, round(first.center().y()))
        finish = QPoint(round(last.right()) - 1, round(last.center().y()))
        none = Qt.KeyboardModifier.NoModifier
        QTest.mousePress(port, left, none, begin)
        moved = QMouseEvent(
            QEvent.Type.MouseMove, finish, port.mapToGlobal(finish), left, left, none
        )
        QApplication.sendEvent(port, moved)
        QTest.mouseRelease(port, left, none, finish)
        view.setFocus()
        assert view.selected_text() == words

    def mark_point(self, kind: str, id_: str) -> QPointF:
        """Where in the viewport the first line of a highlight is."""
        rect = self.page(kind).view.line_rect(id_)
        assert rect is not None
        return rect.center()

    def click_mark(self, kind: str, id_: str) -> None:
        """Click on the first line of a highlight."""
        point = self.mark_point(kind, id_).toPoint()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.page(kind).view.viewport(), left, none, point)

    def click_row(self, row: int, column: int = 2) -> None:
        """Click on a cell of the claims list."""
        table = self.window.parts.claims.table
        rect = table.visualRect(table.model().index(row, column))
        place = QPoint(rect.left() + 24, rect.center().y())
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(table.viewport(), left, none, place)

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


@pytest.fixture(autouse=True)
def no_widget_outlives_its_test(qapp: QApplication) -> Iterator[None]:
    """Delete what a test closed: without an event loop it would stay, and be styled anew with every
    later test.
    """
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    assert make_application() is qapp
    theme = Theme("light", qapp)
    theme.apply()
    return theme


@dataclass(frozen=True)
class Template:
    """A project made once, how many changes it has and its heads, and the settings that know who
    made it.
    """

    project: bytes
    count: int
    heads: frozenset[str]
    settings: bytes

    @classmethod
    def of(cls, session: Session) -> Template:
        """What a session left that was closed."""
        log = session.project.log
        project, settings = session.file.path.read_bytes(), settings_path().read_bytes()
        return cls(project, len(log.changes), frozenset(log.heads), settings)

    def put(self, path: Path) -> None:
        """Put a copy somewhere, and the settings into this test's home."""
        path.write_bytes(self.project)
        # A copy is a stranger, and slow to open, until it is said to be ours.
        remember(path, self.count, self.heads)
        settings_path().parent.mkdir(parents=True, exist_ok=True)
        settings_path().write_bytes(self.settings)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, session_home: Path) -> Template:
    """A project of Ann's: an article of plain text and two sources."""
    assert session_home.is_dir()
    path = tmp_path_factory.mktemp("template") / "pact.sidelight"
    with Session.create(path, "The pact", by="Ann") as session:
        session.add_text(ARTICLE, kind="article", title="The pact, explained")
        session.add_text(LETTER, title="Letter of 1950")
        session.add_text(REGISTER, title="Реестр договоров")
    return Template.of(session)


@pytest.fixture
def project(tmp_path: Path, template: Template) -> Path:
    """The project, a copy for each test; Ann is the same person in it and in the settings."""
    path = tmp_path / "pact.sidelight"
    template.put(path)
    return path


Once = Callable[[str, Callable[[Path], Session]], Path]


@pytest.fixture(scope="module")
def templates() -> dict[str, Template]:
    return {}


@pytest.fixture
def once(tmp_path: Path, templates: dict[str, Template]) -> Once:
    """Gives the project of a name, which is made the first time that a module's tests ask for it;
    from then on it is a copy.  What makes it returns its session, closed.
    """

    def given(name: str, make: Callable[[Path], Session]) -> Path:
        path = tmp_path / f"{name}.sidelight"
        if name in templates:
            templates[name].put(path)
        else:
            templates[name] = Template.of(make(path))
        return path

    return given


@pytest.fixture
def open_window(theme: Theme, qtbot: QtBot) -> Iterator[Callable[..., Driver]]:
    """Opens windows, and closes them at the end of the test."""
    windows: list[MainWindow] = []

    def open_(path: Path | None, name: str = "Ann") -> Driver:
        window = MainWindow(theme, name)
        windows.append(window)
        if window.size() == first_size(window.screen().availableSize()):
            window.resize(1440, 900)  # the screen of the offscreen platform is a small one
        window.show()
        qtbot.waitExposed(window)
        window.furnish()
        driver = Driver(window, qtbot)
        if path is not None:
            window.open(path)
            driver.until(lambda: window.workspace.snapshot is not None)
            driver.settle()
        return driver

    yield open_
    for window in windows:
        window.close_anyway()
        window.deleteLater()
    shortcuts.use(shortcuts.Shortcuts({}))


@pytest.fixture
def driver(open_window: Callable[[Path | None], Driver], project: Path) -> Driver:
    """A window with the project open and both documents shown."""
    driver = open_window(project)
    driver.page("article")
    driver.page("source")
    return driver


@pytest.fixture
def three(once: Once) -> Path:
    """A project with an article, three sources, one of them long, and a claim with evidence in
    two of them.
    """
    return once("three", make_three)


def make_three(path: Path) -> Session:
    body = "\n\n".join(f"Entry {number:03} of the minutes." for number in range(150))
    with Session.create(path, "Three", by="Ann") as session:
        article = session.add_text("The pact\n\nKim thanked Stalin.\n\nMore.\n", kind="article",
                                   title="The pact")  # fmt: skip
        letter = session.add_text("A letter\n\nThanks for the help.\n", title=sides.LETTER)
        session.add_text("Реестр\n\nДоговор подписан.\n", title=sides.REGISTER)
        minutes = session.add_text(f"Minutes\n\n{body}\n", title=sides.MINUTES)
        claim = session.claim(article, 7, 16, "verified")
        session.link(claim.id, letter, 7, 13)
        session.link(claim.id, minutes, 7, 15)
    return session


@pytest.fixture
def desk(open_window: Callable[[Path | None], Driver], three: Path) -> Driver:
    driver = open_window(three)
    driver.page("article")
    driver.page("source")
    return driver
