# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recovery: whatever was done to a file, what still stands whole in it comes out, and no more."""

import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sidelight.errors import ProjectError
from sidelight.model.project import Project
from sidelight.store.project_file import ProjectFile
from sidelight.store.recovering import Incomplete, Recovered, recover
from sidelight.store.salvage_entry import look_through
from sidelight.store.survey import survey
from tests.store.hostile import run
from tests.store.making import ARTICLE, HOLDER, SOURCE, TITLE, sha256

PAGE = 4096


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where to recover to."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "recovered.sidelight"


def rows(path: Path, table: str = "change") -> list[tuple[object, ...]]:
    """Return what stands in a table."""
    database = sqlite3.connect(path)
    found = database.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
    database.close()
    return found


def overwrite(path: Path, at: int, data: bytes) -> None:
    """Write into the middle of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def place_of(path: Path, words: bytes) -> int:
    """Return where words first stand in a file."""
    return path.read_bytes().index(words)


def test_all_comes_out_of_a_sound_file(received: Path, out: Path) -> None:
    found = recover(received, out)
    assert found.losses == 0
    assert (found.title, found.documents, found.path) == (TITLE, 2, out)
    assert rows(out) == rows(received)
    assert sorted(rows(out, "blob")) == sorted(rows(received, "blob"))
    with ProjectFile.open(out, holder=HOLDER) as file:
        assert not file.read_only
        assert file.blob(sha256(ARTICLE)) == ARTICLE


@pytest.mark.parametrize("junk", [bytes(PAGE), random.Random(2).randbytes(PAGE), b"\xff" * PAGE])
def test_a_destroyed_first_page_costs_nothing(received: Path, out: Path, junk: bytes) -> None:
    wanted = rows(received)
    overwrite(received, 0, junk)
    before = received.read_bytes()
    found = recover(received, out)
    assert found.losses == 0
    assert rows(out) == wanted
    assert received.read_bytes() == before
    assert [path.name for path in out.parent.iterdir()] == [out.name]


@pytest.mark.parametrize("size", [512, 1024, 8192, 65536])
def test_the_size_of_the_pages_is_found_without_the_header(
    received: Path, out: Path, size: int
) -> None:
    run(received, f"PRAGMA page_size = {size}", "VACUUM")
    wanted = rows(received)
    overwrite(received, 0, bytes(100))
    assert recover(received, out).losses == 0
    assert rows(out) == wanted
    assert survey(out) == []


def test_neither_heads_of_pages_nor_pointers_are_needed(received: Path, out: Path) -> None:
    data = bytearray(received.read_bytes())
    for at in range(0, len(data), PAGE):
        if data[at] in {2, 5, 10, 13}:
            data[at : at + 8] = b"\xee" * 8
    received.write_bytes(data)
    assert recover(received, out).losses == 0
    assert survey(out) == []


def test_a_lost_document_is_named_and_the_rest_stays(received: Path, out: Path) -> None:
    overwrite(received, place_of(received, ARTICLE[700_000:700_100]), b"\0" * 100)
    found = recover(received, out)
    assert found.incomplete == (Incomplete("The article", sha256(ARTICLE), True),)
    assert (found.losses, found.documents) == (1, 1)
    assert rows(out) == rows(received)
    faults = survey(out)
    assert [(fault.what, fault.where) for fault in faults] == [
        ("the bytes of a document are missing", sha256(ARTICLE))
    ]
    with ProjectFile.open(out, holder=HOLDER) as file:
        assert file.blob(sha256(SOURCE)) == SOURCE


def test_a_lost_change_is_named_by_the_history(received: Path, out: Path) -> None:
    overwrite(received, place_of(received, b'"label":"Note"'), b'"label":"Nope"')
    found = recover(received, out)
    (lost,) = found.lost
    assert (lost.reviewer, lost.label) == ("Bob", "Note")
    assert lost.time.endswith("+00:00")
    assert (found.losses, found.changes) == (1, len(rows(received)) - 1)
    assert lost.id not in {row[0] for row in rows(out)}
    assert survey(out) == []


def test_a_change_lost_from_the_middle_is_named_without_the_history(
    received: Path, out: Path
) -> None:
    overwrite(received, place_of(received, b'"The treaty"'), b'"The breaty"')
    with sqlite3.connect(received) as database:
        database.execute("DELETE FROM history")
    run(received, "VACUUM")
    found = recover(received, out)
    assert found.lost_count == 1
    assert [fault.what for fault in survey(out)] == ["an earlier change is missing"]


def test_a_damaged_id_costs_nothing_where_another_change_names_it(
    received: Path, out: Path
) -> None:
    id_, body = rows(received)[3]
    cell = f"{id_}{body}".encode()
    overwrite(received, place_of(received, cell), b"0123" if cell[:4] != b"0123" else b"4567")
    assert recover(received, out).losses == 0
    assert (id_, body) in rows(out)


@pytest.mark.parametrize("share", [0.75, 0.8, 0.9, 0.999])
def test_what_stands_before_the_end_of_a_cut_file_comes_out(
    small: Path, tmp_path: Path, out: Path, share: float
) -> None:
    cut = tmp_path / "cut.sidelight"
    cut.write_bytes(small.read_bytes()[: int(small.stat().st_size * share)])
    whole = {row for row in rows(small) if str(row[1]).encode() in cut.read_bytes()}
    assert whole
    found = recover(cut, out)
    assert whole == set(rows(out))
    assert found.changes == len(whole)


def test_a_hot_journal_is_rolled_back_in_the_copy(own: Path, tmp_path: Path, out: Path) -> None:
    script = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size = 1')\n"
        "db.execute('PRAGMA secure_delete = ON')\n"
        "db.execute('BEGIN IMMEDIATE')\n"
        "db.execute('UPDATE blob SET bytes = zeroblob(length(bytes))')\n"
        "db.execute('DELETE FROM change')\n"
        "os._exit(1)\n"
    )
    torn = tmp_path / "torn.sidelight"
    shutil.copyfile(own, torn)
    assert subprocess.run([sys.executable, "-c", script, str(torn)], check=False).returncode == 1
    journal = torn.with_name(f"{torn.name}-journal")
    overwrite(torn, 0, bytes(PAGE))
    before = torn.read_bytes(), journal.read_bytes()
    assert recover(torn, out).losses == 0
    assert rows(out) == rows(own)
    assert (torn.read_bytes(), journal.read_bytes()) == before
    assert survey(out) == []


def test_rows_that_stand_for_withheld_changes_come_out_as_they_are(
    received: Path, out: Path
) -> None:
    id_, body = "7" * 64, '{"withheld":{"heads":[]}}'
    run(received, f"INSERT INTO change VALUES ('{id_}', '{body}')")
    run(received, f"INSERT INTO change VALUES ('{'8' * 64}', '{{\"withheld\":')")
    found = recover(received, out)
    assert found.withheld == 1
    assert (id_, body) in rows(out)
    assert [lost.id for lost in found.lost] == ["8" * 64]


@pytest.mark.parametrize("content", [b"", b"Dear editor", b"SQLite format 3\0", bytes(9000)])
def test_nothing_readable_is_said_in_a_sentence(tmp_path: Path, out: Path, content: bytes) -> None:
    path = tmp_path / "letter"
    path.write_bytes(content)
    with pytest.raises(ProjectError) as error:
        recover(path, out)
    assert error.value.id == "recover.nothing"
    assert list(out.parent.iterdir()) == []


def test_nothing_is_overwritten(received: Path, out: Path) -> None:
    out.write_bytes(b"precious")
    for target in (out, received):
        with pytest.raises(ProjectError) as error:
            recover(received, target)
        assert error.value.id == "project.exists"
    assert out.read_bytes() == b"precious"


def test_a_file_that_is_open_is_not_recovered(own: Path, out: Path) -> None:
    with ProjectFile.open(own, holder=HOLDER), pytest.raises(ProjectError) as error:
        recover(own, out)
    assert error.value.id == "project.busy"


def test_a_link_is_not_followed(received: Path, tmp_path: Path, out: Path) -> None:
    (tmp_path / "link").symlink_to(received)
    with pytest.raises(ProjectError):
        recover(tmp_path / "link", out)


def test_bytes_without_any_change_come_out_alone(received: Path, out: Path) -> None:
    run(received, "PRAGMA secure_delete = ON", "DELETE FROM change", "DELETE FROM history")
    found = recover(received, out)
    assert (found.changes, found.unnamed) == (0, 2)
    with ProjectFile.open(out, holder=HOLDER) as file:
        assert file.blob(sha256(ARTICLE)) == ARTICLE


def test_a_file_of_another_format_is_read_from_its_two_tables(received: Path, out: Path) -> None:
    run(received, "PRAGMA user_version = 9", "DROP TABLE note", "CREATE TABLE aura (x)")
    assert recover(received, out).losses == 0
    assert survey(out) == []


def test_a_beheaded_file_is_damage_where_it_came_from_elsewhere(received: Path) -> None:
    overwrite(received, 0, bytes(PAGE))
    assert [fault.where for fault in survey(received)] == ["file"]


DAMAGE = st.lists(
    st.tuples(st.floats(0, 1), st.one_of(st.binary(min_size=1, max_size=40), st.integers(1, 9000))),
    max_size=6,
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(damage=DAMAGE, cut=st.floats(0.05, 1))
def test_what_comes_out_of_any_damage_is_proved(
    small: Path,
    tmp_path_factory: pytest.TempPathFactory,
    damage: list[tuple[float, bytes | int]],
    cut: float,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    data = bytearray(small.read_bytes()[: int(small.stat().st_size * cut)])
    for share, junk in damage:
        at = int(share * (len(data) - 1))
        bytes_ = junk if isinstance(junk, bytes) else bytes(junk)
        data[at : at + len(bytes_)] = bytes_
    path = folder / "damaged.sidelight"
    path.write_bytes(data)
    with look_through(path, lambda: False) as found:
        known = Project(found.changes).log.changes
        assert all(hashlib.sha256(change.body).hexdigest() == id_ for id_, change in known.items())
        assert not set(found.lost()) & set(known)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6))
def test_a_recovered_file_passes_the_check_but_for_losses_that_were_named(
    small: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("checked")
    chance = random.Random(seed)
    data = bytearray(small.read_bytes())
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(data) // 512) * 512
        data[at : at + 512] = chance.choice([bytes(512), chance.randbytes(512)])
    path, out = folder / "damaged.sidelight", folder / "out.sidelight"
    path.write_bytes(data)
    found: Recovered = recover(path, out)
    with ProjectFile.open(out, holder=HOLDER) as file:
        missing = file.project.log.missing()
        assert all(
            fault.where in missing or fault.where in {one.id for one in found.incomplete}
            for fault in file.check()
        )
    assert len(missing) <= found.lost_count


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@example(b"\x04\x81\x0d\xff\xff\xff\xff\xff\xff\xff\xff\xff" + b"a" * 64)
@example(b"\x05\x81\x0d\x83\x0d" + b"a" * 200)
@given(st.binary(max_size=3000))
def test_any_bytes_are_looked_through(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "any"
    path.write_bytes(data)
    path.with_name("any-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") + data)
    with look_through(path, lambda: False) as found:
        assert not found.changes
        assert not found.chosen


def test_when_time_is_up_what_was_found_stays(small: Path) -> None:
    looks = iter(range(10**9))
    with look_through(small, lambda: next(looks) < 0) as all_of_it:
        half = next(looks) // 2
    looks = iter(range(10**9))
    with look_through(small, lambda: next(looks) > half) as found:
        assert found.stopped
        assert 0 < len(found.changes) < len(all_of_it.changes)


def test_opening_a_beheaded_file_says_that_it_is_damaged(received: Path) -> None:
    overwrite(received, 0, bytes(PAGE))
    with pytest.raises(ProjectError) as error:
        ProjectFile.open(received, holder=HOLDER)
    assert error.value.id == "project.damaged"
    assert "sidelight recover" in str(error.value)
