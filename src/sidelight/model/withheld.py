# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changes of which a file does not hold everything: left out of a copy, or removed for good.

A row of the log is one of three.  A `Change` is whole, and its id is the hash of its bytes.  A
`Withheld` change lacks some of its settings (and its random bits, so that what is missing cannot be
guessed from the id).  A `Gap` says only where a change stood: which earlier ones it had seen.  The
rows of one id form a semilattice with the whole change on top, so that copies that lack different
parts can be merged in any order.  The written form is described in docs/file-format.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from typing import Any, TypeAlias

import rfc8785

from sidelight.model.change import (
    LARGEST,
    Change,
    NotAChange,
    Setting,
    ancestors,
    plain,
    written_act,
)

_START = b'{"withheld":'
ERASED = {"erased": True}
"""What stands in place of a value that was removed for good."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a change that was left out: ``heads`` are changes that it had seen."""

    id: str
    heads: tuple[str, ...]

    @property
    def body(self) -> bytes:
        """The canonical bytes."""
        return _dumped({"heads": sorted(self.heads)})


@dataclass(frozen=True, eq=False)
class Withheld(Change):
    """A change of which some settings are absent; ``given`` has None in their places.

    ``name`` is its id, which is not the hash of what is left.
    """

    random: str = ""
    name: str = ""
    given: tuple[Setting | None, ...] = ()

    @cached_property
    def id(self) -> str:
        """The id of the whole change."""
        return self.name

    @cached_property
    def body(self) -> bytes:
        """The canonical bytes."""
        return _dumped({"act": _act(self), "heads": sorted(self.heads)})


Row: TypeAlias = Change | Gap
"""A row of the log; a Change may be Withheld."""


def whole(row: Row) -> bool:
    """Tell whether all of a change is there, so that its id proves it."""
    return isinstance(row, Change) and not isinstance(row, Withheld)


def read_row(id_: str, body: bytes, *, proved: bool = False) -> Row:
    """Read a row of the log; NotAChange where it is none, or no change of this id.

    With ``proved`` the id and the form are believed: they were seen, or another will see them.
    """
    if not body.startswith(_START):
        change = Change.from_body(body, proved=id_ if proved else "")
        if change.id != id_:
            raise NotAChange("under another id")
        return change
    if len(body) > LARGEST:
        raise NotAChange("too large")
    try:
        row = _read(id_, json.loads(body)["withheld"])
        if row.body != body:
            raise NotAChange("not in canonical form")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAChange(str(error)) from error
    return row


def without(change: Change, keep: Sequence[Setting | None]) -> Withheld:
    """Return a change with ``keep`` in place of its settings, None where one is left out."""
    given = tuple(keep)
    sets = tuple(setting for setting in given if setting is not None)
    fields = {name: getattr(change, name) for name in _FIELDS}
    return Withheld(**fields, sets=sets, name=change.id, given=given)


def slots(change: Change) -> tuple[Setting | None, ...]:
    """Return the settings of a change in their places, None where one is absent."""
    return change.given if isinstance(change, Withheld) else change.sets


def joined(one: Row, other: Row) -> Row:
    """Return all that two rows of one id tell: the least that says what both say."""
    for row in (one, other):
        if whole(row):
            return row
    parts = [row for row in (one, other) if isinstance(row, Withheld)]
    # A withheld change names the heads that it had; a gap, some that stand behind those.
    heads = tuple(sorted({head for row in parts or (one, other) for head in row.heads}))
    if not parts:
        return Gap(one.id, heads)
    # Two that differ in who and when were not made by us; which of them stays has to be certain.
    said = max(parts, key=lambda part: rfc8785.dumps({**_act(part), "sets": []}))
    pairs = zip_longest(*(part.given for part in parts))
    given = tuple(max(pair, key=_weight) for pair in pairs)
    return without(replace(said, heads=heads), given)


def is_erased(value: Any) -> bool:
    """Tell whether a value stands for one that was removed for good."""
    return isinstance(value, dict) and value == ERASED


_FIELDS = (
    "reviewer",
    "installation",
    "sequence",
    "clock",
    "time",
    "zone",
    "heads",
    "group",
    "inverts",
    "label",
    "format",
)


def _weight(setting: Setting | None) -> tuple[int, bytes]:
    if setting is None:
        return 0, b""
    said = rfc8785.dumps([setting.record, setting.id, setting.field, setting.value])
    return (2 if is_erased(setting.value) else 1), said


def _act(change: Withheld) -> dict[str, Any]:
    value = change.value
    del value["heads"], value["random"]
    sets = [[s.record, s.id, s.field, s.value] if s else None for s in change.given]
    return {**value, "sets": sets}


def _dumped(said: dict[str, Any]) -> bytes:
    return rfc8785.dumps({"withheld": said})


def _read(id_: str, said: dict[str, Any]) -> Row:
    heads = ancestors(said["heads"])
    if "act" not in said:
        return Gap(id_, heads)
    act = said["act"]
    plain(act)
    rest = [item for item in act["sets"] if item is not None]
    change = written_act({**act, "sets": rest, "heads": list(heads), "random": "0" * 32})
    left = iter(change.sets)
    given = [None if item is None else next(left) for item in act["sets"]]
    row = without(change, given)
    return replace(row, name=id_)
