# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tabs and the strips they stand in, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

MAIN = 0
"""The number of the main window."""
HALVES = 2
"""How many strips a window has at the most."""
_SECOND = "/2"


@dataclass(frozen=True, slots=True, order=True)
class Tab:
    """A document's tab; a ``second`` one shows the same document at another place."""

    document: str
    second: bool = False

    @property
    def key(self) -> str:
        """The name it is remembered under: the document's id, for a first view."""
        return self.document + _SECOND if self.second else self.document

    @classmethod
    def of_key(cls, key: str) -> Tab:
        """Return the tab of a `key`."""
        return cls(key.removesuffix(_SECOND), key.endswith(_SECOND))


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip of tabs, one of them in front; None only where there are no tabs."""

    id: int
    window: int = MAIN
    tabs: tuple[Tab, ...] = ()
    front: Tab | None = None

    def without(self, tabs: Iterable[Tab]) -> Strip:
        """Return it without some tabs; where the front goes, its neighbour takes its place."""
        gone = set(tabs)
        kept = tuple(tab for tab in self.tabs if tab not in gone)
        front = self.front
        if front not in kept:
            before = self.tabs.index(front) if front in self.tabs else 0
            at = sum(tab in kept for tab in self.tabs[:before])
            front = kept[min(at, len(kept) - 1)] if kept else None
        return replace(self, tabs=kept, front=front)

    def with_tabs(self, tabs: Sequence[Tab], *, front: bool) -> Strip:
        """Return it with more tabs at its end, the first of them in ``front`` if wished."""
        shown = tabs[0] if tabs and (front or self.front is None) else self.front
        return replace(self, tabs=(*self.tabs, *tabs), front=shown)


def strip_of_kept(id_: int, one: object, seen: set[Tab]) -> Strip:
    """Return a strip of data kept as JSON, without tabs ``seen`` elsewhere; what makes no sense in
    it is passed over.
    """
    values = one if isinstance(one, Mapping) else {}
    window, keys, front = values.get("window"), values.get("tabs"), values.get("front")
    found = keys if isinstance(keys, list) else []
    listed = [Tab.of_key(key) for key in found if isinstance(key, str)]
    tabs = tuple(tab for tab in dict.fromkeys(listed) if tab not in seen)
    shown = Tab.of_key(front) if isinstance(front, str) else None
    number = window if isinstance(window, int) and window >= MAIN else MAIN
    return Strip(id_, number, tabs, shown if shown in tabs else next(iter(tabs), None))
