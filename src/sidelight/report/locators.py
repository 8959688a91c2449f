# SPDX-License-Identifier: AGPL-3.0-or-later
"""Locators: where in a document a passage stands, as people write it.

Documents with fixed pages give the page as printed on it; documents that flow give the section and
the paragraph in it, which stay the same on every screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from sidelight.language import _
from sidelight.model.records import Document, Passage
from sidelight.text.characters import one_line
from sidelight.text.layer import Block, Page, TextLayer
from sidelight.text.quotes import shorten

_FIXED = {"application/pdf"}
_LONGEST_HEADING = 60


def place(
    passage: Passage, document: Document, layer: TextLayer, pages: Sequence[Page] = ()
) -> str:
    """Return the place of a passage, such as “p. 3”, “pp. 3–4”, “§ Heading, ¶ 4” or “¶ 4”.

    ``layer`` and ``pages`` are those of the document.  Where the passage lies in another layer,
    only its page hint is known; empty where nothing is.
    """
    if passage.area is not None:
        labels = [one_line(page.label) for page in pages if page.number == passage.page]
        return _("p. {page}").format(page=next(filter(None, labels), passage.page))
    same_layer = passage.layer == document.layer and passage.end <= len(layer.text)
    if document.media_type in _FIXED:
        return _pages(passage, pages if same_layer else ())
    return _section(passage, layer) if same_layer else ""


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


def _section(passage: Passage, layer: TextLayer) -> str:
    since, heading = _heading(passage.start, layer)
    count = sum(
        1
        for block in layer.blocks
        if since <= block.start <= passage.start and not _is_heading(block)
    )
    section = _("§ {heading}").format(heading=shorten(heading, _LONGEST_HEADING)) if heading else ""
    paragraph = _("¶ {number}").format(number=count) if count else ""
    return ", ".join(part for part in (section, paragraph) if part)


def _is_heading(block: Block) -> bool:
    return block.role in {"title", "heading"}


def _heading(offset: int, layer: TextLayer) -> tuple[int, str]:
    """Return where the section of an ink offset starts, and its heading; 0 and empty before any."""
    headings = [
        (block.start, one_line(layer.text.slice(block.start, block.end)))
        for block in layer.blocks
        if block.role == "heading"
    ] or [(entry.start, one_line(entry.title)) for entry in layer.outline]
    before = [entry for entry in headings if entry[0] <= offset]
    return before[-1] if before else (0, "")
