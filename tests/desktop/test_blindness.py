# SPDX-License-Identifier: AGPL-3.0-or-later
"""A blind second at the window: nothing of the first shows, until the second has judged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu

from sidelight.desktop.dialogs.short_questions import LineQuestion
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from tests.desktop.conftest import Driver

Opener = Callable[..., Driver]
WORDS = "Kim thanked Stalin for invaluable aid"
MARKER = "The letter says help, not aid."


@pytest.fixture
def judged(project: Path) -> Path:
    """The project in which Bob has judged a claim, whose blind second is Ann."""
    with Session.open(project, by="Bob", settings=Settings(kept=False)) as session:
        article, letter = session.document(1), session.document("Letter of 1950")
        claim = session.claim(article, *session.locate(article, WORDS), "denied", reason=MARKER)
        session.link(claim.id, letter, *session.locate(letter, "thanks for help"), "contradicts")
        session.second_many([claim.id], "Ann")
    return project


def evidence(path: Path) -> list[str]:
    """The ids of all evidence in the file, whoever may see it."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        found = [str(row[0]) for row in db.execute("SELECT id FROM evidence")]
    db.close()
    return found


def test_the_first_shows_once_the_second_has_judged(open_window: Opener, judged: Path) -> None:
    driver = open_window(judged)
    held, card = driver.window.workspace, driver.window.parts.card
    driver.page("article")
    driver.page("source")
    held.choose(held.claims[0].id)
    driver.until(lambda: not card.blind.isHidden())
    assert card.lists.others.isHidden()
    assert card.record.decision.isHidden()
    (passage,), (linked,) = held.claims[0].passages, evidence(judged)
    assert held.lines[0].word == "unchecked"
    assert driver.page("article").view.line_rect(passage.id) is not None
    assert driver.page("source").view.line_rect(linked) is None
    assert held.lines[0].by == ""
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_2)
    driver.until(lambda: not card.lists.others.isHidden())
    assert card.blind.isHidden()
    driver.until(lambda: driver.page("source").view.line_rect(linked) is not None)
    own = held.my_record(held.claims[0])
    assert own is not None
    assert own.seen == "not shown"


def test_a_second_is_asked_for_on_the_card(driver: Driver) -> None:
    driver.claim(WORDS, Qt.Key.Key_0)
    row = driver.window.parts.card.record.seconds
    held = driver.window.workspace
    named = {act.text(): act for act in row.menu.actions()}
    named["Ann"].trigger()
    driver.until(lambda: held.claims[0].seconds == (held.me,))
    driver.until(lambda: row.button.text() == "Ann")
    next(act for act in row.menu.actions() if act.text() == "Somebody new…").trigger()
    driver.until(lambda: driver.window.findChild(LineQuestion) is not None)
    asked = driver.window.findChild(LineQuestion)
    assert isinstance(asked, LineQuestion)
    field = asked.findChild(QLineEdit)
    assert field is not None
    field.setText("Carol")
    asked.accept()
    driver.until(lambda: row.button.text() == "Ann, Carol")


def leave(driver: Driver) -> None:
    """Close the window, so that somebody else can sit down at the file."""
    driver.trigger("project.close")
    driver.until(lambda: driver.window.workspace.snapshot is None)
    driver.settle_closed()


def first_at_the_file(driver: Driver) -> None:
    """Judge two claims and ask somebody new for a blind second check of both."""
    driver.claim(WORDS, Qt.Key.Key_3)
    driver.claim("land border", Qt.Key.Key_1)
    table = driver.window.parts.claims.table
    table.setFocus()
    table.selectAll()
    menu = QMenu(driver.window)
    driver.window.bench.many.add_assigning(menu)
    _people, seconds = menu.findChildren(QMenu)
    next(act for act in seconds.actions() if act.text() == "Somebody new…").trigger()
    driver.until(lambda: driver.window.findChild(LineQuestion) is not None)
    asked = driver.window.findChild(LineQuestion)
    assert isinstance(asked, LineQuestion)
    asked.line.setText("Bob")
    asked.accept()
    driver.until(lambda: all(c.seconds for c in driver.window.workspace.claims))


def second_at_the_file(driver: Driver) -> None:
    """Say who one is, see nothing, judge otherwise once and alike once, then see."""
    held = driver.window.workspace
    driver.window.bench.exchange.be("Bob")
    driver.until(lambda: all(claim.veiled for claim in held.claims))
    assert {line.word for line in held.lines} == {"unchecked"}
    driver.trigger("claim.open")
    for key in (Qt.Key.Key_2, Qt.Key.Key_1):
        driver.page("article").view.setFocus()
        driver.press(key)
        driver.settle()
        driver.trigger("claim.open")
    driver.until(lambda: not any(claim.veiled for claim in held.claims))
    assert [line.standing for line in held.lines] == ["split", "agreed"]


def test_two_on_one_file_blind_then_split_decided_and_signed_off(
    open_window: Opener, project: Path
) -> None:
    driver = open_window(project)
    first_at_the_file(driver)
    leave(driver)
    second = open_window(project, "Bob")
    second_at_the_file(second)
    leave(second)
    driver.window.open(project)
    driver.until(lambda: driver.window.workspace.snapshot is not None)
    held, row = driver.window.workspace, driver.window.parts.card.record.decision
    driver.page("article")
    driver.front()
    driver.trigger("claim.split")
    assert held.claim is not None
    assert held.claim.quote == WORDS
    assert [v.seen for v in held.claim.verdicts] == ["first", "not shown"]
    driver.until(lambda: not row.isHidden())
    row.verdict.show_word("disputed")
    row.verdict.word_chosen.emit("disputed")
    row.reason.setText("The letter says help.")
    row.decide.click()
    driver.until(lambda: held.lines[0].standing == "decided")
    driver.trigger("article.sign")
    signing = driver.window.bench.signing
    driver.until(lambda: signing.dialog is not None and signing.dialog.isVisible())
    assert signing.dialog is not None
    rows = [signing.dialog.left.item(at).text() for at in range(signing.dialog.left.count())]
    assert not any("differ" in row or "Without a verdict" in row for row in rows)
    signing.dialog.sign.click()
    driver.until(lambda: "Signed off by Ann" in signing.said(driver.page("article")))
