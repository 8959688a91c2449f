# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the command line: every command and option, as argparse understands them.

Names and options are stable: scripts depend on them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NoReturn

from sidelight import __version__
from sidelight.cli import (
    archive_words,
    draft_words,
    exchange_words,
    import_words,
    note_words,
    place_words,
    recognition,
    record_words,
    report_words,
    trash_words,
    verdicts,
)
from sidelight.errors import Refused, UsageError
from sidelight.exchange.export_formats import exports
from sidelight.exchange.import_formats import imports
from sidelight.language import _, current, sentence
from sidelight.model.vocabulary import STANCES
from sidelight.report.installed_formats import installed
from sidelight.session.claim_list import COLUMNS, GROUPINGS


class _Parser(argparse.ArgumentParser):
    """A parser that raises UsageError instead of leaving the program."""

    def __init__(self, **options: Any) -> None:
        # A shortened option would change its meaning when another comes that begins alike.
        super().__init__(**options, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            "usage", message=f"{self.prog}: {message}", hint=self.format_usage().strip()
        )


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = _Parser(
        prog="sidelight",
        description=_("Check the claims of an article against its sources."),
        epilog=_("“sidelight PROJECT” opens the window."),
    )
    top.add_argument("--version", action="version", version=f"Sidelight {__version__}")
    _by(top)
    commands = top.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    demo = commands.add_parser("demo", help=_("build the sample project and open it"))
    demo.add_argument("--to", metavar="FILE", type=_path, default=None)
    new = _command(commands, "new", _("make a project"))
    new.add_argument("--title", required=True, type=_text)
    _documents(commands)
    _scans(commands)
    _lists(commands)
    _acts(commands)
    draft_words.add(partial(_command, commands), _path, _text)
    record_words.add(partial(_command, commands), _text)
    note_words.add(partial(_command, commands), _text)
    place_words.add(partial(_command, commands), _text)
    verdicts.add(partial(_command, commands), _text)
    _results(commands)
    exchange_words.add(partial(_command, commands), _path, _text)
    _backups(commands)
    keys = commands.add_parser("keys", help=_("list the keys of the window"))
    keys.add_argument("--json", action="store_true", help=_("print JSON"))
    return top


@cache
def _parser_in(_language: str) -> argparse.ArgumentParser:
    # there are some sixty commands to tell it of, and its help is in a language
    return parser()


Commands = argparse._SubParsersAction


def _command(commands: Commands[_Parser], name: str, help_: str, *, json: bool = False) -> _Parser:
    command = commands.add_parser(name, help=help_, description=help_)
    command.add_argument("project", metavar="PROJECT", type=_path)
    if json:
        command.add_argument("--json", action="store_true", help=_("print JSON"))
    return command


def _documents(commands: Commands[_Parser]) -> None:
    add = _command(commands, "add", _("add documents"), json=True)
    add.add_argument("files", metavar="FILE", nargs="+", type=_path)
    add.add_argument("--kind", choices=("article", "source"), default="source")
    add.add_argument("--title", default="", type=_text)
    add.add_argument("--whole-page", action="store_true", help=_("keep a web page whole"))
    archive_words.add(add, _text)
    text = _command(commands, "text", _("print the text of a document"))
    text.add_argument("doc", metavar="DOC", type=_text)
    text.add_argument("--page", type=int, default=None, metavar="N")
    page = _command(commands, "page", _("draw a page with its highlights"))
    page.add_argument("doc", metavar="DOC", type=_text)
    page.add_argument("page", metavar="N", type=int)
    page.add_argument("--png", metavar="OUT", type=_path, required=True)
    page.add_argument("--dpi", metavar="D", type=_dpi, default=96)


def _scans(commands: Commands[_Parser]) -> None:
    scan = _command(commands, "recognise", _("recognise the text of scanned pages"), json=True)
    scan.add_argument("doc", metavar="DOC", type=_text)
    scan.add_argument(
        "--languages", metavar="L", type=recognition.codes, default=[], help=_("such as eng,rus")
    )
    scan.add_argument(
        "--pages",
        metavar="P",
        type=recognition.pages,
        default=None,
        help=_("such as 1-3,7; else all pages without text"),
    )
    scan.add_argument(
        "--data", metavar="FILE", type=_path, default=None, help=_("a file of trained data to keep")
    )
    languages = commands.add_parser("languages", help=_("list the languages of recognition"))
    languages.add_argument("--json", action="store_true", help=_("print JSON"))
    correct = _command(commands, "correct", _("correct a line of recognised text"))
    correct.add_argument("doc", metavar="DOC", type=_text)
    _words_of(correct)
    correct.add_argument("--words", metavar="W", type=_text, required=True)


