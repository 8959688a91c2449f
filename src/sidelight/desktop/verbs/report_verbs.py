# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done to tell others of an article: look at a report, write it, print it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shiboken6 import isValid

from sidelight.desktop.action_set import Handler
from sidelight.desktop.bridge import Work
from sidelight.desktop.error_words import said
from sidelight.desktop.preferences import change_settings, settings_now
from sidelight.desktop.verbs.exchange_verbs import claims_offered
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.project_verbs import ProjectVerbs
from sidelight.errors import Cancelled, SidelightError
from sidelight.language import _
from sidelight.report.choices import ALL, Choices
from sidelight.report.installed_formats import installed

if TYPE_CHECKING:
    from sidelight.desktop.reporting.report_dialog import ReportDialog
    from sidelight.desktop.reporting.report_form import ReportOffer, WantedReport
    from sidelight.session.report_preview import Preview
    from sidelight.session.reporting import Step
    from sidelight.session.session import Session
    from sidelight.session.snapshot import Snapshot

_KEPT = "report"


class ReportVerbs:
    """Reports on the article in front."""

    def __init__(self, parts: Parts, projects: ProjectVerbs) -> None:
        self._parts = parts
        self._projects = projects
        self._dialog: ReportDialog | None = None

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"project.report": self.ask}

    def ask(self) -> None:
        """Show what a report would hold, and ask for the rest."""
        # a tenth of a second that the start of the window need not wait for
        from sidelight.desktop.reporting.preview_pane import PreviewPane
        from sidelight.desktop.reporting.report_dialog import Doing, ReportDialog

        snapshot = self._parts.workspace.snapshot
        if snapshot is None or not self._parts.workspace.documents("article"):
            self._parts.status.say(_("Add the article first; the report is about it."))
            return
        self._parts.flush()
        pane = PreviewPane(self._parts.loader.pictures, self._parts.theme, snapshot.verdicts)
        dialog = ReportDialog(
            self._parts.window,
            self._offer(snapshot),
            self._parts.remembered.kept(_KEPT),
            pane,
            Doing(
                look=self._look,
                write=lambda wanted: self._write(dialog, wanted),
                print=lambda wanted, made: self._print(dialog, wanted, made),
                stop=self._parts.bridge.cancel,
                keep=self._keep,
            ),
        )
        self._parts.bridge.busy.connect(dialog.show_work)
        self._dialog = dialog
        dialog.open()

    def stop(self) -> None:
        """End what a dialog still asks for: the project is left."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None and isValid(dialog):
            if dialog.at_work:
                self._parts.bridge.cancel()
            dialog.done(0)

    def report(
        self,
        path: Path,
        *,
        format: str = "",  # noqa: A002
        article: str = "",
        choices: Choices = ALL,
        then: Callable[[], object] | None = None,
        failed: Callable[[SidelightError], object] | None = None,
    ) -> None:
        """Write the report on an article, the one shown where none is named; without a format the
        ending of the path says which.
        """
        self._parts.flush()
        about = article or self._parts.article.document_id

        def written(found: Path) -> None:
            if then is not None:
                then()
            words = _("Report written: {name}").format(name=found.name)
            self._projects.say_written(words, found)

        self._parts.bridge.look(
            lambda session, work: session.report(
                path, format=format, article=about, choices=choices, step=work.step
            ),
            then=written,
            failed=failed,
            label=_("Writing the report"),
        )

    def _offer(self, snapshot: Snapshot) -> ReportOffer:
        from sidelight.desktop.reporting.report_form import ReportOffer

        front = self._parts.front_article()
        articles = [(one.id, one.title) for one in self._parts.workspace.documents("article")]
        seconds = {one for claim in snapshot.claims for one in claim.seconds} - {snapshot.me}
        people = ((one, snapshot.reviewers[one]) for one in seconds if one in snapshot.reviewers)
        return ReportOffer(
            articles=sorted(articles, key=lambda one: one[0] != front),
            claims=claims_offered(self._parts, snapshot),
            blind=sorted(((id_, one.label) for id_, one in people), key=lambda one: one[1]),
            formats=installed().formats,
            suggestion=self._projects.path_of(snapshot).with_suffix(".html"),
            style=settings_now().citation_style,
        )

    def _keep(self, kept: dict[str, Any], style: str) -> None:
        self._parts.remembered.keep(_KEPT, kept)
        if style != settings_now().citation_style:
            change_settings(self._parts.bridge, at_work=True, citation_style=style)

    def _look(
        self,
        wanted: WantedReport,
        step: Step,
        then: Callable[[Preview], None],
        failed: Callable[[str], None],
    ) -> None:
        def make(session: Session) -> Preview:
            from sidelight.session.report_preview import preview

            step(0.0, "")
            return preview(session, wanted.format, wanted.article, wanted.choices, step)

        self._parts.bridge.ask(
            make,
            then=then,
            failed=lambda error: None if isinstance(error, Cancelled) else failed(said(error)),
        )

    def _write(self, dialog: ReportDialog, wanted: WantedReport) -> None:
        self.report(
            wanted.path,
            format=wanted.format.name,
            article=wanted.article,
            choices=wanted.choices,
            then=dialog.finish,
            failed=lambda error: self._not_done(dialog, error),
        )

    def _print(self, dialog: ReportDialog, wanted: WantedReport, made: Preview | None) -> None:
        from sidelight.desktop.reporting.paper_printing import ask_for_printer, printed

        def begin(printer: Any) -> None:
            dialog.begin()

            def run(session: Session, work: Work) -> int:
                from sidelight.session.report_preview import Pages, pages

                if isinstance(made, Pages):
                    return printed(session, printer, made, work.step)
                fresh = pages(session, wanted.article, wanted.choices, work.step)
                return printed(session, printer, fresh, work.step)

            self._parts.bridge.look(
                run,
                then=lambda count: self._printed(dialog, count),
                failed=lambda error: self._not_done(dialog, error),
                label=_("Printing the report"),
            )

        ask_for_printer(dialog, begin)

    def _printed(self, dialog: ReportDialog, count: int) -> None:
        dialog.end()
        self._parts.status.say(_("Pages sent to the printer: {count}").format(count=count))

    def _not_done(self, dialog: ReportDialog, error: SidelightError) -> None:
        stopped = isinstance(error, Cancelled)
        dialog.end(_("Stopped; nothing was written.") if stopped else said(error))
