# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every control that the keyboard can reach says what it is, at every size of text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QListView,
    QScrollBar,
    QToolButton,
    QWidget,
)

from sidelight.desktop.colours import CONTRAST, LIGHT
from sidelight.desktop.theme import TEXT_SIZES, Theme
from sidelight.session.settings import Settings

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]
DIALOGS = ("project.new", "project.name", "document.paste", "document.retitle", "help.keys",
           "help.about")  # fmt: skip


def unnamed(window: QWidget) -> list[str]:
    """The controls of a window that take the keyboard and have no name."""
    found = []
    for widget in window.findChildren(QWidget):
        reached = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        inner = isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_")
        popup = isinstance(widget, QListView) and isinstance(widget.parent(), QFrame)
        if not reached or inner or popup or not widget.isVisibleTo(window):
            continue
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def test_every_control_of_the_window_has_a_name(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.select("source", "17 km long")
    driver.trigger("claim.link")
    driver.until(lambda: driver.window.workspace.claims[0].evidence)
    driver.settle()
    driver.trigger("edit.find")
    assert unnamed(driver.window) == []


def test_every_control_of_the_start_page_has_a_name(open_window: Opener) -> None:
    assert unnamed(open_window(None).window) == []


@pytest.mark.parametrize("id_", DIALOGS)
def test_every_control_of_the_dialogs_has_a_name(driver: Driver, id_: str) -> None:
    driver.trigger(id_)
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert unnamed(dialog) == []
    assert dialog.windowTitle() or dialog.accessibleName()
    dialog.close()
    driver.front()


def test_tab_goes_through_the_window_and_comes_back(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.front()
    driver.page("article").view.setFocus(Qt.FocusReason.TabFocusReason)
    first = driver.window.focusWidget()
    assert first is not None
    seen = [first]
    for _step in range(80):
        driver.press(Qt.Key.Key_Tab)
        now = driver.window.focusWidget()
        if now is first:
            break
        seen.append(now)
    assert driver.window.focusWidget() is first
    assert len(set(map(id, seen))) == len(seen)
    parts = driver.window.parts
    for place in (parts.sources, parts.claims, parts.card, driver.window.top):
        assert any(place.isAncestorOf(widget) for widget in seen), place


def test_text_grows_in_the_window_at_once_and_is_remembered(driver: Driver, theme: Theme) -> None:
    driver.claim("invaluable aid")
    driver.settle()
    window = driver.window
    table, reason = window.parts.claims.table, window.parts.card.reason
    button = window.top.findChildren(QToolButton)[0]
    before = (table.rowHeight(0), reason.height(), button.iconSize())
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    usual = application.font().pointSizeF()
    try:
        driver.trigger("size.200")
        assert Settings.load().text_size == 200
        assert application.font().pointSizeF() == 2 * usual
        driver.until(lambda: table.rowHeight(0) > 1.5 * before[0] - 15)
        driver.until(lambda: reason.height() > 1.5 * before[1])
        assert button.iconSize() == before[2] * 2
        assert window.actions_["size.200"].isChecked()
        assert not window.actions_["size.100"].isChecked()
    finally:
        driver.trigger("size.100")
    assert theme.text_size == 100
    driver.until(lambda: table.rowHeight(0) == before[0])
    assert button.iconSize() == before[2]


@pytest.mark.parametrize("percent", TEXT_SIZES)
@pytest.mark.parametrize("size", [QSize(1440, 900), QSize(1024, 700)], ids=["large", "small"])
def test_nothing_in_the_top_bar_overlaps(driver: Driver, percent: int, size: QSize) -> None:
    driver.claim("invaluable aid")
    driver.settle()
    window = driver.window
    try:
        driver.trigger(f"size.{percent}")
        window.resize(size)
        driver.until(lambda: window.size() == size)
        driver.until(lambda: edges(window.top) == sorted(edges(window.top)))
        assert edges(window.top)[-1] <= window.width()
    finally:
        driver.trigger("size.100")


def edges(bar: QWidget) -> list[int]:
    """The left and right edges of what stands in a bar, from left to right."""
    inside = [one for one in bar.findChildren(QWidget) if one.parent() is bar and one.isVisible()]
    rects = sorted((one.geometry() for one in inside), key=lambda rect: rect.left())
    return [edge for rect in rects for edge in (rect.left(), rect.right())]


def test_a_theme_is_chosen_and_remembered(driver: Driver, theme: Theme) -> None:
    try:
        driver.trigger("theme.contrast")
        assert theme.colours is CONTRAST
        assert Settings.load().theme == "contrast"
        assert driver.page("article").view.colours.ground == "#000000"
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        assert application.palette().windowText().color() == QColor("#ffffff")
        assert driver.window.actions_["theme.contrast"].isChecked()
        # The switch between light and dark leads out of it.
        driver.trigger("view.dark")
        assert theme.colours is LIGHT
        driver.trigger("theme.system")
        assert theme.choice == Settings.load().theme == "system"
        assert theme.colours.name in {"light", "dark", "contrast"}
    finally:
        driver.trigger("theme.light")
    assert theme.colours is LIGHT
    assert driver.window.actions_["theme.light"].isChecked()


@pytest.mark.parametrize(
    ("name", "size", "kept"),
    [("dark", 150, ("dark", 150)), ("pink", 7, ("light", 100)), ("system", 100, ("system", 100))],
)
def test_settings_that_make_no_sense_are_as_if_not_made(
    theme: Theme, name: str, size: int, kept: tuple[str, int]
) -> None:
    made = Theme(name, theme, text_size=size)
    assert (made.choice, made.text_size) == kept
