# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for coverage: what of an article is still to be looked at."""

from __future__ import annotations

import argparse

from sidelight.cli.printing import as_json, complain, say, table
from sidelight.errors import Refused
from sidelight.language import _, ngettext, pgettext
from sidelight.session.session import Session
from sidelight.session.signatures import signed
from sidelight.session.signing import left_open
from sidelight.text.quotes import readable, shorten

_QUOTE = 90


def coverage(session: Session, asked: argparse.Namespace) -> None:
    """List the sentences that hold no claim yet."""
    article = session.article(asked.article)
    found = session.coverage(article)
    text = session.layer(article).text
    if asked.json:
        sentences = [
            {
                "start": one.start,
                "end": one.end,
                "state": one.state,
                "page": session.page_of(article, one.start),
                "quote": text.slice(one.start, one.end),
            }
            for one in found.sentences
        ]
        as_json({"article": article.id, "percent": found.percent, "sentences": sentences})
        return
    rows = [
        {
            "page": str(session.page_of(article, one.start)),
            "quote": shorten(readable(text.slice(one.start, one.end)), _QUOTE),
        }
        for one in found.open
    ]
    if rows:
        table(rows, {"page": pgettext("column", "Page"), "quote": _("Sentence")})
    if found.percent is None:
        say(_("The article has no sentences."))
        return
    words = ngettext(
        "{percent} % covered; {count} sentence is open.",
        "{percent} % covered; {count} sentences are open.",
        len(rows),
    )
    say(words.format(percent=found.percent, count=len(rows)))


def signoff(session: Session, asked: argparse.Namespace) -> int:
    """Sign an article off, what is open listed first; return 1 where that keeps it from being."""
    article = session.article(asked.article)
    if asked.withdraw:
        session.take_sign_off_back(article)
        return 0
    left = left_open(session, article)
    for one in left:
        say(one.words)
    if asked.list or (left and not asked.although):
        for line in signed(session.project, article, session.me):
            say(line)
        if not asked.list:
            complain(Refused("signoff.open"))
        return 0 if asked.list else 1
    session.sign_off(article, asked.note)
    return 0


def exempt(session: Session, asked: argparse.Namespace) -> None:
    """Say that a quote holds nothing to check, or take that back."""
    article = session.article(asked.article)
    start, end = session.locate(article, asked.quote, asked.prefix, asked.suffix)
    (session.not_exempt if asked.off else session.exempt)(article, start, end)
