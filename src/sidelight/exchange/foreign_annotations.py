# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations that other programs wrote: marks in groups by why they were made, verdicts and
evidence where they are on other annotations, answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sidelight.exchange.annotation_heads import Creators, Head
from sidelight.exchange.annotation_marks import Read, mark_of
from sidelight.exchange.annotation_names import Node
from sidelight.exchange.bodies_in import Bodies, Body
from sidelight.exchange.incoming import Group, Mark
from sidelight.exchange.json_values import LONGEST, Wrong
from sidelight.exchange.places_in import Places, is_whole, name_of
from sidelight.exchange.verdict_words import judged
from sidelight.language import N_, _
from sidelight.model.vocabulary import STANCES

_TITLES = {
    "highlighting": N_("Highlights"),
    "commenting": N_("Comments"),
    "bookmarking": N_("Bookmarks"),
    "describing": N_("Descriptions"),
    "questioning": N_("Questions"),
    "tagging": N_("Tagged passages"),
    "classifying": N_("Tagged passages"),
    "identifying": N_("Tagged passages"),
    "editing": N_("Proposed changes"),
    "linking": N_("Links"),
    "assessing": N_("Assessments"),
    "reviewing": N_("Assessments"),
    "moderating": N_("Assessments"),
    "replying": N_("Comments"),
}
_NOTES = ("Comments", "Descriptions", "Questions")
_TAGS = ("tagging", "classifying")
_FORMS = ("highlighting", "commenting")


@dataclass(slots=True)
class Said:
    """What bodies say: words, tags, and other annotations that they name."""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def take(self, body: Body, motivations: tuple[str, ...], known: Mapping[str, str]) -> None:
        """Take in a body; one without a purpose has that of the annotation."""
        if body.iri:
            (self.others if body.iri in known else self.words).append(body.iri)
        elif body.purpose in _TAGS or (not body.purpose and motivations == ("tagging",)):
            self.tags.append(body.words or body.label)
        else:
            self.words.append(body.words or body.label)


class Groups:
    """Gathers groups, each once."""

    def __init__(self) -> None:
        self._found: dict[str, Group] = {}

    def of(self, motivation: str, tags: list[str], *, words: bool) -> str:
        """Return the key of the group of marks that were made for a reason: that of the first tag
        that stands for a verdict, if any does; without a reason what is said tells.
        """
        tag, verdict = judged(tags)
        if verdict:
            return self.add(f"tag:{tag.casefold()}", _("Tag “{tag}”").format(tag=tag), verdict)
        known = motivation if motivation in _TITLES else _FORMS[words]
        message = _TITLES[known]
        return self.add(message, _(message), "note" if message in _NOTES else "claim")

    def add(self, key: str, title: str, usual: str) -> str:
        """Take in a group; return its key."""
        if key not in self._found:
            self._found[key] = Group(key, title, usual=usual)
        return key

    def all(self) -> tuple[Group, ...]:
        """Return the groups, in the order in which they were met."""
        return tuple(self._found.values())


class ForeignAnnotations:
    """Makes marks of annotations of other programs; ``kinds`` are the kinds of all annotations of
    the file by name.  ``lost`` counts marks on words that nobody finds without the page as another
    program had it.
    """

    def __init__(
        self,
        places: Places,
        bodies: Bodies,
        creators: Creators,
        groups: Groups,
        kinds: Mapping[str, str],
    ) -> None:
        self._places = places
        self._bodies = bodies
        self._creators = creators
        self._groups = groups
        self._kinds = kinds
        self.lost = 0

    def mark(self, head: Head) -> Mark:
        """Return what an annotation comes to; Wrong."""
        said = Said()
        for body in self._bodies.of(head.node):
            said.take(body, head.motivations, self._kinds)
        targets = self._places.targets(head.node)
        on = next((one for one in map(name_of, targets) if one in self._kinds), "")
        if on:
            return self._about(head, said, on)
        return self._placed(head, said, targets)

    def _about(self, head: Head, said: Said, on: str) -> Mark:
        """Return what is said of another annotation: a verdict, or else a note."""
        words = self._words(head, said) if said.words else ""
        _tag, verdict = judged(said.tags)
        if verdict and self._kinds[on] != "note" and "replying" not in head.motivations:
            values = {"verdict": verdict} | ({"reason": words} if words else {})
            return self._made(head, "verdict", (), values, on=on, tags=tuple(said.tags))
        words = words or ", ".join(said.tags)
        if not words:
            raise Wrong(_("It says nothing."))
        return self._made(head, "note", (), {}, on=on, text=words, tags=tuple(said.tags))

    def _placed(self, head: Head, said: Said, targets: list[str | Node]) -> Mark:
        """Return a mark at its places: evidence where a body names what it is for, else of a
        group.
        """
        read = [self._places.of(target) for target in targets]
        words, tags = self._words(head, said), tuple(said.tags)
        if said.others:
            stance = next((tag for tag in tags if tag in STANCES), "context")
            values = {"stance": stance} | ({"note": words} if words else {})
            return self._made(head, "evidence", read[:1], values, on=said.others[0])
        if all(is_whole(found) for _place, found in read):
            unused = next((found.unused for _place, found in read if found.unused), "")
            if not said.words:
                raise _on_nothing(unused)
            self.lost += bool(unused)
            return self._made(head, "note", read, {}, text=words, tags=tags)
        why = next(iter(head.motivations), "")
        group = self._groups.of(why, said.tags, words=bool(said.words))
        return self._made(head, "mark", read, {}, text=words, tags=tags, group=group)

    def _words(self, head: Head, said: Said) -> str:
        """Return what was written, with who else wrote it."""
        _by, others = self._creators.of(head.node)
        words = "\n\n".join(said.words)
        if others:
            also = _("(also by {names})").format(names=", ".join(others))
            words = f"{words}\n\n{also}" if words else also
        if len(words) > LONGEST:
            raise Wrong(
                _("“{field}” is longer than {most} characters.").format(field="body", most=LONGEST)
            )
        return words

    def _made(
        self, head: Head, what: str, read: Sequence[Read], values: dict[str, str], **more: Any
    ) -> Mark:
        by, _others = self._creators.of(head.node)
        return mark_of(head, by, what, read, values, **more)


def _on_nothing(unused: str) -> Wrong:
    """Return why a mark without words on a whole document is none."""
    if unused:
        return Wrong(_("Its place is told by {selector} alone.").format(selector=unused))
    return Wrong(_("It says nothing of the document as a whole."))
