# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a helper process may use, held by the system's resource limits."""

from __future__ import annotations

import math
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sidelight.worker.framing import MAX_BYTES

if sys.platform != "win32":
    import resource

# Enough for a project file with its documents; also holds what a reply carries.
MAX_FILE = 4 << 30
MAX_OPEN_FILES = 64
# What an interpreter with its libraries maps at most; used where /proc is missing.
_MAPPED_UNKNOWN = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use.

    ``memory``: bytes of address space beyond what warming has mapped; ``cpu_seconds``: processor
    time of one call, all threads together; ``seconds``: wall time of one call.
    """

    memory: int = 1_500_000_000
    cpu_seconds: int = 60
    seconds: float = 30.0


def mapped_bytes() -> int:
    """Return the bytes of address space that this process has mapped."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return _MAPPED_UNKNOWN
    return pages * os.sysconf("SC_PAGE_SIZE")


def impose(limits: Limits, *, writes: bool) -> tuple[str, ...]:
    """Limit this process, for good; return the names of what was limited."""
    if sys.platform == "win32":
        return ()
    done = ["files"]
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, MAX_OPEN_FILES)
    _lower(resource.RLIMIT_FSIZE, MAX_FILE if writes else MAX_BYTES)
    # Elsewhere the limit is accepted and then not kept to (macOS).
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, mapped_bytes() + limits.memory)
        done.append("memory")
    return (*done, "cpu")


def renew_cpu(cpu_seconds: int, pid: int) -> None:
    """Let process ``pid`` (a child; off Linux only this process) use ``cpu_seconds`` more.

    The limit counts a process's whole life, so it is raised before each call, by the parent where
    the system allows it: there the child is not let near its own limits.
    """
    if sys.platform == "win32":
        return
    if sys.platform == "linux":
        # The clock of another process, as clock_getcpuclockid(3) makes its number.
        with suppress(OSError):
            used = time.clock_gettime((~pid << 3) | 2)
            _, hard = resource.prlimit(pid, resource.RLIMIT_CPU)
            soft = _within(math.ceil(used) + cpu_seconds, hard)
            resource.prlimit(pid, resource.RLIMIT_CPU, (soft, hard))
    elif pid == os.getpid():
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = _within(math.ceil(used) + cpu_seconds, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if sys.platform != "win32":

    def _lower(which: int, value: int) -> None:
        _, hard = resource.getrlimit(which)
        value = _within(value, hard)
        resource.setrlimit(which, (value, value))

    def _within(value: int, hard: int) -> int:
        return value if hard == resource.RLIM_INFINITY else min(value, hard)
