# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines of print and the runs they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field

from sidelight.text.ink import DEFAULT_IGNORABLE, WHITE_SPACE

BLANKS = frozenset(
    chr(code) for low, high in (*WHITE_SPACE, *DEFAULT_IGNORABLE) for code in range(low, high + 1)
)
"""What leaves no ink."""

# White space among the controls is no ink; all the others are drawn by some glyph.
_CONTROLS = frozenset(map(chr, (*range(9), *range(14, 32), *range(127, 160)))) - BLANKS


@dataclass(slots=True)
class Line:
    """A line of print: text, number of ink characters, letter size, baseline, edges.

    ``boxes`` has 4 numbers an ink character, where they were asked for with the text.
    """

    text: str
    ink: int
    size: float
    baseline: float
    left: float
    right: float
    level: bool = True
    boxes: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """A block of lines as MuPDF found it."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines, each ended but the last."""
        return "\n".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The letter size of its first line, in points."""
        return self.lines[0].size if self.lines else 0.0

    @property
    def ink(self) -> int:
        """The number of its ink characters."""
        return sum(line.ink for line in self.lines)


def stand_ins(characters: set[str]) -> dict[int, str]:
    """Return what to write for those of ``characters`` that a text cannot hold, for
    `str.translate`.
    """
    odd = characters & _CONTROLS
    odd.update(character for character in characters if "\ud800" <= character <= "\udfff")
    return dict.fromkeys(map(ord, odd), "\ufffd")


def beside(line: Line, after: Line) -> bool:
    """Tell two level lines on one baseline, wherever they begin and end."""
    near = abs(line.baseline - after.baseline) < 0.2 * max(line.size, 1.0)
    return near and line.level and after.level


def continues(line: Line, after: Line) -> bool:
    """Tell a piece of the same line of print: justified lines come in one piece a word."""
    return beside(line, after) and after.left >= line.right - 0.5 * line.size


def join(line: Line, after: Line) -> None:
    """Add a piece to a line."""
    line.text = f"{line.text} {after.text}"
    line.ink += after.ink
    line.boxes += after.boxes
    line.right = after.right
    line.size = max(line.size, after.size)