def _lists(commands: Commands[_Parser]) -> None:
    _command(commands, "docs", _("list the documents"), json=True)
    _command(commands, "reviewers", _("list the reviewers"), json=True)
    claims = _command(commands, "claims", _("list the claims"), json=True)
    claims.add_argument("--verdict", metavar="VERDICT", type=_text, default="")
    claims.add_argument("--claim", metavar="N", type=_text, default="")
    claims.add_argument(
        "--filter",
        metavar="F",
        type=_text,
        default="",
        help=_("words and fields, such as “border verdict:disputed -tag:arms no:evidence”"),
    )
    claims.add_argument("--sort", choices=tuple(COLUMNS), default="number", metavar="COLUMN")
    claims.add_argument("--reverse", action="store_true", help=_("sort the other way round"))
    claims.add_argument("--group", choices=tuple(GROUPINGS), default="", metavar="BY")
    claims.add_argument(
        "--columns",
        metavar="C",
        type=lambda text: text.split(","),
        default=None,
        help=_("such as number,standing,claim"),
    )
    search = _command(commands, "search", _("find words in everything"), json=True)
    search.add_argument("words", metavar="WORDS", type=_text, nargs="+")
    quote = _command(commands, "quote", _("print a quote with its citation"), json=True)
    quote.add_argument("--doc", metavar="DOC", type=_text, required=True)
    _words_of(quote)
    history = _command(commands, "history", _("say who did what"), json=True)
    history.add_argument("--claim", metavar="N", type=_text, default="")


def _quote(command: _Parser) -> None:
    command.add_argument("--doc", metavar="DOC", type=_text, required=True)
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--quote", metavar="Q", type=_text, default=None)
    what.add_argument(
        "--area",
        metavar="X0,Y0,X1,Y1",
        type=_area,
        default=None,
        help=_("a rectangle of a page instead of words, in points from its top left corner"),
    )
    command.add_argument("--page", metavar="N", type=int, default=None, help=_("its page"))
    command.add_argument(
        "--transcription", metavar="T", type=_text, default="", help=_("what stands in the area")
    )
    command.add_argument(
        "--translation", metavar="T", type=_text, default="", help=_("what that means")
    )
    _around(command)


def _words_of(command: _Parser) -> None:
    command.add_argument("--quote", metavar="Q", type=_text, required=True)
    _around(command)


def _around(command: _Parser) -> None:
    command.add_argument(
        "--prefix", metavar="P", type=_text, default="", help=_("the words before the quote")
    )
    command.add_argument(
        "--suffix", metavar="S", type=_text, default="", help=_("the words after the quote")
    )


def _judgement(command: _Parser, *, required: bool) -> None:
    command.add_argument(
        "--verdict",
        metavar="VERDICT",
        type=_verdict,
        required=required,
        default=None,
        help=_("verified, disputed, denied, unchecked, or one that the project adds"),
    )
    command.add_argument("--denied-by", metavar="WHO", type=_text, default="")
    command.add_argument("--reason", metavar="R", type=_text, default=None)


def _acts(commands: Commands[_Parser]) -> None:
    claim = _command(commands, "claim", _("make a quote of an article a claim"), json=True)
    _quote(claim)
    _judgement(claim, required=False)
    verdict = _command(commands, "verdict", _("give a verdict"))
    verdict.add_argument("--claim", metavar="N", type=_text, required=True)
    _judgement(verdict, required=True)
    evidence = _command(commands, "evidence", _("link a quote of a source to a claim"), json=True)
    evidence.add_argument("--claim", metavar="N", type=_text, required=True)
    _quote(evidence)
    evidence.add_argument("--stance", choices=STANCES, required=True)
    evidence.add_argument("--note", metavar="T", type=_text, default="")
    remove = _command(commands, "remove", _("remove a claim or a document"))
    which = remove.add_mutually_exclusive_group(required=True)
    which.add_argument("--claim", metavar="N", type=_text)
    which.add_argument("--doc", metavar="DOC", type=_text)
    _command(commands, "undo", _("take the last act back"))
    _command(commands, "redo", _("do again what was undone"))


