# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of a project file, word for word."""

import sqlite3
from pathlib import Path

import pytest

from sidelight.store import schema
from sidelight.store.connection import connect
from sidelight.store.fresh import new_file
from sidelight.store.survey import survey
from tests.store.conftest import Opener
from tests.store.making import ARTICLE, TITLE, author, sha256

# Frozen for ever: if this test fails, it is not the test that is wrong.
CHANGE = "CREATE TABLE change (\n    id TEXT PRIMARY KEY NOT NULL,\n    body TEXT NOT NULL\n)"
BLOB = (
    "CREATE TABLE blob (\n    hash TEXT NOT NULL,\n    part INTEGER NOT NULL,\n"
    "    bytes BLOB NOT NULL,\n    PRIMARY KEY (hash, part)\n)"
)


def pragma(path: Path, name: str) -> object:
    db = sqlite3.connect(path)
    (value,) = db.execute(f"PRAGMA {name}").fetchone()
    db.close()
    return value


def test_what_is_frozen_stays() -> None:
    words = {entry[1]: entry[3] for entry in schema.expected(1)}
    assert (words["change"], words["blob"]) == (CHANGE, BLOB)


def test_the_file_says_what_it_is(own: Path) -> None:
    assert pragma(own, "application_id") == 0x53444C54
    assert own.read_bytes()[68:72] == b"SDLT"
    assert pragma(own, "user_version") == schema.FORMAT == len(schema.STEPS)
    assert pragma(own, "journal_mode") == "delete"


def test_nothing_in_it_can_act(own: Path) -> None:
    db = connect(own)
    found = schema.entries(db)
    db.close()
    assert {kind for kind, *_ in found} == {"table", "index"}
    assert not [sql for *_, sql in found if sql and "VIRTUAL" in sql.upper()]


def test_a_fresh_file_and_a_migrated_one_are_alike(tmp_path: Path) -> None:
    fresh = new_file(tmp_path / "fresh")
    migrated = new_file(tmp_path / "migrated")
    schema.migrate(migrated)
    assert schema.entries(fresh) == schema.entries(migrated) == schema.expected(schema.FORMAT)
    taken = migrated.execute("SELECT migration_set, name FROM _sqlite_migrations").fetchall()
    assert taken == [("sidelight", step.__name__) for step in schema.STEPS]
    fresh.close()
    migrated.close()


def test_a_step_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(db: schema.Executes) -> None:
        db.execute("CREATE TABLE half (x)")
        db.execute("PRAGMA user_version = 99")
        raise ValueError("half way")

    db = new_file(tmp_path / "file")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, breaks))
    with pytest.raises(ValueError, match="half way"):
        schema.migrate(db)
    assert schema.entries(db) == schema.expected(schema.FORMAT)
    assert db.execute("PRAGMA user_version").fetchone() == (schema.FORMAT,)
    db.close()


@pytest.mark.parametrize("format_", [0, -1, schema.FORMAT + 1])
def test_an_unknown_format_has_no_schema(format_: int) -> None:
    with pytest.raises(KeyError):
        schema.expected(format_)


def test_a_connection_of_ours_keeps_its_promises(own: Path) -> None:
    db = connect(own)
    kept = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "trusted_schema", "cell_size_check")
    }
    db.close()
    assert kept == {
        "journal_mode": "delete",
        "synchronous": 3,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }


def test_large_bytes_stand_in_parts_of_one_mebibyte(own: Path, opened: Opener) -> None:
    sql = "SELECT part, length(bytes) FROM blob WHERE hash = ? ORDER BY part"
    rows = opened(own)._db.execute(sql, (sha256(ARTICLE),)).fetchall()
    assert rows == [(0, 1 << 20), (1, 1 << 20), (2, len(ARTICLE) - (2 << 20))]


def test_bytes_stand_before_the_change_that_names_them(own: Path, opened: Opener) -> None:
    file = opened(own)
    told: list[str] = []
    file._db.conn.set_trace_callback(told.append)
    file.commit([], author(), "Add", blobs=[b"bytes"])
    file._db.conn.set_trace_callback(None)
    order = [sql.split("(")[0].strip() for sql in told if sql.startswith(("INSERT", "COMMIT"))]
    assert order[:2] == ["INSERT INTO blob", "INSERT INTO change"]
    assert order.count("COMMIT") == 1


def first_format(received: Path, path: Path) -> Path:
    """A project's log and documents in a file of the first format, as it was written then."""
    old = sqlite3.connect(path)
    old.execute(schema._STEPS_TAKEN)
    schema.first_form(old)
    old.execute("INSERT INTO _sqlite_migrations VALUES (1, 'sidelight', 'first_form', '2026')")
    old.execute("ATTACH ? AS now", (str(received),))
    old.execute("INSERT INTO change SELECT * FROM now.change ORDER BY rowid")
    old.execute("INSERT INTO blob SELECT * FROM now.blob")
    old.commit()
    old.close()
    return path


def test_a_file_of_the_first_format_becomes_one_of_today(
    received: Path, tmp_path: Path, opened: Opener
) -> None:
    old = first_format(received, tmp_path / "old.sidelight")
    assert pragma(old, "user_version") == 1
    assert survey(old) == []
    file = opened(old)
    assert not file.read_only
    assert file.check() == []
    assert file.blob(sha256(ARTICLE)) == ARTICLE
    file.close()
    assert pragma(old, "user_version") == schema.FORMAT
    assert opened(old).project.title == TITLE
