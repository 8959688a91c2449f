# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project given to other programs: what may be given away, written in one of their formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sidelight.errors import InputError, SidelightError
from sidelight.exchange.export_formats import EXPORTS, ExportFormat, exports
from sidelight.exchange.outgoing import Outgoing, Step, Written
from sidelight.model.records import Document, Note
from sidelight.session.session import Session
from sidelight.session.writing import write_output


def outgoing(session: Session) -> Outgoing:
    """Return what the one at the desk may give away."""
    documents = tuple(session.project.documents())
    notes = {document.id: _given(session.notes_on(document.id)) for document in documents}
    return Outgoing(
        project=session.project,
        documents=documents,
        claims=tuple(replace(claim, notes=_given(claim.notes)) for claim in session.claims()),
        notes={id_: found for id_, found in notes.items() if found},
        reviewers={reviewer.id: reviewer for reviewer in session.project.reviewers()},
        absent=frozenset(one.id for one in documents if _is_absent(session, one)),
        made_at=datetime.now(UTC),
        me=session.me,
        name=session.name,
        layer=session.layer,
        pages=session.pages,
        data=session.data,
        place=session.place,
    )


def export(session: Session, path: Path, format: str = "", step: Step | None = None) -> Written:  # noqa: A002
    """Write the project to ``path``, whole or not at all; the format by name, else by the path's
    ending.

    Raises Refused, InputError, DocumentError, ProjectError and Cancelled.
    """
    wanted = exports().named(format or ending(path))
    written = _written(session, wanted, step or _unheard)
    write_output(path, written.data, session.file.path)
    return written


def ending(path: Path) -> str:
    """Return how a path ends, as a format has it: that may be several suffixes."""
    known = sorted((one.suffix for one in exports().formats), key=len, reverse=True)
    return next((one for one in known if path.name.lower().endswith(one)), path.suffix)


def _written(session: Session, wanted: ExportFormat, step: Step) -> Written:
    try:
        return wanted.write(outgoing(session), step)
    except Exception as error:
        if wanted in EXPORTS or isinstance(error, SidelightError):
            raise
        # another package's: it may raise anything
        reason = f"{type(error).__name__}: {error}"
        raise InputError("export.failed", name=wanted.name, reason=reason) from error


def _given(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return the notes without private ones, and without what answers one."""
    kept = tuple(one for one in notes if not one.private)
    ids = {one.id for one in kept}
    while True:
        fewer = tuple(one for one in kept if not one.answers or one.answers in ids)
        if len(fewer) == len(kept):
            return kept
        kept, ids = fewer, {one.id for one in fewer}


def _is_absent(session: Session, document: Document) -> bool:
    return session.left_out(document) or not session.readable(document)


def _unheard(_share: float, _stored: str) -> None:
    """Tell nobody."""
