# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the commands for notes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from sidelight.language import _

Command = Callable[..., Any]
Text = Callable[[str], str]


def add(command: Command, text: Text) -> None:
    """Add the commands; ``command`` makes one of a name and help, ``text`` reads words."""
    note = command("note", _("write a note, answer one, or settle its thread"), json=True)
    where = note.add_mutually_exclusive_group(required=True)
    for name, value, said in (
        ("claim", "N", _("on a claim")),
        ("evidence", "ID", _("on a piece of evidence")),
        ("place", "ID", _("on one of the places of a claim")),
        ("doc", "DOC", _("on a document, with --quote on words of it")),
        ("reply", "ID", _("answer this note")),
        ("edit", "ID", _("write this note of mine anew")),
        ("settle", "ID", _("say that the thread of this note needs nobody any more")),
        ("reopen", "ID", _("say that it does")),
    ):
        where.add_argument(f"--{name}", metavar=value, type=text, help=said)
    note.add_argument("--text", metavar="T", type=text)
    note.add_argument("--quote", metavar="Q", type=text)
    for name, said in (
        ("prefix", _("the words before the quote")),
        ("suffix", _("the words after the quote")),
    ):
        note.add_argument(f"--{name}", metavar="W", type=text, default="", help=said)
    note.add_argument(
        "--private", action="store_true", help=_("for myself; copies may leave it out")
    )
    notes = command("notes", _("list the threads of notes"), json=True)
    notes.add_argument("--open", action="store_true", help=_("only those that are not settled"))


def check(asked: argparse.Namespace) -> str:
    """Return what is wrong with the words of such a command, "" for nothing."""
    if asked.command != "note":
        return ""
    silent = asked.settle is not None or asked.reopen is not None
    if silent == (asked.text is not None):
        return _("A note needs --text; --settle and --reopen take none.")
    if asked.quote is not None and asked.doc is None:
        return _("--quote needs --doc.")
    return ""
