# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a call can end in besides a reply or a `RemoteFault`.

::

    SidelightError
    ├── WorkerDied       the process ended, or broke the protocol and was killed
    ├── WorkerTimeout    the call took too long and was killed
    └── Cancelled        the caller stopped it
    Exception
    ├── FramingError     a message that breaks the bounds of `sidelight.worker.framing`
    └── ChannelClosed    the other end is gone; never leaves this package
"""

from __future__ import annotations

from typing import Literal

from sidelight.errors import Cancelled, SidelightError

__all__ = [
    "EXIT_MEMORY",
    "Cancelled",
    "ChannelClosed",
    "FramingError",
    "Reason",
    "WorkerDied",
    "WorkerTimeout",
]

Reason = Literal["memory", "cpu", "killed", "closed"]

# With this code a child says that it had no memory left to say more.
EXIT_MEMORY = 86


class WorkerDied(SidelightError):
    """The process ended before it replied.

    ``reason``: "memory" and "cpu" are its limits; "killed" a signal (a crash, or our own where it
    broke the protocol); "closed" that it left by itself or that the worker was closed.
    ``detail`` is for logs and never holds words of a document.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__("worker.failed", reason=reason)
        self.reason: Reason = reason
        self.detail = detail


class WorkerTimeout(SidelightError):
    """The call took longer than its seconds; the process was killed."""

    def __init__(self) -> None:
        super().__init__("worker.failed", reason="timeout")


class FramingError(ValueError):
    """A message outside the protocol or its bounds."""


class ChannelClosed(Exception):
    """The other end of the channel is gone."""
