# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands beside a document on wish: its outline, and its pages in small."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sidelight.desktop.documents.outline_tree import OutlineTree
from sidelight.desktop.documents.thumbnails import Thumbnails
from sidelight.desktop.labels import label
from sidelight.desktop.view.document_view import DocumentView
from sidelight.language import _
from sidelight.text.layer import Heading
from sidelight.text.page_lines import Place

OUTLINE, PAGES = "outline", "pages"
_PRINTED = "application/pdf"
_KINDS = (OUTLINE, PAGES)
_FOLLOWING_MS = 60
_WITHIN = 8.0
"""Pixels below where jumps land that are still in the line they led to."""


class SidePanel(QWidget):
    """The outline and the pages of the document that ``view`` shows."""

    def __init__(self, view: DocumentView) -> None:
        super().__init__()
        self._view = view
        self.setProperty("part", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(150)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setStyleSheet("QTabBar::tab { min-width: 3em; padding: 6px 8px; }")
        self.tabs.setAccessibleName(_("Outline and pages"))
        self.tabs.addTab(_("Outline"))
        self.tabs.addTab(_("Pages"))
        self.outline = OutlineTree(view.text.layer.outline)
        self.outline.wanted.connect(self.go_to_heading)
        self.thumbnails = Thumbnails(view)
        self.thumbnails.wanted.connect(view.jump_to)
        empty = label(_("This document states no outline."), "quiet", wrap=True)
        empty.setContentsMargins(12, 12, 12, 12)
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.outline if self.outline.headings else empty)
        self._stack.addWidget(self.thumbnails)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.tabs.currentChanged.connect(self.follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self._following = QTimer(self, singleShot=True, interval=_FOLLOWING_MS)
        self._following.timeout.connect(self.follow)
        view.view_changed.connect(self._following.start)

    @property
    def kind(self) -> str:
        """What is in front: "outline" or "pages"."""
        return _KINDS[self.tabs.currentIndex()]

    def bring_forward(self, kind: str) -> None:
        """Show the outline or the pages."""
        if kind in _KINDS:
            self.tabs.setCurrentIndex(_KINDS.index(kind))
        self.follow()

    def take_focus(self) -> None:
        """Give the keyboard to what is in front."""
        inner = (self.outline if self.outline.headings else self.tabs, self.thumbnails)
        inner[self.tabs.currentIndex()].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def follow(self) -> None:
        """Light up the place in view."""
        view = self._view
        if not self.isVisible() or not view.pages:
            return
        numbers = {page.number: index for index, page in enumerate(view.pages)}
        page = numbers.get(view.page_now(), 0)
        if self.kind == PAGES:
            self.thumbnails.light(page)
        else:
            self.outline.light(self._offset_in_view())

    def go_to_heading(self, heading: Heading) -> None:
        """Bring a heading near the top of the view."""
        view = self._view
        length = len(view.text.text)
        at, rect = view.text.caret(Place(min(heading.start, max(0, length - 1))))
        printed = view.document is not None and view.document.media_type == _PRINTED
        # what flows may stand on other pages than when its outline was made
        if view.pages[at].number == heading.page or not printed:
            view.jump_to_line(at, rect)
            return
        numbers = {page.number: index for index, page in enumerate(view.pages)}
        view.jump_to(numbers.get(heading.page, at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the document on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _offset_in_view(self) -> int:
        """Return the ink offset that is read now: near the top of the view."""
        view = self._view
        point = QPointF(view.viewport().width() / 2, view.landing + _WITHIN)
        return view.hit_at(point).place.offset
