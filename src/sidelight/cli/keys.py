# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command that lists the window's actions with the keys in force."""

from __future__ import annotations

import argparse

from sidelight.cli.printing import as_json, remark, table
from sidelight.language import _
from sidelight.session.actions import ACTIONS, CONTEXTS
from sidelight.session.settings import Settings
from sidelight.session.shortcuts import Keys, read


def keys(asked: argparse.Namespace) -> None:
    """List the actions that have keys; as JSON all of them."""
    found, problems = read(Settings.load().keys)
    for problem in problems:
        remark(problem)
    if asked.json:
        as_json(
            [
                {
                    "id": act.id,
                    "keys": list(found.of(act.id)),
                    "usual": list(act.keys),
                    "changed": found.changed(act.id),
                    "action": act.text.rstrip("…"),
                    "context": act.context,
                }
                for act in ACTIONS
            ]
        )
        return
    rows = [
        {
            "keys": _listed(found.of(act.id)),
            "action": _(act.text).rstrip("…"),
            "where": _(CONTEXTS[act.context]),
            "usual": (_listed(act.keys) or _("no key")) if found.changed(act.id) else "",
        }
        for act in ACTIONS
        if act.keys or found.changed(act.id)
    ]
    heads = {"keys": _("Keys"), "action": _("Action"), "where": _("Where")}
    table(rows, {**heads, "usual": _("Usually")})


def _listed(keys: Keys) -> str:
    return ", ".join(keys)
