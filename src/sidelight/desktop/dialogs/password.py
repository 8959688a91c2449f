# SPDX-License-Identifier: AGPL-3.0-or-later
"""The question for the password of a document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from sidelight.desktop.dialogs.short_questions import LineQuestion
from sidelight.language import _


class PasswordQuestion(LineQuestion):
    """Asks for a password, of which nothing is shown; one that was ``wrong`` is asked for again."""

    def __init__(
        self, parent: QWidget, name: str, then: Callable[[str], object], *, wrong: bool = False
    ) -> None:
        asked = _("{name} is protected by a password.")
        again = _("That is not the password of {name}. Try again.")
        kept = _("Sidelight forgets the password when the project is closed.")
        words = (again if wrong else asked).format(name=name)
        self.said = f"{words} {kept}"
        super().__init__(parent, _("Password"), self.said, "", then)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.ok.setText(_("Open"))

    def given(self) -> str:
        """Return the password as it was typed, blanks and all."""
        return self.line.text()
