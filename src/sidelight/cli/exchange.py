# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands that exchange projects: copy, merge, compare, settle, join, erase, attach."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sidelight.cli import exchange_words
from sidelight.cli.passwords import with_password
from sidelight.cli.printing import as_json, clean, say, table
from sidelight.cli.progress import LINE
from sidelight.errors import Refused, UnknownName
from sidelight.exchange.comparing import Difference
from sidelight.language import _, ngettext
from sidelight.model.conflicts import Conflict
from sidelight.session.difference_words import by, changes, line, summary
from sidelight.session.erasing import ErasePlan
from sidelight.session.erasure_words import traces_words
from sidelight.session.session import Session
from sidelight.session.sharing import Choice, Merge
from sidelight.session.trash import RECORDS
from sidelight.session.unsettled import in_words
from sidelight.text.quotes import readable, shorten

_TITLE = 80


def copy(session: Session, asked: argparse.Namespace) -> None:
    """Write a copy to share."""
    claims = None
    if asked.claims is not None:
        names = exchange_words.names(asked.claims)
        claims = frozenset(session.claim_called(name).id for name in names)
    choice = Choice(
        sources=not asked.without_sources,
        private_notes=not asked.without_private_notes,
        claims=claims,
        only=session.me if asked.mine else "",
        blind_for="" if asked.blind_for is None else session.reviewer_called(asked.blind_for).id,
    )
    say(str(session.share(asked.out, choice, overwrite=asked.overwrite, progress=LINE.show)))


def merge(session: Session, asked: argparse.Namespace) -> None:
    """Take in what colleagues did, or say what would come in."""
    if asked.back:
        session.back_to_before_merge()
        say(_("The project is as it was before the last merge."))
        return
    with session.plan_merge(asked.others, progress=LINE.show) as plan:
        told = _told(session, plan) if asked.json else {}
        if not asked.json:
            _show(session, plan)
        try:
            if not asked.dry_run:
                session.merge(plan, unrelated=asked.unrelated)
                told |= _merged(session, plan, asked)
        finally:
            if asked.json:
                as_json(told)


def _merged(session: Session, plan: Merge, asked: argparse.Namespace) -> dict[str, list[str]]:
    """Say what became of a merge, and of our copies that hold what it removed for good; return
    these copies and those that are left.
    """
    remove = asked.remove_copies
    traces = session.traces() if remove else session.left_by(plan)
    words = traces_words(traces, session.before_merge())
    left = session.remove_traces(traces) if remove else list(traces)
    if not asked.json:
        _say_merged(back=session.can_go_back())
        if traces:
            say(words)
            _say_traces(traces, keep=not remove)
        if traces and not remove:
            say(_("The same command with --remove-copies removes them for good."))
        elif left:
            _say_left(left)
    return {"traces": _paths(traces), "left": _paths(left)}


def diff(session: Session, asked: argparse.Namespace) -> None:
    """Say what another copy has that this one has not."""
    with session.plan_merge([asked.other], progress=LINE.show) as plan:
        only = session.claim_of(asked.claim).id if asked.claim else ""
        if asked.json:
            as_json(_told(session, plan, only))
        else:
            _show(session, plan, only)


def conflicts(session: Session, asked: argparse.Namespace) -> None:
    """List the conflicts with their values."""
    found = session.conflicts()
    if asked.json:
        as_json([_conflict_json(session, conflict) for conflict in found])
        return
    rows = [
        {
            "number": str(number) if at == 0 else "",
            "what": one.title if at == 0 else "",
            "take": str(at + 1),
            "who": who,
            "value": value,
        }
        for number, one in enumerate((in_words(session.project, each) for each in found), 1)
        for at, (value, who) in enumerate(one.values)
    ]
    heads = {"number": "#", "what": _("Field"), "take": "--take", "who": _("By")}
    table(rows, {**heads, "value": _("Value")})
    for group in session.twins():
        labels = ", ".join(claim.label for claim in group)
        say(
            _("Claims {labels} mark the same passage; “join” makes them one.").format(labels=labels)
        )


def settle(session: Session, asked: argparse.Namespace) -> None:
    """Settle one conflict, or all by a rule."""
    if asked.number is None:
        count = session.settle_all(asked.rule)
        words = ngettext("{count} conflict settled.", "{count} conflicts settled.", count)
        say(words.format(count=count))
        return
    found = session.conflicts()
    if not 1 <= asked.number <= len(found):
        raise UnknownName("conflict.unknown", number=asked.number, count=len(found))
    conflict = found[asked.number - 1]
    if asked.rule:
        session.settle(conflict, conflict.by_rule(asked.rule, session.me))
    elif 1 <= asked.take <= len(conflict.entries):
        session.settle(conflict, conflict.entries[asked.take - 1].value)
    else:
        raise UnknownName("conflict.value", number=asked.take, count=len(conflict.entries))


