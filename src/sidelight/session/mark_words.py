# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said of a mark wherever it stands: in the window's tips and in an annotated PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sidelight.language import N_, _
from sidelight.model.records import Claim, ClaimPassage, Evidence, Note, Verdict
from sidelight.model.standing import paint
from sidelight.model.verdicts import Verdicts
from sidelight.text.quotes import shorten

_SAID = {
    "recognised": N_("Recognised text: check it against the picture"),
    "corrected": N_("Recognised text, corrected by a reviewer"),
}
ORIGINS = tuple(_SAID)
"""The origins that something is said of."""


@dataclass(frozen=True, slots=True)
class MarkWords:
    """Makes the sentences: knows who looks, what can be judged with and what people are called.

    Quotes and reasons are cut to ``longest`` characters, 0 leaves them whole.
    """

    me: str
    verdicts: Verdicts
    label: Callable[[str], str]
    longest: int = 0

    def claim(self, claim: Claim) -> str:
        """Return which claim it is and what paints it."""
        word = self.verdicts.called(paint(claim, self.me))
        return _("Claim {number}: {verdict}").format(number=claim.label, verdict=word)

    def evidence(self, claim: Claim, evidence: Evidence) -> str:
        """Return for which claim evidence stands, how, and what is claimed."""
        return _("Claim {number}, {stance}: {quote}").format(
            number=claim.label,
            stance=self.verdicts.called(evidence.stance),
            quote=self._short(claim.words),
        )

    def verdict(self, one: Verdict) -> str:
        """Return who gave which verdict and why."""
        said = self.verdicts.called(one.verdict or "unchecked")
        if one.verdict == "denied" and one.denied_by:
            said = _("Denied by {party}").format(party=self._short(one.denied_by))
        line = _("{who}: {verdict}").format(who=self.label(one.reviewer), verdict=said)
        return f"{line} · {self._short(one.reason)}" if one.reason else line

    def notes(self, notes: Iterable[Note]) -> list[str]:
        """Return who noted what, a line each."""
        return [
            _("{who}: {verdict}").format(
                who=self.label(note.reviewer), verdict=self._short(note.text)
            )
            for note in notes
        ]

    def _short(self, words: str) -> str:
        return shorten(words, self.longest) if self.longest else words


def origin_words(origin: str) -> str:
    """Return the sentence for an origin, as `Passage` has it; empty for print."""
    return _(_SAID[origin]) if origin in _SAID else ""


def carried_words(part: ClaimPassage) -> str:
    """Return that a passage of a claim waits to be confirmed, where it does."""
    waits = part.carried_from and part.score < 1000 and not part.confirmed
    return _("To confirm: its words changed since the draft before.") if waits else ""
