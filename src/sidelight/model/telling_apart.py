# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tells records of one number and reviewers of one name apart: tails of their ids."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import pairwise


def tails(ids: Collection[str]) -> dict[str, str]:
    """Return for each id its shortest tail, as a letter or more, that no other of them shares.

    Of one alone it is "".  Takes n log n steps: a stranger's file may hold any number of equals.
    """
    if len(ids) < 2:
        return dict.fromkeys(ids, "")
    letters = {id_: _letters(id_) for id_ in ids}
    # in the order of their ends, an id has most in common with one of its neighbours
    ordered = sorted(ids, key=lambda id_: letters[id_][::-1])
    shared = dict.fromkeys(ids, 0)
    for one, other in pairwise(ordered):
        common = _common(letters[one], letters[other])
        shared[one] = max(shared[one], common)
        shared[other] = max(shared[other], common)
    return {id_: letters[id_][-shared[id_] - 1 :] for id_ in ids}


def told_apart(named: Mapping[str, str]) -> dict[str, str]:
    """Return labels of reviewers by id: their names, with a tail where several have one name."""
    same: dict[str, list[str]] = defaultdict(list)
    for id_, name in named.items():
        same[name].append(id_)
    labels = {}
    for name, ids in same.items():
        for id_, tail in tails(ids).items():
            labels[id_] = (name or id_[:6]) + (f"·{tail}" if tail and name else "")
    return labels


def _common(one: str, other: str) -> int:
    """Return how many letters two words share at their ends."""
    least = min(len(one), len(other))
    return next((n for n in range(least) if one[-n - 1] != other[-n - 1]), least)


def _letters(id_: str) -> str:
    """Write an id in letters, so that a tail is not read as part of a number."""
    if not set(id_) <= set("0123456789abcdef"):
        # A stranger's id may be any text.
        id_ = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()
    return "".join(chr(ord("a") + int(digit, 16)) for digit in id_)
