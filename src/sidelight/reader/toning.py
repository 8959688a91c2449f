# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages for dark rooms: the paper dimmed, or print and paper exchanged; never scans or photographs.

Lightness alone is turned around, so that a red word stays red.
"""

from __future__ import annotations

from typing import Any

from sidelight.reader.mupdf import ERRORS, pymupdf

DIMMED, INVERTED = "dimmed", "inverted"

_BLACK, _DIM_PAPER = 0x000000, 0xD8D3C8
_DARK_PAPER, _LIGHT_PRINT = 0x1D1F22, 0xE6E4DF
_SCAN = 0.5
"""A page whose pictures cover this much of it is a scan or a plate."""
_PROBE = 0.1


def toned(pixmap: Any, page: Any, scale: float, tone: str) -> bool:
    """Change the colours of a page's pixmap in place; tell whether it was inverted.

    ``scale`` is the pixmap's pixels a point.  Any other word than dimmed or inverted changes
    nothing, and neither do the two where the page is a picture.
    """
    if tone not in {DIMMED, INVERTED}:
        return False
    try:
        pictures = _pictures(page)
        if _is_scan(page, pictures):
            return False
        if tone == DIMMED:
            pixmap.tint_with(_BLACK, _DIM_PAPER)
            return False
        before = pymupdf.Pixmap(pymupdf.csRGB, pixmap.irect, False)
        before.copy(pixmap, pixmap.irect)
        pymupdf.mupdf.fz_invert_pixmap_luminance(pixmap.this)
        pixmap.tint_with(_DARK_PAPER, _LIGHT_PRINT)
        for rect in pictures:
            place = (rect * pymupdf.Matrix(scale, scale)).irect & pixmap.irect
            if not place.is_empty:
                pixmap.copy(before, place)
    except ERRORS:
        return False
    return True


def _pictures(page: Any) -> list[Any]:
    """Return where the pictures of a page lie, points of the page as it is shown."""
    turned = page.rotation_matrix
    found = (pymupdf.Rect(one["bbox"]) * turned & page.rect for one in page.get_image_info())
    return [rect for rect in found if not rect.is_empty]


def _is_scan(page: Any, pictures: list[Any]) -> bool:
    """Tell a page of pictures, or one without text that shows anything at all."""
    whole = page.rect.width * page.rect.height
    if sum(rect.width * rect.height for rect in pictures) >= _SCAN * whole:
        return True
    if page.get_text("text").strip():
        return False
    probe = page.get_pixmap(matrix=pymupdf.Matrix(_PROBE, _PROBE), alpha=False)
    return not probe.is_unicolor
