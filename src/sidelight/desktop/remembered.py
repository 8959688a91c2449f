# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window remembers until the next start, its geometry too.

Geometry is Qt's own and stands in an INI file beside the settings.  Damaged or missing, it is as at
the first start.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from sidelight.desktop.remembered_values import RememberedValues
from sidelight.session.settings import settings_path

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from sidelight.desktop.frame.kept_pictures import Drawn

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
        self._pictures: tuple[Path, frozenset[Drawn]] | None = None
        self._packing: threading.Thread | None = None
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

    def keep_pictures(
        self, project: Path, images: Mapping[Drawn, QImage], *, leaving: bool = False
    ) -> None:
        """Keep the pictures of what is seen of a project, for the next opening, on another thread.

        Those that are kept while one works may be passed over for later ones, those on ``leaving``
        are not.
        """
        seen = (project, frozenset(images))
        busy = self._packing is not None and self._packing.is_alive()
        if not leaving and (busy or seen == self._pictures):
            return
        self.settle()
        self._pictures = seen
        self._packing = threading.Thread(
            target=_pack, args=(project, dict(images)), name="keeping-pictures"
        )
        self._packing.start()

    def settle(self) -> None:
        """Wait until all is kept."""
        packing, self._packing = self._packing, None
        if packing is not None:
            packing.join()


def _pack(project: Path, images: Mapping[Drawn, QImage]) -> None:
    from sidelight.desktop.frame import kept_pictures
    from sidelight.desktop.view.page_images import as_picture

    made = {drawn: partial(as_picture, image) for drawn, image in images.items()}
    with suppress(OSError):  # as with all that is remembered, no reason to bother anyone
        kept_pictures.keep(project, made)
