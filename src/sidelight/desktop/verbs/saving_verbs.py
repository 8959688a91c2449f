# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window says and offers where changes cannot be saved, or the project not changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from sidelight.desktop.dialogs.files import ask_where, project_filters
from sidelight.desktop.dialogs.project_place import SUFFIX
from sidelight.desktop.dialogs.unsaved import UnsavedQuestion
from sidelight.desktop.frame.message_bar import Offer
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.project_verbs import documents_folder
from sidelight.language import _, ngettext, sentence

if TYPE_CHECKING:
    from sidelight.session.session import Session
    from sidelight.session.snapshot import Snapshot
    from sidelight.store.unsaved import Waiting

_REPLACED = {"project.replaced", "project.changed"}
"""Errors after which another version stands at the path."""
_LOOK_MS = 2000
"""How often it is looked whether another still has the project open."""


class SavingVerbs:
    """Ways out of what keeps changes from being saved.

    ``reopen`` opens the project at a path although it is open.
    """

    def __init__(self, parts: Parts, reopen: Callable[[Path], None]) -> None:
        self._parts = parts
        self._reopen = reopen
        self._told: tuple[str, str, bool] | None = None
        self._offered: tuple[int, datetime] | None = None
        self._looking = QTimer(parts.window, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        parts.workspace.changed.connect(self._show)

    def show_notice(self) -> None:
        """Say why the project cannot be changed, with what helps."""
        snapshot = self._parts.workspace.snapshot
        notice = snapshot.notice if snapshot else None
        offers = [self._elsewhere()] if notice and notice.id == "project.read_only" else []
        self._parts.notice.show_sentence(sentence(notice) if notice else "", *offers)
        if notice is not None and notice.id == "project.held":
            self._looking.start()
        else:
            self._looking.stop()

    def try_again(self) -> None:
        """Try to save what waits."""
        self._told = None
        self._parts.bridge.do(
            lambda session: session.file.take_up(), then=lambda _none: self._say_whether()
        )

    def ask_elsewhere(self) -> None:
        """Ask where else to save the project."""
        snapshot = self._parts.workspace.snapshot
        if snapshot is not None:
            # a file in the way is no reason to leave the folder; all others are
            error = snapshot.unsaved.error.id if snapshot.unsaved else ""
            beside = error in _REPLACED
            folder = snapshot.path.parent if beside else documents_folder()
            name = _("{name} saved elsewhere").format(name=snapshot.path.stem) + SUFFIX
            title = _("Save the project as")
            ask_where(
                self._parts.window, title, folder / name, project_filters(), self.save_elsewhere
            )

    def save_elsewhere(self, path: Path) -> None:
        """Save the project at another place and go on working there."""
        self._parts.flush()
        target = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        self._parts.bridge.do(
            lambda session: session.file.save_elsewhere(target),
            then=lambda absent: self._moved(target, absent),
            label=_("Saving the project as {name}").format(name=target.name),
        )

    def tell_damage(self, words: str) -> None:
        """Say what of the file is damaged."""
        self._parts.errors.show_sentence(words, self._elsewhere())

    def when_safe(self, then: Callable[[], None]) -> None:
        """Do what closes the project, at once or once the user knows what is not saved."""
        self._parts.flush()
        snapshot = self._parts.workspace.snapshot
        if snapshot is None or (snapshot.unsaved is None and self._parts.bridge.all_saved):
            then()
            return

        def decide(waiting: Waiting | None) -> None:
            if waiting is None:
                then()
            else:
                self.ask_whether(waiting, then)

        def tried(session: Session) -> Waiting | None:
            session.file.retry()
            return session.file.unsaved

        self._parts.bridge.do(tried, then=decide, failed=lambda _error: then())

    def ask_whether(self, waiting: Waiting, then: Callable[[], None]) -> None:
        """Ask whether to close the project although something is not saved."""
        ways = (then, self.try_again, self.ask_elsewhere)
        UnsavedQuestion(self._parts.window, waiting, *ways).open()

    def _show(self) -> None:
        """Follow the project: what waits, and what an earlier session left."""
        snapshot = self._parts.workspace.snapshot
        self._show_unsaved(snapshot)
        offered = snapshot.rescued if snapshot else None
        if offered != self._offered:
            self._offered = offered
            self._offer_rescued()

    def _show_unsaved(self, snapshot: Snapshot | None) -> None:
        waiting = snapshot.unsaved if snapshot else None
        if waiting is None:
            self._told = None
            self._parts.unsaved.show_sentence("")
            return
        said = sentence(waiting.error)
        now = (str(snapshot and snapshot.path), said, waiting.kept)
        # closed by the user, it comes again only with other news
        if now != self._told:
            self._told = now
            alone = "" if waiting.kept else _("Until then your changes are in this window only.")
            words = f"{said} {alone}".strip()
            self._parts.unsaved.show_sentence(words, *self._ways_out())

    def _offer_rescued(self) -> None:
        if self._offered is None:
            self._parts.offer.show_sentence("")
            return
        count, made_at = self._offered
        words = ngettext(
            "{count} change of {date} was not saved; add it?",
            "{count} changes of {date} were not saved; add them?",
            count,
        ).format(count=count, date=made_at.astimezone().strftime("%Y-%m-%d %H:%M"))
        self._parts.offer.show_sentence(
            words,
            Offer(_("Add"), self._add_rescued),
            Offer(_("Throw away…"), lambda: self._ask_to_forget(count)),
        )

    def _add_rescued(self) -> None:
        self._parts.bridge.do(
            lambda session: session.file.add_rescued(),
            then=lambda _none: self._parts.status.say(_("The changes were added.")),
        )

    def _ask_to_forget(self, count: int) -> None:
        words = ngettext(
            "Throw {count} change away for good?", "Throw {count} changes away for good?", count
        )
        self._parts.offer.show_sentence(
            words.format(count=count),
            Offer(_("Throw away"), self._forget_rescued),
            Offer(_("Keep"), self._offer_rescued),
        )

    def _forget_rescued(self) -> None:
        self._parts.bridge.do(lambda session: session.file.forget_rescued())

    def _look(self) -> None:
        self._parts.bridge.ask(
            lambda session: session.file.released,
            then=self._offer_editing,
            failed=lambda _error: None,
        )

    def _offer_editing(self, released: bool) -> None:
        snapshot = self._parts.workspace.snapshot
        if released and snapshot is not None and self._looking.isActive():
            self._looking.stop()
            path = snapshot.path
            words = _("{name} is not open elsewhere any more.").format(name=path.name)
            offer = Offer(_("Open for editing"), lambda: self._reopen(path))
            self._parts.notice.show_sentence(words, offer)

    def _ways_out(self) -> list[Offer]:
        """Return what helps; where another version stands at the path, making one of the two."""
        snapshot = self._parts.workspace.snapshot
        error = snapshot.unsaved.error.id if snapshot and snapshot.unsaved else ""
        if error in _REPLACED:
            return [Offer(_("Merge the two"), self.rejoin), self._elsewhere()]
        return [Offer(_("Try again"), self.try_again), self._elsewhere()]

    def rejoin(self) -> None:
        """Make one of the project and the file that another program put in its place."""
        self._told = None
        self._parts.flush()
        self._parts.bridge.do(
            lambda session: session.rejoin(),
            then=lambda _none: self._parts.status.say(_("Both versions are one again.")),
            label=_("Merging the two versions"),
        )

    def _elsewhere(self) -> Offer:
        return Offer(_("Save elsewhere…"), self.ask_elsewhere)

    def _say_whether(self) -> None:
        snapshot = self._parts.workspace.snapshot
        if snapshot is not None:
            saved = snapshot.unsaved is None
            self._parts.status.say(_("All changes saved") if saved else _("Still not saved."))

    def _moved(self, target: Path, absent: list[str]) -> None:
        self._parts.remembered.opened(target)
        self.show_notice()
        words = _("Saved as {name}; you go on working there.").format(name=target.name)
        self._parts.status.say(words)
        if absent:
            words = _("Bytes of these documents could not be read and are not in {name}: {titles}.")
            titles = ", ".join(f"“{title}”" for title in absent)
            self._parts.errors.show_sentence(words.format(name=target.name, titles=titles))
