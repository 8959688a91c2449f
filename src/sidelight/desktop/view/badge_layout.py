# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where badges go: beside the first line of each highlight, never on each other.

Lengths are logical pixels from the top left corner of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sidelight.desktop.view.marks import Mark
from sidelight.model.styles import Style
from sidelight.text.geometry import Rect

HEIGHT = 17.0
_BETWEEN = 3.0


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge: the highlights it stands for, what it shows, where."""

    ids: tuple[str, ...]
    text: str
    icon: str
    style: Style
    rect: Rect


@dataclass(frozen=True, slots=True)
class _Wanted:
    mark: Mark
    middle: float


def lay_badges(
    marks: Sequence[Mark],
    scale: float,
    left: float,
    right: float,
    measure: Callable[[str, str], float],
) -> list[Badge]:
    """Return the badges of a page between ``left`` and ``right``, for ``scale`` pixels a point.

    ``measure`` gives the width of a badge with this text and icon.  Where there are more than fit
    before the next line, the last one says how many it stands for.
    """
    rows = _rows(marks, scale)
    badges: list[Badge] = []
    lowest = -HEIGHT
    for index, row in enumerate(rows):
        top = max(row[0].middle - HEIGHT / 2, lowest + _BETWEEN)
        following = rows[index + 1][0].middle - HEIGHT / 2 if index + 1 < len(rows) else None
        levels = 3 if following is None else int((following - top) // (HEIGHT + _BETWEEN))
        laid = _lay_row(row, top, (left, right), max(1, levels), measure)
        badges += laid
        lowest = max(badge.rect.y1 for badge in laid)
    return badges


def _rows(marks: Sequence[Mark], scale: float) -> list[list[_Wanted]]:
    wanted = sorted(
        (
            _Wanted(mark, _middle(mark, scale))
            for mark in marks
            if mark.starts and mark.rects and (mark.highlight.badge or mark.highlight.badge_icon)
        ),
        key=lambda one: (one.middle, one.mark.rects[0].x0, one.mark.highlight.start),
    )
    rows: list[list[_Wanted]] = []
    for one in wanted:
        if rows and one.middle - rows[-1][0].middle < HEIGHT / 2:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _middle(mark: Mark, scale: float) -> float:
    """Return the height beside which a badge goes: the first line, of an area its top."""
    first = mark.rects[0]
    if mark.highlight.area is not None:
        return first.y0 * scale + min(first.height * scale, HEIGHT) / 2
    return (first.y0 + first.y1) / 2 * scale


def _lay_row(
    row: list[_Wanted],
    top: float,
    sides: tuple[float, float],
    levels: int,
    measure: Callable[[str, str], float],
) -> list[Badge]:
    """Lay the badges of one line in reading order, flush right, then below."""
    left, right = sides
    stacked: list[list[Badge]] = [[]]
    for one in row:
        highlight = one.mark.highlight
        width = measure(highlight.badge, highlight.badge_icon)
        if stacked[-1] and _width(stacked[-1]) + _BETWEEN + width > right - left:
            stacked.append([])
        stacked[-1].append(
            Badge(
                (highlight.id,),
                highlight.badge,
                highlight.badge_icon,
                highlight.style,
                Rect(0.0, 0.0, width, HEIGHT),
            )
        )
    shown = stacked[:levels]
    left_over = [badge for level in stacked[levels:] for badge in level]
    if left_over:
        shown[-1] = _gathered(shown[-1], left_over, right - left, measure)
    placed: list[Badge] = []
    for number, level in enumerate(shown):
        x, y = right - _width(level), top + number * (HEIGHT + _BETWEEN)
        for badge in level:
            placed.append(replace(badge, rect=Rect(x, y, x + badge.rect.width, y + HEIGHT)))
            x += badge.rect.width + _BETWEEN
    return placed


def _gathered(
    level: list[Badge], left_over: list[Badge], room: float, measure: Callable[[str, str], float]
) -> list[Badge]:
    """Return ``level`` with its last badges and those left over made one."""
    kept = list(level)
    gathered = list(left_over)
    while kept:
        gathered.insert(0, kept.pop())
        ids = tuple(id_ for badge in gathered for id_ in badge.ids)
        text = f"+{len(ids)}"
        rect = Rect(0.0, 0.0, measure(text, ""), HEIGHT)
        one = Badge(ids, text, "", gathered[0].style, rect)
        if _width([*kept, one]) <= room or not kept:
            kept.append(one)
            break
    return kept


def _width(level: list[Badge]) -> float:
    return sum(badge.rect.width for badge in level) + _BETWEEN * max(0, len(level) - 1)