def join(session: Session, asked: argparse.Namespace) -> None:
    """Let one claim show what was said of another."""
    session.join(session.claim_called(asked.claim).id, session.claim_called(asked.other).id)


def erase(session: Session, asked: argparse.Namespace) -> None:
    """Remove something for good, after asking."""
    names = {"document": asked.doc, "claim": asked.claim}
    names |= {"evidence": asked.evidence, "note": asked.note}
    record, id_ = next((record, id_) for record, id_ in names.items() if id_ is not None)
    if record in RECORDS:
        id_ = session.id_called(record, id_)
    plan = session.plan_erasure(record, id_)
    if not asked.json:
        _show_erasure(plan, keep=asked.keep_copies)
    if not asked.yes and not _agreed():
        raise Refused("erase.unconfirmed")
    left = session.erase(plan, traces=not asked.keep_copies)
    if asked.json:
        as_json({**asdict(plan), "traces": [str(p) for p in plan.traces], "left": _paths(left)})
        return
    say(_("Removed for good. Copies elsewhere still hold it until they are merged or deleted."))
    _say_left(left)


def attach(session: Session, asked: argparse.Namespace) -> None:
    """Put a document back that was left out."""
    document = session.document(asked.doc)
    with_password(
        lambda given: session.attach(document, asked.file, LINE.show, password=given),
        asked.file.name,
    )


def iam(session: Session, asked: argparse.Namespace) -> None:
    """Act as a reviewer of the project from now on."""
    say(session.be(asked.reviewer).label)


def fingerprint(session: Session, _asked: argparse.Namespace) -> None:
    """Print the fingerprint."""
    say(session.fingerprint)


def _say_merged(*, back: bool) -> None:
    if back:
        say(_("Merged. “sidelight merge PROJECT --back” goes back, until something else is done."))
    else:
        say(_("Merged."))


def _told(session: Session, plan: Merge, claim: str = "") -> dict[str, Any]:
    found = plan.comparison
    shown = _shown(plan, claim)
    return {
        "related": found.related,
        "changes": found.changes,
        "only_here": found.only_here,
        "since": found.since,
        "differences": [
            {**asdict(d), "words": line(plan.merged, d, session.project)} for d in shown
        ],
        "conflicts": [_conflict_json(session, c) for c in found.conflicts],
        "settled": found.settled,
        "twins": [[one.id for one in group] for group in found.twins],
    }


def _shown(plan: Merge, claim: str) -> list[Difference]:
    return [d for d in plan.comparison.differences if not claim or d.claim == claim]


def _show(session: Session, plan: Merge, claim: str = "") -> None:
    found = plan.comparison
    if not found.related:
        say(_("This is another project, not a copy of this one."))
    for words in summary(plan.merged, found):
        say(words)
    for difference in _shown(plan, claim):
        said = line(plan.merged, difference, session.project)
        say("  " + " · ".join(part for part in (said, by(plan.merged, difference)) if part))
        for name, here, there in changes(plan.merged, difference):
            say(_("      {field}: {here} → {there}").format(field=name, here=here, there=there))


def _conflict_json(session: Session, conflict: Conflict) -> dict[str, Any]:
    return {
        "record": conflict.record,
        "id": conflict.id,
        "field": conflict.field,
        "claim": conflict.claim,
        "values": [
            {
                "value": entry.value,
                "reviewer": session.project.reviewer(entry.change.reviewer).label,
                "time": entry.change.time,
            }
            for entry in conflict.entries
        ],
    }


def _show_erasure(plan: ErasePlan, *, keep: bool) -> None:
    title = shorten(readable(plan.title), _TITLE)
    say(_("To be removed for good: {title}").format(title=title))
    counts = {
        _("Claims"): plan.claims,
        _("Evidence"): plan.evidence,
        _("Notes"): plan.notes,
    }
    say("  " + ", ".join(f"{name}: {count}" for name, count in counts.items()))
    for place in plan.mentions:
        say(_("  It is named by hand in {place}; that stays.").format(place=place))
    _say_traces(plan.traces, keep=keep)


def _say_traces(traces: Collection[Path], *, keep: bool) -> None:
    for path in traces:
        words = _("  Also in {path}; that stays.") if keep else _("  Also in {path}, removed too.")
        say(words.format(path=path))


def _say_left(left: Collection[Path]) -> None:
    for path in left:
        say(_("Still there: {path}").format(path=path))


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    print(clean(_("Type “yes” to remove it:")), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in {"yes", _("yes")}


def _paths(paths: Collection[Path]) -> list[str]:
    return [str(path) for path in paths]
