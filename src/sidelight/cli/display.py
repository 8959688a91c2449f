# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a window can be shown here."""

from __future__ import annotations

import os
import sys
from _socket import AF_INET, AF_UNIX, SOCK_STREAM, socket
from pathlib import Path


def has_display() -> bool:
    """Tell whether a window can be shown; a display that is named but does not answer is none."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    if os.environ.get("WAYLAND_DISPLAY") and _answers(_wayland_socket()):
        return True
    display = os.environ.get("DISPLAY", "")
    host, _colon, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    if host:
        return _answers((host.removeprefix("tcp/"), 6000 + int(number)))
    return _answers(f"/tmp/.X11-unix/X{number}") or _answers(f"\0/tmp/.X11-unix/X{number}")  # noqa: S108


def _wayland_socket() -> str:
    """Return where the Wayland display is (wl_display_connect in Wayland's own documentation)."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "/")
    return str(Path(folder) / os.environ["WAYLAND_DISPLAY"])


def _answers(address: str | tuple[str, int]) -> bool:
    # the class beneath that of the library's `socket`, which takes longer to import than this check
    probe = socket(AF_UNIX if isinstance(address, str) else AF_INET, SOCK_STREAM)
    try:
        probe.settimeout(2)
        probe.connect(address)
    except (OSError, OverflowError):
        return False
    finally:
        probe.close()
    return True
