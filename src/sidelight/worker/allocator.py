# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the C library hands out memory (glibc's mallopt, malloc_trim, mallinfo2; elsewhere nothing is
done or known).

Left alone it learns, from the first large block that is freed, to take later ones of that size from
its heaps, where one small neighbour that stays keeps them from being given back to the system.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_LARGE = 4 << 20
"""Bytes.  Most pictures of pages are smaller: they come and go all the time, and to have their
memory from the system each time anew takes as long as drawing a page.
"""


def give_back_large_blocks() -> None:
    """Let every block of 4 MiB or more of this process go back to the system once freed."""
    library = _library()
    if library is not None:
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_M_TRIM_THRESHOLD, _LARGE)


def give_back_free_pages() -> None:
    """Give what is free within the heaps back to the system: after a burst of work, a few
    milliseconds.
    """
    library = _library()
    if library is not None:
        library.malloc_trim(0)


def bytes_in_use() -> int:
    """Return how much of the heaps and of the large blocks is in use, 0 where nobody knows.

    Python's own small objects count in whole arenas.
    """
    library = _library()
    if library is None or not hasattr(library, "mallinfo2"):
        return 0
    library.mallinfo2.restype = _Info
    told = library.mallinfo2()
    return int(told.uordblks + told.hblkhd)


class _Info(ctypes.Structure):
    """glibc's struct mallinfo2 (malloc.h, since 2.33)."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


@cache
def _library() -> ctypes.CDLL | None:
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") else None
