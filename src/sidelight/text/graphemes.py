# SPDX-License-Identifier: AGPL-3.0-or-later
"""Characters as a reader sees them (extended grapheme clusters, UAX #29) and words."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from sidelight.text.ink import InkText

_CLUSTER = regex.compile(r"\X")
# Between two such code points a cluster always ends, so it is safe to begin there.  Searched
# backwards.
_ALONE = r"\p{GCB=Other}\p{GCB=LV}\p{GCB=LVT}"
_SAFE = regex.compile(rf"(?r)(?<=[{_ALONE}\p{{GCB=LF}}\p{{GCB=Control}}])[{_ALONE}]")
# Soft hyphens and joiners stand inside words (UAX #29, rule WB4).
_LETTERS = r"[\p{L}\p{N}\p{M}_\u00ad\u200c\u200d]"
_WORD = regex.compile(rf"(?=[\p{{L}}\p{{N}}\p{{M}}_]){_LETTERS}+(?:['’.,]{_LETTERS}+)*")
_NEAR = 256


def cluster_bounds(text: str, code_point: int) -> tuple[int, int]:
    """Return the range (code points) of the cluster that holds ``code_point``."""
    safe = _SAFE.search(text, 0, code_point + 1)
    for cluster in _CLUSTER.finditer(text, safe.start() if safe else 0):
        if cluster.end() > code_point:
            return cluster.start(), cluster.end()
    return code_point, code_point


def snap(text: InkText, start: int, end: int) -> tuple[int, int]:
    """Widen an ink range to whole clusters, so that no mark is torn from its letter."""
    if start >= end:
        return start, end
    first, _ = cluster_bounds(text.text, text.code_point(start))
    _, last = cluster_bounds(text.text, text.code_point(end - 1))
    return text.offset(first), text.offset(last)


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges (code points) of the words: letters, digits, marks, inner apostrophes."""
    for match in _WORD.finditer(text):
        yield match.span()


def word_bounds(text: InkText, offset: int) -> tuple[int, int]:
    """Return the ink range of the word at ``offset``, or of the cluster there where it is no word.

    A run of more than 256 letters on one side (Thai, Chinese) is cut there.
    """
    if not 0 <= offset < len(text):
        return offset, offset
    place = text.code_point(offset)
    base = max(0, place - _NEAR)
    for match in _WORD.finditer(text.text, base, min(len(text.text), place + _NEAR)):
        if match.start() <= place < match.end():
            return text.offset(match.start()), text.offset(match.end())
    return snap(text, offset, offset + 1)
