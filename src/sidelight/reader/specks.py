# SPDX-License-Identifier: AGPL-3.0-or-later
"""Specks of a scan, found in all of a page at once: a picture of black and white is one long
integer, a bit a pixel, and a shift of it compares every pixel with a neighbour.

Mathematical morphology as in Serra (1982); the bit-parallel form needs no array library.
"""

from __future__ import annotations

_DIGITS = bytes([ord("0")]) + bytes([ord("1")]) * 255
_MARGIN = 20
# Across, in pixels at 300 dpi, and how much white around them makes them specks.  A full stop of
# ordinary print is five to seven across and has a letter near it, typed ones 15 pixels away.
_SPECKS = ((2, 1), (4, 5), (7, _MARGIN))


def packed(width: int, height: int, black: bytes) -> int:
    """Return a picture as an integer; ``black`` has one byte a pixel in rows, 0 for white.

    Rows are parted by white bits, so that no shift runs over from one row into the next.
    """
    digits = black.translate(_DIGITS)
    parting = b"0" * _MARGIN * 2
    rows = (digits[at : at + width] + parting for at in range(0, width * height, width))
    return int(b"".join(rows) or b"0", 2)


def unpacked(width: int, height: int, picture: int) -> bytes:
    """Return what `packed` was given: bytes 0 and 1, ``width`` × ``height``."""
    stride = width + 2 * _MARGIN
    digits = format(picture, f"0{stride * height}b").encode()
    rows = (digits[at : at + width] for at in range(0, stride * height, stride))
    return b"".join(rows).translate(bytes(48) + b"\0\1" + bytes(206))


def grown(width: int, picture: int) -> int:
    """Return the pixels of a picture and those that touch them."""
    stride = width + 2 * _MARGIN
    picture |= picture << 1 | picture >> 1
    return picture | picture << stride | picture >> stride


def specks_of(width: int, picture: int) -> int:
    """Return the pixels that belong to specks: small blots with nothing but white around them."""
    stride = width + 2 * _MARGIN
    found = 0
    for across, margin in _SPECKS:
        found |= _alone(picture & ~found, stride, across, margin)
    return found


def _alone(picture: int, stride: int, across: int, margin: int) -> int:
    """Return the pixels of blots within ``across`` × ``across`` and a white frame around them."""
    side = across + 2 * margin
    # Black anywhere in the columns left and right of a square, or in the rows above and below it.
    high = _spread(picture, side, stride)
    wide = _spread(picture, side, 1)
    beside = _spread(high, margin, 1)
    frame = beside | (beside << (margin + across))
    above = _spread(wide, margin, stride)
    frame |= above | (above << (margin + across) * stride)
    whole = _spread(high, side, 1)
    framed = whole & ~frame
    # Each framed square is named by its last corner; what is black in it is the speck.
    inner = _spread_back(framed >> margin * (stride + 1), across, 1)
    return _spread_back(inner, across, stride) & picture


def _spread(picture: int, count: int, step: int) -> int:
    """Return the union of ``picture`` moved by 0, 1 … ``count`` - 1 steps."""
    done = 1
    while done < count:
        more = min(done, count - done)
        picture |= picture << more * step
        done += more
    return picture


def _spread_back(picture: int, count: int, step: int) -> int:
    done = 1
    while done < count:
        more = min(done, count - done)
        picture |= picture >> more * step
        done += more
    return picture
