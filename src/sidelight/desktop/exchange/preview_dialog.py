# SPDX-License-Identifier: AGPL-3.0-or-later
"""A merge before it is made, beside the window: what comes in, row by row; each leads there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.exchange.preview_list import PreviewList
from sidelight.desktop.labels import label
from sidelight.desktop.theme import Theme
from sidelight.errors import Refused
from sidelight.language import _, sentence
from sidelight.session.merge_preview import Preview, Row

_LETTERS = QSize(96, 40)
"""Size wanted, in letters and lines."""


class PreviewDialog(QDialog):
    """Shows a comparison; it does not block the window, which shows both sides of the row chosen.

    ``row_chosen`` carries a Row, ``merge_wanted`` whether another project's file is meant.
    """

    row_chosen = Signal(object)
    merge_wanted = Signal(bool)

    def __init__(
        self, parent: QWidget, theme: Theme, paths: Sequence[Path], *, writable: bool = True
    ) -> None:
        super().__init__(parent)
        self._writable = writable
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._names = ", ".join(path.name for path in paths)
        self.paths = tuple(paths)
        self._merging = False
        self._preview: Preview | None = None
        self.title = label("", factor=1.2, bold=True, wrap=True)
        self.news = label("", wrap=True)
        self.news.hide()
        self.summary = label("", wrap=True)
        self.counts = label("", "quiet", wrap=True)
        self.warning = label("", wrap=True)
        self.unrelated = QCheckBox(_("They belong together: merge them"))
        self.unrelated.toggled.connect(self._look)
        self.list = PreviewList(theme)
        self.list.chosen.connect(self._show_row)
        self.note = label("", "quiet", wrap=True)
        self._buttons()
        self._lay_out()
        metrics = self.fontMetrics()
        wanted = QSize(
            _LETTERS.width() * metrics.averageCharWidth(),
            _LETTERS.height() * metrics.lineSpacing(),
        )
        room = parent.window().size()
        self.resize(wanted.boundedTo(QSize(int(room.width() * 0.94), int(room.height() * 0.94))))
        # low in the window, so that the documents above stay in sight
        at = parent.window().geometry()
        self.move(at.center().x() - self.width() // 2, at.bottom() - self.height() - 30)

    def show_preview(self, preview: Preview, news: str = "") -> None:
        """Show what was found; ``news`` says why it is shown again."""
        self._preview = preview
        self.news.setText(news)
        self.news.setVisible(bool(news))
        self.summary.setText("\n".join(preview.people))
        self.summary.setVisible(bool(preview.people))
        self.counts.setText(" ".join(preview.summary[len(preview.people) :]))
        self.list.show_preview(preview)
        words = sentence(Refused("merge.unrelated", path=self._names))
        self.warning.setText("" if preview.related else words)
        self._show_details(None)
        self._look()
        (self.list if preview.rows else self.cancel).setFocus()

    def wait(self) -> None:
        """Take no further press until it is shown anew or closed."""
        self.ok.setEnabled(False)

    def merge_next(self) -> None:
        """Offer to merge what is compared."""
        self._merging = True
        self._look()

    @property
    def people(self) -> tuple[str, ...]:
        """What each reviewer brings, in words."""
        return self._preview.people if self._preview else ()

    @property
    def merging(self) -> bool:
        """Whether a merge is offered, not a comparison alone."""
        return self._merging

    def _buttons(self) -> None:
        self._box = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.cancel = self._box.addButton(_("Cancel"), role.RejectRole)
        self.ok = self._box.addButton(_("Merge"), role.ActionRole)
        for button in (self.cancel, self.ok):
            button.setAutoDefault(False)
        self.ok.clicked.connect(self._press)
        self._box.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        self._middle = self._lists()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 14)
        column.setSpacing(8)
        above = (self.title, self.news, self.summary, self.counts, self.warning)
        for widget in (*above, self.note, self._box):
            widget.setContentsMargins(22, 0, 22, 0)
        for widget in above:
            column.addWidget(widget)
        framed = QVBoxLayout()
        framed.setContentsMargins(22, 0, 22, 0)
        framed.addWidget(self.unrelated)
        column.addLayout(framed)
        column.addWidget(self._middle, 1)
        column.addStretch(0)
        column.addWidget(self.note)
        column.addWidget(self._box)

    def _lists(self) -> QSplitter:
        """Return the rows above the words of the one chosen."""
        self._details = QWidget()
        self._details.setProperty("part", "card")
        self._form = QFormLayout(self._details)
        self._form.setContentsMargins(22, 8, 22, 8)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        below = QScrollArea()
        below.setWidgetResizable(True)
        below.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        below.setAccessibleName(_("The row chosen, in full"))
        below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        below.setWidget(self._details)
        above = QWidget()
        beside = QVBoxLayout(above)
        beside.setContentsMargins(18, 0, 0, 0)
        beside.addWidget(self.list)
        lists = QSplitter(Qt.Orientation.Vertical)
        lists.setChildrenCollapsible(False)
        lists.setHandleWidth(1)
        for at, (widget, share) in enumerate(((above, 3), (below, 2))):
            lists.addWidget(widget)
            lists.setStretchFactor(at, share)
        lists.setSizes([300, 200])
        return lists

    def _look(self) -> None:
        words = _("Merge {name}") if self._merging else _("Compare with {name}")
        self.title.setText(words.format(name=self._names))
        self.setWindowTitle(f"{words.format(name=self._names)} — Sidelight")
        found = self._preview
        foreign = found is not None and not found.related
        self.warning.setVisible(foreign)
        self.unrelated.setVisible(foreign and self._merging)
        self.ok.setText(_("Merge") if self._merging else _("Merge…"))
        # another text takes a button's shortcut away
        self.ok.setShortcut(QKeySequence("Ctrl+Return"))
        keys = self.ok.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.ok.setToolTip(keys)
        self.cancel.setText(_("Cancel") if self._merging else _("Close"))
        anything = found is not None and found.changes > 0
        agreed = not self._merging or not foreign or self.unrelated.isChecked()
        self.ok.setEnabled(anything and agreed and self._writable)
        self._middle.setVisible(bool(found and found.rows))
        self.ok.setDefault(self._merging)
        self.note.setText(
            _("Nothing is written before you press “Merge”, and a merge can be taken back.")
            if self._merging
            else _("Nothing is changed by comparing.")
        )

    def _press(self) -> None:
        if self._merging:
            self.wait()
            self.merge_wanted.emit(self.unrelated.isChecked())
        else:
            self.merge_next()

    def _show_row(self, row: Row) -> None:
        self._show_details(row)
        self.row_chosen.emit(row)

    def _show_details(self, row: Row | None) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        if row is None:
            words = _("Choose a row to see it in full here, and in the window where it belongs.")
            self._form.addRow(label(words, "quiet", wrap=True))
            return
        self._form.addRow(label(row.text, wrap=True, bold=True))
        if row.by:
            self._form.addRow(label(row.by, "quiet", wrap=True))
        for name, said in row.details:
            self._form.addRow(label(name, "quiet"), label(said, wrap=True))
