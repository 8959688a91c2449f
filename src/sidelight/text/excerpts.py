# SPDX-License-Identifier: AGPL-3.0-or-later
"""A range of a document as running text, the way it is copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sidelight.text.layer import TextLayer
from sidelight.text.quotes import readable

Range = tuple[int, int]
_BY_LINES = {"table", "code"}


def excerpt(
    layer: TextLayer,
    start: int,
    end: int,
    hidden: Iterable[Range] = (),
    read: Callable[[int, int], str] | None = None,
) -> str:
    """Return the text of an ink range: paragraphs parted by a blank line, divided words joined.

    What lies in ``hidden`` (ink ranges) is left out, unless there is nothing else. Tables and code
    keep their lines.  ``read`` gives the words of an ink range where they were corrected.
    """
    read = read or layer.text.slice
    kept = list(without((start, end), hidden)) or [(start, end)]
    words = [_words(read, *piece) for one in kept for piece in _by_blocks(layer, *one)]
    return "\n\n".join(part for part in words if part)


def without(whole: Range, hidden: Iterable[Range]) -> Iterator[Range]:
    """Yield what is left of a range when others are taken away, in order."""
    at, last = whole
    for start, end in sorted(hidden):
        if end > at and start < last:
            if start > at:
                yield at, start
            at = max(at, end)
    if at < last:
        yield at, last


def _by_blocks(layer: TextLayer, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a range, with the role of the block that each is in."""
    at = start
    for block in layer.blocks:
        first, last = max(block.start, at), min(block.end, end)
        if first < last:
            if at < first:
                yield at, first, ""
            yield first, last, block.role
            at = last
    if at < end:
        yield at, end, ""


def _words(read: Callable[[int, int], str], start: int, end: int, role: str) -> str:
    words = read(start, end)
    if role not in _BY_LINES:
        return readable(words)
    return "\n".join(line for part in words.splitlines() if (line := readable(part)))
