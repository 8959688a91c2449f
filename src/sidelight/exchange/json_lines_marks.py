# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claims of JSON lines with all that is said of them, and notes on documents, as marks.

A part of a claim that cannot be read costs that part alone.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from sidelight.exchange import iris
from sidelight.exchange.documents_in import Authors
from sidelight.exchange.incoming import Mark, Place
from sidelight.exchange.json_values import Wrong, as_text, misplaced, moment, record, text, whole
from sidelight.language import _
from sidelight.text.geometry import Rect

Line = dict[str, Any]

_VALUES = {
    "claim": ("label", "restatement", "kind", "speaker", "attribution", "said_on", "severity",
              "correction"),
    "verdict": ("verdict", "denied_by", "reason", "as_of", "seen"),
    "decision": ("verdict", "denied_by", "reason"),
    "evidence": ("stance", "note", "match", "level", "translator"),
    "described": ("kind", "words", "who", "when", "where", "stance", "note"),
    "response": ("party", "answer", "when", "where"),
}  # fmt: skip
"""Which fields of a line are values of the mark, by what it is."""

_MOST_TOGETHER = 1000
"""The most passages, and the most tags, of a claim."""
_FARTHEST = 1e6
"""Points; no page is larger."""


class LineMarks:
    """Makes marks; ``documents`` are those of the file by their ids, ``fail`` is told what is wrong
    with a part of a line of which the rest is read.
    """

    def __init__(
        self, authors: Authors, documents: Container[str], fail: Callable[[Wrong], None]
    ) -> None:
        self._authors = authors
        self._documents = documents
        self._fail = fail
        self._people = {"": ""}

    def claim(self, line: Line) -> Iterator[Mark]:
        """Yield a claim, then what is said of it; Wrong where the claim itself cannot be read."""
        claim = iris.record(named(line))
        stands = {named(one): one for one in map(_object, several(line, "passages"))}
        places: dict[str, Place] = {}
        values = filled(line, _VALUES["claim"])
        for at, (id_, one) in enumerate(stands.items(), 1):
            places[id_], read = self._place(one.get("passage"))
            values |= {f"{name} {at}" if at > 1 else name: said for name, said in read.items()}
        tags = tuple([as_text(one, "tags") for one in several(line, "tags")])
        yield self._mark(line, claim, "claim", values, tuple(places.values()), tags=tags)
        yield from self._each(line, "verdicts", claim, self._verdict)
        if line.get("decision") is not None:
            yield from self._made(line["decision"], claim, self._decision)
        linked = list(self._each(line, "evidence", claim, self._evidence))
        yield from linked
        yield from self._each(line, "described", claim, self._described)
        yield from self._each(line, "responses", claim, self._response)
        known = {one.key for one in linked}

        def note(part: Line, on: str) -> Mark:
            there = text(part, "part")
            if there in places:
                return self._note(part, on, (places[there],))
            about = iris.record(there) if there else ""
            return self._note(part, about if about in known else on)

        yield from self._each(line, "notes", claim, note)

    def document_note(self, line: Line) -> Iterator[Mark]:
        """Yield a note on a document, or on a passage of it; Wrong."""
        document = text(line, "document")
        if line.get("passage") is not None:
            place, _read = self._place(line["passage"])
        elif document in self._documents:
            place = Place(document)
        else:
            raise _nowhere()
        yield self._note(line, "", (place,))

    def _each(
        self, line: Line, field: str, claim: str, makes: Callable[[Line, str], Mark | None]
    ) -> Iterator[Mark]:
        """Yield what is made of the parts of a claim that one field holds."""
        parts = line.get(field)
        if parts is None:
            return
        if type(parts) is not list:
            self._fail(misplaced(field))
            return
        for part in parts:
            yield from self._made(part, claim, makes)

    def _made(
        self, part: Any, claim: str, makes: Callable[[Line, str], Mark | None]
    ) -> Iterator[Mark]:
        try:
            made = makes(_object(part), claim)
        except Wrong as wrong:
            self._fail(wrong)
        else:
            if made is not None:
                yield made

    def _verdict(self, part: Line, claim: str) -> Mark | None:
        values = filled(part, _VALUES["verdict"])
        if "verdict" not in values:
            # one that was taken back says nothing any more
            return None
        return self._mark(part, iris.record(named(part)), "verdict", values, on=claim)

    def _decision(self, part: Line, claim: str) -> Mark:
        if not text(part, "verdict"):
            raise misplaced("verdict")
        # its id is the claim's
        key = iris.record(f"{named(part)} decision")
        return self._mark(part, key, "decision", filled(part, _VALUES["decision"]), on=claim)

    def _evidence(self, part: Line, claim: str) -> Mark:
        place, read = self._place(part.get("passage"))
        values = filled(part, _VALUES["evidence"]) | read | _order(part)
        return self._mark(part, iris.record(named(part)), "evidence", values, (place,), on=claim)

    def _described(self, part: Line, claim: str) -> Mark:
        values = filled(part, _VALUES["described"]) | _order(part)
        return self._mark(part, iris.record(named(part)), "described", values, on=claim)

    def _response(self, part: Line, claim: str) -> Mark:
        values = filled(part, _VALUES["response"])
        return self._mark(part, iris.record(named(part)), "response", values, on=claim)

    def _note(self, part: Line, on: str, places: tuple[Place, ...] = ()) -> Mark:
        answered = text(part, "answers")
        values = {name: "yes" for name in ("private", "settled") if part.get(name) is True}
        return self._mark(
            part,
            iris.record(named(part)),
            "note",
            values,
            () if answered else places,
            on="" if answered else on,
            answers=iris.record(answered) if answered else "",
            words=text(part, "text"),
        )

    def _mark(  # noqa: PLR0913 - a mark has as many fields
        self,
        line: Line,
        key: str,
        what: str,
        values: Mapping[str, str],
        places: tuple[Place, ...] = (),
        *,
        on: str = "",
        answers: str = "",
        words: str = "",
        tags: tuple[str, ...] = (),
    ) -> Mark:
        by = text(line, "reviewer")
        author = self._people.get(by)
        if author is None:
            # who is not listed is called as the program would
            author = self._people[by] = self._authors.key(iris.record(by), by[:6])
        when = moment(text(line, "made_at"))
        return Mark(key, what, "", author, when, places, words, tags, on, answers, values)

    def _place(self, value: Any) -> tuple[Place, dict[str, str]]:
        """Return where a passage stands, and what people read in it where it is a picture."""
        passage = _object(value)
        document = text(passage, "document")
        if document not in self._documents:
            raise _nowhere()
        quote = text(passage, "quote")
        page = whole(passage.get("page"), "page") or 0
        read = filled(passage, ["translation"])
        if passage.get("area") is not None:
            read |= filled({"transcription": quote})
            return Place(document, page=page, area=_area(passage["area"])), read
        start, end = (whole(passage.get(name), name) for name in ("start", "end"))
        if start is None or end is None or not quote.strip():
            # a range is believed by its words
            start = end = None
        around = text(passage, "prefix"), text(passage, "suffix")
        return Place(document, quote, *around, start, end, page), read


