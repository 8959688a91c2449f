# SPDX-License-Identifier: AGPL-3.0-or-later
"""Themes, plain text, small windows, read-only projects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from sidelight.desktop.colours import CONTRAST, DARK, LIGHT, Colours
from sidelight.desktop.labels import tool_tip, whole
from sidelight.desktop.style_sheet import sheet
from sidelight.desktop.theme import Theme, palette
from sidelight.errors import ProjectError
from sidelight.model.colour_arithmetic import contrast
from sidelight.model.standing import PAINTS
from sidelight.model.vocabulary import STANCES
from sidelight.session.session import Session
from sidelight.session.settings import Settings

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]
ALL = pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#ffffff", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#1d4ed8", "#1d4ed8") == 1.0


@ALL
def test_words_can_be_read_on_every_ground(colours: Colours) -> None:
    grounds = (colours.chrome, colours.well, colours.desk, colours.chosen, colours.hover)
    pairs = [(ink, on) for ink in (colours.text, colours.quiet) for on in grounds]
    pairs += [(colours.accent, colours.chrome), (colours.on_accent, colours.accent)]
    pairs += [(colours.text, colours.warning), (colours.text, colours.danger)]
    too_faint = [(ink, on) for ink, on in pairs if contrast(ink, on) < colours.least_contrast]
    assert too_faint == []


@ALL
def test_verdicts_can_be_read_on_their_pills(colours: Colours) -> None:
    for word in (*PAINTS, *STANCES):
        assert contrast(colours.ink(word), colours.fill(word)) >= colours.least_contrast, word
        assert contrast(colours.ink(word), colours.chrome) >= colours.least_contrast, word


@ALL
def test_sheet_and_palette_use_the_theme_alone(colours: Colours) -> None:
    assert "$" not in sheet(colours)
    assert palette(colours).window().color() == QColor(colours.chrome)


def test_dark_is_switched_everywhere_and_remembered(driver: Driver, theme: Theme) -> None:
    driver.trigger("view.dark")
    try:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        assert application.palette().window().color() == QColor(DARK.chrome)
        assert Settings.load().theme == "dark"
        assert QColor(driver.page("article").view.colours.ground).lightnessF() < 0.2
    finally:
        driver.trigger("view.dark")
    assert theme.colours is LIGHT
    assert Settings.load().theme == "light"


def test_a_name_given_at_work_outlives_the_session(driver: Driver) -> None:
    driver.window.bench.project_verbs.rename("Berta")
    driver.trigger("view.dark")
    driver.trigger("view.dark")
    driver.settle()
    assert (Settings.load().name, Settings.load().theme) == ("Berta", "light")


def test_text_of_documents_is_plain_text_in_the_chrome(open_window: Opener, tmp_path: Path) -> None:
    path = tmp_path / "hostile.sidelight"
    hostile = '<img src="file:///etc/passwd"><h1>big</h1> & co'
    with Session.create(path, hostile, by="Ann") as session:
        article = session.add_text(f"{hostile}\n\nThe rest.", kind="article", title=hostile)
        claim = session.claim(article, 0, 40, "denied", denied_by=hostile, reason=hostile)
        session.add_note(claim.id, hostile)
        session.act_as("Berta")
        session.judge(claim.id, "verified", reason=hostile)
    driver = open_window(path)
    driver.window.bench.going.to_claim(driver.window.workspace.claims[0].id)
    driver.page("article")
    shown = [label for label in driver.window.findChildren(QLabel) if "<img" in label.text()]
    assert shown
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}
    tips = [
        widget.toolTip()
        for widget in driver.window.findChildren(QLabel)
        if "img" in widget.toolTip()
    ]
    assert not any("<img" in tip for tip in tips)


def test_tool_tips_and_mnemonics_are_escaped() -> None:
    assert tool_tip("<img src=x> & y\nz") == "<qt>&lt;img src=x&gt; &amp; y<br>z</qt>"
    assert whole("A & B") == "A && B"


def test_the_window_fits_a_small_screen(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.window.resize(1024, 700)
    driver.settle()
    assert (driver.window.width(), driver.window.height()) == (1024, 700)
    top = driver.window.top
    edges = [top.search.geometry().right(), *(b.geometry().left() for b in top.after_search())]
    assert edges == sorted(edges)
    assert top.menu_button.geometry().right() < 1024


def test_a_project_of_a_newer_program_is_shown_and_cannot_be_changed(driver: Driver) -> None:
    claim = driver.claim("invaluable aid")
    snapshot = driver.window.workspace.snapshot
    assert snapshot is not None
    notice = ProjectError("project.newer", path="x", format=9)
    driver.window.workspace.show(
        snapshot.__class__(
            **{
                **{name: getattr(snapshot, name) for name in snapshot.__slots__},
                "read_only": True,
                "notice": notice,
            }
        )
    )
    driver.window.bench.show_notice()
    assert driver.window.parts.notice.text.startswith("x was written by a newer Sidelight")
    assert driver.window.workspace.claim_id == claim
    for id_ in ("claim.verified", "claim.link", "claim.reason", "document.sources", "edit.undo"):
        assert not driver.window.actions_[id_].isEnabled(), id_
    assert driver.window.actions_["project.report"].isEnabled()
    assert driver.window.parts.card.reason.isReadOnly()


def test_f6_goes_round_the_panes(driver: Driver) -> None:
    driver.claim("invaluable aid")
    parts = driver.window.parts
    parts.article.take_focus()
    seen = []
    for _step in range(4):
        driver.trigger("view.pane")
        widget = QApplication.focusWidget()
        seen.append(
            next(
                name
                for name in ("article", "sources", "claims", "card")
                if getattr(parts, name).isAncestorOf(widget)
            )
        )
    assert seen == ["sources", "claims", "card", "article"]


def test_the_status_bar_says_where_one_is_and_what_is_selected(driver: Driver) -> None:
    driver.select("article", "land border")
    status = driver.window.parts.status
    assert status.place == "The pact, explained · paragraph 3 · 10 characters selected"
    assert status.zoom.startswith("Page 1 of 1 · ")
