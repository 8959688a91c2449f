# SPDX-License-Identifier: AGPL-3.0-or-later
"""The warm process that workers are forked from: ended by whatever ends, and never in the way."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.worker import Worker, WorkerDied, forked
from sidelight.worker.forked import ForkServer
from sidelight.worker.launching import Plan
from sidelight.worker.limits import Limits
from tests.worker.test_deaths import running, until


@pytest.fixture
def server(entries: Path) -> Iterator[ForkServer]:
    """A fork server of the test's own."""
    made = ForkServer(entries)
    yield made
    made.stop()


@pytest.fixture
def worker(server: ForkServer, entries: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """A worker that comes from that server."""
    monkeypatch.setitem(forked._servers, entries, server)
    with Worker("ordinary", search=entries) as made:
        yield made


def pid_of(server: ForkServer) -> int:
    assert server._popen is not None
    return server._popen.pid


def sockets_of(pid: int | None) -> set[str]:
    every = (str(end.readlink()) for end in Path(f"/proc/{pid}/fd").iterdir())
    return {end for end in every if end.startswith("socket")}


def parent_of(pid: int | None) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[1])


def test_workers_of_several_entries_come_from_one_process(
    server: ForkServer, entries: Path, worker: Worker
) -> None:
    worker.call("echo", {})
    with Worker("curious", search=entries) as other:
        other._started(None)
        assert parent_of(worker.pid) == parent_of(other.pid) == pid_of(server)


def test_what_warming_imported_lies_in_memory_once(worker: Worker, server: ForkServer) -> None:
    worker.call("echo", {})
    rows = Path(f"/proc/{pid_of(server)}/smaps_rollup").read_text("ascii").splitlines()
    sizes = {row.split(":")[0]: int(row.split()[1]) for row in rows[1:]}
    assert sizes["Pss"] < 0.8 * sizes["Rss"]


def test_a_server_that_was_killed_is_started_again(worker: Worker, server: ForkServer) -> None:
    worker.call("echo", {})
    first, child = pid_of(server), worker.pid
    assert child is not None
    os.kill(first, signal.SIGKILL)
    assert until(lambda: not running(child)), "it outlived the process it came from"
    assert worker.call("echo", {"again": 1}).values == {"again": 1}
    assert pid_of(server) != first


def test_a_server_killed_during_a_call_ends_the_call(worker: Worker, server: ForkServer) -> None:
    with pytest.raises(WorkerDied):
        worker.call("sleep", {}, progress=lambda *_: os.kill(pid_of(server), signal.SIGKILL))
    assert worker.call("echo", {"again": 1}).values == {"again": 1}


def test_stopping_leaves_no_process(worker: Worker, server: ForkServer) -> None:
    worker.call("echo", {})
    pids = (pid_of(server), worker.pid)
    server.stop()
    assert until(lambda: not any(pid and running(pid) for pid in pids))
    assert server.reap(pids[0]) is None


def test_a_beginning_warms_ahead_and_waits_for_nothing(server: ForkServer, entries: Path) -> None:
    server.begin(("ordinary", "cannot_warm"))
    first = pid_of(server)
    process = server.fork(Plan("ordinary", Limits(), search=entries))
    assert parent_of(process.pid) == first
    assert process.alive
    process.bury()
    assert not Path(f"/proc/{process.pid}").exists(), "a zombie"


def test_who_waits_gets_a_copy_as_soon_as_it_is_of_use(
    server: ForkServer, entries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(forked._servers, entries, server)
    server.begin(("warm_in_steps",))
    with Worker("warm_in_steps", search=entries) as first:
        assert first.call("warmed", {}).values == {"warmed": ["first"]}
    with Worker("warm_in_steps", search=entries) as second:
        assert second.call("warmed", {}).values == {"warmed": ["first", "all"]}


def test_copies_asked_for_by_many_threads_at_once(server: ForkServer, entries: Path) -> None:
    plan = Plan("ordinary", Limits(), search=entries)
    made: list[forked.Forked] = []
    threads = [threading.Thread(target=lambda: made.append(server.fork(plan))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({process.pid for process in made}) == 8
    for process in made:
        process.bury()
    assert not [process.pid for process in made if running(process.pid)]


def test_a_copy_holds_no_descriptor_of_another(worker: Worker, entries: Path) -> None:
    with Worker("ordinary", search=entries) as other:
        worker.call("echo", {})
        other.call("echo", {})
        ends = [sockets_of(pid) for pid in (worker.pid, other.pid)]
    assert ends[0]
    assert ends[0].isdisjoint(ends[1])
