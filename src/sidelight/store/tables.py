# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps the projection's tables equal to the log, within the transaction that changes the log.

After one act, or a merge, only the rows are written that it can have touched; where that is not
certain, all are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from sidelight.model.change import Change, Setting
from sidelight.model.conflicts import conflicts
from sidelight.model.log import Key, settings_of
from sidelight.model.project import Project
from sidelight.store import projection
from sidelight.store.projection import OF_CLAIMS, TABLES
from sidelight.store.rows import Row, Rows
from sidelight.store.schema import Executes

if TYPE_CHECKING:
    from sqlite_utils import Database


_CITING = (
    "SELECT claim FROM passage WHERE document = ? "
    "UNION SELECT claim FROM evidence WHERE document = ?"
)
_IN_LAYER = (
    "SELECT claim FROM passage WHERE layer = ? UNION SELECT claim FROM evidence WHERE layer = ?"
)


_IN_SEVERAL = "SELECT claim FROM passage GROUP BY claim HAVING count(DISTINCT document) > 1"
"""Claims whose order of drafts a document may change by what it continues."""

_IN_DOCUMENTS = {"passage", "evidence", "exempt", "note"}
"""Kinds of records that stand in a document: one that had not seen its removal, as only a merge can
bring, brings the document back.
"""


MANY = 500
"""Claims from which on it takes less to go through all than to look up each."""


def rewrite(db: Database, project: Project) -> None:
    """Write all rows anew."""
    for table, rows in projection.rows(project).items():
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        _write(db, table, rows)


def update(db: Database, project: Project, change: Change) -> None:
    """Write what ``change``, already in ``project``, can have touched."""
    _update(db, project, [change], merged=False)


def follow(db: Database, before: Project, project: Project) -> None:
    """Write what a project has more than it had ``before``, when the tables were written."""
    known, rows = before.log.rows(), project.log.rows()
    replaced = any(rows[id_] is not row for id_, row in known.items())
    late = before.log.missing() - project.log.missing()
    if replaced or late or project.log.removed != before.log.removed:
        rewrite(db, project)
        return
    new = [change for change in project.log.order if change.id not in known]
    _update(db, project, new, merged=True)


def _update(db: Database, project: Project, changes: Sequence[Change], *, merged: bool) -> None:
    touched = {(s.record, s.id): None for change in changes for s in change.counting}
    records = {record for record, _id in touched}
    names = projection.labels(project)
    if _labels_changed(db, project):
        # they stand in most rows
        rewrite(db, project)
        return
    _write(db, "history", [projection.history_row(change, names) for change in changes])
    if "project" in records:
        _write(db, "project", [projection.project_row(project)])
    if "tag" in records:
        # one whose first colouring was undone has no row any more
        db.execute("DELETE FROM tag")
        _write(db, "tag", projection.tag_rows(project))
    if "vocabulary" in records:
        db.execute("DELETE FROM vocabulary")
        _write(db, "vocabulary", projection.vocabulary_rows(project))
    _update_imported(db, project, changes, names)
    if records & {"signoff", "document"} or merged:
        db.execute("DELETE FROM signoff")
        _write(db, "signoff", projection.signoff_rows(project, names))
    layers = {id_ for record, id_ in touched if record == "layer"}
    for row in (projection.layer_row(project, id_) for id_ in sorted(layers)):
        _write(db, "layer", [row] if row else [])
    claims = _with_joined(project, _owners(db, project, touched)) | _reordered(db, changes)
    bring_back = {"document", *(_IN_DOCUMENTS if merged else ())}
    if records & bring_back:
        claims |= _update_documents(db, project, names)
    if records & {"exempt", *bring_back}:
        db.execute("DELETE FROM exempt")
        _write(db, "exempt", projection.exempt_rows(project, names))
    if records & {"note", *bring_back}:
        db.execute("DELETE FROM note WHERE claim = ''")
        _write(db, "note", projection.document_note_rows(project, names))
    _update_claims(db, project, sorted(_with_equals(db, project, claims)), names)
    _update_conflicts(db, project, touched, claims, names)


def _update_imported(
    db: Database, project: Project, changes: Sequence[Change], names: Mapping[str, str]
) -> None:
    if any(setting.field == "imported" for change in changes for setting in change.sets):
        db.execute("DELETE FROM imported")
        _write(db, "imported", projection.imported_rows(project, names))


def _labels_changed(db: Database, project: Project) -> bool:
    """Write the reviewers, and tell whether one that was there is called otherwise now."""
    found = db.execute("SELECT id, name, label FROM reviewer").fetchall()
    before = {str(id_): (name, label) for id_, name, label in found}
    rows = projection.reviewer_rows(project)
    if any(
        before.get(str(r["id"]), (r["name"], r["label"])) != (r["name"], r["label"]) for r in rows
    ):
        return True
    _write(db, "reviewer", [row for row in rows if row["id"] not in before])
    return False


def differences(db: Executes, project: Project) -> dict[str, int]:
    """Return how many rows of each table are not what the log says, tables that fit left out."""
    found = {}
    for table, rows in projection.rows(project).items():
        wanted = {tuple(sorted(row.items())) for row in rows}
        cursor = db.execute(f"SELECT * FROM {table}")  # noqa: S608
        columns = [column[0] for column in cursor.description]
        stored = [tuple(sorted(zip(columns, row, strict=True))) for row in cursor.fetchall()]
        wrong = len(wanted.symmetric_difference(stored)) + len(stored) - len(set(stored))
        if wrong:
            found[table] = wrong
    return found


