# SPDX-License-Identifier: AGPL-3.0-or-later
"""The confinement of a helper process, and how strong it is on this system."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.language import _
from sidelight.worker import kernel, landlock, limits, seccomp

if TYPE_CHECKING:
    from collections.abc import Sequence


def die_with_parent(parent: int) -> None:
    """Have this process killed when process ``parent`` ends, however it ends (Linux).

    Elsewhere it ends when it next looks at the closed channel.
    """
    if sys.platform == "linux":
        # SIGKILL, which nothing here can hold up
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        if os.getppid() != parent:
            os._exit(0)


def confine(
    bounds: limits.Limits, *, readable: Sequence[Path] = (), writable: Path | None = None
) -> tuple[str, ...]:
    """Confine this process for good and return the names of the means in force.

    Afterwards it can read below Python's own libraries and ``readable``, write below ``writable``,
    and use what is already open.  RuntimeError where other threads run, which would stay outside.
    """
    # First: it looks at what is mapped, which landlock will hide.
    done = [*limits.impose(bounds, writes=writable is not None)]
    folders = [*_library_folders(), *readable]
    if sys.platform == "linux":
        check_single()
        # A crash must not leave the document in the system's store of core dumps.
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        if abi := landlock.restrict(folders, writable):
            done.append(f"landlock-{abi}")
    # Last: it refuses what the steps before need.
    if sys.platform == "linux" and seccomp.restrict(writes=writable is not None):
        done.append("seccomp")
    return tuple(done)


def strength() -> tuple[str, ...]:
    """Return what is in force on this system, then what is weaker, each a sentence for the user."""
    if sys.platform == "win32":
        return (
            _("Documents are read in a separate process, which is ended when it takes too long."),
            _("Weaker on this system: memory, files and the network are not limited there."),
        )
    lines = [_("Documents are read in separate processes with little time and few open files.")]
    weaker = []
    if sys.platform == "linux":
        lines.append(_("Their memory is limited."))
        abi, filters = landlock.version(), seccomp.available()
    else:
        weaker.append(_("Weaker on this system: their memory is not limited."))
        abi, filters = 0, False
    if abi:
        lines.append(_("They can open no files of yours (landlock {abi}).").format(abi=abi))
    else:
        weaker.append(_("Weaker on this system: they could open files of yours."))
    if filters:
        lines.append(_("They can reach no network and start no programs (seccomp)."))
    else:
        weaker.append(_("Weaker on this system: they could reach the network or start programs."))
    return (*lines, *weaker)


def _library_folders() -> list[Path]:
    """Return where modules come from; a library may load a part of itself late."""
    return [path for path in map(Path, sys.path) if path.is_absolute()]


def single_threaded() -> bool:
    """Whether this process has but one thread (Linux; elsewhere True)."""
    with suppress(FileNotFoundError):
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - needs no objects
    return True


def check_single() -> None:
    """Raise RuntimeError where this process has more than one thread."""
    if not single_threaded():
        raise RuntimeError("warming left threads behind")
