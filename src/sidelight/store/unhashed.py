# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of the change table whose id is not the hash of their body: what stands for a change that
was withheld.
"""

from __future__ import annotations

import json

_BEGINNING = b'{"withheld":'
_LARGEST = 16 << 20


def stands_for_a_change(body: bytes) -> bool:
    """Tell whether a body is that of a withheld change: no hash proves it, only its form."""
    if not body.startswith(_BEGINNING) or len(body) > _LARGEST:
        return False
    try:
        value = json.loads(body.decode())
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict)