def _owners(db: Database, project: Project, touched: Iterable[Key]) -> set[str]:
    """Return the claims that records belong to, as they were and as they are."""
    claims = set()
    for key in touched:
        record, id_ = key
        if record == "claim":
            claims.add(id_)
        elif record in OF_CLAIMS:
            claims.update([whole for _record, whole in project.wholes(key)])
        elif record in {"layer", "correction"}:
            for layer in {id_} if record == "layer" else project.overlaid(id_):
                claims |= {str(row[0]) for row in db.execute(_IN_LAYER, (layer, layer)).fetchall()}
    return claims


def _reordered(db: Database, changes: Iterable[Change]) -> set[str]:
    """Return the claims of which changes may have put the passages in another order."""
    if any(s.field == "continues" for change in changes for s in change.counting):
        return {str(row[0]) for row in db.execute(_IN_SEVERAL).fetchall()}
    return set()


def _with_joined(project: Project, claims: Iterable[str]) -> set[str]:
    """Add the claims that these were ever joined to, and those that were to them, and so on: where
    one comes or goes, another shows what was said of them.
    """
    found, wanted = set(claims), list(claims)
    while wanted:
        one = wanted.pop()
        near = {*project.joiners(one), *(str(s.value) for s in _joins(project, one))} - found
        found |= near
        wanted += near
    return found


def _joins(project: Project, claim: str) -> Iterator[Setting]:
    """Yield the settings that ever joined a claim to another."""
    key = ("claim", claim)
    for change in project.log.history.get(key, ()):
        yield from (s for s in settings_of(change, key) if s.field == "joined")


def _update_conflicts(
    db: Database,
    project: Project,
    touched: Iterable[Key],
    claims: set[str],
    names: dict[str, str],
) -> None:
    """Write anew the conflicts of the records that were set, and of claims that changed."""
    contested = project.log.contested.keys()
    if not contested and not db.conn.execute("SELECT 1 FROM conflict LIMIT 1").fetchall():
        return
    keys = {*touched}
    for claim in claims:
        keys |= {("claim", claim), *project.parts(("claim", claim))}
    sql = "DELETE FROM conflict WHERE record = ? AND record_id = ?"
    db.conn.executemany(sql, [*keys])
    _write(db, "conflict", projection.conflict_rows(conflicts(project, keys & contested), names))


def _update_documents(db: Database, project: Project, names: dict[str, str]) -> set[str]:
    """Write the documents; return the claims that cite one whose title came, went or changed."""
    before = {
        str(row[0]): row[1] for row in db.execute("SELECT id, title FROM document").fetchall()
    }
    rows = [projection.document_row(document, names) for document in project.documents()]
    after = {str(row["id"]): row["title"] for row in rows}
    _delete(db, "document", before.keys() - after.keys())
    _write(db, "document", rows)
    claims: set[str] = set()
    for id_ in before.keys() | after.keys():
        if before.get(id_) != after.get(id_):
            claims |= {str(row[0]) for row in db.execute(_CITING, (id_, id_)).fetchall()}
    return claims


def _with_equals(db: Database, project: Project, claims: set[str]) -> set[str]:
    """Add the claims that had or have a number of these: their labels tell them apart."""
    numbers = {project.log.value(("claim", id_), "number", 0) for id_ in claims}
    if len(claims) > MANY:
        # to go through all once takes less than to look so many up
        rows = db.conn.execute("SELECT id, number FROM claim").fetchall()
        numbers |= {number for id_, number in rows if id_ in claims}
        return claims | {str(id_) for id_, number in rows if number in numbers}
    own = "SELECT number FROM claim WHERE id = ?"
    numbers |= {row[0] for id_ in claims for row in db.conn.execute(own, (id_,)).fetchall()}
    same = "SELECT id FROM claim WHERE number = ?"
    found = (row[0] for n in numbers for row in db.conn.execute(same, (n,)).fetchall())
    return claims | {str(id_) for id_ in found}


def _update_claims(
    db: Database, project: Project, ids: Sequence[str], names: dict[str, str]
) -> None:
    """Write all rows of some claims anew."""
    wanted: Rows = {table: [] for table in (*OF_CLAIMS, "claim", "claim_report")}
    for claim in filter(None, map(project.claim, ids)):
        cited = {claim.document, *(evidence.passage.document for evidence in claim.evidence)}
        documents = (project.document(document) for document in cited)
        titles = {document.id: document.title for document in documents if document}
        for table, rows in projection.claim_rows(claim, names, titles).items():
            wanted[table] += rows
    old = [(id_,) for id_ in ids]
    if len(ids) > MANY:
        # one that has no row of its own has none in other tables
        there = {str(row[0]) for row in db.conn.execute("SELECT id FROM claim").fetchall()}
        old = [(id_,) for id_ in ids if id_ in there]
    for table, rows in wanted.items():
        column = "claim" if table in OF_CLAIMS else "id"
        sql = f"DELETE FROM {table} WHERE {column} = ?"  # noqa: S608
        db.conn.executemany(sql, old)
        _write(db, table, rows)


def _write(db: Database, table: str, rows: list[Row]) -> None:
    """Insert rows, or set those of the same id where they stand."""
    if not rows or table not in TABLES:
        return
    columns = list(rows[0])
    marks = ", ".join("?" * len(columns))
    names = ", ".join(f'"{column}"' for column in columns)
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column != "id")
    sql = (
        f"INSERT INTO {table} ({names}) VALUES ({marks}) "  # noqa: S608
        f"ON CONFLICT (id) DO UPDATE SET {sets}"
    )
    # in the order of the columns: to find values by name takes longer than to write them
    db.conn.executemany(sql, map(itemgetter(*columns), rows))


def _delete(db: Database, table: str, ids: Iterable[str]) -> None:
    db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", [(id_,) for id_ in ids])  # noqa: S608