def named(line: Line) -> str:
    """Return the id of a record; Wrong where it has none."""
    id_ = text(line, "id")
    if not id_:
        raise misplaced("id")
    return id_


def filled(line: Mapping[str, Any], names: Iterable[str] | None = None) -> dict[str, str]:
    """Return those of some fields (or all) of a line that say something; Wrong where one is no
    text.
    """
    found: dict[str, str] = {}
    for name in line if names is None else names:
        value = line.get(name)
        if value is not None and value != "":
            found[name] = as_text(value, name)
    return found


def _order(line: Line) -> dict[str, str]:
    """Return the place among the evidence of a claim, where somebody chose one; Wrong."""
    order = whole(line.get("order"), "order")
    return {"order": str(order)} if order else {}


def several(line: Line, field: str) -> list[Any]:
    """Return the list that a field holds, an empty one for none; Wrong."""
    found = line.get(field)
    if found is None:
        return []
    if type(found) is not list or len(found) > _MOST_TOGETHER:
        raise misplaced(field)
    return found


def _object(value: Any) -> Line:
    if value is None:
        raise misplaced("passage")
    return record(value, "record")


def _area(value: Any) -> Rect:
    """Return a rectangle of four numbers; Wrong."""
    if type(value) is not list or len(value) != 4:
        raise misplaced("area")
    if not all(type(side) in {int, float} and abs(side) < _FARTHEST for side in value):
        raise misplaced("area")
    return Rect(*map(float, value))


def _nowhere() -> Wrong:
    return Wrong(_("What it is about is not in the file."))
