# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fork server: a process that has warmed entries and forks a copy of itself for each worker.

A worker is then ready within milliseconds, and what it imported lies in memory once for all of
them.  The server itself never sees a byte of a document: it takes its parent's orders over a
socket of its own, one JSON object a message:

- ``{"entry": …, …}`` with the ends of a channel as descriptors: fork; answers ``{"pid": n}``.
- ``{"reap": n}``: let child n go, once it has ended; answers ``{"status": …}`` of waitpid(2).

It ends with the socket, and its children with it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import socket
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import Any, NoReturn

from sidelight.worker import child, confinement

LARGEST_ORDER = 64 << 10
_DESCRIPTORS = 2

_warmed: dict[str, ModuleType | Exception] = {}


def main(argument: str) -> NoReturn:
    """Serve as the JSON ``argument`` of `sidelight.worker.forked` says, until the socket closes."""
    start: dict[str, Any] = json.loads(argument)
    confinement.die_with_parent(start["parent"])
    orders = socket.socket(fileno=start["orders"])
    for entry in start["ahead"]:
        _warm(entry, lambda: _obey_waiting(orders))
    while True:
        _obey(orders)


def _obey_waiting(orders: socket.socket) -> None:
    while select.select([orders], [], [], 0)[0]:
        _obey(orders)


def _obey(orders: socket.socket) -> None:
    raw, descriptors, _flags, _address = socket.recv_fds(orders, LARGEST_ORDER, _DESCRIPTORS)
    if not raw:
        os._exit(0)
    order: dict[str, Any] = json.loads(raw)
    answer = _reap(order["reap"]) if "reap" in order else _fork(orders, order, descriptors)
    orders.send(json.dumps(answer).encode())


def _warm(entry: str, between: Callable[[], None] | None = None) -> ModuleType | Exception:
    """Import and warm an entry once; return it, or what that ended in.

    An entry with a ``warm_first`` is of use after that already: ``between`` is called then, before
    all else is warmed that would only be slower in a copy.
    """
    if entry not in _warmed:
        try:
            module = importlib.import_module(entry)
            if between is not None and hasattr(module, "warm_first"):
                module.warm_first()
                confinement.check_single()
                _warmed[entry] = module
                between()
            module.warm()
            confinement.check_single()
            _warmed[entry] = module
        except Exception as error:  # noqa: BLE001 - whatever it is, the copy tells the parent
            _warmed[entry] = error
        # What is there now stays for ever: a collection that touched it would copy it.
        gc.collect()
        gc.freeze()
    return _warmed[entry]


def _fork(orders: socket.socket, order: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
    if not confinement.single_threaded():
        # A thread that warming left would not be in a copy, but what it holds locked would.
        os._exit(1)
    entry = _warm(order["entry"])
    channel, outbox = descriptors
    server = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            orders.close()
            os.setsid()
            confinement.die_with_parent(server)
            child.run(order, entry, socket.socket(fileno=channel), outbox)
        finally:
            # Whatever goes wrong, a copy never becomes a second server.
            os._exit(1)
    os.close(channel)
    os.close(outbox)
    return {"pid": pid}


def _reap(pid: int) -> dict[str, Any]:
    with suppress(ChildProcessError):
        return {"status": os.waitpid(pid, 0)[1]}
    return {"status": None}
