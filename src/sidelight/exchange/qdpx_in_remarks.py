# SPDX-License-Identifier: AGPL-3.0-or-later
"""What there is to be told of a REFI-QDA project that was read: how its places were counted, and
what of it has no place with us.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sidelight.exchange.qdpx_in_pages import Pages
from sidelight.exchange.qdpx_in_words import Words
from sidelight.language import _, ngettext

_STANDARD = (
    "Project Users User CodeBook Codes Code Description NoteRef Variables Variable Cases CodeRef "
    "SourceRef SelectionRef VariableRef TextValue BooleanValue IntegerValue FloatValue DateValue "
    "DateTimeValue Sources TextSource PDFSource PictureSource AudioSource VideoSource "
    "PlainTextContent PlainTextSelection PDFSelection PictureSelection Representation "
    "TextDescription Coding Notes Note Links Sets MemberCode MemberSource MemberNote Graphs Vertex "
    "Edge SyncPoint"
)
_READ = frozenset(_STANDARD.split())
_MOST_NAMED = 8
_LONGEST_NAME = 40


@dataclass(slots=True)
class LeftOut:
    """How many elements of which name have no place with us."""

    elements: Counter[str] = field(default_factory=Counter)

    def count(self, root: Any, *, ours: bool, values: int, links: int) -> None:
        """Count them in a project: those that the standard does not know too.

        ``values`` are the values of variables that were not used, ``links`` the links that were.
        """
        tags = Counter(one.tag for one in root.iter("{*}*"))
        for tag, count in tags.items():
            name = str(tag).rpartition("}")[2]
            if name not in _READ:
                self.elements[name] += count
        self.elements["VariableValue"] = values
        self.elements["Link"] -= links
        if ours:
            # of those that we write, all is said elsewhere
            self.elements["Link"] = self.elements["Set"] = 0


def remarks(left: LeftOut, words: Words, pages: Pages) -> Iterator[str]:
    """Yield the sentences."""
    yield from _counted(words)
    if count := words.lost:
        yield ngettext(
            "{count} selection holds no words: it stands on its document as a whole.",
            "{count} selections hold no words: they stand on their documents as a whole.",
            count,
        ).format(count=count)
    if count := pages.unknown:
        yield ngettext(
            "Where {count} area stands could not be found out: its page is known at most.",
            "Where {count} areas stand could not be found out: their pages are known at most.",
            count,
        ).format(count=count)
    there = [(count, name) for name, count in left.elements.items() if count > 0]
    if there:
        there.sort(key=lambda one: (-one[0], one[1]))
        named = [f"{count} × {name[:_LONGEST_NAME]}" for count, name in there[:_MOST_NAMED]]
        named += ["…"] if len(there) > _MOST_NAMED else []
        yield _("Left out, as there is no place for it: {things}.").format(things=", ".join(named))


def _counted(words: Words) -> Iterator[str]:
    """Say how places were counted where that is not as the standard has it."""
    units = sum(count for way, count in words.counted.items() if way.units)
    if units:
        yield ngettext(
            "In {count} text places are counted in UTF-16 units, as its marks fit best so.",
            "In {count} texts places are counted in UTF-16 units, as their marks fit best so.",
            units,
        ).format(count=units)
    one = sum(count for way, count in words.counted.items() if way.lines == "one")
    two = sum(count for way, count in words.counted.items() if way.lines == "two")
    if one or two:
        yield ngettext(
            "In {count} text line ends are counted otherwise than they are stored.",
            "In {count} texts line ends are counted otherwise than they are stored.",
            one + two,
        ).format(count=one + two)
    marks = sum(count for way, count in words.counted.items() if way.mark)
    if marks:
        yield ngettext(
            "In {count} text the byte-order mark is counted too.",
            "In {count} texts the byte-order mark is counted too.",
            marks,
        ).format(count=marks)
