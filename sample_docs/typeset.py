# SPDX-License-Identifier: AGPL-3.0-or-later
# mypy: disallow-untyped-calls=False
"""Typeset the source notes that are PDFs from the texts in `typeset/`.

Run `python sample_docs/typeset.py` after editing one of those texts; it rewrites the PDFs beside
this file. It is a workshop tool and no part of the package, where only `reader/` may import
PyMuPDF. One version of PyMuPDF gives the same bytes each time: dates are fixed, the file
identifier is left out, and every font comes with PyMuPDF itself.
"""

import io
import sys
from pathlib import Path
from typing import Any

import lxml.html
import pymupdf

HERE = Path(__file__).parent
TEXTS = HERE / "typeset"
FIXED_DATE = "D:20240701120000Z"
PAPER = pymupdf.paper_rect("a4")
# Points: left, top, right, bottom of the text block, and of the line at the foot.
BODY = pymupdf.Rect(84, 66, PAPER.width - 84, PAPER.height - 84)
FOOT = pymupdf.Rect(84, PAPER.height - 56, PAPER.width - 84, PAPER.height - 30)

Heading = tuple[int, int]
"""Level and page number, both from 1."""


def typeset(source: Path) -> bytes:
    """Return the PDF of one text: A4, an outline, subset fonts, title, author and language."""
    html = source.read_text(encoding="utf-8")
    text = lxml.html.fromstring(html)
    title = text.findtext(".//title")
    pdf, outline = _flow(html, title)
    with pymupdf.open("pdf", pdf) as document:
        words = [heading.text_content() for heading in text.iter("h1", "h2")]
        document.set_toc(
            [(level, word, page) for (level, page), word in zip(outline, words, strict=True)]
        )
        document.set_language(text.get("lang"))
        document.set_metadata(
            _metadata(title, text.xpath("string(//meta[@name='author']/@content)"))
        )
        document.subset_fonts()
        data: bytes = document.tobytes(
            garbage=4, deflate=True, deflate_fonts=True, use_objstms=1, no_new_id=True
        )
        return data


def _metadata(title: str, author: str) -> dict[str, str]:
    return {
        "title": title,
        "author": author,
        "subject": "Paraphrase for practice, not the archival text",
        "producer": f"PyMuPDF {pymupdf.VersionBind}",
        "creationDate": FIXED_DATE,
        "modDate": FIXED_DATE,
    }


def _flow(html: str, title: str) -> tuple[bytes, list[Heading]]:
    """Pour the text over as many pages as it needs; return the PDF and where its headings are."""
    css = (TEXTS / "page.css").read_text(encoding="utf-8")
    story = pymupdf.Story(html, user_css=css)
    outline: list[Heading] = []
    target = io.BytesIO()
    writer = pymupdf.DocumentWriter(target)
    number, more = 0, 1
    while more:
        number += 1
        device = writer.begin_page(PAPER)
        more, _ = story.place(BODY)
        story.element_positions(lambda place: _note_heading(outline, place), {"page": number})
        story.draw(device)
        foot = pymupdf.Story(f'<p class="foot">{title} · page {number}</p>', user_css=css)
        foot.place(FOOT)
        foot.draw(device)
        writer.end_page()
    writer.close()
    return target.getvalue(), outline


def _note_heading(outline: list[Heading], place: Any) -> None:
    # An element is reported when it opens (1) and when it closes (2). Its words are taken from the
    # text itself: here they lack the spaces at line ends.
    if place.heading and place.open_close & 1:
        outline.append((place.heading, place.page))


def main() -> None:
    """Write one PDF beside this script for each text in `typeset/`."""
    for source in sorted(TEXTS.glob("*.html")):
        target = HERE / f"{source.stem}.pdf"
        target.write_bytes(typeset(source))
        sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
