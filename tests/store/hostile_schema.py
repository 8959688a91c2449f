# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hostile files by their schema: twins of our tables and what SQLite keeps beside tables."""

import sqlite3
from pathlib import Path

from tests.store.hostile_case import CLEAN, DAMAGED, HOSTILE, NEWER, Maker, case, run

_WORDS = "SELECT sql FROM sqlite_schema WHERE name = ?"


def _twin(name: str, old: str, new: str, *ends: str) -> None:
    """A table in other words that holds the same rows."""

    def make(path: Path, _victim: Path) -> None:
        db = sqlite3.connect(path, isolation_level=None)
        (words,) = db.execute(_WORDS, ("change",)).fetchone()
        assert old in words
        db.execute("ALTER TABLE change RENAME TO old")
        db.execute(words.replace(old, new))
        db.execute("INSERT INTO change SELECT * FROM old")
        db.execute("DROP TABLE old")
        db.close()

    make.__name__ = name
    case(HOSTILE, *ends)(make)


_twin("twin_without_rowid", "body TEXT NOT NULL\n)", "body TEXT NOT NULL\n) WITHOUT ROWID")
_twin("twin_that_is_strict", "body TEXT NOT NULL\n)", "body TEXT NOT NULL\n) STRICT")
_twin("twin_in_another_order", "body TEXT NOT NULL", "body TEXT NOT NULL COLLATE NOCASE")
_twin("twin_with_a_check", "body TEXT NOT NULL", "body TEXT NOT NULL CHECK (length(body) > 0)")
_twin("twin_that_refers", "body TEXT NOT NULL", "body TEXT NOT NULL REFERENCES blob (hash)")
_twin("twin_that_replaces", "PRIMARY KEY NOT", "PRIMARY KEY ON CONFLICT REPLACE NOT")
_twin("twin_in_capitals", "TABLE change", "TABLE CHANGE")
_twin("twin_with_a_remark", "(\n", "( -- nothing to see\n")
_twin("twin_with_a_remark_of_pages", "(\n", "( /*" + "x" * 150_000 + "*/\n", DAMAGED)
_twin("twin_of_another_affinity", "body TEXT", "body NUMERIC")


def _with(name: str, *statements: str, ends: tuple[str, ...] = (HOSTILE,)) -> None:
    def make(path: Path, victim: Path) -> None:
        run(path, *(sql.replace("VICTIM", str(victim)) for sql in statements))

    make.__name__ = name
    case(*ends)(make)


_with("statistics", "ANALYZE")
_with("statistics_that_lie", "ANALYZE", "UPDATE sqlite_stat1 SET stat = '1e999 -1 unordered sz=0'")
_with("running_numbers", "CREATE TABLE n (i INTEGER PRIMARY KEY AUTOINCREMENT)")
_with("shadow_of_a_virtual_table", "CREATE TABLE words_content (id INTEGER PRIMARY KEY, c0)")
_with("virtual_table_of_trees", "CREATE VIRTUAL TABLE t USING rtree(id, x0, x1)")
_with("virtual_table_of_the_old_kind", "CREATE VIRTUAL TABLE t USING fts4(word, content='change')")
_with("view_of_pragmas", "CREATE VIEW v AS SELECT * FROM pragma_database_list")
_with("view_of_itself", "CREATE VIEW v AS SELECT * FROM v")
_with("view_of_loaded_code", "CREATE VIEW v AS SELECT load_extension('VICTIM')")
_with("trigger_on_a_projection", "CREATE TRIGGER t AFTER DELETE ON claim BEGIN SELECT 1; END")
_with(
    "trigger_instead",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN SELECT writefile('VICTIM', ''); END",
)
_with("index_in_another_order", "CREATE INDEX i ON change (body COLLATE NOCASE DESC)")
_with("index_that_is_gone", "DROP INDEX claim_number")
_with("column_more", "ALTER TABLE blob ADD COLUMN more")
_with("table_that_is_gone", "DROP TABLE history")
_with(
    "entry_twice",
    "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'blob'",
    ends=(HOSTILE, DAMAGED),
)
_with(
    "index_twice",
    "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'claim_number'",
    ends=(HOSTILE, DAMAGED),
)
_with(
    "entry_of_a_database_page",
    "INSERT INTO sqlite_schema VALUES "
    "('table', 'p', 'p', 0, 'CREATE VIRTUAL TABLE p USING sqlite_dbpage')",
    ends=(HOSTILE, DAMAGED),
)
_with(
    "entry_of_no_kind",
    "INSERT INTO sqlite_schema VALUES ('omen', 'o', 'o', 3, 'CREATE TABLE o (x)')",
    ends=(HOSTILE, DAMAGED),
)
_with(
    "entry_of_numbers",
    "INSERT INTO sqlite_schema VALUES (1, 2, 3, 4, 5)",
    ends=(HOSTILE, DAMAGED),
)


def _newer(name: str, *statements: str, ends: tuple[str, ...]) -> None:
    _with(name, *statements, "PRAGMA user_version = 99", ends=ends)


_newer("newer_with_other_tables", "CREATE TABLE omen (x)", "DROP TABLE claim", ends=(NEWER,))
_newer(
    "newer_with_a_trigger",
    "CREATE TRIGGER t AFTER INSERT ON claim BEGIN SELECT 1; END",
    ends=(HOSTILE,),
)
_newer("newer_with_a_view", "CREATE VIEW v AS SELECT 1", ends=(HOSTILE,))
_newer("newer_with_a_virtual_table", "CREATE VIRTUAL TABLE t USING fts5(x)", ends=(HOSTILE,))
_newer("newer_without_a_log", "DROP TABLE change", ends=(HOSTILE,))
_newer("newer_with_an_index_on_the_log", "CREATE INDEX i ON change (upper(body))", ends=(HOSTILE,))
_newer(
    "newer_with_costly_rows",
    "CREATE TABLE omen (x, y AS (length(zeroblob(900000000))) STORED CHECK (length(x) > 0))",
    "CREATE TABLE sign (x, CHECK (length(zeroblob(900000000)) > x))",
    "INSERT INTO sign VALUES (1)",
    ends=(NEWER, HOSTILE, DAMAGED),
)


def _format(name: str, number: int) -> Maker:
    def make(path: Path, _victim: Path) -> None:
        run(path, f"PRAGMA user_version = {number}")

    make.__name__ = name
    return case(HOSTILE)(make)


_format("format_of_nothing", 0)
_format("format_before_with_tables_of_today", 1)


@case(CLEAN)
def projection_of_lies(path: Path, _victim: Path) -> None:
    """Every table but the log and the bytes says something else: none of it is believed."""
    db = sqlite3.connect(path, isolation_level=None)
    for table in ("claim", "verdict", "claim_report", "history", "reviewer", "document", "project"):
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
        sets = ", ".join(f"{column} = x'3c736372697074ff'" for column in columns)
        db.execute(f"UPDATE {table} SET {sets}")
    db.close()
