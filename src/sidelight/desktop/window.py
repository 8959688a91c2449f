# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window: it lays its parts out and ties what they announce to each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.action_set import ActionSet
from sidelight.desktop.bridge import Bridge
from sidelight.desktop.claims.claim_card import ClaimCard
from sidelight.desktop.claims.claims_panel import ClaimsPanel
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.documents.loader import Loader
from sidelight.desktop.documents.pane import Pane
from sidelight.desktop.field_keys import FieldKeys
from sidelight.desktop.frame.desk import Desk
from sidelight.desktop.frame.menus import main_menu, project_menu
from sidelight.desktop.frame.message_bar import MessageBar
from sidelight.desktop.frame.start_page import StartPage
from sidelight.desktop.frame.status_line import StatusLine
from sidelight.desktop.frame.top_bar import TopBar
from sidelight.desktop.icons import Tints
from sidelight.desktop.keys import PhysicalKeys
from sidelight.desktop.place_words import page_and_zoom, tally, where
from sidelight.desktop.preferences import settings_now
from sidelight.desktop.remembered import Remembered, first_size
from sidelight.desktop.resuming import keep, resume
from sidelight.desktop.theme import Theme
from sidelight.desktop.verbs.area_verbs import AreaVerbs
from sidelight.desktop.verbs.arranging import Arranging
from sidelight.desktop.verbs.claim_verbs import ClaimVerbs
from sidelight.desktop.verbs.document_verbs import DocumentVerbs
from sidelight.desktop.verbs.finding_verbs import FindingVerbs
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.look_verbs import LookVerbs
from sidelight.desktop.verbs.page_verbs import PageVerbs
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.project_verbs import ProjectVerbs
from sidelight.desktop.verbs.reading_verbs import ReadingVerbs
from sidelight.desktop.verbs.recognition_verbs import RecognitionVerbs
from sidelight.desktop.verbs.text_verbs import TextVerbs
from sidelight.desktop.verbs.view_verbs import ViewVerbs
from sidelight.desktop.verbs.visiting import Visiting
from sidelight.desktop.workspace import Workspace
from sidelight.language import _, sentence
from sidelight.session.history import act_name

if TYPE_CHECKING:
    from sidelight.session.session import Session
    from sidelight.session.snapshot import Snapshot


