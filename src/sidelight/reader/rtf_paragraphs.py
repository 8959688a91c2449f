# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paragraphs of RTF put together as leaves: what ends where, what is a heading, an item, a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sidelight.reader.encodings import plain
from sidelight.reader.leaf_links import MOST_NAMES
from sidelight.reader.leaves import Container, Leaf
from sidelight.reader.page_margins import only_numbered

_LONGEST_HEADING = 120
_SENTENCE_END = (".", ";", ":", ",", "!", "…")
_BULLETS = "•▪➢✓o·-–●○■□"


class Paragraphs:
    """Takes words and what is said about their paragraph; ``leaves`` are the finished ones.

    ``styles`` gives the level of the styles, by number, that are headings; ``numbers`` tells
    containers of one document apart.  A paragraph of which only the number of a page was left out
    (``numbered``) is left out.
    """

    def __init__(self, styles: Mapping[int, int], numbers: Iterator[int]) -> None:
        self.leaves: list[Leaf] = []
        self.marker = ""
        self.numbered = False
        self._names: list[str] = []
        self._styles = styles
        self._runs: list[tuple[tuple[str, ...], str]] = []
        self._level = 0
        self._in_table = False
        self._numbers = numbers
        self._table: tuple[Container, ...] = ()
        self._cell: Container | None = None
        self._list: Container | None = None

    def say(self, words: str, look: tuple[str, ...]) -> None:
        """Add words to the paragraph."""
        self._runs.append((look, plain(words)))

    def name(self, name: str) -> None:
        """Name the place for links: the paragraph, or the next where this one says nothing."""
        if name and len(self._names) < MOST_NAMES:
            self._names.append(name)

    def picture(self, address: str) -> None:
        """Put a picture where the paragraph ends that is being written."""
        self._finish()
        self.leaves.append(Leaf("img", self._path(), source=address))

    def property(self, word: str, number: int | None) -> None:
        """Take a word that describes the paragraph."""
        if word == "pard":
            self._level, self._in_table = 0, False
        elif word == "intbl":
            self._in_table = True
        elif word == "outlinelevel" and number is not None:
            self._level = number + 1 if 0 <= number < 6 else 0
        elif word == "s" and number is not None:
            self._level = min(6, self._styles.get(number, 0))

    def paragraph(self) -> None:
        """End the paragraph."""
        self._finish()

    def cell(self) -> None:
        """End the cell of a table."""
        self._in_table = True
        self._finish()
        if self._cell is None:
            self.leaves.append(Leaf("p", self._path()))
        self._cell = None

    def row(self) -> None:
        """End the row of a table."""
        self._finish()
        self._table, self._cell = self._table[:1], None

    def end(self) -> None:
        """End the last paragraph, which need not say so."""
        self._finish()

    def _finish(self) -> None:
        runs, self._runs = self._runs, []
        marker, self.marker = " ".join(self.marker.split()), ""
        text = "".join(words for _, words in runs)
        numbered, self.numbered = self.numbered, False
        if not text.strip() or (numbered and only_numbered(text)):
            if not self._in_table:
                self._table = ()
            return
        runs = _trimmed(runs)
        level = 0 if self._in_table or marker else self._heading(runs)
        tag = f"h{level}" if level else "p"
        self.leaves.append(Leaf(tag, self._path(marker), runs, names=tuple(self._names)))
        self._names = []

    def _heading(self, runs: list[tuple[tuple[str, ...], str]]) -> int:
        text = "".join(words for _, words in runs).strip()
        bold = all("b" in look for look, words in runs if words.strip())
        short = 3 <= len(text) <= _LONGEST_HEADING and not text.endswith(_SENTENCE_END)
        return self._level or (2 if bold and short and "\n" not in text else 0)

    def _path(self, marker: str = "") -> tuple[Container, ...]:
        """Return what the next leaf stands in, opening table, row, cell or list where needed."""
        if self._in_table:
            self._list = None
            if not self._table:
                self._table = (self._new("table"),)
            if len(self._table) == 1:
                self._table = (*self._table, self._new("tr"))
            if self._cell is None:
                self._cell = self._new("td")
            return (*self._table, self._cell)
        self._table, self._cell = (), None
        if not marker:
            self._list = None
            return ()
        bullet = marker in _BULLETS
        if self._list is None:
            self._list = self._new("ul" if bullet else "ol")
        item = self._new("li")
        return (self._list, Container("li", item.number, "•" if bullet else marker))

    def _new(self, tag: str) -> Container:
        return Container(tag, next(self._numbers))


def _trimmed(runs: list[tuple[tuple[str, ...], str]]) -> list[tuple[tuple[str, ...], str]]:
    """Return runs without blanks at both ends."""
    runs = [run for run in runs if run[1]]
    while runs and not runs[0][1].strip():
        runs.pop(0)
    while runs and not runs[-1][1].strip():
        runs.pop()
    if runs:
        runs[0] = (runs[0][0], runs[0][1].lstrip())
        runs[-1] = (runs[-1][0], runs[-1][1].rstrip())
    return runs
