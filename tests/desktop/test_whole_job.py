# SPDX-License-Identifier: AGPL-3.0-or-later
"""The job from end to end in the real window: once by mouse, once by keys, and all of it undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from sidelight.desktop.reporting.report_dialog import ReportDialog

if TYPE_CHECKING:
    from sidelight.model.records import Claim
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def click(button: QAbstractButton) -> None:
    """Click on a button that is in sight."""
    assert button.isVisible()
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def verdicts(driver: Driver) -> list[tuple[str, str]]:
    """Quote and my verdict of each claim."""
    workspace = driver.window.workspace
    records = [(claim, workspace.my_record(claim)) for claim in workspace.claims]
    return [(claim.quote, record.verdict if record else "") for claim, record in records]


def evidence(driver: Driver) -> list[tuple[str, str]]:
    """Quote and stance of the evidence of the chosen claim."""
    claim = driver.window.workspace.claim
    return [(e.passage.quote, e.stance) for e in claim.evidence] if claim else []


def two_claims_and_evidence(driver: Driver) -> None:
    """Make two claims, and evidence that contradicts the first, with the mouse."""
    window = driver.window
    driver.drag("article", "invaluable aid")
    click(window.top.verdicts["disputed"])
    driver.until(lambda: verdicts(driver) == [("invaluable aid", "disputed")])
    driver.drag("article", "land border")
    click(window.top.verdicts["verified"])
    driver.until(lambda: len(verdicts(driver)) == 2)
    driver.settle()
    # a row, then the passage of a source, then its stance where it stands
    driver.click_row(0)
    assert window.workspace.claim_id == window.workspace.claims[0].id
    driver.drag("source", "thanks for help")
    click(window.top.worded[0])
    driver.until(window.bench.claim_verbs.popup.isVisible)
    driver.settle()
    contradicts = window.bench.claim_verbs.popup.findChildren(QPushButton)[1]
    click(contradicts)
    driver.settle()
    assert evidence(driver) == [("thanks for help", "contradicts")]


def test_a_click_on_link_row_or_mark_leads_to_the_claim(driver: Driver) -> None:
    two_claims_and_evidence(driver)
    window = driver.window
    window.workspace.choose("")
    driver.click_row(0, 3)
    assert window.workspace.evidence_id == window.workspace.claims[0].evidence[0].id
    driver.click_mark("article", window.workspace.claims[1].passages[0].id)
    assert window.workspace.claim_id == window.workspace.claims[1].id
    driver.click_mark("source", window.workspace.claims[0].evidence[0].id)
    assert window.workspace.claim_id == window.workspace.claims[0].id


def test_a_claim_is_checked_by_mouse_alone(driver: Driver) -> None:
    two_claims_and_evidence(driver)
    window, parts = driver.window, driver.window.parts
    # the verdict changed on the card, evidence removed by its cross, brought back by the arrow
    denied = next(b for word, b in parts.card.verdicts.buttons.items() if word == "denied")
    click(denied)
    driver.settle()
    assert denied.isChecked()
    claim = window.workspace.claim
    assert claim is not None
    row = parts.card.lists.row(claim.evidence[0].id)
    assert row is not None
    driver.until(row.isVisible)
    cross = [b for b in row.findChildren(QAbstractButton) if "Remove" in b.accessibleName()]
    parts.card.ensureWidgetVisible(cross[0])
    click(cross[0])
    driver.settle()
    assert evidence(driver) == []
    click(window.top._work[0])
    driver.settle()
    assert evidence(driver) == [("thanks for help", "contradicts")]
    click(window.top._work[0])
    driver.settle()
    assert verdicts(driver)[0] == ("invaluable aid", "disputed")
    click(window.top._work[1])
    driver.settle()
    assert verdicts(driver) == [("invaluable aid", "denied"), ("land border", "verified")]


def denied_by_keys(driver: Driver) -> str:
    """Make a denied claim with the keyboard, give up its last word; return its quote."""
    driver.window.parts.article.take_focus()
    driver.press(Qt.Key.Key_F7)
    driver.press(Qt.Key.Key_Home, CTRL)
    driver.press(Qt.Key.Key_Down)
    for _word in range(4):
        driver.press(Qt.Key.Key_Right, CTRL | SHIFT)
    chosen = driver.page("article").view.selected_text()
    assert chosen.startswith("Kim thanked")
    driver.press(Qt.Key.Key_3)
    driver.until(lambda: len(verdicts(driver)) == 1)
    driver.settle()
    driver.press(Qt.Key.Key_Left, ALT)
    driver.settle()
    shorter = verdicts(driver)[0][0]
    assert chosen.startswith(shorter)
    assert len(shorter) < len(chosen)
    return shorter


def test_a_claim_is_checked_by_keys_alone(driver: Driver) -> None:
    window, parts = driver.window, driver.window.parts
    shorter = denied_by_keys(driver)
    # over to the source, to the words, E, C; then why
    driver.press(Qt.Key.Key_F6)
    driver.press(Qt.Key.Key_F, CTRL)
    driver.type("17 km")
    source = driver.page("source")
    driver.until(lambda: source.find_bar.count.text() == "1 of 1")
    driver.press(Qt.Key.Key_Escape)
    assert source.view.selected_text() == "17 km"
    driver.press(Qt.Key.Key_E)
    driver.until(window.bench.claim_verbs.popup.isVisible)
    driver.press(Qt.Key.Key_C)
    driver.settle()
    assert evidence(driver) == [("17 km", "contradicts")]
    driver.press(Qt.Key.Key_N)
    driver.type("The letter gives 17 km")
    driver.press(Qt.Key.Key_F6)
    driver.settle()
    record = window.workspace.my_record(window.workspace.claims[0])
    assert record is not None
    assert (record.verdict, record.reason) == ("denied", "The letter gives 17 km")
    # all of it taken back by Ctrl+Z and done again
    parts.article.take_focus()
    steps = 0
    while window.workspace.claims:
        driver.press(Qt.Key.Key_Z, CTRL)
        driver.settle()
        steps += 1
    assert steps == 5
    for _step in range(steps):
        driver.press(Qt.Key.Key_Z, CTRL | SHIFT)
        driver.settle()
    assert verdicts(driver) == [(shorter, "denied")]
    driver.press(Qt.Key.Key_Down, ALT)
    driver.press(Qt.Key.Key_E, ALT)
    assert evidence(driver) == [("17 km", "contradicts")]
    assert window.workspace.evidence_id


def test_the_report_is_asked_for_by_a_key_and_offered_under_the_project_s_name(
    driver: Driver, project: Path, tmp_path: Path
) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_3)
    driver.press(Qt.Key.Key_N)
    driver.type("The letter gives another word")
    # what is being typed is in the report
    driver.press(Qt.Key.Key_R, CTRL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReportDialog)
    assert dialog.form.place.path == project.with_name("pact.html")
    driver.until(dialog.form.formats.hasFocus)
    driver.press(Qt.Key.Key_End)
    assert dialog.form.place.path == project.with_name("pact.csv")
    driver.press(Qt.Key.Key_Home)
    target = tmp_path / "by keys.html"
    dialog.form.place.field.setFocus()
    dialog.form.place.field.selectAll()
    driver.type(str(target))
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: driver.window.parts.status.said.startswith("Report written"))
    assert "The letter gives another word" in target.read_text("utf-8")


def act_in_every_way(driver: Driver) -> None:
    """Do one act of each kind that can be undone, a claim first."""
    window = driver.window
    driver.claim("invaluable aid", Qt.Key.Key_1)
    id_ = window.workspace.claim_id
    for act in (
        lambda s: s.judge(id_, "denied", denied_by="the ministry"),
        lambda s: s.give_reason(id_, "so it stands there"),
        lambda s: s.add_note(id_, "look again"),
        lambda s: s.link(id_, s.project.documents()[1], 4, 20, "supports"),
        lambda s: s.set_stance(s.project.claims()[0].evidence[0].id, "context"),
        lambda s: s.set_evidence_note(s.project.claims()[0].evidence[0].id, "a copy"),
        lambda s: s.adjust("evidence", s.project.claims()[0].evidence[0].id, 4, 30),
        lambda s: s.remove("note", s.project.claims()[0].notes[0].id),
        lambda s: s.remove("evidence", s.project.claims()[0].evidence[0].id),
        lambda s: s.cite(s.project.documents()[1], {"title": "Another title"}),
        lambda s: s.hide(s.project.documents()[0], [(0, 5)]),
        lambda s: s.remove("claim", id_),
        lambda s: s.remove("document", s.project.documents()[2].id),
    ):
        window.bridge.do(act)
    driver.settle()


def contents(claims: Sequence[Claim]) -> list[object]:
    """What can be compared of claims before and after."""
    return [
        (
            claim.quote,
            [(e.passage, e.stance, e.note) for e in claim.evidence],
            [note.text for note in claim.notes],
            [(v.verdict, v.reason, v.denied_by) for v in claim.verdicts],
        )
        for claim in claims
    ]


def test_undo_goes_back_through_every_kind_of_act_and_redo_forth_again(driver: Driver) -> None:
    window = driver.window
    act_in_every_way(driver)
    seen = [window.workspace.snapshot]
    names = []
    for _step in range(14):
        names.append(window.actions_["edit.undo"].text())
        driver.trigger("edit.undo")
        driver.settle()
        assert not window.parts.errors.isVisible(), names[-1]
        seen.append(window.workspace.snapshot)
    assert not window.workspace.claims
    assert names[:3] == ["Undo: Document removed", "Undo: Claim removed",
                         "Undo: Page furniture hidden or shown"]  # fmt: skip
    assert names[-1] == "Undo: Claim made"
    assert len(set(names)) == 14
    for wanted in reversed(seen[:-1]):
        driver.trigger("edit.redo")
        driver.settle()
        now = window.workspace.snapshot
        assert now is not None
        assert wanted is not None
        assert now.documents == wanted.documents
        assert contents(now.claims) == contents(wanted.claims)
    assert not window.actions_["edit.redo"].isEnabled()
