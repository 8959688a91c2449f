# SPDX-License-Identifier: AGPL-3.0-or-later
"""The workbench: all that is in the window once a project is open, and how it hangs together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from sidelight.desktop.background_check import BackgroundCheck
from sidelight.desktop.bridge import Bridge, Work
from sidelight.desktop.claims.claim_card import ClaimCard
from sidelight.desktop.claims.claims_panel import ClaimsPanel
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.documents.loader import Loader
from sidelight.desktop.documents.notes_card import NotesCard
from sidelight.desktop.documents.pane import Pane
from sidelight.desktop.documents.source_card import SourceCard
from sidelight.desktop.drafts.draft_panel import DraftPanel
from sidelight.desktop.exchange.outcome_bar import OutcomeBar
from sidelight.desktop.frame.desk import Desk
from sidelight.desktop.frame.first_window import FirstWindow
from sidelight.desktop.frame.message_bar import MessageBar
from sidelight.desktop.place_keeping import PlaceKeeper
from sidelight.desktop.place_words import page_and_zoom, tally, where
from sidelight.desktop.preferences import settings_now
from sidelight.desktop.resuming import keep, resume
from sidelight.desktop.verbs.agreement_verbs import AgreementVerbs
from sidelight.desktop.verbs.annotating_verbs import AnnotatingVerbs
from sidelight.desktop.verbs.area_verbs import AreaVerbs
from sidelight.desktop.verbs.arranging import Arranging
from sidelight.desktop.verbs.backup_verbs import BackupVerbs
from sidelight.desktop.verbs.claim_verbs import ClaimVerbs
from sidelight.desktop.verbs.covering_verbs import CoveringVerbs
from sidelight.desktop.verbs.document_verbs import DocumentVerbs
from sidelight.desktop.verbs.draft_verbs import DraftVerbs
from sidelight.desktop.verbs.erasing_verbs import ErasingVerbs
from sidelight.desktop.verbs.exchange_verbs import ExchangeVerbs
from sidelight.desktop.verbs.export_verbs import ExportVerbs
from sidelight.desktop.verbs.finding_verbs import FindingVerbs
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.import_verbs import ImportVerbs
from sidelight.desktop.verbs.key_verbs import KeyVerbs
from sidelight.desktop.verbs.look_verbs import LookVerbs
from sidelight.desktop.verbs.many_verbs import ManyVerbs
from sidelight.desktop.verbs.merging_verbs import MergingVerbs
from sidelight.desktop.verbs.noting_verbs import NotingVerbs
from sidelight.desktop.verbs.page_verbs import PageVerbs
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.place_verbs import PlaceVerbs
from sidelight.desktop.verbs.project_verbs import ProjectVerbs
from sidelight.desktop.verbs.reading_verbs import ReadingVerbs
from sidelight.desktop.verbs.recognition_verbs import RecognitionVerbs
from sidelight.desktop.verbs.record_verbs import RecordVerbs
from sidelight.desktop.verbs.report_verbs import ReportVerbs
from sidelight.desktop.verbs.saving_verbs import SavingVerbs
from sidelight.desktop.verbs.signing_verbs import SigningVerbs
from sidelight.desktop.verbs.source_verbs import SourceVerbs
from sidelight.desktop.verbs.text_verbs import TextVerbs
from sidelight.desktop.verbs.there import what_is_there
from sidelight.desktop.verbs.trash_verbs import TrashVerbs
from sidelight.desktop.verbs.view_verbs import ViewVerbs
from sidelight.desktop.verbs.visiting import Visiting
from sidelight.desktop.verbs.vocabulary_verbs import VocabularyVerbs
from sidelight.desktop.window_keys import WindowKeys
from sidelight.desktop.workspace import Workspace
from sidelight.language import _, ngettext
from sidelight.model.verdicts import NONE_ADDED
from sidelight.reader import ahead
from sidelight.session.history import act_name

if TYPE_CHECKING:
    from sidelight.session.session import Session
    from sidelight.session.snapshot import Snapshot


class Workbench(QObject):
    """Documents, claims and everything that can be done with them.

    ``by`` is the name to act under, the settings' where it is empty; ``first`` is opened at once.
    """

    def __init__(self, frame: FirstWindow, by: str = "", first: Path | None = None) -> None:
        super().__init__(frame)
        ahead.begin()
        self._frame = frame
        self.bridge = Bridge(frame)
        self.workspace = Workspace(frame)
        self._verdicts = NONE_ADDED
        # before all that paints what it shows
        self.workspace.changed.connect(self._show_verdicts)
        self.parts = self._make_parts()
        self.desk = Desk(self.parts, frame.main_place)
        frame.take_main(self.desk)
        frame.name_wanted.connect(frame.actions_["project.name"].trigger)
        self._make_verbs(by)
        frame.actions_.judge = self.claim_verbs.judge
        self.check = BackgroundCheck(self.bridge, self.saving.tell_damage, self)
        self._connect()
        WindowKeys(frame, frame.actions_)
        self.keeper = PlaceKeeper(self.parts)
        self.parts.remembered.restore_splitters(self.desk.splitters)
        frame.theme.fit_icons(frame)
        if first is not None:
            self.open(first)
        self._show_project()

    def open(self, path: Path) -> None:
        """Open a project file."""
        self.project_verbs.open(path)

    def may_close(self, then: Callable[[], None]) -> bool:
        """Tell whether all is saved; else ask, and do ``then`` where it is to be closed still."""
        self.parts.flush()
        snapshot = self.workspace.snapshot
        if self.bridge.all_saved and (snapshot is None or snapshot.unsaved is None):
            return True
        waiting = self.bridge.unsaved_now()
        if waiting is not None:
            self.saving.ask_whether(waiting, then)
        return waiting is None

    def close(self) -> None:
        """Save what is being typed, remember where everything was, end the work."""
        self._leave()
        self.parts.remembered.keep_splitters(self.desk.splitters)
        for pane in self.parts.panes:
            pane.end()
        self.parts.loader.stop()
        self.keeper.stop()
        self.bridge.close()

    def _make_parts(self) -> Parts:
        frame = self._frame
        loader = Loader(self.bridge)
        theme, tints, actions = frame.theme, frame.tints, frame.actions_
        looks = (theme, tints)
        return Parts(
            window=frame,
            bridge=self.bridge,
            workspace=self.workspace,
            loader=loader,
            actions=actions,
            theme=theme,
            tints=tints,
            remembered=frame.remembered,
            article=Pane("article", self.workspace, loader, actions, looks),
            sources=Pane("source", self.workspace, loader, actions, looks),
            claims=ClaimsPanel(
                self.workspace, theme, tints, frame.remembered, actions["view.columns"]
            ),
            drafts=DraftPanel(theme, tints),
            card=ClaimCard(self.workspace, actions, theme, tints, frame.remembered),
            source_card=SourceCard(self.workspace, tints),
            notes_card=NotesCard(self.workspace, tints),
            status=frame.status,
            errors=frame.errors,
            unsaved=frame.unsaved,
            notice=frame.notice,
            offer=frame.offer,
            hint=frame.hint,
            whereabouts=frame.whereabouts,
        )

    def _make_verbs(self, by: str) -> None:
        self.going = Going(self.parts)
        self.area_verbs = AreaVerbs(self.parts)
        self.many = ManyVerbs(self.parts)
        self.claim_verbs = ClaimVerbs(self.parts, self.going, self.area_verbs, self.many)
        self.document_verbs = DocumentVerbs(self.parts)
        self.finding = FindingVerbs(self.parts, self.going, self._frame.top.search)
        self.project_verbs = ProjectVerbs(self.parts, by, self._leave, self._enter)
        self.saving = SavingVerbs(self.parts, self.project_verbs.reopen)
        self.project_verbs.when_safe = self.saving.when_safe
        self.backups = BackupVerbs(self.parts, self.project_verbs)
        self.view_verbs = ViewVerbs(self.parts, self._frame.top)
        self.text_verbs = TextVerbs(self.parts)
        self.arranging = Arranging(self.parts)
        self.page_verbs = PageVerbs(self.parts)
        self.visiting = Visiting(self.parts)
        self.reading_verbs = ReadingVerbs(self.parts, self.finding)
        self.look_verbs = LookVerbs(self.parts)
        self.key_verbs = KeyVerbs(self.parts)
        self.recognition = RecognitionVerbs(self.parts)
        bar = OutcomeBar(self.parts.theme, self.parts.tints)
        self._frame.take_bar(bar)
        self.outcome = bar
        self.exchange = ExchangeVerbs(self.parts, bar)
        self.report_verbs = ReportVerbs(self.parts, self.project_verbs)
        self.annotating = AnnotatingVerbs(self.parts, self.project_verbs, bar)
        self.exporting = ExportVerbs(self.parts, self.project_verbs, bar)
        self.merging = MergingVerbs(self.parts, self.going, bar, self.open)
        self.erasing = ErasingVerbs(self.parts, self.going, self.many, bar)
        self.trash_verbs = TrashVerbs(self.parts, self.erasing)
        self._make_record_verbs()
        for verbs in (self.going, self.area_verbs, self.claim_verbs, self.document_verbs,
                      self.finding, self.project_verbs, self.view_verbs, self.text_verbs,
                      self.arranging, self.page_verbs, self.visiting, self.reading_verbs,
                      self.look_verbs, self.recognition, self.backups, self.exchange, self.merging,
                      self.erasing, self.covering, self.agreement, self.signing,
                      self.source_verbs, self.records, self.drafts, self.noting, self.places,
                      self.vocabulary, self.key_verbs, self.trash_verbs, self.importing,
                      self.annotating, self.report_verbs, self.exporting):  # fmt: skip
            self.parts.actions.connect(verbs.handlers())

    def _make_record_verbs(self) -> None:
        self.importing = ImportVerbs(self.parts, self.project_verbs, self.outcome)
        self.document_verbs.added = self.importing.offer
        self.covering = CoveringVerbs(self.parts)
        self.agreement = AgreementVerbs(self.parts, self.going)
        self.signing = SigningVerbs(self.parts, self.going)
        self.drafts = self._make_draft_verbs()
        self.source_verbs = SourceVerbs(self.parts)
        self.vocabulary = VocabularyVerbs(self.parts)
        self.records = RecordVerbs(self.parts, self.many)
        self.noting = NotingVerbs(self.parts, self.going, self.claim_verbs, self.erasing)
        self.places = PlaceVerbs(self.parts, self.going, self.claim_verbs)

    def _make_draft_verbs(self) -> DraftVerbs:
        self.draft_bar = bar = MessageBar("hint", self.parts.theme, self.parts.tints)
        self._frame.take_bar(bar)
        documents = self.document_verbs
        verbs = DraftVerbs(self.parts, bar, lambda paths: documents.add(paths, "article"))
        documents.is_draft = verbs.offer
        return verbs

    def _connect(self) -> None:
        parts, bridge = self.parts, self.bridge
        bridge.snapshot_changed.connect(self._take)
        bridge.busy.connect(parts.status.show_work)
        bridge.busy.connect(self.backups.show_progress)
        bridge.error.connect(parts.errors.show_sentence)
        bridge.saved.connect(self._show_saved)
        self._frame.files_dropped.connect(self.merging.take_dropped)
        parts.status.stop_wanted.connect(bridge.cancel)
        self.workspace.changed.connect(self._show_project)
        self.workspace.chosen.connect(self._enable)
        for pane in parts.panes:
            pane.shown.connect(self._show_place)
            pane.arranged.connect(self._enable)
            pane.made.connect(self._watch)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, *_widgets: object) -> None:
        # the keyboard moves once more while a window's widgets are taken down
        if isValid(self.parts.window):
            self._show_place()

    def _watch(self, page: DocumentPage) -> None:
        page.view.selection_changed.connect(self._show_place)
        page.view.view_changed.connect(self._show_place)
        page.when_ready(self._show_place)
        page.view.ends_adjusted.connect(self.claim_verbs.adjust)
        page.view.area_adjusted.connect(self.area_verbs.adjust)

    def _take(self, snapshot: Snapshot) -> None:
        if self.workspace.snapshot is not None:
            self.workspace.show(snapshot)

    def _enter(self, session: Session, snapshot: Snapshot) -> None:
        self.workspace.show(None)
        self.parts.claims.header.clear()
        self.parts.loader.start(session.reader)
        self.parts.loader.take(self._frame.coming.take(snapshot.path))
        self.workspace.show(snapshot)
        self.parts.card.forget_others()
        self.parts.errors.hide()
        if not snapshot.is_backup:
            self.parts.remembered.opened(snapshot.path)
        resume(self.parts)
        self.parts.article.take_focus()
        self.show_notice()
        self.check.start(session)
        self._tell_whereabouts(snapshot)

    def _tell_whereabouts(self, snapshot: Snapshot) -> None:
        """Say, once for each project, what can go wrong where it stands."""
        bar = self.parts.whereabouts
        bar.hide()

        def look(_session: Session | None, _work: Work) -> list[str]:
            from sidelight.session.whereabouts import news

            return news(snapshot.path)

        def tell(words: list[str]) -> None:
            shown = self.workspace.snapshot
            if words and shown is not None and shown.path == snapshot.path:
                bar.show_sentence("\n".join(words))

        if not snapshot.is_backup:
            self.bridge.run(look, then=tell)

    def _leave(self) -> None:
        self.recognition.stop()
        self.check.stop()
        self.parts.flush()
        self.merging.stop()
        self.drafts.close()
        self.draft_bar.hide()
        self.agreement.stop()
        self.signing.stop()
        self.report_verbs.stop()
        self.importing.stop()
        self.vocabulary.stop()
        if self.workspace.snapshot is not None:
            keep(self.parts, self.desk)
        self._frame.show_seen(self.project_verbs.coming)

    def show_notice(self) -> None:
        """Say why the project cannot be changed, or who made it, whose verdicts are given here."""
        snapshot = self.workspace.snapshot
        self.saving.show_notice()
        named = bool(settings_now().name) or not self.workspace.writable
        words = _("Your verdicts are signed “{name}”.").format(name=self.project_verbs.name)
        said = [snapshot.introduction] if snapshot else []
        self.parts.hint.show_sentence(" ".join(filter(None, [*said, "" if named else words])))

    def _show_project(self) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None and self.project_verbs.coming in (None, snapshot.path):
            self._frame.show_main(self.desk, snapshot.title)
        elif self.project_verbs.coming is not None:
            self._frame.show_coming(self.project_verbs.coming)
        else:
            # what was said of a project goes with it
            self.parts.hint.hide()
            self.parts.whereabouts.hide()
            self._frame.show_nothing_open()
        undo = act_name(snapshot.undo) if snapshot and snapshot.undo else ""
        redo = act_name(snapshot.redo) if snapshot and snapshot.redo else ""
        self.parts.actions["edit.undo"].setText(
            _("Undo: {act}").format(act=undo) if undo else _("Undo")
        )
        self.parts.actions["edit.redo"].setText(
            _("Redo: {act}").format(act=redo) if redo else _("Redo")
        )
        self.parts.status.show_counts(
            tally(
                snapshot.painted if snapshot else {},
                self.workspace.verdicts,
                self.workspace.threads,
            )
        )
        self._show_saved(self.bridge.all_saved)
        self._enable()
        self._show_place()

    def _show_verdicts(self) -> None:
        verdicts = self.workspace.verdicts
        self._frame.theme.show_verdicts(verdicts)
        if verdicts != self._verdicts:
            self._verdicts = verdicts
            self._frame.actions_.show_verdicts(verdicts)
            self._frame.top.show_verdicts(verdicts)

    def _show_saved(self, saved: bool) -> None:
        snapshot = self.workspace.snapshot
        words, alarming = "", False
        if snapshot is not None:
            words = _("All changes saved") if saved else _("Saving…")
            waiting = snapshot.unsaved
            alarming = waiting is not None or self.bridge.refused
            if waiting is not None:
                words = ngettext(
                    "{count} change not saved", "{count} changes not saved", waiting.count
                ).format(count=waiting.count)
            elif self.bridge.refused:
                words = _("The last change is not saved")
            elif snapshot.read_only:
                words = _("For reading only")
        self._frame.top.show_saved(words, alarming=alarming)
        self.parts.status.show_saved(words, alarming=alarming)

    def _enable(self) -> None:
        snapshot = self.workspace.snapshot
        page = self.parts.focused_page() if snapshot else None
        arranged = self.arranging.there() if page else ()
        steps = {
            "edit.undo": snapshot.undo if snapshot else "",
            "edit.redo": snapshot.redo if snapshot else "",
        }
        able = {id_: bool(label) and self.workspace.writable for id_, label in steps.items()}
        # at once: each time an action is turned off and on again its buttons are laid out anew
        self.parts.actions.enable(what_is_there(self.workspace, page, arranged), able)
        self._frame.top.show_verdict(self.workspace.claim, self.workspace.me)

    def _show_place(self) -> None:
        page = self.parts.focused_page() if self.workspace.snapshot else None
        covered = self.covering.percent(page)
        self.parts.status.show_place(where(page, covered, self.signing.said(page)))
        self.parts.status.show_zoom(page_and_zoom(page))
        self.desk.curve.renew()
        self._enable()
