# SPDX-License-Identifier: AGPL-3.0-or-later
"""The verdicts of a project: those it adds, how they look, and who could not tell them apart."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.choice import Choice
from sidelight.desktop.dialogs.verdict_preview import VerdictPreview
from sidelight.desktop.exchange.roomy_dialog import RoomyDialog
from sidelight.desktop.icons import icon
from sidelight.desktop.labels import label, rule, tool_tip
from sidelight.desktop.record_form import RecordForm
from sidelight.desktop.theme import Theme
from sidelight.language import N_, _
from sidelight.model.added_verdict import AddedVerdict
from sidelight.model.verdicts import NONE_ADDED, Verdicts, is_sign
from sidelight.model.vocabulary import LINES, WORDS
from sidelight.session.verdict_words import warnings

_WORD = Qt.ItemDataRole.UserRole
_ROWS = 6
_FIELDS = {
    "name": N_("Name"),
    "key": N_("Key"),
    "colour": N_("Colour"),
    "line": N_("Line"),
    "sign": N_("Sign"),
}


class VerdictsDialog(RoomyDialog):
    """The list on the left, the fields of the one chosen on the right, the preview below.

    ``added`` carries a name, ``given`` word, field, text and visit, ``removed`` a word,
    ``replaced`` a word and the one to give instead.
    """

    added = Signal(str)
    given = Signal(str, str, str, str)
    removed = Signal(str)
    replaced = Signal(str, str)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, _("Verdicts of this project"), 112)
        self._theme = theme
        self._verdicts = NONE_ADDED
        self._writable = False
        self._wanted = ""
        words = _("Verified, disputed and denied are always there, with the keys 1, 2 and 3.")
        self.column.addWidget(label(words, "quiet", wrap=True))
        beside = QHBoxLayout()
        beside.setSpacing(18)
        beside.addLayout(self._list_side(), 2)
        beside.addLayout(self._fields_side(), 3)
        self.column.addLayout(beside)
        self.problem = label("", "alarm", wrap=True)
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.column.addWidget(self._replacing())
        self.column.addWidget(rule())
        self.preview = VerdictPreview(theme)
        self.warnings = label("", wrap=True)
        self.column.addWidget(self.warnings)
        self.column.addWidget(self.preview)
        self.column.addStretch()
        # the arrow keys show what of the preview is out of sight
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_button(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        theme.switched.connect(self._show_list)

    def show_verdicts(self, verdicts: Verdicts, *, writable: bool) -> None:
        """Show the verdicts as they stand; the one chosen stays chosen."""
        self._verdicts, self._writable = verdicts, writable
        self.new_name.setEnabled(writable)
        self.add.setEnabled(writable and bool(self.new_name.text().strip()))
        self._show_list()
        self._show_fields()

    def choose(self, word: str) -> None:
        """Choose a verdict, one that is still to come too."""
        self._wanted = word
        self.new_name.clear()
        self._show_list()

    def show_problem(self, words: str, *, replaceable: bool = False) -> None:
        """Say why something was not done; offer another verdict instead, where that helps."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.instead.setVisible(replaceable)
        self.fit()

    @property
    def chosen(self) -> AddedVerdict | None:
        """The verdict that is worked on."""
        item: QListWidgetItem | None = self.list.currentItem()
        return self._verdicts.get(str(item.data(_WORD))) if item is not None else None

    def done(self, result: int) -> None:
        """Save what is being typed, then close."""
        self.form.flush()
        super().done(result)

    def _list_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Verdicts of this project"))
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView::item { padding: 4px 6px; }")
        self.list.setMinimumHeight(_ROWS * (self.fontMetrics().height() + 10))
        self.list.currentItemChanged.connect(lambda *_items: self._chosen_another())
        side.addWidget(self.list, 1)
        line = QHBoxLayout()
        self.new_name = QLineEdit()
        self.new_name.setPlaceholderText(_("Name of a new verdict"))
        self.new_name.setAccessibleName(_("Name of a new verdict"))
        self.add = QPushButton(_("Add"))
        self.add.setAutoDefault(False)
        self.add.setEnabled(False)
        self.new_name.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.new_name.returnPressed.connect(self.add.click)
        self.add.clicked.connect(lambda: self.added.emit(self.new_name.text().strip()))
        line.addWidget(self.new_name, 1)
        line.addWidget(self.add)
        side.addLayout(line)
        return side

    def _fields_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        lines = {line: WORDS[line] for line in LINES}
        self.form = RecordForm(
            _FIELDS, choices={"key": {}, "line": lines}, firm=("line",), hints={"sign": "◆"}
        )
        self.form.given.connect(self.given)
        for name in ("name", "colour", "sign"):
            field = self.form.fields[name]
            if isinstance(field, QLineEdit):
                field.textChanged.connect(lambda _text: self._show_preview())
        side.addWidget(self.form)
        line = QHBoxLayout()
        self.pick = QPushButton(_("Choose a colour…"))
        self.remove = QPushButton(_("Remove"))
        for button, act in ((self.pick, self._pick), (self.remove, self._remove)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            line.addWidget(button)
        line.addStretch(1)
        side.addLayout(line)
        side.addStretch(1)
        return side

    def _replacing(self) -> QWidget:
        self.instead = QWidget()
        line = QHBoxLayout(self.instead)
        line.setContentsMargins(0, 0, 0, 0)
        self.other = Choice(_("Verdict to give instead"), none=False)
        self.replace = QPushButton(_("Replace"))
        self.replace.setAutoDefault(False)
        self.replace.clicked.connect(self._replace)
        line.addWidget(label(_("Verdict to give instead"), "quiet"))
        line.addWidget(self.other, 1)
        line.addWidget(self.replace)
        self.instead.hide()
        return self.instead

    def _show_list(self) -> None:
        before = self._wanted or (self.chosen.word if self.chosen else "")
        self.list.blockSignals(True)
        self.list.clear()
        colours = replace(self._theme.colours, verdicts=self._verdicts)
        for one in self._verdicts.added:
            sign = icon(self._verdicts.style(one.word).icon, colours.ink(one.word))
            item = QListWidgetItem(sign, f"{one.key}   {one.name}" if one.key else one.name)
            item.setData(_WORD, one.word)
            item.setToolTip(tool_tip(one.name))
            self.list.addItem(item)
            if one.word == before:
                self.list.setCurrentItem(item)
                self._wanted = ""
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._show_fields()

    def _chosen_another(self) -> None:
        self.form.flush()
        self.form.new_visit()
        self.show_problem("")
        self._show_fields()

    def _show_fields(self) -> None:
        chosen = self.chosen
        word = chosen.word if chosen else ""
        keys = self._verdicts.free_keys(word)
        self.form.offer("key", [(key, key) for key in keys])
        self.form.setEnabled(chosen is not None)
        for button in (self.pick, self.remove):
            button.setEnabled(chosen is not None and self._writable)
        texts = {name: str(getattr(chosen, name)) for name in _FIELDS} if chosen else {}
        self.form.show_record(word, texts, writable=self._writable and chosen is not None)
        others = (one for one in (*self._verdicts.words, "unchecked") if one != word)
        self.other.offer([(one, self._verdicts.called(one)) for one in others])
        self._show_preview()

    def _show_preview(self) -> None:
        """Show how all look, the chosen one as it is being typed."""
        chosen = self.chosen
        shown = self._verdicts
        if chosen is not None:
            typed = self._as_typed(chosen)
            shown = Verdicts(tuple(typed if one is chosen else one for one in shown.added))
        word = chosen.word if chosen else ""
        self.preview.show_verdicts(shown, word)
        self.warnings.setText("\n".join(warnings(shown, word)) if chosen else "")
        self.warnings.setVisible(bool(self.warnings.text()))

    def _as_typed(self, chosen: AddedVerdict) -> AddedVerdict:
        def typed(name: str) -> str:
            field = self.form.fields[name]
            return field.text().strip() if isinstance(field, QLineEdit) else ""

        colour = typed("colour").lower()
        whole = colour.startswith("#") and len(colour) == len("#rrggbb")
        return replace(
            chosen,
            name=typed("name") or chosen.name,
            colour=colour if whole else chosen.colour,
            sign=typed("sign") if is_sign(typed("sign")) else chosen.sign,
        )

    def _pick(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        title = _("Colour of “{name}”").format(name=chosen.name)
        colour = QColorDialog.getColor(
            QColor(chosen.colour),
            self,
            title,
            options=QColorDialog.ColorDialogOption.DontUseNativeDialog,
        )
        if colour.isValid():
            self.given.emit(chosen.word, "colour", colour.name(), "")

    def _remove(self) -> None:
        if self.chosen is not None:
            self.show_problem("")
            self.removed.emit(self.chosen.word)

    def _replace(self) -> None:
        if self.chosen is not None:
            self.replaced.emit(self.chosen.word, str(self.other.currentData()))
