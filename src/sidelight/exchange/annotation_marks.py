# SPDX-License-Identifier: AGPL-3.0-or-later
"""From what was read of an annotation to a mark."""

from __future__ import annotations

from collections.abc import Sequence

from sidelight.exchange.annotation_heads import Head, made_at
from sidelight.exchange.incoming import Mark, Place
from sidelight.exchange.places_in import hints
from sidelight.exchange.selectors_in import Found

Read = tuple[Place, Found]
"""A place, and all that its selectors say."""


def mark_of(  # noqa: PLR0913 - a mark has as many fields
    head: Head,
    by: str,
    what: str,
    read: Sequence[Read],
    values: dict[str, str],
    *,
    on: str = "",
    answers: str = "",
    text: str = "",
    tags: tuple[str, ...] = (),
    group: str = "",
) -> Mark:
    """Return a mark at places, by whom (a key), with what else `Mark` has."""
    places: tuple[Place, ...] = ()
    if read:
        places = tuple([place for place, _found in read])
        for at, (_place, found) in enumerate(read, 1):
            if found.start is not None or found.extent:
                values |= hints(found, at)
    when = made_at(head.node, "created", "modified", "generated")
    # by their order: many are made
    return Mark(head.key, what, group, by, when, places, text, tags, on, answers, values)
