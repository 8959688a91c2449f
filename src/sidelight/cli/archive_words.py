# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words that choose pages of a web archive, and the list of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from sidelight.cli.printing import as_json, complain, remark, table
from sidelight.errors import InputError
from sidelight.language import _, pgettext
from sidelight.reader.archived_pages import ArchivedPages
from sidelight.session.archive_words import left_out
from sidelight.session.session import Session


def add(command: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Give the command that adds documents these words."""
    command.add_argument(
        "--page",
        metavar="N",
        action="append",
        type=text,
        default=[],
        help=page_words(),
    )
    command.add_argument(
        "--pages", action="store_true", help=_("list the pages of a web archive, add nothing")
    )


def page_words() -> str:
    """Return what ``--page`` means."""
    return _("a page of a web archive (WARC, WACZ): its number or its address")


def check(asked: argparse.Namespace) -> str:
    """Return what is wrong with the words of such a command, "" for nothing."""
    if asked.command != "add":
        return ""
    if asked.page and (asked.pages or len(asked.files) > 1):
        return _("--page takes a page of one file; --pages goes without it.")
    if asked.title and len(asked.page) > 1:
        return _("--title names one document; give one page with it.")
    return ""


def list_pages(session: Session, asked: argparse.Namespace) -> int:
    """List the pages of archives; return 1 where a file is none, with its sentence."""
    failed = 0
    rows: list[dict[str, object]] = []
    for path in asked.files:
        try:
            found = session.pages_in(path)
        except InputError as error:
            complain(error)
            failed = error.exit_code
            continue
        if asked.json:
            rows += [{"file": path.name, **page._asdict()} for page in found.pages]
        else:
            _print(found)
    if asked.json:
        as_json(rows)
    return failed


def _print(found: ArchivedPages) -> None:
    heads = {
        "number": pgettext("archive", "No."),
        "day": pgettext("archive", "Kept on"),
        "title": _("Title"),
        "address": pgettext("archive", "Address"),
    }
    rows = [
        {
            "number": str(page.number),
            "day": page.day,
            "title": page.title,
            "address": page.address,
        }
        for page in found.pages
    ]
    table(rows, heads)
    for words in left_out(found):
        remark(words)
