# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which records ever belonged to which claims, stood in which documents, were joined to which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sidelight.model.change import Change, Setting
from sidelight.model.claim_parts import PARTS
from sidelight.model.log import Key

_RELATING = {"claim", "joined", "place", "document"}
"""Fields that make a record a part of another."""


class Relations:
    """Parts by their wholes and the other way round, and the claims ever joined to a claim."""

    def __init__(self) -> None:
        self.parts: dict[Key, dict[Key, None]] = defaultdict(dict)
        self.wholes: dict[Key, dict[Key, None]] = defaultdict(dict)
        self.joiners: dict[Key, dict[Key, None]] = defaultdict(dict)

    def copy(self) -> Relations:
        """Return the same of another project that says the same."""
        other = Relations()
        for name, value in vars(self).items():
            copied = {key: dict(some) for key, some in value.items()}
            vars(other)[name] = defaultdict(dict, copied)
        return other

    def relate(self, change: Change) -> None:
        """Take in what a change makes a part of what."""
        for setting in change.counting:
            if setting.field not in _RELATING:
                continue
            whole = _whole(setting)
            if whole is None:
                continue
            part = (setting.record, setting.id)
            self.parts[whole][part] = None
            self.wholes[part][whole] = None
            if setting.field == "joined":
                self.joiners[whole][part] = None

    def near(self, keys: Iterable[Key]) -> set[Key]:
        """Return records, the claims and documents that each is or was a part of, and the claims
        that were joined to one: whether it stands decides whether they show.
        """
        wanted, found = list(keys), set[Key]()
        while wanted:
            one = wanted.pop()
            if one not in found:
                found.add(one)
                wanted += [*self.wholes.get(one, ()), *self.joiners.get(one, ())]
        return found


def _whole(setting: Setting) -> Key | None:
    """Return what a setting makes its record a part of."""
    what = (setting.record, setting.field)
    if what == ("claim", "joined") or (setting.record in PARTS and setting.field == "claim"):
        return ("claim", setting.value) if setting.value else None
    if setting.field == "place":
        return "document", setting.value["document"]
    return ("document", setting.value) if what == ("note", "document") else None
