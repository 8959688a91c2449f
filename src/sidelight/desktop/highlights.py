# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is marked in a document: claims in an article, evidence in a source."""

from __future__ import annotations

from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.workspace import Workspace
from sidelight.language import current, ngettext
from sidelight.model.records import Claim, ClaimPassage, Document, Evidence, Passage
from sidelight.model.standing import paint
from sidelight.model.styles import Style, style
from sidelight.model.threads import Thread, threads
from sidelight.session.mark_words import MarkWords, carried_words, origin_words
from sidelight.text.quotes import shorten

_NOTE = Style(
    "note", "#5b6472", "#ffffff", "#a8b3c2", "#000000", "dotted", "message-square-text", "✎"
)
"""A line and no ground: what is noted is no claim."""
_TIP = 160
_MOST_OPINIONS = 4


class Marks:
    """The marks of one document, kept from one snapshot to the next while their claims are the
    same.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._around: tuple[object, ...] = ()
        self._kept: dict[str, tuple[Claim, list[Highlight], list[Highlight]]] = {}

    def of(self, document: Document) -> list[Highlight]:
        """Return those of claims first, then those of evidence and of notes."""
        workspace = self._workspace
        people = workspace.snapshot.reviewers if workspace.snapshot else {}
        where = document.id, document.layer, workspace.writable, current()
        around = (*where, workspace.me, people, workspace.verdicts)
        if around != self._around:
            self._around, self._kept = around, {}
        here = workspace.claims_in(document.id)
        self._kept = {claim.id: self._claim(claim, document) for claim in here}
        kept = self._kept.values()
        marks = [mark for _claim, own, _links in kept for mark in own]
        marks += [mark for _claim, _own, links in kept for mark in links]
        for thread in threads(workspace.notes(document.id)):
            noted = thread.first.passage
            if noted is not None and _shows(document, noted):
                marks.append(_of_thread(workspace, thread, noted))
        return marks

    def _claim(
        self, claim: Claim, document: Document
    ) -> tuple[Claim, list[Highlight], list[Highlight]]:
        kept = self._kept.get(claim.id)
        if kept is not None and kept[0] is claim:
            return kept
        workspace = self._workspace
        parts = (part for part in claim.passages if _shows(document, part.passage))
        links = (one for one in claim.evidence if _shows(document, one.passage))
        return (
            claim,
            [_of_claim(workspace, claim, part) for part in parts],
            [_of_evidence(workspace, claim, one) for one in links],
        )


def _shows(document: Document, place: Passage) -> bool:
    """Tell whether a passage stands in a document as it is shown; an area does in any layer."""
    same = place.layer == document.layer or place.area is not None
    return place.document == document.id and same


def _of_claim(workspace: Workspace, claim: Claim, part: ClaimPassage) -> Highlight:
    place = part.passage
    heads = [_words(workspace).claim(claim), carried_words(part), origin_words(place.origin)]
    look = workspace.verdicts.style(paint(claim, workspace.me))
    return Highlight(
        id=part.id,
        start=place.start,
        end=place.end,
        style=look,
        badge="",
        badge_icon=look.icon,
        tip="\n".join([*filter(None, heads), *_opinions(workspace, claim)]),
        adjustable=workspace.writable,
        page=place.page,
        area=place.area,
    )


def _words(workspace: Workspace) -> MarkWords:
    return MarkWords(
        workspace.me, workspace.verdicts, lambda id_: workspace.reviewer(id_).label, _TIP
    )


def _opinions(workspace: Workspace, claim: Claim) -> list[str]:
    """Return who gave which verdict and why, mine first, a line each; the rest as a number."""
    given = sorted(
        (v for v in claim.verdicts if v.verdict or v.reason),
        key=lambda v: v.reviewer != workspace.me,
    )
    lines = [_words(workspace).verdict(one) for one in given[:_MOST_OPINIONS]]
    more = len(given) - len(lines)
    if more:
        words = ngettext("{count} more reviewer", "{count} more reviewers", more)
        lines.append(words.format(count=more))
    return lines


def _of_evidence(workspace: Workspace, claim: Claim, evidence: Evidence) -> Highlight:
    heads = [
        _words(workspace).evidence(claim, evidence),
        origin_words(evidence.passage.origin),
        shorten(evidence.note, _TIP),
    ]
    return Highlight(
        id=evidence.id,
        start=evidence.passage.start,
        end=evidence.passage.end,
        style=style(evidence.stance),
        badge=claim.label,
        badge_icon="",
        tip="\n".join([*filter(None, heads), *_opinions(workspace, claim)]),
        adjustable=workspace.writable,
        page=evidence.passage.page,
        area=evidence.passage.area,
    )


def _of_thread(workspace: Workspace, thread: Thread, place: Passage) -> Highlight:
    """Return the mark of a thread; a settled one has no badge."""
    lines = _words(workspace).notes(thread.notes[:_MOST_OPINIONS])
    return Highlight(
        id=thread.first.id,
        start=place.start,
        end=place.end,
        style=_NOTE,
        badge_icon="" if thread.settled else _NOTE.icon,
        tip="\n".join(lines),
        adjustable=False,
        page=place.page,
        area=place.area,
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
    noted = [workspace.note_id] if workspace.note_id else []
    if claim is None:
        return frozenset(noted)
    return frozenset([*noted, *(p.id for p in claim.passages), *(e.id for e in claim.evidence)])
