# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command that says how far the reviewers agree."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from sidelight.cli.printing import as_json, say, table
from sidelight.language import _, pgettext
from sidelight.session.agreement import Agreement, Compared
from sidelight.session.agreement_words import heading, shown_share
from sidelight.session.session import Session
from sidelight.text.quotes import shorten

_QUOTE = 60


def agreement(session: Session, asked: argparse.Namespace) -> None:
    """Say how far the reviewers agree: overall, by pairs, and the claims that drive it."""
    found = session.agreement(asked.article)
    if asked.json:
        as_json(_json(found))
        return
    several = len(found.pairs) > 1
    for one in (found.overall, *(found.pairs if several else ())):
        if one is not found.overall:
            say("")
        _say(one)
    if not found.drivers:
        return
    say("")
    say(_("What drives the disagreement:"))
    rows = [
        {
            "share": shown_share(driver.share),
            "number": driver.label,
            "claim": shorten(driver.quote, _QUOTE),
            "said": driver.said,
        }
        for driver in found.drivers
    ]
    heads = {
        "share": pgettext("column", "Share"),
        "number": "#",
        "claim": _("Claim"),
        "said": _("Verdicts"),
    }
    table(rows, heads)


def _say(one: Compared) -> None:
    say(heading(one.reviewers, one.claims))
    if all(figure.value is None for figure in one.figures):
        return
    rows = [{"title": f.title, "shown": f.shown, "meaning": f.meaning} for f in one.figures]
    table(
        rows,
        {"title": _("Figure"), "shown": pgettext("column", "Value"), "meaning": _("What it means")},
    )


def _json(found: Agreement) -> dict[str, Any]:
    """Return it as JSON; keys are stable, a figure that is undefined is null."""
    return {
        "article": found.article,
        "need": found.need,
        "overall": _compared(found.overall),
        "pairs": [_compared(pair) for pair in found.pairs],
        "drivers": [asdict(driver) for driver in found.drivers],
    }


def _compared(one: Compared) -> dict[str, Any]:
    return {
        "reviewers": list(one.reviewers),
        "claims": one.claims,
        "alike": one.alike,
        "pairs": one.pairs,
        "passages": one.passages,
        **{figure.name: figure.value for figure in one.figures},
        "meaning": {figure.name: figure.meaning for figure in one.figures},
    }
