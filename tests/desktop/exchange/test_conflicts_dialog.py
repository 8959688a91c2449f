# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conflicts are counted, shown on the card, and settled one by one or by rule; twins are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from sidelight.desktop.exchange.conflicts_dialog import ConflictsDialog
from sidelight.session.session import Session
from tests.desktop.exchange.conftest import BORDER, Colleague, claim

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def cite(session: Session, author: str, title: str) -> None:
    letter = session.project.documents("source")[0]
    session.cite(letter, {"author": author, "title": title})


def merged(driver: Driver, bob: Colleague) -> None:
    """Merge Bob's copy."""
    merging = driver.window.bench.merging
    merging.look([bob.path], merging=True)
    driver.until(lambda: merging.preview is not None)
    assert merging.preview is not None
    merging.preview.ok.click()
    driver.until(driver.window.bench.outcome.isVisible)
    driver.settle()


def do(driver: Driver, act: object) -> None:
    driver.window.bridge.do(act)  # type: ignore[arg-type]
    driver.settle()


def conflicts(driver: Driver) -> ConflictsDialog:
    driver.trigger("project.conflicts")
    dialog = driver.window.bench.merging.conflicts
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def words(dialog: ConflictsDialog) -> list[str]:
    QApplication.processEvents()  # what was made anew is shown then
    labels, buttons = dialog.body.findChildren(QLabel), dialog.body.findChildren(QAbstractButton)
    said = [one.text() for one in labels if not one.isHidden()]
    return [*said, *(one.text() for one in buttons if not one.isHidden())]


def button(dialog: ConflictsDialog, name: str) -> QAbstractButton:
    """The button that a screen reader calls so, or that says so."""
    QApplication.processEvents()  # what was made anew is shown then
    found = dialog.body.findChildren(QAbstractButton)
    return next(b for b in found if not b.isHidden() and name in (b.accessibleName(), b.text()))


def test_both_values_are_shown_and_one_is_kept(ann: Driver, bob: Colleague) -> None:
    bob.work(lambda session: cite(session, "Stalin", "A message"))
    do(ann, lambda session: cite(session, "Kim", "A letter"))
    status = ann.window.bench.merging.count
    assert not status.isVisible()
    merged(ann, bob)
    assert status.text() == "2 conflicts"
    status.click()
    dialog = ann.window.bench.merging.conflicts
    assert dialog is not None
    shown = words(dialog)
    assert {"Kim", "Stalin", "A message", "A letter"} <= set(shown)
    assert sum(text.startswith("Ann · 20") for text in shown) == 2
    assert sum(text.startswith("Bob · 20") for text in shown) == 2
    title = ann.window.workspace.documents("source")[0].title
    button(dialog, f"Keep this: “{title}” · Author: Kim").click()
    ann.until(lambda: status.text() == "1 conflict")
    assert ann.window.workspace.documents("source")[0].citation["author"] == "Kim"
    ann.until(lambda: "Stalin" not in words(dialog))
    button(dialog, "Keep mine").click()
    ann.until(lambda: not status.isVisible())
    assert ann.window.workspace.documents("source")[0].title == "A letter"
    assert "Nothing is in conflict. All that was merged fits together." in words(dialog)
    # one step of undo brings it back
    dialog.close()
    ann.front()
    ann.trigger("edit.undo")
    ann.settle()
    assert ann.window.workspace.documents("source")[0].title in {"A letter", "A message"}


def test_the_newer_or_theirs_is_kept_by_rule(ann: Driver, bob: Colleague) -> None:
    do(ann, lambda session: cite(session, "Kim", "A letter"))
    bob.work(lambda session: cite(session, "Stalin", "A message"))
    merged(ann, bob)
    button(conflicts(ann), "Keep theirs").click()
    ann.until(lambda: not ann.window.workspace.snapshot.conflicts)  # type: ignore[union-attr]
    assert ann.window.workspace.documents("source")[0].citation["author"] == "Stalin"


def test_the_card_says_what_is_in_conflict(ann: Driver, bob: Colleague) -> None:
    evidence = ann.window.workspace.claims[0].evidence[0].id
    bob.work(lambda session: session.set_stance(evidence, "context"))
    do(ann, lambda session: session.set_stance(evidence, "contradicts"))
    merged(ann, bob)
    ann.window.workspace.choose(ann.window.workspace.claims[0].id)
    row = ann.window.parts.card.lists.row(evidence)
    assert row is not None
    assert row.conflicts.words == "In conflict: Stance"
    assert not ann.window.parts.card.conflicts.isVisible()
    row.conflicts.button.click()
    dialog = ann.window.bench.merging.conflicts
    assert dialog is not None
    assert {"contradicts", "context"} <= set(words(dialog))
    button(dialog, "Keep the newer").click()
    ann.until(lambda: not ann.window.workspace.snapshot.conflicts)  # type: ignore[union-attr]
    row = ann.window.parts.card.lists.row(evidence)
    assert row is not None
    assert not row.conflicts.isVisible()


def test_one_reviewer_on_two_computers_may_differ_with_herself(ann: Driver, bob: Colleague) -> None:
    one = ann.window.workspace.claims[0].id

    def as_ann(session: Session) -> None:
        session.be("Ann")
        session.give_reason(one, "So the letter says.")

    bob.work(as_ann)
    do(ann, lambda session: session.give_reason(one, "So the archive says."))
    merged(ann, bob)
    ann.window.workspace.choose(one)
    card = ann.window.parts.card
    assert card.conflicts.words == "In conflict: Reason"
    card.conflicts.button.click()
    dialog = ann.window.bench.merging.conflicts
    assert dialog is not None
    assert "The verdict of Ann on claim 1 · Reason" in " ".join(words(dialog))


def test_claims_on_one_passage_are_joined(ann: Driver, bob: Colleague) -> None:
    bob.work(lambda session: claim(session, BORDER, "denied"))
    do(ann, lambda session: claim(session, BORDER, "verified"))
    merged(ann, bob)
    assert ann.window.bench.merging.count.text() == "1 passage claimed twice"
    dialog = conflicts(ann)
    twins = ann.window.workspace.snapshot.twins[0]  # type: ignore[union-attr]
    button(dialog, "Show").click()
    assert ann.window.workspace.claim_id == twins[0].id
    button(dialog, f"Join claims {twins[0].label}, {twins[1].label}").click()
    ann.until(lambda: len(ann.window.workspace.claims) == 2)
    joined = ann.window.workspace.claims[1]
    assert sorted(v.verdict for v in joined.verdicts) == ["denied", "verified"]
    ann.until(lambda: "Nothing is in conflict. All that was merged fits together." in words(dialog))
