# SPDX-License-Identifier: AGPL-3.0-or-later
"""What documents have in common that are drawn as they are and are no PDF: a page for each picture.

A page without text is a page all the same: it can be looked at, marked and recognised later.
"""

from __future__ import annotations

from sidelight.reader.extraction import Extraction
from sidelight.reader.language_guess import guess_language
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.opening import open_fixed
from sidelight.reader.pdf import read_pages
from sidelight.reader.pdf_structure import blocks_of
from sidelight.reader.reading import Progress, Request, Unreadable
from sidelight.text.ink import InkText
from sidelight.text.layer import TextLayer

_VERSION = f"1 (MuPDF {pymupdf.mupdf_version})"
_LARGEST_SIDE = 100_000.0


def read_fixed(
    request: Request,
    report: Progress,
    media_type: str,
    *,
    rendition: tuple[bytes, str] | None = None,
    title: str = "",
) -> Extraction:
    """Read a document that MuPDF draws: the request's, or its ``rendition`` of a media type.

    ``title`` is what the document states. Raises Unreadable: ``damaged``, or ``too_costly`` for
    pages wider or higher than 100,000 points.
    """
    drawn, kind = rendition or (request.data, media_type)
    pages, runs, parts = read_pages(open_fixed(drawn, kind), report)
    if any(not 0 < side < _LARGEST_SIDE for page in pages for side in (page.width, page.height)):
        raise Unreadable("too_costly")
    text = InkText("\n\n".join(parts))
    return Extraction(
        media_type=media_type,
        title=title or request.stem,
        language=guess_language(text.text),
        citation={},
        extractor="picture",
        version=_VERSION,
        options={"rendition": kind} if rendition else {},
        layer=TextLayer(text, blocks_of(runs, title, [])),
        pages=pages,
        rendition=rendition[0] if rendition else b"",
    )
