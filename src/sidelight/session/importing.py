# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of other programs come in: read, planned, shown, and then written as one undo step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sidelight.errors import DocumentError, InputError, ProjectError, Refused, SidelightError
from sidelight.exchange.import_formats import IMPORTS, ImportFormat, imports
from sidelight.exchange.incoming import Given, Incoming
from sidelight.model.change import Setting, new_id
from sidelight.model.records import Document
from sidelight.reader.extraction import Extraction
from sidelight.session.history import times
from sidelight.session.import_choices import ImportChoices
from sidelight.session.import_documents import ImportDocuments
from sidelight.session.import_memory import columns_before, keep, with_rules
from sidelight.session.import_people import ImportPeople
from sidelight.session.import_places import MarkPlaces, Meant
from sidelight.session.import_plan import Coming, ImportPlan
from sidelight.session.import_planning import Planning
from sidelight.session.import_records import ImportRecords
from sidelight.session.import_sources import ImportSources
from sidelight.session.saved_pages import read
from sidelight.session.session import Session

Progress = Callable[[float, str], None]
Stop = Callable[[], bool] | None

_PDF = "application/pdf"
_HEAD = 1 << 16
_MOST_AT_ONCE = 1 << 20
"""Bytes, about, of one change of an import; a longer one is several changes of one undo step."""

USUAL = ImportChoices()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: its name, the hash of its bytes, which format it is, what it holds.

    ``extracted`` keeps the texts of documents that it brings, by the hashes of their bytes, from
    one plan to the next.
    """

    name: str
    sha256: str
    format: ImportFormat
    incoming: Incoming = field(repr=False)
    extracted: dict[str, Extraction] = field(default_factory=dict, repr=False, compare=False)


def read_file(
    session: Session,
    path: Path,
    format: str = "",  # noqa: A002
    *,
    password: str = "",
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ReadFile:
    """Read a file of another program; the format by name, else by what the file is.

    Raises InputError, DocumentError, and what ``progress`` raises.
    """
    data = read(path, session.settings.largest_document_mb)
    wanted = imports().named(format) if format else _format_of(path.name, data)
    given = Given(data, path.name, session.reader, password, columns or {})
    return _read_given(wanted, given, progress or _unheard)


def read_marks(
    session: Session, document: Document, password: str = "", progress: Progress | None = None
) -> ReadFile:
    """Read the marks that other programs wrote into a document of the project; as `read_file`."""
    given = Given(session.data(document), document.name, session.reader, password)
    return _read_given(_format_of(given.name, given.data), given, progress or _unheard)


def marks_in(session: Session, document: Document) -> int:
    """Return how many marks other programs wrote into a document; 0 where none can be read."""
    if document.media_type != _PDF or session.left_out(document):
        return 0
    try:
        found = session.reader.marks(session.data(document), document.name)
    except (DocumentError, ProjectError):
        return 0
    return sum(not mark.ours for mark in found.marks)


def _read_given(wanted: ImportFormat, given: Given, progress: Progress) -> ReadFile:
    incoming = _read(wanted, given, progress)
    before = columns_before(incoming.columns) if incoming.columns and not given.columns else {}
    if before:
        incoming = _read(wanted, replace(given, columns=before), progress)
    return ReadFile(given.name, hashlib.sha256(given.data).hexdigest(), wanted, incoming)


def _read(wanted: ImportFormat, given: Given, progress: Progress) -> Incoming:
    try:
        return wanted.read(given, progress)
    except Exception as error:
        if wanted in IMPORTS or isinstance(error, SidelightError):
            raise
        # another package's: it may raise anything
        reason = f"{type(error).__name__}: {error}"
        raise InputError("import.failed", name=wanted.name, reason=reason) from error


def known_format(name: str, data: bytes) -> ImportFormat | None:
    """Return the format of a file by its name and its first bytes; None for none that is known."""
    head = data[:_HEAD]
    for one in imports().formats:
        if one in IMPORTS or name.lower().endswith(one.suffixes):
            with suppress(Exception):  # another package's
                if one.knows(name, head):
                    return one
    return None


def plan_import(
    session: Session,
    file: ReadFile,
    choices: ImportChoices = USUAL,
    progress: Progress | None = None,
    cancelled: Stop = None,
) -> ImportPlan:
    """Plan what comes in; nothing is written.  What the ``choices`` do not say of groups of marks
    is as it was before.  Raises what ``progress`` raises.
    """
    incoming = file.incoming
    choices = with_rules(choices, file.format.name, incoming)
    documents = ImportDocuments(session, incoming, choices, file.extracted, progress, cancelled)
    meant = documents.all()
    scope = _scope(file, meant)
    people = ImportPeople(session.project, session.me, incoming, choices, scope)
    records = ImportRecords(session.project, session.me, people, file.name, scope)
    planning = Planning(incoming, choices, MarkPlaces(documents), records)
    planning.run(progress or _unheard)
    sources = ImportSources(session.project.documents(), overwrite=choices.overwrite)
    sources.take(incoming.sources)
    told = planning.telling
    added = [Coming("document", place=one.ground.name) for one in meant if one.added and one.ground]
    return ImportPlan(
        file=file.name,
        format=file.format.name,
        incoming=incoming,
        choices=choices,
        documents=tuple(meant),
        authors=tuple(people.planned(incoming.authors, planning.by_author)),
        groups=tuple(planning.groups()),
        coming=(*added, *told.coming, *sources.coming),
        unplaced=(*told.unplaced, *sources.unplaced),
        known=told.known + sources.known,
        omitted=told.omitted,
        settings=(*people.settings(records.authors), *documents.settings, *records.settings,
                  *sources.settings),
        blobs=tuple(documents.blobs),
        heads=frozenset(session.project.log.heads),
    )  # fmt: skip


def take_in(session: Session, plan: ImportPlan, progress: Progress | None = None) -> int:
    """Write what was planned as one undo step, and return how many records came.

    Raises Refused where nothing would come, or where the project has changed since.
    """
    if not plan.coming:
        raise Refused("import.nothing", name=plan.file)
    if plan.heads != session.project.log.heads:
        raise Refused("import.changed", name=plan.file)
    group, label = new_id(), times("import", len(plan.coming))
    blobs, done = plan.blobs, 0
    for some in _portions(plan.settings):
        session.act(some, label, group=group, blobs=blobs)
        blobs, done = (), done + len(some)
        (progress or _unheard)(done / len(plan.settings), "written")
    keep(plan.format, plan.incoming, plan.choices)
    return len(plan.coming)


def _scope(file: ReadFile, meant: Sequence[Meant]) -> str:
    """Return what tells marks of a file from those of others that are called alike: the document,
    where there is one, so that the same marks are known again however often the file was saved.
    """
    if len(meant) != 1:
        return file.format.name
    ground = meant[0].ground
    return f"{file.format.name} {ground.id if ground else meant[0].document.key}"


def _format_of(name: str, data: bytes) -> ImportFormat:
    found = known_format(name, data)
    if found is None:
        known = ", ".join(one.name for one in imports().formats)
        raise InputError("import.unknown", name=name, known=known)
    return found


def _portions(settings: Sequence[Setting]) -> Iterator[list[Setting]]:
    """Yield settings in changes that are not too large; a record is never divided."""
    some: list[Setting] = []
    size, last = 0, None
    for one in settings:
        if size > _MOST_AT_ONCE and (one.record, one.id) != last:
            yield some
            some, size = [], 0
        some.append(one)
        last = one.record, one.id
        size += 120 + len(str(one.value))
    if some:
        yield some


def _unheard(_share: float, _stored: str) -> None:
    """Tell nobody."""
