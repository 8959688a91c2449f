# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small book as PDF: labels, outline, links, a scan among its pages."""

from functools import cache
from typing import Any

import pymupdf as _pymupdf

from sidelight.text.geometry import Rect

pymupdf: Any = _pymupdf
PAGES = 9
INSIDE, OUTSIDE = Rect(72, 200, 200, 220), Rect(72, 240, 240, 260)
ADDRESS = "https://example.org/a?b=<i>c</i>"
SCAN = 6
"""The page that is a picture, from 1."""


@cache
def book() -> bytes:
    """Pages i, ii, then 1 to 7; page i links to page 3 and outside."""
    document = pymupdf.open()
    for number in range(1, PAGES + 1):
        page = document.new_page(width=420, height=595)
        if number == SCAN:
            picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 42, 60))
            picture.clear_with(235)
            page.insert_image(page.rect, pixmap=picture)
            continue
        page.insert_text((72, 90), f"Chapter of page {number}", fontsize=18)
        for line in range(20):
            words = f"Line {line} of page {number} says what a witness said."
            page.insert_text((72, 130 + 20 * line), words, fontsize=11)
    first = document[0]
    links = (
        {"kind": pymupdf.LINK_GOTO, "page": 4, "to": pymupdf.Point(72, 300)},
        {"kind": pymupdf.LINK_URI, "uri": ADDRESS},
    )
    for rect, link in zip((INSIDE, OUTSIDE), links, strict=True):
        first.insert_link({**link, "from": pymupdf.Rect(rect)})
    document.set_toc([[1, "Opening & <b>preface</b>", 1], [1, "The body", 3], [2, "Inner", 5]])
    roman = {"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 1}
    document.set_page_labels([roman, {**roman, "startpage": 2, "style": "D"}])
    return bytes(document.tobytes())
