# SPDX-License-Identifier: AGPL-3.0-or-later
"""The choices of a report as fields, by themselves: what is handed on, remembered, and fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from sidelight.desktop.dialogs.place_line import PlaceLine
from sidelight.desktop.exchange.choice_box import ChoiceBox
from sidelight.desktop.reporting.preview_pane import PreviewPane
from sidelight.desktop.reporting.report_dialog import Doing, ReportDialog
from sidelight.desktop.reporting.report_form import ReportForm, ReportOffer, WantedReport
from sidelight.desktop.reporting.sheet_model import SheetModel
from sidelight.desktop.theme import Theme
from sidelight.desktop.view.pictures import PictureSource
from sidelight.model.verdicts import NONE_ADDED
from sidelight.reader.remote import Reader
from sidelight.report.choices import Choices
from sidelight.report.formats import FORMATS
from sidelight.report.parts import PARTS
from sidelight.report.sheet import Word
from sidelight.session.report_preview import ShownSheet, Words
from tests.desktop.exchange.test_fitting import LONG, PEOPLE, cut_off, small

__all__ = ["small"]
pytestmark = pytest.mark.usefixtures("theme")

OFFER = ReportOffer(
    articles=[("a1", "The pact"), ("a2", LONG)],
    claims=[("All 3 claims", None), (LONG, frozenset({"c2", "c1"}))],
    blind=PEOPLE,
    formats=FORMATS,
    suggestion=Path("/somewhere/pact.html"),
    style="mla",
)


@pytest.fixture
def form(qtbot: QtBot) -> ReportForm:
    made = ReportForm(OFFER, None)
    qtbot.addWidget(made)
    return made


def test_at_first_everything_is_told_to_anyone(form: ReportForm) -> None:
    assert form.wanted() == WantedReport(
        FORMATS[0], "a1", Choices(style="mla"), Path("/somewhere/pact.html"), False
    )


def test_all_that_can_be_chosen_is_handed_on(form: ReportForm, qtbot: QtBot) -> None:
    steps: tuple[Callable[[], object], ...] = (
        lambda: form.articles.setCurrentIndex(1),
        lambda: form.claims.setCurrentIndex(1),
        lambda: form.blind.setCurrentIndex(2),
        lambda: form.language.setCurrentIndex(form.language.findData("ko")),
        lambda: form.style_.setCurrentIndex(form.style_.findData("gost")),
        lambda: form.names.setChecked(False),
        lambda: form.parts["open"].setChecked(False),
        lambda: form.parts["article"].setChecked(False),
        lambda: form.formats.setCurrentIndex(form.formats.findData("docx")),
    )
    for step in steps:
        with qtbot.waitSignal(form.changed, timeout=1000):
            step()
    wanted = form.wanted()
    assert wanted.format.name == "docx"
    assert wanted.article == "a2"
    assert wanted.path == Path("/somewhere/pact.docx")
    assert wanted.choices == Choices(
        claims=frozenset({"c1", "c2"}),
        without=frozenset({"open", "article"}),
        names=False,
        blind_for="b",
        language="ko",
        style="gost",
    )


def test_what_a_format_never_holds_is_not_said_to_be_left_out(form: ReportForm) -> None:
    for box in form.parts.values():
        box.setChecked(False)
    form.formats.setCurrentIndex(form.formats.findData("csv"))
    assert form.wanted().choices.without == {"evidence", "notes"}
    shown = [name for name, box in form.parts.items() if not box.isHidden()]
    assert shown == ["evidence", "notes"]
    # it is not forgotten for the next format
    form.formats.setCurrentIndex(form.formats.findData("html"))
    assert form.wanted().choices.without == set(PARTS)


def test_what_was_chosen_is_there_again(form: ReportForm, qtbot: QtBot) -> None:
    form.formats.setCurrentIndex(form.formats.findData("pdf"))
    form.parts["notes"].setChecked(False)
    form.names.setChecked(False)
    form.language.setCurrentIndex(form.language.findData("ru"))
    # of this project alone, and not remembered
    form.claims.setCurrentIndex(1)
    form.blind.setCurrentIndex(1)
    again = ReportForm(OFFER, form.kept())
    qtbot.addWidget(again)
    wanted = again.wanted()
    assert wanted.path == Path("/somewhere/pact.pdf")
    assert wanted.choices == Choices(
        without=frozenset({"notes"}), names=False, language="ru", style="mla"
    )


@pytest.mark.parametrize(
    "kept",
    [
        "nothing",
        [1],
        {"format": "gone", "language": 7, "without": "notes", "names": "no"},
        {"format": None, "without": [None, {}], "language": "tlh"},
    ],
)
def test_a_damaged_memory_is_as_none(kept: object, qtbot: QtBot) -> None:
    form = ReportForm(replace(OFFER, style="gone"), kept)
    qtbot.addWidget(form)
    wanted = form.wanted()
    assert (wanted.format, wanted.choices.without) == (FORMATS[0], frozenset())
    assert wanted.choices.names
    assert wanted.choices.style == "chicago-notes"


def test_fields_for_what_there_is_no_choice_of_are_not_shown(qtbot: QtBot) -> None:
    form = ReportForm(replace(OFFER, articles=OFFER.articles[:1], blind=()), None)
    qtbot.addWidget(form)
    form.show()
    assert not form.articles.isVisible()
    assert not form.blind.isVisible()
    assert form.claims.isVisible()
    assert (form.wanted().article, form.wanted().choices.blind_for) == ("a1", "")


def test_a_path_is_taken_as_typed(qtbot: QtBot, tmp_path: Path) -> None:
    line = PlaceLine("Title", tmp_path / "r.html", lambda: ("Web page", ".html"), "Choose")
    qtbot.addWidget(line)
    line.end_in(".pdf", (".html", ".pdf"))
    assert line.path == tmp_path / "r.pdf"
    line.field.setText(f" {tmp_path}/report.of mine ")
    line.end_in(".pdf", (".html", ".pdf"))
    assert line.path == tmp_path / "report.of mine"
    line.field.setText("~/r.html")
    assert line.path == Path.home() / "r.html"
    line.field.setText("~nobody of this name/r.html")
    assert line.path == Path("~nobody of this name/r.html")
    assert line.trouble() == "There is no folder ~nobody of this name."
    line.field.setText(str(tmp_path / ("n" * 5000)))
    assert line.trouble() == ""


SHEET = ShownSheet("S", (("Claim", 20), ("Verdict", 9), ("Day", 9)), (), 2)


def test_cells_are_shown_as_the_file_has_them() -> None:
    word = Word("Disputed")
    word.stored = "disputed"
    rows = (("two\nlines <b>", word, date(2024, 6, 19)), ("", 7, None))
    model = SheetModel(replace(SHEET, rows=rows), NONE_ADDED)
    shown = [[model.index(row, at).data() for at in range(3)] for row in range(2)]
    assert shown == [["two lines <b>", "Disputed", "2024-06-19"], ["", "7", ""]]
    roles = Qt.ItemDataRole
    assert model.index(0, 0).data(roles.ToolTipRole) == "<qt>two<br>lines &lt;b&gt;</qt>"
    assert model.index(1, 0).data(roles.ToolTipRole) is None
    assert model.index(0, 1).data(roles.BackgroundRole) is not None
    assert model.index(0, 0).data(roles.BackgroundRole) is None
    head = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)]
    assert head == ["Claim", "Verdict", "Day"]
    assert model.headerData(0, Qt.Orientation.Vertical) == "2"
    assert (model.rowCount(), model.columnCount()) == (2, 3)
    assert (model.rowCount(model.index(0, 0)), model.columnCount(QModelIndex())) == (0, 3)


def test_words_that_do_not_fit_a_list_are_cut_with_an_ellipsis(qtbot: QtBot) -> None:
    box = ChoiceBox("Style")
    qtbot.addWidget(box)
    box.addItem(LONG)
    box.resize(160, 30)
    box.show()
    box.showPopup()
    # the list that opens has room for them
    assert box.view().width() > box.fontMetrics().horizontalAdvance(LONG)
    box.hidePopup()


@pytest.fixture
def pane(theme: Theme) -> Iterator[PreviewPane]:
    with Reader() as reader:
        pictures = PictureSource(reader)
        made = PreviewPane(pictures, theme, NONE_ADDED)
        yield made
        if isValid(made):
            made.deleteLater()
        pictures.close()


def test_where_rows_or_words_are_left_out_that_is_said(pane: PreviewPane) -> None:
    pane.show_preview((replace(SHEET, rows=(("a", "b", None),)),))
    assert pane.said.text() == "Only the first rows are shown."
    pane.show_preview((replace(SHEET, rows=(("a", "b", None),), count=1),))
    assert pane.said.text() == ""
    pane.show_preview(Words("word", cut=True))
    assert pane.said.text() == "Only the beginning is shown."
    pane.show_failure("It is too long.")
    assert (pane.why.text(), pane.said.text()) == ("It is too long.", "")


def test_the_dialog_fits_a_small_window(small: QWidget, pane: PreviewPane, qtbot: QtBot) -> None:
    doing = Doing(
        look=lambda _wanted, _step, then, _failed: then(Words(LONG)),
        write=lambda _wanted: None,
        print=lambda _wanted, _made: None,
        stop=lambda: None,
        keep=lambda _kept, _style: None,
    )
    dialog = ReportDialog(small, OFFER, None, pane, doing)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(pane.text.isVisible)
    for _turn in range(5):
        QApplication.processEvents()
    assert cut_off(dialog) == []
    assert dialog.width() <= small.width()
    assert dialog.height() <= small.height()
    assert pane.text.width() > 300
    assert dialog.ok.isVisible()
    dialog.reject()
