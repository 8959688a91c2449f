# SPDX-License-Identifier: AGPL-3.0-or-later
"""The structure of a PDF, guessed from its print: title, headings, items, outline."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sidelight.reader.mupdf import ERRORS
from sidelight.reader.print_lines import Run
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Block, Heading, Page

_HEADING = 1.15
_LONGEST_HEADING = 200
_MOST_HEADINGS = 300
_BULLETS = ("•", "‣", "▪", "●", "◦", "–", "—")


Entry = tuple[int, str, int]
"""An entry of the outline that a file states: level from 1, title, page from 1."""


def stated_outline(document: Any, pages: int) -> list[Entry]:
    """Return the entries of a PDF's outline that name a page of it and have a title."""
    try:
        entries = document.get_toc(simple=True)
    except ERRORS:
        return []
    return [
        (max(1, int(level)), name, int(page))
        for level, title, page in entries
        if 1 <= page <= pages and (name := " ".join(str(title).split())[:300])
    ]


def blocks_of(runs: list[list[Run]], title: str, entries: list[Entry]) -> tuple[Block, ...]:
    """Return a block for each run of print: larger and short is a heading, its level by size.

    What the outline ``entries`` name is a heading whatever its size.
    """
    flat = [(number, run, run.ink) for number, page in enumerate(runs, 1) for run in page]
    body = _body_size([run for _, run, _ in flat])
    heads = {at for at, (_, run, ink) in enumerate(flat) if _is_heading(run, ink, body)}
    larger = sorted({_rounded(flat[at][1].size) for at in heads}, reverse=True)
    levels = {size: min(6, level) for level, size in enumerate(larger, 1)}
    named = ink_of(title).casefold()
    result: list[Block] = []
    start = 0
    stated = {(page, ink_of(name).casefold()): level for level, name, page in entries}
    for at, (number, run, size) in enumerate(flat):
        end = start + size
        ink = ink_of(run.text).casefold() if size <= _LONGEST_HEADING else ""
        if named and ink == named:
            result.append(Block(start, end, "title", 1))
            named = ""
        elif ink and (number, ink) in stated:
            result.append(Block(start, end, "heading", min(6, stated[number, ink])))
        elif at in heads:
            result.append(Block(start, end, "heading", levels[_rounded(run.size)]))
        else:
            role = "item" if run.lines[0].text.startswith(_BULLETS) else "paragraph"
            result.append(Block(start, end, role))
        start = end
    return tuple(result)


def shown_title(runs: list[list[Run]]) -> str:
    """Return the first words in the largest letters of the first page that has any, if they stand
    out.
    """
    page = next((page for page in runs if page), [])
    fitting = [run for run in page if 3 <= run.ink <= _LONGEST_HEADING]
    if not fitting or len(page) < 2:
        return ""
    largest = max(fitting, key=lambda run: run.size)
    if largest.size < _HEADING * _body_size([run for run in page if run is not largest]):
        return ""
    return " ".join(largest.text.split())


def outline_of(
    entries: list[Entry], text: InkText, blocks: tuple[Block, ...], pages: tuple[Page, ...]
) -> tuple[Heading, ...]:
    """Return the outline that the file states, else one of its headings."""
    stated = (
        Heading(level, name, _place(text, pages[page - 1], name), page)
        for level, name, page in entries
    )
    return tuple(stated) or _of_headings(text, blocks, pages)


def _of_headings(
    text: InkText, blocks: tuple[Block, ...], pages: tuple[Page, ...]
) -> tuple[Heading, ...]:
    heads = [block for block in blocks if block.role in {"title", "heading"}]
    if len(heads) > _MOST_HEADINGS:
        return ()
    return tuple(
        Heading(
            block.level,
            " ".join(text.slice(block.start, block.end).split()),
            block.start,
            next(page.number for page in pages if block.start < page.end),
        )
        for block in heads
    )


def _place(text: InkText, page: Page, title: str) -> int:
    """Return where on its page an entry's title stands; the page's start if it does not."""
    on_page = text.ink[page.start : page.end].casefold()
    if len(on_page) != page.end - page.start:
        return page.start
    return page.start + max(0, on_page.find(ink_of(title).casefold()))


def _body_size(runs: list[Run]) -> float:
    sizes: Counter[float] = Counter()
    for run in runs:
        for line in run.lines:
            sizes[_rounded(line.size)] += line.ink
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_heading(run: Run, ink: int, body: float) -> bool:
    return run.size >= _HEADING * body and len(run.lines) <= 4 and ink <= _LONGEST_HEADING


def _rounded(size: float) -> float:
    return round(size * 2) / 2
