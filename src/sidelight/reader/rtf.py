# SPDX-License-Identifier: AGPL-3.0-or-later
"""RTF, the oldest common tongue of word processors, read by our own small reader.

What reads it in Python (striprtf) gives the words alone: no headings, tables, notes or pictures.
"""

from __future__ import annotations

from sidelight.reader.core_properties import iso_date
from sidelight.reader.extraction import Extraction
from sidelight.reader.flowing import Origin, flowing
from sidelight.reader.page_margins import around
from sidelight.reader.reading import Format, Progress, Request
from sidelight.reader.rtf_text import RtfText
from sidelight.reader.titles import stated_title, titled

MEDIA_TYPE = "application/rtf"


def is_rtf(data: bytes, _suffix: str) -> bool:
    """Tell RTF by its first group."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"{\\rtf"


def read_rtf(request: Request, report: Progress) -> Extraction:
    """Read an RTF file; hidden and deleted text is left out."""
    text = RtfText(request.data)
    text.read()
    report(0.2, "pages")
    first = text.leaves[0] if text.leaves else None
    if first is not None and first.level and not any(leaf.level == 1 for leaf in text.leaves):
        first.tag = "h1"
    title = titled(text.leaves, stated_title(text.about.get("title", "")))
    found = {
        "author": text.about.get("author", "")[:300],
        "issued": iso_date(text.about.get("issued", "")),
    }
    citation = {name: value for name, value in found.items() if value}
    origin = Origin(MEDIA_TYPE, title or request.stem, "rtf", "", citation)
    return flowing(around(text.leaves, text.margins), report, origin)


RTF = Format(
    "RTF",
    MEDIA_TYPE,
    is_rtf,
    read_rtf,
    rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Times;}}\f0 \'d2\'e5\'ef\'eb\'ee.\par}",
)
