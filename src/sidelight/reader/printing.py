# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laying a book out on pages, with MuPDF's stories.

A story knows neither a table head that stands again on the next page nor a cell that goes on there,
so a row is laid out here: each of its cells (`sidelight.reader.cells`) is drawn as far as the page
goes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sidelight.reader.book import Book, Entry, Flow, Row, Table
from sidelight.reader.cells import Cell, Look, Place, stacked
from sidelight.reader.mupdf import pymupdf

PAPER = (595.0, 842.0)
"""Width and height of A4 (ISO 216), in points."""
MARGINS = (48.0, 46.0, 48.0, 58.0)
"""Left, top, right and bottom, in points; the foot stands in the last."""
_FOOT = 30.0
_PAD = 5.0
_GUTTER = 10.0
_HAIR = 0.5
_BAR = 2.5
_LINE = "#d5dae1"
_TOLD = 20
"""After so many parts progress is told."""
_TOGETHER = 64
"""Most rows whose cells are made together."""
_LINE_ROOM = 24.0
"""In less than this no line is begun: MuPDF overflows a place that is too low."""
_SMALL = 0.4
"""A row that has less than this share of a page left, and not enough, begins the next one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the book: the page (from 0) and how far down, in points."""

    page: int
    y: float


@dataclass(slots=True)
class Printed:
    """Pages, and what is to be added when they are bound: rectangles with their colours, links with
    where they lead, the places of names, bookmarks.
    """

    data: bytes = b""
    pages: int = 0
    grounds: list[tuple[int, tuple[float, ...], str]] = field(default_factory=list)
    links: list[tuple[int, list[float], str]] = field(default_factory=list)
    names: dict[str, Spot] = field(default_factory=dict)
    entries: list[tuple[Entry, Spot]] = field(default_factory=list)


def print_pages(book: Book, progress: Callable[[float, str], None]) -> Printed:
    """Lay a book out; ``progress`` gets a fraction and the word pages."""
    press = _Press(book)
    parts = sum(len(piece.rows) if isinstance(piece, Table) else 1 for piece in book.pieces)
    for done, _part in enumerate(_laid(press, book), start=1):
        if done % _TOLD == 0:
            progress(done / parts, "pages")
    return press.end()


def _laid(press: _Press, book: Book) -> Iterator[Flow | Row]:
    """Lay a book out; yield each part after it."""
    for piece in book.pieces:
        if isinstance(piece, Flow):
            press.flow(piece)
            yield piece
            continue
        press.begin_table(piece)
        for at in range(0, len(piece.rows), _TOGETHER):
            rows = piece.rows[at : at + _TOGETHER]
            for row, cells in zip(rows, press.cells(piece, rows), strict=True):
                press.row(piece, row, cells)
                yield row


