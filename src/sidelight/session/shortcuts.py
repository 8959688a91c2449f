# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which keys the actions have: the usual ones of the table, and what the user made of them.

They are written as Qt writes them on every platform, such as ``Ctrl+Shift+S``, and stand in the
settings as a table ``[keys]`` of action ids: one key, a list of keys, or "" for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sidelight.language import N_, _
from sidelight.session.actions import ACTIONS, TABLE
from sidelight.session.key_text import portable

Keys = tuple[str, ...]

_LEAVES = N_("“{keys}” always leaves what is open; it cannot be given to an action.")
_GOES_ON = N_("“{keys}” always goes from field to field; it cannot be given to an action.")
_TAKES = N_("“{keys}” always does or takes what is chosen; it cannot be given to an action.")
_MOVES = N_("“{keys}” always moves through text and lists; it cannot be given to an action.")
_ENDS = N_("“{keys}” always moves an end of a highlight; it cannot be given to an action.")
_EDITS = N_("“{keys}” always works in fields and lists; it cannot be given to an action.")
_OPENS = N_("“{keys}” always opens the menu of what has the keyboard; it cannot be given to an "
            "action.")  # fmt: skip

_ARROWS = ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown")
_ALT = ("Alt+", "Alt+Shift+", "Ctrl+Alt+")

FIXED: Mapping[str, str] = {
    "Esc": _LEAVES,
    **dict.fromkeys(("Tab", "Shift+Tab"), _GOES_ON),
    **dict.fromkeys(("Return", "Enter", "Space", "Shift+Space", "Ctrl+Return"), _TAKES),
    **{f"{held}{key}": _MOVES for key in _ARROWS for held in ("", "Shift+")},
    **dict.fromkeys(("Ctrl+Up", "Ctrl+Down", "Ctrl+Left", "Ctrl+Right"), _MOVES),
    **dict.fromkeys(("Ctrl+Home", "Ctrl+End", "[", "]"), _MOVES),
    **{f"{held}{key}": _ENDS for held in _ALT for key in ("Left", "Right")},
    **dict.fromkeys(("Ctrl+A", "Ctrl+X", "Ctrl+V", "Ctrl+Space"), _EDITS),
    **dict.fromkeys(("Menu", "Shift+F10"), _OPENS),
}
"""Keys that mean the same everywhere, with the sentence that says so; `{keys}` is to be filled."""


_LONGEST_NAME = 60
"""Letters of a name in the settings that are shown."""


@dataclass(frozen=True)
class Shortcuts:
    """The keys in force.

    ``own`` holds what the user made of some actions, by id; all others have the keys of the table,
    save those that were given away.  No two actions have the same key.
    """

    own: Mapping[str, Keys]

    @cached_property
    def in_force(self) -> Mapping[str, Keys]:
        """The keys of every action by its id, in the order of the table."""
        given = {keys for of_one in self.own.values() for keys in of_one}
        usual = {act.id: tuple(keys for keys in act.keys if keys not in given) for act in ACTIONS}
        return {**usual, **self.own}

    def of(self, id_: str) -> Keys:
        """Return the keys of an action, the one to be shown first."""
        return self.in_force[id_]

    def holder(self, keys: str) -> str:
        """Return the id of the action that has a key, "" where none has it."""
        return next((id_ for id_, held in self.in_force.items() if keys in held), "")

    def give(self, id_: str, keys: Iterable[str]) -> Shortcuts:
        """Return these with an action's keys set, and taken from whoever had them."""
        wanted = tuple(dict.fromkeys(keys))
        own = dict(self.own)
        for other in {self.holder(one) for one in wanted} - {"", id_}:
            own[other] = tuple(one for one in self.of(other) if one not in wanted)
        own[id_] = wanted
        return Shortcuts({name: held for name, held in own.items() if held != TABLE[name].keys})

    def changed(self, id_: str) -> bool:
        """Tell whether an action has other keys than in the table."""
        return self.of(id_) != TABLE[id_].keys


def read(stored: object) -> tuple[Shortcuts, list[str]]:
    """Return the keys that a table of the settings stands for, and a sentence for each part of it
    that means nothing and is left out.
    """
    if not isinstance(stored, Mapping):
        return Shortcuts({}), [_("The keys in the settings are no table; the usual ones hold.")]
    own: dict[str, Keys] = {}
    problems = []
    flat = flattened(stored)
    problems += [
        _("The keys in the settings name “{name}”, which is no action.").format(
            name=name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        )
        for name in flat
        if name not in TABLE
    ]
    taken: dict[str, str] = {}
    for id_ in (act.id for act in ACTIONS if act.id in flat):
        keys, wrong = _keys_of(id_, flat[id_], taken)
        problems += wrong
        if keys is not None:
            own[id_] = keys
            taken.update(dict.fromkeys(keys, id_))
    found = Shortcuts(own)
    return Shortcuts({id_: keys for id_, keys in own.items() if found.changed(id_)}), problems


def _keys_of(id_: str, value: object, taken: Mapping[str, str]) -> tuple[Keys | None, list[str]]:
    """Return the keys that a value means, None where all of it is wrong, and what is wrong."""
    texts = value if isinstance(value, list) else [value] if value != "" else []
    keys: list[str] = []
    wrong = []
    for text in texts:
        one = portable(text) if isinstance(text, str) else ""
        if not one:
            words = _("The settings give “{name}” the key “{keys}”, which is none.")
        elif one in FIXED:
            words = _("The settings give “{name}” the key “{keys}”, which has a fixed meaning.")
        elif one in taken:
            words = _("The settings give “{name}” the key “{keys}”, which another action has.")
        else:
            keys.append(one)
            continue
        wrong.append(words.format(name=id_, keys=text))
    return (tuple(dict.fromkeys(keys)) if keys or not wrong else None), wrong


def flattened(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table by whole ids: ``claim.link`` without quotation marks makes tables in tables
    in TOML.
    """
    found: dict[str, Any] = {}
    # not by recursion: tables may lie in each other without end
    waiting = [("", stored)]
    while waiting:
        before, table = waiting.pop()
        for name, value in table.items():
            if isinstance(value, Mapping):
                waiting.append((f"{before}{name}.", value))
            else:
                found[f"{before}{name}"] = value
    return found


def to_store(shortcuts: Shortcuts, stored: object) -> dict[str, Any]:
    """Return the table for the settings; what ``stored`` says of actions unknown here is kept."""
    before = flattened(stored) if isinstance(stored, Mapping) else {}
    unknown = {name: value for name, value in before.items() if name not in TABLE}
    own = shortcuts.own.items()
    return {**unknown, **{id_: _one(keys) for id_, keys in own}}


def _one(keys: Keys) -> str | list[str]:
    return "".join(keys) if len(keys) < 2 else list(keys)


_now = Shortcuts({})


def now() -> Shortcuts:
    """Return the keys in force in this window."""
    return _now


def use(shortcuts: Shortcuts) -> None:
    """Let these be the keys in force."""
    global _now  # noqa: PLW0603
    _now = shortcuts
