# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person sees of the sources and does with them: halves, tabs, windows torn off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from sidelight.desktop.documents.half import Half
from sidelight.desktop.documents.pane import Pane
from sidelight.desktop.documents.torn_window import TornWindow

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LETTER, REGISTER, MINUTES = "Letter of 1950", "Реестр договоров", "Minutes"


def sources(driver: Driver) -> Pane:
    return driver.window.parts.sources


def titles(driver: Driver) -> list[list[str]]:
    """The titles on the tabs of the sources, strip by strip."""
    pane = sources(driver)
    return [pane._housing.halves[strip.id].words() for strip in pane.arrangement.strips]


def half(driver: Driver, title: str) -> Half:
    """The half that a source's tab stands in."""
    return next(h for h in sources(driver)._housing.halves.values() if title in h.words())


def bring(driver: Driver, title: str) -> None:
    """Bring a source forward and give it the keyboard."""
    found = next(d for d in driver.window.workspace.documents("source") if d.title == title)
    driver.window.bench.going.to_document(found.id)
    driver.until(lambda: driver.page("source").document.title == title)
    driver.until(driver.page("source").view.hasFocus)


def torn(driver: Driver) -> TornWindow:
    """The one window torn off the sources, in use."""
    (window,) = sources(driver).windows
    driver.until(window.isVisible)
    window.activateWindow()
    driver.until(window.isActiveWindow)
    driver.until(lambda: driver.page("source").window() is window)
    return window


def in_whole(driver: Driver) -> None:
    """Every source has its tab once."""
    tabs = sources(driver).arrangement.tabs()
    assert sorted(tab.document for tab in tabs if not tab.second) == sorted(
        document.id for document in driver.window.workspace.documents("source")
    )
    shown = [words for strip in titles(driver) for words in strip]
    assert len(shown) == len(tabs)
