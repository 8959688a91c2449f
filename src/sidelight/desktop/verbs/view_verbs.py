# SPDX-License-Identifier: AGPL-3.0-or-later
"""How things are shown: zoom, theme, panes, full screen, help."""

from __future__ import annotations

from sidelight.desktop.action_set import Handler
from sidelight.desktop.dialogs.about import AboutDialog, KeysDialog
from sidelight.desktop.documents.torn_window import TornWindow
from sidelight.desktop.frame.top_bar import TopBar
from sidelight.desktop.preferences import change_settings
from sidelight.desktop.verbs.parts import Parts


class ViewVerbs:
    """Acts on the window itself."""

    def __init__(self, parts: Parts, top: TopBar) -> None:
        self._parts = parts
        self._top = top
        actions = parts.actions
        actions["view.card"].setChecked(True)
        actions["view.claims"].setChecked(True)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "view.larger": lambda: self._zoom(1),
            "view.smaller": lambda: self._zoom(-1),
            "view.width": self._fit,
            "view.dark": self.switch,
            "view.full": self._full_screen,
            "help.menu": self._open_menu,
            "help.keys": self._list_keys,
            "help.about": lambda: AboutDialog(self._parts.window).open(),
            "window.quit": self._parts.window.close,
        }

    def switch(self) -> None:
        """Change between light and dark, and remember it."""
        self._parts.theme.switch()
        at_work = self._parts.workspace.snapshot is not None
        theme = self._parts.theme.colours.name
        change_settings(self._parts.bridge, at_work=at_work, theme=theme)

    def _zoom(self, steps: int) -> None:
        page = self._parts.focused_page()
        if page is not None:
            page.view.zoom_by(steps)

    def _fit(self) -> None:
        page = self._parts.focused_page()
        if page is not None:
            page.view.fit_width()

    def _open_menu(self) -> None:
        host = self._parts.host()
        button = host.menu_button if isinstance(host, TornWindow) else self._top.menu_button
        button.showMenu()

    def _list_keys(self) -> None:
        dialog = KeysDialog(self._parts.window)
        dialog.change_wanted.connect(self._parts.actions["help.shortcuts"].trigger)
        dialog.open()

    def _full_screen(self) -> None:
        window = self._parts.host()
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()
