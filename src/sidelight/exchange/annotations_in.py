# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations of the W3C Web Annotation Data Model, in JSON-LD
(https://www.w3.org/TR/annotation-model/), read: our own as the records that they were, those of
other programs as marks.

Contexts are taken for that of the recommendation; none is fetched.  docs/web-annotation.md says
what becomes of what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sidelight.exchange import json_in
from sidelight.exchange.annotation_files import Held, held, is_annotation
from sidelight.exchange.annotation_heads import Creators, Head, head
from sidelight.exchange.answers import settled, shown
from sidelight.exchange.bodies_in import Bodies
from sidelight.exchange.documents_in import Authors, Documents
from sidelight.exchange.foreign_annotations import ForeignAnnotations, Groups
from sidelight.exchange.incoming import Incoming, Mark, Step, Unread
from sidelight.exchange.json_values import Wrong
from sidelight.exchange.own_annotations import OwnAnnotations, kind_of
from sidelight.exchange.places_in import Places
from sidelight.language import _, ngettext

_TOLD_EVERY = 1000
_CONTEXT = re.compile(
    r'"@context"\s*:\s*(?:\[[^\]]{0,400})?"https?://www\.w3\.org/ns/anno\.jsonld"'
)
_PREFIX = r"(?:oa:|http://www\.w3\.org/ns/oa#)"
_TYPE = re.compile(
    rf'"@?type"\s*:\s*(?:\[[^\]]{{0,200}})?"{_PREFIX}?Annotation(?:Page|Collection)?"'
    rf'|"{_PREFIX}hasTarget"'
)


def knows(name: str, head: bytes) -> bool:  # noqa: ARG001 - what is in it tells
    """Tell whether a file begins as annotations do."""
    begun = json_in.begins(head)
    return bool(begun and (_CONTEXT.search(begun) or _TYPE.search(begun)))


def read(data: bytes, name: str, step: Step) -> Incoming:
    """Return what a file of annotations holds; `step` is told of each few hundred.

    InputError: `import.damaged`, `import.too_large`.
    """
    json = json_in.read(data, name)
    there = held(json.values, name)
    reading = _Reading(there)
    return reading.all(step, json.broken)


def _head(at: int, value: Any) -> Head:
    if not is_annotation(value):
        raise Wrong(_("It is no annotation."))
    return head(at, value)


class _Reading:
    """One file as it is read."""

    def __init__(self, there: Held) -> None:
        self._held = there
        self._kinds: dict[str, str] = {}
        self._first: dict[str, Any] = {}
        self._unread: list[Unread] = []
        self._documents = Documents()
        self._authors = Authors()
        self._groups = Groups()
        places = Places(self._documents, there.nodes)
        bodies = Bodies(there.nodes)
        creators = Creators(self._authors, there.nodes)
        self._own = OwnAnnotations(places, bodies, creators, self._kinds, there.wholes)
        self._foreign = ForeignAnnotations(places, bodies, creators, self._groups, self._kinds)

    def all(self, step: Step, broken: tuple[int, ...]) -> Incoming:
        """Read everything."""
        heads = list(self._heads())
        made = self._marks(heads, step)
        marks, lost = settled(made[at] for at in sorted(made))
        lines = (
            Unread(_("Line {number}").format(number=number), _("It is no JSON."))
            for number in broken
        )
        return Incoming(
            documents=self._documents.all(),
            authors=self._authors.all(),
            groups=self._groups.all(),
            marks=tuple(marks),
            unread=(*self._unread, *lost, *lines),
            remarks=tuple(self._remarks()),
        )

    def _heads(self) -> Iterator[Head]:
        """Yield the annotations, and learn what kind each of them is."""
        for at, value in enumerate(self._held.annotations):
            try:
                one = _head(at, value)
            except Wrong as wrong:
                self._fail(at, value, wrong)
                continue
            before = self._first.setdefault(one.key, one.node)
            if before is not one.node:
                # pages may tell one annotation twice
                if before != one.node:
                    self._fail(at, value, Wrong(_("Another in the file is called so.")))
                continue
            self._kinds[one.key] = kind_of(one.motivations) if one.own else "mark"
            yield one

    def _marks(self, heads: list[Head], step: Step) -> dict[int, Mark]:
        """Return marks by their places in the file; claims are read before what is on them."""
        own = self._own
        made: dict[int, Mark] = {}
        reads = {
            "mark": self._foreign.mark,
            "claim": own.claim,
            "verdict": own.verdict,
            "evidence": own.evidence,
            "note": own.note,
        }
        first = [one for one in heads if self._kinds[one.key] == "correction"]
        for one in first:
            self._try(one, own.correct)
        claims = [one for one in heads if self._kinds[one.key] == "claim"]
        rest = [one for one in heads if self._kinds[one.key] not in {"claim", "correction"}]
        for count, one in enumerate((*claims, *rest)):
            if count % _TOLD_EVERY == 0:
                step(count / len(heads), "annotations")
            if mark := self._try(one, reads[self._kinds[one.key]]):
                made[one.at] = mark
        for key in own.left():
            self._unread.append(Unread(shown("", key), _("What it is about is not in the file.")))
        return made

    def _try(self, one: Head, reads: Callable[[Head], Mark | None]) -> Mark | None:
        try:
            return reads(one)
        except Wrong as wrong:
            self._fail(one.at, one.node, wrong)
            return None

    def _fail(self, at: int, value: Any, wrong: Wrong) -> None:
        name = value.get("id") if type(value) is dict else None
        what = name if type(name) is str else _("Annotation {number}").format(number=at + 1)
        self._unread.append(Unread(shown("", what), str(wrong)))

    def _remarks(self) -> Iterable[str]:
        if lost := self._foreign.lost:
            yield ngettext(
                "{count} mark is told by the structure of its page alone: it is a note on the "
                "document as a whole.",
                "{count} marks are told by the structure of their pages alone: they are notes on "
                "the documents as a whole.",
                lost,
            ).format(count=lost)
        if elsewhere := self._held.elsewhere:
            yield ngettext(
                "{count} annotation is only named in the file and stands elsewhere.",
                "{count} annotations are only named in the file and stand elsewhere.",
                elsewhere,
            ).format(count=elsewhere)
