# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a file is to be written: its path, typed or chosen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from sidelight.language import _


class PlaceLine(QWidget):
    """``field`` holds the path.  ``kind`` gives the name and the ending of files of the kind that
    is written now; ``title`` is that of the dialog in which a file is chosen.
    """

    def __init__(
        self, title: str, suggestion: Path, kind: Callable[[], tuple[str, str]], hint: str
    ) -> None:
        super().__init__()
        self._title, self._suggestion, self._kind = title, suggestion, kind
        self._agreed = Path()
        self.field = QLineEdit(str(suggestion))
        self.field.setAccessibleName(_("Where to"))
        self.browse = QPushButton(_("Choose…"))
        self.browse.setAccessibleName(hint)
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._ask)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.field, 1)
        line.addWidget(self.browse)

    @property
    def path(self) -> Path:
        """What is typed, from the home folder where it says so."""
        path = Path(self.field.text().strip())
        with suppress(RuntimeError):  # nobody is called so
            path = path.expanduser()
        return path

    @property
    def agreed(self) -> bool:
        """Whether the user agreed to replace a file there."""
        return self.path == self._agreed

    def trouble(self) -> str:
        """Return a sentence where no file can be written, or one is there that nobody agreed to
        replace; to ask a second time is to agree.
        """
        path = self.path
        with suppress(OSError, ValueError):  # said when it is written
            if path.is_dir():
                return _("{path} is a folder. Add a name for the file.").format(path=path)
            if not path.parent.is_dir():
                return _("There is no folder {path}.").format(path=path.parent)
            if path.exists() and not self.agreed:
                self._agreed = path
                return _("{name} is there already. Replace it?").format(name=path.name)
        return ""

    def end_in(self, suffix: str, known: tuple[str, ...]) -> None:
        """Give the file another ending where it has a ``known`` one."""
        path = Path(self.field.text().strip())
        if path.suffix in known:
            self.field.setText(str(path.with_suffix(suffix)))

    def _ask(self) -> None:
        path = Path(self.field.text().strip() or str(self._suggestion))
        name, suffix = self._kind()
        dialog = QFileDialog(self, f"{self._title} — Sidelight", str(path.parent))
        dialog.setNameFilters([f"{name} (*{suffix})"])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        dialog.selectFile(path.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, name: str) -> None:
        # the file dialog asked whether a file that is there may be replaced
        self._agreed = Path(name)
        self.field.setText(name)
