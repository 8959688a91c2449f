# SPDX-License-Identifier: AGPL-3.0-or-later
"""How wide the columns of the claims list are, and which there is no room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sidelight.session.claim_list import ALWAYS

_SHARES = {"claim": 42, "evidence": 29, "reason": 29, "section": 22, "tags": 18, "speaker": 18,
           "article": 20, "second": 18}  # fmt: skip
_SHARE_OF_TWO = {"claim": 60, "evidence": 40}
_TIGHT = 30
"""Letters of room for claim and evidence below which who judged is left to the card."""
_ALONE = 20
"""Letters of room for the claim where its evidence gave way to columns that someone chose."""
_LITTLE = 85
"""Letters below which the reason is: the claim's words count for more."""
_LEAST = 13
"""Letters that a column of words which someone chose has at the least."""
WORDS_LEAST, SHORT_LEAST = 60, 36
"""Pixels that a column of words, and one of short words, has at the least."""


def column_widths(
    chosen: Sequence[str],
    room: int,
    letter: float,
    fixed: Mapping[str, int],
    own: Mapping[str, float] | None = None,
) -> dict[str, int]:
    """Return the width of each chosen column that there is room for, all in pixels.

    ``letter`` is the width of one, ``fixed`` are the widths of columns that hold short words;
    ``own`` are those that someone made, in letters: of short words as they are, where there is
    room for them, of others in proportion.
    """
    columns = _with_room(chosen, room, letter, fixed)
    words = [name for name in columns if name not in fixed]
    given = own or {}
    sized = {n: round(given[n] * letter) if n in given else w for n, w in fixed.items()}
    if room - sum(sized.get(name, 0) for name in columns) < len(words) * letter * _LEAST:
        sized = dict(fixed)
    shares = _shares(words, given)
    share = (room - sum(sized.get(name, 0) for name in columns)) / sum(shares.values())
    return {
        name: sized[name] if name in sized else max(WORDS_LEAST, int(share * shares[name]))
        for name in columns
    }


def _with_room(
    chosen: Sequence[str], room: int, letter: float, fixed: Mapping[str, int]
) -> list[str]:
    """Return the chosen columns that there is room for."""
    columns = list(chosen)

    def left() -> float:
        return room - sum(fixed.get(name, 0) for name in columns)

    usual = {"verdict", "evidence", "reason", "by", *ALWAYS}
    extra = [name for name in columns if name not in usual]

    def least() -> float:
        words = sum(name in _SHARES for name in extra)
        return letter * ((_TIGHT if "evidence" in columns else _ALONE) + _LEAST * words)

    if "reason" in columns and left() < least() + letter * (_LITTLE - _TIGHT):
        columns.remove("reason")
    if "by" in columns and left() < least():
        columns.remove("by")
    if extra and "evidence" in columns and left() < least():
        columns.remove("evidence")
    while extra and left() < least():
        columns.remove(extra.pop())
    return columns


def _shares(words: Sequence[str], own: Mapping[str, float]) -> dict[str, float]:
    """Return how the columns of words share the room: as someone made them, the rest as usual."""
    usual = _SHARE_OF_TWO if set(words) == set(_SHARE_OF_TWO) else _SHARES
    made = [name for name in words if name in own]
    scale = sum(own[name] for name in made) / sum(usual[name] for name in made) if made else 1.0
    return {name: own[name] if name in own else usual[name] * scale for name in words}


def made_way(
    widths: Mapping[str, int], name: str, room: int, least: Mapping[str, int]
) -> dict[str, int]:
    """Return widths (pixels, in the order of the columns) that fill the room again after one
    became another: its neighbours on the right make way first, none below its least.
    """
    found = dict(widths)
    found[name] = max(found[name], least[name])
    names = list(found)
    at = names.index(name)
    for other in (*names[at + 1 :], *reversed(names[:at])):
        excess = sum(found.values()) - room
        found[other] = max(least[other], found[other] - excess)
        if sum(found.values()) == room:
            break
    found[name] = max(least[name], found[name] - (sum(found.values()) - room))
    return found
