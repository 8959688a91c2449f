# SPDX-License-Identifier: AGPL-3.0-or-later
"""What could be typed next in a filter."""

from __future__ import annotations

from dataclasses import dataclass

from sidelight.language import _
from sidelight.model.claim_filter import begins, quoted
from sidelight.model.filter_words import KEYS, Part, Vocabulary, divided, plain

_MOST = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Text that would replace ``start``..``end`` of what is typed, and what it means."""

    text: str
    meaning: str
    start: int
    end: int

    def put_into(self, typed: str) -> tuple[str, int]:
        """Return the text with this put in, and the caret after it."""
        after = typed[self.end :]
        whole = self.text.endswith(":") or after.startswith((",", " "))
        before = typed[: self.start] + self.text + ("" if whole else " ")
        return before + after, len(before)


def suggestions(text: str, caret: int, vocabulary: Vocabulary) -> list[Suggestion]:
    """Return what could stand where the caret is: keys, or values of the key before it.

    Nothing where what is typed is whole already.
    """
    part = next((one for one in divided(text) if one.start < caret <= one.end), None)
    if part is None:
        return [Suggestion(f"{key}:", _(KEYS[key]), caret, caret) for key in KEYS]
    if not part.key:
        return _keys(part)
    value, start, end = next(
        one for one in part.values if one[1] <= caret <= one[2] or one is part.values[-1]
    )
    wanted = plain(text[start:caret])
    there = vocabulary.get(part.key, ())
    fitting = [one for one in there if not wanted or begins(wanted, one.names)]
    if value and any(value == quoted(one.typed) for one in fitting):
        return []
    return [
        Suggestion(
            quoted(one.typed), one.shown if plain(one.shown) != plain(one.typed) else "", start, end
        )
        for one in fitting[:_MOST]
    ]


def _keys(part: Part) -> list[Suggestion]:
    value, start, end = part.values[0]
    wanted = value.lower()
    if not wanted or '"' in wanted:
        return []
    return [
        Suggestion(f"{key}:", _(KEYS[key]), start, end) for key in KEYS if key.startswith(wanted)
    ]
