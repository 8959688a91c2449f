# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where documents stand: beside each other, twice, in windows of their own, and back again."""

from __future__ import annotations

from sidelight.desktop.action_set import Handler
from sidelight.desktop.documents.arrangement import MAIN, Arrangement, Strip, Tab
from sidelight.desktop.documents.pane import Pane
from sidelight.desktop.verbs.parts import Parts
from sidelight.language import _


class Arranging:
    """Moves the tab in use."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "document.beside": self.beside,
            "document.second": self.second_view,
            "document.close_view": self.close_view,
            "document.join": self.join,
            "document.tear_off": self.tear_off,
            "document.tear_side": self.tear_side,
            "document.put_back": self.put_back,
        }

    def beside(self) -> None:
        """Put the tab in use into the other half of its window."""
        pane, tab = self._in_use()
        if tab is not None:
            self._do(pane, pane.arrangement.beside(tab))

    def second_view(self) -> None:
        """Show the document in use a second time."""
        pane, tab = self._in_use()
        if tab is not None:
            self._do(pane, pane.arrangement.second_view(tab.document))

    def close_view(self) -> None:
        """Close the second view in use."""
        pane, tab = self._in_use()
        if tab is not None:
            self._do(pane, pane.arrangement.close(tab))

    def join(self) -> None:
        """Make the two halves of the window in use one."""
        pane = self._parts.focused_pane()
        self._do(pane, pane.arrangement.unsplit(_strip(pane).window))

    def tear_off(self) -> None:
        """Show the tab in use in a window of its own."""
        pane, tab = self._in_use()
        if tab is not None:
            self._do(pane, pane.arrangement.tear_off(tab))
            self._parts.status.say(_("In a window of its own. Back: close that window."))

    def tear_side(self) -> None:
        """Show all sources of the main window in a second one."""
        sources = self._parts.sources
        self._do(sources, sources.arrangement.tear_off_side())
        self._parts.status.say(_("The sources are in a second window. Back: close that window."))

    def put_back(self) -> None:
        """Put back what is in the window in use; from the main window, all there is."""
        host = self._parts.host()
        pane = self._parts.focused_pane()
        if host is not self._parts.window:
            self._do(pane, pane.arrangement.put_back(_strip(pane).window))
            return
        for side in self._parts.panes:
            for number in side.arrangement.windows():
                side.do(side.arrangement.put_back(number))
        pane.take_focus()

    def there(self) -> set[str]:
        """Return what is there of what the actions need."""
        pane, tab = self._in_use()
        now, strip = pane.arrangement, _strip(pane)
        several = now.split(strip.window) or len(strip.tabs) > 1
        found = {
            "several": several,
            "halves": now.split(strip.window),
            "second": tab is not None and tab.second,
            "sources": any(one.tabs for one in self._parts.sources.arrangement.in_window(MAIN)),
            "torn": any(side.windows for side in self._parts.panes),
        }
        return {name for name, is_there in found.items() if is_there}

    def _in_use(self) -> tuple[Pane, Tab | None]:
        page = self._parts.focused_page()
        pane = self._parts.focused_pane()
        if page is not None and page is not pane.page:
            pane = next(side for side in self._parts.panes if side.page is page)
        return pane, _strip(pane).front

    def _do(self, pane: Pane, arrangement: Arrangement) -> None:
        pane.do(arrangement)
        pane.take_focus()


def _strip(pane: Pane) -> Strip:
    return pane.arrangement.strip(pane.arrangement.active)
