# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plans what comes in from a file of another program: what each mark becomes and where it stands,
or why it does not come.  Nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sidelight.exchange.incoming import OUTCOMES, Group, Incoming, Mark
from sidelight.exchange.verdict_words import verdict_of
from sidelight.language import _
from sidelight.model.records import Passage
from sidelight.session.import_choices import LEAVE_OUT, ImportChoices
from sidelight.session.import_parts import PARTS, ImportParts
from sidelight.session.import_places import Ground, MarkPlaces, NoPlace
from sidelight.session.import_plan import PlannedGroup
from sidelight.session.import_records import ImportRecords, Made, spot, text_of
from sidelight.session.import_telling import Telling
from sidelight.text.ink import ink_of

Step = Callable[[float, str], None]

_TOLD_EVERY = 100
_LAST = 1 << 50
"""After all offsets and numbers."""


@dataclass(slots=True)
class _Placed:
    """A mark with where it stands: passages of one document, or the document as a whole."""

    mark: Mark
    ground: Ground | None
    found: list[Passage]

    @property
    def order(self) -> tuple[str, int, int]:
        """Where it is taken among others: claims are numbered as in the file, else as they are
        read.
        """
        first = self.found[0] if self.found else None
        start = -1 if first is None else first.start if first.area is None else _LAST
        number = self.mark.values.get("label", "")
        told = int(number) if number.isdecimal() and len(number) < 9 else _LAST
        return self.ground.id if self.ground else "", told, start


