# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a window torn off goes on the screens there are.  Plain numbers, logical pixels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_BAR = 32
"""What a window manager may put above a window."""
_LEAST = (420, 320)
_GAP = 16


class Place(NamedTuple):
    """Left, top, width and height."""

    x: int
    y: int
    width: int
    height: int

    @property
    def area(self) -> int:
        """Width times height; none where it is empty."""
        return max(0, self.width) * max(0, self.height)

    def shared(self, other: Place) -> int:
        """Return the area that lies in both."""
        right = min(self.x + self.width, other.x + other.width)
        bottom = min(self.y + self.height, other.y + other.height)
        return Place(0, 0, right - max(self.x, other.x), bottom - max(self.y, other.y)).area


def on_screen(place: Place, screens: Sequence[Place]) -> Place:
    """Return a place as it is where screens show all of it, else moved and cut to the screen that
    shows most of it, to the first where none does.
    """
    if not screens or sum(place.shared(screen) for screen in screens) >= place.area > 0:
        return place
    home = max(screens, key=place.shared)
    room_down = max(1, home.height - _BAR)
    width = min(max(place.width, _LEAST[0]), home.width)
    height = min(max(place.height, _LEAST[1]), room_down)
    x = min(max(place.x, home.x), home.x + home.width - width)
    y = min(max(place.y, home.y + _BAR), home.y + home.height - height)
    return Place(x, max(y, home.y), width, height)


def first_place(main: Place, screens: Sequence[Place]) -> Place:
    """Return where a window goes that was never seen: another screen, else beside the main window
    (``main``), else the right of its screen.
    """
    home = max(screens, key=main.shared) if screens else main
    others = [screen for screen in screens if screen is not home]
    if others:
        other = others[0]
        return Place(other.x, other.y + _BAR, other.width, other.height - _BAR)
    right = home.x + home.width - (main.x + main.width) - _GAP
    if right >= _LEAST[0]:
        return on_screen(
            Place(main.x + main.width + _GAP, main.y, min(right, main.width), main.height), [home]
        )
    half = max(_LEAST[0], home.width // 2)
    return on_screen(Place(home.x + home.width - half, main.y, half, main.height), [home])


def place_of_kept(kept: object) -> Place | None:
    """Return a place kept as a list of four whole numbers; None where it is none."""
    if not isinstance(kept, list) or len(kept) != len(Place._fields):
        return None
    numbers = [one for one in kept if isinstance(one, int) and abs(one) < 1 << 20]
    made = Place(*numbers) if len(numbers) == len(kept) else None
    return made if made is not None and made.width > 0 and made.height > 0 else None
