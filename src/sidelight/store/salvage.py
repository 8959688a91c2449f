# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be proved of the records found in a damaged file, and what is known to be lost.

A change is taken where its body comes to its id, or to an id that a later change or an index
names; bytes of a document where their parts come to their hash; nothing else is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Self, TypeAlias

from sidelight.model.change import Change, NotAChange
from sidelight.model.withheld import Row, read_row, whole
from sidelight.store import blobs
from sidelight.store.raw_records import Found, Layout, RawFile, Values, read_values

Place: TypeAlias = tuple["Pages", Found]

_HEX = re.compile(rb"[0-9a-f]{64}")
_SAMPLE = 200
_SAMPLED_BLOBS = 30
_SAMPLED_BYTES = 1 << 16
_COMBINATIONS = 64
_LAST = 1 << 63
"""After every rowid."""


@dataclass(frozen=True)
class Pages:
    """A file with the layout of its pages."""

    file: RawFile
    layout: Layout

    def values(self, record: Found) -> Values | None:
        """Return the values of a record, None where it is not whole."""
        return read_values(record, self.file.payload(record, self.layout)[0])


@dataclass(frozen=True)
class Trace:
    """What the history says of a change: its time, reviewer and label, and how to tell it."""

    time: str
    reviewer: str
    label: str
    mark: tuple[object, ...]


@dataclass
class Salvage:
    """The sound rows, in the order in which they reached the file.

    ``late`` is asked whether to stop; ``stopped`` says that not all was looked through.
    """

    late: Callable[[], bool]
    stopped: bool = False
    changes: list[Change] = field(default_factory=list)
    withheld: dict[str, Row] = field(default_factory=dict)
    chosen: dict[str, list[Place]] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    broken_blobs: set[str] = field(default_factory=set)
    _order: dict[str, int] = field(default_factory=dict)
    _unproven: dict[str, tuple[Change, int, str]] = field(default_factory=dict)
    _broken: set[str] = field(default_factory=set)
    _named: set[str] = field(default_factory=set)
    _parts: dict[str, dict[int, list[Place]]] = field(default_factory=dict)
    _traces: dict[str, Trace] = field(default_factory=dict)
    _files: list[RawFile] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for file in self._files:
            file.close()

    def run(self, sources: Sequence[Pages]) -> None:
        """Look through all sources; what they say of lost changes counts of the first.

        They stay open until this is left.
        """
        self._files += [pages.file for pages in sources]
        for number, pages in enumerate(sources):
            for record in pages.file.found():
                if self.late():
                    self.stopped = True
                    break
                self._take(pages, record, traced=number == 0)
        self._prove()
        for name in sorted(self._parts):
            choice = None if self.late() else _whole(name, self._parts[name])
            if choice:
                self.chosen[name] = choice
            else:
                self.broken_blobs.add(name)
                self.stopped = self.stopped or self.late()

    def lost(self) -> dict[str, Trace | None]:
        """Return the changes that are named and did not come out, with what is known of each."""
        ids = {change.id for change in self.changes} | self.withheld.keys()
        marks = {_mark(change) for change in self.changes}
        rows: list[Row] = [*self.changes, *self.withheld.values()]
        named = {head for row in rows for head in row.heads} | self._broken
        found: dict[str, Trace | None] = dict.fromkeys(sorted(named - ids))
        # a digit of an id may be what is damaged
        return found | {
            id_: trace
            for id_, trace in self._traces.items()
            if id_ not in ids and trace.mark not in marks
        }

    def _take(self, pages: Pages, record: Found, *, traced: bool) -> None:
        values = pages.values(record)
        if record.table == "change":
            self._take_change(values, pages, record)
        elif values is None or not isinstance(values[0], bytes) or not _HEX.fullmatch(values[0]):
            return
        elif record.table == "index":
            self._named.add(values[0].decode())
        elif record.table == "history" and traced:
            self._take_trace(values)
        elif record.table == "blob" and values[1] == blobs.ABSENT:
            self.absent.add(values[0].decode())
        elif record.table == "blob" and isinstance(values[1], int):
            parts = self._parts.setdefault(values[0].decode(), {})
            parts.setdefault(values[1], []).append((pages, record))

    def _take_change(self, values: Values | None, pages: Pages, record: Found) -> None:
        order = _LAST if record.rowid is None else record.rowid
        if values is None:
            head = pages.file.read(record.at + record.header, 64)
            if _HEX.fullmatch(head):
                self._broken.add(head.decode())
            return
        raw, body = bytes(values[0] or b""), bytes(values[1] or b"")
        id_ = raw.decode() if _HEX.fullmatch(raw) else ""
        if id_ and record.rowid is not None and (row := _withheld(id_, body)):
            self.withheld.setdefault(id_, row)
            return
        try:
            change = Change.from_body(body)
        except NotAChange:
            self._broken |= {id_} - {""}
            return
        if change.id == id_:
            self._accept(change, order)
        else:
            self._unproven[change.id] = change, order, id_

    def _accept(self, change: Change, order: int) -> None:
        if change.id not in self._order:
            self.changes.append(change)
            self._named.update(change.heads)
        self._order[change.id] = min(order, self._order.get(change.id, _LAST))

    def _prove(self) -> None:
        """Take the changes whose own id is damaged while something else names them."""
        while proved := self._named & self._unproven.keys():
            for id_ in proved:
                change, order, _id = self._unproven.pop(id_)
                self._accept(change, order)
        self._broken |= {id_ for _change, _order, id_ in self._unproven.values()} - {""}
        self.changes.sort(key=lambda change: (self._order[change.id], change.clock, change.id))

    def _take_trace(self, values: Values) -> None:
        texts = [v.decode("utf-8", "replace") if isinstance(v, bytes) else "" for v in values]
        mark = (texts[6], *values[7:10])
        self._traces[texts[0]] = Trace(texts[1], texts[3], texts[4], mark)


