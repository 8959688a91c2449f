# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the commands that exchange projects."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sidelight.language import _
from sidelight.model.conflicts import RULES

Command = Callable[..., Any]
Text = Callable[[str], str]


def add(command: Command, path: Callable[[str], Path], text: Text) -> None:
    """Add the commands; ``command`` makes one of a name and help, the others read words."""
    _copy(command, path, text)
    _merge(command, path, text)
    _settle(command, text)
    _erase(command, path, text)
    who = command("iam", _("act as a reviewer of the project from now on: me on this computer too"))
    who.add_argument("reviewer", metavar="REVIEWER", type=text)
    command("fingerprint", _("print what tells this state of the project from any other"))


def _copy(command: Command, path: Callable[[str], Path], text: Text) -> None:
    copy = command("copy", _("write a copy to share, whole or in part"))
    copy.add_argument("out", metavar="OUT", type=path)
    copy.add_argument(
        "--without-sources", action="store_true", help=_("leave the sources' own bytes out")
    )
    copy.add_argument(
        "--without-private-notes", action="store_true", help=_("leave private notes out")
    )
    copy.add_argument("--claims", metavar="N,…", type=text, help=_("only these claims"))
    copy.add_argument(
        "--mine",
        action="store_true",
        help=_("only my own acts, as a small change set for e-mail"),
    )
    copy.add_argument(
        "--blind-for",
        metavar="REVIEWER",
        type=text,
        help=_("leave out all that others judged, for a second check"),
    )
    copy.add_argument("--overwrite", action="store_true", help=_("replace a file at OUT"))


def _merge(command: Command, path: Callable[[str], Path], text: Text) -> None:
    merge = command("merge", _("take in what colleagues did in their copies"), json=True)
    merge.add_argument("others", metavar="OTHER", nargs="*", type=path)
    merge.add_argument("--dry-run", action="store_true", help=_("only say what would come in"))
    merge.add_argument(
        "--unrelated", action="store_true", help=_("merge another project into this one")
    )
    merge.add_argument(
        "--back", action="store_true", help=_("go back to before the last merge instead")
    )
    merge.add_argument(
        "--remove-copies",
        action="store_true",
        help=_("also remove our copies that still hold what was removed for good"),
    )
    diff = command("diff", _("say what another copy has that this one has not"), json=True)
    diff.add_argument("other", metavar="OTHER", type=path)
    diff.add_argument("--claim", metavar="N", type=text, default="", help=_("only of this claim"))


def _settle(command: Command, text: Text) -> None:
    command("conflicts", _("list fields that two people set to different values"), json=True)
    settle = command("settle", _("settle conflicts"))
    settle.add_argument("number", metavar="N", nargs="?", type=int, help=_("as “conflicts” lists"))
    how = settle.add_mutually_exclusive_group(required=True)
    how.add_argument("--take", metavar="K", type=int, help=_("take the value of this number"))
    how.add_argument("--rule", choices=RULES, help=_("settle all, or this one, by a rule"))
    join = command("join", _("let one claim show what was said of another that is the same"))
    join.add_argument("--claim", metavar="N", type=text, required=True)
    join.add_argument("--with", metavar="M", type=text, required=True, dest="other")


def _erase(command: Command, path: Callable[[str], Path], text: Text) -> None:
    erase = command("erase", _("remove something for good, also from the file's bytes"), json=True)
    which = erase.add_mutually_exclusive_group(required=True)
    for name in ("doc", "claim", "evidence", "note"):
        which.add_argument(f"--{name}", metavar="ID", type=text)
    erase.add_argument("--yes", action="store_true", help=_("do it without asking"))
    erase.add_argument(
        "--keep-copies", action="store_true", help=_("leave backups and received files as they are")
    )
    attach = command("attach", _("put a document back that was left out of this copy"))
    attach.add_argument("doc", metavar="DOC", type=text)
    attach.add_argument("file", metavar="FILE", type=path)


def names(claims: str) -> list[str]:
    """Return the names of claims that stand between commas."""
    return [name for name in claims.split(",") if name.strip()]


def check(asked: argparse.Namespace) -> str:
    """Return what is wrong with the words of such a command, "" for nothing."""
    chosen = asked.claims if asked.command in {"copy", "report"} else None
    if chosen is not None and not names(chosen):
        # or a script whose list came out empty would give away everything
        return _("--claims needs at least one claim.")
    if asked.command == "merge" and not _one_of_two(asked):
        return _("Give the files to merge, or --back alone.")
    if asked.command == "merge" and asked.remove_copies and (asked.back or asked.dry_run):
        return _("--remove-copies goes with a merge that is made.")
    if asked.command == "settle" and asked.take is not None and asked.number is None:
        return _("--take needs the number of a conflict.")
    return ""


def _one_of_two(asked: argparse.Namespace) -> bool:
    """Tell whether files are to be merged, or the last merge taken back and nothing else said."""
    if asked.back:
        return not (asked.others or asked.dry_run or asked.unrelated or asked.json)
    return bool(asked.others)
