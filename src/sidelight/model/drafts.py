# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of claims from one draft of an article to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sidelight.model.draft_chain import DROPPED, carried_id, drafts_before, lineage, sure
from sidelight.model.project import Project
from sidelight.model.records import Claim, ClaimPassage, Document

State: TypeAlias = Literal["same", "confirmed", "to confirm", "went", "dropped"]
STATES: tuple[State, ...] = ("to confirm", "went", "same", "confirmed", "dropped")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became in a draft of a passage of a claim that stood in an earlier one.

    ``before`` is that passage, ``now`` the one in the draft, None where it went or was dropped.
    """

    claim: Claim
    before: ClaimPassage
    now: ClaimPassage | None
    state: State


def heads(project: Project) -> list[Document]:
    """Return the articles that no other continues, by number: of each chain of drafts the newest,
    two where two people went on from one draft.

    Drafts that continue each other in a circle are all newest.
    """
    articles = project.documents("article")
    before = {article.id: drafts_before(project.log, article.id) for article in articles}
    return [
        article
        for article in articles
        if not any(
            article.id in earlier and later not in before[article.id]
            for later, earlier in before.items()
        )
    ]


def family(project: Project, document: str) -> list[Document]:
    """Return an article with all drafts before and after it, the earliest first."""
    log = project.log
    roots = {document, *drafts_before(log, document)}
    found = [
        one for one in project.documents("article") if roots & {one.id, *drafts_before(log, one.id)}
    ]
    return sorted(found, key=lambda one: (draft_number(project, one.id), one.number, one.id))


def draft_number(project: Project, document: str) -> int:
    """Return which draft of its article a document is, from 1."""
    return 1 + len(drafts_before(project.log, document))


def sources(project: Project, draft: str, *, after: str = "") -> list[tuple[Claim, ClaimPassage]]:
    """Return the passages that a draft has to account for: of each claim those in the nearest
    earlier draft that has any, without those that were said to be gone in between.

    One that is yet to be made comes ``after`` another.
    """
    log = project.log
    earlier = [after, *drafts_before(log, after)] if after else drafts_before(log, draft)
    wanted = {claim.id: claim for document in earlier for claim in project.claims(document)}
    found = []
    for claim in sorted(wanted.values(), key=lambda claim: (claim.number, claim.id)):
        for at, document in enumerate(earlier):
            here = [part for part in claim.passages if part.passage.document == document]
            between = earlier[:at]
            found += [
                (claim, part)
                for part in here
                if not any(is_dropped(project, part.id, one) for one in between)
            ]
            if here:
                break
    return found


def fates(project: Project, draft: str) -> list[Fate]:
    """Return what became of the passages of earlier drafts in one, by claim."""
    return [
        found
        for claim, before in sources(project, draft)
        if (found := _fate(project, draft, claim, before))
    ]


def _fate(project: Project, draft: str, claim: Claim, before: ClaimPassage) -> Fate | None:
    """Return what became of one passage; None where the claim was marked in the draft anew."""
    log = project.log
    here = [part for part in claim.passages if part.passage.document == draft]
    descent = set(lineage(log, before.id))
    now = next((part for part in here if part.carried_from in descent), None) or next(
        # from a draft between that was removed for good
        (p for p in here if p.carried_from and ("passage", p.carried_from) not in log.fields),
        None,
    )
    if now is not None:
        state: State = "to confirm"
        if sure(log, now.id):
            state = "confirmed" if now.confirmed else "same"
        return Fate(claim, before, now, state)
    if any(not part.carried_from for part in here):
        return None
    gone = any(is_dropped(project, one, draft) for one in descent)
    return Fate(claim, before, None, "dropped" if gone else "went")


def is_dropped(project: Project, passage: str, draft: str) -> bool:
    """Tell whether a reviewer said that a passage is not in a draft any more: its record there is
    confirmed, of no likeness, and removed.
    """
    key = ("passage", carried_id(passage, draft))
    if key not in project.log.fields or project.alive(key):
        return False
    carried = project.log.value(key, "carried") or {}
    said = project.log.value(key, "confirmed", default=False) is True
    # a placing that was undone is removed too
    return said and int(carried.get("score", 1)) == DROPPED


def of_state(found: Iterable[Fate], *states: State) -> list[Fate]:
    """Return those of some states."""
    return [fate for fate in found if fate.state in states]


def labels(found: Sequence[Fate]) -> tuple[str, ...]:
    """Return the labels of their claims, each once."""
    return tuple(dict.fromkeys(fate.claim.label for fate in found))
