# SPDX-License-Identifier: AGPL-3.0-or-later
"""Labels of claims and documents: their numbers, with tails where several that show have one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from sidelight.model.log import Key
from sidelight.model.telling_apart import tails

Group = tuple[str, int]
"""A kind of record and a number."""


class Numbering:
    """Which records that show have which number; kept, and told which of them may have changed.

    ``shown`` tells whether a record shows, ``number`` its number.
    """

    def __init__(self, shown: Callable[[Key], bool], number: Callable[[Key], int]) -> None:
        self._shown = shown
        self._number = number
        self._groups: dict[Group, dict[str, None]] = defaultdict(dict)
        self._at: dict[Key, Group] = {}
        self._tails: dict[Group, dict[str, str]] = {}

    def copy(self, shown: Callable[[Key], bool], number: Callable[[Key], int]) -> Numbering:
        """Return the same of another project that says the same."""
        other = Numbering(shown, number)
        other._groups.update((group, dict(ids)) for group, ids in self._groups.items())
        other._at, other._tails = dict(self._at), dict(self._tails)
        return other

    def look_at(self, keys: Iterable[Key]) -> set[str]:
        """Place records as they stand now; return the ids of others whose labels may be others."""
        changed: set[Group] = set()
        for key in keys:
            before = self._at.pop(key, None)
            after = (key[0], self._number(key)) if self._shown(key) else None
            if after is not None:
                self._at[key] = after
            if before == after:
                continue
            if before is not None:
                del self._groups[before][key[1]]
                changed.add(before)
            if after is not None:
                self._groups[after][key[1]] = None
                changed.add(after)
        # once each, at the end: thousands may have one number
        for group in changed:
            self._tails.pop(group, None)
        return {id_ for group in changed for id_ in self._groups[group]}

    def label(self, key: Key) -> str:
        """Return a record's label; one that does not show is told from those that do."""
        group = key[0], self._number(key)
        equals = self._groups.get(group, {})
        if key[1] not in equals:
            return f"{group[1]}{tails({*equals, key[1]})[key[1]]}"
        if len(equals) == 1:
            return str(group[1])
        if group not in self._tails:
            self._tails[group] = tails(equals)
        return f"{group[1]}{self._tails[group][key[1]]}"
