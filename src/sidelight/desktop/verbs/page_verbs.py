# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the pages of a document are shown: fitted, turned, one at a time, dark; where links lead."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from sidelight.desktop.action_set import Handler
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.place_words import where
from sidelight.desktop.preferences import change_settings, settings_now
from sidelight.desktop.verbs.parts import Parts
from sidelight.language import _

_TONES = {"view.paper": "paper", "view.dimmed": "dimmed", "view.inverted": "inverted"}


class PageVerbs:
    """Acts on the document in use."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        parts.theme.pages = settings_now().dark_pages
        for pane in parts.panes:
            pane.made.connect(self._watch)
            pane.shown.connect(self.show_state)
        self.show_state()

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        tones = {id_: lambda word=word: self._tone(word) for id_, word in _TONES.items()}
        return {
            "view.page": self._fit_page,
            "view.single": self._single,
            "view.turn": lambda: self._turn(1),
            "view.turn_back": lambda: self._turn(-1),
            "view.side": self._side,
            "go.page": self._go_to_page,
            **tones,
        }

    def show_state(self) -> None:
        """Let the menus say how the document in use is shown."""
        actions, page = self._parts.actions, self._parts.focused_page()
        actions["view.single"].setChecked(page is not None and page.view.single)
        actions["view.side"].setChecked(page is not None and page.has_side_panel)
        for id_, word in _TONES.items():
            actions[id_].setChecked(self._parts.theme.pages == word)

    def _watch(self, page: DocumentPage) -> None:
        page.view.focused.connect(self.show_state)
        page.view.links.hovered.connect(lambda words: self._hovered(page, words))
        page.view.links.outside.connect(self._tell_address)
        page.when_ready(self.show_state)

    def _fit_page(self) -> None:
        page = self._parts.focused_page()
        if page is not None:
            page.view.fit_page()

    def _single(self) -> None:
        page = self._parts.focused_page()
        if page is not None:
            page.view.set_single(not page.view.single)
        self.show_state()

    def _turn(self, quarters: int) -> None:
        page = self._parts.focused_page()
        if page is not None:
            page.view.turn_pages(quarters)

    def _side(self) -> None:
        page = self._parts.focused_page()
        if page is not None:
            page.when_ready(page.toggle_side_panel)
        self.show_state()

    def _go_to_page(self) -> None:
        page = self._parts.focused_page()
        if page is not None and page.ready:
            page.page_field.open()

    def _tone(self, word: str) -> None:
        self._parts.theme.show_pages(word)
        at_work = self._parts.workspace.snapshot is not None
        change_settings(self._parts.bridge, at_work=at_work, dark_pages=word)
        self.show_state()

    def _hovered(self, page: DocumentPage, words: str) -> None:
        self._parts.status.show_place(words or where(page))

    def _tell_address(self, address: str) -> None:
        """Offer an address outside; Sidelight opens none."""
        copy = QPushButton(_("Copy the address"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(address))
        words = _("This link leads outside and is never opened: {address}")
        self._parts.status.say(words.format(address=address), copy)
