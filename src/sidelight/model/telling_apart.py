# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tells records apart that are called alike: a tail of their ids."""

from __future__ import annotations

import hashlib
from collections import defaultdict


def tail(id_: str, others: list[str]) -> str:
    """Return the shortest tail of the id, as a letter or more, that the others do not share."""
    if not others:
        return ""
    own, letters = _letters(id_), [_letters(other) for other in others]
    lengths = range(1, len(own) + 1)
    return next((own[-n:] for n in lengths if all(o[-n:] != own[-n:] for o in letters)), own)


def _letters(id_: str) -> str:
    """Write an id in letters, so that a tail is not read as part of a number."""
    if not set(id_) <= set("0123456789abcdef"):
        # A stranger's id may be any text.
        id_ = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()
    return "".join(chr(ord("a") + int(digit, 16)) for digit in id_)


def told_apart(named: dict[str, str]) -> dict[str, str]:
    """Return what reviewers are called by id, equal names with a tail of the id."""
    same: dict[str, list[str]] = defaultdict(list)
    for id_, name in named.items():
        same[name].append(id_)
    labels = {}
    for id_, name in named.items():
        own = tail(id_, [other for other in same[name] if other != id_])
        labels[id_] = (name or id_[:6]) + (f"·{own}" if own and name else "")
    return labels
