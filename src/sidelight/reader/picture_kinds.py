# SPDX-License-Identifier: AGPL-3.0-or-later
"""What kind of picture some bytes are, told by how they start."""

from __future__ import annotations

import re

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/jp2"),
)
_HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_SVG = re.compile(
    rb"(?:[\s\xef\xbb\xbf]|<\?.*?\?>|<!--.*?-->|<!doctype\s+svg(?:[^\[>]|\[[^\]]*\])*>)*<(?:svg:)?svg[\s>/]",
    re.DOTALL | re.IGNORECASE,
)
_HEAD = 1 << 16


def picture_kind(data: bytes) -> str:
    """Return the media type of a picture of pixels, empty where the bytes are none that we know."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[:2] == b"\0\0":
        # The major brand of HEIF may be a common one; the compatible ones then say which it is.
        brands = {data[at : at + 4] for at in range(8, min(len(data), 64), 4)}
        if b"avif" in brands or b"avis" in brands:
            return "image/avif"
        return "image/heic" if brands & _HEIF else ""
    return "image/bmp" if is_bitmap(data) else ""


def is_bitmap(data: bytes) -> bool:
    """Tell a Windows bitmap: two letters start many a text, so its fixed zeros are asked for."""
    return (
        data.startswith(b"BM")
        and len(data) > 18
        and data[6:10] == bytes(4)
        and data[14:18] in {b"\x28\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0", b"\x0c\0\0\0"}
    )


def is_drawing(data: bytes) -> bool:
    """Tell an SVG by its root element."""
    return bool(_SVG.match(data[:_HEAD]))
