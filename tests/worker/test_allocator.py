# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is freed goes back to the system, measured in a process of its own."""

import subprocess
import sys

import pytest

MEASURED = """
import ctypes
from sidelight.worker.allocator import give_back_free_pages, give_back_large_blocks

def held():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * 4096 >> 20

{before}
large = [ctypes.create_string_buffer(8 << 20) for _ in range(2)]
del large
small = [ctypes.create_string_buffer({size}) for _ in range({count})]
for block in small:
    ctypes.memset(block, 1, len(block))
kept = [ctypes.create_string_buffer(64) for _ in range(100)]
full = held()
del small, block
{after}
print(full - held())
"""


def given_back(before: str, size: int, count: int, after: str) -> int:
    """MiB that go back to the system when ``count`` blocks of ``size`` bytes are freed."""
    code = MEASURED.format(before=before, size=size, count=count, after=after)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")
def test_large_blocks_go_back_once_freed() -> None:
    assert given_back("give_back_large_blocks()", 5 << 20, 8, "") >= 38


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")
def test_free_pages_go_back_when_told_to() -> None:
    assert given_back("", 50_000, 640, "give_back_free_pages()") >= 28
