# SPDX-License-Identifier: AGPL-3.0-or-later
"""The colours of the chrome, light and dark."""

from __future__ import annotations

from dataclasses import dataclass

from sidelight.model.styles import style


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

    @property
    def dark(self) -> bool:
        """Whether these are the dark ones."""
        return self.name == "dark"

    def ink(self, word: str) -> str:
        """Return the colour of a verdict's or stance's words and marks on the chrome."""
        return style(word).dark_ink if self.dark else style(word).ink

    def fill(self, word: str) -> str:
        """Return the ground of a verdict's or stance's pill on the chrome."""
        return style(word).dark_fill if self.dark else style(word).fill


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
COLOURS = {colours.name: colours for colours in (LIGHT, DARK)}
