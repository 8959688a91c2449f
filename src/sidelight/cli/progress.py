# SPDX-License-Identifier: AGPL-3.0-or-later
"""The progress line: one line of the terminal, gone before anything else is printed."""

from __future__ import annotations

import sys
import time
import unicodedata

from sidelight.text.quotes import shorten

_EVERY = 0.05
_WORDS = 60


class ProgressLine:
    """Shows a fraction and what is being done on standard error, where that is a terminal."""

    def __init__(self) -> None:
        self._drawn = False
        self._told = 0.0

    def show(self, fraction: float, words: str) -> None:
        """Show how much (0 to 1) of what is done."""
        now = time.monotonic()
        if not sys.stderr.isatty() or (self._drawn and now - self._told < _EVERY and fraction < 1):
            return
        self._told, self._drawn = now, True
        plain = "".join(c if unicodedata.category(c)[0] != "C" else "\ufffd" for c in words)
        line = f"{round(100 * min(max(fraction, 0), 1)):3d} %  {shorten(plain, _WORDS)}"
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._drawn = False
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


LINE = ProgressLine()
"""The line of this process's one terminal."""
