# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which words of one text are those of another, in the same order.

As in patience diff: runs of words that are unique on both sides are paired, the longest of eight
words first, then of three and of one; the longest chain of pairs that rises on both sides stays,
grows as far as words agree, and the gaps between are treated alike.  Small gaps without such runs
get their longest common subsequence.  A single word that agrees far from any other is no sign of
anything and is dropped.  About n log n in the number of words, where texts are drafts of each
other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

_SIZES = (8, 3, 1)
_LARGEST_GAP = 40_000
_NEAR = 2

Region: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """``size`` words that agree, from word ``old`` of one text and word ``new`` of the other."""

    old: int
    new: int
    size: int


def align(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return where words agree, rising in both texts; blocks that touch are one."""
    found: list[Block] = []
    wanted: list[Region] = [(0, len(old), 0, len(new))]
    while wanted:
        region, before, after = _trimmed(old, new, wanted.pop())
        found += [block for block in (before, after) if block.size]
        if region[0] == region[1] or region[2] == region[3]:
            continue
        blocks = _paired(old, new, region) or _subsequence(old, new, region)
        found += blocks
        if blocks and blocks[0].size:
            wanted += _between(region, blocks)
    ends = Block(0, 0, 0), Block(len(old), len(new), 0)
    return _without_strays(_joined(sorted(found)), ends)


def _trimmed(old: Sequence[str], new: Sequence[str], region: Region) -> tuple[Region, Block, Block]:
    """Cut off what agrees at both ends of a region."""
    a, a_end, b, b_end = region
    least = min(a_end - a, b_end - b)
    ahead = 0
    while ahead < least and old[a + ahead] == new[b + ahead]:
        ahead += 1
    behind = 0
    while behind < least - ahead and old[a_end - 1 - behind] == new[b_end - 1 - behind]:
        behind += 1
    inside = (a + ahead, a_end - behind, b + ahead, b_end - behind)
    return inside, Block(a, b, ahead), Block(inside[1], inside[3], behind)


def _paired(old: Sequence[str], new: Sequence[str], region: Region) -> list[Block]:
    """Return the runs that are unique on both sides of a region, grown, in one rising chain."""
    a, a_end, b, b_end = region
    for size in _SIZES:
        theirs = _unique(new, b, b_end, size)
        ours = _unique(old, a, a_end, size)
        pairs = sorted((at, theirs[run]) for run, at in ours.items() if run in theirs)
        if pairs:
            return list(_grown(old, new, region, _rising(pairs), size))
    return []


def _unique(words: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    """Return where each run of ``size`` words stands that stands once."""
    found: dict[tuple[str, ...], int] = {}
    for at in range(start, end - size + 1):
        run = tuple(words[at : at + size])
        found[run] = -1 if run in found else at
    return {run: at for run, at in found.items() if at >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that rises in its second part too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_old, new) in enumerate(pairs):
        place = bisect_left(ends, new)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(new)
            last.append(at)
        else:
            ends[place], last[place] = new, at
    chain = []
    at = last[-1]
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _grown(
    old: Sequence[str],
    new: Sequence[str],
    region: Region,
    chain: Sequence[tuple[int, int]],
    size: int,
) -> Iterator[Block]:
    """Yield the pairs of a chain, grown both ways as far as words agree and neither text is used
    twice.
    """
    a, a_end, b, b_end = region
    for first, second in chain:
        if first < a or second < b:
            continue
        start, there = first, second
        while start > a and there > b and old[start - 1] == new[there - 1]:
            start, there = start - 1, there - 1
        end, there_end = first + size, second + size
        while end < a_end and there_end < b_end and old[end] == new[there_end]:
            end, there_end = end + 1, there_end + 1
        yield Block(start, there, end - start)
        a, b = end, there_end


def _subsequence(old: Sequence[str], new: Sequence[str], region: Region) -> list[Block]:
    """Return the common subsequence of a small region in which no run is unique."""
    a, a_end, b, b_end = region
    if (a_end - a) * (b_end - b) > _LARGEST_GAP:
        return []
    matcher = SequenceMatcher(None, old[a:a_end], new[b:b_end], autojunk=False)
    found = matcher.get_matching_blocks()
    # told by a first block without words that there are no gaps left to look into
    blocks = [Block(a + m.a, b + m.b, m.size) for m in found if m.size]
    return [Block(a, b, 0), *blocks]


def _between(region: Region, blocks: Sequence[Block]) -> Iterator[Region]:
    a, a_end, b, b_end = region
    for block in blocks:
        yield a, block.old, b, block.new
        a, b = block.old + block.size, block.new + block.size
    yield a, a_end, b, b_end


def _joined(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        touches = last and (last.old + last.size, last.new + last.size) == (block.old, block.new)
        if last and touches:
            found[-1] = Block(last.old, last.new, last.size + block.size)
        elif block.size:
            found.append(block)
    return found


def _without_strays(blocks: Sequence[Block], ends: tuple[Block, Block]) -> list[Block]:
    """Leave out single words that agree without another near them in both texts, or the ``ends``
    of these.
    """
    around = [ends[0], *blocks, ends[1]]
    return [
        block
        for at, block in enumerate(blocks)
        if block.size > 1 or _near(around[at], block) or _near(block, around[at + 2])
    ]


def _near(one: Block, following: Block) -> bool:
    return (
        following.old - one.old - one.size <= _NEAR and following.new - one.new - one.size <= _NEAR
    )
