# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the intake by themselves: what the worker says is not believed either."""

import errno
import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest

from sidelight.errors import ProjectError
from sidelight.language import sentence
from sidelight.store import blobs, durable, intake, intake_entry, journal, receiving, schema
from sidelight.store.connection import failure, sentences
from sidelight.store.fresh import new_file
from sidelight.store.pouring import Unsound, pour
from sidelight.store.screening import Deadline, screen
from sidelight.worker import (
    Blob,
    Json,
    Limits,
    RemoteFault,
    Reply,
    Worker,
    WorkerDied,
    WorkerTimeout,
)
from tests.store.hostile import run, sound_change, super_name
from tests.store.making import ARTICLE, sha256

Answer = Callable[[dict[str, Json]], Reply]


class Liar:
    """A worker that was taken over: it answers as it likes."""

    def __init__(self, **answers: Answer) -> None:
        self._answers: dict[str, Answer] = {
            "open": lambda _: Reply({"format": 1}),
            "changes": lambda _: Reply({"last": 1, "more": False, "names": []}),
            "meaning": lambda _: Reply(),
            "blobs": lambda _: Reply({"names": [], "more": False}),
        }
        self._answers.update(answers)

    def call(
        self, name: str, arguments: dict[str, Json], _blobs: Sequence[Blob], *, seconds: float
    ) -> Reply:
        assert seconds > 0
        return self._answers[name](arguments)


def pour_from(liar: Liar, path: Path) -> int:
    db = new_file(path)
    try:
        with db.atomic():
            return pour(cast("Worker", liar), path, 100, db, None).format
    finally:
        db.close()


def replying(values: dict[str, Json], *parts: Blob) -> Answer:
    return lambda _: Reply(values, parts)


SOUND = sound_change()
GOOD, ID = SOUND.body, SOUND.id
LAST: dict[str, Json] = {"last": 1, "more": False, "names": [ID]}
NAME = sha256(b"data")

