# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources side by side, and a document at two places at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt

from sidelight.desktop.frame.joining_path import path_of
from sidelight.session.session import Session
from tests.desktop.sides import (
    ALT,
    CTRL,
    LETTER,
    MINUTES,
    REGISTER,
    SHIFT,
    bring,
    half,
    in_whole,
    sources,
    titles,
)

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]


def test_two_sources_stand_side_by_side_and_each_half_has_its_tabs(desk: Driver) -> None:
    bring(desk, REGISTER)
    desk.press(Qt.Key.Key_B, CTRL | ALT)
    assert titles(desk) == [[LETTER, MINUTES], [REGISTER]]
    desk.until(lambda: half(desk, REGISTER).isVisible() and half(desk, LETTER).isVisible())
    widths = [half(desk, title).width() for title in (LETTER, REGISTER)]
    assert abs(widths[0] - widths[1]) < 40
    # the half in use is the one moved to, and the other is marked as idle
    assert not half(desk, REGISTER).bar.property("idle")
    assert half(desk, LETTER).bar.property("idle")
    half(desk, LETTER).bar.setFocus()
    desk.until(lambda: half(desk, REGISTER).bar.property("idle"))
    # Ctrl+Tab stays within the half
    assert desk.page("source").document.title == MINUTES
    for title in (LETTER, MINUTES, LETTER):
        desk.press(Qt.Key.Key_Tab, CTRL)
        assert desk.page("source").document.title == title
    desk.press(Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert desk.page("source").document.title == MINUTES
    desk.press(Qt.Key.Key_J, CTRL | ALT)
    assert titles(desk) == [[LETTER, MINUTES, REGISTER]]
    assert desk.page("source").document.title == MINUTES
    in_whole(desk)


def test_evidence_is_linked_from_the_half_that_has_the_selection(desk: Driver) -> None:
    bring(desk, REGISTER)
    desk.trigger("document.beside")
    desk.select("source", "Договор")
    bring(desk, LETTER)
    desk.window.workspace.choose(desk.window.workspace.claims[0].id)
    desk.press(Qt.Key.Key_E)
    desk.until(lambda: len(desk.window.workspace.claims[0].evidence) == 3)
    desk.settle()
    linked = desk.window.workspace.claims[0].evidence[-1].passage
    document = desk.window.workspace.document(linked.document)
    assert document is not None
    assert document.title == REGISTER
    desk.press(Qt.Key.Key_Return)


def test_a_claim_jump_uses_the_half_that_shows_its_evidence(desk: Driver) -> None:
    bring(desk, MINUTES)
    desk.trigger("document.beside")
    workspace, pane = desk.window.workspace, sources(desk)
    first, second = workspace.claims[0].evidence
    desk.window.parts.article.take_focus()
    for evidence in (first, second):
        desk.window.bench.going.to_evidence(evidence.id)
        assert pane.document_id == evidence.passage.document
        assert len(pane.arrangement.strips) == 2
    # the keyboard in one half keeps it the half in use while a jump shows something in the other
    bring(desk, MINUTES)
    desk.window.bench.going.to_evidence(first.id)
    assert desk.page("source").document.title == MINUTES
    # a curve to each half
    desk.until(lambda: len(desk.window.bench.desk.curve.shown) == 2)
    ends = sorted(join.end.x() for join in desk.window.bench.desk.curve.shown)
    assert ends[1] - ends[0] > 150
    # the one to the far half goes around the near document and not through its words
    near, far = sorted(desk.window.bench.desk.curve.shown, key=lambda join: join.end.x())
    between = half(desk, LETTER)
    words = QRect(between.mapTo(desk.window.bench.desk._stage, QPoint()), between.size())
    words.setTop(words.top() + between.strip.height() + 4)
    assert near.detour is None
    assert far.start.x() < words.left() < words.right() < far.end.x()
    way = [path_of(far).pointAtPercent(share / 500).toPoint() for share in range(501)]
    assert not [point for point in way if words.adjusted(4, 0, -4, 0).contains(point)]
    # none to another window
    desk.press(Qt.Key.Key_W, CTRL | ALT)
    desk.until(lambda: len(desk.window.bench.desk.curve.shown) == 1)


def test_a_document_is_seen_at_two_places_and_goes_from_both(desk: Driver) -> None:
    bring(desk, MINUTES)
    first = desk.page("source")
    desk.press(Qt.Key.Key_V, CTRL | ALT)
    assert titles(desk) == [[LETTER, REGISTER, MINUTES], ["(2) Minutes"]]
    second = desk.page("source")
    assert second is not first
    assert second.document.id == first.document.id
    second.view.set_zoom(2.0)
    second.view.verticalScrollBar().setValue(second.view.verticalScrollBar().maximum())
    assert first.view.zoom != 2.0
    assert first.view.verticalScrollBar().value() < 20
    # a mark made in one is in both at once, and lit in both
    desk.window.workspace.choose(desk.window.workspace.claims[0].id)
    desk.select("source", "Entry 149")
    desk.press(Qt.Key.Key_E)
    desk.until(lambda: len(desk.window.workspace.claims[0].evidence) == 3)
    desk.settle()
    made = desk.window.workspace.claims[0].evidence[-1].id
    for page in (first, second):
        assert made in {one.id for one in page.view._marks.highlights}
        assert made in page.view._lit
    desk.press(Qt.Key.Key_Return)
    # a document that is removed goes from both places
    desk.front()
    bring(desk, REGISTER)
    desk.trigger("document.second")
    assert titles(desk)[1] == ["(2) Minutes", f"(2) {REGISTER}"]
    desk.trigger("document.remove")
    desk.until(lambda: titles(desk) == [[LETTER, MINUTES], ["(2) Minutes"]])
    desk.settle()
    desk.trigger("edit.undo")
    desk.until(lambda: any(REGISTER in strip for strip in titles(desk)))
    in_whole(desk)


def test_the_second_view_of_the_article_closes_alone(desk: Driver) -> None:
    article = desk.window.parts.article
    article.take_focus()
    desk.trigger("document.second")
    assert article.tab_texts() == ["The pact", "(2) The pact"]
    assert article.order() == [desk.window.workspace.documents("article")[0].id]
    second = desk.page("article")
    # what is selected in either view becomes a claim
    desk.select("article", "More")
    desk.press(Qt.Key.Key_3)
    desk.until(lambda: len(desk.window.workspace.claims) == 2)
    desk.settle()
    second.view.setFocus()
    desk.press(Qt.Key.Key_F4, CTRL)
    assert article.tab_texts() == ["The pact"]
    assert not desk.window.actions_["document.close_view"].isEnabled()
    assert len(article.pages()) == 1


def test_a_highlight_says_claim_verdict_reviewer_and_reason(
    open_window: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "tips.sidelight"
    with Session.create(path, "Tips", by="Ann") as session:
        article = session.add_text("The pact\n\nKim thanked.\n", kind="article", title="The pact")
        letter = session.add_text("A letter\n\nThanks.\n", title=LETTER)
        claim = session.claim(article, 7, 16, "verified", reason="it says <b>so</b>")
        session.link(claim.id, letter, 0, 7, note="a copy")
        for number in range(5):
            session.act_as(f"Bo {number}")
            session.judge(claim.id, "denied", reason="" if number else "not in the letter")
    driver = open_window(path)
    (mark,) = driver.page("article").view._marks.highlights
    lines = mark.tip.split("\n")
    assert lines[0] == "Claim 1: Verified"
    assert "Ann: Verified · it says <b>so</b>" in lines
    assert any(line.startswith("Bo 0") and line.endswith("not in the letter") for line in lines)
    assert lines[-1] == "2 more reviewers"
    (mark,) = driver.page("source").view._marks.highlights
    lines = mark.tip.split("\n")
    assert lines[0].startswith("Claim 1, supports: ")
    assert lines[1] == "a copy"
    assert "Ann: Verified · it says <b>so</b>" in lines
