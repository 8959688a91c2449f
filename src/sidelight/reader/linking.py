# SPDX-License-Identifier: AGPL-3.0-or-later
"""The links of a page: where they lie and where they lead.  Nothing is ever followed here."""

from __future__ import annotations

from typing import Any

from sidelight.reader.extraction import Link
from sidelight.reader.link_rows import LONGEST_ADDRESS, MOST_LINKS
from sidelight.reader.mupdf import ERRORS, pymupdf


def links_of(page: Any) -> list[Link]:
    """Return the links of a PyMuPDF page in its order; those that lead nowhere are left out."""
    try:
        found = page.get_links()[:MOST_LINKS]
        return [link for one in found if (link := _link(one, page.parent)) is not None]
    except ERRORS:
        return []


def _link(stated: dict[str, Any], document: Any) -> Link | None:
    x0, y0, x1, y1 = pymupdf.Rect(stated["from"]).normalize()
    rect = (float(x0), float(y0), float(x1), float(y1))
    page = stated.get("page", -1)
    if stated["kind"] == pymupdf.LINK_GOTO or (stated["kind"] == pymupdf.LINK_NAMED and page >= 0):
        if not 0 <= page < document.page_count:
            return None
        to = stated.get("to") or pymupdf.Point(0, 0)
        return Link(rect, page + 1, float(to.x), float(to.y))
    address = stated.get("uri") or stated.get("file") or ""
    words = "".join(c for c in str(address) if c.isprintable())[:LONGEST_ADDRESS]
    return Link(rect, address=words) if words else None
