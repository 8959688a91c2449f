# SPDX-License-Identifier: AGPL-3.0-or-later
"""One helper process, as its parent: forked from a warm one where that can be, else started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Protocol

from sidelight.worker import forked, memory
from sidelight.worker.channel import Channel
from sidelight.worker.faults import Reason
from sidelight.worker.launching import Plan, ending, launch, on_starter, ordered


class Process(Protocol):
    """A running child and our end of its channel."""

    channel: Channel
    pid: int

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        ...

    def kill(self) -> None:
        """End it now, from any thread; the channel stays open for the thread that reads it."""
        ...

    def bury(self) -> None:
        """End it and let go of all that belongs to it."""
        ...

    def reason(self) -> Reason:
        """Return what it died of, after its channel closed; waits for its end up to a second."""
        ...


class Started:
    """A child that was started by itself; see `Process`."""

    def __init__(self, popen: subprocess.Popen[bytes], channel: Channel) -> None:
        self._popen = popen
        self._lock = threading.Lock()
        self.channel = channel
        self.pid = popen.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        with self._lock:
            return self._popen.poll() is None

    def kill(self) -> None:
        """End it now."""
        with self._lock:
            if self._popen.poll() is not None:
                return
            if sys.platform == "win32":
                self._popen.kill()
            else:
                with suppress(ProcessLookupError):
                    os.killpg(self.pid, signal.SIGKILL)
            self._popen.wait()

    def bury(self) -> None:
        """End it and let go of all that belongs to it."""
        self.kill()
        self.channel.close()

    def reason(self) -> Reason:
        """Return what it died of."""
        with self._lock, suppress(subprocess.TimeoutExpired):
            return ending(self._popen.wait(1.0))
        return "closed"


def start(plan: Plan) -> Process:
    """Start a child; its first message says whether it is ready.  OSError where it cannot start."""
    if forked.AVAILABLE:
        return forked.server(plan.search).fork(plan)
    return started(plan)


def started(plan: Plan) -> Started:
    """Start a child by itself, whatever else could be; else as `start`."""
    return on_starter(lambda: _started(plan))


def _started(plan: Plan) -> Started:
    ours, theirs = socket.socketpair()
    outbox = memory.make_outbox()
    channel = Channel(ours, outbox, trusting=False)
    argument = {
        **ordered(plan),
        "channel": theirs.fileno(),
        "outbox": outbox,
        "parent": os.getpid(),
    }
    try:
        with theirs:
            given = [theirs.fileno()] + ([] if outbox is None else [outbox])
            popen = launch("child", argument, given, plan.search)
            if sys.platform == "win32":
                with popen.stdin:
                    popen.stdin.write(theirs.share(popen.pid))
            return Started(popen, channel)
    except BaseException:
        channel.close()
        raise
