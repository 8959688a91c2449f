# SPDX-License-Identifier: AGPL-3.0-or-later
"""The settings as the window reads and changes them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sidelight.errors import SidelightError
from sidelight.session.settings import Settings

if TYPE_CHECKING:
    from sidelight.desktop.bridge import Bridge
    from sidelight.session.session import Session


def settings_now() -> Settings:
    """Return the settings; where they are damaged the defaults, which are then never written."""
    try:
        return Settings.load()
    except SidelightError:
        return Settings(kept=False)


def change_settings(bridge: Bridge, *, at_work: bool, **values: object) -> None:
    """Change settings, in the session at work too, which would else write its own over them."""
    settings = settings_now()
    _put(settings, values)
    with contextlib.suppress(OSError):
        settings.save()

    def put(session: Session) -> None:
        _put(session.settings, values)

    if at_work:
        bridge.ask(put, then=lambda _none: None)


def _put(settings: Settings, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(settings, name, value)
