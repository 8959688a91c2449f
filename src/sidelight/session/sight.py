# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the reviewer at the desk may see: of claims that are theirs to judge blind, not the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sidelight.exchange.comparing import Difference
from sidelight.model import blindness
from sidelight.model.blindness import as_seen, blind_claims, judges, said_by
from sidelight.model.change import Change, Setting
from sidelight.model.conflicts import Conflict
from sidelight.model.project import Project
from sidelight.model.records import Claim


class Sight:
    """Makes claims as a reviewer may see them, and keeps each while the claim is the same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Claim, str, Claim]] = {}

    def claims(self, project: Project, me: str, document: str = "") -> list[Claim]:
        """Return the claims, of one article or all, by number."""
        return [self.of(project, claim, me) for claim in project.claims(document)]

    def of(self, project: Project, claim: Claim, me: str) -> Claim:
        """Return one claim so."""
        if me not in claim.seconds:
            return claim.seen_by(me)
        kept = self._kept.get(claim.id)
        if kept is None or kept[0] is not claim or kept[1] != me:
            self._kept[claim.id] = kept = (claim, me, as_seen(project, claim, me))
        return kept[2]


class Veil:
    """Tells what of a log or of a merge says what others think of claims to be judged blind."""

    def __init__(self, project: Project, me: str) -> None:
        self._project = project
        self._me = me
        self._claims = blind_claims(project, me)

    def hides(self, change: Change, setting: Setting) -> bool:
        """Tell whether what a change set is hidden, as a private note of somebody else is."""
        return blindness.hides(self._project, self._claims, self._me, change, setting)

    def shown(self, changes: Iterable[Change]) -> Iterator[tuple[Change, list[Setting]]]:
        """Yield the changes of which anything is to be seen, each with what of it is."""
        for change in changes:
            seen = [setting for setting in change.sets if not self.hides(change, setting)]
            # a first act names who acts, too
            named = all(setting.record == "reviewer" for setting in seen)
            if len(seen) == len(change.sets) or not named:
                yield change, seen

    def differences(self, found: Iterable[Difference]) -> tuple[Difference, ...]:
        """Return the differences that may be seen, each without the fields that may not."""
        shown = []
        for one in found:
            fields = tuple(f for f in one.fields if not self._veils(one, f.field))
            emptied = one.what == "changed" and one.fields and not fields
            if not emptied and not self._veils(one, ""):
                shown.append(replace(one, fields=fields))
        return tuple(shown)

    def conflicts(self, found: Iterable[Conflict]) -> tuple[Conflict, ...]:
        """Return the conflicts that may be seen."""
        return tuple(
            c
            for c in found
            if not any(
                self.hides(e.change, Setting(c.record, c.id, c.field, None)) for e in c.entries
            )
        )

    def _veils(self, one: Difference, field: str) -> bool:
        log, key = self._project.log, (one.record, one.id)
        setting = Setting(*key, field, None)
        entry = log.latest(key, field)
        author = entry.change.reviewer if entry else self._me
        own = said_by(log, key, field, author, self._me)
        return not own and judges(self._claims, setting, one.claim)


def veiled(claims: Collection[Claim]) -> bool:
    """Tell whether any of some claims is shown without what others think of it."""
    return any(claim.veiled for claim in claims)
