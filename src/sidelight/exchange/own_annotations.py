# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations that Sidelight wrote (`sidelight.exchange.annotations`), read back: each is a record
with fields of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sidelight.exchange import iris
from sidelight.exchange.annotation_heads import Creators, Head, made_at
from sidelight.exchange.annotation_marks import Read, mark_of
from sidelight.exchange.annotation_names import literal
from sidelight.exchange.bodies_in import Bodies, Body
from sidelight.exchange.incoming import Mark, Place
from sidelight.exchange.json_values import Wrong, as_text, misplaced
from sidelight.exchange.places_in import Places, name_of
from sidelight.exchange.selectors_in import Found
from sidelight.language import _
from sidelight.model.vocabulary import LEVELS, SEVERITIES

KINDS = {"highlighting": "claim", "editing": "correction", "linking": "evidence"}
"""What an annotation of ours is by its motivation; one that assesses is a verdict or a decision,
any other a note.
"""


def kind_of(motivations: tuple[str, ...]) -> str:
    """Return what an annotation of ours is, a decision being a verdict here."""
    if "assessing" in motivations:
        return "verdict"
    return KINDS.get(motivations[0], "note") if motivations else "note"


class OwnAnnotations:
    """Makes marks of annotations of ours, claims first; ``kinds`` are the kinds of annotations by
    name, ``wholes`` the names of collections.
    """

    def __init__(
        self,
        places: Places,
        bodies: Bodies,
        creators: Creators,
        kinds: Mapping[str, str],
        wholes: set[str],
    ) -> None:
        self._places = places
        self._bodies = bodies
        self._creators = creators
        self._kinds = kinds
        self._wholes = wholes
        self._parts: dict[str, tuple[str, Place]] = {}
        self._corrected: dict[str, dict[str, str]] = {}

    def correct(self, head: Head) -> None:
        """Take in the correction of a claim, which is to be read after all of these; Wrong."""
        by, _others = self._creators.of(head.node)
        at = made_at(head.node, "created")
        words = [body.words for body in self._bodies.of(head.node) if body.words]
        if len(words) != 1:
            raise misplaced("body")
        told = {"correction": words[0], "correction_by": by}
        told["correction_at"] = at.isoformat() if at else ""
        self._corrected[head.key] = {name: value for name, value in told.items() if value}

    def claim(self, head: Head) -> Mark:
        """Return a claim: its restatement, kind, severity, correction and ``label`` are values."""
        values: dict[str, str] = {}
        read: list[Read] = []
        for target in self._places.targets(head.node):
            if type(target) is str and target in self._wholes:
                continue
            read.append(self._places.of(target, "article", own=True))
            if type(target) is dict and type(target.get("id")) is str:
                self._parts[target["id"]] = head.key, read[-1][0]
        label = head.node.get("label")
        if label is not None:
            values["label"] = (
                label if type(label) is str else as_text(literal(label, "label"), "label")
            )
        bodies = self._bodies.of(head.node)
        tags, described, rest = _sorted(bodies)
        for word in rest.get("classifying", ()):
            values["severity" if word in SEVERITIES else "kind"] = word
        # what was read at its places comes after all else
        if described and described[0] is bodies[0] and not described[0].language:
            values["restatement"] = described.pop(0).words
        _read_there(values, described, read)
        if self._corrected and (id_ := iris.id_of(head.key)):
            values |= self._corrected.pop(iris.record(f"{id_} correction"), {})
        return self._mark(head, "claim", values, read, tags=tuple(tags))

    def left(self) -> list[str]:
        """Return the names of corrections whose claims were not there."""
        return [*self._corrected]

    def verdict(self, head: Head) -> Mark:
        """Return a verdict or a decision: its word, who denies, the reason, and ``label``, what an
        added verdict is called.
        """
        claim = self._about(head, "claim")
        values: dict[str, str] = {}
        what = "verdict"
        for body in self._bodies.of(head.node):
            if body.purpose == "tagging":
                values["verdict"] = body.words
                if body.label:
                    values["label"] = body.label
            elif body.purpose == "identifying":
                values["denied_by"] = body.words
            elif body.purpose == "assessing":
                values["reason"] = body.words
            elif body.words == "decision":
                what = "decision"
        if "verdict" not in values:
            raise misplaced("body")
        if len(head.motivations) > 1:
            values["seen"] = "seen"
        return self._mark(head, what, values, on=claim)

    def evidence(self, head: Head) -> Mark:
        """Return evidence of a claim: a passage, or what is only described."""
        target = self._places.targets(head.node)[0]
        bodies = self._bodies.of(head.node)
        if type(target) is str:
            return self._described(head, self._about(head, "claim"), bodies)
        links = [body.iri for body in bodies if self._kinds.get(body.iri) == "claim"]
        if not links:
            raise Wrong(_("What it is about is not in the file."))
        place, found = self._places.of(target, "source", own=True)
        tags, described, rest = _sorted(bodies)
        values = {"stance": tags[0]} if tags else {}
        for word in rest.get("classifying", ()):
            values["level" if word in LEVELS else "match"] = word
        if notes := rest.get("commenting"):
            values["note"] = notes[0]
        _read_there(values, described, [(place, found)])
        return self._mark(head, "evidence", values, [(place, found)], on=links[0])

    def _described(self, head: Head, claim: str, bodies: list[Body]) -> Mark:
        names = {
            "tagging": "stance",
            "classifying": "kind",
            "identifying": "who",
            "commenting": "note",
        }
        values: dict[str, str] = {}
        for body in bodies:
            name = names.get(body.purpose, "where" if "words" in values else "words")
            values.setdefault(name, body.words)
        return self._mark(head, "described", values, on=claim)

    def note(self, head: Head) -> Mark:
        """Return a note: on a claim or on what is said of it, on a place, or on another note."""
        target = self._places.targets(head.node)[0]
        words, values = "", dict[str, str]()
        for body in self._bodies.of(head.node):
            if body.purpose == "classifying" and body.words == "settled":
                values["settled"] = "yes"
            elif body.words:
                words = words or body.words
        on, answers, read = "", "", list[Read]()
        if (name := name_of(target)) in self._parts:
            on, place = self._parts[name]
            read = [(place, Found())]
        elif type(target) is str and target in self._kinds:
            on, answers = ("", target) if self._kinds[target] == "note" else (target, "")
        elif type(target) is str and iris.id_of(target):
            raise Wrong(_("What it is about is not in the file."))
        else:
            read = [self._places.of(target, own=True)]
        mark = self._mark(head, "note", values, read, on=on, answers=answers, text=words)
        if not words:
            raise misplaced("body")
        return mark

    def _about(self, head: Head, kind: str) -> str:
        """Return the name of the annotation that this one is about."""
        target = self._places.targets(head.node)[0]
        if type(target) is str and self._kinds.get(target) == kind:
            return target
        raise Wrong(_("What it is about is not in the file."))

    def _mark(
        self, head: Head, what: str, values: dict[str, str], read: Sequence[Read] = (), **more: Any
    ) -> Mark:
        by, _others = self._creators.of(head.node)
        return mark_of(head, by, what, read, values, **more)


def _read_there(values: dict[str, str], described: list[Body], read: list[Read]) -> None:
    """Tell what was read at places (``transcription``, of the second place ``transcription 2``)
    from its translation.

    A language is told of the first alone, and only where it is known: without it an area has been
    read before its words are translated.
    """
    areas = [at for at, (place, _found) in enumerate(read) if place.area]
    left = iter(areas or range(len(read)))
    at = -1
    for body in described:
        after = "" if at < 1 else f" {at + 1}"
        begins = body.language or (areas and (at < 0 or f"translation{after}" in values))
        if begins:
            at = next(left, max(at, 0))
            after = "" if at < 1 else f" {at + 1}"
        values[f"{'transcription' if begins else 'translation'}{after}"] = body.words


def _sorted(bodies: list[Body]) -> tuple[list[str], list[Body], dict[str, list[str]]]:
    """Return the tags among bodies, what describes, and the words of others by purpose."""
    tags, described, rest = list[str](), list[Body](), dict[str, list[str]]()
    for body in bodies:
        if body.purpose == "tagging":
            tags.append(body.words)
        elif body.purpose == "describing":
            described.append(body)
        elif body.words:
            rest.setdefault(body.purpose, []).append(body.words)
    return tags, described, rest