def _withheld(id_: str, body: bytes) -> Row | None:
    """Return the row that a body is of which a part was withheld: its form alone speaks for it."""
    try:
        row = read_row(id_, body)
    except NotAChange:
        return None
    return None if whole(row) else row


def _mark(change: Change) -> tuple[object, ...]:
    return change.installation, change.sequence, *change.clock


def fitting(file: RawFile, layouts: Sequence[Layout]) -> Layout:
    """Return the layout under which most records are sound, an earlier one where several are."""
    sample = list(_sample(file))
    scores = []
    for layout in layouts:
        scores.append(sum(_sound(Pages(file, layout), record) for record in sample))
        if scores[-1] == len(sample):
            break
    return layouts[scores.index(max(scores))]


def _sample(file: RawFile) -> Iterator[Found]:
    """Yield records that are too long for the smallest page, and soon read."""
    left = {"change": _SAMPLE, "blob": _SAMPLED_BLOBS}
    most = {"change": _SAMPLED_BYTES, "blob": 2 * blobs.PART}
    for record in file.found():
        if left.get(record.table) and 512 - 35 < record.size <= most[record.table]:
            left[record.table] -= 1
            yield record
        if not any(left.values()):
            return


def _sound(pages: Pages, record: Found) -> bool:
    payload, ended = pages.file.payload(record, pages.layout)
    values = read_values(record, payload)
    if values is None or not isinstance(values[-1], bytes):
        return False
    if record.table == "blob" and len(values[-1]) == blobs.PART:
        return ended
    return hashlib.sha256(values[-1]).hexdigest().encode() == values[0]


def _whole(name: str, parts: dict[int, list[Place]]) -> list[Place] | None:
    """Return the parts that come to a hash, in order; None where they do not."""
    count = next(number for number in range(len(parts) + 1) if number not in parts)
    choices = [_different(parts[number]) for number in range(count)]
    for choice in islice(product(*choices), _COMBINATIONS):
        digest = hashlib.sha256()
        for at, place in enumerate(choice, 1):
            data = part_bytes(place)
            if at < count and len(data) != blobs.PART:
                break
            digest.update(data)
        else:
            if digest.hexdigest() == name:
                return list(choice)
    return None


def _different(places: list[Place]) -> list[Place]:
    """Leave out places that hold the same as one before."""
    if len(places) == 1:
        return places
    return list({hashlib.sha256(part_bytes(place)).digest(): place for place in places}.values())


def part_bytes(place: Place) -> bytes:
    """Return the bytes of a part of a blob."""
    pages, record = place
    values = pages.values(record)
    return values[2] if values and isinstance(values[2], bytes) else b""
