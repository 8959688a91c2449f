# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the commands for the places of a claim."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from sidelight.language import _

Command = Callable[..., Any]
Text = Callable[[str], str]


def add(command: Command, text: Text) -> None:
    """Add the commands; ``command`` makes one of a name and help, ``text`` reads words."""
    place = command("place", _("let a claim stand in a further place, or take one away"), json=True)
    place.add_argument("--claim", metavar="N", type=text)
    place.add_argument("--remove", metavar="ID", type=text, help=_("take this place away"))
    _quote(place, text)
    split = command("split", _("make a claim of its own of a part of one"), json=True)
    split.add_argument("--claim", metavar="N", type=text, required=True)
    _quote(split, text)
    for name, said in (
        ("place", _("a place that goes to the new claim")),
        ("evidence", _("evidence that goes along, described or not")),
        ("response", _("a response that goes along")),
        ("note", _("a note that goes along with its thread")),
    ):
        split.add_argument(
            f"--{name}", metavar="ID", type=text, action="append", default=[], help=said
        )


def _quote(command: Any, text: Text) -> None:
    command.add_argument("--doc", metavar="DOC", type=text)
    command.add_argument("--quote", metavar="Q", type=text)
    for name, said in (
        ("prefix", _("the words before the quote")),
        ("suffix", _("the words after the quote")),
    ):
        command.add_argument(f"--{name}", metavar="W", type=text, default="", help=said)


def check(asked: argparse.Namespace) -> str:
    """Return what is wrong with the words of such a command, "" for nothing."""
    if asked.command not in {"place", "split"}:
        return ""
    quoted = asked.doc is not None and asked.quote is not None
    if (asked.doc is None) != (asked.quote is None):
        return _("--doc and --quote go together.")
    if asked.command == "split":
        return "" if quoted or asked.place else _("Say what the new claim is: --place or --quote.")
    adds = asked.claim is not None and quoted
    return "" if adds != (asked.remove is not None) else _("Give --claim and --quote, or --remove.")
