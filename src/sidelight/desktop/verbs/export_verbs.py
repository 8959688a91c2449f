# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done to give a project to other programs: write it in one of their formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.desktop.action_set import Handler
from sidelight.desktop.bridge import Work
from sidelight.desktop.dialogs.files import ask_where
from sidelight.desktop.exchange.outcome_bar import OutcomeBar
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.project_verbs import ProjectVerbs
from sidelight.exchange.export_formats import exports
from sidelight.language import _, ngettext

if TYPE_CHECKING:
    from sidelight.exchange.outgoing import Written
    from sidelight.session.session import Session


class ExportVerbs:
    """Writes the project for other programs; ``bar`` says what a format could not hold."""

    def __init__(self, parts: Parts, projects: ProjectVerbs, bar: OutcomeBar) -> None:
        self._parts = parts
        self._projects = projects
        self._bar = bar

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"project.export": self.ask}

    def ask(self) -> None:
        """Ask for a format and where to write it."""
        snapshot = self._parts.workspace.snapshot
        if snapshot is None:
            return
        formats = exports().formats
        path = self._projects.path_of(snapshot)
        ask_where(
            self._parts.window,
            _("Export for other programs"),
            path.with_name(path.stem + formats[0].suffix),
            [f"{_(one.title)} (*{one.suffix})" for one in formats],
            self.write,
        )

    def write(self, path: Path) -> None:
        """Write the project; its format follows the ending."""
        self._parts.flush()

        def make(session: Session, work: Work) -> Written:
            from sidelight.session.exporting import export

            return export(session, path, step=work.step)

        self._parts.bridge.look(
            make,
            then=lambda made: self._written(made, path),
            failed=lambda error: self._projects.say_not_written(error, path),
            label=_("Writing {name}").format(name=path.name),
        )

    def _written(self, made: Written, path: Path) -> None:
        words = ngettext(
            "{name} written with {count} record", "{name} written with {count} records", made.count
        )
        self._projects.say_written(words.format(name=path.name, count=made.count), path)
        if made.remarks:
            self._bar.show_words(" ".join(made.remarks))
