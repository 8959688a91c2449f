# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a process of this machine still runs, told apart from a later one of the same number."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path


def started(pid: int) -> str:
    """Return when a process started, as the system counts; "" where it does not say."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""
    # proc(5): field 22; the name in field 2 may hold anything, but ends with the last parenthesis.
    # The state before it is Z for a process that only waits to be buried.
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in {"Z", "X"} else f"{boot}/{fields[19]}"


def runs(pid: int, start: str) -> bool:
    """Tell whether the process runs that had this number and start ("" for not known)."""
    if pid <= 0:
        return False
    if start:
        return started(pid) == start
    if sys.platform == "win32":
        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
