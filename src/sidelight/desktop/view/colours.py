# SPDX-License-Identifier: AGPL-3.0-or-later
"""The colours of the reading view's own chrome; a page stays paper in both themes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ViewColours:
    """Colours as sRGB in hex.

    ``paper`` is the page, ``ground`` what lies around it, ``hairline`` the border of the paper,
    ``accent`` caret, focus and links, ``selection`` the ground of selected text (a light one: it is
    multiplied with the page), ``text`` words painted on the paper.  ``dark_paper`` is an inverted
    page, ``dark_selection`` is added to it as light, and ``dark_text`` stands on it.
    """

    paper: str
    ground: str
    hairline: str
    accent: str
    selection: str
    text: str
    dark_paper: str = "#1d1f22"
    dark_selection: str = "#1b3468"
    dark_accent: str = "#86adfb"
    dark_text: str = "#e6e4df"


LIGHT = ViewColours("#ffffff", "#e8e7e3", "#cfcdc7", "#1d4ed8", "#b7d3fb", "#1f2328")
CONTRAST = ViewColours("#ffffff", "#000000", "#ffffff", "#0000c8", "#ffe04d", "#000000")
DARK = ViewColours("#ffffff", "#17181b", "#303338", "#1d4ed8", "#b7d3fb", "#1f2328")
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
"""By the name of the chrome's colours."""
