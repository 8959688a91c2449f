# SPDX-License-Identifier: AGPL-3.0-or-later
"""Blobs that travel in shared memory instead of through the channel (Linux only).

The two directions differ because only one side is trusted.

- **To the child**: one anonymous file a message, sealed against any change and handed over as a
  descriptor; the child maps it, so that a large document is not copied.
- **To the parent**: the *outbox*, one anonymous file that the parent made at the start.  The parent
  accepts no descriptor from a child, and it reads the outbox instead of mapping it: a mapped file
  that a hostile child shortens kills the reader with SIGBUS, and one that it goes on writing to
  changes after it was checked.  A read gives one picture of it and an honest end of file; it costs
  about 1 ms a MiB, without the interpreter's lock.  The child needs no right to make such files,
  so it cannot hoard memory in them that no limit counts.
"""

from __future__ import annotations

import errno
import mmap
import os
import sys
import time
from typing import TYPE_CHECKING

from sidelight.worker.faults import FramingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sidelight.worker.messages import Blob

if sys.platform == "linux":
    import fcntl

AVAILABLE = sys.platform == "linux" and hasattr(os, "memfd_create")

# Pages of a larger outbox are given back after reading; a smaller one is quicker to fill again.
_KEEP = 64 << 20
_PAUSES = (0.005, 0.02, 0.1, 0.4)
"""Seconds between the attempts to seal a file whose pages are still held."""


def make_outbox() -> int | None:
    """Return the descriptor of a new outbox, or None where the system has no such files."""
    return os.memfd_create("outbox", os.MFD_CLOEXEC) if AVAILABLE else None


def seal(blobs: Sequence[Blob]) -> int:
    """Return the descriptor of a sealed anonymous file that holds ``blobs`` end to end."""
    file = os.memfd_create("blobs", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        _write(file, blobs)
        _add_seals(file)
    except BaseException:
        os.close(file)
        raise
    return file


def _add_seals(file: int) -> None:
    """Seal ``file`` against every change; OSError where the kernel goes on refusing.

    It refuses while anything holds a page that was just written, if only a processor that has not
    yet put it on its list (memfd_wait_for_pins in Linux's mm/memfd.c): on a busy machine that
    happens, and passes.
    """
    seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SEAL
    for pause in (*_PAUSES, None):
        try:
            fcntl.fcntl(file, fcntl.F_ADD_SEALS, seals)
        except OSError as error:
            if error.errno != errno.EBUSY or pause is None:
                raise
            time.sleep(pause)
        else:
            return


def map_sealed(file: int, sizes: Sequence[int]) -> tuple[memoryview, ...]:
    """Return the blobs in sealed ``file`` as views on it, and close the descriptor.

    The views keep the memory alive.  Only for files of the trusted parent.
    """
    try:
        whole = memoryview(mmap.mmap(file, sum(sizes), prot=mmap.PROT_READ))
    finally:
        os.close(file)
    start, views = 0, []
    for size in sizes:
        views.append(whole[start : start + size])
        start += size
    return tuple(views)


def fill(outbox: int, blobs: Sequence[Blob]) -> None:
    """Write ``blobs`` end to end into the outbox."""
    _write(outbox, blobs)


def empty(outbox: int, sizes: Sequence[int]) -> tuple[bytes, ...]:
    """Return copies of the blobs in a stranger's outbox; FramingError where it is too short."""
    start, blobs = 0, []
    if os.fstat(outbox).st_size < sum(sizes):
        raise FramingError("less in the outbox than announced")
    for size in sizes:
        blob = os.pread(outbox, size, start)
        if len(blob) != size:
            raise FramingError("the outbox shrank while it was read")
        blobs.append(blob)
        start += size
    if os.fstat(outbox).st_size > _KEEP:
        os.ftruncate(outbox, 0)
    return tuple(blobs)


def _write(file: int, blobs: Sequence[Blob]) -> None:
    place = 0
    for blob in blobs:
        rest = memoryview(blob).cast("B")
        while rest:
            written = os.pwrite(file, rest, place)
            place += written
            rest = rest[written:]
