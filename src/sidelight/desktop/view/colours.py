# SPDX-License-Identifier: AGPL-3.0-or-later
"""The colours of the reading view's own chrome; a page stays paper in both themes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ViewColours:
    """Colours as sRGB in hex.

    ``paper`` is the page, ``ground`` what lies around it, ``hairline`` the border of the paper,
    ``accent`` caret, focus and links, ``selection`` the ground of selected text (a light one: it is
    multiplied with the page), ``text`` words painted on the paper.
    """

    paper: str
    ground: str
    hairline: str
    accent: str
    selection: str
    text: str


LIGHT = ViewColours("#ffffff", "#e8e7e3", "#cfcdc7", "#1d4ed8", "#b7d3fb", "#1f2328")
DARK = ViewColours("#ffffff", "#17181b", "#303338", "#1d4ed8", "#b7d3fb", "#1f2328")
