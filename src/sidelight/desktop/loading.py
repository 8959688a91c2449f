# SPDX-License-Identifier: AGPL-3.0-or-later
"""Loads what the window needs before it is imported, in the order that takes the least time.

PySide puts an import function of its own in place of Python's, which reads the source of every
module imported from then on, to see whether it asks for `snake_case` names (Qt for Python,
"Feature Support").  Sidelight asks nowhere, so Python's own goes on doing it.
"""

from __future__ import annotations

import builtins
import gc
import sys
from importlib import import_module

from sidelight.desktop.late_modules import OF_PYSIDE, late

TURN_S = 0.0005
"""How long another thread may go on while the window waits for the interpreter, a tenth of what is
usual: with threads at work (opening, finding) it halves the wait for an input event."""
_ALL_START = ("json", "sidelight.session.settings", "sidelight.model.verdict_looks")
"""What every window needs besides Qt, with all that these import."""
_QT = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg")


def load() -> None:
    """Import Qt and what comes before it.

    The search for cycles rests from here on, until the window has come to rest: what a start makes
    stays, and looking through it for what does not only costs time.
    """
    gc.disable()
    sys.setswitchinterval(TURN_S)
    for name in _ALL_START:
        import_module(name)
    plain = builtins.__import__
    with late(OF_PYSIDE):
        for name in _QT:
            import_module(name)
    builtins.__import__ = plain
