# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was removed and can be brought back: claims and documents that a project does not show.

What was removed for good is not among it, and neither is a claim that another one shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sidelight.model.change import Change
from sidelight.model.claim_parts import PARTS
from sidelight.model.fields import BIRTH
from sidelight.model.log import Key, Log
from sidelight.model.project import Project


@dataclass(frozen=True, slots=True)
class Removed:
    """A record (claim or document) that was removed by a change; ``ids`` are its own and those of
    the claims joined to it, which went with it, and ``parts`` what the same change removed of it:
    undoing its making does.
    """

    record: str
    ids: tuple[str, ...]
    by: Change
    parts: tuple[Key, ...] = ()

    @property
    def id(self) -> str:
        """The id of the record itself."""
        return self.ids[0]


def removed(project: Project) -> list[Removed]:
    """Return what was removed, the latest first."""
    found = [_removed(project, "document", [id_]) for id_ in _gone(project, "document")]
    gone = _gone(project, "claim")
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in gone:
        groups[_shown_as(project.log, id_, gone)].append(id_)
    for first, ids in groups.items():
        if first in gone:
            others = [id_ for id_ in ids if id_ != first]
            found.append(_removed(project, "claim", [first, *others]))
    return sorted(found, key=lambda one: (one.by.clock, one.by.id, one.id), reverse=True)


def _gone(project: Project, record: str) -> dict[str, None]:
    """Return the ids of the records that were removed, in the order of the log."""
    born = BIRTH[record]
    return {
        key[1]: None
        for key, fields in project.log.fields.items()
        if key[0] == record and born in fields and not project.alive(key)
    }


def _shown_as(log: Log, claim: str, gone: Collection[str]) -> str:
    """Return the claim that showed what was said of a removed one: itself, unless it was joined to
    another.
    """
    path = [claim]
    while path[-1] in gone:
        following = str(log.value(("claim", path[-1]), "joined", ""))
        if not following or ("claim", following) not in log.fields:
            break
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]


def _removed(project: Project, record: str, ids: list[str]) -> Removed:
    log = project.log
    by = [e.change for e in log.entries((record, ids[0]), "deleted") if e.value is True][-1]
    gone = {(s.record, s.id) for s in by.sets if (s.field, s.value) == ("deleted", True)}
    parts = [key for id_ in ids for key in project.parts((record, id_)) if key in gone]
    return Removed(record, tuple(ids), by, tuple(key for key in parts if key[0] in PARTS))
