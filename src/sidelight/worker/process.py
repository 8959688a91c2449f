# SPDX-License-Identifier: AGPL-3.0-or-later
"""Starting and ending one helper process, as its parent."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidelight.worker import memory
from sidelight.worker.channel import Channel
from sidelight.worker.faults import EXIT_MEMORY, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sidelight.worker.limits import Limits

_ROOT = Path(__file__).parents[2]

# -I: no environment, no current folder, no user site.  -S and site.main() later put the folders
# that we name behind the standard library and before what is installed, so that parent and child
# run the same code wherever the parent found it.
_BOOT = (
    "import sys, site; sys.path.extend(sys.argv[2:]); site.main(); "
    "from sidelight.worker.child import main; main(sys.argv[1])"
)

# Variables that the child gets: nothing of the user's.  Libraries that start threads while they
# are imported would leave them outside the confinement; glibc's heaps per thread eat address space.
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_ENVIRONMENT_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE")

# A child asks to die with its parent, and the kernel takes the thread that started it for that.
# A thread that lives as long as the program starts them all.
_starter = ThreadPoolExecutor(1, thread_name_prefix="worker-starter")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to start: an entry, its limits, the folders it may use."""

    entry: str
    limits: Limits
    writable: Path | None = None
    readable: Sequence[Path] = ()
    search: Path | None = None


class Process:
    """A running child and our end of its channel."""

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
        """End it now, from any thread; the channel stays open for the thread that reads it."""
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
        """Return what it died of, after its channel closed; waits for its end up to a second."""
        with self._lock, suppress(subprocess.TimeoutExpired):
            code = self._popen.wait(1.0)
            if code == EXIT_MEMORY:
                return "memory"
            if sys.platform != "win32" and code == -signal.SIGXCPU:
                return "cpu"
            return "killed" if code < 0 else "closed"
        return "closed"


def start(plan: Plan) -> Process:
    """Start a child; its first message says whether it is ready.  OSError where it cannot start."""
    return _starter.submit(_start, plan).result()


def _start(plan: Plan) -> Process:
    ours, theirs = socket.socketpair()
    outbox = memory.make_outbox()
    channel = Channel(ours, outbox, trusting=False)
    try:
        return Process(_spawn(plan, theirs, outbox), channel)
    except BaseException:
        channel.close()
        raise
    finally:
        theirs.close()


def _spawn(plan: Plan, theirs: socket.socket, outbox: int | None) -> subprocess.Popen[bytes]:
    argument = json.dumps(
        {
            "channel": theirs.fileno(),
            "outbox": outbox,
            "parent": os.getpid(),
            "entry": plan.entry,
            "limits": asdict(plan.limits),
            "readable": [str(path.resolve()) for path in plan.readable],
            "writable": str(plan.writable.resolve()) if plan.writable else None,
        }
    )
    search = [str(_ROOT)] + ([str(plan.search.resolve())] if plan.search else [])
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _BOOT, argument, *search]
    # What libraries print may hold words of a document, so it goes nowhere.
    options: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if sys.platform == "win32":
        environment = {name: os.environ[name] for name in _ENVIRONMENT_WINDOWS}
        popen = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, **options)
        with popen.stdin:
            popen.stdin.write(theirs.share(popen.pid))
        return popen
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        env=_ENVIRONMENT,
        pass_fds=[theirs.fileno()] + ([] if outbox is None else [outbox]),
        start_new_session=True,
        **options,
    )
