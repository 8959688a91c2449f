# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the commands for what was removed, and of the one that restores backups too."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sidelight.language import _
from sidelight.session.trash import RECORDS

Command = Callable[..., Any]
Text = Callable[[str], str]


def add(command: Command, text: Text) -> None:
    """Add the commands; ``command`` makes one of a name and help, ``text`` reads words."""
    trash = command("trash", _("list the claims and documents that were removed"), json=True)
    which = trash.add_mutually_exclusive_group()
    for name in ("claim", "doc"):
        words = _("say all of this one")
        which.add_argument(f"--{name}", metavar="N", type=text, default=None, help=words)
    restore = command(
        "restore", _("bring back claims or documents, or write a backup as a new file")
    )
    restore.add_argument(
        "what", metavar="WHAT", type=text, help=_("claim, document, or the number of a backup")
    )
    restore.add_argument(
        "names",
        metavar="NUMBER",
        nargs="+",
        type=text,
        help=_("those to bring back; of a backup, the new file"),
    )


def check(asked: argparse.Namespace) -> str:
    """Return what is wrong with the words of such a command, "" for nothing; tell apart what is to
    be restored.
    """
    if asked.command != "restore":
        return ""
    asked.record = asked.what if asked.what in RECORDS else ""
    if asked.record:
        return ""
    if not asked.what.isdecimal() or len(asked.names) != 1:
        return _("Name what to bring back (claim 3 5, document 2), or a backup and a new file.")
    asked.number = int(asked.what)
    asked.out = Path(asked.names[0]).expanduser()
    return ""
