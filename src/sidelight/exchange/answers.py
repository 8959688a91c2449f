# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which marks hang on which: those that hang on nothing, or on each other in a circle, are none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sidelight.exchange.incoming import Mark, Unread
from sidelight.language import _
from sidelight.text.quotes import shorten

_SHOWN = 60


def title(mark: Mark) -> str:
    """Return what people know a mark by: the beginning of its words, else its name there."""
    quote = next((place.quote for place in mark.places if place.quote), "")
    return shown(mark.text or quote or mark.values.get("reason", ""), mark.key)


def shown(words: str, key: str) -> str:
    """Return the beginning of some words on one line; of a name where there are none."""
    return shorten(" ".join(words[:400].split()) or key[:400], _SHOWN)


def settled(marks: Iterable[Mark]) -> tuple[list[Mark], list[Unread]]:
    """Return marks that are on nothing but each other, and what is left out.

    A note on another note answers it; where several marks have one name the first counts.
    """
    by_key: dict[str, Mark] = {}
    for mark in marks:
        by_key.setdefault(mark.key, mark)
    stands = _standing(by_key)
    kept, lost = list[Mark](), list[Unread]()
    for key, mark in by_key.items():
        if stands[key]:
            kept.append(_answering(mark, by_key))
        else:
            why = _("What it is about is not in the file.")
            lost.append(Unread(title(mark), why))
    return kept, lost


def _standing(by_key: dict[str, Mark]) -> dict[str, bool]:
    """Return for each mark whether what it hangs on leads to one that hangs on nothing."""
    stands: dict[str, bool] = {}
    for key, mark in by_key.items():
        if not (mark.answers or mark.on):
            stands[key] = True
            continue
        way: dict[str, None] = {}
        at = key
        while at not in stands and at not in way and at in by_key:
            way[at] = None
            parent = by_key[at].answers or by_key[at].on
            if not parent:
                stands[at] = True
                break
            at = parent
        result = stands.get(at, False)
        stands.update((one, result) for one in way)
    return stands


def _answering(mark: Mark, by_key: dict[str, Mark]) -> Mark:
    if mark.what != "note":
        return mark
    parent = by_key.get(mark.answers or mark.on)
    if parent is None:
        return mark
    if parent.what == "note":
        return mark if mark.answers else replace(mark, answers=mark.on, on="")
    return replace(mark, on=mark.answers, answers="") if mark.answers else mark
