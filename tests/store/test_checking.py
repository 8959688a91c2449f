# SPDX-License-Identifier: AGPL-3.0-or-later
"""The check finds what was done to a file, says where, and never raises."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sidelight.model.change import Change, Setting
from sidelight.model.withheld import Gap
from sidelight.store.checking import Fault
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.hostile import flip, sound_change
from tests.store.making import ARTICLE, LAYER, SOURCE, add_document, author, numbered, sha256


def execute(path: Path, sql: str, *values: object) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA writable_schema = ON")
    db.execute(sql, values)
    db.close()


def done_to(file: ProjectFile, sql: str, *values: object) -> list[Fault]:
    """What the check finds after another program has done something to an open file."""
    execute(file.path, sql, *values)
    return file.check()


def test_a_sound_file_has_no_faults(own: Path, opened: Opener) -> None:
    assert opened(own).check() == []


def test_a_changed_change_is_named(own: Path, opened: Opener) -> None:
    file = opened(own)
    change = file.project.log.order[5]
    found = done_to(
        file,
        "UPDATE change SET body = replace(body, '\"clock\"', '\"clack\"') WHERE id = ?",
        change.id,
    )
    assert Fault("a change is not as it was written", change.id) in found


def test_a_change_under_a_false_id_is_named(own: Path, opened: Opener) -> None:
    file = opened(own)
    change = file.project.log.order[-1]
    found = done_to(file, "UPDATE change SET id = ? WHERE id = ?", "0" * 64, change.id)
    assert Fault("a change is not as it was written", "0" * 64) in found


def test_a_flipped_bit_in_a_document_is_found(own: Path, opened: Opener) -> None:
    at = own.read_bytes().index(ARTICLE[2_000_000:2_000_100])
    file = opened(own)
    flip(own, at)
    assert file.check() == [Fault("bytes are not those of their hash", sha256(ARTICLE))]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM blob WHERE part = 1",
        "UPDATE blob SET part = 7 WHERE part = 2",
        "UPDATE blob SET bytes = 'text' WHERE part = 0 AND length(bytes) > 100",
    ],
)
def test_parts_that_are_missing_or_odd_are_found(own: Path, opened: Opener, sql: str) -> None:
    assert done_to(opened(own), sql) == [
        Fault("bytes are not those of their hash", sha256(ARTICLE))
    ]


def test_missing_bytes_of_a_document_are_found(own: Path, opened: Opener) -> None:
    found = done_to(opened(own), "DELETE FROM blob WHERE hash = ?", sha256(SOURCE))
    assert found == [Fault("the bytes of a document are missing", sha256(SOURCE))]


def test_missing_parts_of_a_layer_are_found(own: Path, opened: Opener) -> None:
    file, ann = opened(own), author()
    add_document(file, ann, b"third", 3, "Third")
    text = sha256(b"text")
    made = {
        **dict.fromkeys(("kind", "extractor", "version", "language"), "x"),
        "document": sha256(b"third"),
        "text": text,
        "geometry": text,
        "rendition": "",
        "options": {},
    }
    sets = [Setting("document", sha256(b"third"), "layer", LAYER)]
    file.commit([*sets, Setting("layer", LAYER, "made", made)], ann, "Read")
    missing = Fault("a part of a document's text layer is missing", text)
    assert file.check() == [missing, missing]
    file.commit([], ann, "Again", blobs=[b"text"])
    assert file.check() == []


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("DELETE FROM history", Fault("11 rows differ from the log", "history")),
        ("UPDATE claim SET quote = 'x'", Fault("4 rows differ from the log", "claim")),
        ("INSERT INTO note (id) VALUES ('x')", Fault("1 row differs from the log", "note")),
        ("CREATE TABLE extra (x)", Fault("its tables are not those of a project", "schema")),
    ],
)
def test_what_differs_from_the_log_is_counted(
    own: Path, opened: Opener, sql: str, fault: Fault
) -> None:
    assert done_to(opened(own), sql) == [fault]


def test_what_was_left_out_is_no_damage_and_what_is_missing_is(own: Path, opened: Opener) -> None:
    file = opened(own)
    change = Change(**{**vars(sound_change()), "heads": ("9" * 64,), "group": numbered("4")})
    file._db.execute("INSERT INTO change VALUES (?, ?)", (change.id, change.body.decode()))
    file._db.conn.commit()
    file.project.add([change])
    file.rebuild()
    assert file.check() == [Fault("an earlier change is missing", "9" * 64)]
    gap = Gap("9" * 64, ())
    file._db.execute("INSERT INTO change VALUES (?, ?)", (gap.id, gap.body.decode()))
    file._db.conn.commit()
    words = "an earlier change was left out of this copy"
    assert file.check() == [Fault(words, "9" * 64, damage=False)]


Harm = Callable[[Path], None]


def cut_off(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 3)


def overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 400_000)


def overwrite_the_head(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"no database any more" * 10)


@pytest.mark.parametrize("harm", [cut_off, overwrite, overwrite_the_head])
def test_the_check_of_a_ruin_does_not_raise(own: Path, opened: Opener, harm: Harm) -> None:
    file = opened(own)
    harm(own)
    assert file.check()


def test_text_that_is_not_utf8_does_not_raise(own: Path, opened: Opener) -> None:
    found = done_to(opened(own), "UPDATE claim SET quote = CAST(x'fffe' AS TEXT)")
    assert found
