# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking for passwords: when a document is added, and when its pages are to be shown again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sidelight.desktop.dialogs.password import PasswordQuestion
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.verbs.parts import Parts
from sidelight.errors import SidelightError
from sidelight.language import sentence
from sidelight.model.records import Document

_WRONG = "document.wrong_password"
_ASKED_FOR = frozenset({"document.encrypted", _WRONG})


class PasswordVerbs:
    """Asks for the password of a document; the session keeps it until the project is closed."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def asks(self, error: SidelightError, name: str, again: Callable[[str], object]) -> bool:
        """Ask, where the error is that a password is missing or wrong; ``again`` is given it."""
        if error.id not in _ASKED_FOR:
            return False
        PasswordQuestion(self._parts.window, name, again, wrong=error.id == _WRONG).open()
        return True

    def watch(self, page: DocumentPage) -> None:
        """Ask for the password of a page's document when it wants one."""
        page.locked.wanted.connect(lambda: self._ask(page.window(), page.document))

    def _ask(self, window: QWidget, document: Document, *, wrong: bool = False) -> None:
        PasswordQuestion(
            window,
            document.title,
            lambda password: self._unlock(window, document, password),
            wrong=wrong,
        ).open()

    def _unlock(self, window: QWidget, document: Document, password: str) -> None:
        def failed(error: SidelightError) -> None:
            if error.id == _WRONG:
                self._ask(window, document, wrong=True)
            else:
                self._parts.errors.show_sentence(sentence(error))

        self._parts.bridge.ask(
            lambda session: session.unlock(document, password),
            then=lambda _none: self._parts.loader.pictures.renew(document.id),
            failed=failed,
        )
