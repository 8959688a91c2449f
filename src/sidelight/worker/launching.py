# SPDX-License-Identifier: AGPL-3.0-or-later
"""Starting an interpreter of our own, bare of everything that is the user's."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from sidelight.worker.faults import EXIT_MEMORY, Reason
from sidelight.worker.limits import Limits

T = TypeVar("T")

_ROOT = Path(__file__).parents[2]

# -I: no environment, no current folder, no user site.  -S and site.main() later put the folders
# that we name behind the standard library and before what is installed, so that parent and child
# run the same code wherever the parent found it.
_BOOT = (
    "import sys, site; sys.path.extend(sys.argv[2:]); site.main(); "
    "from sidelight.worker.{module} import main; main(sys.argv[1])"
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


def ordered(plan: Plan) -> dict[str, Any]:
    """Return the plan as the child is told it."""
    return {
        "entry": plan.entry,
        "limits": asdict(plan.limits),
        "readable": [str(path.resolve()) for path in plan.readable],
        "writable": str(plan.writable.resolve()) if plan.writable else None,
    }


def on_starter(work: Callable[[], T]) -> T:
    """Do ``work`` on the thread that starts processes."""
    return _starter.submit(work).result()


def launch(
    module: str, argument: dict[str, Any], descriptors: Sequence[int], search: Path | None
) -> subprocess.Popen[bytes]:
    """Start ``main`` of a module of this package with ``argument``; OSError where it cannot start.

    On Windows its standard input is a pipe, elsewhere it inherits the ``descriptors``.
    """
    paths = [str(_ROOT)] + ([str(search.resolve())] if search else [])
    boot = _BOOT.format(module=module)
    command = [
        *(sys.executable, "-I", "-S", "-X", "utf8", "-c", boot),
        *(json.dumps(argument), *paths),
    ]
    # What libraries print may hold words of a document, so it goes nowhere.
    options: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if sys.platform == "win32":
        environment = {name: os.environ[name] for name in _ENVIRONMENT_WINDOWS}
        return subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, **options)
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        env=_ENVIRONMENT,
        pass_fds=descriptors,
        start_new_session=True,
        **options,
    )


def ending(code: int | None) -> Reason:
    """Return what an exit code means; None is that of a process nobody knows, below 0 a signal."""
    if code == EXIT_MEMORY:
        return "memory"
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return "cpu"
    return "killed" if code is not None and code < 0 else "closed"
