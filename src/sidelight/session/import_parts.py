# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file says of its claims: verdicts, decisions, evidence, notes and answers, each after what
it is on.
"""

from __future__ import annotations

from collections.abc import Sequence

from sidelight.exchange.incoming import Mark
from sidelight.language import _
from sidelight.model.records import Passage
from sidelight.session.import_places import MarkPlaces, NoPlace
from sidelight.session.import_records import ImportRecords, Made, text_of
from sidelight.session.import_telling import Telling
from sidelight.text.quotes import shorten

PARTS = ("evidence", "described", "verdict", "decision")
"""Kinds of marks that are of a claim."""


class ImportParts:
    """Takes what is said of the marks that came before."""

    def __init__(self, records: ImportRecords, places: MarkPlaces, telling: Telling) -> None:
        self._records = records
        self._places = places
        self._telling = telling
        self._people = records.people
        self._verdicts = records.project.verdicts

    def take(self, mark: Mark) -> None:
        """Take what is said of a claim."""
        on = self._records.made.get(mark.on)
        if on is None or not on.claim:
            self._telling.lose(mark, _("The claim that it is on does not come in."))
        elif mark.what in {"verdict", "decision"}:
            self._judge(mark, on.claim)
        elif mark.what == "described":
            self._describe(mark, on.claim)
        else:
            self._link(mark, on.claim)

    def take_notes(self, notes: Sequence[Mark]) -> None:
        """Take notes and answers that name what they are on."""
        waiting = list(notes)
        while waiting:
            later = [mark for mark in waiting if not self._take_note(mark)]
            if len(later) == len(waiting):
                break
            waiting = later
        for mark in waiting:
            self._telling.lose(mark, _("What it answers does not come in."))

    def may_come(self, mark: Mark) -> bool:
        """Tell whether a mark may come in: what is private to somebody else may not."""
        if mark.values.get("private") != "yes" or not self._people.by(mark.author):
            return True
        self._telling.lose(mark, _("It is private to whoever wrote it."))
        return False

    def _judge(self, mark: Mark, claim: str) -> None:
        word, records = mark.values.get("verdict", ""), self._records
        # a verdict that the project adds may be called as in the file
        said = self._verdicts.stored(mark.values.get("verdict_said", ""))
        stored = said if said in self._verdicts.words else self._verdicts.stored(word)
        if stored not in self._verdicts.words:
            words = _("“{verdict}” is no verdict of this project. Add it first.")
            self._telling.lose(mark, words.format(verdict=shorten(word, 40)))
            return
        decides = mark.what == "decision"
        known = records.is_decided(claim) if decides else records.has_judged(claim, mark)
        if known:
            self._telling.known += 1
            return
        reason = text_of(mark.values.get("reason", "") or mark.text)
        (records.decision if decides else records.verdict)(mark, claim, stored, reason)
        words = records.words_of(claim)
        self._telling.tell(mark.what, mark, reason, says=stored, claim=claim, quote=words)

    def _describe(self, mark: Mark, claim: str) -> None:
        words = text_of(mark.values.get("words", "") or mark.text)
        if not words:
            self._telling.lose(mark, _("It says nothing."))
        elif not self._said_already(mark, claim):
            self._records.described(mark, claim)
            self._telling.tell("described", mark, words, says=mark.values.get("stance", ""))

    def _link(self, mark: Mark, claim: str) -> None:
        try:
            ground, found = self._places.where(mark)
        except NoPlace as fault:
            self._telling.lose(mark, str(fault))
            return
        if not found:
            self._telling.lose(mark, _("It does not say which words it is on."))
        elif not self._said_already(mark, claim, found[0]):
            self._records.evidence(mark, claim, found[0])
            text = mark.values.get("note", "") or mark.text
            says = mark.values.get("stance", "context")
            self._telling.tell("evidence", mark, text, says=says, ground=ground, found=found)

    def _take_note(self, mark: Mark) -> bool:
        """Take a note; tell whether that is settled."""
        on = self._records.made.get(mark.answers or mark.on)
        if on is None:
            return False
        text = text_of(mark.text)
        if not text:
            self._telling.lose(mark, _("It says nothing."))
        elif not (on.claim and self._said_already(mark, on.claim)) and self.may_come(mark):
            self._records.note(mark, _under(on), text)
            self._telling.tell("note", mark, text, claim=on.claim)
        return True

    def _said_already(self, mark: Mark, claim: str, passage: Passage | None = None) -> bool:
        """Tell whether a claim has what a mark says already, and count that."""
        there = self._records.says_the_same(mark, claim, passage)
        self._telling.known += there
        return there


def _under(on: Made) -> dict[str, object]:
    """Return where a note stands that is on a record: what it answers, or a part of a claim."""
    where: dict[str, object] = {}
    if on.claim:
        where["claim"] = on.claim
    if on.part:
        where["part"] = on.part
    if on.document and not on.claim:
        where["document"] = on.document
    if on.key[0] == "note":
        where["answers"] = on.key[1]
    return where
