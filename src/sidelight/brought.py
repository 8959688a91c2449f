# SPDX-License-Identifier: AGPL-3.0-or-later
"""What other packages bring, beside what is here: one entry point each, which leads to a value of
a kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from sidelight.errors import InputError, Refused

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


class Named(Protocol):
    """What is chosen by its name or by how its files end, such as ".md"."""

    @property
    def name(self) -> str:
        """The name on the command line."""

    @property
    def suffix(self) -> str:
        """How its files end, with the dot."""


T = TypeVar("T", bound=Named)


@dataclass(frozen=True, slots=True)
class Brought(Generic[T]):
    """All of a kind, ours first, and what of other packages is none, each with why.

    ``unknown`` is the id of the error for a name that none has.
    """

    formats: tuple[T, ...]
    faults: tuple[InputError, ...]
    unknown: str

    def named(self, name: str) -> T:
        """Return the first of a name, or whose files end so; Refused."""
        for one in self.formats:
            if name == one.name or name.lower() == one.suffix:
                return one
        known = ", ".join(one.name for one in self.formats)
        raise Refused(self.unknown, name=name, known=known)


def brought(group: str, kind: type[T], ours: Sequence[T], unknown: str) -> Brought[T]:
    """Look which there are in a ``group`` of entry points, beside ``ours``."""
    from importlib.metadata import entry_points  # late: it brings the parser of mails with it

    found, faults = list(ours), []
    for entry in sorted(entry_points(group=group), key=lambda one: (one.name, one.value)):
        try:
            found.append(_one(entry, kind, {one.name for one in found}))
        except InputError as fault:
            faults.append(fault)
    return Brought(tuple(found), tuple(faults), unknown)


def _one(entry: EntryPoint, kind: type[T], taken: set[str]) -> T:
    """Return what an entry point leads to; InputError where that is not of the kind, or of a name
    that is taken.
    """
    try:
        made = entry.load()
    except Exception as error:  # whatever a stranger's package does
        reason = f"{type(error).__name__}: {error}"
        raise InputError("format.broken", name=entry.value, reason=reason) from error
    if not isinstance(made, kind):
        raise InputError("format.none", name=entry.value)
    if made.name in taken:
        raise InputError("format.taken", name=entry.value, taken=made.name)
    return made
