# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desk: an open project, who works at it, and the one way to act on it."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sidelight.errors import ProjectError, Refused
from sidelight.model.blindness import blind_claims
from sidelight.model.change import Change, Setting
from sidelight.model.project import Project
from sidelight.model.records import Claim
from sidelight.model.undo import Step, Steps, inverse
from sidelight.reader.remote import Reader
from sidelight.report.locators import Sections
from sidelight.session.backing_up import BackingUp
from sidelight.session.claim_lines import ClaimLines
from sidelight.session.identity import Installation, reviewer_id
from sidelight.session.names import plain_name, usual_name
from sidelight.session.origin import introduction
from sidelight.session.settings import Settings
from sidelight.session.sight import Sight, Veil
from sidelight.store.project_file import Author, Holder, ProjectFile
from sidelight.text.corrections import CorrectedText, Correction
from sidelight.text.layer import Heading, Page, TextLayer
from sidelight.text.text_map import TextMap


class Desk:
    """One open project, used from one thread.

    ``me`` is the id of the reviewer who acts, ``name`` theirs; ``backups`` those of the project;
    ``introduction`` says at the first opening of a stranger's project who made it, and is "" else.
    A ``reader`` that is handed in is not closed with the desk.
    """

    def __init__(
        self,
        file: ProjectFile,
        settings: Settings,
        name: str,
        reader: Reader | None = None,
        *,
        what: str = "command",
    ) -> None:
        self.file = file
        self.backups = BackingUp(file, settings, waits=what == "command")
        self.settings = settings
        self.act_as(name)
        self.reader = reader or Reader()
        self.introduction = introduction(file.project, settings)
        self._own_reader = reader is None
        self._installation: Installation | None = None
        self._layers: dict[str, TextLayer] = {}
        self._folded: dict[str, str] = {}
        self._readings: dict[str, tuple[tuple[Correction, ...], CorrectedText]] = {}
        self._pages: dict[str, tuple[Page, ...]] = {}
        self._lines = ClaimLines()
        self._sight = Sight()
        self._steps = Steps()
        self._headings: dict[str, list[Heading]] = {}
        self._sections: dict[str, Sections] = {}
        self.maps: dict[tuple[str, str], TextMap] = {}
        self._sentences: dict[str, tuple[tuple[int, int], ...]] = {}

    @classmethod
    def create(
        cls,
        path: Path,
        title: str,
        *,
        settings: Settings | None = None,
        by: str = "",
        what: str = "command",
        reader: Reader | None = None,
    ) -> Self:
        """Make a new project file; ProjectError where there is one already."""
        settings = settings or Settings.load()
        name = by or usual_name(settings)
        me, installation = reviewer_id(settings, name), Installation(Project().log)
        author = Author(me, installation.id, installation.next_sequence)
        file = ProjectFile.create(path, title, author, holder=_holder(name, what))
        try:
            desk = cls(file, settings, name, reader, what=what)
            desk.act([], "")
            desk._shown(what)
        except BaseException:
            file.close()
            file.path.unlink(missing_ok=True)
            raise
        return desk

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        settings: Settings | None = None,
        by: str = "",
        what: str = "command",
        reader: Reader | None = None,
        progress: Callable[[float, str], None] | None = None,
    ) -> Self:
        """Open a project file; ProjectError says why where it cannot be.

        A window (``what``) opens one for reading that another has open; a command is refused.
        """
        settings = settings or Settings.load()
        name = by or usual_name(settings)
        # asked before the file is locked: it may be refused
        reviewer_id(settings, name)
        file = ProjectFile.open(
            path, holder=_holder(name, what), progress=progress, view=what == "window"
        )
        try:
            return cls(file, settings, name, reader, what=what)._shown(what)
        except BaseException:
            file.close()
            raise

    @property
    def project(self) -> Project:
        """The records as they stand."""
        return self.file.project

    def claims(self, document: str = "") -> list[Claim]:
        """Return the claims, of one article or all, by number, as the one who acts may see them."""
        return self._sight.claims(self.project, self.me, document)

    def sight(self, claim: Claim) -> Claim:
        """Return one claim so."""
        return self._sight.of(self.project, claim, self.me)

    def is_blind(self) -> bool:
        """Tell whether there is any claim that I am to judge without sight of the others."""
        return bool(blind_claims(self.project, self.me))

    def veil(self, project: Project | None = None) -> Veil:
        """Return what hides what others think of claims that I am to judge blind."""
        return Veil(project or self.project, self.me)

    def act(
        self,
        settings: Sequence[Setting],
        label: str,
        *,
        group: str = "",
        inverts: str = "",
        blobs: Sequence[bytes] = (),
    ) -> Change:
        """Save one act of mine; durable when this returns, unless a window is told otherwise
        (`ProjectFile.unsaved`).

        An empty ``label`` is no undo step; acts of one ``group`` are one step.
        """
        if self.file.read_only:
            raise self.file.notice or ProjectError(
                "project.read_only", path=str(self.file.path), reason="read-only"
            )
        self.backups.before_change()
        named = self.project.log.value(("reviewer", self.me), "name")
        # who is somebody known under another name here (`be`) does not rename them
        naming = [] if named else [Setting("reviewer", self.me, "name", self.name)]
        return self.file.commit(
            [*naming, *settings],
            self._author(),
            label,
            group=group,
            inverts=inverts,
            blobs=blobs,
        )

    def act_as(self, name: str) -> None:
        """Act from now on as the reviewer of this name."""
        self.name = plain_name(name)
        self.me = reviewer_id(self.settings, name)

    def undo(self) -> str:
        """Take my last step back and return what it was; Refused where that is not possible."""
        steps, _ = self.steps()
        return self._invert(steps, "undo.nothing")

    def redo(self) -> str:
        """Do again what I undid last and return what it was; Refused where that is not possible."""
        _, steps = self.steps()
        return self._invert(steps, "redo.nothing")

    def steps(self) -> tuple[list[Step], list[Step]]:
        """Return what I can undo and redo, the next one last in each list."""
        return self._steps.of(self.project.log, self.me)

    def close(self) -> None:
        """Close the file and end the helper processes."""
        try:
            self.backups.close()
            if self._own_reader:
                self.reader.close()
        finally:
            self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _shown(self, what: str) -> Self:
        """Keep what cannot be saved where there is a window to say so and to offer a way out."""
        if what == "window":
            self.file.keeps = True
            self.file.find_rescued()
        return self

    def _invert(self, steps: list[Step], nothing: str) -> str:
        if not steps:
            raise Refused(nothing)
        step = steps[-1]
        self.act(inverse(self.project, step), step.label, inverts=step.group)
        return step.label

    def _author(self) -> Author:
        if self._installation is None or self._installation.spent:
            self._installation = Installation(self.project.log, needed=self.file.keeps)
        return Author(self.me, self._installation.id, self._installation.next_sequence)


def _holder(name: str, what: str) -> Holder:
    return Holder(name=name, where=platform.node(), what=what)
