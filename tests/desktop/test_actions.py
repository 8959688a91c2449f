# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of actions: no key twice, every icon there, every action does something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QKeySequence

from sidelight import resources
from sidelight.desktop.action_set import shown_keys, tip
from sidelight.session.actions import ACTIONS, CONTEXTS, MENUS
from sidelight.session.keyboard_table import keyboard_table

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

DOCS = Path(__file__).parents[2] / "docs" / "keyboard.md"


def test_no_two_actions_share_a_key() -> None:
    keys = Counter(QKeySequence.fromString(keys).toString() for act in ACTIONS for keys in act.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_action_takes_a_key_that_the_reading_view_needs() -> None:
    # the ends of a highlight, the caret, find bar and scrolling
    ends = [f"Alt+{more}{way}" for more in ("", "Shift+", "Ctrl+") for way in ("Left", "Right")]
    needed = [*ends, "Space", "Return", "Esc", "Ctrl+A", "Ctrl+Up", "Ctrl+Down", "[", "]"]
    needed += ["PgDown", "Home", "End"]
    taken = {QKeySequence.fromString(keys).toString() for act in ACTIONS for keys in act.keys}
    assert [key for key in needed if QKeySequence.fromString(key).toString() in taken] == []


def test_no_two_actions_share_an_id_or_a_name() -> None:
    assert len({act.id for act in ACTIONS}) == len(ACTIONS)
    assert len({act.text for act in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("act", ACTIONS, ids=lambda act: act.id)
def test_every_action_is_complete(act: object) -> None:
    found = next(one for one in ACTIONS if one is act)
    assert found.text
    assert found.help.endswith(".")
    assert found.menu in {"", *MENUS}
    assert found.context in CONTEXTS
    icon = resources.folder("resources") / "icons" / f"{found.icon}.svg"
    assert not found.icon or icon.is_file()
    for keys in found.keys:
        assert not QKeySequence.fromString(keys).isEmpty()


def test_every_action_is_reached_by_menu_or_key() -> None:
    assert [act.id for act in ACTIONS if not act.menu and not act.keys] == []


def test_every_action_does_something(open_window: Callable[[Path | None], Driver]) -> None:
    actions = open_window(None).window.actions_
    idle = [
        act.id
        for act in ACTIONS
        if not actions[act.id].receivers(SIGNAL("triggered(bool)"))
        and not actions[act.id].receivers(SIGNAL("toggled(bool)"))
    ]
    assert idle == []


def test_a_tool_tip_says_what_it_does_and_its_key() -> None:
    assert tip("claim.link") == ("Link the passage selected in a source to the chosen claim.  E")
    assert shown_keys("edit.redo") == "Ctrl+Shift+Z"


def test_the_keyboard_page_is_the_table() -> None:
    text = DOCS.read_text("utf-8")
    assert text.partition("<!-- table -->\n\n")[2] == keyboard_table()
