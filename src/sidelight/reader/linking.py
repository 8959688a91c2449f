# SPDX-License-Identifier: AGPL-3.0-or-later
"""The links of a page: where they lie and where they lead.  Nothing is ever followed here."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from sidelight.reader.extraction import Link
from sidelight.reader.leaf_links import address_of
from sidelight.reader.link_rows import LONGEST_ADDRESS, MOST_LINKS
from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.typography import TOP


def links_of(page: Any) -> list[Link]:
    """Return the links of a PyMuPDF page in its order; those that lead nowhere are left out."""
    try:
        if page.parent.is_reflowable:
            return list(_flowing(page))
        found = page.get_links()[:MOST_LINKS]
        return [link for one in found if (link := _link(one, page.parent)) is not None]
    except ERRORS:
        return []


def _flowing(page: Any) -> Iterator[Link]:
    """Yield the links of a rendition, which MuPDF lists from the last to the first."""
    found: list[Any] = []
    link = page.first_link
    while link is not None and len(found) < MOST_LINKS:
        found.append(link)
        link = link.next
    for one in reversed(found):
        x0, y0, x1, y1 = (float(side) for side in one.rect)
        address = address_of(one.uri or "")
        if not address.startswith("#"):
            words = "".join(c for c in address if c.isprintable())[:LONGEST_ADDRESS]
            if words:
                yield Link((x0, y0, x1, y1), address=words)
            continue
        number, x, y = page.parent.resolve_link(address)
        if 0 <= number < page.parent.page_count and math.isfinite(x) and math.isfinite(y):
            # MuPDF counts from where the text of a page begins.
            yield Link((x0, y0, x1, y1), number + 1, float(x), float(y) + TOP)


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
