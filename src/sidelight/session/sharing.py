# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for exchanging a project: share a copy, compare, merge, settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sidelight.errors import ProjectError, Refused
from sidelight.exchange.comparing import Comparison, compare
from sidelight.model.change import Setting
from sidelight.model.claim_parts import is_hidden, shows_to
from sidelight.model.conflicts import Conflict, Rule, conflicts, twins
from sidelight.model.project import Project
from sidelight.model.records import Claim, Reviewer
from sidelight.model.sharing import Choice, part
from sidelight.session.erasing import ErasingVerbs
from sidelight.store import change_set, incoming, places
from sidelight.store.collector import without_collector
from sidelight.store.copying import Target
from sidelight.store.incoming import Incoming
from sidelight.store.pouring import Expected

__all__ = ["Choice", "Merge", "SharingVerbs"]

Progress = Callable[[float, str], None] | None


@dataclass
class Merge:
    """A merge that was looked at and not yet made; closing it lets go of what was read.

    ``strangers`` are the files that are of another project; ``removes`` tells whether it removes
    something for good.
    """

    paths: tuple[Path, ...]
    incoming: list[Incoming]
    merged: Project
    comparison: Comparison
    heads: frozenset[str]
    strangers: tuple[Path, ...] = ()
    removes: bool = False

    def close(self) -> None:
        """Let go of the other files."""
        for one in self.incoming:
            one.close()

    def __enter__(self) -> Merge:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


class SharingVerbs(ErasingVerbs):
    """The desk with the verbs for exchanging a project."""

    @property
    def fingerprint(self) -> str:
        """What tells this state of the project from any other: 64 hex digits."""
        return self.project.fingerprint

    def share(
        self,
        path: Path,
        choice: Choice | None = None,
        *,
        overwrite: bool = False,
        progress: Progress = None,
    ) -> Path:
        """Write a copy of the project, by default with everything; a change set where only one
        reviewer's acts are wanted, or the name says so.
        """
        choice = choice or Choice()
        as_changes = bool(choice.only) or path.suffix == change_set.SUFFIX
        if not path.suffix:
            path = path.with_name(path.name + (change_set.SUFFIX if as_changes else ".sidelight"))
        if places.plain(path) == self.file.path:
            raise ProjectError("project.exists", path=str(path))
        if choice.everything and not as_changes:
            self.file.copy_to(path, overwrite=overwrite)
            return path
        held = part(self.project, choice)
        if as_changes:
            held = replace(held, blobs=held.blobs if choice.sources else frozenset())
        told = (lambda share: progress(share, path.name)) if progress else None
        self.file.share(held, Target(path, overwrite, told), as_changes=as_changes)
        return path

    def plan_merge(self, paths: Sequence[Path], progress: Progress = None) -> Merge:
        """Look through other files and see what a merge of them would bring; nothing is written.

        ProjectError where one of them is not sound.
        """
        taken: list[Incoming] = []
        for path in paths:
            if places.plain(path) == self.file.path:
                raise ProjectError("merge.itself", path=str(path))
        ours = self.project.log.rows()
        try:
            with without_collector():
                merged = self.project.copy()
                expected = Expected(ours, self._lacks, merged.add)
                for path in paths:
                    taken.append(incoming.take(path, expected, progress))  # noqa: PERF401 - to close them
                theirs = [row for one in taken for row in one.rows]
                found = self._discreet(compare(self.project, theirs, merged), merged)
            strangers = tuple(one.path for one in taken if not self._related(one))
            found = replace(found, related=not strangers)
        except BaseException:
            for one in taken:
                one.close()
            raise
        heads = frozenset(self.project.log.heads)
        removes = merged.log.removed != self.project.log.removed
        return Merge(tuple(paths), taken, merged, found, heads, strangers, removes)

    def merge(
        self, plan: Merge, *, unrelated: bool = False, progress: Progress = None
    ) -> Comparison:
        """Make a merge that was looked at; `unrelated` allows one with another project.

        Refused for another project, and where something was done here in the meantime.
        """
        if not plan.comparison.related and not unrelated:
            raise Refused("merge.unrelated", path=str((plan.strangers or plan.paths)[0]))
        if plan.heads != self.project.log.heads:
            raise Refused("merge.moved_on")
        backup = self.backups.before("merge", progress)
        self.file.merge(plan.incoming, plan.merged, backup.path if backup else None)
        self.forget_texts()
        return plan.comparison

    def left_by(self, plan: Merge) -> tuple[Path, ...]:
        """Return the files of ours that still hold what a merge, once made, removed for good."""
        return self.traces() if plan.removes else ()

    def can_go_back(self) -> bool:
        """Tell whether the last merge can be taken back: nothing was done since."""
        return not self.file.read_only and self.before_merge() is not None

    def before_merge(self) -> Path | None:
        """Return the copy that the last merge can be taken back to; None where there is none."""
        found = self.file.before_merge()
        return found.copy if found else None

    def back_to_before_merge(self) -> None:
        """Take the last merge back; Refused where something was done since."""
        if not self.can_go_back():
            raise Refused("merge.no_way_back")
        self.file.back_to_before_merge()
        self.forget_texts()

    def rejoin(self) -> None:
        """Make one of this project and the file that another program put in its place."""
        self.file.rejoin()
        self.forget_texts()

    def conflicts(self) -> list[Conflict]:
        """Return what is to be settled; neither in private notes of others nor in what others think
        of claims that I am to judge blind.
        """
        return list(self.veil().conflicts(conflicts(self.project)))

    def settle(self, conflict: Conflict, value: Any) -> None:
        """Settle one conflict with a value, mostly one of those it is between."""
        self.act([conflict.settled(value)], "settle")

    def settle_all(self, rule: Rule) -> int:
        """Settle all conflicts by a rule; return how many."""
        found = self.conflicts()
        if found:
            settled = [conflict.settled(conflict.by_rule(rule, self.me)) for conflict in found]
            self.act(settled, "settle")
        return len(found)

    def twins(self) -> list[tuple[Claim, ...]]:
        """Return claims that mark the very same passage."""
        return twins(self.project)

    def join(self, claim_id: str, other_id: str) -> None:
        """Let one claim show what was said of another, too; it can be undone."""
        claim, other = self.claim_of(claim_id), self.claim_of(other_id)
        if claim.id == other.id:
            raise Refused("claim.joined_to_itself", number=claim.label)
        self.act([Setting("claim", other.id, "joined", claim.id)], "join claims")

    def be(self, reviewer: str) -> Reviewer:
        """Act from now on, in all projects, as a reviewer who is in this one: me on another
        computer.
        """
        found = self.colleague_called(reviewer)
        self.settings.be(self.name, found.id)
        self.me = found.id
        return found

    def _discreet(self, found: Comparison, merged: Project) -> Comparison:
        """Return a comparison without the private notes of others, of which it is not told either
        that there are any, and without what others think of claims that I am to judge blind.
        """
        log, known, veil = merged.log, self.project.log.changes, self.veil(merged)
        told = [c for c in log.order if c.id not in known and shows_to(log, c, self.me)]
        seen = (d for d in found.differences if not is_hidden(log, (d.record, d.id), self.me))
        return replace(
            found,
            differences=veil.differences(seen),
            conflicts=veil.conflicts(found.conflicts),
            changes=len(told),
            since=min((change.time for change in told), default=""),
        )

    def _related(self, one: Incoming) -> bool:
        """Tell whether a file is of this project: an answer may come before what it answers."""
        return self.project.shares(one.rows) or one.project in self.project.log.changes

    def _lacks(self, hash_: str) -> bool:
        return not self.file.has_blob(hash_)
