# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of a file of records or of a table, whatever its encoding, within bounds."""

from __future__ import annotations

import re

from sidelight.errors import InputError
from sidelight.exchange.incoming import Given
from sidelight.reader.encodings import decode, plain
from sidelight.text.characters import one_line

LARGEST = 64 << 20
"""The most bytes of a file in UTF-8."""
LARGEST_OLD = 8 << 20
"""The most bytes of one in another encoding: to find out which takes long."""
_SAMPLE = 1 << 17
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_BEYOND_TEXT = re.compile(rb"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")


def text_of(given: Given) -> str:
    r"""Return the text of a file, line ends as "\n".

    InputError: `import.too_large`, and `import.damaged` where it is no text.
    """
    data = given.data
    if len(data) > LARGEST:
        raise InputError("import.too_large", name=given.name)
    if data.isascii() and not _BEYOND_TEXT.search(data):
        return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode("ascii")
    if b"\x00" not in data[:_SAMPLE]:
        try:
            return plain(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            pass
    if len(data) > LARGEST_OLD:
        raise InputError("import.too_large", name=given.name)
    text = decode(data)
    if text is None and not _CONTROL.search(data[:_SAMPLE]):
        # few letters beyond ASCII tell too little: the encoding that most have
        text = plain(data.decode("cp1252", "replace"))
    if text is None:
        raise InputError("import.damaged", name=given.name)
    return text


def line(text: str) -> str:
    """Return a text on one line, as `one_line` does, which is asked only where there is anything to
    change: files hold the same short texts by the hundred thousand.
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return one_line(text)
