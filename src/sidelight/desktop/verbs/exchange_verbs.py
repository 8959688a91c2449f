# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done to give a project to others: share a copy, say which reviewer one is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from sidelight.desktop.action_set import Handler
from sidelight.desktop.dialogs.project_place import SUFFIX
from sidelight.desktop.exchange.outcome_bar import OutcomeBar
from sidelight.desktop.exchange.reviewer_dialog import ReviewerDialog
from sidelight.desktop.exchange.share_dialog import Offer, ShareDialog, Wanted
from sidelight.desktop.verbs.parts import Parts
from sidelight.language import _, ngettext
from sidelight.model.records import Reviewer
from sidelight.session.copy_words import Contents, contents
from sidelight.session.snapshot import Snapshot


class ExchangeVerbs:
    """Acts that write copies; ``bar`` says where they are."""

    def __init__(self, parts: Parts, bar: OutcomeBar) -> None:
        self._parts = parts
        self._bar = bar

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"project.share": self.ask_share, "project.be": self.ask_who}

    def ask_share(self) -> None:
        """Ask what goes into a copy and where it is written."""
        snapshot = self._parts.workspace.snapshot
        if snapshot is not None:
            self._parts.flush()
            ShareDialog(self._parts.window, self._offer(snapshot), self._tell, self.share).open()

    def share(self, wanted: Wanted) -> None:
        """Write a copy."""
        self._parts.flush()
        self._parts.bridge.look(
            lambda session, work: session.share(
                wanted.path, wanted.choice, overwrite=wanted.overwrite, progress=work.step
            ),
            then=self._written,
            label=_("Writing {name}").format(name=wanted.path.name),
        )

    def ask_who(self) -> None:
        """Ask which reviewer of the project sits here."""
        snapshot = self._parts.workspace.snapshot
        if snapshot is not None:
            people = [(one.id, one.label) for one in self._parts.workspace.people]
            ReviewerDialog(self._parts.window, people, snapshot.me, self.be).open()

    def be(self, reviewer: str) -> None:
        """Act as a reviewer of the project from now on."""
        self._parts.flush()
        self._parts.bridge.do(lambda session: session.be(reviewer), then=self._became)

    def _became(self, reviewer: Reviewer) -> None:
        words = _("You are {name} from now on, in all projects.").format(name=reviewer.label)
        self._bar.show_words(words)

    def _tell(self, wanted: Wanted, then: Callable[[Contents], object]) -> None:
        self._parts.bridge.ask(
            lambda session: contents(
                session.project,
                wanted.choice,
                session.claims(),
                as_changes=wanted.as_changes,
                me=session.me,
            ),
            then=then,
        )

    def _written(self, path: Path) -> None:
        self._bar.show_written(
            _("Copy written: {path}").format(path=path),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
        )

    def _offer(self, snapshot: Snapshot) -> Offer:
        claims = snapshot.claims
        sources = [d for d in snapshot.documents if d.kind == "source"]
        here = [d for d in sources if d.id not in snapshot.left_out]
        every = (*(claim.notes for claim in claims), *snapshot.notes.values())
        notes = [note for some in every for note in some if note.private]
        name = _("{name} to share").format(name=snapshot.path.stem) + SUFFIX
        people = self._parts.workspace.people
        return Offer(
            suggestion=snapshot.path.with_name(name),
            me=snapshot.me,
            reviewers=[(one.id, one.label) for one in people if one.id != snapshot.me],
            claims=claims_offered(self._parts, snapshot),
            private=len(notes),
            sources=len(here),
            size=sum(document.size for document in here),
        )


def claims_offered(parts: Parts, snapshot: Snapshot) -> list[tuple[str, frozenset[str] | None]]:
    """Return which claims can be chosen: all, those the list shows now, the chosen one."""
    count = len(snapshot.claims)
    every = ngettext("The one claim", "All {count} claims", count) if count else _("All claims")
    offered: list[tuple[str, frozenset[str] | None]] = [(every.format(count=count), None)]
    listed = parts.claims.table.ids()
    if 0 < len(listed) < count:
        words = ngettext(
            "The {count} claim that the list shows now",
            "The {count} claims that the list shows now",
            len(listed),
        )
        offered.append((words.format(count=len(listed)), frozenset(listed)))
    chosen = parts.workspace.claim
    if chosen is not None and count > 1 and listed != [chosen.id]:
        words = _("Claim {number} alone").format(number=chosen.label)
        offered.append((words, frozenset({chosen.id})))
    return offered
