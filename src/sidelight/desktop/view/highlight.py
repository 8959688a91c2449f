# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to be highlighted in a document."""

from __future__ import annotations

from dataclasses import dataclass

from sidelight.model.styles import Style
from sidelight.text.geometry import Rect


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage to highlight: ink range of the layer shown, style, badge for the margin.

    ``badge`` is the badge's text (a claim's number), ``badge_icon`` names a picture of
    ``resources/icons``; either may be empty, and without both there is no badge.  ``tip`` is plain
    text, shown while the pointer rests on it.  Only an ``adjustable`` one has ends that move.
    An ``area`` (points) of ``page`` (from 1) has no ink range: both ends are 0.
    """

    id: str
    start: int
    end: int
    style: Style
    badge: str = ""
    badge_icon: str = ""
    tip: str = ""
    adjustable: bool = True
    page: int = 0
    area: Rect | None = None
