# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workers forked from a warm process (Linux only), as their parent sees them.

The parent holds each by a descriptor of the process (pidfd_open(2)), which never means another one.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sidelight.worker import memory
from sidelight.worker.channel import Channel
from sidelight.worker.faults import Reason
from sidelight.worker.launching import Plan, ending, launch, on_starter, ordered

AVAILABLE = sys.platform == "linux" and hasattr(os, "pidfd_open") and memory.AVAILABLE
_END_SECONDS = 1.0


class ForkServer:
    """The warm process; started with the first order, and anew where it was ended.

    ``search`` is a further folder to find entries in.
    """

    def __init__(self, search: Path | None = None) -> None:
        self._search = search
        self._lock = threading.Lock()
        self._popen: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    def begin(self, ahead: Sequence[str] = ()) -> None:
        """Start it unless it runs, to warm the entries ``ahead``; does not wait for that."""
        with self._lock:
            self._running(ahead)

    def fork(self, plan: Plan) -> Forked:
        """Return a copy that runs the plan; OSError where there can be none."""
        ours, theirs = socket.socketpair()
        outbox = memory.make_outbox()
        channel = Channel(ours, outbox, trusting=False)
        try:
            with self._lock:
                answer = self._answer(ordered(plan), (theirs.fileno(), outbox or 0))
                pid = int(answer["pid"])
                # Before anybody can let it go: until then the number is its own.
                return Forked(self, pid, os.pidfd_open(pid), channel)
        except BaseException:
            channel.close()
            raise
        finally:
            theirs.close()

    def reap(self, pid: int) -> int | None:
        """Let an ended child go; return its status (waitpid(2)), None where nobody knows it."""
        with self._lock:
            if self._orders is None:
                return None
            try:
                status = self._exchange({"reap": pid})["status"]
            except OSError:
                self._stop()
                return None
        return int(status) if isinstance(status, int) else None

    def stop(self) -> None:
        """End it, and what it forked."""
        with self._lock:
            self._stop()

    def _running(self, ahead: Sequence[str] = ()) -> None:
        if self._popen is not None and self._popen.poll() is None:
            return
        self._stop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        argument = {"orders": theirs.fileno(), "parent": os.getpid(), "ahead": list(ahead)}
        with theirs:
            self._popen = on_starter(
                lambda: launch("fork_server", argument, [theirs.fileno()], self._search)
            )
        self._orders = ours

    def _answer(self, order: dict[str, Any], descriptors: tuple[int, int]) -> dict[str, Any]:
        self._running()
        try:
            return self._exchange(order, descriptors)
        except OSError:
            # It was ended from outside since the last order.
            self._stop()
            self._running()
            return self._exchange(order, descriptors)

    def _exchange(self, order: dict[str, Any], descriptors: Sequence[int] = ()) -> dict[str, Any]:
        if self._orders is None:
            raise ConnectionError("no fork server")
        socket.send_fds(self._orders, [json.dumps(order).encode()], descriptors)
        raw = self._orders.recv(1 << 10)
        if not raw:
            raise ConnectionError("the fork server is gone")
        answer: dict[str, Any] = json.loads(raw)
        return answer

    def _stop(self) -> None:
        if self._orders is not None:
            self._orders.close()
            self._orders = None
        popen, self._popen = self._popen, None
        if popen is not None:
            with suppress(ProcessLookupError):
                popen.kill()
            popen.wait()


class Forked:
    """A running copy and our end of its channel."""

    def __init__(self, server: ForkServer, pid: int, handle: int, channel: Channel) -> None:
        self._server = server
        self._handle = handle
        self._lock = threading.Lock()
        self._code: int | None = None
        self._gone = False
        self.channel = channel
        self.pid = pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        with self._lock:
            return not self._gone and not self._ended(0)

    def kill(self) -> None:
        """End it now, from any thread; the channel stays open for the thread that reads it."""
        with self._lock:
            if not self._gone:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(self._handle, signal.SIGKILL)
                self._ended(None)
                self._let_go()

    def bury(self) -> None:
        """End it and let go of all that belongs to it."""
        self.kill()
        self.channel.close()

    def reason(self) -> Reason:
        """Return what it died of, after its channel closed; waits for its end up to a second."""
        with self._lock:
            if not self._gone and self._ended(_END_SECONDS):
                self._let_go()
            return ending(self._code)

    def _ended(self, seconds: float | None) -> bool:
        """Tell whether it has ended, waiting up to ``seconds``: its descriptor is then readable."""
        waiting = select.poll()
        waiting.register(self._handle, select.POLLIN)
        return bool(waiting.poll(None if seconds is None else seconds * 1000))

    def _let_go(self) -> None:
        self._gone = True
        status = self._server.reap(self.pid)
        self._code = None if status is None else os.waitstatus_to_exitcode(status)
        os.close(self._handle)


_servers: dict[Path | None, ForkServer] = {}
_lock = threading.Lock()


def server(search: Path | None = None) -> ForkServer:
    """Return the fork server of this process for entries below ``search``."""
    with _lock:
        if search not in _servers:
            _servers[search] = ForkServer(search)
            atexit.register(_servers[search].stop)
        return _servers[search]
