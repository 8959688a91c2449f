# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outputs of a report that there are here: ours, and those that other packages bring.

A package brings one by an entry point of the group ``sidelight.report_formats`` that leads to a
`Format`; docs/add-a-report-format.md walks through one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from sidelight.errors import InputError, Refused
from sidelight.report.formats import FORMATS, Format

GROUP = "sidelight.report_formats"


@dataclass(frozen=True, slots=True)
class Installed:
    """The outputs, ours first, and what of other packages is none, each with why."""

    formats: tuple[Format, ...]
    faults: tuple[InputError, ...]

    def named(self, name: str) -> Format:
        """Return an output by its name, or by how its files end, such as ".md"; Refused."""
        for one in self.formats:
            if name == one.name or name.lower() == one.suffix:
                return one
        known = ", ".join(one.name for one in self.formats)
        raise Refused("report.format", name=name, known=known)


@cache
def installed() -> Installed:
    """Look once which outputs there are."""
    found, faults = list(FORMATS), []
    for entry in sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value)):
        try:
            found.append(_brought(entry, {one.name for one in found}))
        except InputError as fault:
            faults.append(fault)
    return Installed(tuple(found), tuple(faults))


def _brought(entry: EntryPoint, taken: set[str]) -> Format:
    """Return what an entry point leads to; InputError where that is no output, or of a name that is
    taken.
    """
    try:
        made = entry.load()
    except Exception as error:  # whatever a stranger's package does
        reason = f"{type(error).__name__}: {error}"
        raise InputError("format.broken", name=entry.value, reason=reason) from error
    if not isinstance(made, Format):
        raise InputError("format.none", name=entry.value)
    if made.name in taken:
        raise InputError("format.taken", name=entry.value, taken=made.name)
    return made
