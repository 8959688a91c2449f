# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents to mark areas on: pages that are only pictures, and a page of print."""

from __future__ import annotations

from functools import cache

from sidelight.reader.mupdf import pymupdf


@cache
def scan_pdf(pages: int = 1, words: str = "HARBOUR COUNCIL") -> bytes:
    """A PDF of A5 pages, each nothing but a picture of typed words."""
    scan = pymupdf.open()
    for number in range(1, pages + 1):
        typed = pymupdf.open()
        page = typed.new_page(width=420, height=595)
        page.draw_rect(page.rect, color=None, fill=(0.93, 0.9, 0.82))
        page.insert_text((60, 100), words, fontname="cour", fontsize=18)
        page.insert_text((60, 130), f"Register of works, leaf {number}", fontname="cour")
        page.draw_rect((60, 200, 300, 420), color=(0.3, 0.2, 0.1), fill=(0.6, 0.7, 0.75))
        picture = page.get_pixmap(dpi=110, alpha=False)
        sheet = scan.new_page(width=420, height=595)
        sheet.insert_image(sheet.rect, pixmap=picture)
    return bytes(scan.tobytes(garbage=3, deflate=True))


@cache
def printed_pdf() -> bytes:
    """A PDF with text on its first page, and a second page that is only a picture."""
    document = pymupdf.open()
    page = document.new_page(width=420, height=595)
    page.insert_text((60, 80), "Harbour works were finished in March.", fontsize=14)
    page.insert_text((60, 110), "The council paid for them in May.", fontsize=14)
    page.draw_rect((60, 300, 300, 420), color=(0.2, 0.2, 0.2), fill=(0.8, 0.85, 0.7))
    with pymupdf.open(stream=scan_pdf(), filetype="pdf") as scan:
        document.insert_pdf(scan)
    return bytes(document.tobytes(deflate=True))
