# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values of JSON that somebody else wrote, as what they must be: `Wrong` where they are not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sidelight.language import _

LONGEST = 1_000_000
"""The most characters of a text."""


class Wrong(Exception):
    """A value that cannot be what it must be; the sentence says why."""


def text(record: Mapping[str, Any], field: str) -> str:
    """Return a text, "" where there is none."""
    value = record.get(field)
    if value is None:
        return ""
    return as_text(value, field)


def as_text(value: Any, field: str) -> str:
    """Return a value as the text that it must be."""
    if type(value) is not str:
        raise misplaced(field)
    if len(value) > LONGEST:
        raise Wrong(
            _("“{field}” is longer than {most} characters.").format(field=field, most=LONGEST)
        )
    return value


def misplaced(field: str) -> Wrong:
    """Return the error for a value that has no business where it stands."""
    return Wrong(_("“{field}” holds something else than it must.").format(field=field[:60]))


def record(value: Any, field: str) -> dict[str, Any]:
    """Return a value as the object that it must be; an empty one for none."""
    if value is None:
        return {}
    if type(value) is not dict:
        raise misplaced(field)
    return value


def whole(value: Any, field: str) -> int | None:
    """Return a whole number from 0, None where there is none."""
    if value is None:
        return None
    if type(value) is str and value.isascii() and value.isdigit() and len(value) < 16:
        value = int(value)
    if type(value) is float and math.isfinite(value) and value.is_integer():
        value = int(value)
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise misplaced(field)
    return value


def moment(value: str) -> datetime | None:
    """Return a time of ISO 8601, in UTC where it names no zone; None where it is none."""
    try:
        when = datetime.fromisoformat(value)
        if when.tzinfo is UTC:
            return when
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
