# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window: a frame that shows at once, and the workbench in it, made when it is needed."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent

from sidelight.desktop.frame.first_window import FirstWindow
from sidelight.desktop.theme import Theme

if TYPE_CHECKING:
    from sidelight.desktop.bridge import Bridge
    from sidelight.desktop.frame.first_pictures import FirstPictures
    from sidelight.desktop.verbs.parts import Parts
    from sidelight.desktop.workbench import Workbench
    from sidelight.desktop.workspace import Workspace

_LONGEST_MS = 250
"""How long a window waits for the pages seen last before it does without them."""


class MainWindow(FirstWindow):
    """The one window.  ``by`` is the name to act under, the settings' where it is empty, ``path`` a
    project to begin with, ``first`` what is being brought of it already.

    ``furnished`` tells, once, that all is there.
    """

    furnished = Signal()
    _loaded = Signal()

    def __init__(
        self,
        theme: Theme,
        by: str = "",
        path: Path | None = None,
        first: FirstPictures | None = None,
    ) -> None:
        super().__init__(theme)
        self.coming.by = by
        self._by = by
        self._bench: Workbench | None = None
        self._first: Path | None = None
        self._leaving = False
        self.actions_.late = self.furnish
        self.project_wanted.connect(self.open)
        self.painted.connect(self._furnish_soon)
        self._loaded.connect(self.furnish)
        self.coming.follow(first)
        if path is not None:
            self.open(path)
        else:
            self.show_nothing_open()

    @property
    def bench(self) -> Workbench:
        """What is worked with; made now where it is not there yet."""
        if self._bench is None:
            from sidelight.desktop.workbench import Workbench

            self._bench = Workbench(self, self._by, self._first)
            self.furnished.emit()
        return self._bench

    @property
    def parts(self) -> Parts:
        """What the verbs work with."""
        return self.bench.parts

    @property
    def bridge(self) -> Bridge:
        """The session beside the window."""
        return self.bench.bridge

    @property
    def workspace(self) -> Workspace:
        """What the window is looking at."""
        return self.bench.workspace

    def furnish(self) -> None:
        """Make what is worked with, unless it is there."""
        self.bench  # noqa: B018 - made by asking for it

    def _furnish_soon(self) -> None:
        """Furnish, once the pages seen last are there; while nobody waits for it, load what that
        takes beside the window.  Warm what will draw the pages that are looked at next.
        """
        threading.Thread(target=_warm, name="reader-warmer", daemon=True).start()
        if self._first is not None and self.coming.drawing:
            self.coming.settled.connect(self.furnish)
            QTimer.singleShot(_LONGEST_MS, self, self.furnish)
        elif self._first is not None:
            self.furnish()
        else:
            threading.Thread(target=self._load, name="workbench-loader", daemon=True).start()

    def _load(self) -> None:
        import sidelight.desktop.workbench  # noqa: F401 - loaded for `bench`

        with suppress(RuntimeError):  # the window was closed meanwhile
            self._loaded.emit()

    def open(self, path: Path) -> None:
        """Open a project file; before the first paint, it waits for that."""
        if self._bench is None and not self.isVisible():
            self._first = path
            self.show_coming(path)
        else:
            self.bench.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where everything was, end the work; ask first where something is not saved."""
        if self._bench is not None:
            if not self._leaving and not self._bench.may_close(self.close_anyway):
                event.ignore()
                return
            self._bench.close()
        self.remembered.keep_geometry(self)
        self.hide()
        self.remembered.settle()
        event.accept()

    def close_anyway(self) -> None:
        """Close, whatever is not saved."""
        self._leaving = True
        self.close()


def _warm() -> None:
    from sidelight.reader import ahead

    ahead.begin()
