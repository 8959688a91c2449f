# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a program counted the places in a plain text, found out from the places themselves.

The standard (REFI-QDA 1.5, 8.4) has Unicode code points from 0, the end being that of the first one
after.  Met are also UTF-16 units (NVivo, and what runs on .NET or JavaScript), line ends of two
characters counted as one (ATLAS.ti), line ends of one counted as two, and a byte-order mark counted
as a character.  Names of selections often hold their words; else the reading is taken in which the
most of them stay inside the text and begin and end where words do.
"""

from __future__ import annotations

import codecs
import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from sidelight.reader.encodings import decode

_SAMPLE = 400
"""Selections that are looked at."""
_MOST_EXTRAS = 300_000
"""Characters that count as two in a text; where there are more, all count as one."""
_SHORTEST_NAME = 2
_LONGEST_NAME = 200
_CUT = re.compile(r"\s*(?:\.\.\.|…|\[\.\.\.\])\s*$")
_ASTRAL = "\U00010000-\U0010ffff"
_INSIDE, _BORDER, _NAMED, _TORN = 4, 1, 12, -6


@dataclass(frozen=True, slots=True)
class Marked:
    """Where a selection says that it stands, and what it says that may be its words."""

    start: int
    end: int
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counting:
    """A way to count: in UTF-16 ``units``, ``lines`` ends as in the file (""), as one or as two,
    with the ``mark`` of byte order.
    """

    units: bool = False
    lines: str = ""
    mark: bool = False


STANDARD = Counting()


@dataclass(slots=True)
class PlainText:
    """A text with line ends of one character, and what its file had instead.

    ``pairs`` are the places of line ends that were two characters, ``mark`` whether a byte-order
    mark stood before it.
    """

    text: str
    pairs: array[int] = field(default_factory=lambda: array("L"))
    mark: bool = False


def plain_text(data: bytes) -> PlainText | None:
    """Read the bytes of a text file; None where they are no text."""
    raw = _decoded(data)
    if raw is None:
        return None
    mark = raw.startswith("\ufeff")
    raw = raw[mark:]
    if "\r" not in raw:
        return PlainText(raw, mark=mark)
    pairs = array("L")
    if raw.count("\r\n") <= _MOST_EXTRAS:
        found = (match.start() for match in re.finditer("\r\n", raw))
        pairs.extend(start - before for before, start in enumerate(found))
    return PlainText(raw.replace("\r\n", "\n").replace("\r", "\n"), pairs, mark)


def _decoded(data: bytes) -> str | None:
    """Return a text as it stands, its mark and line ends included."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark) and not data.startswith(codecs.BOM_UTF32_LE):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # of an old encoding only the text is known, whose line ends are made one
        text = decode(data)
        return text.replace("\n", "\r\n") if text and b"\r\n" in data else text


class Reading:
    """A text as one way of counting sees it."""

    def __init__(self, read: PlainText, counting: Counting) -> None:
        self._length = len(read.text)
        self._before = int(counting.mark)
        # where the second half of what counts as two lies
        self._halves = array(
            "L", (place + k + 1 for k, place in enumerate(_doubled(read, counting)))
        )

    def place(self, position: int) -> tuple[int, bool]:
        """Return the code point at a position, and whether that halves a character."""
        position -= self._before
        passed = bisect_left(self._halves, position)
        torn = passed < len(self._halves) and self._halves[passed] == position
        return position - passed, torn

    def range(self, marked: Marked) -> tuple[int, int]:
        """Return where a selection stands, within the text; (0, 0) for one that has no place."""
        (start, _), (end, _) = self.place(marked.start), self.place(marked.end)
        start, end = max(start, 0), min(end, self._length)
        return (start, end) if start < end else (0, 0)


def _doubled(read: PlainText, counting: Counting) -> Sequence[int]:
    """Return the code points that count as two, in order."""
    if counting.lines == "" and not counting.units:
        return read.pairs
    signs = (_ASTRAL if counting.units else "") + ("\n" if counting.lines == "two" else "")
    found = [match.start() for match in re.finditer(f"[{signs}]", read.text)] if signs else []
    return sorted([*found, *read.pairs]) if counting.lines == "" else found


def countings(read: PlainText, origin: str) -> list[Counting]:
    """Return the ways to count that differ in a text, the likeliest for a program first."""
    astral = len(re.findall(f"[{_ASTRAL}]", read.text))
    ends = read.text.count("\n")
    units = [False, True] if 0 < astral <= _MOST_EXTRAS else [False]
    lines = [""]
    if len(read.pairs):
        lines.append("one")
    if len(read.pairs) < ends <= _MOST_EXTRAS:
        lines.append("two")
    marks = [False, True] if read.mark else [False]
    program = origin.casefold()
    if "nvivo" in program or "maxqda" in program:
        units.reverse()
    if "atlas" in program and "one" in lines:
        lines = ["one", *(one for one in lines if one != "one")]
    return [Counting(u, one, m) for u in units for one in lines for m in marks]


def reading_of(
    read: PlainText, marked: Sequence[Marked], origin: str = ""
) -> tuple[Reading, Counting]:
    """Return the reading that fits the selections best, and how it counts; `STANDARD` where that
    places all of them alike.
    """
    ways = countings(read, origin)
    standard = Reading(read, STANDARD)
    if len(ways) == 1 or not marked:
        return standard, STANDARD
    sample = marked[:: max(1, len(marked) // _SAMPLE)]
    best: tuple[int, Reading, Counting] | None = None
    for way in ways:
        reading = standard if way == STANDARD else Reading(read, way)
        score = sum(_fit(read.text, reading, one) for one in sample)
        if best is None or score > best[0]:
            best = (score, reading, way)
    _, reading, way = best or (0, standard, STANDARD)
    if all(reading.range(one) == standard.range(one) for one in marked):
        return standard, STANDARD
    return reading, way


def _fit(text: str, reading: Reading, marked: Marked) -> int:
    """Say how well a selection fits where a reading has it."""
    (start, torn), (end, torn_too) = reading.place(marked.start), reading.place(marked.end)
    if not 0 <= start < end <= len(text):
        return 0
    words = text[start : min(end, start + 2 * _LONGEST_NAME)]
    fit = _INSIDE + _TORN * (torn + torn_too)
    fit += _BORDER * (_is_border(text, start) and not text[start].isspace())
    fit += _BORDER * (_is_border(text, end) and not text[end - 1].isspace())
    return fit + _NAMED * any(_names(said, words, end - start) for said in marked.said)


def _is_border(text: str, at: int) -> bool:
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def _names(said: str, words: str, length: int) -> bool:
    """Tell whether what was said of a selection are its words, or the first of them."""
    cut = _CUT.sub("", said[: 2 * _LONGEST_NAME])
    short, there = "".join(cut.split())[:_LONGEST_NAME], "".join(words.split())
    if len(short) < _SHORTEST_NAME or not there.startswith(short):
        return False
    # where it does not say that more follows, all of the words are there
    return cut != said or len(short) == _LONGEST_NAME or length > len(words) or there == short
