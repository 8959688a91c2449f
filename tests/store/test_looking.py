# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file is looked through in slices; what is damaged is named, and what is not is not."""

import hashlib
import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sidelight.model.change import Setting
from sidelight.model.sharing import Choice, part
from sidelight.store import looking, trust
from sidelight.store.copying import Target
from sidelight.store.looking import Damage, Look
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.making import ARTICLE, HOLDER, SOURCE, author, sha256

Ruin = Callable[[Path], None]
TREATY = ("The treaty",)


def rot(path: Path, ruin: Ruin) -> None:
    """Let the disk change a file behind our back, so that it still passes for ours."""
    known = trust.recall(path)
    assert known is not None
    with ProjectFile.open(path, holder=HOLDER) as file:
        heads = set(file.project.log.heads)
    ruin(path)
    trust.remember(path, known[0], heads)


def looked(file: ProjectFile) -> Damage | None:
    while file.look_further():
        pass
    return file.damage


def update(sql: str, *values: object) -> Ruin:
    def ruin(path: Path) -> None:
        with sqlite3.connect(path) as db:
            db.execute(sql, values)
        db.close()

    return ruin


def overwrite(page: Callable[[sqlite3.Connection], int]) -> Ruin:
    """Write over a page that is found in the file."""

    def ruin(path: Path) -> None:
        db = sqlite3.connect(path)
        at = page(db)
        ((size,),) = db.execute("PRAGMA page_size").fetchall()
        db.close()
        with path.open("r+b") as file:
            file.seek((at - 1) * size)
            file.write(random.Random(1).randbytes(size))
            os.fsync(file.fileno())

    return ruin


def root(table: str) -> Callable[[sqlite3.Connection], int]:
    sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    return lambda db: int(db.execute(sql, (table,)).fetchall()[0][0])


def test_a_sound_file_is_sound(own: Path, opened: Opener) -> None:
    file = opened(own)
    assert file.look_further() in {True, False}
    assert looked(file) is None
    assert not file.look_further()


def test_what_was_left_out_of_a_copy_is_no_damage(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    light = tmp_path / "light.sidelight"
    file = opened(own)
    file.share(part(file.project, Choice(sources=False)), Target(light))
    copy = opened(light)
    assert copy.absent()
    assert looked(copy) is None


def test_what_was_just_taken_in_is_not_looked_through_again(received: Path, opened: Opener) -> None:
    assert not opened(received).look_further()


_SOURCE = "WHERE hash = ?", sha256(SOURCE)
_PART = "DELETE FROM blob WHERE hash = ? AND part = 1"


@pytest.mark.parametrize(
    ("ruin", "documents", "tables"),
    [
        (update(f"UPDATE blob SET bytes = x'01' {_SOURCE[0]}", _SOURCE[1]), TREATY, False),
        (update(f"UPDATE blob SET bytes = 'text' {_SOURCE[0]}", _SOURCE[1]), TREATY, False),
        (update(_PART, sha256(ARTICLE)), ("The article",), False),
        (update("DELETE FROM blob"), ("The article", *TREATY), False),
        (overwrite(root("note")), (), True),
        (overwrite(root("sqlite_autoindex_claim_1")), (), True),
    ],
    ids=["other bytes", "no bytes", "a part less", "none left", "a table", "an index"],
)
def test_damage_is_named(
    own: Path, opened: Opener, ruin: Ruin, documents: tuple[str, ...], tables: bool
) -> None:
    rot(own, ruin)
    assert looked(opened(own)) == Damage(documents, tables)


def test_a_page_of_a_document_that_rots_is_the_documents_damage(own: Path, opened: Opener) -> None:
    def flip(path: Path) -> None:
        data = path.read_bytes()
        at = data.index(ARTICLE[1_500_000:1_500_064])
        with path.open("r+b") as file:
            file.seek(at)
            file.write(bytes([data[at] ^ 4]))

    rot(own, flip)
    assert looked(opened(own)) == Damage(("The article",), tables=False)


def test_bytes_that_no_document_needs_are_no_damage(own: Path, opened: Opener) -> None:
    file = opened(own)
    file.commit([], author(), "", blobs=[b"left over"])
    file.close()
    name = hashlib.sha256(b"left over").hexdigest()
    rot(own, update("UPDATE blob SET bytes = x'00' WHERE hash = ?", name))
    assert looked(opened(own)) is None


def test_acts_go_on_between_slices(own: Path, opened: Opener) -> None:
    file = opened(own)
    steps = 0
    while file._look is not None and file._look.further(0.0005):
        steps += 1
        file.commit([Setting("project", "project", "title", f"{steps}")], author(), "Retitle")
    assert steps > 1
    assert file.damage is None
    assert file.check() == []


def test_large_tables_are_read_row_by_row(
    own: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_AT_ONCE", 1)
    monkeypatch.setattr(looking, "_ROWS", 2)
    file = opened(own)
    assert looked(file) is None
    file.close()
    rot(own, overwrite(root("evidence")))
    damage = looked(opened(own))
    assert damage is not None
    assert damage.tables


def test_a_connection_that_is_closed_is_no_damage(own: Path, opened: Opener) -> None:
    file = opened(own)
    look = Look(file._connection, file.project)
    file.close()
    assert not look.further()
    assert look.damage is None


def test_after_saving_elsewhere_there_is_nothing_to_look_at(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    file = opened(own)
    file.look_further()
    file.save_elsewhere(tmp_path / "saved.sidelight")
    assert not file.look_further()
    assert file.damage is None
