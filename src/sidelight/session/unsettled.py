# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conflicts in words: which field of what, and each value with who set it and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sidelight.language import _
from sidelight.model.conflicts import Conflict
from sidelight.model.project import Project
from sidelight.session.difference_words import when
from sidelight.session.field_words import field_name, record_name, value_words

_LONG = 2000


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A conflict with its words.

    ``name`` says which record, ``field`` what of it; ``values`` are pairs of what is said and of
    who said it when, in the order of the conflict's entries.
    """

    conflict: Conflict
    name: str
    field: str
    values: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """Record and field on one line."""
        return f"{self.name} · {self.field}"


def in_words(project: Project, conflict: Conflict) -> Unsettled:
    """Return a conflict with its words."""
    name = record_name(project, conflict.key)
    return Unsettled(
        conflict,
        name[:1].upper() + name[1:],
        field_name(conflict.field),
        tuple(
            (
                value_words(project, conflict.field, entry.value, _LONG) or _("nothing"),
                f"{project.reviewer(entry.change.reviewer).label} · {when(entry.change.time)}",
            )
            for entry in conflict.entries
        ),
    )


def unsettled(project: Project, found: Iterable[Conflict]) -> tuple[Unsettled, ...]:
    """Return what is to be settled, with its words."""
    return tuple(in_words(project, conflict) for conflict in found)
