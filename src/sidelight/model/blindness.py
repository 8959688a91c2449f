# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a blind second may see of a claim before judging it: what is claimed, and what is theirs.

A courtesy against accidental sight: the file still holds the rest.  A copy that is made for a blind
second (`sidelight.model.sharing`) keeps to the same kinds of records, and does not hold it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from sidelight.model.change import Change, Setting
from sidelight.model.claim_parts import PARTS, is_hidden
from sidelight.model.log import Key, Log, settings_of
from sidelight.model.project import Project
from sidelight.model.project_records import SignOff, Tag
from sidelight.model.records import Claim, Note
from sidelight.model.signing import sign_offs
from sidelight.model.standing import given
from sidelight.model.withheld import whole

JUDGING = (
    *("verdict", "evidence", "note", "described", "response", "decision", "tagging"),
    *("signoff", "tag"),
)
"""Kinds of records that say what somebody thinks of a claim."""

ALWAYS = ("project", "reviewer", "erasure")
OPEN = (
    *ALWAYS,
    *("claim", "passage", "document", "layer", "correction", "second", "vocabulary"),
)
"""Kinds that a blind second may see; any other stays out, one of a later program too."""

JUDGED = (("claim", "severity"), ("claim", "correction"))
"""Fields of theirs that say what the first thinks of a claim."""

SEEN = ("first", "seen", "not shown", "blind copy")
"""How a verdict was given: nobody had judged, in sight of others, without sight of others that the
file held, or in a copy from which they had been left out.
"""


def judging(setting: Setting) -> bool:
    """Tell whether a setting is one that a blind second may not see of others."""
    return setting.record not in OPEN or (setting.record, setting.field) in JUDGED


_OF_ANY = ("note", "signoff", "tag")
"""Kinds of records that may speak of any claim where they name none."""


def made_by(log: Log, key: Key) -> str:
    """Return the id of who made a record, "" where that is not known."""
    if key[0] in {"verdict", "signoff"}:
        return key[1].rpartition(".")[2]
    made = log.created.get(key)
    return made.reviewer if made else ""


def said_by(log: Log, key: Key, field: str, author: str, reviewer: str) -> bool:
    """Tell whether what an ``author`` set of a record is the reviewer's own word on what they made;
    that it was removed is not kept from them.
    """
    own = key[0] in JUDGING and made_by(log, key) == reviewer
    return own and (author == reviewer or field == "deleted")


def is_blind(project: Project, claim: Claim, reviewer: str) -> bool:
    """Tell whether a reviewer is to judge a claim without sight of the others and never has."""
    return reviewer in claim.seconds and not has_judged(project, claim.id, reviewer)


def blind_claims(project: Project, reviewer: str) -> set[str]:
    """Return the claims (ids, those joined to others too, and removed ones) that a reviewer is to
    judge so.
    """
    value = project.log.value
    seconds = [
        project.joined_to(str(value(key, "claim", "")))
        for key in project.log.keys("second")
        if value(key, "reviewer") == reviewer and value(key, "blind") is True
    ]
    blind = (one for one in dict.fromkeys(seconds) if not has_judged(project, one, reviewer))
    return {id_ for one in blind for id_ in project.joined(one)}


def has_judged(project: Project, claim: str, reviewer: str) -> bool:
    """Tell whether a reviewer ever gave a verdict on a claim (id), taken back since or not."""
    keys = [("verdict", f"{one}.{reviewer}") for one in project.joined(claim)]
    return any(
        setting.field == "verdict" and setting.value["verdict"]
        for key in keys
        for change in project.log.history.get(key, ())
        for setting in settings_of(change, key)
    )


def as_seen(project: Project, claim: Claim, reviewer: str) -> Claim:
    """Return a claim as a reviewer may see it: without private notes of others, and as a blind
    second without anything that somebody else thinks of it.
    """
    if not is_blind(project, claim, reviewer):
        return claim.seen_by(reviewer)

    joined = project.joined(claim.id)
    parts = [part for one in joined for part in project.parts(("claim", one))]
    own = {key for key in parts if key[0] in JUDGING and made_by(project.log, key) == reviewer}
    seen = project.claim_of_parts(
        claim.id,
        lambda key: key[0] in OPEN or key in own,
        log=project.log.as_said_by(reviewer, own),
    )
    return replace(seen, severity="", correction="", veiled=True)


