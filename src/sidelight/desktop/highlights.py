# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is marked in a document: claims in an article, evidence in a source."""

from __future__ import annotations

from sidelight.desktop.origin import origin_words
from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.workspace import Workspace
from sidelight.language import _, ngettext
from sidelight.model.records import Claim, Document, Evidence, Passage
from sidelight.model.standing import paint
from sidelight.model.styles import style
from sidelight.model.vocabulary import WORDS
from sidelight.text.quotes import shorten

_TIP = 160
_MOST_OPINIONS = 4


def highlights(workspace: Workspace, document: Document) -> list[Highlight]:
    """Return the marks of a document: those of claims first, then those of evidence."""
    marks = []
    here = workspace.claims_in(document.id)
    for claim in here:
        for part in claim.passages:
            place = part.passage
            if _shows(document, place):
                marks.append(_of_claim(workspace, claim, part.id, place))
    for claim in here:
        links = (one for one in claim.evidence if _shows(document, one.passage))
        marks += [_of_evidence(workspace, claim, evidence) for evidence in links]
    return marks


def _shows(document: Document, place: Passage) -> bool:
    """Tell whether a passage stands in a document as it is shown; an area does in any layer."""
    same = place.layer == document.layer or place.area is not None
    return place.document == document.id and same


def _of_claim(workspace: Workspace, claim: Claim, id_: str, place: Passage) -> Highlight:
    word = paint(claim, workspace.me)
    head = _("Claim {number}: {verdict}").format(number=claim.label, verdict=_(WORDS[word]))
    tip = "\n".join([head, *_origin(place), *_opinions(workspace, claim)])
    look = style(word)
    return Highlight(
        id=id_,
        start=place.start,
        end=place.end,
        style=look,
        badge="",
        badge_icon=look.icon,
        tip=tip,
        adjustable=workspace.writable,
        page=place.page,
        area=place.area,
    )


def _origin(place: Passage) -> list[str]:
    return [origin_words(place.origin)] if place.origin else []


def _opinions(workspace: Workspace, claim: Claim) -> list[str]:
    """Return who gave which verdict and why, mine first, a line each; the rest as a number."""
    given = sorted(
        (v for v in claim.verdicts if v.verdict or v.reason),
        key=lambda v: v.reviewer != workspace.me,
    )
    lines = []
    for one in given[:_MOST_OPINIONS]:
        who = workspace.reviewer(one.reviewer).label
        word = one.verdict or "unchecked"
        line = _("{who}: {verdict}").format(who=who, verdict=_(WORDS[word]))
        lines.append(f"{line} · {shorten(one.reason, _TIP)}" if one.reason else line)
    more = len(given) - len(lines)
    if more:
        words = ngettext("{count} more reviewer", "{count} more reviewers", more)
        lines.append(words.format(count=more))
    return lines


def _of_evidence(workspace: Workspace, claim: Claim, evidence: Evidence) -> Highlight:
    tip = _("Claim {number}, {stance}: {quote}").format(
        number=claim.label, stance=_(WORDS[evidence.stance]), quote=shorten(claim.words, _TIP)
    )
    tip = "\n".join([tip, *_origin(evidence.passage)])
    if evidence.note:
        tip += f"\n{shorten(evidence.note, _TIP)}"
    tip = "\n".join([tip, *_opinions(workspace, claim)])
    return Highlight(
        id=evidence.id,
        start=evidence.passage.start,
        end=evidence.passage.end,
        style=style(evidence.stance),
        badge=claim.label,
        badge_icon="",
        tip=tip,
        adjustable=workspace.writable,
        page=evidence.passage.page,
        area=evidence.passage.area,
    )


def open_ranges(workspace: Workspace, document: Document) -> list[tuple[int, int]]:
    """Return the ink ranges of the sentences that nobody has dealt with, where that is shown."""
    snapshot = workspace.snapshot
    found = snapshot.coverage.get(document.id) if snapshot else None
    shown = found.open if found and workspace.coverage_shown else ()
    return [(sentence.start, sentence.end) for sentence in shown]


def lit(workspace: Workspace) -> frozenset[str]:
    """Return the ids of the marks of the chosen claim, in the article and in the sources."""
    claim = workspace.claim
    if claim is None:
        return frozenset()
    return frozenset([*(p.id for p in claim.passages), *(e.id for e in claim.evidence)])
