# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text layer taken apart by pages, and put together again with some pages' texts replaced."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Block, Furniture, Heading, Page, TextLayer

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class PageText:
    """What one page says: paragraphs (role, level, words) and a box for each of their ink.

    ``boxes`` holds x0, y0, x1, y1 in points for each ink code point, as `Page` does.
    """

    paragraphs: tuple[tuple[str, int, str], ...] = ()
    boxes: array[float] = field(default_factory=lambda: array("f"), repr=False)

    @property
    def text(self) -> str:
        """Its words, an empty line between paragraphs."""
        return _BETWEEN.join(words for _, _, words in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A layer with some pages' texts replaced.

    ``replaced`` are the ink ranges of the new texts in it.
    """

    layer: TextLayer
    pages: tuple[Page, ...]
    replaced: tuple[tuple[int, int], ...]
    _kept: tuple[tuple[int, int, int], ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where an ink range of the old layer stands; None where it touched a new text."""
        at = bisect_right(self._kept, (start, 1 << 62, 0)) - 1
        if at < 0 or start >= self._kept[at][1]:
            return None
        moved = self._kept[at][2] - self._kept[at][0]
        covered, expected = self._kept[at][1], self._kept[at][1]
        while covered < end:
            at += 1
            if at == len(self._kept) or self._kept[at][0] != expected:
                return None
            if self._kept[at][2] - self._kept[at][0] != moved:
                return None
            covered = expected = self._kept[at][1]
        return start + moved, end + moved


def rewrite(layer: TextLayer, pages: tuple[Page, ...], texts: Mapping[int, PageText]) -> Rewritten:
    """Return ``layer`` with the texts of some ``pages`` (by number) replaced; the others' words,
    structure and boxes stay as they are.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    made: list[Page] = []
    kept: list[tuple[int, int, int]] = []
    replaced: list[tuple[int, int]] = []
    start = 0
    before: Page | None = None
    for page in pages:
        new = texts.get(page.number)
        words = new.text if new else layer.text.slice(page.start, page.end)
        boxes = new.boxes if new else page.held
        end = start + (len(new.boxes) // 4 if new else page.end - page.start)
        if words:
            parts += [_gap(layer, before, page, new), words] if parts else [words]
        if new:
            blocks += _new_blocks(new, start)
            replaced += [(start, end)] if start < end else []
        else:
            kept += [(page.start, page.end, start)] if page.start < page.end else []
        made.append(replace(page, start=start, end=end, held=boxes))
        if words:
            before = None if new else page
        start = end
    text = InkText("".join(parts))
    old = Rewritten(layer, tuple(made), tuple(replaced), tuple(kept))
    return replace(
        old,
        layer=TextLayer(
            text,
            tuple(sorted([*blocks, *_old_blocks(layer, old)], key=lambda block: block.start)),
            tuple(_outline(layer, old, texts)),
            tuple(_furniture(layer, old)),
        ),
    )


def _gap(layer: TextLayer, before: Page | None, page: Page, new: PageText | None) -> str:
    """Return what stands between two pages that say something."""
    if before is None or new or before.end != page.start:
        return _BETWEEN
    return layer.text.gap(page.start)


def _new_blocks(text: PageText, start: int) -> Iterator[Block]:
    for role, level, words in text.paragraphs:
        end = start + len(ink_of(words))
        yield Block(start, end, role, level)
        start = end


def _old_blocks(layer: TextLayer, old: Rewritten) -> Iterator[Block]:
    """Yield the blocks of the pages that stay; one that went on over another page is cut there."""
    for block in layer.blocks:
        whole = old.place(block.start, block.end)
        if whole:
            yield replace(block, start=whole[0], end=whole[1])
            continue
        for start, end, there in old._kept:
            first, last = max(start, block.start), min(end, block.end)
            if first < last:
                yield replace(block, start=there + first - start, end=there + last - start)


def _outline(layer: TextLayer, old: Rewritten, texts: Collection[int]) -> Iterator[Heading]:
    starts = {page.number: page.start for page in old.pages}
    for heading in layer.outline:
        place = old.place(heading.start, heading.start + 1)
        if place and heading.page not in texts:
            yield replace(heading, start=place[0])
        elif heading.page in starts:
            yield replace(heading, start=starts[heading.page])


def _furniture(layer: TextLayer, old: Rewritten) -> Iterator[Furniture]:
    for part in layer.furniture:
        place = old.place(part.start, part.end)
        if place:
            yield replace(part, start=place[0], end=place[1])
