# SPDX-License-Identifier: AGPL-3.0-or-later
"""One end of the channel against the raw bytes of a hostile other end."""

from __future__ import annotations

import mmap
import os
import socket
import struct
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.worker import memory
from sidelight.worker.channel import INLINE, Channel, Packed, ready
from sidelight.worker.faults import ChannelClosed, FramingError, WorkerTimeout
from sidelight.worker.framing import MAGIC, MAX_BYTES
from sidelight.worker.messages import MAX_JSON, Kind, Message

Ends = tuple[Channel, socket.socket]


def frame(values: bytes, *sizes: int, kind: int = 4, carrier: int = 0, count: int = -1) -> bytes:
    blobs = len(sizes) if count < 0 else count
    prefix = struct.pack("!4sBBHII", MAGIC, kind, carrier, blobs, len(values), 7)
    return prefix + struct.pack(f"!{len(sizes)}Q", *sizes) + values


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def ends() -> Iterator[Ends]:
    """The parent's end, and the child's as a plain socket."""
    ours, theirs = socket.socketpair()
    channel = Channel(ours, memory.make_outbox(), trusting=False)
    yield channel, theirs
    channel.close()
    theirs.close()


def test_a_plain_reply_is_received(ends: Ends) -> None:
    channel, theirs = ends
    theirs.sendall(frame(b'{"a":1}', 3, 0) + b"xyz")
    assert channel.receive() == Message(Kind.REPLY, 7, {"a": 1}, (b"xyz", b""))


def test_a_message_in_single_bytes_is_received(ends: Ends) -> None:
    channel, theirs = ends
    raw = frame(b'{"a":1}', 3) + b"xyz"

    def send() -> None:
        for byte in raw:
            theirs.sendall(bytes([byte]))

    thread = threading.Thread(target=send)
    thread.start()
    assert channel.receive().blobs == (b"xyz",)
    thread.join()


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        frame(b"{not json}"),
        frame(b"[]"),
        struct.pack("!4sBBHII", MAGIC, 4, 0, 0, MAX_JSON + 1, 7),
        struct.pack("!4sBBHII", MAGIC, 4, 0, 0, 2**32 - 1, 7),
        frame(b"{}", MAX_BYTES + 1),
        frame(b"{}", 2**64 - 1),
        frame(b"{}", count=5000),
        frame(b"{}", 5, kind=3),
        frame(b"{}", 5, carrier=9),
        frame(b"{}", 1, carrier=1),
        frame(b"{}", MAX_BYTES, carrier=1),
    ],
    ids=range(12),
)
def test_a_message_outside_the_protocol_is_refused(ends: Ends, raw: bytes) -> None:
    channel, theirs = ends
    theirs.sendall(raw)
    with pytest.raises(FramingError):
        channel.receive()


@pytest.mark.parametrize("cut", [0, 1, 15, 16, 20, 24, 26, 30, 33])
def test_a_message_cut_short_is_a_closed_channel(ends: Ends, cut: int) -> None:
    channel, theirs = ends
    raw = frame(b'{"a":1}', 3) + b"xyz"
    assert len(raw) > cut
    theirs.sendall(raw[:cut])
    theirs.close()
    with pytest.raises(ChannelClosed):
        channel.receive()


@settings(max_examples=200)
@given(st.binary(max_size=80), st.integers(0, 40), st.booleans())
def test_no_bytes_do_harm(noise: bytes, keep: int, memory_too: bool) -> None:
    ours, theirs = socket.socketpair()
    channel = Channel(ours, memory.make_outbox(), trusting=False)
    valid = frame(b'{"a":1}', 3, carrier=int(memory_too)) + b"xyz"
    theirs.sendall(valid[:keep] + noise)
    theirs.close()
    try:
        message = channel.receive()
    except (FramingError, ChannelClosed):
        pass
    else:
        assert isinstance(message.values, dict)
    finally:
        channel.close()


def test_the_deadline_holds_against_a_trickle(ends: Ends) -> None:
    channel, theirs = ends
    until = time.monotonic() + 0.3

    def pause(end: socket.socket, writing: bool) -> None:
        if time.monotonic() > until:
            raise WorkerTimeout
        ready(end, writing, 0.01)

    def trickle() -> None:
        for byte in frame(b'{"a":"' + b"x" * 100_000 + b'"}'):
            try:
                theirs.sendall(bytes([byte]))
            except OSError:
                return
            time.sleep(0.01)

    thread = threading.Thread(target=trickle)
    thread.start()
    with pytest.raises(WorkerTimeout):
        channel.receive(pause)
    channel.close()
    thread.join()


