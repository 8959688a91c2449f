# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a document that flows is set: size of letters, width of the page, line spacing, typeface.

A setting is written into the rendition itself, so that the same bytes always give the same pages.
Plain values, no PyMuPDF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MEDIA_TYPE = "text/html"
"""Of a rendition."""
WIDTH = 560.0
HEIGHT = 792.0
EM = 12.0
"""Page size and letter size in points that a rendition is laid out with."""
TOP = 54.0
"""What is free above the text of every page, in points, whatever it is set in."""

FONTS = ("serif", "sans-serif", "monospace")
SIZES = (8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 16.0, 18.0, 20.0, 24.0, 28.0)
WIDTHS = (340.0, 400.0, 480.0, 560.0, 640.0, 740.0, 860.0)
SPACINGS = (1.15, 1.3, 1.45, 1.6, 1.8, 2.1)

_ROOM = {"size": (4.0, 96.0), "width": (200.0, 2000.0), "spacing": (0.8, 4.0)}
_SHEET = '<meta name="sidelight-sheet" content="{width} {size}">'
_FOUND = re.compile(
    rb'<meta name="sidelight-sheet" content="(\d{1,5}(?:\.\d+)?) (\d{1,5}(?:\.\d+)?)">'
)
_HEAD = 1 << 14
_END = b"</style>"


@dataclass(frozen=True, slots=True)
class Typography:
    """Letters of ``size`` points on pages ``width`` points wide, lines ``spacing`` letters apart.

    ``font`` is one of `FONTS`. What lies outside any reason is brought within it.
    """

    size: float = 12.0
    width: float = 560.0
    spacing: float = 1.45
    font: str = "serif"

    def __post_init__(self) -> None:
        for name, (least, most) in _ROOM.items():
            value = float(getattr(self, name))
            # in this order of arguments, what is no number becomes the least
            object.__setattr__(self, name, min(most, max(least, value)))
        if self.font not in FONTS:
            object.__setattr__(self, "font", FONTS[0])

    @property
    def code(self) -> str:
        """A short name for it, the same for equal ones; empty for the usual one."""
        if self == USUAL:
            return ""
        return f"{self.size:g}-{self.width:g}-{self.spacing:g}-{self.font}"

    def stepped(self, name: str, steps: int) -> Typography:
        """Return it with ``name`` ("size", "width" or "spacing") some usual steps larger or
        smaller; the outermost step stays.
        """
        scale = {"size": SIZES, "width": WIDTHS, "spacing": SPACINGS}[name]
        now = float(getattr(self, name))
        larger = [value for value in scale if value > now + 1e-6]
        smaller = [value for value in reversed(scale) if value < now - 1e-6]
        way = larger if steps > 0 else smaller
        wanted = way[min(abs(steps), len(way)) - 1] if way and steps else now
        values = {"size": self.size, "width": self.width, "spacing": self.spacing, name: wanted}
        return Typography(**values, font=self.font)


USUAL = Typography()


def typeset(rendition: bytes, typography: Typography) -> bytes:
    """Return a rendition that is set so; the very same bytes for the usual typography."""
    if typography == USUAL:
        return rendition
    at = rendition.find(_END, 0, _HEAD)
    if at < 0:
        return rendition
    at += len(_END)
    side = min(58.0, typography.width * 0.1)
    style = (
        f"<style>@page {{ margin: 54px {side:.1f}px 58px {side:.1f}px; }}"
        f"body {{ font-family: {typography.font}; line-height: {typography.spacing:g}; }}</style>"
    )
    sheet = _SHEET.format(width=f"{typography.width:.1f}", size=f"{typography.size:.2f}")
    return rendition[:at] + (sheet + style).encode() + rendition[at:]


def sheet_of(rendition: bytes) -> tuple[float, float] | None:
    """Return width of the page and size of the letters (points) that `typeset` wrote, or None."""
    found = _FOUND.search(rendition, 0, _HEAD)
    if found is None:
        return None
    kept = Typography(width=float(found.group(1)), size=float(found.group(2)))
    return kept.width, kept.size