def hides(
    project: Project, claims: AbstractSet[str], reviewer: str, change: Change, setting: Setting
) -> bool:
    """Tell whether what a change set is hidden from a reviewer who is blind to ``claims`` (ids), as
    a private note of somebody else is.
    """
    log, key = project.log, (setting.record, setting.id)
    if is_hidden(log, key, reviewer):
        return True
    own = said_by(log, key, setting.field, change.reviewer, reviewer)
    return not own and judges(claims, setting, _claim_of(log, key))


def judges(claims: AbstractSet[str], setting: Setting, claim: str) -> bool:
    """Tell whether a setting says what somebody thinks of any of ``claims`` (ids): it is of
    ``claim``, or, as notes and sign-offs of documents and names of tags may be, of any.
    """
    if not claims or not judging(setting):
        return False
    return claim in claims or (not claim and setting.record in _OF_ANY)


def _claim_of(log: Log, key: Key) -> str:
    if key[0] == "claim":
        return key[1]
    return str(log.value(key, "claim", "")) if key[0] in PARTS else ""


def sign_offs_seen(project: Project, article: str, reviewer: str) -> list[SignOff]:
    """Return the sign-offs of an article that a reviewer may see: who is to judge any claim blind
    might read in one what others think of it.
    """
    found = sign_offs(project, article)
    claims = blind_claims(project, reviewer) if found else set()
    if not claims:
        return found

    def counts(change: Change) -> bool:
        # a first act names who acts, too
        said = (one for one in change.sets if one.record != "reviewer")
        return not all(hides(project, claims, reviewer, change, one) for one in said)

    return [one for one in sign_offs(project, article, counts) if one.reviewer == reviewer]


def tags_seen(project: Project, worn: Iterable[str], reviewer: str, *, blind: bool) -> list[Tag]:
    """Return the tags of a project as a reviewer may know of them, who sees those ``worn`` on
    claims: where they are ``blind`` to any claim, one that others only coloured may say what they
    think of it, too.
    """
    if not blind:
        return project.tags(worn)
    return project.tags(worn, lambda key: made_by(project.log, key) == reviewer)


def notes_seen(notes: Iterable[Note], reviewer: str, *, blind: bool) -> list[Note]:
    """Return the notes on a document that a reviewer may see: who is ``blind`` to any claim might
    read in a note what others think of it.
    """
    return [n for n in notes if n.reviewer == reviewer or not (n.private or blind)]


def stripped(project: Project, claim: Claim, reviewer: str) -> Claim:
    """Return a claim that stands no more as a reviewer may see it, as `as_seen` does others."""
    if not is_blind(project, claim, reviewer):
        return claim.seen_by(reviewer)
    return replace(
        claim,
        verdicts=tuple(v for v in claim.verdicts if v.reviewer == reviewer),
        evidence=tuple(e for e in claim.evidence if e.reviewer == reviewer),
        notes=tuple(n for n in claim.notes if n.reviewer == reviewer),
        responses=tuple(r for r in claim.responses if r.reviewer == reviewer),
        described=tuple(d for d in claim.described if d.reviewer == reviewer),
        decision=None,
        tags=(),
        severity="",
        correction="",
        veiled=True,
    )


def how_seen(project: Project, claim: Claim | None, reviewer: str) -> str:
    """Return which of `SEEN` holds of a verdict that a reviewer gives first now."""
    if claim is None:
        return "first"
    others = any(verdict.reviewer != reviewer for verdict in given(claim))
    if not is_blind(project, claim, reviewer):
        return "seen" if others else "first"
    if others:
        return "not shown"
    partial = not all(map(whole, project.log.rows().values()))
    return "blind copy" if partial else "first"