def _results(commands: Commands[_Parser]) -> None:
    report = _command(commands, "report", _("write the report"))
    report_words.add(report, _path, _text, _format)
    annotate = _command(
        commands, "annotate", _("write a PDF of a document with its marks as annotations")
    )
    annotate.add_argument("doc", metavar="DOC", type=_text)
    annotate.add_argument("pdf", metavar="OUT", type=_path)
    export = _command(commands, "export", _("write the project for other programs"), json=True)
    export.add_argument("-o", "--output", metavar="FILE", type=_path, required=True)
    export.add_argument(
        "--format",
        metavar="F",
        type=_export_format,
        help=_("its name, as “sidelight formats” lists them; else by the ending of FILE"),
    )
    import_words.add(partial(_command, commands), _path, _text, _import_format)
    formats = commands.add_parser(
        "formats", help=_("list the formats of a report and those for other programs")
    )
    formats.add_argument("--json", action="store_true", help=_("print JSON"))
    check = _command(commands, "check", _("prove that the file is whole"), json=True)
    check.add_argument(
        "--rebuild", action="store_true", help=_("make the tables anew from the log")
    )
    recover = commands.add_parser(
        "recover", help=_("bring what is readable of a damaged project into a new file")
    )
    recover.add_argument("damaged", metavar="DAMAGED", type=_path)
    recover.add_argument("out", metavar="OUT", type=_path)
    recover.add_argument("--json", action="store_true", help=_("print JSON"))


def _backups(commands: Commands[_Parser]) -> None:
    backups = _command(commands, "backups", _("list the backups of a project"), json=True)
    backups.add_argument("--now", action="store_true", help=_("make one first"))
    trash_words.add(partial(_command, commands), _text)


def _by(words: _Parser) -> None:
    words.add_argument("--by", metavar="REVIEWER", default="", type=_text, help=_("who acts"))


def _verdict(text: str) -> str:
    """Read a verdict; which there are is for the project to say."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("name a verdict"))
    return _text(text)


def _dpi(text: str) -> int:
    if not (text.isdecimal() and 18 <= int(text) <= 1200):
        raise argparse.ArgumentTypeError(_("use a number from 18 to 1200"))
    return int(text)


def _area(text: str) -> tuple[float, float, float, float]:
    """Read four numbers; whether they are an area is for the document to say."""
    try:
        x0, y0, x1, y1 = (float(side) for side in text.split(","))
    except ValueError as error:
        words = _("use four numbers: left,top,right,bottom")
        raise argparse.ArgumentTypeError(words) from error
    return x0, y0, x1, y1


def _path(text: str) -> Path:
    """Read a path; one that begins with ~ though no shell has seen it is the home's."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _format(name: str) -> str:
    try:
        return installed().named(name).name
    except Refused as error:
        raise argparse.ArgumentTypeError(sentence(error)) from error


def _export_format(name: str) -> str:
    try:
        return exports().named(name).name
    except Refused as error:
        raise argparse.ArgumentTypeError(sentence(error)) from error


def _import_format(name: str) -> str:
    try:
        return imports().named(name).name
    except Refused as error:
        raise argparse.ArgumentTypeError(sentence(error)) from error


def _text(text: str) -> str:
    """Read words; bytes that are none in the user's encoding come as surrogates (PEP 383)."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(_("this is no text in UTF-8")) from error
    return text


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the words of a command; UsageError where they are none, SystemExit after help."""
    asked = _parser_in(current()).parse_args(list(arguments))
    if asked.command == "add" and asked.title and len(asked.files) > 1:
        raise UsageError("usage", message=_("--title names one document; give one file with it."))
    if asked.command in {"claim", "evidence"}:
        of_area = (asked.page is not None, asked.transcription, asked.translation)
        if (asked.area is None and any(of_area)) or (asked.area and asked.page is None):
            words = _("--area needs --page, and --transcription and --translation need both.")
            raise UsageError("usage", message=words)
    checks = (
        *(archive_words.check, exchange_words.check, note_words.check),
        *(place_words.check, trash_words.check),
    )
    if wrong := next(filter(None, (check(asked) for check in checks)), ""):
        raise UsageError("usage", message=wrong)
    return asked


def window(arguments: Sequence[str]) -> tuple[Path | None, str]:
    """Return the project to open in the window and who acts; UsageError for anything else."""
    words = _Parser(prog="sidelight", usage="sidelight [--by REVIEWER] [PROJECT]", add_help=False)
    _by(words)
    words.add_argument("project", nargs="*", type=_path)
    asked = words.parse_args(list(arguments))
    if len(asked.project) > 1:
        name = str(asked.project[0])
        words.error(_("“{name}” is no command; “sidelight --help” lists them.").format(name=name))
    return next(iter(asked.project), None), asked.by
