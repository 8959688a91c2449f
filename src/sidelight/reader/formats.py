# SPDX-License-Identifier: AGPL-3.0-or-later
"""The formats that can be read, and which of them a file is.

The content decides.  A further format is one file with a `Format` in it and one entry here.
"""

from __future__ import annotations

from pathlib import PurePath

from sidelight.reader.comic import CBZ
from sidelight.reader.docx import DOCX
from sidelight.reader.epub import EPUB
from sidelight.reader.fb2 import FB2
from sidelight.reader.kinds import foreign_kind, is_locked_office
from sidelight.reader.markdown import MARKDOWN
from sidelight.reader.mhtml import MHTML
from sidelight.reader.odt import ODT
from sidelight.reader.pdf import PDF
from sidelight.reader.pictures import PICTURE, WEBP
from sidelight.reader.plain_text import TEXT
from sidelight.reader.reading import Format, Unreadable
from sidelight.reader.rtf import RTF
from sidelight.reader.svg import SVG
from sidelight.reader.web_page import HTML

MARKED: tuple[Format, ...] = (PICTURE, WEBP, DOCX, EPUB, ODT, FB2, RTF, CBZ, SVG, MHTML)
"""Those that bytes of their own tell; each leaves alone what another of them reads."""
WORDS: tuple[Format, ...] = (PDF, HTML, MARKDOWN, TEXT)
"""In the order they are asked, once the file is known to be none of another kind; the first that
recognises a file reads it.
"""
FORMATS = (*WORDS, *MARKED)


def format_of(data: bytes, name: str) -> Format:
    """Return the format of a file.

    Raises Unreadable: ``empty`` where there is nothing but blanks or zeros, ``sealed`` for an
    Office document behind a password, ``unknown`` with ``found``, a word of
    `sidelight.reader.kinds.KINDS`.
    """
    if not data.strip(b"\x00 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty")
    suffix = PurePath(name).suffix.lower()
    for known in MARKED:
        if known.recognises(data, suffix):
            return known
    if is_locked_office(data):
        raise Unreadable("sealed")
    foreign = foreign_kind(data)
    if foreign:
        raise Unreadable("unknown", {"found": foreign})
    for known in WORDS:
        if known.recognises(data, suffix):
            return known
    raise Unreadable("unknown", {"found": "binary"})
