# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the command is told that takes in a file of another program."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sidelight.cli.exchange_words import Text
from sidelight.errors import Refused, UnknownName
from sidelight.exchange.incoming import OUTCOMES, Incoming
from sidelight.language import _
from sidelight.session.import_choices import (
    ADD_ARTICLE,
    ADD_SOURCE,
    LEAVE_OUT,
    ME,
    ImportChoices,
)
from sidelight.session.session import Session

_KINDS = {"article": ADD_ARTICLE, "source": ADD_SOURCE}


def add(
    command: Callable[..., Any], path: Callable[[str], Path], text: Text, format_: Text
) -> None:
    """Add the command."""
    words = command("import", _("take in a file of another program"), json=True)
    words.add_argument("file", metavar="FILE", type=path)
    words.add_argument(
        "--format",
        metavar="F",
        type=format_,
        help=_("its name, as “sidelight formats” lists them; else by what FILE is"),
    )
    words.add_argument(
        "--dry-run", action="store_true", help=_("say what would come in, and write nothing")
    )
    _choices(words, text)


def _choices(words: argparse.ArgumentParser, text: Text) -> None:
    words.add_argument(
        "--document",
        metavar="[NAME=]DOC",
        action="append",
        default=[],
        type=text,
        help=_("which document of the project NAME in the file is; without NAME, all marks'"),
    )
    words.add_argument(
        "--add-as",
        choices=tuple(_KINDS),
        help=_("what documents become that the file brings"),
    )
    words.add_argument(
        "--leave-out", metavar="NAME", action="append", default=[], type=text,
        help=_("a document or an author in the file whose marks do not come in"),
    )  # fmt: skip
    words.add_argument(
        "--rule", metavar="GROUP=WHAT", action="append", default=[], type=text,
        help=_("what becomes of a group of marks: a verdict, {outcomes}").format(
            outcomes=", ".join(OUTCOMES)
        ),
    )  # fmt: skip
    words.add_argument(
        "--me", metavar="AUTHOR", action="append", default=[], type=text,
        help=_("an author in the file who is me"),
    )  # fmt: skip
    words.add_argument(
        "--column", metavar="FIELD=HEAD", action="append", default=[], type=text,
        help=_("which column of a table holds what"),
    )  # fmt: skip
    words.add_argument(
        "--overwrite",
        action="store_true",
        help=_("let records of sources replace what is there already"),
    )


def columns(asked: argparse.Namespace) -> dict[str, str]:
    """Return which column holds what, by field."""
    return dict(_pair(word, "FIELD=HEAD") for word in asked.column)


def choices(session: Session, incoming: Incoming, asked: argparse.Namespace) -> ImportChoices:
    """Return what was chosen, names in the file by their keys; UnknownName, Refused."""
    authors = {one.key: one.name or one.key for one in incoming.authors}
    groups = {one.key: one.title or one.key for one in incoming.groups}
    outcomes = (*session.verdicts.words, *OUTCOMES)
    rules: dict[str, str] = {}
    for word in asked.rule:
        name, what = _pair(word, "GROUP=WHAT")
        if what not in outcomes:
            raise Refused("import.outcome", name=what, known=", ".join(outcomes))
        rules |= dict.fromkeys(_named(groups, name), what)
    documents, names = _documents(session, incoming, asked), _titles(incoming)
    people = {key: ME for name in asked.me for key in _named(authors, name)}
    for name in asked.leave_out:
        found = _named({**authors, **names}, name)
        people |= {key: LEAVE_OUT for key in found if key in authors}
        documents |= {key: LEAVE_OUT for key in found if key in names}
    return ImportChoices(
        documents=documents,
        authors=people,
        groups=rules,
        overwrite=asked.overwrite,
    )


def _documents(session: Session, incoming: Incoming, asked: argparse.Namespace) -> dict[str, str]:
    names = _titles(incoming)
    chosen: dict[str, str] = {}
    for word in asked.document:
        name, equals, document = word.rpartition("=")
        id_ = session.document(document).id
        chosen |= dict.fromkeys(_named(names, name) if equals else ("", *names), id_)
    if asked.add_as:
        brought = (one.key for one in incoming.documents if one.data is not None)
        chosen = dict.fromkeys(brought, _KINDS[asked.add_as]) | chosen
    return chosen


def _titles(incoming: Incoming) -> dict[str, str]:
    return {one.key: one.title or one.name or one.key for one in incoming.documents}


def _pair(word: str, form: str) -> tuple[str, str]:
    name, equals, value = word.rpartition("=")
    if not (equals and name and value):
        raise Refused("import.pair", name=word, form=form)
    return name, value


def _named(known: dict[str, str], name: str) -> Iterable[str]:
    """Return the keys of what is called so, or has this key; UnknownName for none."""
    folded = name.casefold()
    found = [key for key, title in known.items() if folded in {key.casefold(), title.casefold()}]
    if not found:
        raise UnknownName("import.no_such", name=name, known=", ".join(known.values()) or "–")
    return found