class Planning:
    """Goes through the marks of a file once; the account stands in ``telling``."""

    def __init__(
        self,
        incoming: Incoming,
        choices: ImportChoices,
        places: MarkPlaces,
        records: ImportRecords,
    ) -> None:
        self._incoming = incoming
        self._choices = choices
        self._places = places
        self._records = records
        self._groups = {group.key: group for group in incoming.groups}
        self.telling = Telling(records.project, records.people, self._groups)
        self._parts = ImportParts(records, places, self.telling)
        self._words = records.project.verdicts.words
        self._claims_at = self._present_claims()
        self.by_group = Counter(mark.group for mark in incoming.marks if mark.what == "mark")
        self.by_author = Counter(mark.author for mark in incoming.marks)

    def run(self, step: Step) -> None:
        """Plan all marks; ``step`` is told how much is done and what."""
        first: list[Mark] = []
        parts: list[Mark] = []
        notes: list[Mark] = []
        for mark in self._incoming.marks:
            said = mark.on or mark.answers
            (parts if mark.what in PARTS else notes if said else first).append(mark)
        for placed in sorted(self._placed(first, step), key=lambda one: one.order):
            self._take(placed)
        for mark in parts:
            if not self._passed_over(mark):
                self._parts.take(mark)
        self._parts.take_notes([mark for mark in notes if not self._passed_over(mark)])

    def groups(self) -> list[PlannedGroup]:
        """Return the groups of the file with what becomes of each."""
        return [
            PlannedGroup(group, self._outcome(group.key), self.by_group[group.key])
            for group in self._incoming.groups
        ]

    def _present_claims(self) -> dict[tuple[str, object], str]:
        """Return the claims of the project by where they stand."""
        found: dict[tuple[str, object], str] = {}
        for claim in self._records.project.claims():
            for one in claim.places:
                found.setdefault(spot(one.passage), claim.id)
        return found

    def _placed(self, marks: Sequence[Mark], step: Step) -> Iterator[_Placed]:
        for at, mark in enumerate(marks):
            if at % _TOLD_EVERY == 0:
                step(at / len(marks), "marks")
            if self._passed_over(mark):
                continue
            try:
                ground, found = self._places.where(mark)
            except NoPlace as fault:
                self.telling.lose(mark, str(fault))
                continue
            yield _Placed(mark, ground, found)

    def _passed_over(self, mark: Mark) -> bool:
        """Tell whether a mark is left out by choice, or here already."""
        omitted = mark.what == "mark" and self._outcome(mark.group) == "nothing"
        omitted = omitted or self._choices.authors.get(mark.author) == LEAVE_OUT
        if omitted or self._places.is_left_out(mark):
            self.telling.omitted += 1
            return True
        here = self._records.before(mark)
        self.telling.known += here
        return here

    def _outcome(self, group: str) -> str:
        usual = self._groups.get(group, Group("", "")).usual
        chosen = self._choices.groups.get(group, usual)
        return chosen if chosen in (*self._words, *OUTCOMES) else "claim"

    def _take(self, placed: _Placed) -> None:
        mark, ground = placed.mark, placed.ground
        if not self._parts.may_come(mark):
            return
        outcome = self._outcome(mark.group) if mark.what == "mark" else "claim"
        if mark.what == "note":
            outcome = "note"
        nowhere = mark.what == "claim" and ground is None
        in_article = ground is not None and ground.kind == "article" and bool(placed.found)
        if outcome != "note" and (nowhere or in_article):
            self._claim(placed, outcome)
        else:
            self._note_on(placed)

    def _claim(self, placed: _Placed, outcome: str) -> None:
        """Make a mark a claim, or join it to the one that stands at the same words."""
        mark, found, records = placed.mark, placed.found, self._records
        spots = [spot(one) for one in found]
        joined = next((self._claims_at[at] for at in spots if at in self._claims_at), "")
        word = self._word(mark, outcome)
        if joined and word and records.has_judged(joined, mark):
            self.telling.known += 1
            records.made[mark.key] = Made(("claim", joined), joined)
            return
        claim = joined or records.claim(mark, found)
        records.made[mark.key] = Made(("claim", claim), claim)
        for at in spots:
            self._claims_at.setdefault(at, claim)
        # the tag that is its verdict says it once
        records.tags(claim, (tag for tag in mark.tags if not word or verdict_of(tag) != word))
        self._say(placed, claim, word, joined=bool(joined))

    def _word(self, mark: Mark, outcome: str) -> str:
        """Return the verdict that a mark gives by itself: the file's own, else the rule's."""
        verdicts = self._records.project.verdicts
        said = verdicts.stored(mark.values["verdict"]) if mark.values.get("verdict") else outcome
        return said if said in self._words else ""

    def _say(self, placed: _Placed, claim: str, word: str, *, joined: bool) -> None:
        """Say on a claim what a mark says: a verdict with its reason, else a note."""
        mark, records = placed.mark, self._records
        text = text_of(mark.values.get("reason", "") if word else "") or text_of(mark.text)
        if placed.found and ink_of(text) == ink_of(placed.found[0].quote):
            # some programs copy the words that are marked into the comment
            text = ""
        if word:
            records.verdict(mark, claim, word, text)
        elif text and not (joined and records.says_the_same(mark, claim)):
            records.note(mark, {"claim": claim}, text, "text")
        elif joined:
            self.telling.known += 1
            return
        what = "claim" if not joined else "verdict" if word else "note"
        self.telling.tell(
            what, mark, text, says=word, ground=placed.ground, found=placed.found, claim=claim
        )

    def _note_on(self, placed: _Placed) -> None:
        """Make a mark a note on its words, or on its document."""
        mark, ground, found = placed.mark, placed.ground, placed.found
        if ground is None:
            self.telling.lose(mark, _("It does not say what it is on."))
            return
        text = text_of(mark.text) or self.telling.marked_as(mark)
        if not text:
            self.telling.lose(mark, _("It says nothing, and is on no words."))
            return
        if self._records.is_noted(ground.id, found[0] if found else None, text):
            self.telling.known += 1
            return
        for at, passage in enumerate(found or [None]):
            where: dict[str, object] = {"document": ground.id}
            if passage is not None:
                where["place"] = passage.to_json()
            self._records.note(mark, where, text, f"note {at}" if at else "")
        self.telling.tell("note", mark, text, ground=ground, found=found)
