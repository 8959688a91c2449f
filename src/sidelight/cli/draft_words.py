# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the commands for drafts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sidelight.cli.archive_words import page_words
from sidelight.language import _

_VERBS = ("confirm", "drop")


class _Settle(argparse.Action):
    """Reads the number of a claim and, unless a quote says where it stands, what is to be done."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        _option: str | None = None,
    ) -> None:
        """Set ``claim`` and ``what``."""
        given = list(values or ())
        if len(given) > 2 or any(word not in _VERBS for word in given[1:]):
            parser.error(_("after the number of the claim comes “confirm”, “drop” or --quote"))
        namespace.claim, namespace.what = given[0], given[1] if len(given) > 1 else ""


Command = Callable[..., Any]


def add(command: Command, path: Callable[[str], Path], text: Callable[[str], str]) -> None:
    """Add the commands; ``command`` makes one of a name and help, ``path`` and ``text`` read."""
    draft = command("draft", _("add a new version of an article"), json=True)
    draft.add_argument("file", metavar="FILE", type=path)
    draft.add_argument("--page", metavar="N", default="", type=text, help=page_words())
    draft.add_argument(
        "--of", metavar="DOC", type=text, default="", help=_("the draft that it continues")
    )
    draft.add_argument("--title", default="", type=text)
    draft.add_argument(
        "--dry-run", action="store_true", help=_("only say what would be carried over")
    )
    command("drafts", _("list the drafts of articles and what is to be settled"), json=True)
    carry = command("carry", _("settle what became of a claim in a new draft"))
    carry.add_argument(
        "--claim",
        metavar=("N", "confirm|drop"),
        nargs="+",
        type=text,
        required=True,
        action=_Settle,
    )
    carry.set_defaults(what="")
    carry.add_argument("--doc", metavar="DOC", type=text, default="", help=_("the draft"))
    carry.add_argument(
        "--quote", metavar="Q", type=text, default=None, help=_("where the claim stands now")
    )
    carry.add_argument(
        "--was",
        metavar="Q",
        type=text,
        default="",
        help=_("only where the claim stood in these words, of several places"),
    )
    carry.add_argument(
        "--prefix", metavar="P", type=text, default="", help=_("the words before the quote")
    )
    carry.add_argument(
        "--suffix", metavar="S", type=text, default="", help=_("the words after the quote")
    )
