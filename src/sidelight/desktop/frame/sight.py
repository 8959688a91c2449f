# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was seen of a project when it was left: which pages stood where in the window.

It is kept beside the place in the project, so that the same pages can be drawn first of all when
the project is opened again, before there is a session.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

_HASH = re.compile("[0-9a-f]{64}")
_MOST_VIEWS, _MOST_PAGES = 8, 8
_FARTHEST = 1e6

Place = tuple[float, float, float, float]
"""Left, top, width and height in logical pixels."""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page by its number from 1: its place in its view, the pixels a point of its picture, and
    the size in pixels of the screen that it has before it is turned.
    """

    number: int
    place: Place
    scale: float
    pixels: tuple[int, int]


@dataclass(frozen=True, slots=True)
class SeenView:
    """A reading view: its document, what that is drawn from, its place in the window, its pages.

    ``key`` is the hash of the bytes, ``turns`` quarters of a turn, ``tone`` as for `Wish`.
    """

    document: str
    key: str
    media_type: str
    place: Place
    pages: tuple[SeenPage, ...]
    turns: int
    tone: str


@dataclass(frozen=True, slots=True)
class Sight:
    """All views of a window whose inside has a ``size`` in logical pixels.

    ``look`` is the name of the colours, ``ratio`` the screen's pixels to a logical one.  ``desk``
    is where everything stood that belongs to the project, None where no picture of it was kept;
    ``by`` the id of the reviewer who saw it, since another may have to judge blind.
    """

    size: tuple[int, int]
    ratio: float
    look: str
    views: tuple[SeenView, ...]
    desk: Place | None = None
    by: str = ""

    @property
    def known(self) -> bool:
        """Whether anything of it can be shown again."""
        return bool(self.views) or self.desk is not None

    def kept(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return asdict(self)


NOTHING = Sight((0, 0), 1.0, "", ())


def sight_of(value: Any) -> Sight:
    """Return the sight that was `kept`; views that make no sense are passed over."""
    try:
        wide, tall = (int(side) for side in value["size"])
        found = [_view(one) for one in value["views"][:_MOST_VIEWS]]
        views = tuple(view for view in found if view is not None)
        there = value.get("desk")
        desk = _place(there) if there is not None else None
        ratio, look, by = _positive(value["ratio"]), str(value["look"]), str(value.get("by", ""))
        return Sight((wide, tall), ratio, look, views, desk, by)
    except (KeyError, TypeError, ValueError, OverflowError):
        return NOTHING


def _view(value: Any) -> SeenView | None:
    try:
        view = SeenView(
            document=str(value["document"]),
            key=str(value["key"]),
            media_type=str(value["media_type"]),
            place=_place(value["place"]),
            pages=tuple(_page(one) for one in value["pages"][:_MOST_PAGES]),
            turns=int(value["turns"]) % 4,
            tone=str(value["tone"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return view if _HASH.fullmatch(view.key) and view.pages else None


def _page(value: Any) -> SeenPage:
    wide, tall = (int(_positive(side)) for side in value["pixels"])
    scale = _positive(value["scale"])
    return SeenPage(int(value["number"]), _place(value["place"]), scale, (wide, tall))


def _place(value: Any) -> Place:
    left, top, width, height = (float(side) for side in value)
    if not all(abs(side) < _FARTHEST for side in (left, top, width, height)):
        raise ValueError(value)
    return left, top, width, height


def _positive(value: Any) -> float:
    number = float(value)
    if not 0 < number < _FARTHEST:
        raise ValueError(value)
    return number
