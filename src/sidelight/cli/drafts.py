# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for drafts: add a new version of an article, settle what became of its claims."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from sidelight.cli.printing import as_json, say, table
from sidelight.cli.progress import LINE
from sidelight.errors import UnknownName, UsageError
from sidelight.language import _, ngettext
from sidelight.model.drafts import State
from sidelight.model.records import Document
from sidelight.session.draft_lines import (
    REASONS,
    STATE_WORDS,
    DraftFacts,
    DraftLine,
    draft_facts,
    draft_lines,
    planned_lines,
)
from sidelight.session.drafts import DraftFile
from sidelight.session.session import Session
from sidelight.session.signatures import signed
from sidelight.text.changed_words import Parts
from sidelight.text.folding import loosely
from sidelight.text.quotes import shorten

_QUOTE = 60
_OPEN: tuple[State, ...] = ("to confirm", "went")


def draft(session: Session, asked: argparse.Namespace) -> None:
    """Add a new draft of an article, or say what that would carry over."""
    file = DraftFile(*session.taken(asked.file, asked.page), asked.title)
    plan = session.plan_draft(file, asked.of, LINE.show)
    if asked.dry_run:
        lines, made = planned_lines(plan.carries), None
    else:
        made = session.keep_draft(plan)
        lines = draft_lines(session, made)
    if asked.json:
        as_json(
            {
                "document": plan.document,
                "number": made.number if made else None,
                "continues": plan.before.id,
                "kept": made is not None,
                "claims": [_line_json(line) for line in lines],
            }
        )
        return
    if made:
        name = draft_facts(session.project)[made.id].name
        say(_("Document {number}: {title}, {draft}").format(
            number=made.label, title=made.title, draft=name
        ))  # fmt: skip
    _say_lines(lines)


def drafts(session: Session, asked: argparse.Namespace) -> None:
    """List the drafts of articles, and what is to be settled in each."""
    facts = draft_facts(session.project)
    documents = [d for d in session.project.documents("article") if d.id in facts]
    if asked.json:
        as_json([_draft_json(session, one, facts[one.id]) for one in documents])
        return
    if not documents:
        say(_("No article has several drafts."))
        return
    rows = [_row(session, one, facts[one.id]) for one in documents]
    heads = {"number": "#", "draft": _("Draft"), "newest": _("Newest")}
    heads |= {state: _(STATE_WORDS[state]) for state in _OPEN}
    table(rows, {**heads, "title": _("Title"), "signed": _("Signed off")})
    for one in documents:
        if facts[one.id].newest:
            _say_lines([x for x in draft_lines(session, one) if x.state in _OPEN])


def carry(session: Session, asked: argparse.Namespace) -> None:
    """Confirm a claim in a draft, say that it is gone, or where it stands."""
    if bool(asked.what) == (asked.quote is not None):
        words = _("after the number of the claim comes “confirm”, “drop” or --quote")
        raise UsageError("usage", message=f"carry: {words}")
    article = session.document(asked.doc) if asked.doc else session.article()
    claim = session.claim_called(asked.claim)
    lines = [line for line in draft_lines(session, article) if line.claim == claim.id]
    if asked.was:
        wanted = loosely(asked.was)
        lines = [line for line in lines if wanted in loosely(_words(line.old))]
    if asked.what == "confirm":
        # one that went is looked for only where nothing was proposed
        proposed: tuple[State, ...] = ("to confirm",)
        some = proposed if any(line.state in proposed for line in lines) else _OPEN
        session.confirm_carried(article, *_in(lines, some, article))
    elif asked.what == "drop":
        states: tuple[State, ...] = (*_OPEN, "same", "confirmed")
        session.drop_carried(article, *_in(lines, states, article))
    else:
        before = _one_of(_in(lines, tuple(STATE_WORDS), article), lines, claim.label)
        place = session.locate(article, asked.quote, asked.prefix, asked.suffix)
        session.place_carried(article, before, *place)


def _in(
    lines: Sequence[DraftLine], states: tuple[State, ...], article: Document
) -> tuple[str, ...]:
    """Return the passages (ids) in some states; UnknownName where there is none."""
    wanted = tuple(line.before for line in lines if line.state in states)
    if not wanted:
        raise UnknownName("draft.passage", name=article.title)
    return wanted


def _one_of(before: Sequence[str], lines: Sequence[DraftLine], number: str) -> str:
    """Return the passage meant: of several the only one to be settled; UnknownName where none."""
    unsettled = [line.before for line in lines if line.state in _OPEN]
    meant = before if len(before) == 1 else unsettled
    if len(meant) != 1:
        quotes = "; ".join(f"“{shorten(_words(line.old), _QUOTE)}”" for line in lines)
        raise UnknownName("draft.passages", number=number, count=len(lines), candidates=quotes)
    return meant[0]


def _row(session: Session, document: Document, facts: DraftFacts) -> dict[str, str]:
    return {
        "number": document.label,
        "draft": str(facts.number),
        "newest": _("yes") if facts.newest else "",
        **{state: str(facts.states[state]) for state in _OPEN},
        "title": document.title,
        "signed": "; ".join(signed(session.project, document, session.me)),
    }


def _draft_json(session: Session, document: Document, facts: DraftFacts) -> dict[str, Any]:
    return {
        "document": document.id,
        "label": document.label,
        "title": document.title,
        "draft": facts.number,
        "continues": facts.before,
        "newest": facts.newest,
        "states": dict(facts.states),
        "claims": [_line_json(line) for line in draft_lines(session, document)],
    }


def _line_json(line: DraftLine) -> dict[str, Any]:
    return {
        "claim": line.claim,
        "label": line.label,
        "state": line.state,
        "score": line.score,
        "reason": line.reason,
        "old": _words(line.old),
        "new": _words(line.new),
        "page": line.page,
        "from": line.before,
        "passage": line.now,
    }


def _words(parts: Parts) -> str:
    return "".join(text for text, _changed in parts)


def _say_lines(lines: Sequence[DraftLine]) -> None:
    """Print what is to be settled, then how many passages became what."""
    rows = [
        {
            "claim": line.label,
            "state": _(STATE_WORDS[line.state]),
            "old": shorten(_words(line.old), _QUOTE),
            "new": shorten(_words(line.new), _QUOTE)
            if line.state == "to confirm"
            else (_(REASONS[line.reason]) if line.reason else ""),
        }
        for line in lines
        if line.state in _OPEN
    ]
    if rows:
        heads = {"claim": _("Claim"), "state": _("State"), "old": _("Before")}
        table(rows, {**heads, "new": _("Now")})
    sure = sum(line.state in {"same", "confirmed"} for line in lines)
    if sure:
        words = ngettext(
            "{count} passage carried over in the same words or confirmed.",
            "{count} passages carried over in the same words or confirmed.",
            sure,
        )
        say(words.format(count=sure))
