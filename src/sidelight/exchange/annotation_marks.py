# SPDX-License-Identifier: AGPL-3.0-or-later
"""From what was read of an annotation to a mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidelight.exchange.annotation_heads import Head, made_at
from sidelight.exchange.incoming import Mark, Place
from sidelight.exchange.places_in import hints
from sidelight.exchange.selectors_in import Found

Read = tuple[Place, Found]
"""A place, and all that its selectors say."""


def mark_of(
    head: Head, by: str, what: str, read: Sequence[Read], values: dict[str, str], **more: Any
) -> Mark:
    """Return a mark at places, by whom (a key); ``more`` are other fields of `Mark`."""
    for at, (_place, found) in enumerate(read, 1):
        if found.start is not None or found.extent:
            values |= hints(found, at)
    return Mark(
        key=head.key,
        what=what,
        author=by,
        made_at=made_at(head.node, "created", "modified", "generated"),
        places=tuple([place for place, _found in read]),
        values=values,
        **more,
    )
