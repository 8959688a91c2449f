# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the curve between a claim and its evidence is drawn: where it goes, what it leaves free."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sidelight.desktop.frame.joining_curve import Below, JoiningCurve
from sidelight.desktop.frame.joining_path import Detour, Join, path_of
from sidelight.desktop.theme import Theme

START, END = QPoint(10, 80), QPoint(290, 80)


@pytest.mark.parametrize(
    "detour", [None, Detour(60, 20, 250), Detour(10, 20, 290), Detour(60, 80, 250)]
)
def test_a_curve_begins_and_ends_where_it_should_and_stays_near_its_way(
    detour: Detour | None,
) -> None:
    path = path_of(Join(START, END, "supports", bold=True, detour=detour))
    assert (path.pointAtPercent(0).toPoint(), path.pointAtPercent(1).toPoint()) == (START, END)
    room = path.boundingRect()
    assert (round(room.left()), round(room.right())) == (10, 290)
    assert room.top() >= (detour.top if detour else 80) - 0.5
    assert room.bottom() <= 80.5


def test_words_stay_readable_and_badges_uncovered_below_a_curve(theme: Theme, qtbot: QtBot) -> None:
    words, badge = QRect(100, 70, 60, 20), QRect(200, 70, 20, 20)
    below = Below(words=(words,), badges=(badge,), paper=(QRect(0, 0, 300, 100),))
    stage = QWidget()
    qtbot.addWidget(stage)
    stage.resize(300, 100)
    join = Join(START, END, "supports", bold=True)
    curve = JoiningCurve(stage, theme, lambda: [join], lambda _where: below)
    stage.show()
    qtbot.waitUntil(lambda: curve.shown == [join])
    picture = QImage(stage.size(), QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    curve.render(picture)
    assert ink(picture, 60) > 1.2
    assert 0 < ink(picture, words.center().x()) < 0.4
    assert ink(picture, badge.center().x()) == 0


def ink(picture: QImage, x: int) -> float:
    """How much ink a column of points holds, 1 for a point in black."""
    return sum(255 - picture.pixelColor(x, y).lightness() for y in range(100)) / 255
