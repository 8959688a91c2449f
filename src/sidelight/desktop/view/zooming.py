# SPDX-License-Identifier: AGPL-3.0-or-later
"""How large pages are shown: a factor, or whatever fits the view."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sidelight.desktop.view.page_stack import bounded, fitting_page_zoom, fitting_zoom
from sidelight.desktop.view.turning import Size, turned_size

FIT_WIDTH, FIT_PAGE = "fit-width", "fit-page"
STEPS = (
    *(0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0),
    *(2.5, 3.0, 4.0, 5.0, 6.0, 8.0),
)


def possible_mode(wanted: object) -> str | float:
    """Return a mode that was kept, or its nearest; the width where it makes no sense."""
    if wanted in (FIT_WIDTH, FIT_PAGE):
        return str(wanted)
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return FIT_WIDTH if math.isnan(wanted) else bounded(float(wanted))
    return FIT_WIDTH


def factor_of(
    mode: str | float, sizes: Sequence[Size], turns: int, room: tuple[float, float]
) -> float:
    """Return the factor that a mode means for pages of ``sizes`` in ``room`` (logical pixels)."""
    if not isinstance(mode, str):
        return mode
    shown = [turned_size(size, turns) for size in sizes]
    return fitting_page_zoom(shown, *room) if mode == FIT_PAGE else fitting_zoom(shown, room[0])


def next_factor(now: float, steps: int) -> float | None:
    """Return the next larger (+1) or smaller (-1) of the usual factors, None at the end of them."""
    larger = [step for step in STEPS if step > now * 1.01]
    smaller = [step for step in STEPS if step < now * 0.99]
    return next(iter(larger), None) if steps > 0 else next(reversed(smaller), None)
