# SPDX-License-Identifier: AGPL-3.0-or-later
"""The links of a page on their way out of the confined process; taking them in trusts nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sidelight.reader.extraction import Link

MOST_LINKS = 2_000
LONGEST_ADDRESS = 2_000


def pack_links(links: Sequence[Link]) -> list[list[Any]]:
    """Return links as plain rows."""
    return [[*link.rect, link.page, link.x, link.y, link.address] for link in links]


def unpack_links(rows: Any, pages: int) -> tuple[Link, ...]:
    """Read what `pack_links` wrote in another process, which may be anyone's by now; what cannot
    be is left out.  ``pages`` is how many there are.
    """
    listed = rows[:MOST_LINKS] if isinstance(rows, list) else []
    return tuple(link for row in listed if (link := _read(row, pages)) is not None)


def _read(row: Any, pages: int) -> Link | None:
    if not isinstance(row, list) or len(row) != 8:
        return None
    *numbers, address = row
    if not all(type(one) in {int, float} and math.isfinite(one) for one in numbers):
        return None
    x0, y0, x1, y1, page, x, y = numbers
    inside = type(page) is int and 1 <= page <= pages
    named = isinstance(address, str) and 0 < len(address) <= LONGEST_ADDRESS
    if not (x0 < x1 and y0 < y1) or not (inside or (page == 0 and named and address.isprintable())):
        return None
    return Link((x0, y0, x1, y1), page, x, y, "" if inside else address)
