# SPDX-License-Identifier: AGPL-3.0-or-later
"""Helper processes that die, in every way, and what their parent makes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.errors import SidelightError
from sidelight.worker import Cancelled, Limits, RemoteFault, Worker, WorkerDied, WorkerTimeout

if TYPE_CHECKING:
    from collections.abc import Callable

    from sidelight.worker import Json
    from tests.worker.conftest import MakeWorker

linux = sys.platform == "linux"


def running(pid: int) -> bool:
    """Whether `pid` is a process that is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(condition: Callable[[], bool]) -> bool:
    """Wait for `condition`; False if it has not come about in half a minute."""
    for _ in range(3000):
        if condition():
            return True
        time.sleep(0.01)
    return False


DEATHS = [
    ("hoard", {}, "memory"),
    ("memory", {"size": 3_000_000_000}, "memory"),
    ("spin", {}, "cpu"),
    ("leave", {"how": "exit"}, "closed"),
    ("leave", {"how": "_exit"}, "closed"),
    ("crash", {}, "killed"),
    ("abort", {}, "killed"),
]


@pytest.mark.parametrize(("name", "arguments", "reason"), DEATHS)
def test_a_death_has_its_reason_and_the_next_call_a_new_process(
    make_worker: MakeWorker, name: str, arguments: dict[str, Json], reason: str
) -> None:
    cpu_seconds = 1 if reason == "cpu" else 60
    limits = Limits(memory=300_000_000, cpu_seconds=cpu_seconds)
    worker = make_worker("ordinary", limits=limits)
    first = worker.call("process", {}).values["pid"]
    assert isinstance(first, int)
    with pytest.raises(WorkerDied) as caught:
        worker.call(name, arguments)
    assert caught.value.reason == reason
    assert not Path(f"/proc/{first}").exists(), "a zombie"
    assert worker.pid is None
    assert worker.call("process", {}).values["pid"] != first


def test_a_call_past_its_seconds_is_killed(make_worker: MakeWorker) -> None:
    worker = make_worker("ordinary", limits=Limits(seconds=0.2))
    pid = worker.call("process", {}, seconds=30).values["pid"]
    with pytest.raises(WorkerTimeout):
        worker.call("sleep", {})
    assert not Path(f"/proc/{pid}").exists()
    assert worker.call("echo", {"again": True}, seconds=30).values == {"again": True}


def test_the_seconds_of_one_call_replace_the_limit(worker: Worker) -> None:
    with pytest.raises(WorkerTimeout):
        worker.call("sleep", {}, seconds=0.1)


def test_room_within_the_limit_of_memory_is_there_beside_what_warming_took(
    make_worker: MakeWorker,
) -> None:
    worker = make_worker("ordinary", limits=Limits(memory=200_000_000))
    assert worker.call("memory", {"size": 150_000_000}).values == {"size": 150_000_000}
    with pytest.raises(WorkerDied):
        worker.call("memory", {"size": 250_000_000})


def test_a_blob_too_large_for_the_memory_of_the_child(make_worker: MakeWorker) -> None:
    worker = make_worker("ordinary", limits=Limits(memory=50_000_000))
    with pytest.raises(WorkerDied) as caught:
        worker.call("digest", {}, [bytes(80_000_000)])
    assert caught.value.reason == "memory"


def test_processor_time_is_counted_by_call_and_not_by_life(make_worker: MakeWorker) -> None:
    worker = make_worker("ordinary", limits=Limits(cpu_seconds=1))
    pid = worker.call("process", {}).values["pid"]
    for _ in range(4):
        worker.call("spin_for", {"seconds": 0.6})
    assert worker.pid == pid


def test_a_death_between_calls_is_not_seen_by_the_next(worker: Worker) -> None:
    worker.call("echo", {})
    pid = worker.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: not running(pid))
    assert worker.call("echo", {"here": 1}).values == {"here": 1}


def test_a_kill_from_outside_is_seen_at_once(worker: Worker) -> None:
    def kill(_fraction: float, _word: str) -> None:
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)

    with pytest.raises(WorkerDied) as caught:
        worker.call("sleep", {}, progress=kill)
    assert caught.value.reason == "killed"


def test_closing_ends_a_running_call_and_every_later_one(worker: Worker) -> None:
    caught: list[BaseException] = []
    asleep = threading.Event()

    def sleep() -> None:
        try:
            worker.call("sleep", {}, progress=lambda *_: asleep.set())
        except WorkerDied as error:
            caught.append(error)

    thread = threading.Thread(target=sleep)
    thread.start()
    assert asleep.wait(30)
    pid = worker.pid
    worker.close()
    thread.join()
    assert [error.reason for error in caught if isinstance(error, WorkerDied)] == ["closed"]
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(WorkerDied) as later:
        worker.call("echo", {})
    assert later.value.reason == "closed"
    worker.close()


def test_a_worker_is_closed_at_the_end_of_its_block(entries: Path) -> None:
    with Worker("ordinary", search=entries) as worker:
        worker.call("echo", {})
        pid = worker.pid
    assert not Path(f"/proc/{pid}").exists()


def test_no_descriptor_is_left_of_the_dead(make_worker: MakeWorker) -> None:
    worker = make_worker("ordinary")
    worker.call("echo", {}, [bytes(100_000)])
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        with pytest.raises(WorkerDied):
            worker.call("leave", {"how": "_exit"}, [bytes(100_000)])
    worker.call("echo", {}, [bytes(100_000)])
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("no_such_entry", "ModuleNotFoundError"),
        ("cannot_warm", "LookupError"),
        ("leaves_thread", "RuntimeError"),
    ],
)
def test_an_entry_that_cannot_start_says_why(
    make_worker: MakeWorker, entry: str, kind: str
) -> None:
    worker = make_worker(entry)
    for _ in range(2):
        with pytest.raises(RemoteFault) as caught:
            worker.call("echo", {})
        assert caught.value.kind == "start"
        assert caught.value.values["type"] == kind
        assert caught.value.values["message"]
    assert worker.pid is None


def test_both_deaths_are_errors_with_a_sentence() -> None:
    for error in (WorkerDied("memory"), WorkerTimeout(), Cancelled()):
        assert isinstance(error, SidelightError)
        assert str(error).endswith((".", "again."))


PARENT = """
import sys, time
from pathlib import Path
from sidelight.worker import Worker
worker = Worker("ordinary", search=Path(sys.argv[1]))
worker.call("echo", {})
if sys.argv[2] == "idle":
    print(worker.pid, flush=True)
    time.sleep(600)
if sys.argv[2] == "busy":
    worker.call("sleep", {}, progress=lambda *_: print(worker.pid, flush=True), seconds=600)
print(worker.pid, flush=True)
"""


@pytest.mark.parametrize("how", ["idle", "busy"])
def test_no_child_outlives_a_killed_parent(entries: Path, how: str) -> None:
    command = [sys.executable, "-c", PARENT, str(entries), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert running(child)
        parent.kill()
    assert until(lambda: not running(child))


def test_a_parent_that_forgets_to_close_still_ends_and_leaves_no_child(entries: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(entries), "leave"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert until(lambda: not running(int(done.stdout)))
