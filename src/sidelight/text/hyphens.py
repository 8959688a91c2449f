# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hyphens at line ends: which divide a word and go, which belong to it and stay.

No rule without a dictionary can tell "trans-⏎lation" from "well-⏎known": what people read is joined
without the hyphen, what they look for is found with it and without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from sidelight.text.ink import InkText

LINE_END = r"[ \t]*\r?\n[ \t]*"
"""A line end with the blanks around it, as a pattern."""

_DIVIDED = regex.compile(
    rf"(?<=[\p{{L}}\p{{M}}\p{{N}}])[-\u2010]{LINE_END}(?=[\p{{L}}\p{{N}}])"
    rf"|(?<=\p{{N}})[\u2011\u2012\u2013]{LINE_END}(?=\p{{N}})"
)
_SOFT = regex.compile(rf"\u00ad+{LINE_END}(?=[\p{{L}}\p{{N}}])")
_AFTER_DASH = regex.compile(rf"(?<=[\p{{L}}\p{{M}}\p{{N}}])[-\u2010-\u2015\u2212]{LINE_END}")


def joined(text: str) -> str:
    """Return ``text`` with what line ends divide joined again, hyphens that belong to it kept."""
    kept = _DIVIDED.sub(lambda match: "" if _goes(match) else match[0][0], text)
    together: str = _SOFT.sub("", kept)
    return together


def _goes(match: regex.Match[str]) -> bool:
    """Tell "trans-⏎lation", which loses its hyphen, from "Anglo-⏎Saxon" and "1950-⏎1953"."""
    text: str = match.string
    before, after = text[match.start() - 1], text[match.end()]
    return not (before.isnumeric() or after.isnumeric() or after.isupper())


def divided_words(text: InkText) -> Iterator[tuple[int, bool]]:
    """Yield the ink offset of each hyphen that divides a word at a line end, and whether it
    goes.
    """
    for match in _DIVIDED.finditer(text.text):
        yield text.offset(match.start()), _goes(match)


def line_end_hyphens(text: InkText) -> list[int]:
    """Return the ink offsets of the hyphens that `joined` drops."""
    return [offset for offset, dropped in divided_words(text) if dropped]


@dataclass(frozen=True, slots=True)
class LineEnds:
    """What a text's line ends do to the words around them, in ink offsets.

    ``joints`` maps where a divided word goes on to where its hyphen begins (a soft one has no ink
    and begins there too); ``loose`` are places after dashes that a blank may stand before or not.
    """

    joints: dict[int, int]
    loose: frozenset[int]

    @property
    def dropped(self) -> list[int]:
        """The ink offsets of the hyphens that go."""
        return [start for end, start in self.joints.items() if start < end]


def line_ends(text: InkText) -> LineEnds:
    """Return what the line ends of a text do to its words."""
    joints = {offset + 1: offset for offset in line_end_hyphens(text)}
    for match in _SOFT.finditer(text.text):
        offset = text.offset(match.end())
        joints.setdefault(offset, offset)
    dashes = (text.offset(match.start()) + 1 for match in _AFTER_DASH.finditer(text.text))
    return LineEnds(joints, frozenset(at for at in dashes if at not in joints))
