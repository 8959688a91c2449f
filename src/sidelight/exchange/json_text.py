# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON as text: compact, in the characters of its texts, a long list with each item on a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

# plain values made here: none can hold itself
dumped = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
"""Returns a value as JSON."""


def listed(before: str, items: Iterable[bytes], after: str) -> bytes:
    """Return items that are JSON already, each on a line, with what stands before and after.

    In bytes: all of a large file as one string would be four times its size for one rare letter.
    """
    return b"".join((before.encode(), b"[\n", b",\n".join(items), b"\n]", after.encode()))


def opened(record: dict[str, Any]) -> str:
    """Return a record that is not empty as JSON, left open: what `closed` returns may follow."""
    return f"{dumped(record)[:-1]},"


def closed(record: dict[str, Any]) -> str:
    """Return the rest of such a record."""
    return dumped(record)[1:]
