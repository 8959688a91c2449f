# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates as documents state them, cut to what the calendar knows."""

from __future__ import annotations

from datetime import date

_YEARS = range(1000, 3000)


def possible_date(year: str, month: str | None = None, day: str | None = None) -> str:
    """Return an ISO date as far as it can be: "2024-02-30" is "2024-02"; empty without a year.

    The arguments are digits, as in the date that a document states.
    """
    if int(year) not in _YEARS:
        return ""
    if not month or not 1 <= int(month) <= 12:
        return year
    try:
        return date(int(year), int(month), int(day or "")).isoformat()
    except ValueError:
        return f"{year}-{month}"
