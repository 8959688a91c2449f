# SPDX-License-Identifier: AGPL-3.0-or-later
"""A filter of system calls: what is not listed is refused by the kernel (seccomp, mode filter).

The list holds what an interpreter, a PDF library, an OCR engine and SQLite need once they are
loaded: memory, files that are open or that landlock allows, threads, clocks, and the channel.
There is no socket to open, no program to start, no process to make, trace or signal, no mode or
owner of a file to change, and no memory to make executable that does not come from a file.

A refused call fails with EPERM, which the libraries survive; a call by another processor's numbers
(32 bit, say) kills, since only an attack makes one.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform

from sidelight.worker import kernel
from sidelight.worker.syscalls import NUMBERS

_ALWAYS = """
    read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek close close_range
    fstat newfstatat statx stat lstat access faccessat faccessat2 readlink readlinkat getcwd
    getdents64 dup dup3 flock fsync fdatasync ftruncate fadvise64 fallocate fstatfs statfs sendfile
    copy_file_range
    munmap mremap madvise brk msync mincore membarrier
    futex set_robust_list rseq exit exit_group sched_yield sched_getaffinity
    gettid getpid getppid getuid geteuid getgid getegid getresuid getresgid uname sysinfo getrlimit
    getrusage times getcpu umask
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending sigaltstack restart_syscall
    poll ppoll select pselect6 recvfrom recvmsg getrandom
"""
_FOR_WRITING = " unlink unlinkat rename renameat renameat2 mkdir mkdirat rmdir"

# A condition: argument, mask, value.  A call passes if all conditions of one alternative hold.
Condition = tuple[int, int, int]
Alternatives = tuple[tuple[Condition, ...], ...]

_FULL = 0xFFFFFFFF
_CLONE_THREAD = 0x10000
_PROT_WRITE, _PROT_EXEC, _MAP_ANONYMOUS = 2, 4, 0x20
# O_ACCMODE, O_CREAT, O_TRUNC
_OPEN_TO_WRITE = 0o3 | 0o100 | 0o1000
_PR_SET_NAME = 15
# FIONREAD, FIONBIO, FIOCLEX, FIONCLEX, and TCGETS, by which Python asks if a file is a terminal
_IOCTLS = (0x541B, 0x5421, 0x5451, 0x5450, 0x5401)
# duplicating, flags, locks of files; not: owners and signals
_FCNTLS = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030)

# The kernel's processor, its number in a filter, and the column of the table.
_PROCESSORS = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
# Calls above this did not exist when the list was made: the C library, told so, uses older ones.
_NEWEST = 461

_KILL, _REFUSE, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_IF_EQUAL, _IF_GREATER, _JUMP = 0x15, 0x25, 0x05

# code, jump if true, jump if false, operand
Instruction = tuple[int, int, int, int]


class _Filter(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("operand", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filters", ctypes.POINTER(_Filter)))


class _Action(ctypes.Structure):
    _fields_ = (("action", ctypes.c_uint32),)


def conditional(pid: int, *, writes: bool) -> dict[str, Alternatives]:
    """Return the calls that process ``pid`` may make under conditions."""
    return {
        "clone": (((0, _CLONE_THREAD, _CLONE_THREAD),),),
        "fcntl": tuple(((1, _FULL, command),) for command in _FCNTLS),
        "ioctl": tuple(((1, _FULL, command),) for command in _IOCTLS),
        "kill": (((0, _FULL, pid),),),
        "tgkill": (((0, _FULL, pid),),),
        "mmap": (
            ((2, _PROT_EXEC, 0),),
            ((2, _PROT_WRITE, 0), (3, _MAP_ANONYMOUS, 0)),
        ),
        "mprotect": (((2, _PROT_EXEC, 0),),),
        "openat": ((),) if writes else (((2, _OPEN_TO_WRITE, 0),),),
        "prctl": (((0, _FULL, _PR_SET_NAME),),),
        # Only asking for limits, and only sending to whom the socket is connected to.
        "prlimit64": (((2, _FULL, 0),),),
        "sendto": (((4, _FULL, 0),),),
    }


def program(processor: str, pid: int, *, writes: bool) -> list[Instruction]:
    """Return the filter for process ``pid``, which may change files if it ``writes``.

    KeyError for a processor whose numbers we do not know.
    """
    mark, column = _PROCESSORS[processor]
    refuse = (_RETURN, 0, 0, _REFUSE | errno.EPERM)
    unknown = (_RETURN, 0, 0, _REFUSE | errno.ENOSYS)
    code: list[Instruction] = [
        (_LOAD, 0, 0, 4),
        (_IF_EQUAL, 1, 0, mark),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
    ]
    for name in (_ALWAYS + (_FOR_WRITING if writes else "")).split():
        if (number := NUMBERS[name][column]) is not None:
            code += [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    for name, alternatives in conditional(pid, writes=writes).items():
        if (number := NUMBERS[name][column]) is not None:
            block = [step for alternative in alternatives for step in _allow_if(alternative)]
            block.append(refuse)
            code += [(_IF_EQUAL, 1, 0, number), (_JUMP, 0, 0, len(block)), *block]
    # glibc falls back from clone3, whose flags a filter cannot see, to clone.
    clone3 = NUMBERS["clone3"][column] or 0
    code += [(_IF_EQUAL, 1, 0, clone3), (_IF_GREATER, 0, 1, _NEWEST), unknown, refuse]
    return code


def _allow_if(alternative: tuple[Condition, ...]) -> list[Instruction]:
    """Return the steps that allow the call if all conditions hold, and else fall through."""
    size = 5 * len(alternative) + 1
    steps: list[Instruction] = []
    for argument, mask, value in alternative:
        low = 16 + 8 * argument
        steps += [(_LOAD, 0, 0, low + 4), (_IF_EQUAL, 0, size - len(steps) - 2, 0)]
        steps += [(_LOAD, 0, 0, low), (_AND, 0, 0, mask)]
        steps.append((_IF_EQUAL, 0, size - len(steps) - 1, value))
    return [*steps, (_RETURN, 0, 0, _ALLOW)]


def restrict(*, writes: bool) -> bool:
    """Filter the calls of this process from now on; False where this system cannot.

    No new privileges must be set before.
    """
    processor = _processor()
    if processor is None:
        return False
    code = program(processor, os.getpid(), writes=writes)
    filters = (_Filter * len(code))(*(_Filter(*step) for step in code))
    # SECCOMP_SET_MODE_FILTER with SECCOMP_FILTER_FLAG_TSYNC: every thread
    return _seccomp(processor, 1, 1, _Program(len(code), filters))


def available() -> bool:
    """Return whether this system has such filters, without setting one."""
    processor = _processor()
    # SECCOMP_GET_ACTION_AVAIL
    return processor is not None and _seccomp(processor, 2, 0, _Action(_REFUSE))


def _processor() -> str | None:
    name = platform.machine()
    return name if name in _PROCESSORS and ctypes.sizeof(ctypes.c_void_p) == 8 else None


def _seccomp(processor: str, operation: int, flags: int, thing: ctypes.Structure) -> bool:
    number = NUMBERS["seccomp"][_PROCESSORS[processor][1]]
    try:
        kernel.syscall(number or 0, operation, flags, kernel.pointer(thing))
    except OSError:
        return False
    return True
