# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claims as marks, notes and links of a REFI-QDA project.

Each passage of a claim is coded with the claim, the first of them with verdicts and tags too; each
piece of evidence with the claim and its stance, and a link leads to it.  What was said in words
(reasons, notes, answers, a decision) is a note where it was said; of the claim as a whole, on its
first passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sidelight.exchange.guids import guid
from sidelight.exchange.outgoing import Outgoing
from sidelight.exchange.qdpx_codes import claim_code, lines, stance_code, tag_code, verdict_code
from sidelight.exchange.qdpx_marks import By, Coding, Collected, Link, Mark, Memo
from sidelight.language import _
from sidelight.model.records import (
    Claim,
    ClaimPassage,
    Described,
    Evidence,
    Note,
    Passage,
    Verdict,
)


class Collecting:
    """Fills `into` with what is said of documents and claims."""

    def __init__(self, outgoing: Outgoing) -> None:
        self.into = Collected()
        self._outgoing = outgoing
        self._users = {*outgoing.reviewers, outgoing.me}
        self._called = outgoing.project.verdicts.called

    def documents(self) -> None:
        """Take in the notes on documents, and which of them is a draft of which."""
        for id_, notes in self._outgoing.notes.items():
            for note in notes:
                memo = self._note(note, notes)
                if note.passage is None:
                    self.into.on_documents[id_].append(memo)
                    continue
                mark = self._mark("note on", note.id, note.passage, note.reviewer, note.made_at)
                mark.notes.append(memo)
        ids = {document.id for document in self._outgoing.documents}
        for document in self._outgoing.documents:
            if document.continues in ids:
                ends = guid("document", document.id), guid("document", document.continues)
                self.into.links.append(Link(_("New draft of"), *ends))

    def claim(self, claim: Claim) -> None:
        """Take in a claim with all that was said of it."""
        judged = [self._verdict(one) for one in claim.verdicts if one.verdict]
        marks = {part.id: self._passage(claim, part) for part in claim.passages}
        first = next(iter(marks.values()), None) or self._lost(claim)
        first.codings += [*judged, *self._tagged(claim)]
        parts = {id_: mark.notes for id_, mark in marks.items()}
        for evidence in claim.evidence:
            parts[evidence.id] = self._evidence(claim, evidence, first.guid)
        for described in claim.described:
            parts[described.id] = self._described(claim, described, first.guid)
        first.notes += self._words(claim)
        for note in claim.notes:
            parts.get(note.part, first.notes).append(self._note(note, claim.notes))

    def _passage(self, claim: Claim, part: ClaimPassage) -> Mark:
        reviewer = part.reviewer or claim.reviewer
        mark = self._mark("passage", part.id, part.passage, reviewer, claim.made_at)
        mark.codings.append(Coding(guid("claiming", part.id), claim_code(claim), mark.by))
        return mark

    def _lost(self, claim: Claim) -> Memo:
        """Return a note in the place of the passages of a claim that has none."""
        by = self._by(claim.reviewer, claim.made_at)
        memo = self._memo("claim", claim.id, _("Claim"), claim.restatement or claim.label, by)
        memo.codings.append(Coding(guid("claiming", claim.id), claim_code(claim), by))
        return memo

    def _tagged(self, claim: Claim) -> Iterator[Coding]:
        by = By("", claim.made_at or self._outgoing.made_at)
        for tag in claim.tags:
            yield Coding(guid("tagging", f"{claim.id} {tag}"), tag_code(tag), by)

    def _verdict(self, verdict: Verdict) -> Coding:
        by = self._by(verdict.reviewer, verdict.made_at)
        notes = self._reason(verdict)
        made = guid("verdict", f"{verdict.claim} {verdict.id}")
        return Coding(made, verdict_code(verdict.verdict), by, notes)

    def _reason(self, verdict: Verdict) -> tuple[str, ...]:
        # the day that it was given stands on the coding
        given = verdict.made_at and verdict.made_at.date().isoformat()
        as_of = "" if verdict.as_of == given else verdict.as_of
        fields = ((_("Denied by"), verdict.denied_by), (_("As of"), as_of))
        text = lines(verdict.reason, fields)
        by = self._by(verdict.reviewer, verdict.made_at)
        made = f"{verdict.claim} {verdict.id}"
        return (self._memo("reason", made, _("Reason"), text, by).guid,) if text else ()

    def _evidence(self, claim: Claim, evidence: Evidence, first: str) -> list[str]:
        mark = self._mark(
            "evidence", evidence.id, evidence.passage, evidence.reviewer, evidence.made_at
        )
        self._support(mark.codings, mark.guid, claim, evidence, first)
        fields = (
            (_("How the words stand there"), self._named(evidence.match)),
            (_("Primary or secondary"), self._named(evidence.level)),
            (_("Translator"), evidence.translator),
        )
        if text := lines(evidence.note, fields):
            memo = self._memo("note of evidence", evidence.id, _("Evidence"), text, mark.by)
            mark.notes.append(memo.guid)
        return mark.notes

    def _described(self, claim: Claim, described: Described, first: str) -> list[str]:
        by = self._by(described.reviewer, described.made_at)
        fields = (
            (_("Who"), described.who),
            (_("When"), described.when),
            (_("Where"), described.where),
            (_("Note"), described.note),
        )
        text = lines(described.words, fields)
        memo = self._memo("described", described.id, self._called(described.kind), text, by)
        self._support(memo.codings, memo.guid, claim, described, first)
        return memo.notes

    def _support(
        self,
        codings: list[Coding],
        there: str,
        claim: Claim,
        evidence: Evidence | Described,
        first: str,
    ) -> None:
        by = self._by(evidence.reviewer, evidence.made_at)
        codings.append(Coding(guid("linking", evidence.id), claim_code(claim), by))
        codings.append(Coding(guid("stance", evidence.id), stance_code(evidence.stance), by))
        self.into.links.append(Link(self._called(evidence.stance), first, there))

    def _words(self, claim: Claim) -> Iterator[str]:
        """Take in what was said of a claim in words; yield the GUIDs of the notes."""
        for verdict in claim.verdicts:
            if not verdict.verdict:
                yield from self._reason(verdict)
        for one in claim.responses:
            fields = (
                (_("Answer"), self._named(one.answer)),
                (_("When"), one.when),
                (_("Where"), one.where),
            )
            by = self._by(one.reviewer, one.made_at)
            text = lines(one.party, fields)
            yield self._memo("response", one.id, _("Answer"), text, by).guid
        if claim.decision:
            decided = claim.decision
            why = ((_("Denied by"), decided.denied_by), (_("Reason"), decided.reason))
            text = lines(self._called(decided.verdict), why)
            by = self._by(decided.reviewer, decided.made_at)
            yield self._memo("decision", decided.id, _("Decision"), text, by).guid

    def _note(self, note: Note, around: Iterable[Note]) -> str:
        """Take in a note, with a link to the one it answers; return its GUID."""
        name = _("Settled") if note.settled else _("Reply") if note.answers else _("Note")
        by = self._by(note.reviewer, note.made_at)
        memo = self._memo("note", note.id, name, note.text, by)
        if any(one.id == note.answers for one in around):
            answered = guid("note", note.answers)
            self.into.links.append(Link(_("Answer to"), memo.guid, answered))
        return memo.guid

    def _named(self, word: str) -> str:
        return self._called(word) if word else ""

    def _by(self, reviewer: str, made_at: datetime | None) -> By:
        user = guid("reviewer", reviewer) if reviewer in self._users else ""
        return By(user, made_at or self._outgoing.made_at)

    def _mark(
        self, kind: str, id_: str, passage: Passage, reviewer: str, made_at: datetime | None
    ) -> Mark:
        # what a text says is in the text; what was read in a picture is nowhere else
        seen = passage.quote if passage.area else ""
        read = lines(seen, ((_("Translation"), passage.translation),))
        mark = Mark(guid(kind, id_), passage, self._by(reviewer, made_at), read)
        self.into.marks[passage.document].append(mark)
        return mark

    def _memo(self, kind: str, id_: str, name: str, text: str, by: By) -> Memo:
        memo = Memo(guid(kind, id_), name, text, by)
        self.into.memos.append(memo)
        return memo


def strays(collected: Collected, documents: Mapping[str, object]) -> list[Mark]:
    """Return the marks on documents that are none of these."""
    return [
        mark for id_, marks in collected.marks.items() if id_ not in documents for mark in marks
    ]
