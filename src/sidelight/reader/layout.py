# SPDX-License-Identifier: AGPL-3.0-or-later
"""Leaves laid out: the text layer from the leaves, the boxes from the pages MuPDF makes of them.

The text never comes from the layout, so it does not know of its line ends; the two are held against
each other character by character of ink.
"""

from __future__ import annotations

import unicodedata
from array import array
from typing import Any

from sidelight.reader.glyphs import Print
from sidelight.reader.leaves import Container, Leaf, gap
from sidelight.reader.opening import open_rendition
from sidelight.reader.reading import Progress
from sidelight.reader.stext_fonts import Fonts
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Block, Heading, Page, TextLayer

_LOOK_AHEAD = 400


def lay_out(
    data: bytes, leaves: list[Leaf], report: Progress
) -> tuple[TextLayer, tuple[Page, ...]]:
    """Return the layer of ``leaves`` and the pages of ``data``, which is their rendition."""
    text, blocks = _text(leaves)
    pages = lay_out_again(data, text.ink, report)
    return TextLayer(text, blocks, _outline(blocks, text, pages)), pages


def lay_out_again(data: bytes, wanted: str, report: Progress) -> tuple[Page, ...]:
    """Return the pages of a rendition whose ink is ``wanted``, with a box for each of it.

    Where MuPDF drew other characters than these, those it drew nowhere get a box without width
    beside the one before.
    """
    drawn: list[str] = []
    boxes: list[array[float]] = []
    document = open_rendition(data)
    count = document.page_count
    fonts = Fonts()
    for number, page in enumerate(document):
        found = Print(page, fonts, flowing=True)
        boxes.append(found.boxes())
        drawn.append(ink_of("".join(run.text for run in found.runs)))
        report(0.3 + 0.7 * number / count, "layout")
    if wanted != "".join(drawn):
        drawn, boxes = _matched(wanted, drawn, boxes)
    return _pages(document, drawn, boxes)


def _text(leaves: list[Leaf]) -> tuple[InkText, tuple[Block, ...]]:
    parts: list[str] = []
    blocks: list[Block] = []
    before: Leaf | None = None
    table: Container | None = None
    ink = 0
    for leaf in leaves:
        if leaf.tag == "img":
            continue
        if before is not None:
            parts.append(gap(before, leaf))
        parts.append(leaf.text)
        size = len(ink_of(leaf.text))
        if size and leaf.role == "table" and leaf.innermost("table") == table:
            blocks[-1] = Block(blocks[-1].start, ink + size, "table")
        elif size:
            blocks.append(Block(ink, ink + size, leaf.role, leaf.level))
        if size:
            table = leaf.innermost("table") if leaf.role == "table" else None
        ink += size
        before = leaf
    return InkText("".join(parts)), tuple(blocks)


def _pages(document: Any, drawn: list[str], boxes: list[array[float]]) -> tuple[Page, ...]:
    pages: list[Page] = []
    start = 0
    for number, (ink, found) in enumerate(zip(drawn, boxes, strict=True), 1):
        rect = document[number - 1].rect
        end = start + len(ink)
        pages.append(Page(number, str(number), rect.width, rect.height, start, end, found))
        start = end
    return tuple(pages)


def _outline(
    blocks: tuple[Block, ...], text: InkText, pages: tuple[Page, ...]
) -> tuple[Heading, ...]:
    result: list[Heading] = []
    page = 0
    for block in blocks:
        if block.role in {"heading", "title"}:
            while page + 1 < len(pages) and pages[page].end <= block.start:
                page += 1
            title = " ".join(text.slice(block.start, block.end).split())[:300]
            result.append(Heading(max(1, block.level), title, block.start, page + 1))
    return tuple(result)


def _matched(
    wanted: str, drawn: list[str], boxes: list[array[float]]
) -> tuple[list[str], list[array[float]]]:
    """Give every wanted character a page and a box, going through both texts side by side.

    At a difference the nearest place is taken from which both go on alike for eight characters.
    """
    flat = "".join(drawn)
    page_of = [number for number, ink in enumerate(drawn) for _ in ink]
    every = array("f", (value for page in boxes for value in page))
    made = ["" for _ in drawn] or [""]
    given = [array("f") for _ in made]
    at, page, edge = 0, 0, (0.0, 0.0, 0.0, 0.0)
    for place, character in enumerate(wanted):
        if not _drawn_as(character, flat, at):
            at = _resume(wanted, place, flat, at)
        size = _drawn_as(character, flat, at)
        if size:
            # Pages only go on: a character found on an earlier one would break their order.
            page = max(page, page_of[at])
            x0, y0, x1, y1 = every[4 * at : 4 * at + 4]
            box = edge = (x0, y0, max(x1, every[4 * (at + size) - 2]), y1)
            at += size
        else:
            box = (edge[2], edge[1], edge[2], edge[3])
        made[page] += character
        given[page].extend(box)
    return made, given


def _drawn_as(character: str, flat: str, at: int) -> int:
    """Return how many drawn characters stand for a wanted one: a ligature comes as letters."""
    if flat[at : at + 1] == character:
        return 1
    letters = unicodedata.normalize("NFKC", character)
    return len(letters) if flat.startswith(letters, at) and at < len(flat) else 0


def _resume(wanted: str, place: int, flat: str, at: int) -> int:
    """Return where ``flat`` goes on with what is wanted at ``place``; ``at`` where it does not
    soon.
    """
    ahead = wanted[place : place + 8]
    found = flat.find(ahead, at, at + _LOOK_AHEAD)
    return found if found >= 0 else at
