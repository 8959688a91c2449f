# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts of an article, each of which continues the one before, as the log has them.

A draft that was removed, or that a copy came without, keeps its place between the others.
"""

from __future__ import annotations

import hashlib

from sidelight.model.log import Log

DROPPED = 0
"""The score of a passage that was not carried over but said to be gone."""


def drafts_before(log: Log, document: str) -> list[str]:
    """Return the ids of the drafts before one, the nearest first.

    Of drafts that continue each other in a circle, as only a merge can make them, each has the
    others before it.
    """
    found: list[str] = []
    at = document
    while at := str(log.value(("document", at), "continues", "")):
        if at == document or at in found:
            break
        found.append(at)
    return found


def carried_id(passage: str, draft: str) -> str:
    """Return the id of the record that carries a passage over to a draft.

    Whoever adds the same draft gives it the same id, so that two who do so apart carry each
    passage over once.
    """
    return hashlib.sha256(f"{passage} {draft}".encode()).hexdigest()[:32]


def lineage(log: Log, passage: str) -> list[str]:
    """Return a passage's id and those from which it was carried over, draft by draft."""
    found = [passage]
    while True:
        carried = log.value(("passage", found[-1]), "carried") or {}
        before = str(carried.get("from", ""))
        if not before or before in found:
            return found
        found.append(before)


def sure(log: Log, passage: str) -> bool:
    """Tell whether a passage is the claim's without doubt: it was marked or confirmed there, or
    its very words were carried over from one that is.
    """
    for one in lineage(log, passage):
        key = ("passage", one)
        if log.value(key, "confirmed", default=False) is True:
            return True
        carried = log.value(key, "carried")
        if carried and int(carried.get("score", 0)) < 1000:
            return False
    return True
