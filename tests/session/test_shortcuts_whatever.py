# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever the settings say of keys and whatever is given and taken, each key has one action."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import tomli_w
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sidelight.session.actions import ACTIONS, TABLE
from sidelight.session.key_text import portable
from sidelight.session.settings import Settings, settings_path
from sidelight.session.shortcuts import FIXED, Shortcuts, flattened, read, to_store
from tests.effort import examples

USUAL = Shortcuts({})
IDS = [act.id for act in ACTIONS]
MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift")

ids = st.sampled_from(IDS)
some_ids = st.sampled_from(["claim.link", "edit.redo", "edit.find", "view.larger", "window.quit"])
usual_keys = st.sampled_from([key for act in ACTIONS for key in act.keys])
free_keys = st.sampled_from(["L", "Ctrl+J", "F20", "Meta+Alt+Ж", "Ctrl+Shift+F12"])
key_texts = st.one_of(usual_keys, free_keys, st.sampled_from(sorted(FIXED)), st.text(max_size=8))
scalars = st.one_of(
    key_texts,
    key_texts.map(str.lower),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.none(),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
names = st.one_of(some_ids, ids, ids.map(lambda id_: id_.partition(".")[0]), st.text(max_size=6))
tables = st.dictionaries(names, values, max_size=6)
gifts = st.lists(
    st.tuples(ids | some_ids, st.lists(usual_keys | free_keys, max_size=3)), max_size=8
)


def shared(keys: Shortcuts) -> list[str]:
    """The keys that more than one action has, or one twice."""
    counted = Counter(key for held in keys.in_force.values() for key in held)
    return [key for key, count in counted.items() if count > 1]


def given_all(gifts: list[tuple[str, list[str]]]) -> Shortcuts:
    """The usual keys after all that was given."""
    keys = USUAL
    for id_, wanted in gifts:
        keys = keys.give(id_, wanted)
    return keys


@given(tables | values)
@settings(max_examples=examples(40))
@example({"claim.link": "Ctrl+Y", "edit.redo": ["Ctrl+Y", "E"]})
@example({"edit": {"redo": ["ctrl+y", "Control+Y", "CTRL + Y"]}, "edit.redo": float("nan")})
@example({"claim": {"link": []}, "": "E", ".": {"": ""}})
@example({"claim.link": [["L"], {"L": "L"}, None, date(2026, 1, 2)]})
def test_whatever_is_stored_each_key_has_one_action_and_none_a_fixed_one(stored: Any) -> None:
    keys, problems = read(stored)
    assert list(keys.in_force) == IDS
    assert shared(keys) == []
    held = [key for some in keys.in_force.values() for key in some]
    assert [key for key in held if key in FIXED or portable(key) != key] == []
    assert all(said.startswith("The ") and said.endswith(".") for said in problems)
    for key in held:
        assert key in keys.of(keys.holder(key))


@given(tables)
@settings(max_examples=examples(40))
def test_what_was_read_is_stored_so_that_it_is_read_the_same(stored: dict[str, Any]) -> None:
    keys, _problems = read(stored)
    again, left = read(to_store(keys, {}))
    assert again.in_force == keys.in_force
    assert left == []
    kept = to_store(keys, stored)
    assert read(kept)[0].in_force == keys.in_force
    unknown = {name: value for name, value in flattened(stored).items() if name not in TABLE}
    # by their text: a number that is none is not equal to itself
    assert repr({name: kept[name] for name in kept if name not in TABLE}) == repr(unknown)


@given(gifts)
@settings(max_examples=examples(40))
def test_whatever_is_given_no_key_is_shared_and_all_of_it_is_kept(
    gifts: list[tuple[str, list[str]]],
) -> None:
    keys = given_all(gifts)
    assert shared(keys) == []
    if gifts:
        id_, wanted = gifts[-1]
        assert keys.of(id_) == tuple(dict.fromkeys(wanted))
    assert sorted(keys.own) == sorted(id_ for id_ in IDS if keys.changed(id_))
    again, problems = read(to_store(keys, {}))
    assert (again.in_force, problems) == (keys.in_force, [])


@given(gifts)
@settings(max_examples=examples(40))
def test_giving_all_the_usual_keys_back_leaves_nothing_of_the_users(
    gifts: list[tuple[str, list[str]]],
) -> None:
    keys = given_all(gifts)
    for id_ in [id_ for id_ in IDS if keys.changed(id_)]:
        keys = keys.give(id_, TABLE[id_].keys)
    assert keys == USUAL
    assert to_store(keys, {}) == {}


@given(gifts, ids, usual_keys)
@settings(max_examples=examples(40))
def test_a_key_given_and_given_back_is_where_it_was(
    gifts: list[tuple[str, list[str]]], id_: str, key: str
) -> None:
    before = given_all(gifts)
    owner, mine = before.holder(key), before.of(id_)
    after = before.give(id_, [*mine, key])
    assert after.holder(key) == id_
    back = after.give(id_, mine)
    if owner and owner != id_:
        back = back.give(owner, before.of(owner))
    assert back.in_force == before.in_force
    assert before.in_force == given_all(gifts).in_force


@given(gifts, ids, st.lists(usual_keys | free_keys, max_size=3))
@settings(max_examples=examples(40))
def test_giving_touches_nobody_but_those_who_had_the_keys(
    gifts: list[tuple[str, list[str]]], id_: str, wanted: list[str]
) -> None:
    before = given_all(gifts)
    after = before.give(id_, wanted)
    for other in IDS:
        if other != id_:
            left = tuple(key for key in before.of(other) if key not in wanted)
            assert after.of(other) == left
    assert after.give(id_, wanted) == after


@given(st.text(max_size=12) | usual_keys | st.sampled_from(sorted(FIXED)))
@settings(max_examples=examples(40))
@example("ß")
@example("ǆ")
@example("İ")
@example("ı")
@example("Ctrl+\u00a0")
@example("Shift+++")
def test_a_key_once_read_is_read_as_itself(text: str) -> None:
    key = portable(text)
    assert portable(key) == key
    assert portable(f"  {text} ") == key
    assert key == key.strip()
    assert key.isprintable()


@given(st.permutations(MODIFIERS), st.integers(0, 4), usual_keys.map(lambda k: k.split("+")[-1]))
@settings(max_examples=examples(40))
def test_the_order_of_modifiers_and_their_letters_say_nothing(
    order: list[str], count: int, key: str
) -> None:
    key = key or "+"
    held = order[:count]
    wanted = "+".join([*(one for one in MODIFIERS if one in held), key])
    assert portable("+".join([*held, key])) == wanted
    assert portable(" + ".join([*(one.upper() for one in held), *held, key])) == wanted


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Ctrl+ +", "Ctrl++"),
        ("ctrl+shift++", "Ctrl+Shift++"),
        ("PageUp", "PgUp"),
        ("alt+PAGEDOWN", "Alt+PgDown"),
        ("ctrl+insert", "Ctrl+Ins"),
        ("Ctrl+Ctrl+K", "Ctrl+K"),
        ("f35", "F35"),
        ("ß", "ß"),
        ("é", "É"),
        ("shift+tab", "Shift+Tab"),
        ("Ctrl+backtab", "Ctrl+Shift+Tab"),
        ("ㄱ", "ㄱ"),
    ],
)
def test_more_ways_to_write_keys(text: str, keys: str) -> None:
    assert portable(text) == keys


