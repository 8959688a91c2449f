# SPDX-License-Identifier: AGPL-3.0-or-later
"""Undo and redo over the log: both are changes themselves and survive a restart.

An undo step is a group of changes of one reviewer.  Undoing it sets its fields to what they held
before; redoing sets them again.  Each is refused where another reviewer has since changed the same
field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sidelight.errors import Refused
from sidelight.model.change import Change, Setting
from sidelight.model.fields import BIRTH, empty
from sidelight.model.imported import is_away
from sidelight.model.log import Key, Log, settings_of
from sidelight.model.project import Project


@dataclass(frozen=True, slots=True)
class Step:
    """An undo step: its group, what it is called, and its changes, oldest first."""

    group: str
    label: str
    changes: tuple[Change, ...]


def stacks(log: Log, reviewer: str) -> tuple[list[Step], list[Step]]:
    """Return what ``reviewer`` can undo and redo, the next one last in each list.

    A change without a label (setting a project up, naming a reviewer) is no step.
    """
    return Steps().of(log, reviewer)


class Steps:
    """The undo steps of one reviewer, kept while changes are added to a log."""

    def __init__(self) -> None:
        self._begin((), "")

    def _begin(self, order: Sequence[Change], reviewer: str) -> None:
        self._order, self._reviewer = order, reviewer
        self._count = 0
        self._latest: tuple[tuple[int, int], str] = ((0, 0), "")
        self._known: set[str] = set()
        self._undo: dict[str, Step] = {}
        self._redo: dict[str, Step] = {}

    def of(self, log: Log, reviewer: str) -> tuple[list[Step], list[Step]]:
        """Return what `stacks` does."""
        if self._order is not log.order or self._reviewer != reviewer:
            self._begin(log.order, reviewer)
        # By clock, not by arrival: it is the same after the log was read again.
        news = sorted(
            (c for c in log.order[self._count :] if c.reviewer == reviewer and c.label),
            key=_by_clock,
        )
        if news and _by_clock(news[0]) < self._latest:
            self._begin(log.order, reviewer)
            return self.of(log, reviewer)
        for change in news:
            self._take(change)
            self._latest = _by_clock(change)
        self._count = len(log.order)
        return list(self._undo.values()), list(self._redo.values())

    def _take(self, change: Change) -> None:
        group, undo, redo = change.group, self._undo, self._redo
        if group in self._known:
            for steps in (undo, redo):
                if step := steps.get(group):
                    steps[group] = replace(step, changes=(*step.changes, change))
            return
        self._known.add(group)
        step = Step(group, change.label, (change,))
        if undo.pop(change.inverts, None):
            redo[group] = step
        elif redo.pop(change.inverts, None):
            undo[group] = step
        else:
            undo[group] = step
            redo.clear()


def _by_clock(change: Change) -> tuple[tuple[int, int], str]:
    return change.clock, change.id


def inverse(project: Project, step: Step) -> list[Setting]:
    """Return the settings that take ``step`` back.

    Raises Refused where another reviewer has changed one of its fields since, or has worked on what
    would be removed, naming who and what.
    """
    log = project.log
    first: dict[tuple[Key, str], Change] = {}
    for change in step.changes:
        for setting in change.counting:
            # A reviewer's name is set along with an act, but is no part of it.
            named = setting.record == "reviewer" and not is_away(setting.id)
            if not named:
                first.setdefault(((setting.record, setting.id), setting.field), change)
    before = {
        (key, field): log.value_before(change, key, field) for (key, field), change in first.items()
    }
    born = {
        key: None
        for (key, field), value in before.items()
        if value is None and field == BIRTH.get(key[0])
    }
    settings = [Setting(*key, "deleted", value=True) for key in born]
    removed = set(born)
    for (key, field), value in before.items():
        wanted = empty(key[0], field) if value is None else value
        stays = key in born and (value is None or field == "deleted")
        if wanted is not None and not stays:
            settings.append(Setting(*key, field, wanted))
            if (field, wanted) == ("deleted", True):
                removed.add(key)
    for (key, field), change in first.items():
        _refuse_overtaken(project, change, key, field)
        if key in removed:
            for part in project.parts(key):
                _refuse_overtaken(project, change, part)
    return settings


def _refuse_overtaken(project: Project, change: Change, key: Key, field: str = "") -> None:
    """Raise Refused where another reviewer set the field, or any, without ``change`` seeing it."""
    log = project.log
    for other in log.history.get(key, ()):
        if other.reviewer == change.reviewer or log.has_seen(change, other):
            continue
        if any(field in {"", setting.field} for setting in settings_of(other, key)):
            who = project.reviewer(other.reviewer).label
            raise Refused("undo.overtaken", who=who, what=other.label or field)
