# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be said of a file that is to come in, as fields: which documents it means, who its
authors are, what becomes of its marks, and which column of a table holds what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from sidelight.desktop.exchange.choice_box import ChoiceBox
from sidelight.desktop.labels import ElidedLabel, label, rule
from sidelight.exchange.incoming import OUTCOMES, Column
from sidelight.language import _, ngettext
from sidelight.model.verdicts import Verdicts
from sidelight.session.import_choices import (
    ADD_ARTICLE,
    ADD_SOURCE,
    LEAVE_OUT,
    ME,
    ImportChoices,
)
from sidelight.session.import_places import Meant
from sidelight.session.import_plan import ImportPlan, PlannedAuthor, PlannedGroup
from sidelight.session.import_words import column_words, outcome_words
from sidelight.text.quotes import shorten

_SWATCH = 14
_LONGEST = 60
_CELLS = 90
_MANY = 5
"""Documents after which the other choices come first."""


@dataclass(frozen=True, slots=True)
class ImportOffer:
    """What the project has to choose from: its documents (id, title), its verdicts, who I am."""

    documents: Sequence[tuple[str, str]]
    verdicts: Verdicts
    me: str


class ImportForm(QWidget):
    """Fields of what can be chosen; ``changed`` is sent when other things would come in, and
    ``columns_changed`` where the file is to be read anew.
    """

    changed = Signal()
    columns_changed = Signal()

    def __init__(self, offer: ImportOffer, plan: ImportPlan) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._offer = offer
        self._plan = plan
        self.documents: dict[str, ChoiceBox] = {}
        self.authors: dict[str, ChoiceBox] = {}
        self.groups: dict[str, ChoiceBox] = {}
        self.columns: dict[str, ChoiceBox] = {}
        self.overwrite = QCheckBox(_("Replace what is known of the sources already"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 12, 18, 8)
        self._column.setSpacing(8)
        self._offer_columns(plan.incoming.columns)
        meant = plan.documents
        many = len(meant) > _MANY
        if not many:
            self._offer_documents(meant)
        self._offer_groups([one for one in plan.groups if one.count])
        self._offer_authors([one for one in plan.authors if one.count])
        if many:
            self._offer_documents(meant)
        if plan.incoming.sources:
            self._head(_("Records of sources"))
            self._column.addWidget(self.overwrite)
            self.overwrite.toggled.connect(self.changed)
        self._column.addStretch(1)

    def choices(self) -> ImportChoices:
        """Return what is chosen."""
        authors = {key: str(box.currentData()) for key, box in self.authors.items()}
        return ImportChoices(
            documents={
                key: str(box.currentData())
                for key, box in self.documents.items()
                if box.currentData()
            },
            authors={key: value for key, value in authors.items() if value},
            groups={key: str(box.currentData()) for key, box in self.groups.items()},
            overwrite=self.overwrite.isChecked(),
        )

    def column_choices(self) -> dict[str, str]:
        """Return which column holds what, by field."""
        return {
            str(box.currentData()): head for head, box in self.columns.items() if box.currentData()
        }

    def first(self) -> QWidget:
        """Return the first field."""
        boxes = (*self.columns.values(), *self.documents.values(), *self.groups.values())
        return next(iter((*boxes, *self.authors.values())), self)

    def _head(self, words: str) -> None:
        if self._column.count():
            self._column.addWidget(rule())
        self._column.addWidget(label(words, bold=True, wrap=True))

    def _grid(self, rows: Iterable[tuple[Named, QWidget]]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for at, (words, field) in enumerate(rows):
            words.label.setBuddy(field)
            grid.addWidget(words, at, 0)
            grid.addWidget(field, at, 1)
        self._column.addLayout(grid)

    def _box(self, name: str, options: Mapping[str, str], chosen: str) -> ChoiceBox:
        box = ChoiceBox(name)
        for value, words in options.items():
            box.addItem(shorten(words, _LONGEST), value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.currentIndexChanged.connect(self.changed)
        return box

    def _offer_documents(self, meant: Sequence[Meant]) -> None:
        if not meant:
            return
        self._head(_("Documents in the file"))
        rows = []
        for one in meant:
            given = one.document
            name = given.title or given.name or given.url or _("The document of the marks")
            options = {} if one.chosen else {"": _("Not in the project: choose …")}
            if given.data is not None:
                options |= {ADD_SOURCE: _("Add as a source"), ADD_ARTICLE: _("Add as an article")}
            options |= dict(self._offer.documents)
            options[LEAVE_OUT] = _("Leave its marks out")
            self.documents[given.key] = box = self._box(name, options, one.chosen)
            rows.append((Named(name), box))
        self._grid(rows)

    def _offer_groups(self, groups: Sequence[PlannedGroup]) -> None:
        if not groups:
            return
        self._head(_("What becomes of the marks"))
        verdicts = self._offer.verdicts
        options = {word: outcome_words(verdicts, word) for word in (*OUTCOMES, *verdicts.words)}
        rows = []
        for one in groups:
            title = one.group.title or one.group.key
            box = self._box(title, options, one.outcome)
            self.groups[one.group.key] = box
            rows.append((Named(f"{title} ({one.count})", one.group.colour), box))
        self._grid(rows)
        said = _("In a source, what is to be a claim becomes a note on its words.")
        self._column.addWidget(label(said, "quiet", wrap=True))

    def _offer_authors(self, authors: Sequence[PlannedAuthor]) -> None:
        if not authors:
            return
        self._head(_("Who made them"))
        rows = []
        for one in authors:
            name = one.author.name or one.author.key
            options = {"": _("{name}, as there").format(name=shorten(name, _LONGEST // 2))}
            options[ME] = _("Me ({name})").format(name=self._offer.me)
            options[LEAVE_OUT] = _("Leave out")
            words = ngettext("{name} ({count} mark)", "{name} ({count} marks)", one.count)
            box = self._box(name, options, one.chosen)
            self.authors[one.author.key] = box
            rows.append((Named(words.format(name=name, count=one.count)), box))
        self._grid(rows)

    def _offer_columns(self, columns: Sequence[Column]) -> None:
        if not columns:
            return
        self._head(_("What the columns hold"))
        rows = []
        for one in columns:
            box = ChoiceBox(one.head)
            for value, words in column_words().items():
                box.addItem(words, value)
            box.setCurrentIndex(max(box.findData(one.field), 0))
            box.currentIndexChanged.connect(self.columns_changed)
            self.columns[one.head] = box
            named = Named(one.head, cells=shorten(" · ".join(filter(None, one.cells)), _CELLS))
            rows.append((named, box))
        self._grid(rows)


class Named(QWidget):
    """What a field is for, with the colour that its marks have there, or some cells of a column."""

    def __init__(self, words: str, colour: str = "", cells: str = "") -> None:
        super().__init__()
        self._colour = QColor(colour)
        self.label = label(words, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SWATCH + 8 if colour else 0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.label)
        if cells:
            column.addWidget(ElidedLabel(cells, "quiet"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the colour before the words."""
        super().paintEvent(event)
        if not self._colour.isValid():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.setBrush(self._colour)
        top = (self.height() - _SWATCH) / 2
        painter.drawRoundedRect(QRectF(0.5, top, _SWATCH, _SWATCH), 3, 3)
        painter.end()
