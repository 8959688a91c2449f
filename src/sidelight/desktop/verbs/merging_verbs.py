# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with what others send: compare, merge, take a merge back, settle conflicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from sidelight.desktop.action_set import Handler
from sidelight.desktop.bridge import Work
from sidelight.desktop.dialogs.files import ask_for_copies
from sidelight.desktop.dialogs.project_place import EXCHANGED, SUFFIX
from sidelight.desktop.error_words import said
from sidelight.desktop.exchange.conflicts_dialog import ConflictsDialog
from sidelight.desktop.exchange.erase_dialog import EraseDialog
from sidelight.desktop.exchange.outcome_bar import OutcomeBar
from sidelight.desktop.exchange.preview_dialog import PreviewDialog
from sidelight.desktop.frame.message_bar import Offer
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.parts import Parts
from sidelight.errors import Cancelled, SidelightError
from sidelight.language import _, ngettext
from sidelight.model.conflicts import Conflict, Rule
from sidelight.session.erasure_words import (
    traces_removal_words,
    traces_removed_words,
    traces_title,
    traces_words,
)
from sidelight.session.merge_preview import Preview, Row, preview

if TYPE_CHECKING:
    from sidelight.session.session import Session
    from sidelight.session.sharing import Merge

Found = tuple["Merge", Preview]


@dataclass(frozen=True)
class Traces:
    """Files of ours that still hold what a merge removed for good, and the sentence on them."""

    paths: tuple[Path, ...]
    words: str


