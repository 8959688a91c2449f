# SPDX-License-Identifier: AGPL-3.0-or-later
"""Calls of a real helper process that behaves."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from sidelight.worker import RemoteFault, Worker
from sidelight.worker.channel import INLINE
from sidelight.worker.faults import FramingError
from sidelight.worker.messages import MAX_JSON

if TYPE_CHECKING:
    from sidelight.worker import Json
    from tests.worker.conftest import MakeWorker

VALUES: dict[str, Json] = {
    "latin": "naïve – “quoted”",
    "korean": "사실 확인",
    "combining": "e\u0301",
    "beyond": "\U0001f4a1\u200d",
    "controls": "\x00\x1f\u2028",
    "right to left": "שלום",
    "numbers": [0, -1, 2**63, 1.5, True, None],
    "nested": {"": [[], {}, [[["deep"]]]]},
}

SIZES = [0, 1, INLINE, INLINE + 1, 20_000_000]


def test_values_of_every_kind_come_back_as_they_went(worker: Worker) -> None:
    assert worker.call("echo", VALUES).values == VALUES


@pytest.mark.parametrize("size", SIZES)
def test_a_blob_goes_and_comes_whole(worker: Worker, size: int) -> None:
    blob = bytes(range(256)) * (size // 256) + bytes(size % 256)
    assert worker.call("digest", {}, [blob]).values == {"digests": [sha256(blob).hexdigest()]}
    assert worker.call("echo", {}, [blob]).blobs == (blob,)


def test_many_blobs_keep_their_order_and_their_bounds(worker: Worker) -> None:
    blobs = [bytes([index % 251]) * (index * 37) for index in range(300)]
    assert worker.call("echo", {}, blobs).blobs == tuple(blobs)


def test_a_small_reply_after_a_large_one_holds_nothing_of_it(worker: Worker) -> None:
    assert worker.call("make", {"sizes": [90_000_000, 3]}).blobs[1] == b"\x01\x01\x01"
    large = worker.call("make", {"sizes": [INLINE + 1, INLINE]}).blobs
    assert large == (bytes(INLINE + 1), b"\x01" * INLINE)
    assert worker.call("make", {"sizes": [2]}).blobs == (b"\x00\x00",)


def test_a_view_is_sent_like_bytes(worker: Worker) -> None:
    view = memoryview(bytearray(b"0123456789"))[2:5]
    assert worker.call("echo", {}, [view]).blobs == (b"234",)


def test_a_blob_that_the_entry_keeps_stays_as_it_was(worker: Worker) -> None:
    blob = b"kept" * INLINE
    worker.call("keep", {}, [blob])
    worker.call("echo", {}, [b"other" * INLINE])
    assert worker.call("keep", {}).values == {"before": [sha256(blob).hexdigest()]}


def test_one_process_serves_many_calls(worker: Worker) -> None:
    first = worker.call("process", {}).values["pid"]
    assert [worker.call("process", {}).values["pid"] for _ in range(5)] == [first] * 5
    assert worker.pid == first


def test_no_process_before_the_first_call(make_worker: MakeWorker) -> None:
    worker = make_worker("ordinary")
    assert worker.pid is None
    worker.close()


def test_calls_from_many_threads_each_get_their_own_reply(worker: Worker) -> None:
    def ask(number: int) -> bool:
        blob = bytes([number]) * (number * 5000)
        reply = worker.call("echo", {"number": number}, [blob])
        return reply.values == {"number": number} and reply.blobs == (blob,)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(40)))


def test_the_process_outlives_the_thread_that_made_the_first_call(worker: Worker) -> None:
    pids: list[Json] = []

    def ask() -> None:
        pids.append(worker.call("process", {}).values["pid"])

    for _ in range(3):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert pids == [worker.pid] * 3


def test_a_coded_failure_comes_with_its_values_and_the_process_lives_on(worker: Worker) -> None:
    pid = worker.call("process", {}).values["pid"]
    with pytest.raises(RemoteFault) as caught:
        worker.call("encrypted", {"method": "AES-256 암호"})
    assert (caught.value.kind, caught.value.values) == ("encrypted", {"method": "AES-256 암호"})
    assert worker.pid == pid


def test_an_unforeseen_failure_says_where_but_nothing_of_the_document(worker: Worker) -> None:
    with pytest.raises(RemoteFault) as caught:
        worker.call("stumble", {"secret": "Ivanov"})
    assert caught.value.kind == "fault"
    assert caught.value.values["type"] == "ValueError"
    assert str(caught.value.values["where"]).startswith("ordinary.py:")
    assert "Ivanov" not in repr(caught.value)


@pytest.mark.parametrize("thing", ["object", "nan", "surrogate", "large"])
def test_a_reply_that_cannot_be_sent_is_a_fault_of_the_entry(worker: Worker, thing: str) -> None:
    with pytest.raises(RemoteFault) as caught:
        worker.call("unsendable", {"thing": thing})
    assert caught.value.values["type"] == "FramingError"
    assert worker.call("echo", {"still": "here"}).values == {"still": "here"}


@pytest.mark.parametrize("value", [float("inf"), "\udfff", "x" * (MAX_JSON + 1), [[0] * 1_000_001]])
def test_a_request_that_cannot_be_sent_is_refused_before_it_is_sent(
    worker: Worker, value: Json
) -> None:
    pid = worker.call("process", {}).values["pid"]
    with pytest.raises(FramingError):
        worker.call("echo", {"value": value})
    assert worker.call("process", {}).values["pid"] == pid


def test_a_call_that_the_entry_does_not_have(worker: Worker) -> None:
    with pytest.raises(RemoteFault) as caught:
        worker.call("__class__", {})
    assert (caught.value.kind, caught.value.values) == ("unknown_call", {"name": "__class__"})


def test_what_libraries_print_does_not_reach_the_channel(
    worker: Worker, capfd: pytest.CaptureFixture[str]
) -> None:
    assert worker.call("noise", {}).values == {"heard": ""}
    assert worker.call("echo", {"after": 1}).values == {"after": 1}
    assert capfd.readouterr() == ("", "")


def test_the_child_gets_nothing_of_the_users_environment(
    make_worker: MakeWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/tmp/evil.py")
    monkeypatch.setenv("API_TOKEN", "secret")
    values = make_worker("ordinary").call("process", {}).values
    environment = values["environment"]
    assert isinstance(environment, dict)
    assert not environment.keys() & {"PYTHONSTARTUP", "API_TOKEN", "HOME", "PATH", "PYTHONPATH"}
    assert values["isolated"] == 1


def test_the_child_is_a_process_group_of_its_own(worker: Worker) -> None:
    worker.call("process", {})
    assert worker.pid is not None
    assert os.getpgid(worker.pid) == os.getsid(worker.pid) == worker.pid


def test_the_current_folder_is_not_searched_for_modules(
    make_worker: MakeWorker, monkeypatch: pytest.MonkeyPatch, entries: object
) -> None:
    monkeypatch.chdir(str(entries))
    path = make_worker("ordinary").call("process", {}).values["path"]
    assert isinstance(path, list)
    assert "" not in path
    assert path.index(str(entries)) > 0


def test_threads_may_run_in_a_call(worker: Worker) -> None:
    assert worker.call("threads", {}).values == {"seen": [0, 1, 2]}
