# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of all keys as docs/keyboard.md shows it."""

from __future__ import annotations

from sidelight.language import _
from sidelight.session.actions import ACTIONS, CONTEXTS, Act


def keyboard_table() -> str:
    """Return the body of docs/keyboard.md: a table a context, in the order of the actions."""
    parts = []
    for context, title in CONTEXTS.items():
        rows = [act for act in ACTIONS if act.context == context and act.keys]
        lines = [f"| {_keys(act)} | {_(act.text).rstrip('…')} | {_(act.help)} |" for act in rows]
        heads = (_("Keys"), _("Action"), _("What it does"))
        head = "| {} | {} | {} |\n| --- | --- | --- |".format(*heads)
        parts.append(f"## {_(title)}\n\n{head}\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _keys(act: Act) -> str:
    return ", ".join(f"`{key}`" for key in act.keys)
