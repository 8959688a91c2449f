# SPDX-License-Identifier: AGPL-3.0-or-later
"""What all documents that flow have in common once they are leaves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sidelight.reader.embedded import is_drawable
from sidelight.reader.extraction import Extraction
from sidelight.reader.furniture import furniture_of
from sidelight.reader.language_guess import guess_language
from sidelight.reader.layout import lay_out
from sidelight.reader.leaf_links import join_links
from sidelight.reader.leaves import Container, Leaf, mark_items, without_empty_tables
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.reading import Progress, Unreadable
from sidelight.reader.rendition import rendition
from sidelight.reader.typography import MEDIA_TYPE
from sidelight.text.ink import ink_of
from sidelight.text.layer import Furniture, Heading, Page, TextLayer

_LONGEST_TITLE = 300
_VERSION = f"2 (MuPDF {pymupdf.mupdf_version})"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a format knows of a document besides its leaves; fields as in `Extraction`.

    ``outline`` names places that are no headings: level from 1, title, and the leaf.
    """

    media_type: str
    title: str
    extractor: str
    language: str = ""
    citation: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    outline: tuple[tuple[int, str, Leaf], ...] = ()


def flowing(
    leaves: list[Leaf],
    report: Progress,
    origin: Origin,
) -> Extraction:
    """Lay ``leaves`` out and return the finished extraction; Unreadable("no_text") where there are
    none.
    """
    leaves = [leaf for leaf in leaves if leaf.tag != "img" or is_drawable(leaf.source)]
    leaves = without_empty_tables(leaves)
    if not any(leaf.text.strip() or leaf.tag == "img" for leaf in leaves):
        raise Unreadable("no_text")
    title = " ".join(origin.title.split())[:_LONGEST_TITLE]
    mark_items(leaves)
    join_links(leaves, origin.citation.get("URL", ""))
    language = origin.language or guess_language("\n".join(leaf.text for leaf in leaves))
    drawn = rendition(leaves, title, language)
    report(0.3, "layout")
    layer, pages = lay_out(drawn, leaves, report)
    outline = _with_stated(layer.outline, leaves, pages, origin)
    layer = TextLayer(layer.text, layer.blocks, outline, _with_known(furniture_of(layer), leaves))
    return Extraction(
        media_type=origin.media_type,
        title=title,
        language=language,
        citation=origin.citation,
        extractor=origin.extractor,
        version=_VERSION,
        options={"rendition": MEDIA_TYPE, **origin.options},
        layer=layer,
        pages=pages,
        rendition=drawn,
    )


def _with_stated(
    found: tuple[Heading, ...], leaves: list[Leaf], pages: tuple[Page, ...], origin: Origin
) -> tuple[Heading, ...]:
    """Return the outline with the places that the document names beside its headings."""
    if not origin.outline:
        return found
    starts = {id(leaf): start for leaf, start, _ in _ranges(leaves)}
    added = [
        Heading(level, " ".join(title.split())[:_LONGEST_TITLE], starts[id(leaf)], 1)
        for level, title, leaf in origin.outline
        if id(leaf) in starts
    ]
    ends = [page.end for page in pages]
    return tuple(
        replace(heading, page=min(bisect_right(ends, heading.start), len(ends) - 1) + 1)
        for heading in sorted((*found, *added), key=lambda heading: heading.start)
    )


def _with_known(found: tuple[Furniture, ...], leaves: list[Leaf]) -> tuple[Furniture, ...]:
    """Return what looks like furniture with what a format knows to be it, which goes before."""
    known: list[Furniture] = []
    table: Container | None = None
    for leaf, start, end in _ranges(leaves):
        if not leaf.furniture or start == end:
            continue
        cells = leaf.innermost("table")
        first = known.pop().start if known and cells and cells == table else start
        known.append(Furniture(first, end, leaf.furniture))
        table = cells
    apart = (f for f in found if not any(k.start < f.end and f.start < k.end for k in known))
    return tuple(sorted((*apart, *known), key=lambda item: item.start))


def _ranges(leaves: list[Leaf]) -> Iterator[tuple[Leaf, int, int]]:
    """Yield every leaf with its ink range in the text."""
    at = 0
    for leaf in leaves:
        end = at + (len(ink_of(leaf.text)) if leaf.tag != "img" else 0)
        yield leaf, at, end
        at = end
