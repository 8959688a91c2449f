# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others said of a claim, on its card: a verdict with its reason."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sidelight.desktop.icons import picture
from sidelight.desktop.labels import ElidedLabel, label
from sidelight.desktop.theme import Theme
from sidelight.language import _
from sidelight.model.records import Verdict
from sidelight.report import words


class OpinionRow(QWidget):
    """Another reviewer's verdict: mark, who, what, why, and from which ``origin`` it came in."""

    def __init__(self, verdict: Verdict, who: str, theme: Theme, origin: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(3)
        line = QHBoxLayout()
        word = verdict.verdict or "unchecked"
        mark = QLabel()
        side = mark.fontMetrics().ascent() + 2
        mark.setPixmap(
            picture(
                theme.colours.style(word).icon,
                theme.colours.ink(word),
                side,
                mark.devicePixelRatioF(),
            )
        )
        line.addWidget(mark)
        said = theme.verdicts.called(word)
        if verdict.denied_by:
            said = _("{verdict} by {party}").format(verdict=said, party=verdict.denied_by)
        line.addWidget(ElidedLabel(_("{who}: {verdict}").format(who=who, verdict=said)), 1)
        column.addLayout(line)
        if verdict.reason:
            column.addWidget(label(verdict.reason, "quiet", wrap=True))
        if origin:
            column.addWidget(label(origin, "quiet", wrap=True))
        if verdict.verdict and (how := words.given(verdict.seen)):
            column.addWidget(label(how, "quiet", wrap=True))
