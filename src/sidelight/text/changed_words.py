# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two wordings of a passage beside each other: which words of each are not in the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from sidelight.text.ink import InkText
from sidelight.text.text_map import Range, TextMap

Parts: TypeAlias = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is changed; put together they are the text."""


def changed_words(old: str, new: str) -> tuple[Parts, Parts]:
    """Return two wordings in pieces."""
    before, after = InkText(old), InkText(new)
    differences = list(TextMap(before, after).differences())
    return (
        _parts(before, [difference.old for difference in differences]),
        _parts(after, [difference.new for difference in differences]),
    )


def _parts(text: InkText, changed: Sequence[Range]) -> Parts:
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in changed:
        if start == end:
            continue
        first, last = text.code_point(start), text.code_point(end - 1) + 1
        found += [(text.text[at:first], False), (text.text[first:last], True)]
        at = last
    found.append((text.text[at:], False))
    return tuple((words, changed) for words, changed in found if words)
