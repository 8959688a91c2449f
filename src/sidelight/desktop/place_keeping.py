# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps the place in a project while one works, not only on leaving: whatever ends the program, the
next start shows the same pages, and shows them first of all.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.resuming import keep
from sidelight.desktop.verbs.parts import Parts

_REST_MS = 1500
"""How long nothing moves before the place is kept."""


class PlaceKeeper(QObject):
    """Keeps the place once nothing has moved for a while."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(lambda: keep(parts, wait=False))
        parts.workspace.chosen.connect(self._soon.start)
        for pane in parts.panes:
            pane.made.connect(self._watch)
            pane.arranged.connect(self._soon.start)

    def stop(self) -> None:
        """Keep no more: the place was kept on leaving."""
        self._soon.stop()

    def _watch(self, page: DocumentPage) -> None:
        page.view.view_changed.connect(self._soon.start)
        page.when_ready(self._soon.start)