class MainWindow(QMainWindow):
    """The one window.  ``by`` is the name to act under, the settings' where it is empty."""

    def __init__(self, theme: Theme, by: str = "") -> None:
        super().__init__()
        self.setMinimumSize(880, 560)
        self.bridge = Bridge(self)
        self.workspace = Workspace(self)
        self._tints = Tints(theme)
        self.actions_ = ActionSet(self, self._tints)
        self.parts = self._make_parts(theme)
        self.top = self._make_top(theme)
        self._lay_out()
        self.going = Going(self.parts)
        self.area_verbs = AreaVerbs(self.parts)
        self.claim_verbs = ClaimVerbs(self.parts, self.going, self.area_verbs)
        self.document_verbs = DocumentVerbs(self.parts)
        self.finding = FindingVerbs(self.parts, self.going, self.top.search)
        self.project_verbs = ProjectVerbs(self.parts, by, self._leave, self._enter)
        self.view_verbs = ViewVerbs(self.parts, self.top)
        self.text_verbs = TextVerbs(self.parts)
        self.arranging = Arranging(self.parts)
        self.page_verbs = PageVerbs(self.parts)
        self.visiting = Visiting(self.parts)
        self.reading_verbs = ReadingVerbs(self.parts, self.finding)
        self.look_verbs = LookVerbs(self.parts)
        self.recognition = RecognitionVerbs(self.parts)
        for verbs in (self.going, self.area_verbs, self.claim_verbs, self.document_verbs,
                      self.finding, self.project_verbs, self.view_verbs, self.text_verbs,
                      self.arranging, self.page_verbs, self.visiting, self.reading_verbs,
                      self.look_verbs, self.recognition):  # fmt: skip
            self.actions_.connect(verbs.handlers())
        self._connect()
        self._keys = (PhysicalKeys(self, self.actions_), FieldKeys(self))
        application = QApplication.instance()
        if application is not None:
            for keys in self._keys:
                application.installEventFilter(keys)
        if not self.parts.remembered.restore_geometry(self, self.desk.splitters):
            self.resize(first_size(self.screen().availableSize()))
        theme.fit_icons(self)
        self._show_project()

    def open(self, path: Path) -> None:
        """Open a project file."""
        self.project_verbs.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed, remember where everything was, end the work."""
        self._leave()
        self.parts.remembered.keep_geometry(self, self.desk.splitters)
        self.hide()
        for pane in self.parts.panes:
            pane.end()
        self.parts.loader.stop()
        self.bridge.close()
        event.accept()

    def _make_parts(self, theme: Theme) -> Parts:
        loader = Loader(self.bridge)
        looks = (theme, self._tints)
        name = QPushButton(_("Your name…"))
        name.setProperty("part", "link")
        name.clicked.connect(self.actions_["project.name"].trigger)
        return Parts(
            window=self,
            bridge=self.bridge,
            workspace=self.workspace,
            loader=loader,
            actions=self.actions_,
            theme=theme,
            tints=self._tints,
            remembered=Remembered(),
            article=Pane("article", self.workspace, loader, self.actions_, looks),
            sources=Pane("source", self.workspace, loader, self.actions_, looks),
            claims=ClaimsPanel(self.workspace, theme, self._tints),
            card=ClaimCard(self.workspace, self.actions_, theme, self._tints),
            status=StatusLine(self.actions_, self._tints),
            errors=MessageBar("error", theme, self._tints),
            notice=MessageBar("notice", theme, self._tints),
            hint=MessageBar("hint", theme, self._tints, name),
        )

    def _make_top(self, theme: Theme) -> TopBar:
        parts = self.parts
        menus = (
            project_menu(self, self.actions_, parts.remembered, self.open),
            main_menu(self, self.actions_),
        )
        return TopBar(self.actions_, theme, self._tints, menus)

    def _lay_out(self) -> None:
        parts = self.parts
        self.desk = Desk(parts)
        self.start = StartPage(self.actions_, self._tints)
        self.start.wanted.connect(self.open)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.desk)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, parts.errors, parts.notice, parts.hint):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self.setStatusBar(parts.status)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def _connect(self) -> None:
        parts, bridge = self.parts, self.bridge
        bridge.snapshot_changed.connect(self._take)
        bridge.busy.connect(parts.status.show_work)
        bridge.error.connect(parts.errors.show_sentence)
        bridge.saved.connect(self._show_saved)
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
        self.workspace.show(snapshot)
        self.parts.card.forget_others()
        self.parts.errors.hide()
        self.parts.remembered.opened(snapshot.path)
        resume(self.parts)
        self.parts.article.take_focus()
        self.show_notice()

    def _leave(self) -> None:
        self.recognition.stop()
        self.parts.card.flush()
        if self.workspace.snapshot is not None:
            keep(self.parts)

    def show_notice(self) -> None:
        """Say why the project cannot be changed, or whose verdicts are given here."""
        snapshot = self.workspace.snapshot
        notice = snapshot.notice if snapshot else None
        self.parts.notice.show_sentence(sentence(notice) if notice else "")
        named = bool(settings_now().name) or not self.workspace.writable
        words = _("Your verdicts are signed “{name}”.").format(name=self.project_verbs.name)
        self.parts.hint.show_sentence("" if named else words)

    def _show_project(self) -> None:
        snapshot = self.workspace.snapshot
        self._stack.setCurrentWidget(self.desk if snapshot else self.start)
        self.top.show_project(snapshot.title if snapshot else None)
        self.setWindowTitle(f"{snapshot.title} — Sidelight" if snapshot else "Sidelight")
        if snapshot is None:
            self.start.show_recent(self.parts.remembered.recent())
            self.start.take_focus()
        undo = act_name(snapshot.undo) if snapshot and snapshot.undo else ""
        redo = act_name(snapshot.redo) if snapshot and snapshot.redo else ""
        self.actions_["edit.undo"].setText(_("Undo: {act}").format(act=undo) if undo else _("Undo"))
        self.actions_["edit.redo"].setText(_("Redo: {act}").format(act=redo) if redo else _("Redo"))
        self.parts.status.show_counts(tally(self.workspace.claims, self.workspace.me))
        self._show_saved(self.bridge.all_saved)
        self._enable()
        self._show_place()

    def _show_saved(self, saved: bool) -> None:
        words = ""
        if self.workspace.snapshot is not None:
            words = _("All changes saved") if saved else _("Saving…")
            words = _("The last change is not saved") if self.bridge.refused else words
            if self.workspace.snapshot.read_only:
                words = _("For reading only")
        self.top.show_saved(words)
        self.parts.status.show_saved(words)

    def _enable(self) -> None:
        snapshot = self.workspace.snapshot
        there = {"project"} if snapshot else set()
        page = self.parts.focused_page() if snapshot else None
        if page is not None:
            there |= {"document", *self.arranging.there()}
            there |= {"selected", "copyable"} if page.view.selection() else set()
            there |= {"copyable"} if page.view.block else set()
        if self.workspace.writable:
            there |= {"writable"}
            there |= {"claim"} if self.workspace.claim else set()
            there |= {"evidence"} if self.workspace.evidence_id else set()
            if page is not None:
                there |= {"page"} if "html" in page.document.media_type else set()
                there |= {"furniture"} if page.has_furniture() else set()
                there |= page.scan.needs()
        self.actions_.enable(there)
        for id_, label in (
            ("edit.undo", snapshot and snapshot.undo),
            ("edit.redo", snapshot and snapshot.redo),
        ):
            self.actions_[id_].setEnabled(bool(label) and self.workspace.writable)
        self.top.show_verdict(self.workspace.claim, self.workspace.me)

    def _show_place(self) -> None:
        page = self.parts.focused_page() if self.workspace.snapshot else None
        self.parts.status.show_place(where(page))
        self.parts.status.show_zoom(page_and_zoom(page))
        self.desk.curve.renew()
        self._enable()
