# SPDX-License-Identifier: AGPL-3.0-or-later
"""A verdict that a project has beside those that every project has; light, for the first window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddedVerdict:
    """A verdict that a project has beside verified, disputed and denied.

    ``word`` is how it is stored, ``name`` what it is called; ``key`` gives it, ``colour`` is as
    ``#1e7a46``, ``line`` is solid, dashed, wavy, dotted or double, ``sign`` one character.
    """

    word: str
    name: str
    key: str = ""
    colour: str = ""
    line: str = ""
    sign: str = ""