class _Press:
    def __init__(self, book: Book) -> None:
        pictures = pymupdf.Archive()
        for name, data in book.pictures.items():
            pictures.add((data, name))
        self._look = Look(book.css, pictures)
        self._sink = io.BytesIO()
        self._writer = pymupdf.DocumentWriter(self._sink)
        self._device: Any = None
        self._made = Printed()
        self._left, self._top = MARGINS[0], MARGINS[1]
        self._right, self._bottom = PAPER[0] - MARGINS[2], PAPER[1] - MARGINS[3]
        self._y = self._top
        self._foot = self._cell(book.foot, (self._left, self._right - 60)) if book.foot else None
        self._headed: Table | None = None
        self._heads: list[Cell] = []
        self._begin_page()

    def end(self) -> Printed:
        self._writer.end_page()
        self._writer.close()
        self._made.data = self._sink.getvalue()
        return self._made

    def flow(self, piece: Flow) -> None:
        if self._bottom - self._y < max(piece.room, _LINE_ROOM):
            self._turn()
        self._enter(piece.entry)
        cell = self._cell(piece.html, (self._left, self._right))
        while True:
            cell.place(self._y, self._bottom)
            if not self._fits([cell]):
                break
            self._draw([cell])
            self._y = cell.end
            if not cell.more:
                break
            self._turn()

    def begin_table(self, table: Table) -> None:
        if table.head:
            if self._bottom - self._y < _SMALL / 2 * (self._bottom - self._top):
                self._turn()
            self._head(table)

    def cells(self, table: Table, rows: Sequence[Row]) -> list[list[Cell]]:
        """Return the cells of rows, those that have anything in them."""
        columns = [
            stacked([row.cells[at] for row in rows], self._look, sides)
            for at, sides in enumerate(self._columns(table))
        ]
        return [[cell for cell in row if cell] for row in zip(*columns, strict=True)]

    def row(self, table: Table, row: Row, cells: list[Cell]) -> None:
        if self._bottom - self._y < _LINE_ROOM:
            self._turn(table)
        going = cells
        begun = False
        while going:
            top, bottom = self._y + table.pad, self._bottom - table.pad
            wait = not begun and self._short_of_room()
            if wait and any(cell.overruns(bottom - top) for cell in going):
                self._turn(table)
                continue
            for cell in going:
                cell.place(top, bottom)
            if wait and any(cell.more for cell in going):
                self._turn(table)
                continue
            if not self._fits(going, table):
                break
            if not begun:
                self._enter(row.entry)
                if row.name:
                    self._made.names[row.name] = self._spot()
                begun = True
            self._draw(going)
            self._end_row(table, row, max(cell.end for cell in going) + table.pad)
            going = [cell for cell in going if cell.more]
            if going:
                self._turn(table)

    def _columns(self, table: Table) -> list[tuple[float, float]]:
        whole, x = self._right - self._left, self._left
        sides: list[tuple[float, float]] = []
        for share in table.widths:
            width = whole * share / sum(table.widths)
            sides.append((x + (_GUTTER if sides else _PAD), x + width))
            x += width
        return sides

    def _end_row(self, table: Table, row: Row, end: float) -> None:
        page, top = self._made.pages - 1, self._y
        if row.edge:
            bar = (self._left, top + table.pad, self._left + _BAR, end - table.pad)
            self._made.grounds.append((page, bar, row.edge))
        if table.lined:
            line = (self._left, end - _HAIR, self._right, end)
            self._made.grounds.append((page, line, _LINE))
        self._y = end

    def _head(self, table: Table) -> None:
        if table is not self._headed:
            self._headed = table
            (self._heads,) = self.cells(table, [Row(table.head)])
        cells = self._heads
        for cell in cells:
            cell.again()
            cell.place(self._y + _PAD, self._bottom)
        self._draw(cells)
        self._end_row(Table((), ()), Row(()), max(cell.end for cell in cells) + _PAD)

    def _short_of_room(self) -> bool:
        left, whole = self._bottom - self._y, self._bottom - self._top
        return left < _SMALL * whole

    def _fits(self, cells: Sequence[Cell], table: Table | None = None) -> bool:
        """Tell whether anything was placed, on the next page if need be; what no page holds (a
        picture larger than it) is left out.
        """
        if any(not cell.empty or not cell.more for cell in cells):
            return True
        self._turn(table)
        for cell in cells:
            cell.place(self._y + _PAD, self._bottom - _PAD)
        return any(not cell.empty or not cell.more for cell in cells)

    def _cell(self, html: str, sides: tuple[float, float]) -> Cell:
        return Cell(html, self._look, sides)

    def _draw(self, cells: Sequence[Cell]) -> None:
        for cell in cells:
            cell.draw(self._device, self._told)

    def _told(self, place: Place) -> None:
        """Take note of a name or link; a link comes in as many pieces as it has words and gaps."""
        page, box = self._made.pages - 1, list(place.box)
        if place.name:
            self._made.names.setdefault(place.name, Spot(page, box[1]))
        if not place.to:
            return
        if self._made.links:
            before, last, to = self._made.links[-1]
            if (before, to) == (page, place.to) and last[1] == box[1] and last[2] == box[0]:
                last[2] = box[2]
                return
        self._made.links.append((page, box, place.to))

    def _spot(self) -> Spot:
        return Spot(self._made.pages - 1, self._y)

    def _enter(self, entry: Entry | None) -> None:
        if entry is not None:
            self._made.entries.append((entry, self._spot()))

    def _turn(self, table: Table | None = None) -> None:
        self._writer.end_page()
        self._begin_page()
        if table is not None and table.head:
            self._head(table)

    def _begin_page(self) -> None:
        self._device = self._writer.begin_page(pymupdf.Rect(0, 0, *PAPER))
        self._made.pages += 1
        self._y = self._top
        if self._foot is not None:
            self._foot.again()
            self._foot.place(PAPER[1] - _FOOT - 12, PAPER[1])
            self._foot.draw(self._device, self._told)