class MergingVerbs:
    """Acts on other copies of the project; ``bar`` says what came in, ``open_`` opens a project."""

    def __init__(
        self, parts: Parts, going: Going, bar: OutcomeBar, open_: Callable[[Path], object]
    ) -> None:
        self._open_project = open_
        self._parts = parts
        self._going = going
        self._bar = bar
        self._plan: Merge | None = None
        self.preview: PreviewDialog | None = None
        self.conflicts: ConflictsDialog | None = None
        self.count = QPushButton()
        self.count.setProperty("part", "link")
        self.count.clicked.connect(self.show_conflicts)
        self.count.hide()
        parts.status.add_work(self.count)
        bar.back.clicked.connect(self.back)
        parts.card.conflicts_wanted.connect(self.show_conflicts)
        parts.workspace.changed.connect(self._renew)
        for pane in parts.panes:
            pane.files_dropped.connect(self.take_dropped)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "project.merge": lambda: self._ask(merging=True),
            "project.compare": lambda: self._ask(merging=False),
            "project.back": self.back,
            "project.conflicts": self.show_conflicts,
        }

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Look at copies and change sets among dropped files; other files are no matter here."""
        copies = [path for path in paths if path.suffix in EXCHANGED]
        if copies and self._parts.workspace.snapshot is not None:
            self.look(copies, merging=self._parts.workspace.writable)
        elif copies:
            self._open(copies)

    def look(self, paths: Sequence[Path], *, merging: bool, news: str = "") -> None:
        """Look through other files and show what they would bring."""
        self._parts.flush()
        names = ", ".join(path.name for path in paths)
        self._parts.bridge.look(
            lambda session, work: _looked(session, work, paths),
            then=lambda found: self._looked(found, merging=merging, news=news),
            failed=self._not_looked,
            label=_("Looking through {name}").format(name=names),
        )

    def back(self) -> None:
        """Take the last merge back."""
        self._parts.flush()
        self._parts.bridge.do(
            lambda session: session.back_to_before_merge(),
            then=lambda _none: self._bar.show_words(
                _("The project is as it was before the merge.")
            ),
            label=_("Going back to before the merge"),
        )

    def show_conflicts(self) -> None:
        """Show what is to be settled, beside the window."""
        if self._parts.workspace.snapshot is None:
            return
        if self.conflicts is None:
            dialog = self.conflicts = ConflictsDialog(self._parts.window)
            dialog.settled.connect(self._settle)
            dialog.rule_taken.connect(self._settle_all)
            dialog.joined.connect(self._join)
            dialog.place_wanted.connect(self._show_place)
            dialog.finished.connect(self._conflicts_closed)
        self._renew()
        self.conflicts.show()
        self.conflicts.raise_()
        self.conflicts.activateWindow()

    def stop(self) -> None:
        """Close what stands beside the window, before the project is left."""
        for dialog in (self.preview, self.conflicts):
            if dialog is not None and isValid(dialog):
                dialog.close()
        self._bar.hide()

    # -- looking and merging

    def _open(self, paths: Sequence[Path]) -> None:
        """Open the first project among files, there being none to merge them with."""
        projects = [path for path in paths if path.suffix == SUFFIX]
        if projects:
            self._open_project(projects[0])
        else:
            words = _("Open the project first that the change set belongs to; then merge it.")
            self._parts.errors.show_sentence(words)

    def _ask(self, *, merging: bool) -> None:
        snapshot = self._parts.workspace.snapshot
        if snapshot is None:
            return
        title = _("Merge copies or change sets") if merging else _("Compare with a copy")
        ask_for_copies(
            self._parts.window,
            title,
            snapshot.path.parent,
            lambda paths: self.look(paths, merging=merging),
        )

    def _looked(self, found: Found, *, merging: bool, news: str) -> None:
        plan, shown = found
        again = self.preview
        if again is not None and again.paths != plan.paths:
            again.reject()
        self._let_go()
        self._plan = plan
        if self.preview is None:
            writable = self._parts.workspace.writable
            self.preview = PreviewDialog(
                self._parts.window, self._parts.theme, plan.paths, writable=writable
            )
            self.preview.row_chosen.connect(self._to_row)
            self.preview.merge_wanted.connect(self._merge)
            self.preview.finished.connect(self._preview_closed)
        if merging:
            self.preview.merge_next()
        self.preview.show_preview(shown, news)
        self.preview.show()
        self.preview.raise_()
        self.preview.activateWindow()

    def _not_looked(self, error: SidelightError) -> None:
        if isinstance(error, Cancelled):
            self._parts.status.say(_("Stopped; nothing was merged."))
        else:
            self._parts.errors.show_sentence(said(error))

    def _merge(self, unrelated: bool) -> None:
        plan = self._plan
        if plan is None:
            return
        self._parts.flush()
        names = ", ".join(path.name for path in plan.paths)
        self._parts.bridge.do(
            lambda session: _merge(session, plan, unrelated=unrelated),
            then=self._merged,
            failed=self._not_merged,
            label=_("Merging {name}").format(name=names),
        )

    def _merged(self, traces: Traces) -> None:
        dialog = self.preview
        people = dialog.people if dialog is not None else ()
        if dialog is not None:
            dialog.reject()
        self._parts.window.activateWindow()
        words = " · ".join(people) or _("nothing that shows")
        words = _("Merged. {what}").format(what=words)
        if traces.paths:
            offer = Offer(_("Remove these copies…"), lambda: self._ask_traces(traces))
            self._bar.show_merged(f"{words}\n{traces.words}", offer)
        else:
            self._bar.show_merged(words)

    def _ask_traces(self, traces: Traces) -> None:
        words = traces_removal_words(traces.words, back=self._bar.tells_of_merge)
        EraseDialog(
            self._parts.window, traces_title(), words, lambda: self._remove_traces(traces)
        ).open()

    def _remove_traces(self, traces: Traces) -> None:
        self._parts.bridge.do(
            lambda session: session.remove_traces(traces.paths),
            then=lambda left: self._bar.show_words(traces_removed_words(left)),
            label=_("Removing for good"),
        )

    def _not_merged(self, error: SidelightError) -> None:
        if error.id == "merge.moved_on" and self._plan is not None:
            words = _("The project has changed meanwhile. This is how the merge stands now.")
            self.look(self._plan.paths, merging=True, news=words)
        else:
            self._parts.errors.show_sentence(said(error))
            if self.preview is not None:
                self.preview.merge_next()

    def _preview_closed(self) -> None:
        self.preview = None
        self._let_go()

    def _let_go(self) -> None:
        """Let go of what was read of other files, on the thread that read it."""
        plan, self._plan = self._plan, None
        if plan is not None:
            self._parts.bridge.ask(lambda _session: plan.close(), then=lambda _none: None)

    def _to_row(self, row: Row) -> None:
        if row.claim:
            self._going.to_claim(row.claim)
        if row.passage is not None:
            self._going.to_passage(row.passage)
        elif row.document:
            self._going.bring(row.document)

    # -- conflicts

    def _renew(self) -> None:
        snapshot = self._parts.workspace.snapshot
        conflicts = snapshot.conflicts if snapshot else ()
        twins = snapshot.twins if snapshot else ()
        words = ""
        if conflicts:
            words = ngettext("{count} conflict", "{count} conflicts", len(conflicts))
            words = words.format(count=len(conflicts))
        elif twins:
            words = ngettext(
                "{count} passage claimed twice", "{count} passages claimed twice", len(twins)
            ).format(count=len(twins))
        self.count.setText(words)
        self.count.setVisible(bool(words))
        if self.conflicts is not None:
            writable = self._parts.workspace.writable
            self.conflicts.show_all(conflicts, twins, writable=writable)
        if self._bar.tells_of_merge and not (snapshot and snapshot.can_go_back):
            self._bar.hide()

    def _settle(self, conflict: Conflict, value: Any) -> None:
        self._parts.bridge.do(lambda session: session.settle(conflict, value))

    def _settle_all(self, rule: Rule) -> None:
        self._parts.bridge.do(
            lambda session: session.settle_all(rule),
            then=lambda count: self._parts.status.say(
                ngettext("{count} conflict settled.", "{count} conflicts settled.", count).format(
                    count=count
                )
            ),
        )

    def _join(self, claims: list[str]) -> None:
        def join(session: Session) -> None:
            for other in claims[1:]:
                session.join(claims[0], other)

        self._parts.bridge.do(join, then=lambda _none: self._going.to_claim(claims[0]))

    def _show_place(self, claim: str, document: str) -> None:
        if claim:
            self._going.to_claim(claim)
        elif document:
            self._going.bring(document)

    def _conflicts_closed(self) -> None:
        self.conflicts = None


def _merge(session: Session, plan: Merge, *, unrelated: bool) -> Traces:
    session.merge(plan, unrelated=unrelated)
    paths = session.left_by(plan)
    return Traces(paths, traces_words(paths, session.before_merge()))


def _looked(session: Session, work: Work, paths: Sequence[Path]) -> Found:
    plan = session.plan_merge(paths, work.step)
    try:
        return plan, preview(plan, session.project)
    except BaseException:
        plan.close()
        raise
