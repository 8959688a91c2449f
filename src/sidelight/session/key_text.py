# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of a shortcut as Qt writes it on every platform (`QKeySequence.PortableText`), read
without Qt: the command line and the settings use it too.
"""

from __future__ import annotations

_MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift")
_NAMED = (
    *("Esc", "Tab", "Backtab", "Backspace", "Return", "Enter", "Ins", "Del", "Pause", "Print"),
    *("Home", "End", "Left", "Up", "Right", "Down", "PgUp", "PgDown", "Space", "Menu", "Help"),
    *(f"F{number}" for number in range(1, 36)),
)
_BY_NAME = {name.casefold(): name for name in _NAMED}
_OTHERS = {"escape": "Esc", "delete": "Del", "insert": "Ins", "pageup": "PgUp",
           "pagedown": "PgDown", "control": "Ctrl"}  # fmt: skip


def portable(text: str) -> str:
    """Return a key with its modifiers as Qt writes it, "" where the text is no key.

    Modifiers come in any order and case; the key is a name or one sign.
    """
    held: set[str] = set()
    rest = text.strip()
    while True:
        head, plus, tail = rest.partition("+")
        name = head.strip().casefold()
        modifier = _OTHERS.get(name, name).title()
        if not (plus and tail.strip() and modifier in _MODIFIERS):
            break
        held.add(modifier)
        rest = tail.strip()
    name = rest.casefold()
    key = _BY_NAME.get(name) or _OTHERS.get(name, "")
    if not key and len(rest) == 1 and rest.isprintable() and not rest.isspace():
        key = rest.upper() if len(rest.upper()) == 1 else rest
    if key == "Backtab":
        key = "Tab"
        held.add("Shift")
    if not key or key in _MODIFIERS:
        return ""
    return "+".join([*(one for one in _MODIFIERS if one in held), key])
