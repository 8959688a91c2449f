# SPDX-License-Identifier: AGPL-3.0-or-later
"""Has a project that was opened looked through to its end, in slices between the user's acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sidelight.desktop.bridge import Bridge
from sidelight.language import _, ngettext

if TYPE_CHECKING:
    from sidelight.session.session import Session
    from sidelight.store.looking import Damage

_FIRST_MS = 1500
_PAUSE_MS = 10
"""After opening, and between slices, so that others get their turn."""


class BackgroundCheck(QObject):
    """Looks through the project at work; ``tell`` gets words for damage, once."""

    def __init__(self, bridge: Bridge, tell: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._tell = tell
        self._session: Session | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Whether there is more to look at."""
        return self._session is not None

    def start(self, session: Session) -> None:
        """Look through another project."""
        self._session = session
        self._timer.start(_FIRST_MS)

    def stop(self) -> None:
        """Look no further."""
        self._session = None
        self._timer.stop()

    def _go_on(self) -> None:
        meant = self._session

        def look(session: Session) -> tuple[bool, Damage | None]:
            more = session is meant and session.file.look_further()
            return more, None if more else session.file.damage

        def looked(found: tuple[bool, Damage | None]) -> None:
            more, damage = found
            if meant is None or meant is not self._session:
                return
            if more:
                self._timer.start(_PAUSE_MS)
                return
            self.stop()
            if damage is not None:
                self._tell(words(damage))

        self._bridge.ask(look, then=looked, failed=lambda _error: self.stop())


def words(damage: Damage) -> str:
    """Return what is damaged and what is not, for the user."""
    said = []
    if damage.documents:
        count = len(damage.documents)
        titles = ", ".join(f"“{title}”" for title in damage.documents)
        many = ngettext(
            "The bytes of {count} document in this file are damaged: {titles}.",
            "The bytes of {count} documents in this file are damaged: {titles}.",
            count,
        )
        said.append(many.format(count=count, titles=titles))
    if damage.tables:
        said.append(_("The structure of this file is damaged."))
        said.append(_("Save the project elsewhere: that writes all of it anew."))
    said.append(_("Claims, verdicts, evidence and notes are sound."))
    return " ".join(said)
