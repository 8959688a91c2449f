# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding: in the document in use, everywhere, and any action by name."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from sidelight.desktop.action_set import Handler
from sidelight.desktop.finding.palette import Palette
from sidelight.desktop.finding.search_results import SearchResults
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.parts import Parts

_MOST_WORDS = 200
"""Code points; more are no words to find but a passage."""


class FindingVerbs:
    """Opens what finds, and answers the search box."""

    def __init__(self, parts: Parts, going: Going, box: QLineEdit) -> None:
        self._parts = parts
        self._box = box
        self.results = SearchResults(parts.window, box, parts.workspace, parts.theme, going.to_hit)
        self.results.words_wanted.connect(self._search)
        self.palette = Palette(
            parts.window,
            parts.workspace,
            parts.actions,
            parts.theme,
            (going.to_document, going.to_claim, lambda id_: going.to_note(id_)),  # noqa: PLW0108 - it is set later
        )

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "edit.find": self.find,
            "edit.find_next": lambda: self._step(1),
            "edit.find_previous": lambda: self._step(-1),
            "edit.search": self.search_box,
            "edit.palette": lambda: self.palette.open_up(self._parts.host()),
            "view.filter": self._filter,
            "view.columns": self._arrange,
        }

    def find(self) -> None:
        """Open the find bar of the document in use, with the words selected if they are few."""
        page = self._parts.focused_page()
        if page is not None:
            words = page.view.selected_text()
            page.find_bar.open(words if len(words) <= _MOST_WORDS else "")

    def search_box(self) -> None:
        """Go to the search box, what is selected already in it."""
        self._parts.come_home()
        self._box.setFocus()
        self._box.selectAll()

    def _step(self, by: int) -> None:
        page = self._parts.focused_page()
        if page is not None and page.find_bar.isVisible():
            page.find_bar.step(by)
        else:
            self.find()

    def _filter(self) -> None:
        self._parts.come_home()
        self._parts.claims.header.words.setFocus()
        self._parts.claims.header.words.selectAll()

    def _arrange(self) -> None:
        self._parts.actions["view.claims"].setChecked(True)
        self._parts.claims.arrange(self._parts.host())

    def _search(self, words: str) -> None:
        self._parts.bridge.ask(
            lambda session: session.search(words),
            then=lambda hits: self.results.show_hits(words, hits),
        )
