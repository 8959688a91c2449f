# SPDX-License-Identifier: AGPL-3.0-or-later
"""The time zone that an act is made in, by the name of the tz database where the system says it."""

from __future__ import annotations

import os
import time
from functools import cache
from pathlib import Path


@cache
def _linked() -> str:
    try:
        target = Path("/etc/localtime").resolve().as_posix()
    except OSError:
        return ""
    return target.partition("/zoneinfo/")[2]


def zone() -> str:
    """Return a name such as ``Europe/Riga``, else an abbreviation such as ``EET``."""
    given = os.environ.get("TZ", "").lstrip(":")
    if given and not given.startswith("/"):
        return given
    return _linked() or time.tzname[time.localtime().tm_isdst > 0]
