# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a PDF was before something was added behind it (ISO 32000, 7.5.6): programs that add marks
often leave the bytes below as they were, so the file is known again by them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import islice

_MOST = 8
"""Additions that are looked at, from the first."""
_BLANK = 1024
"""Bytes at the end of a file that may be no more than blanks."""
_END = re.compile(rb"%%EOF(\r?)(\n?)")


def earlier(data: bytes) -> tuple[str, ...]:
    """Return the SHA-256 (hex) of what the file may have been before, its own left out.

    A file may end right behind its last word or with a line end, which is there either way.
    """
    running, done = hashlib.sha256(), 0
    found: list[str] = []
    view = memoryview(data)
    for end in _ends(data):
        running.update(view[done:end])
        done = end
        found.append(running.copy().hexdigest())
    return tuple(dict.fromkeys(found))


def _ends(data: bytes) -> Iterator[int]:
    whole = len(data) - len(data[-_BLANK:]) + len(data[-_BLANK:].rstrip())
    for match in islice(_END.finditer(data), _MOST):
        places = {match.end() - len(match[1] + match[2]), match.end() - len(match[2]), match.end()}
        yield from sorted(place for place in places if place < whole)
