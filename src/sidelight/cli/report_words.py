# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the command that writes the report is told: which format, and what of all goes in."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from sidelight.cli.exchange_words import Text, names
from sidelight.language import _, available
from sidelight.report import words
from sidelight.report.choices import Choices
from sidelight.report.citation_styles import NAMES, STYLES
from sidelight.report.parts import PARTS
from sidelight.session.session import Session


def add(
    report: argparse.ArgumentParser, path: Callable[[str], Path], text: Text, format_: Text
) -> None:
    """Add the options of ``report``."""
    report.add_argument("-o", "--output", metavar="FILE", type=path, required=True)
    report.add_argument("--article", metavar="DOC", type=text, default="")
    report.add_argument(
        "--format",
        metavar="F",
        type=format_,
        help=_("its name, as “sidelight formats” lists them; else by the ending of FILE"),
    )
    _parts(report, text)
    _manner(report)


def _parts(report: argparse.ArgumentParser, text: Text) -> None:
    report.add_argument("--claims", metavar="N,…", type=text, help=_("only these claims"))
    report.add_argument(
        "--without",
        metavar="PART",
        action="append",
        choices=PARTS,
        default=[],
        help=_("leave a part out: {parts}").format(
            parts="; ".join(f"{part} ({words.part(part)})" for part in PARTS)
        ),
    )
    report.add_argument(
        "--without-names", action="store_true", help=_("letters in the place of reviewers' names")
    )
    report.add_argument(
        "--blind-for",
        metavar="REVIEWER",
        type=text,
        help=_("leave out what somebody who is to judge claims blind may not see"),
    )


def _manner(report: argparse.ArgumentParser) -> None:
    report.add_argument(
        "--language",
        metavar="L",
        choices=available(),
        default="",
        help=_("language of the report's own words: {languages}").format(
            languages=", ".join(available())
        ),
    )
    report.add_argument(
        "--citation-style",
        metavar="NAME",
        choices=NAMES,
        default="",
        help=_("style of the citations; else the one in the settings: {styles}").format(
            styles="; ".join(f"{style.name} ({_(style.title)})" for style in STYLES)
        ),
    )


def choices(session: Session, asked: argparse.Namespace) -> Choices:
    """Return what was chosen; UnknownName."""
    claims = None
    if asked.claims is not None:
        claims = frozenset(session.claim_called(name).id for name in names(asked.claims))
    return Choices(
        claims=claims,
        without=frozenset(asked.without),
        names=not asked.without_names,
        blind_for="" if asked.blind_for is None else session.reviewer_called(asked.blind_for).id,
        language=asked.language,
        style=asked.citation_style,
    )
