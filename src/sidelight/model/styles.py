# SPDX-License-Identifier: AGPL-3.0-or-later
"""How verdicts and stances look: colour, line and mark, so that none is told by colour alone.

Colours are sRGB in hex; the hues are blue-green, amber, dark red, purple and blue. Inks stay apart
under the three common kinds of colour blindness (a test simulates them); in grey the lines and the
signs tell them apart.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """One way of marking.

    ``ink`` draws line, mark and words on light ground, ``fill`` the ground of a highlight on paper;
    ``dark_ink`` and ``dark_fill`` stand on dark chrome.  ``line`` is solid, dashed, wavy, dotted or
    double; ``icon`` names a picture of ``resources/icons``; ``sign`` is one character for plain
    text.
    """

    word: str
    ink: str
    fill: str
    dark_ink: str
    dark_fill: str
    line: str
    icon: str
    sign: str


_ALL = (
    Style("verified", "#157347", "#c3f2d8", "#5fd39a", "#17382a", "solid", "check", "✓"),
    Style("disputed", "#a04907", "#fbdcb8", "#f5b44f", "#43300f", "dashed", "circle-help", "?"),
    Style("denied", "#920f18", "#f5b8b8", "#f47a76", "#3f1416", "wavy", "circle-x", "✗"),
    Style("split", "#86198f", "#eec0e8", "#f0a8e4", "#45204a", "double", "users", "≠"),
    Style("unchecked", "#1d4ed8", "#cfe0fd", "#86adfb", "#1c2f55", "dotted", "flag", "⚑"),
    Style("supports", "#157347", "#c3f2d8", "#5fd39a", "#17382a", "solid", "check", "✓"),
    Style("contradicts", "#920f18", "#f5b8b8", "#f47a76", "#3f1416", "wavy", "x", "✗"),
    Style("context", "#475569", "#dde3ea", "#a8b3c2", "#2b333d", "dotted", "info", "·"),
)
STYLES = {style.word: style for style in _ALL}


def style(word: str) -> Style:
    """Return the style of a verdict, stance or standing; an unknown word looks unchecked."""
    return STYLES.get(word, STYLES["unchecked"])
