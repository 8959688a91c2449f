# SPDX-License-Identifier: AGPL-3.0-or-later
"""Things in a row that take further lines where one does not hold them."""

from __future__ import annotations

from collections.abc import Sequence


def wrapped(widths: Sequence[int], room: int, gap: int) -> list[list[int]]:
    """Return the indices on each line: as many as fit, ``gap`` apart, and never none."""
    lines: list[list[int]] = []
    left = 0
    for index, width in enumerate(widths):
        if not lines or width + gap > left:
            lines.append([])
            left = room + gap
        lines[-1].append(index)
        left -= width + gap
    return lines
