# SPDX-License-Identifier: AGPL-3.0-or-later
"""A disk that is really full: a tiny one of memory where one may be mounted, else a limit."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FILLER = ".filler"


class SmallDisk:
    """A folder on a disk that can be filled up; where none can be mounted, no file of this process
    may grow instead.
    """

    def __init__(self, folder: Path, *, mounted: bool) -> None:
        self.folder = folder
        self.mounted = mounted
        self._limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self, left: int = 0) -> None:
        """Leave no room but ``left`` bytes."""
        if not self.mounted:
            largest = max((p.stat().st_size for p in self.folder.iterdir()), default=0)
            limit = largest + left if left else 0
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, self._limits[1]))
            return
        there = os.statvfs(self.folder)
        room = there.f_bavail * there.f_frsize - left
        if room > 0:
            with (self.folder / _FILLER).open("ab") as filler:
                filler.write(b"x" * room)

    def free(self) -> None:
        """Make room again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)
        (self.folder / _FILLER).unlink(missing_ok=True)

    @contextmanager
    def read_only(self) -> Iterator[bool]:
        """Let nothing be written to the disk; tells whether that could be had."""
        self._remount("ro")
        try:
            yield self.mounted
        finally:
            self._remount("rw")

    @contextmanager
    def pulled_out(self) -> Iterator[bool]:
        """Take the disk away, and bring it back; tells whether that could be had."""
        other = self.folder.with_name(f"{self.folder.name} in another place")
        if self.mounted:
            other.mkdir()
            subprocess.run(["mount", "--bind", str(self.folder), str(other)], check=True)
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)
        try:
            yield self.mounted
        finally:
            if self.mounted:
                subprocess.run(["mount", "--bind", str(other), str(self.folder)], check=True)
                subprocess.run(["umount", "--lazy", str(other)], check=True)

    def _remount(self, how: str) -> None:
        if self.mounted:
            command = ["mount", "-o", f"remount,{how}", str(self.folder)]
            subprocess.run(command, check=True)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[SmallDisk]:
    """Give a disk of ``size`` bytes at ``folder``, which is made."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    may = os.geteuid() == 0
    mounted = may and subprocess.run(command, capture_output=True, check=False).returncode == 0
    disk = SmallDisk(folder, mounted=mounted)
    try:
        yield disk
    finally:
        disk.free()
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
