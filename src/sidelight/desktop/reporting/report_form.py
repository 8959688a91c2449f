# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a report holds, for whom, in which language and file: the choices as fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from sidelight.desktop.dialogs.place_line import PlaceLine
from sidelight.desktop.exchange.choice_box import ChoiceBox
from sidelight.desktop.labels import label, rule
from sidelight.language import _, available
from sidelight.report import words
from sidelight.report.choices import Choices
from sidelight.report.citation_styles import STYLES
from sidelight.report.formats import Format
from sidelight.report.parts import PARTS


@dataclass(frozen=True, slots=True)
class ReportOffer:
    """What can be reported: articles (id, title), the one in front first; claims as choices (words,
    ids or None for all); who is to judge blind (id, label); formats; the path suggested, and the
    style of citations in the settings.
    """

    articles: Sequence[tuple[str, str]]
    claims: Sequence[tuple[str, frozenset[str] | None]]
    blind: Sequence[tuple[str, str]]
    formats: Sequence[Format]
    suggestion: Path
    style: str


@dataclass(frozen=True, slots=True)
class WantedReport:
    """What was chosen: the format, the article (id), what of it, where to, and whether a file there
    may be replaced.
    """

    format: Format
    article: str
    choices: Choices
    path: Path
    overwrite: bool


