# SPDX-License-Identifier: AGPL-3.0-or-later
"""One reader among threads: extracting and drawing go on side by side, and ending it is final."""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sidelight.errors import Cancelled, DocumentError
from sidelight.reader.remote import Reader
from sidelight.worker import WorkerDied

Fixture = Callable[..., Any]
PDF = "application/pdf"


@pytest.fixture
def papers(make_pdf: Fixture) -> list[bytes]:
    return [
        make_pdf([(40.0, 60.0, 12.0, f"Paper {n}")], size=(100 + 10 * n, 200)) for n in range(6)
    ]


def test_two_threads_extract_and_two_draw(reader: Reader, papers: list[bytes]) -> None:
    start = threading.Barrier(4)

    def extract(shift: int) -> list[str]:
        start.wait()
        return [reader.extract(papers[(n + shift) % 6], "a.pdf").layer.text.text for n in range(12)]

    def draw(shift: int) -> list[int]:
        start.wait()
        numbers = [(n + shift) % 6 for n in range(12)]
        return [
            reader.draw(f"paper {n}", partial(papers.__getitem__, n), PDF, 1, 1.0).width
            for n in numbers
        ]

    with ThreadPoolExecutor(4) as pool:
        texts = [pool.submit(extract, shift) for shift in (0, 3)]
        widths = [pool.submit(draw, shift) for shift in (0, 3)]
        for shift, future in zip((0, 3), texts, strict=True):
            assert future.result() == [f"Paper {(n + shift) % 6}" for n in range(12)]
        for shift, drawn in zip((0, 3), widths, strict=True):
            assert drawn.result() == [100 + 10 * ((n + shift) % 6) for n in range(12)]


def test_a_page_is_drawn_while_another_document_is_read(
    reader: Reader, papers: list[bytes]
) -> None:
    drawn = threading.Event()

    def waiting(_fraction: float, _word: str) -> None:
        # Were drawing to wait for reading, this would wait for ever.
        assert drawn.wait(20)

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(reader.extract, papers[0], "a.pdf", progress=waiting)
        reader.draw("meanwhile", lambda: papers[1], PDF, 1, 1.0)
        drawn.set()
        assert reading.result().layer.text.text == "Paper 0"


def test_cancelling_one_does_not_cancel_another(reader: Reader, papers: list[bytes]) -> None:
    def one(cancel: bool) -> str:
        try:
            return reader.extract(papers[0], "a.pdf", cancelled=lambda: cancel).layer.text.text
        except Cancelled:
            return "cancelled"

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, [True, False] * 4)) == ["cancelled", "Paper 0"] * 4


def test_each_thread_gets_its_own_refusal(reader: Reader, papers: list[bytes]) -> None:
    def one(n: int) -> str:
        data = papers[n] if n % 2 else b"%PDF-1.7\nnothing"
        try:
            return reader.extract(data, f"{n}.pdf").layer.text.text
        except DocumentError as error:
            return f"{error.id} {error.values['name']}"

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(one, range(6))) == [
            "document.damaged 0.pdf", "Paper 1", "document.damaged 2.pdf",
            "Paper 3", "document.damaged 4.pdf", "Paper 5",
        ]  # fmt: skip


def test_forgetting_and_closing_may_be_said_twice(papers: list[bytes]) -> None:
    made = Reader()
    made.forget()
    assert made._workers == {}
    made.extract(papers[0], "a.pdf")
    assert set(made._workers) == {"extract"}
    made.draw("k", lambda: papers[0], PDF, 1, 1.0)
    pids = [worker.pid for worker in made._workers.values()]
    assert len(set(pids)) == 2
    made.forget()
    made.forget()
    made.close()
    made.close()
    made.forget()
    for pid in pids:
        assert pid is not None
        assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(WorkerDied):
        made.draw("k", lambda: papers[0], PDF, 1, 1.0)


def test_closing_ends_what_another_thread_waits_for() -> None:
    made = Reader()
    begun = threading.Event()

    def report(_fraction: float, _word: str) -> None:
        begun.set()

    long = "\n\n".join(f"Paragraph {n} of a long text. " * 20 for n in range(4000)).encode()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(made.extract, long, "long.txt", progress=report)
        assert begun.wait(20)
        made.close()
        with pytest.raises((WorkerDied, DocumentError)):
            reading.result(20)


def test_a_worker_that_was_killed_is_started_anew(papers: list[bytes]) -> None:
    with Reader() as made:
        made.extract(papers[0], "a.pdf")
        worker = made._workers["extract"]
        before = worker.pid
        assert before is not None
        os.kill(before, signal.SIGKILL)
        with suppress(DocumentError):
            # The death may be noticed only by the call that meets it.
            made.extract(papers[1], "a.pdf")
        assert made.extract(papers[1], "a.pdf").layer.text.text == "Paper 1"
        assert worker.pid != before


@pytest.mark.parametrize("scale", [0.0, -1.0, 1e12])
def test_scales_from_outside_are_kept_within_reason(
    scale: float, reader: Reader, papers: list[bytes]
) -> None:
    picture = reader.draw("scales", lambda: papers[0], PDF, 1, scale)
    assert 0 < picture.width * picture.height <= 41_000_000


def test_what_the_loader_raises_comes_through(reader: Reader) -> None:
    def gone() -> bytes:
        raise FileNotFoundError("the document is gone")

    with pytest.raises(FileNotFoundError):
        reader.draw("never sent", gone, PDF, 1, 1.0)
