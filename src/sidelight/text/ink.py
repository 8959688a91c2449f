# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ink offsets: positions in a text that survive re-layout.

A position counts the code points before it that leave ink, that is, which are neither White_Space
nor Default_Ignorable_Code_Point in Unicode 16.0 (PropList.txt and DerivedCoreProperties.txt).  The
tables are pinned here, because a stored offset must mean the same under every later Python;
`str.isspace` differs from White_Space (it counts U+001C..U+001F) and changes with the interpreter.

Text is never normalised for counting.  Hyphens at line ends count.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

WHITE_SPACE = (
    (0x0009, 0x000D),
    (0x0020, 0x0020),
    (0x0085, 0x0085),
    (0x00A0, 0x00A0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
)
DEFAULT_IGNORABLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)


def code_points(*tables: tuple[tuple[int, int], ...]) -> str:
    """Return tables of code points as the inside of a character class."""
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for table in tables for low, high in table)


_BLANK = code_points(WHITE_SPACE, DEFAULT_IGNORABLE)
_INK_RUN = re.compile(f"[^{_BLANK}]+")
_NOT_INK = re.compile(f"[{_BLANK}]+")
_STRETCH = 4096
"""Code points of a text whose runs of ink are looked up together."""


def is_ink(character: str) -> bool:
    """Tell whether one code point counts in ink offsets."""
    return _NOT_INK.match(character) is None


def ink_of(text: str) -> str:
    """Return the code points of ``text`` that leave ink, in their order."""
    # Nearly all that leaves none are these two, which are quicker to replace than to look up.
    return _NOT_INK.sub("", text.replace(" ", "").replace("\n", ""))


def ink_runs(text: str) -> list[tuple[int, int]]:
    """Return from where to where in ``text`` there is ink without a gap, in code points."""
    return [run.span() for run in _INK_RUN.finditer(text)]


class InkText:
    """A text together with its ink: both ways between code points and ink offsets in O(log length).

    ``text`` is the text as it reads, ``ink`` its ink only.  Offsets of both kinds count from 0; a
    range is half open.
    """

    __slots__ = ("_before", "_runs", "ink", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        parts = [ink_of(text[at : at + _STRETCH]) for at in range(0, len(text), _STRETCH)]
        self.ink = "".join(parts)
        self._before = array("L", accumulate(map(len, parts), initial=0))
        self._runs: dict[int, tuple[array[int], array[int]]] = {}

    def _starts(self, stretch: int) -> tuple[array[int], array[int]]:
        """Where each run of ink of a stretch starts in the ink and in the text, from the stretch's
        own beginning.

        Found when first asked for: most of a long text is never asked about.
        """
        found = self._runs.get(stretch)
        if found is None:
            at = stretch * _STRETCH
            runs = ink_runs(self.text[at : at + _STRETCH])
            counts = list(accumulate((end - start for start, end in runs), initial=0))
            found = array("H", counts[:-1]), array("H", [start for start, _ in runs])
            self._runs[stretch] = found
        return found

    def __len__(self) -> int:
        """Return the number of ink code points."""
        return len(self.ink)

    def code_point(self, offset: int) -> int:
        """Return where ink number ``offset`` stands in `text`; at the end, just after the last
        ink.
        """
        if not 0 <= offset <= len(self.ink):
            raise ValueError(f"ink offset {offset} outside 0..{len(self.ink)}")
        if not self.ink:
            return 0
        if offset == len(self.ink):
            return self.code_point(offset - 1) + 1
        stretch = bisect_right(self._before, offset) - 1
        ink_starts, text_starts = self._starts(stretch)
        within = offset - self._before[stretch]
        run = bisect_right(ink_starts, within) - 1
        return stretch * _STRETCH + text_starts[run] + within - ink_starts[run]

    def offset(self, code_point: int) -> int:
        """Return how much ink stands before a place in `text`."""
        if code_point >= len(self.text):
            return len(self.ink)
        stretch, within = divmod(max(0, code_point), _STRETCH)
        ink_starts, text_starts = self._starts(stretch)
        before = self._before[stretch]
        run = bisect_right(text_starts, within) - 1
        if run < 0:
            return before
        last = run + 1 == len(ink_starts)
        end = self._before[stretch + 1] - before if last else ink_starts[run + 1]
        return before + min(ink_starts[run] + within - text_starts[run], end)

    def slice(self, start: int, end: int) -> str:
        """Return the text from ink ``start`` to ink ``end``, without blanks around it.

        Default-ignorable marks that follow the last ink (a variation selector) are left out.
        """
        if start >= end:
            return ""
        return self.text[self.code_point(start) : self.code_point(end - 1) + 1]

    def gap(self, offset: int) -> str:
        """Return what stands between ink ``offset - 1`` and ink ``offset``: blanks, or nothing."""
        if not 0 < offset < len(self.ink):
            return ""
        return self.text[self.code_point(offset - 1) + 1 : self.code_point(offset)]

    def gaps(self) -> Iterator[tuple[int, str]]:
        """Yield each ink offset that a gap stands before, and the gap, in order."""
        offset, before = 0, -1
        for run in _INK_RUN.finditer(self.text):
            start, end = run.span()
            if before >= 0:
                yield offset, self.text[before:start]
            offset += end - start
            before = end
