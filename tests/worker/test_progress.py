# SPDX-License-Identifier: AGPL-3.0-or-later
"""Progress of a call, and stopping one."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.worker import Cancelled, Worker

if TYPE_CHECKING:
    from tests.worker.conftest import MakeWorker


def test_progress_comes_in_order_with_its_words(worker: Worker) -> None:
    heard: list[tuple[float, str]] = []
    reply = worker.call("steps", {"count": 4}, progress=lambda *step: heard.append(step))
    assert heard == [(step / 4, f"page {step + 1} – 쪽") for step in range(4)]
    assert reply.values == {"done": 4}


def test_progress_that_nobody_hears_is_dropped(worker: Worker) -> None:
    assert worker.call("steps", {"count": 500}).values == {"done": 500}
    assert worker.call("echo", {"next": 1}).values == {"next": 1}


def test_an_error_of_the_listener_ends_the_call(worker: Worker) -> None:
    def listen(_fraction: float, word: str) -> None:
        raise ZeroDivisionError(word)

    with pytest.raises(ZeroDivisionError):
        worker.call("steps", {"count": 3}, progress=listen)
    assert worker.pid is None
    assert worker.call("steps", {"count": 3}).values == {"done": 3}


def test_a_stopped_call_is_killed(worker: Worker) -> None:
    asleep = threading.Event()
    worker.call("echo", {})
    pid = worker.pid
    with pytest.raises(Cancelled):
        worker.call("sleep", {}, progress=lambda *_: asleep.set(), cancelled=asleep.is_set)
    assert asleep.is_set()
    assert not Path(f"/proc/{pid}").exists()
    assert worker.call("echo", {"on": "we go"}).values == {"on": "we go"}


def test_a_call_not_wanted_from_the_start_is_never_made(worker: Worker) -> None:
    with pytest.raises(Cancelled):
        worker.call("steps", {"count": 1}, cancelled=lambda: True)


def test_a_wanted_call_is_not_disturbed_by_the_question(worker: Worker) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return False

    assert worker.call("spin_for", {"seconds": 0.3}, cancelled=cancelled).values == {}
    assert len(asked) >= 3


def test_one_who_waits_for_a_turn_can_stop_without_harm_to_the_other(
    make_worker: MakeWorker,
) -> None:
    worker = make_worker("ordinary")
    asleep, wanted = threading.Event(), threading.Event()
    replies: list[object] = []

    def work() -> None:
        def wait(*_: object) -> None:
            asleep.set()
            assert wanted.wait(30)

        replies.append(worker.call("steps", {"count": 1}, progress=wait).values)

    thread = threading.Thread(target=work)
    thread.start()
    assert asleep.wait(30)
    with pytest.raises(Cancelled):
        worker.call("echo", {}, cancelled=asleep.is_set)
    wanted.set()
    thread.join()
    assert replies == [{"done": 1}]
