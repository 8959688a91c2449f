# SPDX-License-Identifier: AGPL-3.0-or-later
"""An entry taken over by its document: it writes what it likes on the channel."""

from __future__ import annotations

import os
import stat
import struct
import time
from collections.abc import Sequence

from sidelight.worker import Blob, Json, Reply, Report
from sidelight.worker.framing import MAGIC


def warm() -> None:
    """Nothing to warm: all is imported above."""


def _channel() -> int:
    sockets = [fd for fd in range(3, 64) if _mode(fd) is not None and stat.S_ISSOCK(_mode(fd) or 0)]
    assert len(sockets) == 1
    return sockets[0]


def _mode(fd: int) -> int | None:
    try:
        return os.fstat(fd).st_mode
    except OSError:
        return None


def _frame(kind: int, number: int, values: bytes, *sizes: int, carrier: int = 0) -> bytes:
    prefix = struct.pack("!4sBBHII", MAGIC, kind, carrier, len(sizes), len(values), number)
    return prefix + struct.pack(f"!{len(sizes)}Q", *sizes) + values


# Each is sent instead of a reply to call 1.
MESSAGES = {
    "long json": struct.pack("!4sBBHII", MAGIC, 4, 0, 0, 2**32 - 1, 1),
    "bad json": _frame(4, 1, b"{]"),
    "no object": _frame(4, 1, b"[1]"),
    "deep json": _frame(4, 1, b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}"),
    "many blobs": struct.pack("!4sBBHII", MAGIC, 4, 0, 60_000, 2, 1),
    "huge blob": _frame(4, 1, b"{}", 2**62),
    "empty outbox": _frame(4, 1, b"{}", 1 << 29, carrier=1),
    "pickle": b"\x80\x04\x95\x1d\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94\x8c\x06system\x94",
    "other call": _frame(4, 2, b"{}"),
    "a call": _frame(1, 1, b'{"name":"x"}'),
    "ready again": _frame(2, 1, b'{"means":[]}'),
    "fault without kind": _frame(5, 1, b"{}"),
    "fault of no name": _frame(5, 1, b'{"kind":"<b>x</b>","values":{}}'),
    "fault with list": _frame(5, 1, b'{"kind":"x","values":[]}'),
    "progress of text": _frame(3, 1, b'{"fraction":"half","word":"x"}'),
    "progress of truth": _frame(3, 1, b'{"fraction":true,"word":"x"}'),
    "progress of a book": _frame(3, 1, b'{"fraction":0,"word":"' + b"x" * 500 + b'"}'),
    "progress with blob": _frame(3, 1, b'{"fraction":0,"word":"x"}', 1) + b"x",
}


def send(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    os.write(_channel(), MESSAGES[str(arguments["what"])])
    time.sleep(600)
    return Reply()


def half(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    os.write(_channel(), _frame(4, 1, b"{}")[:10])
    time.sleep(600)
    return Reply()


def flood(_: dict[str, Json], _blobs: Sequence[Blob], report: Report) -> Reply:
    while True:
        report(0.5, "again")


def outside_fractions(_: dict[str, Json], _blobs: Sequence[Blob], report: Report) -> Reply:
    for fraction in (-5.0, 1e300):
        report(fraction, "far")
    return Reply()


def answer_twice(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    os.write(_channel(), _frame(4, 1, b'{"first":1}'))
    return Reply({"second": 2})


def hang_up(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    os.close(_channel())
    time.sleep(600)
    return Reply()


CALLS = {
    call.__name__: call for call in (answer_twice, flood, half, hang_up, outside_fractions, send)
}
