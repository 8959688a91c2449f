# SPDX-License-Identifier: AGPL-3.0-or-later
"""The question before a project is closed whose last changes are not saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from sidelight.desktop.labels import label
from sidelight.language import _, ngettext, sentence

if TYPE_CHECKING:
    from sidelight.store.unsaved import Waiting


class UnsavedQuestion(QDialog):
    """Says what is not saved and why; closes all the same, tries again or saves elsewhere."""

    def __init__(
        self,
        parent: QWidget,
        waiting: Waiting,
        leave: Callable[[], None],
        again: Callable[[], None],
        elsewhere: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        count = waiting.count
        title = ngettext(
            "{count} change is not saved", "{count} changes are not saved", count
        ).format(count=count)
        self.setWindowTitle(f"{title} — Sidelight")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(10)
        after = _("If you close now, what is not saved is lost.")
        if waiting.kept:
            after = _(
                "If you close now, Sidelight keeps what is not saved and offers it at the next "
                "opening."
            )
        self.said = f"{sentence(waiting.error)} {after}"
        column.addWidget(label(title, factor=1.2, bold=True))
        said = label(self.said, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column.addWidget(said, 1)
        column.addWidget(self._buttons(waiting, (leave, again, elsewhere)))
        width = column.sizeHint().width()
        self.resize(width, column.heightForWidth(width))

    def _buttons(self, waiting: Waiting, ways: tuple[Callable[[], None], ...]) -> QDialogButtonBox:
        role = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        words = _("Close") if waiting.kept else _("Close and lose it")
        self.leave = buttons.addButton(words, role.DestructiveRole)
        self.again = buttons.addButton(_("Try again"), role.ActionRole)
        self.elsewhere = buttons.addButton(_("Save elsewhere…"), role.ActionRole)
        self.elsewhere.setDefault(True)
        buttons.addButton(_("Cancel"), role.RejectRole).clicked.connect(self.reject)
        for button, way in zip((self.leave, self.again, self.elsewhere), ways, strict=True):
            button.clicked.connect(self._then(way))
        return buttons

    def _then(self, way: Callable[[], None]) -> Callable[[], None]:
        def act() -> None:
            self.accept()
            way()

        return act
