# SPDX-License-Identifier: AGPL-3.0-or-later
"""The few calls of the Linux kernel that Python does not offer, through the C library."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38


@cache
def _libc() -> ctypes.CDLL:
    if sys.platform != "linux":
        raise OSError("not Linux")
    return ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int) -> None:
    """Set ``option`` of this process; OSError where the kernel refuses."""
    arguments = [ctypes.c_ulong(number) for number in (value, 0, 0, 0)]
    _checked(_libc().prctl(ctypes.c_int(option), *arguments))


def syscall(number: int, *arguments: int | ctypes.c_void_p | None) -> int:
    """Make system call ``number`` and return what it returns; OSError where the kernel refuses."""
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    function = _libc().syscall
    function.restype = ctypes.c_long
    return _checked(function(ctypes.c_long(number), *words))


def pointer(thing: ctypes.Structure) -> ctypes.c_void_p:
    """Return the address of ``thing``, which the caller keeps alive."""
    return ctypes.c_void_p(ctypes.addressof(thing))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
