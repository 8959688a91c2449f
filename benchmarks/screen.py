# SPDX-License-Identifier: AGPL-3.0-or-later
"""An X server to run windows on, and the pixels of a part of it, read within a millisecond.

Xlib through ctypes (XGetImage, XDestroyImage; X11R6 Xlib manual, chapter 16): no package of its own
is needed for two calls.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_ALL_PLANES = 0xFFFFFFFF
_Z_PIXMAP = 2


class _Image(ctypes.Structure):
    """The first fields of Xlib's XImage."""

    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.POINTER(ctypes.c_char)),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    )


@dataclass
class Screen:
    """A running X server; ``environment`` is that of a program that shall show on it."""

    display: str

    def __post_init__(self) -> None:
        self._x: Any = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        self._x.XGetImage.argtypes = [
            *(ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int),
            *(ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int),
        ]
        self._x.XDestroyImage.argtypes = [ctypes.POINTER(_Image)]
        self._open = self._x.XOpenDisplay(self.display.encode())
        self._root = self._x.XDefaultRootWindow(self._open)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a program on this screen."""
        kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        return {**kept, "DISPLAY": self.display}

    def start(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a program on this screen, silent and in a group of its own."""
        return subprocess.Popen(
            command,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def pixels(self, x: int, y: int, width: int, height: int) -> bytes:
        """Return a part of the screen, rows of 4 bytes a pixel."""
        image = self._x.XGetImage(
            self._open, self._root, x, y, width, height, _ALL_PLANES, _Z_PIXMAP
        )
        size = image.contents.bytes_per_line * image.contents.height
        copied = ctypes.string_at(image.contents.data, size)
        self._x.XDestroyImage(image)
        return copied


@contextmanager
def screen(size: str = "1560x980x24") -> Iterator[Screen]:
    """Run an X server with a window manager; both end with the context."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        display = f":{answer.readline().strip()}"
    shown = Screen(display)
    manager = subprocess.Popen(["openbox"], env=shown.environment, stderr=subprocess.DEVNULL)
    try:
        yield shown
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)
