# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates as documents state them, cut to what the calendar knows."""

from __future__ import annotations

import re
from datetime import date, datetime

_MOMENT = re.compile(
    r"\s*(?:D:)?(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?"
    r"\s*(?:(?:Z|([+-]))(\d{2})?'?(\d{2})?'?)?\s*",
    re.ASCII,
)
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


def pdf_moment(stated: str) -> str:
    """Return a date as a PDF writes it (ISO 32000, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm') in ISO 8601 with
    its offset, which is that of UTC where none is said; "" where there is no such moment.
    """
    found = _MOMENT.fullmatch(stated[:40])
    if not found or int(found[1]) not in _YEARS:
        return ""
    try:
        year, month, day, hour, minute, second, sign, away, further = found.groups("00")
        zone = f"{'-' if sign == '-' else '+'}{away}:{further}"
        stated = f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"
        datetime.fromisoformat(stated)
    except ValueError:
        return ""
    return stated
