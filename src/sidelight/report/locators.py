# SPDX-License-Identifier: AGPL-3.0-or-later
"""Locators: where in a document a passage stands, as people write it.

Documents with fixed pages give the page as printed on it; documents that flow give the section and
the paragraph in it, which stay the same on every screen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from sidelight.language import _
from sidelight.model.records import Document, Passage
from sidelight.text.characters import one_line
from sidelight.text.layer import Page, TextLayer
from sidelight.text.quotes import shorten

_FIXED = {"application/pdf"}
_LONGEST_HEADING = 60


class Sections:
    """Where the sections and paragraphs of a text begin; made once for all its passages."""

    def __init__(self, layer: TextLayer) -> None:
        headings = [
            (block.start, one_line(layer.text.slice(block.start, block.end)))
            for block in layer.blocks
            if block.role == "heading"
        ] or [(entry.start, one_line(entry.title)) for entry in layer.outline]
        places = sorted(enumerate(headings), key=lambda entry: entry[1][0])
        self._starts = [start for _at, (start, _words) in places]
        # an outline need not be in the order of the text: the last of it that stands before counts
        self._last = list(accumulate((at for at, _entry in places), max))
        self._headings = headings
        self._paragraphs = sorted(
            block.start for block in layer.blocks if block.role not in {"title", "heading"}
        )

    def section(self, offset: int) -> tuple[str, int]:
        """Return the heading over an ink offset, "" before any, and how many paragraphs there are
        from there to it.
        """
        before = bisect_right(self._starts, offset)
        since, heading = self._headings[self._last[before - 1]] if before else (0, "")
        first = bisect_left(self._paragraphs, since)
        return heading, max(0, bisect_right(self._paragraphs, offset) - first)


def place(
    passage: Passage,
    document: Document,
    layer: TextLayer,
    pages: Sequence[Page] = (),
    sections: Sections | None = None,
) -> str:
    """Return the place of a passage, such as “p. 3”, “pp. 3–4”, “§ Heading, ¶ 4” or “¶ 4”.

    ``layer``, ``pages`` and ``sections`` are those of the document; the last are found out where
    they are not given.  Where the passage lies in another layer, only its page hint is known; empty
    where nothing is.
    """
    if passage.area is not None:
        labels = [one_line(page.label) for page in pages if page.number == passage.page]
        return _("p. {page}").format(page=next(filter(None, labels), passage.page))
    same_layer = passage.layer == document.layer and passage.end <= len(layer.text)
    if document.media_type in _FIXED:
        return _pages(passage, pages if same_layer else ())
    return _section(passage, sections or Sections(layer)) if same_layer else ""


def _pages(passage: Passage, pages: Sequence[Page]) -> str:
    on = [page for page in pages if page.start < passage.end and passage.start < page.end]
    labels = [one_line(page.label) or str(page.number) for page in on]
    if not labels and passage.page:
        labels = [str(passage.page)]
    if not labels:
        return ""
    if len(labels) == 1:
        return _("p. {page}").format(page=labels[0])
    return _("pp. {first}–{last}").format(first=labels[0], last=labels[-1])


def _section(passage: Passage, sections: Sections) -> str:
    heading, count = sections.section(passage.start)
    section = _("§ {heading}").format(heading=shorten(heading, _LONGEST_HEADING)) if heading else ""
    paragraph = _("¶ {number}").format(number=count) if count else ""
    return ", ".join(part for part in (section, paragraph) if part)
