# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plain text of a document for REFI-QDA, and where a passage stands in it.

Positions are counted in Unicode code points from 0, the end is that of the first one after: so the
standard has it.  To be read alike by programs that open files in other ways, the text has no
byte-order mark, its lines end in U+000A alone, and nothing in it is normalised; what is left to
differ are programs that count UTF-16 units, behind characters beyond U+FFFF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sidelight.exchange.outgoing import Outgoing
from sidelight.model.records import Document, Passage
from sidelight.text.anchors import find
from sidelight.text.corrections import CorrectedText
from sidelight.text.ink import InkText

_LINE_ENDS = re.compile("\r\n?")
_TORN = re.compile("[\ud800-\udfff]")
_BETWEEN = "\n\n"
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def as_file(text: str) -> str:
    """Return a text as its file holds it; its ink is at the same offsets."""
    return _TORN.sub("\ufffd", _LINE_ENDS.sub("\n", text)).lstrip("\ufeff")


def even_until(text: str) -> int:
    """Return up to where places in a text are the same counted in UTF-16 units."""
    found = _ASTRAL.search(text)
    return found.start() if found else len(text)


class LayerText:
    """The text of a document that is here, as reviewers corrected it."""

    def __init__(self, outgoing: Outgoing, document: Document) -> None:
        corrections = outgoing.project.corrections(document.layer)
        self._document = document
        self._read = CorrectedText(outgoing.layer(document).text, corrections)
        self._ink = InkText(as_file(self._read.text.text))
        self.text = self._ink.text

    def place(self, passage: Passage) -> tuple[int, int] | None:
        """Return from where to where a passage stands in `text`; None where its words do not."""
        if passage.area is not None:
            return None
        ink = self._range(passage)
        if ink is None:
            return None
        start, end = ink
        return self._ink.code_point(start), self._ink.code_point(end - 1) + 1

    def _range(self, passage: Passage) -> tuple[int, int] | None:
        if passage.layer == self._document.layer and passage.end <= len(self._read.layer):
            start, end = self._read.forth(passage.start), self._read.forth(passage.end)
            return (start, end) if start < end else None
        found = find(self._ink, passage.quote, passage.prefix, passage.suffix).place
        return (found.start, found.end) if found else None


class QuotedText:
    """What stands for the text of a document that is not here: the words that are quoted of it, a
    paragraph for each passage.
    """

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._places: dict[str, tuple[int, int]] = {}
        start = 0
        for passage in passages:
            words = _words(passage)
            if words and words not in self._places:
                self._places[words] = start, start + len(words)
                start += len(words) + len(_BETWEEN)
        self.text = _BETWEEN.join(self._places)

    def place(self, passage: Passage) -> tuple[int, int] | None:
        """Return from where to where the words of a passage stand in `text`, None for no words."""
        return self._places.get(_words(passage))


def _words(passage: Passage) -> str:
    return as_file(passage.quote).strip("\n")
