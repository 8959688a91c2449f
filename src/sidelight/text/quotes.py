# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quotes as people read them: blanks made one, words that a line end divided joined again."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from sidelight.text.graphemes import cluster_bounds
from sidelight.text.ink import WHITE_SPACE, InkText, code_points

_DIVIDED = regex.compile(r"(?<=[\p{L}\p{M}])[-\u2010][ \t]*\r?\n[ \t]*(?=\p{L})")
# White_Space and the zero-width blanks, not \s: U+001C..U+001F leave ink and must stay.
_BLANKS = regex.compile(f"[{code_points(WHITE_SPACE)}\\u200b\\ufeff]+")
_SOFT_HYPHEN = "\u00ad"


def readable(text: str) -> str:
    """Return ``text`` on one line: divided words joined, runs of blanks made one space.

    Its ink is that of ``text`` without the hyphens that were joined.
    """
    joined = _DIVIDED.sub(lambda match: match[0][0] if _before_capital(match) else "", text)
    plain: str = _BLANKS.sub(" ", joined.replace(_SOFT_HYPHEN, ""))
    return plain.strip(" ")


def _before_capital(match: regex.Match[str]) -> bool:
    """Tell "Anglo-⏎Saxon", which keeps its hyphen, from "trans-⏎lation", which does not."""
    text: str = match.string
    return text[match.end()].isupper()


def divided_words(text: InkText) -> Iterator[tuple[int, bool]]:
    """Yield the ink offset of each hyphen that divides a word at a line end, and whether it
    goes.
    """
    for match in _DIVIDED.finditer(text.text):
        yield text.offset(match.start()), not _before_capital(match)


def line_end_hyphens(text: InkText) -> list[int]:
    """Return the ink offsets of the hyphens that `readable` drops."""
    return [offset for offset, dropped in divided_words(text) if dropped]


def shorten(text: str, most: int) -> str:
    """Return ``text`` cut at a word to at most ``most`` code points, an ellipsis where it was
    cut.
    """
    if len(text) <= most:
        return text
    cut = text[: cluster_bounds(text, max(0, most - 1))[0]]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:") + "…"
