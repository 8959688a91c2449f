# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reports of an open project: gathered as chosen, written in a format, put where it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.errors import Cancelled, InputError, UnknownName
from sidelight.language import within
from sidelight.model.drafts import heads
from sidelight.model.records import Document
from sidelight.report.choices import ALL, Choices
from sidelight.report.formats import FORMATS, Format
from sidelight.report.installed_formats import installed
from sidelight.session.sharing import SharingVerbs
from sidelight.session.writing import write_output
from sidelight.text.characters import one_line

if TYPE_CHECKING:
    from sidelight.report.data import Report

Step = Callable[[float, str], None]
"""Is told how much is done, 0 to 1, and what; raises Cancelled where the user asked to stop."""


class ReportingVerbs(SharingVerbs):
    """What a session does to tell others of an article."""

    def article(self, name: str = "") -> Document:
        """Return the article meant; where no name is given the only one, in its newest draft."""
        if name:
            return self.document(name)
        articles = heads(self.project)
        if not articles:
            raise UnknownName("article.none")
        if len(articles) > 1:
            labels = ", ".join(f"{d.label} ({d.title})" for d in articles)
            raise UnknownName("article.several", count=len(articles), candidates=labels)
        return articles[0]

    def report_data(
        self, article: str = "", choices: Choices = ALL, *, pictures: bool = False
    ) -> Report:
        """Gather the report on an article as plain data, with pictures of areas on wish."""
        from sidelight.report.data import gather
        from sidelight.report.omitting import without

        document = self.article(article)
        report = gather(
            self.project,
            document,
            self.layer(document),
            made_at=datetime.now(UTC),
            places=self.place,
            me=self.me,
            pictures=self.picture if pictures else None,
            sentences=self.sentences(document),
            choices=replace(choices, style=choices.style or self.settings.citation_style),
        )
        if choices.names and not any(one.id == self.me for one in self.project.reviewers()):
            # who did nothing yet has no name in the project
            report = replace(report, made_by=one_line(self.name))
        return without(report, choices.without)

    def report_bytes(
        self,
        format: Format,  # noqa: A002
        article: str = "",
        choices: Choices = ALL,
        step: Step | None = None,
    ) -> bytes:
        """Return the report as the bytes of a file; InputError, Cancelled."""
        with within(choices.language):
            report = self.report_data(article, choices, pictures=format.pictures)
            try:
                if step is not None and format.write_in_steps is not None:
                    return format.write_in_steps(report, step)
                return format.write(report)
            except Exception as error:
                if format in FORMATS or isinstance(error, Cancelled):
                    raise
                # another package's: it may raise anything
                reason = f"{type(error).__name__}: {error}"
                raise InputError("report.failed", name=format.name, reason=reason) from error

    def report(
        self,
        path: Path,
        *,
        format: str = "",  # noqa: A002
        article: str = "",
        choices: Choices = ALL,
        step: Step | None = None,
    ) -> Path:
        """Write the report to ``path``, whole or not at all; the format as `format_for` finds it.

        Raises Refused, UnknownName, InputError, ProjectError and Cancelled.
        """
        data = self.report_bytes(format_for(path, format), article, choices, step)
        write_output(path, data, self.file.path)
        return path


def format_for(path: Path, name: str = "") -> Format:
    """Return a format by its name, else by how a path ends, which may be not at all; Refused."""
    ending = {"": ".html", ".htm": ".html"}.get(path.suffix.lower(), path.suffix)
    plain = path.is_file() or not path.exists()
    return installed().named(name or (ending if plain else "html"))