LIES: dict[str, Liar] = {
    "no change": Liar(changes=replying(LAST, b"{}")),
    "a change twice": Liar(changes=replying({**LAST, "names": [ID, ID]}, GOOD, GOOD)),
    "a change under another id": Liar(changes=replying({**LAST, "names": [NAME]}, GOOD)),
    "a change without an id": Liar(changes=replying({"last": 1, "more": False}, GOOD)),
    "changes without end": Liar(changes=replying({"last": 1, "more": True, "names": []})),
    "no last": Liar(changes=replying({"more": False, "names": []})),
    "no format": Liar(open=replying({"format": "1"})),
    "a format that is a flag": Liar(open=replying({"format": True})),
    "bytes without names": Liar(blobs=replying({"more": False}, b"data")),
    "too few names": Liar(blobs=replying({"names": [], "more": False}, b"data")),
    "a name that is no hash": Liar(blobs=replying({"names": [["x", 0]], "more": False}, b"d")),
    "a name that is no pair": Liar(blobs=replying({"names": [NAME], "more": False}, b"data")),
    "other bytes": Liar(blobs=replying({"names": [[NAME, 0]], "more": False}, b"other")),
    "a part that is no number": Liar(blobs=replying({"names": [[NAME, "0"]]}, b"data")),
    "a second part only": Liar(blobs=replying({"names": [[NAME, 1]]}, b"data")),
    "a short first part": Liar(blobs=replying({"names": [[NAME, 0], [NAME, 1]]}, b"da", b"ta")),
    "a part twice": Liar(blobs=replying({"names": [[NAME, 0], [NAME, 0]]}, b"data", b"data")),
    "a part too large": Liar(blobs=replying({"names": [[NAME, 0]]}, bytes(blobs.PART + 1))),
    "bytes that were left out": Liar(blobs=replying({"names": [[NAME, -1]]}, b"data")),
    "the same bytes for ever": Liar(blobs=replying({"names": [[NAME, 0]], "more": True}, b"data")),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_of_the_worker_is_caught(lie: str, tmp_path: Path) -> None:
    with pytest.raises(Unsound):
        pour_from(LIES[lie], tmp_path / "fresh")


def test_an_honest_worker_is_believed(tmp_path: Path) -> None:
    changes = replying(LAST, GOOD)
    parts = replying({"names": [[NAME, 0]], "more": False}, b"data")
    assert pour_from(Liar(changes=changes, blobs=parts), tmp_path / "fresh") == 1


def test_nothing_stays_of_what_was_poured_before_a_lie(tmp_path: Path) -> None:
    liar = Liar(
        changes=replying(LAST, GOOD),
        blobs=replying({"names": [[NAME, 0]], "more": False}, b"other"),
    )
    with pytest.raises(Unsound):
        pour_from(liar, tmp_path / "fresh")
    with sqlite3.connect(tmp_path / "fresh") as db:
        assert db.execute("SELECT count(*) FROM change").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM blob").fetchone() == (0,)
    db.close()


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    (tmp_path / "work").mkdir()
    limits = Limits(memory=1 << 29)
    with Worker("sidelight.store.intake_entry", limits=limits, writable=tmp_path / "work") as one:
        yield one


def test_batches_are_bounded(worker: Worker, received: Path, tmp_path: Path) -> None:
    copy = tmp_path / "work" / "copy"
    copy.write_bytes(received.read_bytes())
    worker.call("open", {"path": str(copy), "seconds": 10})
    assert {"landlock", "seccomp"} <= {means.split("-")[0] for means in worker.means}
    names: list[Json] = []
    after: list[Json] = ["", -1]
    while True:
        reply = worker.call("blobs", {"after": after, "seconds": 10})
        assert sum(map(len, reply.blobs)) < intake_entry.BATCH + blobs.PART
        found = reply.values["names"]
        assert isinstance(found, list)
        names += found
        if reply.values["more"] is not True:
            break
        after = found[-1]
    assert [pair for pair in names if pair[0] == sha256(ARTICLE)] == [  # type: ignore[index]
        [sha256(ARTICLE), part] for part in range(3)
    ]


def test_a_call_out_of_turn_is_a_fault(worker: Worker) -> None:
    with pytest.raises(RemoteFault) as fault:
        worker.call("changes", {"after": intake_entry.FIRST, "seconds": 10})
    assert fault.value.kind == "damaged"


def test_the_worker_sees_no_file_but_its_copy(worker: Worker, received: Path) -> None:
    with pytest.raises(RemoteFault) as fault:
        worker.call("open", {"path": str(received), "seconds": 10})
    assert fault.value.kind == "damaged"


def test_time_runs_out_within_sqlite(received: Path) -> None:
    deadline = Deadline()
    deadline.set(20)
    db, _format = screen(received, deadline)
    deadline.set(-1)
    endless = ", ".join(f"change AS c{number}" for number in range(8))
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        db.execute(f"SELECT count(*) FROM {endless}").fetchall()
    db.close()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM claim",
        "SELECT load_extension('x')",
        "ATTACH '/tmp/x' AS x",
        "DELETE FROM change",
        "PRAGMA writable_schema = ON",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "CREATE TABLE x (y)",
        "SELECT randomblob(10)",
    ],
)
def test_a_screened_database_only_reads_two_tables(received: Path, sql: str) -> None:
    deadline = Deadline()
    deadline.set(20)
    db, format_ = screen(received, deadline)
    assert format_ == schema.FORMAT
    with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized|no such|limit"):
        db.execute(sql).fetchall()
    db.close()


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (b"", False),
        (b"short", False),
        (bytes(600), False),
        (bytes(600) + super_name("x"), True),
        (super_name(""), True),
        (super_name("x") + b"\0", False),
    ],
)
def test_a_journal_that_names_another_file_is_told(tmp_path: Path, raw: bytes, names: bool) -> None:
    (tmp_path / "journal").write_bytes(raw)
    assert journal.names_another_file(tmp_path / "journal") is names


