# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the annotations of a document say: of a claim all that a report says of it, of evidence the
claim that it serves.

Notes that are private stay in the project: the file is made to be handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sidelight.language import _
from sidelight.model.records import Claim, ClaimPassage, Evidence, Note
from sidelight.model.threads import threads
from sidelight.report import words
from sidelight.report.citations import citation
from sidelight.report.parts import GivenVerdict, Line
from sidelight.session.copied_claims import line_maker, shown_evidence
from sidelight.session.mark_words import MarkWords, carried_words, origin_words
from sidelight.session.quoting import Quoting
from sidelight.text.characters import one_line, shown

_INTERNAL = {"assigned", "tags"}
"""What of a claim's record is for the desk alone."""


class AnnotationWords:
    """Makes them; claims are handed in as whoever writes may see them."""

    def __init__(self, desk: Quoting) -> None:
        self._desk = desk
        self._maker = line_maker(desk)
        self._verdicts = desk.project.verdicts
        self._marks = MarkWords(desk.me, self._verdicts, self.label)
        self._lines: dict[str, Line] = {}

    def label(self, reviewer: str) -> str:
        """Return what a reviewer is called, "" for nobody."""
        return self._maker.reviewer(reviewer) if reviewer else ""

    def subject(self, claim: Claim) -> str:
        """Return which claim it is and what paints it."""
        return one_line(self._marks.claim(claim))

    def claim(self, claim: Claim, part: ClaimPassage) -> str:
        """Return all that is said of a claim, for one of its passages."""
        line = self._line(claim)
        said = [self.subject(claim)]
        if line.restatement:
            said.append(_("That is: {claim}").format(claim=line.restatement))
        said += filter(None, [carried_words(part), origin_words(part.passage.origin)])
        said += self._judged(line)
        said += [words.response(one) for one in line.responses]
        said += [one.text for one in shown_evidence(self._desk, line, claim.evidence)]
        facts = (words.fact(*fact) for fact in line.facts if fact[0] not in _INTERNAL)
        said += [_("{what}: {value}").format(what=what, value=value) for what, value in facts]
        return "\n".join([*said, *self._noted(claim.notes)])

    def evidence(self, claim: Claim, one: Evidence) -> str:
        """Return for which claim of which article evidence stands, and what became of it."""
        line = self._line(claim)
        told = line.evidence[claim.evidence.index(one)]
        article = self._desk.project.document(claim.document)
        said = [
            one_line(self._marks.evidence(claim, one)),
            citation(article, line.place) if article else "",
            origin_words(one.passage.origin),
            words.matching(told),
            told.note,
            *([words.translated(told.area), told.area.translation] if told.area else []),
        ]
        notes = (note for note in claim.notes if note.part == one.id)
        return "\n".join([*filter(None, said), *self._judged(line), *self._noted(notes)])

    def thread(self, notes: Sequence[Note]) -> str:
        """Return a thread of notes on a document."""
        return "\n".join(map(shown, self._marks.notes(notes)))

    def _line(self, claim: Claim) -> Line:
        if claim.id not in self._lines:
            self._lines[claim.id] = self._maker.line(claim, ())
        return self._lines[claim.id]

    def _judged(self, line: Line) -> Iterator[str]:
        """Yield the decision and the verdicts, a line each."""
        if line.decision:
            yield self._verdict(line.decision.verdict, words.decided(line.decision, self._verdicts))
        for one in line.verdicts:
            yield self._verdict(one, words.verdict(one, self._verdicts))

    def _verdict(self, one: GivenVerdict, said: str) -> str:
        made = words.day(one.made_at)
        facts = [
            one.reviewer,
            made,
            _("as of {day}").format(day=one.as_of) if one.as_of not in ("", made) else "",
            words.given(one.seen) if one.seen != "seen" else "",
        ]
        sign = self._verdicts.style(one.verdict).sign
        reason = f": {one.reason}" if one.reason else ""
        return f"{sign} {said} ({', '.join(filter(None, facts))}){reason}"

    def _noted(self, notes: Iterable[Note]) -> Iterator[str]:
        for thread in threads(note for note in notes if not note.private):
            for said in self._marks.notes(thread.notes):
                yield "✎ " + shown(said)
