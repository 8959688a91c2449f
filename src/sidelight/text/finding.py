# SPDX-License-Identifier: AGPL-3.0-or-later
"""Find in a text what a person types: every hit, across line ends, with the options of a find
box.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from sidelight.text.folding import CASED, LOOSE, Folded, occurrences
from sidelight.text.hyphens import line_ends
from sidelight.text.ink import WHITE_SPACE, InkText, code_points

_CLOSED_UP = regex.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_BLANK = regex.compile(f"[{code_points(WHITE_SPACE)}]")


@dataclass(frozen=True, slots=True)
class Options:
    """How to compare: letter case counts; only whole words."""

    case: bool = False
    whole_words: bool = False


class _Spaced:
    """A folded text, the folded indexes that a blank stands before, and what line ends do.

    Hyphens that line ends may have put in are left out; ``joints`` are the folded indexes where
    they stood, with their ink ranges.
    """

    __slots__ = ("blanks", "folded", "joints", "loose")

    def __init__(self, text: InkText, *, case: bool) -> None:
        ends = line_ends(text)
        self.folded = Folded(text, CASED if case else LOOSE, ends.dropped)
        blanks = (
            offset
            for offset, gap in text.gaps()
            if (gap == " " or _BLANK.search(gap)) and offset not in ends.joints
        )
        self.blanks = list(self.folded.indexes(blanks))
        self.loose = frozenset(self.folded.indexes(sorted(ends.loose)))
        places = self.folded.indexes(ends.joints)
        self.joints = {
            at: (start, end) for at, (end, start) in zip(places, ends.joints.items(), strict=True)
        }

    def blank(self, index: int) -> bool:
        """Tell whether a blank stands before folded ``index``."""
        at = bisect_left(self.blanks, index)
        return at < len(self.blanks) and self.blanks[at] == index

    def blanks_in(self, first: int, last: int) -> set[int]:
        """Return where blanks stand inside ``first``..``last``."""
        return set(self.blanks[bisect_right(self.blanks, first) : bisect_left(self.blanks, last)])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a needle's folded characters stand: ``at`` has the index of each, and the end."""

    at: Sequence[int]

    @property
    def first(self) -> int:
        return self.at[0]

    @property
    def last(self) -> int:
        return self.at[-1]

    def ink(self, there: _Spaced) -> tuple[int, int]:
        """Return the ink range, with the hyphens of line ends that were typed at its ends."""
        first, last = self.first, self.last
        starts = there.folded.start(first) if first < last else 0
        ends = there.folded.end(last - 1) if first < last else 0
        if self.at[1] == first:
            starts = there.joints[first][0]
        if self.at[-2] == last:
            ends = there.joints[last][1]
        return starts, ends


class Finder:
    """Finds in one text, folding it once.

    Blanks must stand where they were typed and nowhere else, save beside Korean, Chinese and
    Japanese characters, where writers differ in spacing.
    """

    def __init__(self, text: InkText) -> None:
        self._text = text
        self._spaced: dict[bool, _Spaced] = {}

    def hits(
        self,
        words: str,
        options: Options = Options(),
        *,
        stale: Callable[[], bool] = lambda: False,
    ) -> list[tuple[int, int]]:
        """Return the ink ranges of all hits of ``words``, in order, without overlaps.

        Once ``stale`` tells that nobody wants them any more, some of them, soon.
        """
        needle = _Spaced(InkText(words), case=options.case)
        if options.case not in self._spaced:
            self._spaced[options.case] = _Spaced(self._text, case=options.case)
        there = self._spaced[options.case]
        found: list[tuple[int, int]] = []
        after = 0
        for place in _places(needle.folded.text, there):
            if stale():
                break
            hit = place.ink(there)
            fits = place.first >= after and _spaced_alike(needle, there, place)
            fits = fits and (not found or hit[0] >= found[-1][1])
            if fits and (not options.whole_words or _bounded(there, place)):
                found.append(hit)
                after = place.last
        return found


def _places(wanted: str, there: _Spaced) -> Iterator[_Place]:
    """Yield where the characters of ``wanted`` stand, its hyphens at line ends too."""
    bare = wanted.strip("-")
    if there.joints and bare and "-" in wanted:
        ahead = wanted.index(bare)
        first = bare.partition("-")[0]
        for at in occurrences(there.folded.text, first):
            before = _hyphens_before(wanted[:ahead], there, at)
            behind = before and _behind(wanted[ahead:], there, at)
            if before and behind:
                yield _Place([*before[:-1], *behind])
    elif wanted:
        for at in occurrences(there.folded.text, wanted):
            yield _Place(range(at, at + len(wanted) + 1))


def _behind(wanted: str, there: _Spaced, at: int) -> list[int] | None:
    """Return where the characters of ``wanted`` stand from ``at`` on, and their end."""
    text = there.folded.text
    places = [at]
    for character in wanted:
        if text.startswith(character, at):
            at += 1
        elif character != "-" or at not in there.joints or places[-2:-1] == [at]:
            return None
        places.append(at)
    return places


def _hyphens_before(wanted: str, there: _Spaced, at: int) -> list[int] | None:
    """Return where hyphens stand before ``at``, and ``at`` itself."""
    places = [at]
    for _ in wanted:
        if at not in there.joints or len(places) > 1:
            at -= 1
            if at < 0 or there.folded.text[at] != "-":
                return None
        places.insert(0, at)
    return places


def _spaced_alike(needle: _Spaced, there: _Spaced, place: _Place) -> bool:
    wanted = needle.folded.text
    typed = {place.at[index] for index in needle.blanks_in(0, len(wanted))}
    differing = typed ^ there.blanks_in(place.first, place.last)
    text = there.folded.text
    return all(
        index in there.loose or _CLOSED_UP.search(text[max(0, index - 1) : index + 1])
        for index in differing
    )


def _bounded(there: _Spaced, place: _Place) -> bool:
    """Tell whether no word goes on over an end of a place."""
    text = there.folded.text
    inside = (place.at[0] < place.at[1], place.at[-2] < place.at[-1])
    return not any(
        0 < edge < len(text)
        and letter
        and text[edge - 1].isalnum()
        and text[edge].isalnum()
        and not there.blank(edge)
        for edge, letter in zip((place.first, place.last), inside, strict=True)
    )
