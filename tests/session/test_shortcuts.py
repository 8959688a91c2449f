# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys in force: given, taken, put back, kept in the settings; what is wrong is left out."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from sidelight.session.actions import ACTIONS, TABLE
from sidelight.session.key_text import portable
from sidelight.session.settings import Settings, settings_path
from sidelight.session.shortcuts import FIXED, Shortcuts, flattened, read, to_store

USUAL = Shortcuts({})


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ctrl+shift+s", "Ctrl+Shift+S"),
        ("Shift + Ctrl + s", "Ctrl+Shift+S"),
        ("Control+F", "Ctrl+F"),
        ("alt+meta+f12", "Meta+Alt+F12"),
        ("l", "L"),
        ("Ctrl++", "Ctrl++"),
        ("+", "+"),
        ("Delete", "Del"),
        ("escape", "Esc"),
        ("Shift+Backtab", "Shift+Tab"),
        ("Backtab", "Shift+Tab"),
        ("Ж", "Ж"),
        ("?", "?"),
    ],
)
def test_keys_are_read_however_they_are_written(text: str, keys: str) -> None:
    assert portable(text) == keys


@pytest.mark.parametrize(
    "text", ["", " ", "Ctrl", "Ctrl+", "Hyper+A", "F99", "two", "\x07", "Alt+"]
)
def test_what_is_no_key_is_none(text: str) -> None:
    assert portable(text) == ""


def test_the_table_is_written_as_it_is_read_and_holds_no_fixed_key() -> None:
    keys = [one for act in ACTIONS for one in act.keys]
    assert [one for one in keys if portable(one) != one or one in FIXED] == []
    assert [one for one in FIXED if portable(one) != one] == []


def test_the_usual_keys_hold_where_nothing_is_said() -> None:
    assert USUAL.of("claim.link") == ("E",)
    assert USUAL.of("edit.redo") == ("Ctrl+Shift+Z", "Ctrl+Y")
    assert USUAL.holder("F3") == "edit.find_next"
    assert USUAL.holder("Ctrl+J") == ""


def test_a_key_given_is_taken_from_who_had_it() -> None:
    keys = USUAL.give("claim.link", ["Ctrl+Y"])
    assert keys.of("claim.link") == ("Ctrl+Y",)
    assert keys.of("edit.redo") == ("Ctrl+Shift+Z",)
    assert keys.holder("E") == ""
    keys = keys.give("claim.link", ["E"])
    assert not keys.changed("claim.link")
    assert keys.changed("edit.redo")
    assert keys.give("edit.redo", TABLE["edit.redo"].keys).own == {}


def test_no_two_actions_share_a_key_whatever_is_given() -> None:
    keys = USUAL
    for act, other in zip(ACTIONS, reversed(ACTIONS), strict=True):
        keys = keys.give(act.id, other.keys)
        held = [one for of_one in keys.in_force.values() for one in of_one]
        assert len(set(held)) == len(held)


def test_an_action_can_be_without_a_key() -> None:
    keys = USUAL.give("window.quit", ())
    assert keys.of("window.quit") == ()
    assert keys.holder("Ctrl+Q") == ""
    assert to_store(keys, {}) == {"window.quit": ""}


def test_what_is_stored_is_read_again() -> None:
    keys = USUAL.give("claim.link", ["L", "Ctrl+L"]).give("window.quit", ())
    again, problems = read(to_store(keys, {}))
    assert again.in_force == keys.in_force
    assert problems == []


def test_keys_survive_in_the_settings_beside_what_is_unknown() -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\n"future.act" = "F20"\nclaim.link = "l"\n', "utf-8")
    settings = Settings.load()
    keys, problems = read(settings.keys)
    assert keys.of("claim.link") == ("L",)
    assert len(problems) == 1
    settings.keys = to_store(keys.give("edit.find", ["Ctrl+J"]), settings.keys)
    settings.save()
    stored = tomllib.loads(path.read_text("utf-8"))["keys"]
    assert stored == {"future.act": "F20", "claim.link": "L", "edit.find": "Ctrl+J"}


def test_settings_without_own_keys_hold_no_table_of_them() -> None:
    settings = Settings.load()
    settings.theme = "dark"
    settings.save()
    assert "keys" not in tomllib.loads(settings_path().read_text("utf-8"))


@pytest.mark.parametrize(
    ("stored", "part"),
    [
        ("E", "no table"),
        (7, "no table"),
        ({"claim.sing": "L"}, "“claim.sing”"),
        ({"claim": {"link": {"deep": "L"}}}, "“claim.link.deep”"),
        ({"claim.link": "Hyper+L"}, "“Hyper+L”, which is none"),
        ({"claim.link": 7}, "“7”, which is none"),
        ({"claim.link": ["Esc"]}, "fixed meaning"),
        ({"claim.link": "L", "edit.find": "L"}, "another action"),
    ],
)
def test_what_means_nothing_is_said_and_left_out(stored: Any, part: str) -> None:
    keys, problems = read(stored)
    assert len(problems) == 1
    assert part in problems[0]
    link = keys.of("claim.link")
    assert link in {("E",), ("L",)}


def test_the_right_ones_of_several_keys_are_kept() -> None:
    keys, problems = read({"claim.link": ["L", "Tab", "Ctrl+L"]})
    assert keys.of("claim.link") == ("L", "Ctrl+L")
    assert keys.of("view.filter") == ()
    assert len(problems) == 1


def test_tables_in_tables_are_ids() -> None:
    assert flattened({"claim": {"link": "L"}, "edit.find": "F"}) == {
        "claim.link": "L",
        "edit.find": "F",
    }
