# SPDX-License-Identifier: AGPL-3.0-or-later
"""The formats that can be read, and which of them a file is.

The content decides.  A further format is one file with a `Format` in it and one entry here.
"""

from __future__ import annotations

from pathlib import PurePath

from sidelight.reader.kinds import foreign_kind
from sidelight.reader.markdown import MARKDOWN
from sidelight.reader.pdf import PDF
from sidelight.reader.plain_text import TEXT
from sidelight.reader.reading import Format, Unreadable
from sidelight.reader.web_page import HTML

FORMATS: tuple[Format, ...] = (PDF, HTML, MARKDOWN, TEXT)
"""In the order they are asked; the first that recognises a file reads it."""


def format_of(data: bytes, name: str) -> Format:
    """Return the format of a file.

    Raises Unreadable: ``empty`` where there is nothing but blanks or zeros, ``unknown`` with
    ``found``, a word of `sidelight.reader.kinds.KINDS`.
    """
    if not data.strip(b"\x00 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty")
    foreign = foreign_kind(data)
    if foreign:
        raise Unreadable("unknown", {"found": foreign})
    suffix = PurePath(name).suffix.lower()
    for known in FORMATS:
        if known.recognises(data, suffix):
            return known
    raise Unreadable("unknown", {"found": "binary"})
