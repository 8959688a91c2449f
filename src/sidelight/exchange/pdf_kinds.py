# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the marks in a PDF are called by kind and colour, and what becomes of them where nobody says
otherwise.
"""

from __future__ import annotations

import colorsys
from functools import lru_cache

from sidelight.language import N_, _
from sidelight.model.colour_arithmetic import parts

ON_WORDS = ("Highlight", "Underline", "Squiggly", "StrikeOut")
"""Kinds that lie on words."""

_KINDS = {
    "Highlight": N_("Highlight"),
    "Underline": N_("Underline"),
    "Squiggly": N_("Squiggly underline"),
    "StrikeOut": N_("Strike-out"),
    "Text": N_("Note"),
    "FreeText": N_("Text box"),
    "Caret": N_("Insertion"),
    "Ink": N_("Drawing"),
    "Square": N_("Rectangle"),
    "Circle": N_("Ellipse"),
    "Polygon": N_("Polygon"),
    "PolyLine": N_("Polygon"),
    "Line": N_("Line"),
    "Stamp": N_("Stamp"),
    "FileAttachment": N_("Attached file"),
    "Redact": N_("Redaction"),
}
"""By what a PDF calls a kind, what people do."""

_USUAL = {"StrikeOut": "denied", "Squiggly": "disputed"}
_USUAL_BY_COLOUR = {"green": "verified", "red": "denied"}
"""What becomes of marks on words; of those that are not here, a claim that nobody has judged."""

_HUES = (
    (15, "red"),
    (45, "orange"),
    (70, "yellow"),
    (165, "green"),
    (195, "turquoise"),
    (255, "blue"),
    (290, "purple"),
    (345, "pink"),
    (361, "red"),
)
"""Up to how many degrees of the circle of colours a name goes."""
_COLOURS = {
    "red": N_("red"),
    "orange": N_("orange"),
    "yellow": N_("yellow"),
    "green": N_("green"),
    "turquoise": N_("turquoise"),
    "blue": N_("blue"),
    "purple": N_("purple"),
    "pink": N_("pink"),
    "black": N_("black"),
    "grey": N_("grey"),
    "white": N_("white"),
}
_LEAST_SATURATION, _PALE = 0.12, 0.45
_BLACK, _WHITE = 0.2, 0.93
"""Below and above which light a colour without hue is no grey."""


@lru_cache(maxsize=1024)
def colour_name(code: str) -> str:
    """Return the name of a colour (#rrggbb), a key that is never translated; "" for none."""
    if not code:
        return ""
    hue, saturation, light = colorsys.rgb_to_hsv(*(part / 255 for part in parts(code)))
    if light < _BLACK:
        return "black"
    if saturation < _LEAST_SATURATION:
        return "white" if light > _WHITE else "grey"
    name = next(name for most, name in _HUES if 360 * hue < most)
    return "pink" if name == "red" and saturation < _PALE else name


def title(kind: str, colour: str) -> str:
    """Return what people call marks of a kind, and of a colour by its name ("" for none)."""
    called = _(_KINDS[kind]) if kind in _KINDS else kind
    if not colour:
        return called
    return _("{kind}, {colour}").format(kind=called, colour=_(_COLOURS[colour]))


def usual(kind: str, colour: str) -> str:
    """Return what becomes of marks of a kind and colour where nobody says otherwise."""
    if kind not in ON_WORDS:
        return "note"
    return _USUAL.get(kind) or _USUAL_BY_COLOUR.get(colour, "claim")
