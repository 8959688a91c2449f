# SPDX-License-Identifier: AGPL-3.0-or-later
"""Landlock: the kernel's list of the folders that a process may still use.

Constants are those of linux/landlock.h; the Linux documentation "Landlock: unprivileged access
control" says which came with which version of the interface (ABI).
"""

from __future__ import annotations

import ctypes
import errno
import os
from typing import TYPE_CHECKING

from sidelight.worker import kernel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1

_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE = 1 << 4, 1 << 5
_MAKE_DIR, _MAKE_REG = 1 << 7, 1 << 8
_TRUNCATE = 1 << 14

# Rights to files that each version knows, by its highest bit.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
# Binding and connecting of TCP since 4; abstract sockets and signals to outside since 6.
_NETWORK_RIGHTS, _SCOPES = 0b11, 0b11

_READ = _READ_FILE | _READ_DIR
_WRITE = (
    _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _TRUNCATE
)  # not: execute, links, devices, pipes, sockets


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """Return the kernel's version of landlock, 0 where it has none or it is switched off."""
    try:
        return kernel.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    except OSError:
        return 0


def restrict(readable: Sequence[Path], writable: Path | None) -> int:
    """Leave this thread only the folders named; return the version in force, 0 for none.

    Everything else that the running version can refuse is refused: all other files, TCP, and
    abstract sockets and signals to processes outside.  No new privileges must be set before.
    """
    abi = version()
    if not abi:
        return 0
    files = (1 << _FILE_RIGHTS[min(abi, max(_FILE_RIGHTS))]) - 1
    rules = _Ruleset(files, _NETWORK_RIGHTS, _SCOPES)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = kernel.syscall(_CREATE_RULESET, kernel.pointer(rules), size, 0)
    try:
        for path in readable:
            _allow(ruleset, path, _READ & files)
        if writable is not None:
            _allow(ruleset, writable, _WRITE & files)
        kernel.syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return abi


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.EACCES}:
            return
        raise
    try:
        if not path.is_dir():
            rights &= _READ_FILE | _WRITE_FILE | _TRUNCATE
        rule = _PathBeneath(rights, parent)
        kernel.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, kernel.pointer(rule), 0)
    finally:
        os.close(parent)
