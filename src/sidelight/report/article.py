# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annotated article: its paragraphs cut into runs, each under the same claims.

Claims may overlap; a run then names all that cover it.  Hidden ranges are left out; furniture that
was only offered for hiding stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sidelight.report.parts import ArticleBlock, Cover, Run
from sidelight.text.characters import one_line, shown
from sidelight.text.corrections import CorrectedText
from sidelight.text.ink import InkText
from sidelight.text.layer import Block, TextLayer

_PARAGRAPH_END = re.compile(r"\n\s*\n")
_LINES_KEPT = {"code", "table"}

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage of a claim in the article, as an ink range."""

    start: int
    end: int
    cover: Cover


@dataclass(slots=True)
class _Piece:
    """A range of a block under the same claims, with the claims that begin and end in it."""

    start: int
    end: int
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def annotate(
    layer: TextLayer,
    marks: Sequence[Marked],
    hidden: Sequence[Range],
    reading: CorrectedText | None = None,
) -> tuple[ArticleBlock, ...]:
    """Return the blocks of ``layer`` with the marks of claims, without the ``hidden`` ranges.

    Of the marks, what lies outside the text is ignored.  ``reading`` is its text as reviewers
    corrected it: its words stand in the blocks, while all ranges are those of the layer.
    """
    reading = reading or CorrectedText(layer.text)
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.cover.label))
    cuts = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    gone = merged(hidden)
    cut = [(block, list(_pieces(block, cuts, gone))) for block in _covering_all(layer)]
    _note_ends([piece for _, pieces in cut for piece in pieces], marks)
    return tuple(
        ArticleBlock(block.role, block.level, runs)
        for block, pieces in cut
        if (runs := tuple(_runs(reading, block.role, pieces, marks)))
    )


def merged(ranges: Sequence[Range]) -> list[Range]:
    """Return ``ranges`` in order, those that touch or overlap made one, empty ones left out."""
    result: list[Range] = []
    for start, end in sorted(r for r in ranges if r[0] < r[1]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _covering_all(layer: TextLayer) -> Iterator[Block]:
    """Yield the blocks in order, and text between them as paragraphs, so that no word is lost."""
    at = 0
    for block in sorted(layer.blocks, key=lambda block: block.start):
        yield from _paragraphs(layer.text, at, block.start)
        if block.end > max(at, block.start):
            yield replace(block, start=max(at, block.start))
        at = max(at, block.end)
    yield from _paragraphs(layer.text, at, len(layer.text))


def _paragraphs(text: InkText, start: int, end: int) -> Iterator[Block]:
    """Yield the ink range as paragraphs, which empty lines divide."""
    if start >= end:
        return
    first, last = text.code_point(start), text.code_point(end - 1) + 1
    for gap in _PARAGRAPH_END.finditer(text.text, first, last):
        after = text.offset(gap.end())
        if after > start:
            yield Block(start, after)
        start = after
    if end > start:
        yield Block(start, end)


def _pieces(block: Block, cuts: list[int], gone: list[Range]) -> Iterator[_Piece]:
    """Yield the visible pieces of a block, cut where a claim starts or ends."""
    at = block.start
    for start, end in [*gone, (block.end, block.end)]:
        if end <= at:
            continue
        stop = min(start, block.end)
        inner = cuts[bisect_right(cuts, at) : bisect_left(cuts, stop)]
        edges = [at, *inner, stop] if at < stop else []
        yield from (_Piece(one, other) for one, other in pairwise(edges))
        at = max(at, end)
        if at >= block.end:
            return


def _note_ends(pieces: list[_Piece], marks: Sequence[Marked]) -> None:
    """Note in the pieces which claims begin there, each once, and of which a passage ends there."""
    starts = [piece.start for piece in pieces]
    begun: set[str] = set()
    for mark in marks:
        first = bisect_left(starts, mark.start)
        touched = pieces[first : bisect_left(starts, mark.end)]
        if not touched:
            continue
        label = mark.cover.label
        if label not in begun:
            touched[0].begins += (label,)
            begun.add(label)
        if label not in touched[-1].ends:
            touched[-1].ends += (label,)


def _runs(
    reading: CorrectedText, role: str, pieces: Sequence[_Piece], marks: Sequence[Marked]
) -> Iterator[Run]:
    """Yield the runs of a block; a blank between two belongs to the claims that cover both."""
    keep_lines = role in _LINES_KEPT
    clean = shown if keep_lines else one_line
    before: Run | None = None
    said: int | None = None
    for piece in pieces:
        words = clean(reading.words(piece.start, piece.end))
        if not (words or piece.begins or piece.ends):
            continue
        run = Run(words, _covers(piece, marks), piece.begins, piece.ends)
        if before is not None:
            ends, starts = reading.forth(said or 0), reading.forth(piece.start)
            parted = words and said is not None
            blank = _blank(reading.text, ends, starts, keep_lines=keep_lines) if parted else ""
            before, run, between = _with_blank(before, run, blank)
            yield from (before, *between)
        before, said = run, piece.end if words else said
    if before is not None:
        yield before


def _covers(piece: _Piece, marks: Sequence[Marked]) -> tuple[Cover, ...]:
    covering = (m.cover for m in marks if m.start < piece.end and piece.start < m.end)
    return tuple(dict.fromkeys(covering))


def _blank(text: InkText, end: int, start: int, *, keep_lines: bool) -> str:
    """Return the blank between a piece up to ``end`` and the next, from ``start``."""
    gap = text.gap(end) + (text.gap(start) if start > end else "")
    if keep_lines and "\n" in gap:
        return "\n"
    return " " if any(character.isspace() for character in gap) else ""


def _with_blank(before: Run, after: Run, blank: str) -> tuple[Run, Run, tuple[Run, ...]]:
    """Put a blank where no mark is drawn under it without need."""
    common = tuple(cover for cover in before.covers if cover in after.covers)
    if not blank:
        return before, after, ()
    if before.covers == common:
        return replace(before, text=before.text + blank), after, ()
    if after.covers == common:
        return before, replace(after, text=blank + after.text), ()
    return before, after, (Run(blank, common),)
