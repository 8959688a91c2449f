# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs one command: opens the project, does it, and turns errors into sentences and exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sidelight.cli import (
    acts,
    agreement,
    backups,
    covering,
    drafts,
    exchange,
    importing,
    keys,
    lists,
    noting,
    placing,
    recognition,
    records,
    results,
    trash,
    verdicts,
)
from sidelight.cli.demo import demo
from sidelight.cli.printing import complain, remark, say
from sidelight.cli.progress import LINE
from sidelight.cli.words import read
from sidelight.errors import InputError, SidelightError
from sidelight.language import use
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from sidelight.session.whereabouts import news

Command = Callable[[Session, argparse.Namespace], int | None]
"""Does a command; returns its exit code where that is not 0."""

_COMMANDS: dict[str, Command] = {
    "add": acts.add,
    "claim": acts.claim,
    "verdict": acts.verdict,
    "evidence": acts.evidence,
    "note": noting.note,
    "notes": noting.notes,
    "place": placing.place,
    "split": placing.split,
    "remove": acts.remove,
    "trash": trash.trash,
    "restore": trash.restore,
    "undo": acts.undo,
    "redo": acts.redo,
    "describe": records.describe,
    "tag": records.tag,
    "invite": records.invite,
    "second": records.second,
    "respond": records.respond,
    "testify": records.testify,
    "weigh": records.weigh,
    "decide": records.decide,
    "cite": records.cite,
    "draft": drafts.draft,
    "drafts": drafts.drafts,
    "carry": drafts.carry,
    "verdicts": verdicts.verdicts,
    "coverage": covering.coverage,
    "exempt": covering.exempt,
    "signoff": covering.signoff,
    "agreement": agreement.agreement,
    "docs": lists.docs,
    "reviewers": lists.reviewers,
    "claims": lists.claims,
    "search": lists.search,
    "quote": results.quote,
    "history": lists.history,
    "text": results.text,
    "page": results.page,
    "annotate": results.annotate,
    "report": results.report,
    "export": results.export_,
    "import": importing.import_,
    "recognise": recognition.recognise,
    "correct": recognition.correct,
    "copy": exchange.copy,
    "merge": exchange.merge,
    "diff": exchange.diff,
    "conflicts": exchange.conflicts,
    "settle": exchange.settle,
    "join": exchange.join,
    "erase": exchange.erase,
    "attach": exchange.attach,
    "iam": exchange.iam,
    "fingerprint": exchange.fingerprint,
}

_WITHOUT_SESSION: dict[str, Callable[[argparse.Namespace], None]] = {
    "keys": keys.keys,
    "languages": recognition.languages,
    "check": results.check,
    "formats": results.formats,
    "recover": results.recover,
    "backups": backups.list_,
    "restore": backups.restore,
}

_DAMAGE = 3
_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended: its exit code, and a project to show in the window, as whom."""

    code: int
    show: Path | None = None
    by: str = ""


def run(arguments: Sequence[str]) -> Outcome:
    """Run one command line.  Exit codes: 0 done, 1 bad input, 2 wrong usage, 3 damage found."""
    _speak_utf8()
    asked: argparse.Namespace | None = None
    try:
        _speak_the_users_language()
        asked = read(arguments)
        outcome = _do(asked)
        LINE.clear()
        sys.stdout.flush()
    except SidelightError as error:
        complain(error)
        checking = asked is not None and asked.command == "check"
        damaged = checking and error.id in {"project.damaged", "project.hostile"}
        return Outcome(_DAMAGE if damaged else error.exit_code)
    except KeyboardInterrupt:
        LINE.clear()
        return Outcome(_INTERRUPTED)
    except BrokenPipeError:
        # Who reads has seen enough; what is still to be written goes nowhere.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Outcome(0)
    except OSError as error:
        reason = error.strerror or str(error)
        complain(InputError("project.failed", path=str(error.filename or ""), reason=reason))
        return Outcome(InputError.exit_code)
    except SystemExit as leaving:
        return Outcome(leaving.code if isinstance(leaving.code, int) else 0)
    return outcome


def _do(asked: argparse.Namespace) -> Outcome:
    if asked.command == "demo":
        return Outcome(0, demo(asked), asked.by)
    if asked.command == "new":
        with Session.create(asked.project, asked.title, by=asked.by) as made:
            say(str(asked.project))
            _tell_whereabouts(made)
        return Outcome(0)
    # “restore” means two things: a backup, or what is in the trash
    if asked.command in _WITHOUT_SESSION and not getattr(asked, "record", ""):
        _WITHOUT_SESSION[asked.command](asked)
        return Outcome(0)
    session = Session.open(asked.project, by=asked.by, progress=LINE.show)
    session.backups.progress = LINE.show
    try:
        with session:
            _tell_whereabouts(session)
            if session.introduction:
                remark(session.introduction)
            return Outcome(_COMMANDS[asked.command](session, asked) or 0)
    finally:
        # after closing, which waits until the backup of the day is verified
        while warning := session.backups.take_warning():
            complain(warning)


def _tell_whereabouts(session: Session) -> None:
    """Say, once, what can go wrong where the project stands."""
    for words in news(session.file.path):
        remark(words)


def _speak_the_users_language() -> None:
    """Take the language of the settings; what is wrong with them is said where they are needed."""
    with suppress(SidelightError):
        use(Settings.load().language)


def _speak_utf8() -> None:
    """Print any language whatever the locale says; what a terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
