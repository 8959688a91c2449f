# SPDX-License-Identifier: AGPL-3.0-or-later
"""How wide the columns of the claims list are, and which there is no room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sidelight.session.claim_list import ALWAYS

_SHARES = {"claim": 42, "evidence": 29, "reason": 29, "section": 22, "tags": 18, "speaker": 18,
           "article": 20}  # fmt: skip
_SHARE_OF_TWO = {"claim": 60, "evidence": 40}
_TIGHT = 30
"""Letters of room for claim and evidence below which who judged is left to the card."""
_ALONE = 20
"""Letters of room for the claim where its evidence gave way to columns that someone chose."""
_LITTLE = 85
"""Letters below which the reason is: the claim's words count for more."""
_LEAST = 13
"""Letters that a column of words which someone chose has at the least."""


def column_widths(
    chosen: Sequence[str], room: int, letter: float, fixed: Mapping[str, int]
) -> dict[str, int]:
    """Return the width of each chosen column that there is room for, all in pixels.

    ``letter`` is the width of one, ``fixed`` are the widths of columns that hold short words.
    """
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
    words = [name for name in columns if name not in fixed]
    shares = _SHARE_OF_TWO if set(words) == set(_SHARE_OF_TWO) else _SHARES
    share = left() / sum(shares[name] for name in words)
    return {
        name: fixed[name] if name in fixed else max(60, int(share * shares[name]))
        for name in columns
    }
