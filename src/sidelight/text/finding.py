# SPDX-License-Identifier: AGPL-3.0-or-later
"""Find in a text what a person types: every hit, across line ends, with the options of a find
box.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

import regex

from sidelight.text.folding import CASED, LOOSE, Folded
from sidelight.text.ink import WHITE_SPACE, InkText, code_points
from sidelight.text.quotes import divided_words

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
    """A folded text and the folded indexes that a blank stands before."""

    __slots__ = ("blanks", "folded")

    def __init__(self, text: InkText, *, case: bool) -> None:
        divided = dict(divided_words(text))
        dropped = [offset for offset, goes in divided.items() if goes]
        self.folded = Folded(text, CASED if case else LOOSE, dropped)
        blanks = (
            offset
            for offset, gap in text.gaps()
            if (gap == " " or _BLANK.search(gap)) and offset - 1 not in divided
        )
        self.blanks = list(self.folded.indexes(blanks))

    def blank(self, index: int) -> bool:
        """Tell whether a blank stands before folded ``index``."""
        at = bisect_left(self.blanks, index)
        return at < len(self.blanks) and self.blanks[at] == index

    def blanks_in(self, first: int, last: int) -> set[int]:
        """Return where blanks stand inside ``first``..``last``, counted from ``first``."""
        inside = self.blanks[bisect_right(self.blanks, first) : bisect_left(self.blanks, last)]
        return {index - first for index in inside}


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
        wanted = needle.folded.text
        if options.case not in self._spaced:
            self._spaced[options.case] = _Spaced(self._text, case=options.case)
        there = self._spaced[options.case]
        found: list[tuple[int, int]] = []
        at = there.folded.text.find(wanted) if wanted else -1
        while at >= 0 and not stale():
            hit = there.folded.start(at), there.folded.end(at + len(wanted) - 1)
            fits = not found or hit[0] >= found[-1][1]
            fits = fits and _spaced_alike(needle, there, at)
            if fits and (not options.whole_words or _bounded(there, at, at + len(wanted))):
                found.append(hit)
                at += len(wanted) - 1
            at = there.folded.text.find(wanted, at + 1)
        return found


def _spaced_alike(needle: _Spaced, there: _Spaced, at: int) -> bool:
    wanted = needle.folded.text
    differing = needle.blanks_in(0, len(wanted)) ^ there.blanks_in(at, at + len(wanted))
    return all(_CLOSED_UP.search(wanted[max(0, index - 1) : index + 1]) for index in differing)


def _bounded(there: _Spaced, first: int, last: int) -> bool:
    """Tell whether no word goes on over an end of folded ``first``..``last``."""
    text = there.folded.text
    return not any(
        0 < edge < len(text)
        and text[edge - 1].isalnum()
        and text[edge].isalnum()
        and not there.blank(edge)
        for edge in (first, last)
    )
