# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a new project needs: a title, a file, and at first use your name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.dialogs.files import project_filters
from sidelight.desktop.dialogs.project_place import SUFFIX, problem, suggested, target
from sidelight.desktop.labels import label
from sidelight.language import _


class NewProjectDialog(QDialog):
    """Asks; `then` gets title, path and name when all is given."""

    def __init__(
        self, parent: QWidget, folder: Path, name: str, then: Callable[[str, Path, str], object]
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._then = then
        self._own_path = False
        self.setWindowTitle(_("New project") + " — Sidelight")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addWidget(label(_("New project"), factor=1.3, bold=True))
        form = QFormLayout()
        form.setVerticalSpacing(10)
        self.title = QLineEdit()
        self.title.setPlaceholderText(_("What is being checked"))
        self.name = QLineEdit(name)
        self.path = QLineEdit()
        self.path.setAccessibleName(_("File"))
        form.addRow(_("&Title"), self.title)
        form.addRow(_("Your &name"), self.name)
        form.addRow("", label(_("Your verdicts carry it. It is asked once."), "quiet", wrap=True))
        form.addRow(_("&File"), self._file_line())
        column.addLayout(form)
        self._problem = label("", "quiet", wrap=True)
        column.addWidget(self._problem)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._make = self.buttons.addButton(
            _("Make the project"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._make.setDefault(True)
        column.addWidget(self.buttons)
        self._connect()
        self._look()

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for field in (self.title, self.name, self.path):
            field.textChanged.connect(self._look)
        self.title.textChanged.connect(self._follow)
        self.path.textEdited.connect(self._take_path)

    @property
    def ready(self) -> bool:
        """Whether all is given that is needed."""
        return self._make.isEnabled()

    def accept(self) -> None:
        """Hand on what was given."""
        super().accept()
        self._then(self.title.text().strip(), self._target(), self.name.text().strip())

    def _file_line(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        browse = QPushButton(_("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        line.addWidget(self.path, 1)
        line.addWidget(browse)
        return box

    def _browse(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("New project") + " — Sidelight",
            str(self._target()),
            ";;".join(project_filters()),
        )
        if name:
            self._own_path = True
            self.path.setText(name if name.endswith(SUFFIX) else name + SUFFIX)

    def _follow(self, title: str) -> None:
        if not self._own_path:
            self.path.setText(str(suggested(self._folder, title)))

    def _take_path(self, _text: str) -> None:
        self._own_path = True

    def _target(self) -> Path:
        return target(self._folder, self.path.text())

    def _look(self) -> None:
        complete = all(field.text().strip() for field in (self.title, self.name, self.path))
        words = problem(self._target()) if complete else ""
        self._problem.setText(words)
        self._make.setEnabled(complete and not words)
