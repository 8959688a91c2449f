# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs that act on many claims at once, as one undo step."""

from __future__ import annotations

from collections.abc import Iterable

from sidelight.errors import Refused
from sidelight.model.blindness import has_judged
from sidelight.model.change import Setting, new_id
from sidelight.model.records import Claim, Reviewer
from sidelight.model.standing import mine
from sidelight.session.history import times
from sidelight.session.names import plain_name
from sidelight.session.records import RecordVerbs


class ManyClaims(RecordVerbs):
    """The desk with the verbs for many claims; each tells how many it changed."""

    def judge_many(self, claims: Iterable[str], verdict: str) -> int:
        """Give my verdict on claims, in one undo step; those that have it stay as they are."""
        wanted = "" if verdict == "unchecked" else self.verdicts.stored(verdict)
        others = [c for c in self._each(claims) if _own(c, self.me) != wanted]
        made = [some for claim in others if (some := self._judgement(claim, wanted))]
        if made:
            self.act([one for some in made for one in some], times("verdict", len(made)))
        return len(made)

    def remove_many(self, claims: Iterable[str]) -> int:
        """Remove claims, in one undo step."""
        found = self._each(claims)
        joined = [one for claim in found for one in self.project.joined(claim.id)]
        if found:
            settings = [Setting("claim", one, "deleted", value=True) for one in joined]
            self.act(settings, times("remove claim", len(found)))
        return len(found)

    def assign_many(self, claims: Iterable[str], reviewer: str) -> int:
        """Say who is to check claims (a reviewer's id or name, or nobody), in one undo step."""
        who = self.colleague_called(reviewer).id if reviewer else ""
        others = [claim for claim in self._each(claims) if claim.assigned != who]
        if others:
            settings = [Setting("claim", claim.id, "assigned", who) for claim in others]
            self.act(settings, times("assign", len(others)))
        return len(others)

    def invite(self, name: str) -> Reviewer:
        """Make a reviewer known who has done nothing here yet, so that claims can be theirs to
        check; who comes under that name says "I am this reviewer".  Refused for a name in use.
        """
        plain = plain_name(name)
        if any(plain.casefold() == r.name.casefold() for r in self.project.reviewers()):
            raise Refused("reviewer.known", name=plain)
        id_ = new_id()
        self.act([Setting("reviewer", id_, "name", plain)], "invite")
        return self.project.reviewer(id_)

    def second_many(self, claims: Iterable[str], reviewer: str, *, blind: bool = True) -> int:
        """Let a reviewer (id or name) judge claims without sight of what others say, or take that
        back; one undo step.  Who has judged a claim cannot be blind to it any more: such claims are
        passed over, and Refused where no other is named.
        """
        who = self.colleague_called(reviewer)
        found = self._each(claims)
        open_ = [c for c in found if not blind or not has_judged(self.project, c.id, who.id)]
        if found and not open_:
            numbers = ", ".join(claim.label for claim in found)
            raise Refused("second.judged", who=who.label, numbers=numbers)
        others = [claim for claim in open_ if (who.id in claim.seconds) != blind]
        if others:
            values = {"reviewer": who.id, "blind": blind}
            self.act(
                [
                    Setting("second", f"{one}.{who.id}", name, value)
                    for claim in others
                    for one in (self.project.joined(claim.id) if not blind else [claim.id])
                    for name, value in {"claim": one, **values}.items()
                ],
                times("second" if blind else "no second", len(others)),
            )
        return len(others)

    def _each(self, claims: Iterable[str]) -> list[Claim]:
        """Return claims, each once, in the order given; UnknownName for one that is not there."""
        return list({claim.id: claim for claim in map(self.claim_of, claims)}.values())


def _own(claim: Claim, me: str) -> str:
    own = mine(claim, me)
    return own.verdict if own else ""