@pytest.mark.parametrize(
    "text", ["F0", "F36", "F01", "++", "+A", "A+B", "Ctrl+A, Ctrl+B", "Shift+Meta", "Control", "ab"]
)
def test_more_that_is_no_key(text: str) -> None:
    assert portable(text) == ""


@pytest.mark.parametrize("written", [str, str.lower, str.upper])
def test_a_fixed_key_is_refused_however_it_is_written(written: Callable[[str], str]) -> None:
    for key, words in FIXED.items():
        text = written(key)
        keys, problems = read({"claim.link": [text, "L"]})
        assert keys.of("claim.link") == ("L",)
        assert problems == [
            f"The settings give “claim.link” the key “{text}”, which has a fixed meaning."
        ]
        assert "{keys}" in words


@pytest.mark.parametrize(
    ("stored", "link", "redo"),
    [
        ({"claim.link": []}, (), ("Ctrl+Shift+Z", "Ctrl+Y")),
        ({"claim.link": ""}, (), ("Ctrl+Shift+Z", "Ctrl+Y")),
        ({"claim.link": "e"}, ("E",), ("Ctrl+Shift+Z", "Ctrl+Y")),
        ({"claim.link": "Ctrl+Y"}, ("Ctrl+Y",), ("Ctrl+Shift+Z",)),
        ({"claim.link": ["Ctrl+Y", "Ctrl+Shift+Z"]}, ("Ctrl+Y", "Ctrl+Shift+Z"), ()),
        ({"edit.redo": ["Ctrl+Y", "Ctrl+Shift+Z"]}, ("E",), ("Ctrl+Y", "Ctrl+Shift+Z")),
        ({"edit.redo": "E", "claim.link": "Ctrl+Y"}, ("Ctrl+Y",), ("E",)),
        ({"edit.redo": ["E", "e", "E"]}, (), ("E",)),
        ({"edit": {"redo": "E"}}, (), ("E",)),
        ({"claim.link": "", "edit.redo": "E"}, (), ("E",)),
    ],
)
def test_keys_move_between_two_actions_as_stored(
    stored: dict[str, Any], link: tuple[str, ...], redo: tuple[str, ...]
) -> None:
    keys, problems = read(stored)
    assert (keys.of("claim.link"), keys.of("edit.redo"), problems) == (link, redo, [])
    assert keys.changed("claim.link") == (link != ("E",))
    assert keys.changed("edit.redo") == (redo != ("Ctrl+Shift+Z", "Ctrl+Y"))


def test_two_windows_that_change_keys_each_keep_a_file_that_can_be_read() -> None:
    one, other = Settings.load(), Settings.load()
    one.keys = to_store(USUAL.give("claim.link", ["L"]), one.keys)
    one.save()
    other.theme = "dark"
    other.save()
    found = Settings.load()
    assert (found.theme, found.keys) == ("dark", {"claim.link": "L"})
    found.keys = to_store(read(found.keys)[0].give("claim.link", ["E"]), found.keys)
    found.save()
    assert "keys" not in tomllib.loads(settings_path().read_text("utf-8"))


@pytest.mark.parametrize("value", ["E", 7, True, ["E"], 1.5, date(2026, 1, 2), {"a": {"b": [1]}}])
def test_a_wrong_table_of_keys_does_not_spoil_the_other_settings(value: Any) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text(tomli_w.dumps({"keys": value, "name": "Ann"}), "utf-8")
    settings = Settings.load()
    assert settings.name == "Ann"
    keys, problems = read(settings.keys)
    assert (keys, len(problems)) == (USUAL, 1)
    settings.keys = to_store(keys.give("claim.link", ["L"]), settings.keys)
    settings.save()
    assert read(Settings.load().keys)[0].of("claim.link") == ("L",)
