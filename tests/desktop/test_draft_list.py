# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of a new version by itself: what it says, what it shows, how tall its lines are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem

from sidelight.desktop.drafts.answer_row import AnswerRow
from sidelight.desktop.drafts.draft_delegate import _units
from sidelight.desktop.drafts.draft_panel import DraftPanel
from sidelight.desktop.icons import Tints
from sidelight.session.draft_lines import DraftLine

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from sidelight.desktop.theme import Theme

CHANGED = DraftLine(
    claim="c1",
    label="1",
    state="to confirm",
    before="p1",
    earlier="d1",
    old_place=(0, 9),
    now="q1",
    old=(("in ", False), ("2010", True)),
    new=(("in ", False), ("August 2011", True)),
    score=800,
    place=(0, 12),
)
WENT = replace(
    CHANGED, claim="c2", label="2", state="went", before="p2", now="", new=(), reason="removed"
)
SAME = replace(CHANGED, claim="c3", label="3", state="same", before="p3", score=1000)
LINES = (CHANGED, WENT, SAME)


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> DraftPanel:
    made = DraftPanel(theme, Tints(theme))
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_lines("Draft 2", LINES, writable=True)
    return made


def labels(panel: DraftPanel) -> list[str]:
    return [line.label for line in panel.model.shown]


def test_what_is_to_be_settled_is_shown_all_on_wish(panel: DraftPanel) -> None:
    assert labels(panel) == ["1", "2"]
    panel.all.setChecked(True)
    panel.show_lines("Draft 2", LINES, writable=True)
    assert labels(panel) == ["1", "2", "3"]


def test_a_line_says_all_in_words(panel: DraftPanel) -> None:
    told = [panel.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert told[0] == "Claim 1 · To confirm · 80 % alike Before: in 2010 Now: in August 2011"
    assert told[1].startswith("Claim 2 · Went Before: in 2010 Removed:")
    assert panel.model.data(panel.model.index(5)) is None
    assert panel.model.index(0).data(Qt.ItemDataRole.DecorationRole) is None


def test_the_place_in_the_list_stays_and_the_next_moves_up(panel: DraftPanel) -> None:
    panel.list.setCurrentIndex(panel.model.index(1))
    panel.show_lines("Draft 2", (WENT, SAME), writable=True)
    assert panel.line == WENT
    panel.show_lines("Draft 2", (CHANGED, SAME), writable=True)
    assert panel.line == CHANGED


def test_with_nothing_left_there_is_nothing_to_press(panel: DraftPanel) -> None:
    panel.show_lines("Draft 2", (SAME,), writable=True)
    panel.step(1)
    assert panel.line is None
    assert not panel.buttons["confirm"].isEnabled()


def test_a_project_for_reading_is_not_settled(panel: DraftPanel) -> None:
    panel.show_lines("Draft 2", LINES, writable=False)
    assert not any(button.isEnabled() for button in panel.buttons.values())


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Qt.Key.Key_Return, "confirm_wanted"),
        (Qt.Key.Key_Enter, "confirm_wanted"),
        (Qt.Key.Key_Delete, "drop_wanted"),
        (Qt.Key.Key_Escape, "closed"),
    ],
)
def test_keys_of_the_list(panel: DraftPanel, qtbot: QtBot, key: Qt.Key, name: str) -> None:
    with qtbot.waitSignal(getattr(panel, name), timeout=2_000):
        QTest.keyClick(panel.list, key)


def test_a_narrow_list_has_taller_lines(panel: DraftPanel) -> None:
    long = replace(CHANGED, old=(("many words of an old claim " * 4, False),))
    panel.show_lines("Draft 2", (long,), writable=True)
    heights = []
    for width in (900, 320):
        panel.resize(width, 300)
        option = QStyleOptionViewItem()
        option.font = panel.list.font()
        delegate = panel.list.itemDelegate()
        heights.append(delegate.sizeHint(option, panel.model.index(0)).height())
    assert heights[0] < heights[1]
    assert not panel.list.viewport().grab().isNull()


def test_pieces_are_measured_as_qt_counts() -> None:
    assert _units("a👩b") == 4


def test_buttons_take_further_lines(qtbot: QtBot) -> None:
    row = AnswerRow()
    qtbot.addWidget(row)
    made = [row.add(words, lambda: None) for words in ("It is the claim still", "It is gone")]
    row.resize(600, 40)
    row.show()
    assert made[0].y() == made[1].y()
    one = row.height()
    row.resize(made[0].width() + 20, 40)
    assert made[0].y() < made[1].y()
    assert row.height() > one
