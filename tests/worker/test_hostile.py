# SPDX-License-Identifier: AGPL-3.0-or-later
"""A helper process that its document has taken over: it dies, its parent goes on."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.worker import WorkerDied, WorkerTimeout

if TYPE_CHECKING:
    from tests.worker.conftest import MakeWorker

_spec = importlib.util.spec_from_file_location(
    "hostile", Path(__file__).parent / "entries" / "hostile.py"
)
assert _spec is not None
assert _spec.loader is not None
hostile = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(hostile)


@pytest.mark.parametrize("what", hostile.MESSAGES)
def test_a_message_outside_the_protocol_kills_its_sender(
    make_worker: MakeWorker, what: str
) -> None:
    worker = make_worker("hostile")
    with pytest.raises(WorkerDied) as caught:
        worker.call("send", {"what": what}, seconds=20)
    assert caught.value.reason == "killed"
    assert caught.value.detail
    assert worker.pid is None


def test_half_a_message_ends_with_the_deadline(make_worker: MakeWorker) -> None:
    worker = make_worker("hostile")
    with pytest.raises(WorkerTimeout):
        worker.call("half", {}, seconds=0.3)


def test_a_flood_of_progress_ends(make_worker: MakeWorker) -> None:
    heard: list[float] = []
    with pytest.raises(WorkerDied) as caught:
        make_worker("hostile").call("flood", {}, progress=lambda step, _: heard.append(step))
    assert caught.value.reason == "killed"
    assert len(heard) <= 20_000


def test_progress_stays_between_nothing_and_all(make_worker: MakeWorker) -> None:
    heard: list[float] = []
    worker = make_worker("hostile")
    worker.call("outside_fractions", {}, progress=lambda step, _: heard.append(step))
    assert heard == [0.0, 1.0]


def test_an_answer_left_over_is_not_taken_for_the_next(make_worker: MakeWorker) -> None:
    worker = make_worker("hostile")
    assert worker.call("answer_twice", {}).values == {"first": 1}
    with pytest.raises(WorkerDied) as caught:
        worker.call("outside_fractions", {})
    assert caught.value.reason == "killed"


def test_one_who_hangs_up_and_stays_is_killed(make_worker: MakeWorker) -> None:
    worker = make_worker("hostile")
    pid = None

    def remember() -> bool:
        nonlocal pid
        pid = worker.pid or pid
        return False

    with pytest.raises(WorkerDied) as caught:
        worker.call("hang_up", {}, cancelled=remember)
    assert caught.value.reason == "closed"
    assert pid is not None
    assert not Path(f"/proc/{pid}").exists()
