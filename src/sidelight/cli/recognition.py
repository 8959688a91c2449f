# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for scans: recognise their text, correct it, list the languages there are."""

from __future__ import annotations

import argparse
import sys

from sidelight.cli.printing import as_json, complain, say, table
from sidelight.cli.progress import LINE
from sidelight.language import _, ngettext
from sidelight.model.records import Document
from sidelight.session import trained_data
from sidelight.session.session import Session


def recognise(session: Session, asked: argparse.Namespace) -> int:
    """Recognise pages of a document; return 1 where some could not be, each with its sentence."""
    if asked.data is not None:
        trained_data.add(asked.data)
    document = session.document(asked.doc)
    found = session.recognise(document, asked.languages, asked.pages, progress=LINE.show)
    LINE.clear()
    for number in sorted(found.failed):
        complain(found.failed[number])
    ink = sum(len(text.boxes) // 4 for text in found.texts.values())
    if asked.json:
        as_json(
            {
                "document": document.label,
                "languages": list(found.plan.languages),
                "pages": sorted(found.texts),
                "characters": ink,
                "failed": {str(n): str(found.failed[n]) for n in sorted(found.failed)},
            }
        )
    else:
        count = len(found.texts)
        words = ngettext(
            "{count} page recognised ({languages}): {ink} characters. Check them "
            "against the picture.",
            "{count} pages recognised ({languages}): {ink} characters. Check them "
            "against the picture.",
            count,
        )
        say(words.format(count=count, languages="+".join(found.plan.languages), ink=ink))
    return 1 if found.failed else 0


def correct(session: Session, asked: argparse.Namespace) -> None:
    """Let other words stand for a quote of recognised text."""
    document = session.document(asked.doc)
    start, end = session.locate(document, asked.quote, asked.prefix, asked.suffix)
    session.correct(document, start, end, asked.words)


def languages(asked: argparse.Namespace) -> None:
    """List the languages that can be recognised here, and how to get others."""
    found = trained_data.installed()
    if asked.json:
        as_json([{"code": one.code, "name": one.name, "path": str(one.path)} for one in found])
        return
    table(
        [{"code": one.code, "name": one.name} for one in found],
        {"code": _("Code"), "name": _("Language")},
    )
    known = {one.code for one in found}
    for code in trained_data.WANTED:
        if code not in known:
            say(trained_data.advice(code))


def note_origin(session: Session, document: Document) -> None:
    """Say on standard error, beside a text that is printed, that it was recognised."""
    made = session.made(document)
    if made.recognised:
        words = _("Recognised text ({languages}, pages {pages}): check it against the picture.")
        print(
            words.format(languages=made.options["languages"], pages=made.options["pages"]),
            file=sys.stderr,
        )


def pages(text: str) -> list[int]:
    """Read page numbers such as 1-3,7; argparse's own error where they are none."""
    numbers: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise argparse.ArgumentTypeError(_("use page numbers such as 1-3,7"))
        start, end = int(first), int(last or first)
        if not 0 < start <= end < start + 100_000:
            raise argparse.ArgumentTypeError(_("use page numbers such as 1-3,7"))
        numbers += range(start, end + 1)
    return numbers


def codes(text: str) -> list[str]:
    """Read languages such as eng,rus; a name or tag (Russian, ru) will do too."""
    return [_code(word.strip()) for word in text.replace("+", ",").split(",") if word.strip()]


def _code(word: str) -> str:
    names = {name.casefold(): code for code, name in trained_data.NAMES.items()}
    return names.get(word.casefold()) or trained_data.code_of(word) or word
