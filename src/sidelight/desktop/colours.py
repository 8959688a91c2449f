# SPDX-License-Identifier: AGPL-3.0-or-later
"""The colours of the chrome: light, dark and high contrast."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sidelight.model.colour_arithmetic import blend, contrast
from sidelight.model.styles import Style
from sidelight.model.verdicts import NONE_ADDED, Verdicts


@dataclass(frozen=True, slots=True)
class Colours:
    """What the chrome is painted with, sRGB in hex.

    ``chrome`` is the ground of bars and lists, ``desk`` what lies behind the paper, ``well`` the
    ground of fields, ``line`` a hairline, ``edge`` the edge of a field, ``chosen`` the ground of
    a chosen row.
    """

    name: str
    chrome: str
    desk: str
    well: str
    line: str
    edge: str
    text: str
    quiet: str
    accent: str
    chosen: str
    hover: str
    on_accent: str
    warning: str
    danger: str
    verdicts: Verdicts = NONE_ADDED
    """Those of the project shown, which have colours of their own."""

    @property
    def dark(self) -> bool:
        """Whether the ground is dark."""
        return self.name != "light"

    @property
    def strong(self) -> bool:
        """Whether contrast is to be high and lines thick."""
        return self.name == "contrast"

    @property
    def least_contrast(self) -> float:
        """What words have against their ground at least: WCAG 2.2, criteria 1.4.3 and 1.4.6."""
        return 7.0 if self.strong else 4.5

    @property
    def disabled(self) -> str:
        """The colour of the picture of what cannot be done now."""
        return "#7a7a7a" if self.strong else self.edge

    def ink(self, word: str) -> str:
        """Return the colour of a verdict's or stance's words and marks on the chrome."""
        look = self.style(word)
        found = look.dark_ink if self.dark else look.ink
        return lightened(found, self.fill(word), self.least_contrast) if self.strong else found

    def fill(self, word: str) -> str:
        """Return the ground of a verdict's or stance's pill on the chrome."""
        look = self.style(word)
        return look.dark_fill if self.dark else look.fill

    def style(self, word: str) -> Style:
        """Return how a verdict, stance or standing looks."""
        return self.verdicts.style(word)


LIGHT = Colours(
    name="light",
    chrome="#ffffff",
    desk="#eceae6",
    well="#f6f5f3",
    line="#e4e1dc",
    edge="#cdc9c2",
    text="#1b1f24",
    quiet="#5c6670",
    accent="#1d4ed8",
    chosen="#e3ecfd",
    hover="#f1f0ed",
    on_accent="#ffffff",
    warning="#fdf3dc",
    danger="#fde8e8",
)
DARK = Colours(
    name="dark",
    chrome="#22262b",
    desk="#15171a",
    well="#1a1d21",
    line="#33393f",
    edge="#474f58",
    text="#e7e9ec",
    quiet="#a0aab4",
    accent="#86adfb",
    chosen="#2b3a5c",
    hover="#2c3137",
    on_accent="#101318",
    warning="#3a3018",
    danger="#43201f",
)
CONTRAST = Colours(
    name="contrast",
    chrome="#000000",
    desk="#000000",
    well="#000000",
    line="#9a9a9a",
    edge="#ffffff",
    text="#ffffff",
    quiet="#e6e6e6",
    accent="#ffd60a",
    chosen="#00347a",
    hover="#333333",
    on_accent="#000000",
    warning="#3d3000",
    danger="#5c0000",
)
COLOURS = {colours.name: colours for colours in (LIGHT, DARK, CONTRAST)}


@lru_cache(maxsize=64)
def lightened(colour: str, ground: str, least: float) -> str:
    """Return a colour with as much white in it as gives this contrast on a ground."""
    shares = (share / 20 for share in range(21))
    tried = (blend(colour, "#ffffff", share) for share in shares)
    return next((one for one in tried if contrast(one, ground) >= least), "#ffffff")
