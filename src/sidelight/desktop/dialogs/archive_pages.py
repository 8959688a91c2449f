# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a web archive, to choose those that become documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from sidelight.desktop.dialogs.list_dialog import ListDialog
from sidelight.desktop.labels import label, tool_tip
from sidelight.language import _, ngettext, pgettext
from sidelight.reader.archived_pages import ArchivedPage, ArchivedPages
from sidelight.session.archive_words import left_out
from sidelight.text.quotes import readable

_TITLE, _ADDRESS, _DAY = range(3)
_INTO_LIST = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})


class PageList(QTreeWidget):
    """Pages by title, address and day, in the order of the archive; several can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages of the archive"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHeaderLabels(
            [_("Title"), pgettext("archive", "Address"), pgettext("archive", "Kept on")]
        )
        self.setStyleSheet("QTreeView::item { padding: 5px 8px; }")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_DAY, QHeaderView.ResizeMode.ResizeToContents)

    def show_pages(self, pages: Sequence[ArchivedPage]) -> None:
        """List pages, none chosen yet."""
        for page in pages:
            title = readable(page.title) or _("(without a title)")
            # in a narrow column the end of an address tells more than how it begins
            shown = page.address.partition("://")[2]
            item = QTreeWidgetItem(self, [title, shown, page.day])
            item.setData(_TITLE, Qt.ItemDataRole.UserRole, page.number)
            item.setToolTip(_TITLE, tool_tip(title))
            item.setToolTip(_ADDRESS, tool_tip(page.address))

    def narrow(self, words: str) -> int:
        """Show the pages whose title, address or day have all words; return how many do."""
        wanted = words.casefold().split()
        shown = []
        for item in self._items():
            text = " ".join(item.text(column) for column in (_TITLE, _ADDRESS, _DAY)).casefold()
            found = all(word in text for word in wanted)
            item.setHidden(not found)
            if found:
                shown.append(item)
            else:
                item.setSelected(False)
        if shown and not self.selectedItems():
            self.setCurrentItem(shown[0])
        return len(shown)

    def chosen(self) -> list[int]:
        """Return the numbers of the pages that are chosen, from top to bottom."""
        numbers = (
            item.data(_TITLE, Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.isSelected()
        )
        return [number for number in numbers if isinstance(number, int)]

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.topLevelItem(at) for at in range(self.topLevelItemCount()))
        return [item for item in items if item is not None]


class ArchivePagesDialog(ListDialog):
    """Lists the pages of an archive; ``then`` is given the numbers of those that were chosen.

    What is typed narrows the list; Enter adds what is chosen, which may be only ``one``.
    """

    def __init__(
        self,
        parent: QWidget,
        name: str,
        found: ArchivedPages,
        then: Callable[[list[int]], object],
        *,
        one: bool = False,
    ) -> None:
        super().__init__(parent, _("Pages of a web archive"))
        self._then = then
        self._one = one
        self.list = PageList()
        if one:
            self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Title, address or day"))
        self.filter.setAccessibleName(_("Show the pages that have these words"))
        self.filter.setClearButtonEnabled(True)
        self.said = label("", "quiet")
        self.add_button = self.button("", self._add)
        self.cancel = self.button(_("Cancel"), self.reject)
        self._lay_out(name, found)
        self.list.show_pages(found.pages)
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(self._add)
        self.filter.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self._add())
        self.list.itemSelectionChanged.connect(self._enable)
        self._narrow("")
        self.filter.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while words are typed."""
        if (
            watched is self.filter
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _INTO_LIST
        ):
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _narrow(self, words: str) -> None:
        shown = self.list.narrow(words)
        self.said.setText(ngettext("{count} page", "{count} pages", shown).format(count=shown))
        self._enable()

    def _enable(self) -> None:
        count = len(self.list.chosen())
        words = ngettext("Add {count} page", "Add {count} pages", max(1, count))
        self.add_button.setText(words.format(count=max(1, count)))
        self.add_button.setEnabled(count > 0)

    def _add(self) -> None:
        if chosen := self.list.chosen():
            self.accept()
            self._then(chosen)

    def _lay_out(self, name: str, found: ArchivedPages) -> None:
        self.take_room(120, 30)
        column = self.column
        title = _("Which page?") if self._one else _("Which pages?")
        column.addWidget(label(title, factor=1.2, bold=True))
        words = (
            _(
                "{name} holds several pages. The one chosen becomes the new version, with its "
                "pictures, its address and its day."
            )
            if self._one
            else _(
                "{name} holds several pages. Each one chosen becomes a document, with its "
                "pictures, its address and its day. Ctrl or Shift chooses several."
            )
        )
        column.addWidget(label(words.format(name=name), "quiet", wrap=True))
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        for sentence in left_out(found):
            column.addWidget(label(sentence, "quiet", wrap=True))
        line = QHBoxLayout()
        line.addWidget(self.said)
        line.addStretch(1)
        line.addWidget(self.add_button)
        line.addWidget(self.cancel)
        column.addLayout(line)
