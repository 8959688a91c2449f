# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the reviewer at the desk may see: of claims that are theirs to judge blind, not the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sidelight.exchange.comparing import Difference
from sidelight.model.blindness import JUDGED, JUDGING, as_seen, made_by
from sidelight.model.blindness import judging as judging_setting
from sidelight.model.change import Change, Setting
from sidelight.model.claim_parts import PARTS, is_hidden
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

    def __init__(self, project: Project, me: str, claims: Iterable[Claim]) -> None:
        self._project = project
        self._me = me
        self._claims = {one for c in claims if c.veiled for one in project.joined(c.id)}

    def hides(self, setting: Setting) -> bool:
        """Tell whether a setting is hidden, as a private note of somebody else is."""
        key = (setting.record, setting.id)
        if is_hidden(self._project.log, key, self._me):
            return True
        if not self._claims or not judging_setting(setting):
            return False
        own = made_by(self._project.log, key) == self._me and setting.record in JUDGING
        claim = self._claim(key)
        # a note on a document may say what others think of any claim
        return not own and (claim in self._claims or (key[0] == "note" and not claim))

    def shown(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Yield the changes of which anything is to be seen."""
        for change in changes:
            if not self._claims or not change.sets or not all(map(self.hides, change.sets)):
                yield change

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
        return tuple(c for c in found if not self.hides(Setting(c.record, c.id, c.field, None)))

    def _veils(self, one: Difference, field: str) -> bool:
        setting = Setting(one.record, one.id, field, None)
        on_document = one.record == "note" and not one.claim and self._claims
        if not (one.claim in self._claims or on_document) or not judging_setting(setting):
            return False
        own = made_by(self._project.log, (one.record, one.id)) == self._me
        return (one.record, field) in JUDGED or not own

    def _claim(self, key: tuple[str, str]) -> str:
        if key[0] == "claim":
            return key[1]
        return str(self._project.log.value(key, "claim", "")) if key[0] in PARTS else ""


def veiled(claims: Collection[Claim]) -> bool:
    """Tell whether any of some claims is shown without what others think of it."""
    return any(claim.veiled for claim in claims)
