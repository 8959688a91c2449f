# SPDX-License-Identifier: AGPL-3.0-or-later
"""The filter of system calls, run step by step as the kernel would, for both processors."""

from __future__ import annotations

import errno

import pytest

from sidelight.worker.seccomp import Instruction, program
from sidelight.worker.syscalls import NUMBERS

PID = 4242
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
I386, ARM = 0x40000003, 0x40000028

ALLOW, KILL = "allow", "kill"


def judge(code: list[Instruction], architecture: int, number: int, *arguments: int) -> str:
    """Run a filter over one call: "allow", "kill", or the name of the error."""
    words = {0: number, 4: architecture}
    for index in range(6):
        argument = arguments[index] if index < len(arguments) else 0
        words[16 + 8 * index] = argument & 0xFFFFFFFF
        words[20 + 8 * index] = argument >> 32
    place, value = 0, 0
    while True:
        operation, if_true, if_false, operand = code[place]
        place += 1
        if operation == 0x06:
            break
        if operation == 0x20:
            value = words[operand]
        elif operation == 0x54:
            value &= operand
        elif operation == 0x05:
            place += operand
        else:
            assert operation in {0x15, 0x25}
            holds = value == operand if operation == 0x15 else value > operand
            place += if_true if holds else if_false
    if operand == 0x7FFF0000:
        return ALLOW
    return KILL if operand == 0x80000000 else errno.errorcode[operand & 0xFFFF]


@pytest.fixture(params=sorted(ARCHITECTURES))
def processor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Judge:
    def __init__(self, processor: str, *, writes: bool) -> None:
        self.code = program(processor, PID, writes=writes)
        self.architecture = ARCHITECTURES[processor]
        self.column = sorted(ARCHITECTURES, reverse=True).index(processor)

    def __call__(self, name: str, *arguments: int) -> str:
        number = NUMBERS[name][self.column]
        assert number is not None
        return judge(self.code, self.architecture, number, *arguments)


CASES = [
    ("read", (), ALLOW),
    ("futex", (), ALLOW),
    ("exit_group", (), ALLOW),
    ("recvmsg", (), ALLOW),
    ("clone", (0x3D0F00,), ALLOW),
    ("clone", (17,), "EPERM"),
    ("clone", (0x10000000 | 17,), "EPERM"),
    ("clone3", (), "ENOSYS"),
    ("mmap", (0, 4096, 3, 0x22), ALLOW),
    ("mmap", (0, 4096, 5, 2), ALLOW),
    ("mmap", (0, 4096, 5, 0x22), "EPERM"),
    ("mmap", (0, 4096, 7, 2), "EPERM"),
    ("mmap", (0, 4096, 7, 0x22), "EPERM"),
    ("mprotect", (0, 4096, 1), ALLOW),
    ("mprotect", (0, 4096, 5), "EPERM"),
    ("openat", (0, 0, 0o2000000), ALLOW),
    ("openat", (0, 0, 1), "EPERM"),
    ("openat", (0, 0, 2), "EPERM"),
    ("openat", (0, 0, 0o100), "EPERM"),
    ("openat", (0, 0, 0o1000), "EPERM"),
    ("sendto", (3, 0x7FFF0000, 10, 0, 0, 0), ALLOW),
    ("sendto", (3, 0x7FFF0000, 10, 0, 0x7FFF0000, 16), "EPERM"),
    ("sendto", (3, 0x7FFF0000, 10, 0, 0x7FFF00000000, 16), "EPERM"),
    ("prlimit64", (0, 7, 0, 0x7FFF00001000), ALLOW),
    ("prlimit64", (0, 7, 0x7FFF00001000, 0), "EPERM"),
    ("prlimit64", (0, 7, 0x7FFF00000000, 0), "EPERM"),
    ("kill", (PID, 9), ALLOW),
    ("kill", (1, 9), "EPERM"),
    ("kill", (0xFFFFFFFFFFFFFFFF, 9), "EPERM"),
    ("tgkill", (PID, PID, 6), ALLOW),
    ("tgkill", (PID + 1, PID + 1, 6), "EPERM"),
    ("fcntl", (3, 4), ALLOW),
    ("fcntl", (3, 1030), ALLOW),
    ("fcntl", (3, 8), "EPERM"),
    ("fcntl", (3, 1033), "EPERM"),
    ("ioctl", (3, 0x5401), ALLOW),
    ("ioctl", (3, 0x5412), "EPERM"),
    ("prctl", (15,), ALLOW),
    ("prctl", (1,), "EPERM"),
    ("prctl", (38,), "EPERM"),
    ("seccomp", (1,), "EPERM"),
    ("unlinkat", (), "EPERM"),
    ("mkdirat", (), "EPERM"),
]


@pytest.mark.parametrize(("name", "arguments", "verdict"), CASES)
def test_a_call_is_judged(
    processor: str, name: str, arguments: tuple[int, ...], verdict: str
) -> None:
    assert Judge(processor, writes=False)(name, *arguments) == verdict


@pytest.mark.parametrize("name", ["openat", "unlinkat", "mkdirat", "renameat2"])
def test_one_who_writes_may_change_files(processor: str, name: str) -> None:
    assert Judge(processor, writes=True)(name, 0, 0, 0o1102) == ALLOW


def test_only_what_is_listed_is_ever_allowed(processor: str) -> None:
    for writes in (False, True):
        judged = Judge(processor, writes=writes)
        listed = {numbers[judged.column] for numbers in NUMBERS.values()}
        for number in range(1200):
            verdict = judge(judged.code, judged.architecture, number)
            assert verdict in {ALLOW, "EPERM", "ENOSYS"}
            assert verdict != ALLOW or number in listed


# execve, fork, socket, ptrace … by number, as the kernel's tables have them
DENIED = {
    "x86_64": (2, 41, 42, 46, 49, 53, 56, 57, 58, 59, 90, 92, 101, 165, 250, 310, 321, 322, 425),
    "aarch64": (53, 54, 97, 117, 142, 198, 199, 200, 203, 211, 219, 221, 270, 280, 281, 425),
}


def test_what_hostile_code_wants_is_refused(processor: str) -> None:
    judged = Judge(processor, writes=True)
    for number in DENIED[processor]:
        assert judge(judged.code, judged.architecture, number) == "EPERM", number


@pytest.mark.parametrize("foreign", [I386, ARM, 0])
def test_another_processors_numbers_kill(processor: str, foreign: int) -> None:
    code = program(processor, PID, writes=False)
    assert judge(code, foreign, 0) == KILL
    other = next(number for name, number in ARCHITECTURES.items() if name != processor)
    assert judge(code, other, 0) == KILL


def test_x32_numbers_do_not_exist() -> None:
    judged = Judge("x86_64", writes=True)
    for number in (0, 39, 59, 520, 545):
        assert judge(judged.code, judged.architecture, 0x40000000 + number) == "ENOSYS"


def test_the_filter_is_short_enough_and_every_jump_lands(processor: str) -> None:
    code = program(processor, PID, writes=True)
    assert len(code) < 4096
    for place, (operation, if_true, if_false, operand) in enumerate(code):
        if operation in {0x15, 0x25}:
            assert place + 1 + max(if_true, if_false) < len(code)
            assert max(if_true, if_false) < 256
        if operation == 0x05:
            assert place + 1 + operand < len(code)


def test_an_unknown_processor_has_no_filter() -> None:
    with pytest.raises(KeyError):
        program("vax", PID, writes=False)
