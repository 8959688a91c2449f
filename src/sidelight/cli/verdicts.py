# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command for the verdicts of a project: list them, add, change, replace, remove."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sidelight.cli.printing import as_json, say, table
from sidelight.errors import UsageError
from sidelight.language import _, ngettext
from sidelight.model.verdicts import KEYS
from sidelight.model.vocabulary import LINES
from sidelight.session.session import Session
from sidelight.session.shortcuts import read
from sidelight.session.verdict_words import warnings

_FIELDS = ("key", "colour", "line", "sign")


def add(command: Callable[..., Any], text: Callable[[str], str]) -> None:
    """Add the command; ``command`` makes one of a name and help, ``text`` reads words."""
    words = command(
        "verdicts", _("list the verdicts of the project, add or change some"), json=True
    )
    words.add_argument(
        "act", nargs="?", choices=("list", "add", "change", "replace", "remove"), default="list"
    )
    words.add_argument("name", metavar="VERDICT", nargs="?", type=text, default="")
    words.add_argument("--name", dest="new_name", metavar="NAME", type=text, help=_("its new name"))
    words.add_argument("--key", metavar="KEY", type=text, help=_("one of {keys}, or none").format(
        keys=" ".join(KEYS)))  # fmt: skip
    words.add_argument("--colour", metavar="C", type=text, help=_("such as #1e7a46"))
    words.add_argument("--line", choices=LINES)
    words.add_argument("--sign", metavar="S", type=text, help=_("one character, such as ◆"))
    words.add_argument(
        "--with", dest="other", metavar="VERDICT", type=text, help=_("what to give instead")
    )


def verdicts(session: Session, asked: argparse.Namespace) -> None:
    """List the verdicts, or do what is asked with one."""
    if asked.act == "list":
        _list(session, asked)
        return
    if not asked.name:
        raise UsageError("usage", message=_("Name the verdict."))
    fields = {name: value for name in _FIELDS if (value := getattr(asked, name)) is not None}
    if asked.act == "remove":
        _remove(session, asked)
        return
    if asked.act == "replace":
        _replace(session, asked)
        return
    if asked.act == "add":
        made = session.add_verdict(asked.name, **fields)
    else:
        named = {} if asked.new_name is None else {"name": asked.new_name}
        if not fields and not named:
            raise UsageError("usage", message=_("Say what to set, such as --colour."))
        made = session.change_verdict(asked.name, **named, **fields)
    if asked.json:
        as_json(asdict(made))
        return
    say(made.word)
    for words in warnings(session.verdicts, made.word):
        say(words)


def _list(session: Session, asked: argparse.Namespace) -> None:
    known = session.verdicts
    rows = []
    for word in known.words:
        look = known.style(word)
        rows.append(
            {
                "word": word,
                "name": known.called(word),
                "key": _key(session, word),
                "colour": found.colour if (found := known.get(word)) else look.ink,
                "line": look.line,
                "sign": look.sign,
                "added": "yes" if known.get(word) else "",
            }
        )
    if asked.json:
        as_json([{**row, "added": bool(row["added"])} for row in rows])
        return
    shown = [{**row, "line": known.called(row["line"])} for row in rows]
    heads = {"key": _("Key"), "sign": _("Sign"), "word": _("Stored as"), "name": _("Name")}
    table(shown, {**heads, "colour": _("Colour"), "line": _("Line")})


def _key(session: Session, word: str) -> str:
    """Return the key that gives a verdict, as the settings have it."""
    added = session.verdicts.get(word)
    if added:
        return added.key
    keys = read(session.settings.keys)[0].of(f"claim.{word}")
    return keys[0] if keys else ""


def _remove(session: Session, asked: argparse.Namespace) -> None:
    gone = session.added_verdict(asked.name)
    session.remove_verdict(gone.word)
    if asked.json:
        as_json(asdict(gone))


def _replace(session: Session, asked: argparse.Namespace) -> None:
    if asked.other is None:
        raise UsageError("usage", message=_("Say with --with what to give instead."))
    count = session.replace_verdict(asked.name, asked.other)
    if asked.json:
        as_json({"claims": count})
        return
    say(ngettext("{count} claim", "{count} claims", count).format(count=count))
