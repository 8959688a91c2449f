# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far reviewers agree, beside the window; a claim chosen there is gone to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from sidelight.desktop.dialogs.agreement import AgreementDialog
from sidelight.session.session import Session

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]
JUDGED = {
    "Kim thanked Stalin for invaluable aid.": ("verified", "verified"),
    "Aid came twice that year.": ("disputed", "denied"),
    "The two countries share a land border": ("verified", "disputed"),
}


def judge(path: Path) -> list[str]:
    """Let Ann and Bob judge three claims, and Cem one of them; return the claims' ids."""
    made = []
    with Session.open(path, by="Ann") as session:
        for quote, verdicts in JUDGED.items():
            article = session.article()
            session.act_as("Ann")
            claim = session.claim(article, *session.locate(article, quote), verdicts[0])
            session.act_as("Bob")
            session.judge(claim.id, verdicts[1])
            made.append(claim.id)
        session.act_as("Cem")
        session.judge(made[1], "denied")
    return made


def dialog_of(driver: Driver) -> AgreementDialog:
    """The dialog, once it says what was found."""
    driver.page("article")
    driver.trigger("project.agreement")
    driver.until(lambda: (shown := driver.window.bench.agreement.dialog) and shown.isVisible())
    dialog = driver.window.bench.agreement.dialog
    assert dialog is not None
    return dialog


def said(dialog: AgreementDialog) -> list[str]:
    labels = dialog.body.findChildren(QLabel)
    return [one.text() for one in labels if not one.isHidden()]


def test_figures_are_said_in_words_and_a_claim_is_gone_to(
    open_window: Opener, project: Path
) -> None:
    claims = judge(project)
    driver = open_window(project)
    dialog = dialog_of(driver)
    words = said(dialog)
    assert "Ann · Bob · Cem: 3 claims in common" in words
    assert words[words.index("Same verdict") + 1] == "2 of 5 (40 %)"
    assert words[words.index("Cohen’s κ") + 1 :][:2] == [
        "undefined",
        "It is for exactly two reviewers.",
    ]
    first = dialog.drivers.item(0)
    assert first.text() == (
        "Claim 2 · 50 % · Aid came twice that year.\nAnn: Disputed · Bob: Denied · Cem: Denied"
    )
    before = driver.window.workspace.claim_id
    assert before not in claims[1:]
    at = dialog.drivers.visualItemRect(dialog.drivers.item(1)).center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(dialog.drivers.viewport(), left, none, QPoint(at))
    assert driver.window.workspace.claim_id == claims[2]
    QTest.keyClick(dialog.drivers, Qt.Key.Key_Up)
    QTest.keyClick(dialog.drivers, Qt.Key.Key_Return)
    assert driver.window.workspace.claim_id == claims[1]
    assert dialog.isVisible()
    dialog.who.setCurrentIndex(dialog.who.findText("Ann · Bob"))
    assert "Ann · Bob: 3 claims in common" in said(dialog)
    assert "1 of 3 (33 %)" in said(dialog)


def test_what_is_needed_is_said_and_what_is_done_meanwhile_shows(
    open_window: Opener, project: Path
) -> None:
    driver = open_window(project)
    dialog = dialog_of(driver)
    assert "Two reviewers must judge the same claims." in said(dialog)
    assert dialog.drivers.isHidden()

    def work(session: Session) -> None:
        article = session.article()
        for name, verdict in (("Ann", "verified"), ("Bob", "denied")):
            session.act_as(name)
            known = session.project.claims()
            quote = session.locate(article, "Aid came twice that year.")
            claim = known[0] if known else session.claim(article, *quote)
            session.judge(claim.id, verdict)

    driver.window.bridge.do(work)
    driver.until(dialog.drivers.isVisible)
    assert dialog.drivers.count() == 1
    assert "Ann · Bob: 1 claim in common" in said(dialog)
    assert dialog.who.isHidden()
    driver.window.bench.project_verbs.close()
    driver.until(lambda: driver.window.bench.agreement.dialog is None)
