# SPDX-License-Identifier: AGPL-3.0-or-later
"""Qt counts UTF-16 units; this is the one place where our code points become such."""

from __future__ import annotations


def units(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)
