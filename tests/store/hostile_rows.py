# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hostile files by what SQLite finds in them: schemas, rows, changes."""

import hashlib
import json
import sqlite3
from pathlib import Path

from sidelight.model.change import Setting
from tests.store.hostile_case import (
    CLEAN,
    DAMAGED,
    HOSTILE,
    NEWER,
    NOT_OURS,
    add_change,
    case,
    run,
    sound_change,
)


@case(NOT_OURS)
def another_application(path: Path, _victim: Path) -> None:
    run(path, "PRAGMA application_id = 252006673")


@case(NOT_OURS)
def plain_database(path: Path, _victim: Path) -> None:
    path.unlink()
    run(path, "CREATE TABLE change (id TEXT, body TEXT)")


@case(HOSTILE)
def extra_table(path: Path, _victim: Path) -> None:
    run(path, "CREATE TABLE extra (x)")


@case(HOSTILE)
def trigger(path: Path, _victim: Path) -> None:
    run(path, "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM blob; END")


@case(HOSTILE)
def view_for_a_table(path: Path, _victim: Path) -> None:
    run(path, "DROP TABLE change", "CREATE VIEW change AS SELECT 'x' AS id, '{}' AS body")


@case(HOSTILE)
def endless_view(path: Path, _victim: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    run(
        path,
        "DROP TABLE change",
        f"CREATE VIEW change AS SELECT i AS id, printf('%.*c', i, 'x') AS body FROM ({endless})",
    )


@case(HOSTILE)
def virtual_table(path: Path, _victim: Path) -> None:
    run(path, "CREATE VIRTUAL TABLE words USING fts5(word)")


@case(HOSTILE, DAMAGED)
def virtual_table_of_the_name(path: Path, victim: Path) -> None:
    run(
        path,
        "UPDATE sqlite_schema SET rootpage = 0, sql = 'CREATE VIRTUAL TABLE change USING "
        f"csv(filename=''{victim}'')' WHERE name = 'change'",
    )


@case(HOSTILE)
def generated_column(path: Path, _victim: Path) -> None:
    run(path, "ALTER TABLE change ADD COLUMN x TEXT AS (upper(body)) VIRTUAL")


@case(HOSTILE)
def index_on_an_expression(path: Path, _victim: Path) -> None:
    run(path, "CREATE INDEX i ON change (length(body) + random() % 1)".replace("random() % 1", "1"))


@case(HOSTILE)
def index_in_part(path: Path, _victim: Path) -> None:
    run(path, "CREATE INDEX i ON change (id) WHERE body LIKE '%x%'")


@case(HOSTILE, DAMAGED)
def default_that_runs(path: Path, victim: Path) -> None:
    sql = f"body TEXT NOT NULL DEFAULT (load_extension(''{victim}''))"
    run(
        path,
        f"UPDATE sqlite_schema SET sql = replace(sql, 'body TEXT NOT NULL', '{sql}') "
        "WHERE name = 'change'",
    )


@case(HOSTILE, DAMAGED)
def check_that_runs(path: Path, _victim: Path) -> None:
    run(
        path,
        "UPDATE sqlite_schema SET sql = replace(sql, 'body TEXT NOT NULL', "
        "'body TEXT NOT NULL CHECK (length(zeroblob(900000000)) > 0)') WHERE name = 'change'",
    )


@case(HOSTILE, DAMAGED)
def schema_of_garbage(path: Path, _victim: Path) -> None:
    run(path, "UPDATE sqlite_schema SET sql = 'CREATE TABLE blob (' WHERE name = 'blob'")


@case(HOSTILE, DAMAGED)
def schema_that_is_not_utf8(path: Path, _victim: Path) -> None:
    run(path, "UPDATE sqlite_schema SET sql = sql || CAST(x'20ff' AS TEXT) WHERE name = 'claim'")


@case(HOSTILE, DAMAGED)
def two_names_for_one_tree(path: Path, _victim: Path) -> None:
    root = "(SELECT rootpage FROM sqlite_schema WHERE name = 'blob')"
    run(path, f"UPDATE sqlite_schema SET rootpage = {root} WHERE name = 'change'")


@case(HOSTILE)
def hundreds_of_tables(path: Path, _victim: Path) -> None:
    db = sqlite3.connect(path)
    for number in range(300):
        db.execute(f"CREATE TABLE t{number} (x)")
    db.commit()
    db.close()


@case(NOT_OURS, HOSTILE)
def utf16(path: Path, _victim: Path) -> None:
    old = sqlite3.connect(path)
    script = [row[0] for row in old.execute("SELECT sql FROM sqlite_schema WHERE sql > ''")]
    old.close()
    path.unlink()
    number = 0x53444C54
    pragmas = ("encoding = 'UTF-16'", f"application_id = {number}", "user_version = 1")
    run(path, *(f"PRAGMA {pragma}" for pragma in pragmas), *script)


@case(HOSTILE)
def format_before_the_first(path: Path, _victim: Path) -> None:
    run(path, "PRAGMA user_version = -3")


@case(NEWER)
def format_to_come(path: Path, _victim: Path) -> None:
    run(path, "PRAGMA user_version = 99")


@case(HOSTILE, DAMAGED)
def huge_cell(path: Path, _victim: Path) -> None:
    run(path, "INSERT INTO change VALUES ('x', CAST(zeroblob(40000000) AS TEXT))")


@case(DAMAGED)
def giant_text_in_a_change(path: Path, _victim: Path) -> None:
    add_change(path, sound_change(Setting("project", "project", "title", "x" * 17_000_000)).body)


@case(HOSTILE, DAMAGED)
def giant_part(path: Path, _victim: Path) -> None:
    data = bytes(3 << 20)
    name = hashlib.sha256(data).hexdigest()
    run(path, "INSERT INTO blob VALUES (?, 0, ?)", values=(name, data))


@case(DAMAGED)
def other_id(path: Path, _victim: Path) -> None:
    add_change(path, sound_change().body, "0" * 64)


@case(DAMAGED)
def other_form(path: Path, _victim: Path) -> None:
    add_change(path, json.dumps(json.loads(sound_change().body), indent=1).encode())


@case(DAMAGED)
def further_key(path: Path, _victim: Path) -> None:
    add_change(path, json.dumps({**json.loads(sound_change().body), "zz": 1}).encode())


@case(DAMAGED)
def deep_json(path: Path, _victim: Path) -> None:
    add_change(path, b"[" * 200_000 + b"]" * 200_000)


@case(DAMAGED)
def deep_value(path: Path, _victim: Path) -> None:
    value: object = 1
    for _ in range(60):
        value = [value]
    add_change(path, sound_change(Setting("claim", "1", "kind", value)).body)


@case(DAMAGED)
def numbers_without_end(path: Path, _victim: Path) -> None:
    body = sound_change().body.replace(b'"sequence":1', b'"sequence":' + b"9" * 100_000)
    add_change(path, body)


@case(DAMAGED)
def text_that_is_not_utf8(path: Path, _victim: Path) -> None:
    add_change(path, sound_change().body.replace(b'"label":""', b'"label":"\xff\xfe"'))


@case(DAMAGED)
def half_a_surrogate(path: Path, _victim: Path) -> None:
    add_change(path, sound_change().body.replace(b'"label":""', b'"label":"\\ud800"'))


@case(DAMAGED)
def nul_bytes(path: Path, _victim: Path) -> None:
    add_change(path, sound_change().body.replace(b'"label":""', b'"label":"\0"'))


@case(DAMAGED)
def change_as_blob(path: Path, _victim: Path) -> None:
    change = sound_change()
    run(path, "INSERT INTO change VALUES (?, ?)", values=(change.id, change.body))


@case(DAMAGED)
def change_as_number(path: Path, _victim: Path) -> None:
    run(path, "INSERT INTO change VALUES ('1', 2)")


@case(DAMAGED)
def part_as_text(path: Path, _victim: Path) -> None:
    run(path, "UPDATE blob SET part = 'first' WHERE part = 0")


@case(DAMAGED)
def bytes_as_text(path: Path, _victim: Path) -> None:
    run(path, "UPDATE blob SET bytes = 'text' WHERE part = 0")


@case(DAMAGED)
def hash_that_is_a_path(path: Path, victim: Path) -> None:
    run(path, "INSERT INTO blob VALUES (?, 0, x'00')", values=(f"../../{victim}",))


@case(DAMAGED)
def missing_last_part(path: Path, _victim: Path) -> None:
    run(path, "DELETE FROM blob WHERE part = 2")


@case(DAMAGED)
def missing_middle_part(path: Path, _victim: Path) -> None:
    run(path, "DELETE FROM blob WHERE part = 1")


@case(DAMAGED)
def negative_part(path: Path, _victim: Path) -> None:
    run(path, "UPDATE blob SET part = -1 WHERE part = 0")


@case(CLEAN, HOSTILE)
def ids_that_are_no_ids(path: Path, _victim: Path) -> None:
    for id_ in ("zz", "../..", "", "zz\u202e"):
        add_change(path, sound_change(Setting("claim", id_, "number", 1)).body)


@case(CLEAN, HOSTILE)
def a_thousand_strangers(path: Path, _victim: Path) -> None:
    db = sqlite3.connect(path)
    for number in range(1000):
        change = sound_change(installation=f"{number:032x}")
        db.execute("INSERT INTO change VALUES (?, ?)", (change.id, change.body.decode()))
    db.commit()
    db.close()
