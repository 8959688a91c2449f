# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window remembers until the next start, its geometry too.

Geometry is Qt's own and stands in an INI file beside the settings.  Damaged or missing, it is as at
the first start.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from sidelight.desktop.remembered_values import RememberedValues
from sidelight.session.settings import settings_path

_FIRST = QSize(1440, 900)
_FRAME = QSize(16, 48)
"""What a window manager puts around a window, at the most."""


def first_size(room: QSize) -> QSize:
    """Return the size of a window never seen before, on a screen with this much room; pixels."""
    return _FIRST.boundedTo(room - _FRAME)


class Remembered(RememberedValues):
    """All that is remembered."""

    def __init__(self) -> None:
        super().__init__()
        self._ini = str(settings_path().with_name("window.ini"))

    def keep_geometry(self, window: QMainWindow) -> None:
        """Keep the window's place."""
        settings = QSettings(self._ini, QSettings.Format.IniFormat)
        settings.setValue("window", window.saveGeometry())
        settings.sync()

    def restore_geometry(self, window: QMainWindow) -> bool:
        """Put the window where it was; tell whether anything was kept."""
        kept = QSettings(self._ini, QSettings.Format.IniFormat).value("window")
        return isinstance(kept, QByteArray) and window.restoreGeometry(kept)

    def keep_splitters(self, splitters: dict[str, QSplitter]) -> None:
        """Keep how the window is divided."""
        settings = QSettings(self._ini, QSettings.Format.IniFormat)
        for name, splitter in splitters.items():
            settings.setValue(f"split/{name}", splitter.saveState())
        settings.sync()

    def restore_splitters(self, splitters: dict[str, QSplitter]) -> None:
        """Divide the window as it was."""
        settings = QSettings(self._ini, QSettings.Format.IniFormat)
        for name, splitter in splitters.items():
            state = settings.value(f"split/{name}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)
