# SPDX-License-Identifier: AGPL-3.0-or-later
"""An entry that replies, fails and dies on demand."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Sequence
from hashlib import sha256

from sidelight.worker import Blob, Json, RemoteFault, Reply, Report

_kept: list[Blob] = []


def warm() -> None:
    """Nothing to warm: all is imported above."""


def echo(arguments: dict[str, Json], blobs: Sequence[Blob], _report: Report) -> Reply:
    return Reply(arguments, tuple(blobs))


def digest(_: dict[str, Json], blobs: Sequence[Blob], _report: Report) -> Reply:
    return Reply({"digests": [sha256(blob).hexdigest() for blob in blobs]})


def make(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    sizes = arguments["sizes"]
    assert isinstance(sizes, list)
    return Reply({}, tuple(bytes([index % 256]) * size for index, size in enumerate(sizes)))


def keep(_: dict[str, Json], blobs: Sequence[Blob], _report: Report) -> Reply:
    before = [sha256(blob).hexdigest() for blob in _kept]
    _kept.extend(blobs)
    return Reply({"before": before})


def steps(arguments: dict[str, Json], _: Sequence[Blob], report: Report) -> Reply:
    count = arguments["count"]
    assert isinstance(count, int)
    for step in range(count):
        report(step / count, f"page {step + 1} – 쪽")
    return Reply({"done": count})


def encrypted(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    raise RemoteFault("encrypted", {"method": arguments["method"]})


def stumble(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    raise ValueError(f"the document says {arguments['secret']}")


def unsendable(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    things: dict[str, Json] = {
        "object": object(),  # type: ignore[dict-item]
        "nan": float("nan"),
        "surrogate": "\ud800",
        "large": "x" * (9 << 20),
    }
    return Reply({"thing": things[str(arguments["thing"])]})


def noise(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    print("warning: not a frame", flush=True)
    os.write(1, b"SLW\x01" * 1000)
    os.write(2, b"\xff" * 100_000)
    heard = sys.stdin.read() if sys.stdin else ""
    return Reply({"heard": heard})


def memory(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    size = arguments["size"]
    assert isinstance(size, int)
    return Reply({"size": len(bytearray(size))})


def hoard(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    hoarded = []
    while True:
        hoarded.append(bytearray(1 << 20))


def spin(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    while True:
        pass


def spin_for(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    seconds = arguments["seconds"]
    assert isinstance(seconds, float)
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return Reply()


def sleep(_: dict[str, Json], _blobs: Sequence[Blob], report: Report) -> Reply:
    report(0.0, "sleeping")
    time.sleep(600)
    return Reply()


def leave(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    if arguments["how"] == "exit":
        sys.exit(3)
    os._exit(0)


def crash(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    ctypes.string_at(0)
    return Reply()


def abort(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    os.abort()


def process(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    return Reply(
        {
            "pid": os.getpid(),
            "environment": dict(os.environ),
            "path": sys.path,
            "isolated": sys.flags.isolated,
        }
    )


def threads(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    seen: list[int] = []
    running = [threading.Thread(target=seen.append, args=(number,)) for number in range(3)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return Reply({"seen": sorted(seen)})


CALLS = {
    call.__name__: call
    for call in (
        abort,
        crash,
        digest,
        echo,
        encrypted,
        hoard,
        keep,
        leave,
        make,
        memory,
        noise,
        process,
        sleep,
        spin,
        spin_for,
        steps,
        stumble,
        threads,
        unsendable,
    )
}
