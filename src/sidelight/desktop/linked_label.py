# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of a reviewer in which claims and documents that they name are links."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy

from sidelight.model.threads import Piece


class LinkedLabel(QLabel):
    """Shows the pieces of a text; ``wanted`` carries the ids of the claim and of the document that
    a link names, one of them empty.

    Qt is given nothing but escaped words and links that are numbers, so that no text of a stranger
    is taken for HTML.
    """

    wanted = Signal(str, str)

    def __init__(self, pieces: Sequence[Piece] = ()) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setOpenExternalLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        linked = any(piece.claim or piece.document for piece in pieces)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if linked else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._pieces = tuple(pieces)
        self.linkActivated.connect(self._follow)
        self.setText("".join(_markup(at, piece) for at, piece in enumerate(self._pieces)))
        self.setAccessibleName(self.words)

    @property
    def words(self) -> str:
        """The words shown, plain."""
        return "".join(piece.text for piece in self._pieces)

    def follow(self, number: int) -> None:
        """Follow a link, counted from 0."""
        links = [piece for piece in self._pieces if piece.claim or piece.document]
        self.wanted.emit(links[number].claim, links[number].document)

    def _follow(self, address: str) -> None:
        if address.isdecimal() and int(address) < len(self._pieces):
            piece = self._pieces[int(address)]
            self.wanted.emit(piece.claim, piece.document)


def _markup(at: int, piece: Piece) -> str:
    text = html.escape(piece.text).replace("\n", "<br>")
    return f'<a href="{at}">{text}</a>' if piece.claim or piece.document else text
