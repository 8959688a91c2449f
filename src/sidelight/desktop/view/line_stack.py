# SPDX-License-Identifier: AGPL-3.0-or-later
"""How deep below the words the line of each highlight lies, so that overlapping ones stay apart.

Depths are thicknesses of a line. Highlights that touch each other, directly or through others,
share their levels: the lines of a lane lie at one height, below the tallest of the lane above.
"""

from __future__ import annotations

from collections.abc import Sequence

from sidelight.desktop.view.highlight import Highlight

LANES = 4
HEIGHTS = {"solid": 1.0, "dashed": 1.0, "dotted": 1.3, "double": 2.6, "wavy": 2.4}
"""How tall a line is, by its kind."""
_GAP = 1.1


def height(highlight: Highlight) -> float:
    """Return how tall a highlight's line is."""
    return HEIGHTS.get(highlight.style.line, 1.0)


def lanes(highlights: Sequence[Highlight]) -> list[int]:
    """Return a lane for each highlight; those that overlap differ while there are lanes left."""
    order = sorted(range(len(highlights)), key=lambda i: (highlights[i].start, -highlights[i].end))
    result = [0] * len(highlights)
    open_now: list[int] = []
    for index in order:
        start = highlights[index].start
        open_now = [other for other in open_now if highlights[other].end > start]
        taken = {result[other] for other in open_now}
        free = (lane for lane in range(LANES) if lane not in taken)
        result[index] = next(free, len(open_now) % LANES)
        open_now.append(index)
    return result


def drops(
    highlights: Sequence[Highlight], lanes_: Sequence[int], together: Sequence[Sequence[int]]
) -> list[float]:
    """Return how deep the line of each highlight begins; ``together`` are its `clusters`."""
    result = [0.0] * len(highlights)
    for cluster in together:
        tallest = [0.0] * LANES
        for index in cluster:
            tallest[lanes_[index]] = max(tallest[lanes_[index]], height(highlights[index]) + _GAP)
        for index in cluster:
            result[index] = sum(tallest[: lanes_[index]])
    return result


def clusters(highlights: Sequence[Highlight]) -> list[list[int]]:
    """Return the indices of highlights, those together that overlap directly or through others."""
    found: list[list[int]] = []
    reach = -1
    for index in sorted(range(len(highlights)), key=lambda i: highlights[i].start):
        if found and highlights[index].start < reach:
            found[-1].append(index)
        else:
            found.append([index])
            reach = -1
        reach = max(reach, highlights[index].end)
    return found
