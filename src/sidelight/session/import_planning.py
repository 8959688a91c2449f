# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plans what comes in from a file of another program: what each mark becomes and where it stands,
or why it does not come.  Nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sidelight.exchange.incoming import Group, Incoming, Mark
from sidelight.language import _
from sidelight.model.records import Passage
from sidelight.session.import_choices import LEAVE_OUT, ImportChoices
from sidelight.session.import_documents import ImportDocuments
from sidelight.session.import_people import ImportPeople
from sidelight.session.import_places import Ground, NoPlace, passages
from sidelight.session.import_plan import Coming, PlannedGroup, Unplaced
from sidelight.session.import_records import ImportRecords, Made, text_of
from sidelight.text.quotes import readable, shorten

Step = Callable[[float, str], None]

_SHORT = 160
_TOLD_EVERY = 100
_LAST = ("evidence", "described", "verdict", "decision")


@dataclass(slots=True)
class _Placed:
    """A mark with where it stands: passages of one document, or the document as a whole."""

    mark: Mark
    ground: Ground | None
    found: list[Passage]
    order: tuple[str, int, int]


class Planning:
    """Goes through the marks of a file once; the results are its public fields."""

    def __init__(
        self,
        incoming: Incoming,
        choices: ImportChoices,
        documents: ImportDocuments,
        people: ImportPeople,
        records: ImportRecords,
    ) -> None:
        self._incoming = incoming
        self._choices = choices
        self._documents = documents
        self._people = people
        self._records = records
        self._verdicts = records.project.verdicts
        self._groups = {group.key: group for group in incoming.groups}
        self._claims_at = self._present_claims()
        self._titles: dict[str, str] = {}
        self.coming: list[Coming] = []
        self.unplaced: list[Unplaced] = []
        self.known = self.omitted = 0
        self.counts: Counter[str] = Counter()
        self.by_author: Counter[str] = Counter()

    def run(self, step: Step) -> None:
        """Plan all marks; ``step`` is told how much is done and what."""
        marks = self._incoming.marks
        first = [m for m in marks if m.what in {"mark", "claim"} and not m.answers and not m.on]
        rest = [m for m in marks if m.what in _LAST]
        taken = {id(m) for m in (*first, *rest)}
        said = [m for m in marks if id(m) not in taken]
        for mark in marks:
            self.counts[mark.group] += mark.what == "mark"
            self.by_author[mark.author] += 1
        for placed in sorted(self._placed(first, step), key=lambda one: one.order):
            self._take(placed)
        for mark in rest:
            self._take_part(mark)
        self._take_notes(said)

    def groups(self) -> list[PlannedGroup]:
        """Return the groups of the file with what becomes of each."""
        return [
            PlannedGroup(group, self._outcome(group.key), self.counts[group.key])
            for group in self._incoming.groups
        ]

    def _present_claims(self) -> dict[tuple[str, object], str]:
        """Return the claims of the project by where they stand."""
        found: dict[tuple[str, object], str] = {}
        for claim in self._records.project.claims():
            for one in claim.places:
                found.setdefault(_spot(one.passage), claim.id)
        return found

    def _placed(self, marks: Sequence[Mark], step: Step) -> list[_Placed]:
        placed = []
        for at, mark in enumerate(marks):
            if at % _TOLD_EVERY == 0:
                step(at / len(marks), "marks")
            if self._passed_over(mark):
                continue
            try:
                ground, found = self._where(mark)
            except NoPlace as fault:
                self._unplaced(mark, str(fault))
                continue
            first = found[0] if found else None
            start = (first.start if first.area is None else 1 << 50) if first else -1
            number = mark.values.get("number", "")
            order = int(number) if number.isdecimal() and len(number) < 9 else 1 << 50
            document = ground.id if ground else ""
            placed.append(_Placed(mark, ground, found, (document, order, start)))
        return placed

    def _passed_over(self, mark: Mark) -> bool:
        """Tell whether a mark is left out by choice, or here already."""
        if mark.what == "mark" and self._outcome(mark.group) == "nothing":
            self.omitted += 1
            return True
        if mark.places and all(self._is_left_out(place.document) for place in mark.places):
            self.omitted += 1
            return True
        id_ = self._records.id_of(mark)
        keys = [(record, id_) for record in ("claim", "note", "evidence", "described")]
        here = next((key for key in keys if self._records.stands(key)), None)
        if here is None:
            return False
        self.known += 1
        value = self._records.project.log.value
        claim = id_ if here[0] == "claim" else str(value(here, "claim", ""))
        made = Made(here, claim, str(value(here, "document", "")))
        made.part = id_ if here[0] == "evidence" else str(value(here, "part", ""))
        self._records.made[mark.key] = made
        return True

    def _is_left_out(self, key: str) -> bool:
        return self._documents.meant(key).chosen == LEAVE_OUT

    def _where(self, mark: Mark) -> tuple[Ground | None, list[Passage]]:
        """Return the document and the passages of a mark; NoPlace."""
        found: list[Passage] = []
        ground = None
        fault: NoPlace | None = None
        for place in mark.places:
            meant = self._documents.meant(place.document)
            if meant.ground is None:
                fault = fault or NoPlace(meant.why)
                continue
            try:
                there = passages(meant.ground, place)
            except NoPlace as error:
                fault = fault or error
                continue
            if ground is None:
                ground = meant.ground
            # a claim stands in drafts of one article, and a mark in one document
            found += there
        if ground is None and fault:
            raise fault
        return ground, found

    def _outcome(self, group: str) -> str:
        usual = self._groups[group].usual if group in self._groups else Group("", "").usual
        chosen = self._choices.groups.get(group, usual)
        known = (*self._verdicts.words, "claim", "note", "nothing")
        return chosen if chosen in known else "claim"

    def _take(self, placed: _Placed) -> None:
        mark, ground, found = placed.mark, placed.ground, placed.found
        outcome = self._outcome(mark.group) if mark.what == "mark" else "claim"
        if outcome == "note" or (ground and ground.kind != "article") or not found:
            if mark.what == "claim" and not found and ground is None:
                self._claim(placed, "claim")
                return
            self._note_on(placed)
            return
        self._claim(placed, outcome)

    def _claim(self, placed: _Placed, outcome: str) -> None:
        """Make a mark a claim, or join it to the one that stands at the same words."""
        mark, found, records = placed.mark, placed.found, self._records
        spots = [_spot(passage) for passage in found]
        joined = next((self._claims_at[spot] for spot in spots if spot in self._claims_at), "")
        word = outcome if outcome in self._verdicts.words else ""
        if joined and word and records.has_judged(joined, self._people.by(mark.author)):
            self.known += 1
            records.made[mark.key] = Made(("claim", joined), joined)
            return
        claim = joined or records.claim(mark, found)
        records.made[mark.key] = Made(("claim", claim), claim)
        for spot in spots:
            self._claims_at.setdefault(spot, claim)
        records.tags(claim, mark.tags)
        reason = text_of(mark.text)
        if not joined or word:
            if word:
                records.verdict(mark, claim, word, reason)
            self._tell("claim", placed, word, "" if word else reason, joined)
            reason = "" if word else reason
        if reason:
            records.note(mark, {"claim": claim}, reason, "text")
            if joined:
                self._tell("note", placed, "", reason, joined)
        elif joined and not word:
            self.known += 1

    def _note_on(self, placed: _Placed) -> None:
        """Make a mark a note on its words, on its document, or on what else it names."""
        mark, ground = placed.mark, placed.ground
        if ground is None:
            self._unplaced(mark, _("It does not say what it is on."))
            return
        text = text_of(mark.text) or self._marked_as(mark)
        if not text:
            self._unplaced(mark, _("It says nothing, and is on no words."))
            return
        if not self._may(mark):
            return
        for at, passage in enumerate(placed.found or [None]):
            where: dict[str, object] = {"document": ground.id}
            if passage is not None:
                where["place"] = passage.to_json()
            self._records.note(mark, where, text, "" if at == 0 else f"note {at}")
        self._tell("note", placed, "", text, "")

    def _marked_as(self, mark: Mark) -> str:
        """Return what a mark without words of its own says: how it was marked."""
        title = self._groups[mark.group].title if mark.group in self._groups else ""
        return ", ".join(dict.fromkeys(filter(None, (title, *mark.tags))))

    def _may(self, mark: Mark) -> bool:
        """Tell whether a mark may come in: what is private to somebody else may not."""
        if mark.values.get("private") != "yes" or not self._people.by(mark.author):
            return True
        self._unplaced(mark, _("It is private to whoever wrote it."))
        return False

    def _take_part(self, mark: Mark) -> None:
        """Take what is said of a claim: a verdict, a decision, evidence."""
        if self._passed_over(mark):
            return
        on = self._records.made.get(mark.on)
        if on is None or not on.claim:
            self._unplaced(mark, _("The claim that it is on does not come in."))
            return
        if mark.what in {"verdict", "decision"}:
            self._judge(mark, on.claim)
            return
        if mark.what == "described":
            if not text_of(mark.values.get("words", "") or mark.text):
                self._unplaced(mark, _("It says nothing."))
                return
            self._records.described(mark, on.claim)
            self._tell("described", _at(mark), mark.values.get("stance", ""), mark.text, "")
            return
        try:
            ground, found = self._where(mark)
        except NoPlace as fault:
            self._unplaced(mark, str(fault))
            return
        if not found or ground is None:
            self._unplaced(mark, _("It does not say which words it is on."))
            return
        self._records.evidence(mark, on.claim, found[0])
        placed = _Placed(mark, ground, found, ("", 0, 0))
        text = mark.values.get("note", "") or mark.text
        self._tell("evidence", placed, mark.values.get("stance", "context"), text, "")

    def _judge(self, mark: Mark, claim: str) -> None:
        word = mark.values.get("verdict", "")
        if word not in self._verdicts.words:
            known = self._verdicts.stored(word)
            if known not in self._verdicts.words:
                words = _("“{verdict}” is no verdict of this project. Add it first.")
                self._unplaced(mark, words.format(verdict=shorten(word, 40)))
                return
            word = known
        reason = text_of(mark.values.get("reason", "") or mark.text)
        records = self._records
        if mark.what == "decision":
            if records.project.log.value(("decision", claim), "verdict"):
                self.known += 1
                return
            records.decision(mark, claim, word, reason)
        elif records.has_judged(claim, self._people.by(mark.author)):
            self.known += 1
            return
        else:
            records.verdict(mark, claim, word, reason)
        self._tell(mark.what, _at(mark), word, reason, self._present(claim))

    def _take_notes(self, notes: list[Mark]) -> None:
        """Take notes and answers, each after what it is on."""
        waiting = notes
        while waiting:
            later = [mark for mark in waiting if not self._take_note(mark)]
            if len(later) == len(waiting):
                break
            waiting = later
        for mark in waiting:
            self._unplaced(mark, _("What it answers does not come in."))

    def _take_note(self, mark: Mark) -> bool:
        """Take a note; tell whether that is settled."""
        if self._passed_over(mark):
            return True
        target = mark.answers or mark.on
        if not target:
            try:
                ground, found = self._where(mark)
            except NoPlace as fault:
                self._unplaced(mark, str(fault))
                return True
            self._note_on(_Placed(mark, ground, found, ("", 0, 0)))
            return True
        on = self._records.made.get(target)
        if on is None:
            return False
        text = text_of(mark.text)
        if not text:
            self._unplaced(mark, _("It says nothing."))
        elif self._may(mark):
            self._records.note(mark, _under(on), text)
            self._tell("note", _at(mark), "", text, self._present(on.claim))
        return True

    def _present(self, claim: str) -> str:
        """Return the label of a claim that is in the project, "" for one that comes in."""
        known = self._records.project.claim(claim) if claim else None
        return known.label if known else ""

    def _tell(self, what: str, placed: _Placed, says: str, text: str, claim: str) -> None:
        mark, first = placed.mark, placed.found[0] if placed.found else None
        name = placed.ground.name if placed.ground else ""
        page = first.page if first and placed.ground and _paged(placed.ground) else 0
        where = _("{name}, p. {page}").format(name=name, page=page) if page else name
        self.coming.append(
            Coming(
                what=what,
                author=self._people.label(mark.author),
                says=says,
                place=where,
                quote=shorten(first.quote, _SHORT) if first else "",
                text=shorten(readable(text), _SHORT),
                claim=self._present(claim) or claim if len(claim) < _SHORT else "",
                made_at=mark.made_at,
            )
        )

    def _unplaced(self, mark: Mark, why: str) -> None:
        place = mark.places[0] if mark.places else None
        words = (place.quote if place else "") or mark.text or self._marked_as(mark)
        page = place.page if place else 0
        label = self._people.label(mark.author) if mark.author else ""
        self.unplaced.append(Unplaced(shorten(readable(words), _SHORT), why, label, page))


def _at(mark: Mark) -> _Placed:
    return _Placed(mark, None, [], ("", 0, 0))


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


def _spot(passage: Passage) -> tuple[str, object]:
    """Return what is the same for passages of the same words, or of the same area."""
    inked = passage.area is None
    return passage.layer, (passage.start, passage.end) if inked else (passage.page, passage.area)


def _paged(ground: Ground) -> bool:
    return ground.media_type == "application/pdf" or (
        len(ground.pages) > 1 and (ground.media_type.startswith("image/"))
    )
