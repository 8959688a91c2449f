# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which answers of web servers are in the WARC files of a web archive, and where.

Nothing is kept of them but what tells them apart.  Revisits (an answer that was the same before)
lead to the answer that they are the same as.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sidelight.model.web_address import web_address
from sidelight.reader.http_answer import Answer, answer_in
from sidelight.reader.warc_records import Budget, Record, Spot, member_at, records_of

_LONGEST = 2_000
_HEAD = 1 << 14
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z")
_HOPS = re.compile(rb"hopsFromSeed:[ \t]*([A-Z]*)", re.IGNORECASE)
_FRAME = re.compile(rb"\nsec-fetch-dest:[ \t]*(?:i?frame|embed|object)\b", re.IGNORECASE)


class Kept(NamedTuple):
    """An answer in an archive: the ``file`` it is in, the spot of its block, its address and
    moment.

    A revisit has the spot of what it is the same as, and a head of its own.
    """

    file: int
    spot: Spot
    address: str
    kept: str
    answer: Answer


@dataclass(slots=True)
class Index:
    """The answers of an archive by address, in the order of its files; ``inner`` are addresses that
    stood within other pages when they were kept.

    ``packed`` is the size of the whole archive.  Making and reading it raise
    Unreadable("too_costly").
    """

    files: Sequence[bytes]
    packed: int
    answers: dict[str, list[Kept]] = field(default_factory=dict)
    inner: set[str] = field(default_factory=set)
    _by_id: dict[str, Kept] = field(default_factory=dict)
    _by_digest: dict[str, Kept] = field(default_factory=dict)
    _revisits: list[tuple[dict[str, str], Answer | None]] = field(default_factory=list)
    _budget: Budget = field(init=False)
    _held: tuple[int, int, bytes] = (-1, -1, b"")

    def __post_init__(self) -> None:
        budget = Budget(self.packed)
        for at, data in enumerate(self.files):
            for record in records_of(data, budget):
                self._take(at, record)
        for head, answer in self._revisits:
            if same := self._same_as(head):
                again = _answer_of_both(same.answer, answer)
                self._put(Kept(same.file, same.spot, *_where(head), again))
        self._budget = Budget(self.packed)

    def all(self) -> Iterator[Kept]:
        """Yield every answer."""
        for found in self.answers.values():
            yield from found

    def near(self, address: str, kept: str) -> Kept | None:
        """Return the answer at an address that was kept nearest to a moment."""
        found = self.answers.get(address.partition("#")[0], ())
        usable = (
            one for one in found if one.answer.status == 200 or 300 <= one.answer.status < 400
        )
        return min(usable, key=lambda one: _apart(one.kept, kept), default=None)

    def body(self, kept: Kept, most: int) -> bytes:
        """Return what an answer holds, at most its first bytes; Unreadable("too_costly")."""
        file, spot = kept.file, kept.spot
        if self._held[:2] != (file, spot.member):
            self._held = (file, spot.member, member_at(self.files[file], spot, self._budget))
        block = self._held[2][spot.start : spot.start + spot.size]
        return kept.answer.body(block, self._budget, most)

    def _take(self, file: int, record: Record) -> None:
        kind = record.head.get("warc-type", "").lower()
        address, moment = _where(record.head)
        if not address:
            return
        block = bytes(record.block[:_HEAD])
        if kind == "request" and _FRAME.search(block):
            self.inner.add(address)
        elif kind == "metadata" and (hops := _HOPS.search(block)):
            # how Heritrix got there: E and X are what a page embeds
            if hops[1][-1:].upper() in {b"E", b"X"}:
                self.inner.add(address)
        elif kind == "revisit":
            self._revisits.append((record.head, answer_in(block)))
        elif kind in {"response", "resource"} and (answer := _answer(kind, record, block)):
            kept = Kept(file, record.spot, address, moment, answer)
            self._put(kept)
            self._by_id.setdefault(record.head.get("warc-record-id", ""), kept)
            self._by_digest.setdefault(record.head.get("warc-payload-digest", ""), kept)

    def _put(self, kept: Kept) -> None:
        self.answers.setdefault(kept.address, []).append(kept)

    def _same_as(self, head: dict[str, str]) -> Kept | None:
        """Return what a revisit is the same as, by record, by address and moment, or by bytes."""
        id_ = head.get("warc-refers-to", "")
        if id_ and id_ in self._by_id:
            return self._by_id[id_]
        before = _plain(head.get("warc-refers-to-target-uri", ""))
        found = self.answers.get(before, ())
        moment = _moment(head.get("warc-refers-to-date", ""))
        named = next((one for one in found if moment and one.kept == moment), None)
        digest = head.get("warc-payload-digest", "")
        return named or (self._by_digest.get(digest) if digest else None)


def _answer(kind: str, record: Record, block: bytes) -> Answer | None:
    """Return the answer in a record; a resource has no head but that of the record."""
    if kind == "response":
        return answer_in(block)
    return Answer(200, {"content-type": record.head.get("content-type", "")}, 0)


def _answer_of_both(before: Answer, again: Answer | None) -> Answer:
    """Return the status of the later answer with the packing of the bytes, which are the earlier's.

    A server that says “not modified” means that the page is as it was.
    """
    if again is None or again.status == 304:
        return before
    return before._replace(status=again.status)


def _where(head: dict[str, str]) -> tuple[str, str]:
    return _plain(head.get("warc-target-uri", "")), _moment(head.get("warc-date", ""))


@lru_cache(maxsize=1 << 12)
def _plain(address: str) -> str:
    """Return an address as it is compared, "" where it is none of the web.

    wget 1.19 puts it in angle brackets.
    """
    found = web_address(address.strip("<>")[:_LONGEST]).partition("#")[0]
    return found if len(found) <= _LONGEST else ""


def _moment(stated: str) -> str:
    found = _MOMENT.fullmatch(stated)
    return f"{found[1]}Z" if found else ""


def _apart(one: str, other: str) -> tuple[int, int]:
    """Return how far two moments are apart: in days and seconds, near enough for choosing."""
    numbers = [int("".join(filter(str.isdecimal, moment)) or 0) for moment in (one, other)]
    return abs(numbers[0] - numbers[1]), -numbers[0]
