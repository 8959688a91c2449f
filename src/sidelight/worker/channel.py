# SPDX-License-Identifier: AGPL-3.0-or-later
"""One end of the channel between parent and child: a stream socket of their own.

Never standard input or output, where libraries print.  Every wait goes through a *pause*, which
the parent uses to keep its deadline even against a child that sends byte by byte.
"""

from __future__ import annotations

import array
import os
import select
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from sidelight.worker import memory
from sidelight.worker.faults import ChannelClosed, FramingError
from sidelight.worker.framing import (
    PREFIX_SIZE,
    Carrier,
    Prefix,
    pack_head,
    unpack_prefix,
    unpack_sizes,
)
from sidelight.worker.messages import Blob, Json, Kind, Message, pack_values, unpack_values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# Above this, shared memory is quicker than the socket's buffer.
INLINE = 64 << 10
_CHUNK = 1 << 20

Pause: TypeAlias = "Callable[[socket.socket, bool], None]"


def ready(end: socket.socket, writing: bool, seconds: float | None) -> bool:
    """Wait until ``end`` can be read (or written); False if ``seconds`` passed before."""
    if hasattr(select, "poll"):
        waiting = select.poll()
        waiting.register(end, select.POLLOUT if writing else select.POLLIN)
        return bool(waiting.poll(None if seconds is None else max(0, seconds * 1000)))
    reading, written = ([], [end]) if writing else ([end], [])
    return any(select.select(reading, written, [], seconds))


def wait_for_ever(end: socket.socket, writing: bool) -> None:
    """Wait as long as it takes: the child's pause."""
    ready(end, writing, None)


class Channel:
    """Sends and receives messages.

    ``outbox`` is the shared file for large blobs to the parent, None where there is none.  The end
    with ``trusting`` takes descriptors from the other: the child's, never the parent's.
    """

    def __init__(self, end: socket.socket, outbox: int | None, *, trusting: bool) -> None:
        end.setblocking(False)
        self._end = end
        self._outbox = outbox
        self._trusting = trusting

    def close(self) -> None:
        """Close the socket and the outbox."""
        self._end.close()
        if self._outbox is not None:
            os.close(self._outbox)
            self._outbox = None

    def send(self, message: Packed, pause: Pause = wait_for_ever) -> None:
        """Send a message; ChannelClosed where the other end is gone."""
        if message.carrier is Carrier.INLINE:
            self._send_all(message.head, pause)
            for blob in message.blobs:
                self._send_all(blob, pause)
        elif self._trusting and self._outbox is not None:
            memory.fill(self._outbox, message.blobs)
            self._send_all(message.head, pause)
        else:
            file = memory.seal(message.blobs)
            try:
                self._send_all(message.head, pause, file)
            finally:
                os.close(file)

    def receive(self, pause: Pause = wait_for_ever) -> Message:
        """Return the next message.

        ChannelClosed where the other end is gone, FramingError where it breaks the protocol.
        """
        raw, file = self._receive_start(pause)
        try:
            prefix = unpack_prefix(raw)
            sizes = unpack_sizes(self._receive_all(prefix.sizes_size, pause))
            values = unpack_values(self._receive_all(prefix.json_size, pause))
            if prefix.carrier is Carrier.MEMORY:
                blobs = self._from_memory(file, sizes)
                file = None
            else:
                blobs = tuple(bytes(self._receive_all(size, pause)) for size in sizes)
        finally:
            if file is not None:
                with suppress(OSError):
                    os.close(file)
        return Message(prefix.kind, prefix.number, values, blobs)

    def _from_memory(self, file: int | None, sizes: Sequence[int]) -> tuple[Blob, ...]:
        if self._trusting and file is not None:
            return memory.map_sealed(file, sizes)
        if not self._trusting and self._outbox is not None:
            return memory.empty(self._outbox, sizes)
        raise FramingError("blobs in memory that was not handed over")

    def _send_all(self, raw: Blob, pause: Pause, file: int | None = None) -> None:
        rest = memoryview(raw).cast("B")
        while rest:
            pause(self._end, True)
            try:
                if file is None:
                    sent = self._end.send(rest[:_CHUNK])
                else:
                    sent = socket.send_fds(self._end, [rest[:_CHUNK]], [file])
                    file = None
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelClosed from error
            rest = rest[sent:]

    def _receive_start(self, pause: Pause) -> tuple[bytearray, int | None]:
        """Return a prefix and the descriptor that came with it."""
        if not self._trusting or not memory.AVAILABLE:
            return self._receive_all(PREFIX_SIZE, pause), None
        numbers = array.array("i")
        pause(self._end, False)
        try:
            raw, extra, _, _ = self._end.recvmsg(
                PREFIX_SIZE, socket.CMSG_SPACE(numbers.itemsize), socket.MSG_CMSG_CLOEXEC
            )
        except OSError as error:
            raise ChannelClosed from error
        if not raw:
            raise ChannelClosed
        for level, kind, data in extra:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                numbers.frombytes(data[: numbers.itemsize])
        rest = self._receive_all(PREFIX_SIZE - len(raw), pause)
        return bytearray(raw) + rest, (numbers[0] if numbers else None)

    def _receive_all(self, size: int, pause: Pause) -> bytearray:
        raw = bytearray(size)
        rest = memoryview(raw)
        while rest:
            pause(self._end, False)
            try:
                got = self._end.recv_into(rest[:_CHUNK])
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelClosed from error
            if not got:
                raise ChannelClosed
            rest = rest[got:]
        return raw


class Packed:
    """A message made ready to be sent, its bounds already checked.

    Making one raises FramingError where the values or blobs are more than a message may hold.
    """

    def __init__(
        self,
        kind: Kind,
        number: int,
        values: Mapping[str, Json],
        blobs: Sequence[Blob] = (),
    ) -> None:
        raw = pack_values(values)
        self.blobs = tuple(memoryview(blob).cast("B") for blob in blobs)
        sizes = [blob.nbytes for blob in self.blobs]
        large = memory.AVAILABLE and sum(sizes) > INLINE
        self.carrier = Carrier.MEMORY if large else Carrier.INLINE
        self.head = pack_head(Prefix(kind, self.carrier, len(sizes), len(raw), number), sizes) + raw
