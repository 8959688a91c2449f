# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks in which languages to recognise which pages, and says how to get a language that is not
there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.labels import label
from sidelight.language import _, ngettext


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be recognised: languages (code, name), those marked, advice for missing ones, the
    page in view (0 where its text is known), and the pages without text.
    """

    languages: Sequence[tuple[str, str]]
    marked: Sequence[str]
    missing: Sequence[str]
    page: int
    unread: Sequence[int]
    every: Sequence[int]


Then = Callable[[tuple[str, ...], tuple[int, ...]], object]


class RecognitionDialog(QDialog):
    """Calls ``then`` with languages and pages; ``choose`` with a file of trained data."""

    def __init__(
        self, parent: QWidget, offer: Offer, then: Then, choose: Callable[[Path], object]
    ) -> None:
        super().__init__(parent)
        self._then, self._choose = then, choose
        self.setWindowTitle(_("Recognise text") + " — Sidelight")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(8)
        column.addWidget(label(_("Recognise text"), factor=1.2, bold=True))
        column.addWidget(
            label(
                _(
                    "The words are read off the pictures, with mistakes. They are marked as "
                    "recognised wherever they are quoted, and can be corrected line by line."
                ),
                "quiet",
                wrap=True,
            )
        )
        self.languages: dict[str, QCheckBox] = {}
        self._offer_languages(column, offer)
        column.addWidget(label(_("Pages"), bold=True))
        self.pages: list[tuple[QRadioButton, tuple[int, ...]]] = []
        self._group = QButtonGroup(self)
        self._offer_pages(column, offer)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.addButton(_("Recognise"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(6)
        column.addWidget(buttons)
        self._look()

    def accept(self) -> None:
        """Hand on what was chosen."""
        languages = tuple(code for code, box in self.languages.items() if box.isChecked())
        pages = next((numbers for button, numbers in self.pages if button.isChecked()), ())
        super().accept()
        self._then(languages, pages)

    def _offer_languages(self, column: QVBoxLayout, offer: Offer) -> None:
        column.addWidget(label(_("Languages on the pages"), bold=True))
        for code, name in offer.languages:
            box = QCheckBox(name)
            box.setChecked(code in offer.marked)
            box.toggled.connect(self._look)
            self.languages[code] = box
            column.addWidget(box)
        for sentence in offer.missing:
            column.addWidget(label(sentence, "quiet", wrap=True))
        file = QPushButton(_("Choose a file of trained data…"))
        file.setProperty("part", "link")
        file.setAutoDefault(False)
        file.clicked.connect(self._ask_for_file)
        column.addWidget(file, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_pages(self, column: QVBoxLayout, offer: Offer) -> None:
        count = len(offer.unread)
        without = ngettext("The {count} page without text", "All {count} pages without text", count)
        choices: list[tuple[str, Sequence[int]]] = []
        if offer.unread:
            choices.append((without.format(count=count), offer.unread))
        if offer.page and (count != 1 or offer.page not in offer.unread):
            choices.append((_("Page {page} only").format(page=offer.page), (offer.page,)))
        if set(offer.every) != set(offer.unread) and len(offer.every) > 1:
            choices.append((_("All pages anew, with text or without"), offer.every))
        for words, numbers in choices:
            button = QRadioButton(words)
            button.setChecked(not self.pages)
            self._group.addButton(button)
            self.pages.append((button, tuple(numbers)))
            column.addWidget(button)

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(
            self, _("Choose trained data"), str(Path.home()), _("Trained data (*.traineddata)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.reject()
        self._choose(Path(path))

    def _look(self) -> None:
        self.ok.setEnabled(any(box.isChecked() for box in self.languages.values()))
