# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows a report before it is written: its pages, its sheets, or its text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHeaderView,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.labels import label
from sidelight.desktop.reporting.sheet_model import SheetModel
from sidelight.desktop.theme import Theme
from sidelight.desktop.view.colours import THEMES
from sidelight.desktop.view.pictures import PictureSource
from sidelight.desktop.view.text_area import TextArea
from sidelight.language import _, ngettext
from sidelight.model.verdicts import Verdicts
from sidelight.session.report_preview import Pages, Preview, ShownSheet, Words

_HUNDRED = 100
_PDF = "application/pdf"


class PreviewPane(QWidget):
    """Shows a `Preview`, or why there is none; ``said`` tells what is seen."""

    def __init__(self, pictures: PictureSource, theme: Theme, verdicts: Verdicts) -> None:
        super().__init__()
        self._pictures, self._verdicts = pictures, verdicts
        self._key = ""
        self.view = TextArea(pictures)
        self.view.set_colours(THEMES[theme.colours.name])
        self.view.set_tone(theme.tone)
        self.view.setAccessibleName(_("Preview of the report"))
        self.sheets = QTabWidget()
        self.sheets.setDocumentMode(True)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(_("Preview of the report"))
        self.why = label("", "quiet", wrap=True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.why.setContentsMargins(40, 40, 40, 40)
        self._stack = QStackedWidget()
        for widget in (self.view, self.sheets, self.text, self.why):
            self._stack.addWidget(widget)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setRange(0, _HUNDRED)
        self.progress.setAccessibleName(_("Progress of the preview"))
        kept = self.progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(kept)
        self.said = label("", "quiet", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.progress)
        column.addWidget(self._stack, 1)
        column.addWidget(self.said)
        self._stack.setCurrentWidget(self.why)
        self._offer_keys()

    def _offer_keys(self) -> None:
        keys = QKeySequence.StandardKey
        for key, act in (
            (keys.Copy, self.view.copy),
            (keys.ZoomIn, lambda: self.view.zoom_by(1)),
            (keys.ZoomOut, lambda: self.view.zoom_by(-1)),
        ):
            shortcut = QShortcut(QKeySequence(key), self.view, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_progress(self, share: float) -> None:
        """Say that a preview is being made, and how much of it is; what is there stays."""
        self.progress.setValue(round(share * _HUNDRED))
        self.progress.show()

    def show_preview(self, preview: Preview, *, as_it_is: bool = True) -> None:
        """Show a preview in the place of the one before; pages that are not ``as_it_is`` only stand
        for a file that looks otherwise.
        """
        self.progress.hide()
        if isinstance(preview, Pages):
            self._show_pages(preview, as_it_is=as_it_is)
        elif isinstance(preview, Words):
            self._show_text(preview)
        else:
            self._show_sheets(preview)

    def show_failure(self, why: str) -> None:
        """Say why there is none."""
        self.progress.hide()
        self.said.setText("")
        self.why.setText(why)
        self._stack.setCurrentWidget(self.why)

    def leave(self) -> None:
        """Give back what the pages were drawn from."""
        if self._key:
            self._pictures.forget(self._key)
            self._key = ""

    def _show_pages(self, preview: Pages, *, as_it_is: bool) -> None:
        place = self.view.position() if self._key else None
        self.leave()
        self._key = preview.key
        pdf = preview.pdf
        self._pictures.open(preview.key, lambda: pdf, _PDF, _("the report"))
        self.view.set_text(preview.key, preview.layer, preview.pages)
        if place is not None:
            # the same page, not the same words: what was left out may be before them
            self.view.restore({**place, "sheets": preview.key})
        self._stack.setCurrentWidget(self.view)
        count = len(preview.pages)
        said = ngettext("{count} page", "{count} pages", count).format(count=count)
        self.said.setText(said if as_it_is else _("As on paper: {pages}").format(pages=said))

    def _show_text(self, preview: Words) -> None:
        if preview.text is None:
            self.show_failure(_("This format has no preview. Its file is written all the same."))
            return
        at = self.text.verticalScrollBar().value()
        self.text.setPlainText(preview.text)
        self.text.verticalScrollBar().setValue(at)
        self._stack.setCurrentWidget(self.text)
        self.said.setText(_("Only the beginning is shown.") if preview.cut else "")

    def _show_sheets(self, preview: tuple[ShownSheet, ...]) -> None:
        at = self.sheets.currentIndex()
        while self.sheets.count():
            gone = self.sheets.widget(0)
            self.sheets.removeTab(0)
            if gone is not None:
                gone.deleteLater()
        for sheet in preview:
            self.sheets.addTab(self._table(sheet), sheet.name or _("Table"))
        self.sheets.tabBar().setVisible(len(preview) > 1)
        self.sheets.setCurrentIndex(min(max(at, 0), len(preview) - 1))
        self._stack.setCurrentWidget(self.sheets)
        cut = any(len(sheet.rows) < sheet.count for sheet in preview)
        self.said.setText(_("Only the first rows are shown.") if cut else "")

    def _table(self, sheet: ShownSheet) -> QTableView:
        table = QTableView()
        model = SheetModel(sheet, self._verdicts)
        model.setParent(table)
        table.setModel(model)
        table.setAccessibleName(sheet.name or _("Table"))
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        letter = self.fontMetrics().averageCharWidth()
        for at, (_title, width) in enumerate(sheet.columns):
            table.setColumnWidth(at, (width + 3) * letter)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        return table