class ReportForm(QWidget):
    """Fields of what can be chosen; ``changed`` is sent when what is reported would differ."""

    changed = Signal()

    def __init__(self, offer: ReportOffer, kept: object) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._offer = offer
        self._grids: list[QGridLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 4, 18, 8)
        self._column.setSpacing(8)
        self._offer_file()
        self._column.addWidget(rule())
        self._offer_parts()
        self._column.addWidget(rule())
        self._offer_manner()
        self._column.addStretch(1)
        self._align()
        self._restore(kept if isinstance(kept, dict) else {})
        self._follow_format()
        self._connect()

    @property
    def format(self) -> Format:
        """The format chosen."""
        return self._offer.formats[self.formats.currentIndex()]

    def wanted(self) -> WantedReport:
        """Return what is chosen now."""
        ids = self.claims.currentData()
        left_out = {
            name
            for name, box in self.parts.items()
            if name in self.format.parts and not box.isChecked()
        }
        choices = Choices(
            claims=None if ids is None else frozenset(ids),
            without=frozenset(left_out),
            names=self.names.isChecked(),
            blind_for=str(self.blind.currentData()),
            language=str(self.language.currentData()),
            style=str(self.style_.currentData()),
        )
        article = str(self.articles.currentData())
        return WantedReport(self.format, article, choices, self.place.path, self.place.agreed)

    def kept(self) -> Mapping[str, Any]:
        """Return what is to be remembered until the next report, as JSON holds it."""
        return {
            "format": self.format.name,
            "without": sorted(name for name, box in self.parts.items() if not box.isChecked()),
            "names": self.names.isChecked(),
            "language": str(self.language.currentData()),
        }

    def _offer_file(self) -> None:
        grid = self._grid()
        self.formats = ChoiceBox(_("Format"))
        for one in self._offer.formats:
            self.formats.addItem(_(one.title), one.name)
        self.holds = label("", "quiet", wrap=True)
        _row(grid, _("Format"), self.formats)
        grid.addWidget(self.holds, grid.rowCount(), 1)
        self.place = PlaceLine(
            _("Export report"),
            self._offer.suggestion,
            lambda: (_(self.format.title), self.format.suffix),
            _("Choose where to write the report"),
        )
        self._column.addLayout(grid)
        self._column.addWidget(label(_("Where to")))
        self._column.addWidget(self.place)

    def _offer_parts(self) -> None:
        grid = self._grid()
        self.articles = ChoiceBox(_("Article"))
        for id_, title in self._offer.articles:
            self.articles.addItem(title, id_)
        _row(grid, _("Article"), self.articles, shown=len(self._offer.articles) > 1)
        self.claims = ChoiceBox(_("Which claims"))
        for said, ids in self._offer.claims:
            self.claims.addItem(said, None if ids is None else sorted(ids))
        _row(grid, _("Claims"), self.claims)
        self._column.addLayout(grid)
        self._column.addWidget(label(_("Parts"), bold=True))
        self.parts: dict[str, QCheckBox] = {}
        for name in PARTS:
            said = words.part(name)
            box = QCheckBox(said[:1].upper() + said[1:])
            box.setChecked(True)
            self.parts[name] = box
            self._column.addWidget(box)

    def _offer_manner(self) -> None:
        self.names = QCheckBox(_("With the names of reviewers"))
        self.names.setToolTip(_("Without them, letters stand in their place."))
        self.names.setChecked(True)
        self._column.addWidget(self.names)
        grid = self._grid()
        self.blind = ChoiceBox(_("For whom"))
        self.blind.addItem(_("Anyone"), "")
        for id_, name in self._offer.blind:
            self.blind.addItem(_("{name}, who is to judge blind").format(name=name), id_)
        _row(grid, _("For whom"), self.blind, shown=bool(self._offer.blind))
        self.language = ChoiceBox(_("Language of the report"))
        self.language.addItem(_("As in the window"), "")
        for code in available():
            name = QLocale(code).nativeLanguageName()
            self.language.addItem(name[:1].upper() + name[1:], code)
        _row(grid, _("Language"), self.language)
        self.style_ = ChoiceBox(_("Style of citations"))
        for style in STYLES:
            self.style_.addItem(_(style.title), style.name)
        self.style_.setToolTip(_("Also of what is copied with its citation."))
        _row(grid, _("Citations"), self.style_)
        self._column.addLayout(grid)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        self._grids.append(grid)
        return grid

    def _align(self) -> None:
        """Let all fields begin at the same place."""
        names = (
            item.widget()
            for grid in self._grids
            for at in range(grid.rowCount())
            if (item := grid.itemAtPosition(at, 0)) is not None
        )
        widest = max(name.sizeHint().width() for name in names if name is not None)
        for grid in self._grids:
            grid.setColumnMinimumWidth(0, widest)

    def _restore(self, kept: Mapping[str, Any]) -> None:
        _choose(self.formats, kept.get("format"))
        _choose(self.language, kept.get("language"))
        _choose(self.style_, self._offer.style)
        self.names.setChecked(kept.get("names") is not False)
        without = kept.get("without")
        for name, box in self.parts.items():
            box.setChecked(not (isinstance(without, list) and name in without))

    def _connect(self) -> None:
        self.formats.currentIndexChanged.connect(self._follow_format)
        for list_ in (self.formats, self.articles, self.claims, self.blind, self.language):
            list_.currentIndexChanged.connect(self.changed)
        self.style_.currentIndexChanged.connect(self.changed)
        for box in (*self.parts.values(), self.names):
            box.toggled.connect(self.changed)

    def _follow_format(self) -> None:
        said = _(self.format.holds)
        self.holds.setText(said[:1].upper() + said[1:] + ".")
        suffixes = tuple(one.suffix for one in self._offer.formats)
        self.place.end_in(self.format.suffix, suffixes)
        for name, box in self.parts.items():
            box.setVisible(name in self.format.parts)


def _row(grid: QGridLayout, words_: str, field: QWidget, *, shown: bool = True) -> None:
    at = grid.rowCount()
    name = label(words_)
    grid.addWidget(name, at, 0)
    grid.addWidget(field, at, 1)
    if not shown:
        name.hide()
        field.hide()


def _choose(box: ChoiceBox, value: object) -> None:
    """Choose an entry by its value; an unknown one changes nothing."""
    at = box.findData(value) if isinstance(value, str) else -1
    if at >= 0:
        box.setCurrentIndex(at)
