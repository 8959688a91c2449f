# SPDX-License-Identifier: AGPL-3.0-or-later
"""The check of a project file: every hash, every row, and whether the projection equals the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sidelight.language import N_, _, ngettext
from sidelight.model.change import NotAChange
from sidelight.model.project import Project
from sidelight.model.records import Document
from sidelight.model.withheld import Row, Withheld, is_erased, read_row
from sidelight.store import blobs, schema, tables
from sidelight.store.schema import Executes

WORDS = {
    "structure": N_("the structure of the file is broken: {detail}"),
    "unreadable": N_("it cannot be read further: {detail}"),
    "schema": N_("its tables are not those of a project"),
    "change": N_("a change is not as it was written"),
    "bytes": N_("bytes are not those of their hash"),
    "document": N_("the bytes of a document are missing"),
    "layer": N_("a part of a document's text layer is missing"),
    "missing": N_("an earlier change is missing"),
    "left out": N_("an earlier change was left out of this copy"),
    "partly": N_("a part of a change was left out of this copy"),
    "absent": N_("the bytes of a document were left out of this copy"),
    "removed": N_("a part of a change was removed for good"),
    "costly": N_("it takes too much time or memory to look through"),
}
"""What findings are called; “rows” has its words in `fault`."""

_ON_PURPOSE = {"left out", "partly", "absent", "removed"}


@dataclass(frozen=True)
class Fault:
    """What is wrong, as a phrase for the user, and where.

    ``damage`` is False for what was left out on purpose, as in a partial copy.
    """

    what: str
    where: str
    damage: bool = True


@dataclass(frozen=True)
class Finding:
    """What is wrong as a key of `WORDS` or “rows”, and where; ``count`` is of rows."""

    kind: str
    where: str
    detail: str = ""
    count: int = 0


def fault(finding: Finding) -> Fault:
    """Put a finding into the user's words."""
    if finding.kind == "rows":
        count = finding.count
        many = ngettext(
            "{count} row differs from the log", "{count} rows differ from the log", count
        )
        return Fault(many.format(count=count), finding.where)
    words = _(WORDS.get(finding.kind, WORDS["structure"])).format(detail=finding.detail)
    return Fault(words, finding.where, damage=finding.kind not in _ON_PURPOSE)


def findings(db: Executes) -> list[Finding]:
    """Return all that is wrong with a file; never raises for what stands in it."""
    found: list[Finding] = []
    rows: list[Row] = []
    for part in (_structure(db), _log(db, rows), _bytes(db), _meaning(db, rows)):
        found += _as_far_as_possible(part)
    return found


def _as_far_as_possible(part: Iterable[Finding]) -> Iterator[Finding]:
    try:
        yield from part
    except sqlite3.Error as error:
        yield Finding("unreadable", "file", str(error))
    except Exception as error:  # noqa: BLE001 - whatever a ruin brings about is a finding
        yield Finding("unreadable", "file", type(error).__name__)


def _structure(db: Executes) -> Iterator[Finding]:
    for (line,) in db.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            yield Finding("structure", "file", str(line))
    if schema.entries(db) != schema.expected(schema.FORMAT):
        yield Finding("schema", "schema")


def _log(db: Executes, rows: list[Row]) -> Iterator[Finding]:
    """Yield what is wrong with the rows of the log, and add the sound ones to ``rows``."""
    sql = "SELECT id, CAST(body AS BLOB), typeof(body) FROM change ORDER BY rowid"
    for id_, body, type_ in db.execute(sql).fetchall():
        try:
            row = read_row(str(id_), body)
        except NotAChange:
            yield Finding("change", str(id_))
            continue
        if type_ == "text":
            rows.append(row)
        else:
            yield Finding("change", str(id_))


def _bytes(db: Executes) -> Iterator[Finding]:
    for name in blobs.names(db):
        try:
            blobs.get(db, name)
        except blobs.WrongBytes:
            yield Finding("bytes", name)


def _meaning(db: Executes, rows: list[Row]) -> Iterator[Finding]:
    project = Project(rows)
    log = project.log
    yield from (Finding("missing", id_) for id_ in sorted(log.missing()))
    yield from (Finding("left out", id_) for id_ in sorted(log.gaps))
    for change in log.order:
        if isinstance(change, Withheld):
            erased = any(is_erased(setting.value) for setting in change.sets)
            yield Finding("removed" if erased else "partly", change.id)
    absent = blobs.absent(db)
    for kind, name in named_bytes(project):
        if not blobs.has(db, name):
            yield Finding("absent" if name in absent else kind, name)
    if schema.entries(db) != schema.expected(schema.FORMAT):
        return
    for table, count in tables.differences(db, project).items():
        yield Finding("rows", table, count=count)


def named_bytes(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the hashes that the project's documents need, each with what it belongs to."""
    for document in project.documents():
        yield from _named_by(project, document)


def affected(project: Project, names: Collection[str]) -> list[str]:
    """Return the titles of the documents that need any of these hashes."""
    return [
        document.title
        for document in project.documents()
        if any(name in names for _kind, name in _named_by(project, document))
    ]


def _named_by(project: Project, document: Document) -> Iterator[tuple[str, str]]:
    yield "document", document.id
    layer = project.layer(document.layer)
    names = (layer.text, layer.geometry, layer.rendition) if layer else ()
    for name in filter(None, names):
        yield "layer", name
