# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many pixels a picture is wide and high, as its head says; nothing of it is decoded.

The areas of REFI-QDA are pixels, ours are points of a page of which only the size is known here.
"""

from __future__ import annotations

import struct

from sidelight.text.geometry import Rect
from sidelight.text.layer import Page

_MOST_SEGMENTS = 1000
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of JPEG (ITU T.81, table B.1) behind which the size of the picture stands."""


def pixels(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF, JPEG or Windows bitmap; None for any other."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            found = struct.unpack_from(">II", data, 16)
        elif data[:6] in {b"GIF87a", b"GIF89a"}:
            found = struct.unpack_from("<HH", data, 6)
        elif data.startswith(b"BM") and data[14:15] != b"\x0c":
            across, down = struct.unpack_from("<ii", data, 18)
            found = across, abs(down)
        elif data.startswith(b"\xff\xd8"):
            found = _jpeg(data)
        else:
            return None
    except struct.error:
        return None
    width, height = found
    return (width, height) if width > 0 and height > 0 else None


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        mark, kind, length = struct.unpack_from(">BBH", data, at)
        if mark != 0xFF:
            break
        if kind == 0xFF:
            at += 1
        elif kind in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        else:
            at += 2 + length
    return 0, 0


def in_pixels(area: Rect, page: Page, data: bytes) -> tuple[int, int, int, int] | None:
    """Return an area of a picture's page in its pixels, from the top left corner.

    A picture that its camera says lies on its side is counted as it is shown.
    """
    size = pixels(data)
    if size is None:
        return None
    width, height = size
    if (page.width > page.height) != (width > height):
        width, height = height, width
    across, down = width / page.width, height / page.height
    x0, y0 = int(area.x0 * across), int(area.y0 * down)
    x1, y1 = round(area.x1 * across), round(area.y1 * down)
    return x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)


def in_points(area: Rect, page: Page) -> tuple[int, int, int, int]:
    """Return an area of a page of a PDF: its upper left and its lower right corner in whole points
    from the lower left corner of the page.
    """
    x0, x1 = int(area.x0), round(area.x1)
    top, bottom = round(page.height - area.y0), int(page.height - area.y1)
    return x0, max(top, bottom + 1), max(x1, x0 + 1), bottom