def test_a_file_over_the_limit_is_not_copied(
    received: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "LARGEST", 1 << 20)
    (tmp_path / "folder").mkdir()
    with pytest.raises(ProjectError) as error:
        receiving.receive(received, tmp_path / "folder")
    assert error.value.id == "project.hostile"
    assert list((tmp_path / "folder").iterdir()) == []


def test_what_was_received_is_named_by_its_hash(received: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    received.with_name(f"{received.name}-journal").touch()
    got = receiving.receive(received, tmp_path / "folder")
    assert got.digest == hashlib.sha256(received.read_bytes()).hexdigest()
    assert set(got.copies) == {"", "-journal"}
    assert got.size == received.stat().st_size


@pytest.mark.parametrize(
    ("error", "id_"),
    [
        (RemoteFault("not_ours"), "project.not_ours"),
        (RemoteFault("hostile", {"reason": "schema"}), "project.hostile"),
        (RemoteFault("damaged", {"reason": "blob"}), "project.damaged"),
        (RemoteFault("costly"), "project.hostile"),
        (RemoteFault("fault", {"type": "KeyError"}), "project.damaged"),
        (RemoteFault("start"), "project.failed"),
        (Unsound("change"), "project.damaged"),
        (WorkerTimeout(), "project.hostile"),
        (WorkerDied("memory"), "project.hostile"),
        (WorkerDied("killed"), "project.damaged"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_each_end_of_the_worker_has_its_sentence(
    received: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, id_: str
) -> None:
    def ends(*_arguments: object) -> None:
        raise error

    raw = received.read_bytes()
    monkeypatch.setattr(intake, "pour", ends)
    with pytest.raises(ProjectError) as found:
        intake.take_in(received, replace=True)
    assert found.value.id == id_
    assert sentence(found.value).endswith((".", "affected."))
    assert received.read_bytes() == raw
    assert list(received.parent.iterdir()) == [received]


def test_a_file_that_changes_meanwhile_is_not_replaced(
    received: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pours_slowly(*arguments: object) -> object:
        with received.open("ab") as file:
            file.write(b"more")
        return pour(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "pour", pours_slowly)
    with pytest.raises(ProjectError) as error:
        intake.take_in(received, replace=True)
    assert error.value.id == "project.failed"
    assert received.read_bytes().endswith(b"more")


@pytest.mark.parametrize(
    ("number", "id_"),
    [
        (errno.ENOSPC, "project.disk_full"),
        (errno.EROFS, "project.read_only"),
        (errno.EACCES, "project.read_only"),
        (errno.EIO, "project.failed"),
    ],
)
def test_the_systems_errors_have_sentences(number: int, id_: str) -> None:
    assert durable.failure(Path("p"), OSError(number, "why")).id == id_


def test_the_errors_of_a_broken_file_have_sentences(received: Path) -> None:
    received.write_bytes(b"no database" * 100)
    db = sqlite3.connect(received)
    with pytest.raises(ProjectError) as error, sentences(received):
        db.execute("SELECT * FROM change")
    db.close()
    assert error.value.id == "project.damaged"
    with pytest.raises(ProjectError) as error, sentences(received):
        b"\xff".decode()
    assert error.value.id == "project.damaged"


def test_a_file_that_another_program_locks_has_its_sentence(received: Path) -> None:
    holder = sqlite3.connect(received, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    other = sqlite3.connect(received, timeout=0)
    with pytest.raises(sqlite3.OperationalError) as error:
        other.execute("SELECT * FROM change")
    assert failure(received, error.value).values["reason"] == "another program is using it"
    other.close()
    holder.close()


def test_the_same_hash_twice_is_not_possible(received: Path) -> None:
    run(received, "DELETE FROM blob WHERE part > 0")
    with pytest.raises(sqlite3.IntegrityError):
        run(received, "INSERT INTO blob SELECT * FROM blob")
