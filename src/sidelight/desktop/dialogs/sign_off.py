# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing an article off: what is still open is listed first, then who signed, then my word."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from sidelight.desktop.exchange.roomy_dialog import RoomyDialog
from sidelight.desktop.labels import label, rule
from sidelight.language import _
from sidelight.session.signing import LeftOpen, Signing

_CLAIM = Qt.ItemDataRole.UserRole


class SignOffDialog(RoomyDialog):
    """Stands beside the window; ``claim_wanted`` carries the first claim of what was chosen.

    ``given`` carries the article's id and a note, ``taken_back`` the article's id.
    """

    claim_wanted = Signal(str)
    given = Signal(str, str)
    taken_back = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Sign off the article"), 74, beside=True)
        self._article = ""
        self.article = label("", "quiet", wrap=True)
        self.left_title = label(_("Still open"), bold=True)
        self.left = OpenList()
        self.left.claim_wanted.connect(self.claim_wanted)
        self.nothing = label(_("Nothing is open in it."), wrap=True)
        self.signed = label("", wrap=True)
        self.back = QPushButton(_("Take my sign-off back"))
        self.back.setProperty("part", "link")
        self.back.setAutoDefault(False)
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Note beside your sign-off, such as what it is good for"))
        self.note.setAccessibleName(_("Note beside your sign-off"))
        for widget in (self.article, self.left_title, self.left, self.nothing):
            self.column.addWidget(widget)
        self._rule = rule()
        self.column.addWidget(self._rule)
        self.column.addWidget(self.signed)
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.note)
        self.column.addStretch()
        self.sign = self.add_button(
            _("Sign off"), QDialogButtonBox.ButtonRole.ActionRole, default=True
        )
        self.close_: QPushButton = self.add_button(
            _("Close"), QDialogButtonBox.ButtonRole.RejectRole
        )
        self.sign.clicked.connect(lambda: self.given.emit(self._article, self.note.text().strip()))
        self.back.clicked.connect(lambda: self.taken_back.emit(self._article))

    def show_signing(self, found: Signing, *, writable: bool) -> None:
        """Show an article as it stands; what is being typed stays."""
        self._article = found.article
        self.article.setText(found.title)
        self.left.show_left(found.left)
        self.left_title.setVisible(bool(found.left))
        self.left.setVisible(bool(found.left))
        self.nothing.setVisible(not found.left)
        self.signed.setText("\n".join(found.signed))
        self.signed.setVisible(bool(found.signed))
        self.note.setEnabled(writable)
        self.sign.setEnabled(writable)
        self.sign.setText(_("Sign off although it is open") if found.left else _("Sign off"))
        self.back.setVisible(found.mine)
        self.back.setEnabled(writable)
        if self.isVisible():
            self.fit()


class OpenList(QListWidget):
    """What is left to do, a row each; choosing one goes to its first claim."""

    claim_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Still open"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView::item { padding: 4px 8px; }")
        self.itemClicked.connect(self._announce)

    def show_left(self, left: tuple[LeftOpen, ...]) -> None:
        """Show what is left; nothing is announced."""
        at = self.currentRow()
        self.clear()
        for one in left:
            item = QListWidgetItem(one.words)
            item.setData(_CLAIM, one.claims[0] if one.claims else "")
            self.addItem(item)
        self.setCurrentRow(min(at, self.count() - 1))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for all rows."""
        rows = sum(self.sizeHintForRow(at) for at in range(self.count()))
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the dialog scrolls, not the list."""
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the claim with Enter; the dialog stays."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            self._announce(self.currentItem())
            return
        super().keyPressEvent(event)

    def _announce(self, item: QListWidgetItem) -> None:
        claim = str(item.data(_CLAIM))
        if claim:
            self.claim_wanted.emit(claim)