def test_the_deadline_holds_against_one_who_does_not_read(ends: Ends) -> None:
    channel, _ = ends
    message = Packed(Kind.CALL, 1, {"a": "x" * 4_000_000})

    def pause(end: socket.socket, writing: bool) -> None:
        assert writing
        if not ready(end, writing, 0.1):
            raise WorkerTimeout

    with pytest.raises(WorkerTimeout):
        channel.send(message, pause)


def test_sending_to_the_dead_is_a_closed_channel(ends: Ends) -> None:
    channel, theirs = ends
    theirs.close()
    with pytest.raises(ChannelClosed):
        channel.send(Packed(Kind.CALL, 1, {}))


class TestSharedMemory:
    def test_descriptors_from_a_child_are_dropped(self, ends: Ends) -> None:
        channel, theirs = ends
        before = descriptors()
        with Path(__file__).open("rb") as file:
            socket.send_fds(theirs, [frame(b"{}")], [file.fileno()] * 50)
        assert channel.receive() == Message(Kind.REPLY, 7, {})
        assert descriptors() == before

    def test_the_child_takes_one_descriptor_and_no_more(self) -> None:
        ours, theirs = socket.socketpair()
        channel = Channel(theirs, None, trusting=True)
        before = descriptors()
        file = memory.seal([b"abc"])
        socket.send_fds(ours, [frame(b"{}", 3, kind=1, carrier=1)], [file])
        assert channel.receive().blobs == (b"abc",)
        socket.send_fds(ours, [frame(b"{}", kind=1)], [file])
        assert channel.receive().blobs == ()
        os.close(file)
        ours.close()
        assert descriptors() == before - 1
        channel.close()

    def test_the_outbox_shorter_than_announced_is_refused(self, ends: Ends) -> None:
        channel, theirs = ends
        assert channel._outbox is not None
        os.ftruncate(channel._outbox, 99)
        theirs.sendall(frame(b"{}", 50, 50, carrier=1))
        with pytest.raises(FramingError):
            channel.receive()

    def test_the_outbox_read_is_a_copy(self, ends: Ends) -> None:
        channel, theirs = ends
        assert channel._outbox is not None
        os.pwrite(channel._outbox, b"first", 0)
        theirs.sendall(frame(b"{}", 5, carrier=1))
        message = channel.receive()
        os.pwrite(channel._outbox, b"other", 0)
        os.ftruncate(channel._outbox, 0)
        assert message.blobs == (b"first",)

    def test_a_large_outbox_is_given_back(self, ends: Ends) -> None:
        channel, theirs = ends
        assert channel._outbox is not None
        os.ftruncate(channel._outbox, 100 << 20)
        theirs.sendall(frame(b"{}", 5, carrier=1))
        assert channel.receive().blobs == (bytes(5),)
        assert os.fstat(channel._outbox).st_size == 0

    def test_what_goes_to_the_child_is_sealed(self) -> None:
        file = memory.seal([b"sealed" * INLINE])
        for change in (
            lambda: os.ftruncate(file, 1),
            lambda: os.ftruncate(file, 9_000_000),
            lambda: os.pwrite(file, b"x", 0),
        ):
            with pytest.raises(PermissionError):
                change()
        os.close(file)

    @pytest.mark.parametrize("held", [0.03, 30.0])
    def test_a_file_whose_pages_are_held_is_sealed_once_they_are_let_go(
        self, monkeypatch: pytest.MonkeyPatch, held: float
    ) -> None:
        usual = memory._write
        timers: list[threading.Timer] = []

        def write(file: int, blobs: Sequence[bytes]) -> None:
            usual(file, blobs)
            writable = mmap.mmap(file, 6)
            timers.append(threading.Timer(held, writable.close))
            timers[-1].start()

        monkeypatch.setattr(memory, "_write", write)
        if held < 1:
            os.close(memory.seal([b"sealed"]))
        else:
            with pytest.raises(OSError, match="busy"):
                memory.seal([b"sealed"])
        timers[0].cancel()


@pytest.mark.parametrize("size", [0, INLINE, INLINE + 1])
def test_without_shared_memory_all_goes_through_the_socket(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(memory, "AVAILABLE", False)
    ours, theirs = socket.socketpair()
    parent = Channel(ours, memory.make_outbox(), trusting=False)
    child = Channel(theirs, None, trusting=True)
    blob = os.urandom(size)
    thread = threading.Thread(target=parent.send, args=(Packed(Kind.CALL, 1, {}, [blob]),))
    thread.start()
    message = child.receive()
    thread.join()
    assert message.blobs == (blob,)
    thread = threading.Thread(target=child.send, args=(Packed(Kind.REPLY, 1, {}, [blob]),))
    thread.start()
    assert parent.receive().blobs == (blob,)
    thread.join()
    parent.close()
    child.close()
