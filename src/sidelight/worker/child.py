# SPDX-License-Identifier: AGPL-3.0-or-later
"""The child's side: warm, confine, then serve calls until the channel closes."""

from __future__ import annotations

import importlib
import json
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from sidelight.worker import confinement
from sidelight.worker.channel import Channel, Packed
from sidelight.worker.faults import EXIT_MEMORY, ChannelClosed, FramingError
from sidelight.worker.limits import Limits, renew_cpu
from sidelight.worker.messages import Call, Json, Kind, Message, RemoteFault, Reply


def main(argument: str) -> NoReturn:
    """Run a helper process as the JSON ``argument`` of `sidelight.worker.process` says."""
    start: dict[str, Any] = json.loads(argument)
    confinement.die_with_parent(start["parent"])
    run(start, _warmed(start["entry"]), _own_end(start["channel"]), start["outbox"])


def run(
    start: Mapping[str, Any],
    entry: ModuleType | Exception,
    end: socket.socket,
    outbox: int | None,
) -> NoReturn:
    """Confine this process and serve the calls of ``entry``, or say why it is not there.

    ``start`` is what `sidelight.worker.launching.ordered` gave.
    """
    channel = Channel(end, outbox, trusting=True)
    limits = Limits(**start["limits"])
    try:
        module, means = _confined(entry, limits, start)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent is told
        values: dict[str, Json] = {**_describe(error), "message": str(error)[:2000]}
        channel.send(Packed(Kind.FAULT, 0, {"kind": "start", "values": values}))
        os._exit(1)
    channel.send(Packed(Kind.READY, 0, {"means": list(means)}))
    _serve(channel, module.CALLS, limits)
    # Nothing of a stranger's document is worth an orderly end.
    os._exit(0)


def _confined(
    entry: ModuleType | Exception, limits: Limits, start: Mapping[str, Any]
) -> tuple[ModuleType, tuple[str, ...]]:
    if isinstance(entry, Exception):
        raise entry
    readable = [Path(path) for path in start["readable"]]
    writable = Path(start["writable"]) if start["writable"] else None
    return entry, confinement.confine(limits, readable=readable, writable=writable)


def _warmed(name: str) -> ModuleType | Exception:
    try:
        entry = importlib.import_module(name)
        entry.warm()
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent is told
        return error
    return entry


def _own_end(number: int | None) -> socket.socket:
    if sys.platform == "win32":
        return socket.fromshare(sys.stdin.buffer.read())
    return socket.socket(fileno=number)


def _serve(channel: Channel, calls: Mapping[str, Call], limits: Limits) -> None:
    while True:
        try:
            message = channel.receive()
        except (ChannelClosed, FramingError):
            return
        except (MemoryError, OSError):
            os._exit(EXIT_MEMORY)
        if sys.platform != "linux":
            renew_cpu(limits.cpu_seconds, os.getpid())
        channel.send(_answer(channel, calls, message))
        # Its blobs may be the size of a document; the next call needs the room.
        del message


def _answer(channel: Channel, calls: Mapping[str, Call], message: Message) -> Packed:
    number = message.number

    def report(fraction: float, word: str) -> None:
        values: dict[str, Json] = {"fraction": float(fraction), "word": word}
        channel.send(Packed(Kind.PROGRESS, number, values))

    try:
        reply = _run(calls, message, report)
        return Packed(Kind.REPLY, number, reply.values, reply.blobs)
    except RemoteFault as fault:
        kind, values = fault.kind, fault.values
    except MemoryError:
        os._exit(EXIT_MEMORY)
    except ChannelClosed:
        os._exit(0)
    except Exception as error:  # noqa: BLE001 - the parent learns the class, never the words
        kind, values = "fault", _describe(error)
    return Packed(Kind.FAULT, number, {"kind": kind, "values": values})


def _run(calls: Mapping[str, Call], message: Message, report: Any) -> Reply:
    name, arguments = message.values["name"], message.values["arguments"]
    if not isinstance(name, str) or not isinstance(arguments, dict) or name not in calls:
        raise RemoteFault("unknown_call", {"name": str(name)})
    return calls[name](arguments, message.blobs, report)


def _describe(error: Exception) -> dict[str, Json]:
    """Return the class of an error and where in the code it arose: nothing of a document."""
    where = ""
    trace = error.__traceback__
    while trace is not None:
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return {"type": type(error).__name__, "where": where}
