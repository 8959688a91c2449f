# SPDX-License-Identifier: AGPL-3.0-or-later
"""One opener at a time; what a dead one left behind is no obstacle."""

import errno
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sidelight.errors import ProjectError
from sidelight.store import processes
from sidelight.store.lock import Holder, Lock, refuse_if_held
from sidelight.store.project_file import ProjectFile
from tests.store.making import HOLDER

BOB = Holder("Bob", "the next desk", "window")


def lock_path(project: Path) -> Path:
    return project.with_name(f".~lock.{project.name}#")


def leave(project: Path, **values: object) -> None:
    """Leave a lock as another would."""
    described = {
        "name": "Eve",
        "where": "attic",
        "host": socket.gethostname(),
        "since": "2024-06-19T10:00:00+00:00",
        "token": "t",
    }
    lock_path(project).write_text(json.dumps(described | values), "utf-8")


def test_the_second_opener_is_told_who_where_and_since_when(own: Path) -> None:
    with ProjectFile.open(own, holder=BOB):
        with pytest.raises(ProjectError) as error:
            ProjectFile.open(own, holder=HOLDER)
        assert error.value.id == "project.busy"
        assert (error.value.values["who"], error.value.values["where"]) == ("Bob", "the next desk")
        assert len(str(error.value.values["since"])) == len("2024-06-19 10:00")
    ProjectFile.open(own, holder=HOLDER).close()


def test_another_process_is_refused_too(own: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from sidelight.store.lock import Holder, Lock\n"
        "Lock.take(Path(sys.argv[1]), Holder('Eve', 'attic', 'window'))\n"
        "print('taken', flush=True)\nsys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(own)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == b"taken\n"
        with pytest.raises(ProjectError) as error:
            ProjectFile.open(own, holder=HOLDER)
        assert error.value.values["who"] == "Eve"
        other.kill()
    assert lock_path(own).exists()
    ProjectFile.open(own, holder=HOLDER).close()
    assert not lock_path(own).exists()


def test_a_lock_of_another_machine_holds(own: Path) -> None:
    leave(own, host="elsewhere", pid=1)
    with pytest.raises(ProjectError) as error:
        ProjectFile.open(own, holder=HOLDER)
    assert error.value.id == "project.busy"
    assert "remove the file" in str(error.value)
    with pytest.raises(ProjectError):
        refuse_if_held(own)


def test_a_later_process_of_the_same_number_does_not_hold(own: Path) -> None:
    leave(own, pid=os.getpid(), started="an-earlier-boot/1")
    refuse_if_held(own)
    ProjectFile.open(own, holder=HOLDER).close()


def test_a_dead_process_does_not_hold(own: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    leave(own, pid=gone.pid, started="")
    ProjectFile.open(own, holder=HOLDER).close()


def test_a_living_process_holds_where_starts_are_not_known(own: Path) -> None:
    leave(own, pid=os.getpid(), started="")
    with pytest.raises(ProjectError):
        ProjectFile.open(own, holder=HOLDER)


@pytest.mark.parametrize("raw", [b"", b"not JSON", b"[1, 2]", b"[" * 9000])
def test_old_garbage_is_removed(own: Path, raw: bytes) -> None:
    lock_path(own).write_bytes(raw)
    os.utime(lock_path(own), (1, 1))
    ProjectFile.open(own, holder=HOLDER).close()
    assert not lock_path(own).exists()


def test_what_is_just_being_written_is_waited_for_and_then_holds(own: Path) -> None:
    lock_path(own).write_bytes(b"")
    with pytest.raises(ProjectError) as error:
        ProjectFile.open(own, holder=HOLDER)
    assert error.value.id == "project.busy"


def test_a_lock_that_is_a_link_is_not_followed(own: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("{}", "ascii")
    lock_path(own).symlink_to(victim)
    with pytest.raises(ProjectError):
        ProjectFile.open(own, holder=HOLDER)
    assert victim.read_text("ascii") == "{}"


def test_a_lock_that_another_took_over_is_left_to_it(own: Path) -> None:
    lock = Lock.take(own, HOLDER)
    leave(own, pid=os.getpid(), started=processes.started(os.getpid()))
    lock.release()
    assert lock_path(own).exists()


def test_failing_to_open_gives_the_lock_back(received: Path) -> None:
    received.write_bytes(b"no project")
    with pytest.raises(ProjectError):
        ProjectFile.open(received, holder=HOLDER)
    assert not lock_path(received).exists()


def test_words_of_a_hostile_lock_are_kept_short(own: Path) -> None:
    leave(own, host="elsewhere", pid="x", name="E" * 9000, since=["now"])
    with pytest.raises(ProjectError) as error:
        ProjectFile.open(own, holder=HOLDER)
    assert len(str(error.value)) < 1000


def test_this_process_runs() -> None:
    start = processes.started(os.getpid())
    assert processes.runs(os.getpid(), start)
    assert processes.runs(os.getpid(), "")
    assert not processes.runs(os.getpid(), f"{start}0")
    assert not processes.runs(0, "")
    assert not processes.runs(-1, "")


def test_a_file_system_without_links_takes_a_lock_too(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    first = Lock.take(own, HOLDER)
    with pytest.raises(ProjectError) as error:
        Lock.take(own, HOLDER)
    assert error.value.id == "project.busy"
    first.release()
    Lock.take(own, HOLDER).release()
    assert [path.name for path in own.parent.iterdir()] == [own.name]
