# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quotes as people read them: blanks made one, words that a line end divided joined again."""

from __future__ import annotations

import regex

from sidelight.text.graphemes import cluster_bounds
from sidelight.text.hyphens import joined
from sidelight.text.ink import WHITE_SPACE, code_points

# White_Space and the zero-width blanks, not \s: U+001C..U+001F leave ink and must stay.
_BLANKS = regex.compile(f"[{code_points(WHITE_SPACE)}\\u200b\\ufeff]+")
_SOFT_HYPHEN = "\u00ad"


def readable(text: str) -> str:
    """Return ``text`` on one line: divided words joined, runs of blanks made one space.

    Its ink is that of ``text`` without the hyphens that were joined.
    """
    plain: str = _BLANKS.sub(" ", joined(text).replace(_SOFT_HYPHEN, ""))
    return plain.strip(" ")


def shorten(text: str, most: int) -> str:
    """Return ``text`` cut at a word to at most ``most`` code points, an ellipsis where it was
    cut.
    """
    if len(text) <= most:
        return text
    cut = text[: cluster_bounds(text, max(0, most - 1))[0]]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:") + "…"
