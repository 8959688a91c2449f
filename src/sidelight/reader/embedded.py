# SPDX-License-Identifier: AGPL-3.0-or-later
"""Images that a page carries in itself; one that cannot be drawn leaves the word "[image]"."""

from __future__ import annotations

import base64
import struct

from sidelight.reader.mupdf import ERRORS, pymupdf

_MOST_PIXELS = 30_000_000


def is_drawable(source: str) -> bool:
    """Tell whether a ``data:`` address holds a whole image of reasonable size."""
    try:
        data = base64.b64decode(source.partition(",")[2], validate=True)
        if data.startswith(b"\x89PNG") and _png_pixels(data) > _MOST_PIXELS:
            return False
        image = pymupdf.Pixmap(data)
        return 0 < int(image.width) * int(image.height) <= _MOST_PIXELS
    except ERRORS:
        return False


def _png_pixels(data: bytes) -> int:
    """Return the pixels that a PNG says it holds (PNG, 11.2.2), which may be a bomb's."""
    width, height = struct.unpack_from(">II", data.ljust(24, b"\0"), 16)
    return int(width * height)
