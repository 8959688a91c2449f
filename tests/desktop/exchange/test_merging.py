# SPDX-License-Identifier: AGPL-3.0-or-later
"""Merging and comparing in the window: looked at first, written on demand, taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from sidelight.desktop.exchange.erase_dialog import EraseDialog
from sidelight.desktop.exchange.preview_dialog import PreviewDialog
from sidelight.session import backing_up as backups
from sidelight.session.merge_preview import Row
from sidelight.session.session import Session
from sidelight.store.places import state_folder
from tests.desktop.exchange.conftest import BORDER, Colleague, claim, link, modal
from tests.desktop.test_documents import drop

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def looked(driver: Driver) -> PreviewDialog:
    """The preview, once it is shown."""
    merging = driver.window.bench.merging
    driver.until(lambda: merging.preview is not None and merging.preview.isVisible())
    assert merging.preview is not None
    return merging.preview


def look(driver: Driver, path: Path, *, merging: bool = True) -> PreviewDialog:
    driver.window.bench.merging.look([path], merging=merging)
    return looked(driver)


def rows(dialog: PreviewDialog) -> list[tuple[str, str]]:
    """What the list shows: what happened to what; titles of sections left out."""
    return [(row.what, row.text) for row in dialog.list.lines.rows if isinstance(row, Row)]


def choose(dialog: PreviewDialog, text: str) -> None:
    """Choose the row that begins with some words."""
    shown = [row.text if isinstance(row, Row) else "" for row in dialog.list.lines.rows]
    dialog.list.choose(next(at for at, words in enumerate(shown) if words.startswith(text)))


def details(dialog: PreviewDialog) -> list[str]:
    """The words under the list."""
    return [found.text() for found in dialog._details.findChildren(QLabel)]


def bobs_work(bob: Session) -> None:
    """A verdict with a reason, evidence, a note, a new claim and another title."""
    one = bob.project.claims()[0].id
    bob.judge(one, "denied", reason="The letter speaks of help, not of aid.")
    link(bob, one, "31 August", "contradicts")
    bob.add_note(one, "Seen in the archive.")
    claim(bob, BORDER, "disputed")
    bob.cite(bob.document("Letter of 1950"), {"title": "Letter of 31 August 1950"})


def staged() -> list[Path]:
    """What is held aside of other files."""
    return list((state_folder() / "reading").glob("*.incoming"))


def test_nothing_is_written_before_merge_is_pressed(
    ann: Driver, begun: Path, bob: Colleague
) -> None:
    bob.work(bobs_work)
    before = begun.read_bytes()
    dialog = look(ann, bob.path)
    assert dialog.windowTitle() == "Merge bob.sidelight — Sidelight"
    assert dialog.summary.text() == (
        "Bob: 1 claim, 2 verdicts, 1 piece of evidence, 1 note new; 1 document changed"
    )
    assert dialog.counts.text().startswith("5 acts are new here, since 20")
    assert rows(dialog) == [
        ("changed", "Document changed: “Letter of 31 August 1950”"),
        ("new", "Verdict on claim 1: Denied “The letter speaks of help, not of aid.”"),
        ("new", "Evidence for claim 1 (contradicts): “31 August”"),
        ("new", "Note on claim 1: “Seen in the archive.”"),
        ("new", "New claim 2: “The two countries share a land border”"),
        ("new", "Verdict on claim 2: Disputed"),
    ]
    ann.settle()
    assert begun.read_bytes() == before
    assert len(staged()) == 1
    dialog.cancel.click()
    ann.settle()
    assert ann.window.bench.merging.preview is None
    assert staged() == []
    assert begun.read_bytes() == before


def test_a_row_brings_up_both_sides(ann: Driver, bob: Colleague) -> None:
    bob.work(bobs_work)
    sources = ann.window.parts.sources
    register = next(d for d in ann.window.workspace.documents("source") if "Реестр" in d.title)
    sources.show_document(register.id)
    dialog = look(ann, bob.path)
    assert ann.window.workspace.claim_id == ""
    choose(dialog, "Evidence for claim 1")
    assert ann.window.workspace.claim is not None
    assert sources.page is not None
    assert sources.page.document.title == "Letter of 1950"
    choose(dialog, "Document changed")
    assert "Title, here" in details(dialog)
    assert "Letter of 31 August 1950" in details(dialog)
    choose(dialog, "New claim 2")
    page = ann.page("article")
    ann.until(lambda: page.view.page_now() == 1)
    # Enter goes there again, and does not merge
    dialog.list.setFocus()
    ann.press(Qt.Key.Key_Return)
    ann.settle()
    assert len(ann.window.workspace.claims) == 1
    dialog.reject()


def test_a_merge_comes_in_and_can_be_taken_back(ann: Driver, bob: Colleague) -> None:
    bob.work(bobs_work)
    window = ann.window
    look(ann, bob.path).ok.click()
    bar = window.bench.outcome
    ann.until(lambda: bar.isVisible() and window.bench.merging.preview is None)
    assert bar.text.startswith("Merged. Bob: 1 claim, 2 verdicts")
    assert len(window.workspace.claims) == 2
    assert window.parts.sources.tab_texts()[0] == "Letter of 31 August 1950"
    assert window.actions_["project.back"].isEnabled()
    bar.back.click()
    ann.until(lambda: len(window.workspace.claims) == 1)
    assert window.parts.sources.tab_texts()[0] == "Letter of 1950"
    ann.until(lambda: bar.text == "The project is as it was before the merge.")
    assert not bar.back.isVisible()
    assert not window.actions_["project.back"].isEnabled()


def test_the_way_back_ends_with_the_next_act(ann: Driver, bob: Colleague) -> None:
    bob.work(bobs_work)
    look(ann, bob.path).ok.click()
    ann.until(ann.window.bench.outcome.isVisible)
    ann.front()
    ann.claim("A treaty was signed on Wednesday")
    assert not ann.window.bench.outcome.isVisible()
    assert not ann.window.actions_["project.back"].isEnabled()


def test_documents_that_came_and_went_keep_the_tabs_right(ann: Driver, bob: Colleague) -> None:
    bob.work(lambda session: session.add_text("Words of the archive.", title="Reply"))
    tabs = ann.window.parts.sources.tab_texts
    look(ann, bob.path).ok.click()
    ann.until(lambda: "Reply" in tabs())
    reply = next(d for d in ann.window.workspace.documents("source") if d.title == "Reply")
    ann.window.parts.sources.show_document(reply.id)
    assert ann.page("source").view.text.layer.text.text.startswith("Words of the archive.")
    ann.trigger("project.back")
    ann.until(lambda: "Reply" not in tabs())
    assert ann.page("source").document.title in tabs()


def test_a_project_that_moved_on_is_looked_at_again(ann: Driver, bob: Colleague) -> None:
    bob.work(bobs_work)
    dialog = look(ann, bob.path)
    ann.front()
    ann.claim("A treaty was signed on Wednesday")
    dialog.ok.click()
    ann.until(dialog.news.isVisible)
    assert dialog.news.text().startswith("The project has changed meanwhile.")
    assert "They lack 1 act that is here." in dialog.counts.text()
    assert len(ann.window.workspace.claims) == 2
    dialog.ok.click()
    ann.until(lambda: len(ann.window.workspace.claims) == 3)


def test_another_project_is_asked_about(ann: Driver, tmp_path: Path) -> None:
    other = tmp_path / "other.sidelight"
    with Session.create(other, "Another", by="Carol") as made:
        made.add_text("Other words.", title="Other")
    dialog = look(ann, other)
    assert dialog.warning.text().startswith("other.sidelight is not a copy of this project")
    assert not dialog.ok.isEnabled()
    dialog.unrelated.setChecked(True)
    dialog.ok.click()
    ann.until(lambda: "Other" in ann.window.parts.sources.tab_texts())


def test_comparing_shows_the_same_and_leads_on_to_a_merge(ann: Driver, bob: Colleague) -> None:
    dialog = look(ann, bob.path, merging=False)
    assert dialog.windowTitle() == "Compare with bob.sidelight — Sidelight"
    assert dialog.counts.text() == "They have nothing that is not here."
    assert not dialog.ok.isEnabled()
    dialog.reject()
    bob.work(bobs_work)
    dialog = look(ann, bob.path, merging=False)
    assert (dialog.ok.text(), dialog.cancel.text()) == ("Merge…", "Close")
    dialog.ok.click()
    assert (dialog.ok.text(), dialog.cancel.text()) == ("Merge", "Cancel")
    ann.settle()
    assert len(ann.window.workspace.claims) == 1
    dialog.ok.click()
    ann.until(lambda: len(ann.window.workspace.claims) == 2)


def test_a_change_set_is_chosen_by_keys_and_merged(ann: Driver, bob: Colleague) -> None:
    bob.work(bobs_work)
    changes = bob.changes()
    ann.front()
    ann.press(Qt.Key.Key_M, CTRL_ALT)
    ann.until(lambda: ann.window.findChildren(QFileDialog))
    files = ann.window.findChildren(QFileDialog)[0]
    assert "*.sidelight-changes" in files.nameFilters()[0]
    files.filesSelected.emit([str(changes)])
    files.reject()
    dialog = looked(ann)
    assert "bob.sidelight-changes" in dialog.windowTitle()
    dialog.ok.click()
    ann.until(lambda: len(ann.window.workspace.claims) == 2)


def test_dropped_copies_are_offered_for_a_merge(ann: Driver, begun: Path, bob: Colleague) -> None:
    bob.work(bobs_work)
    drop(ann.window.parts.sources, [bob.path])
    looked(ann).reject()
    drop(ann.window, [bob.changes()])
    looked(ann).reject()
    drop(ann.window, [begun])
    ann.until(ann.window.errors.isVisible)
    assert "is this project" in ann.window.errors.text
    assert len(ann.window.workspace.claims) == 1


def test_a_project_dropped_on_the_first_page_opens(
    open_window: Opener, begun: Path, bob: Colleague
) -> None:
    driver = open_window(None)
    drop(driver.window, [bob.changes()])
    assert "Open the project first" in driver.window.errors.text
    drop(driver.window, [begun])
    driver.until(lambda: driver.window.workspace.snapshot is not None)


def test_leaving_the_project_lets_go_of_what_was_looked_at(ann: Driver, bob: Colleague) -> None:
    bob.work(bobs_work)
    look(ann, bob.path)
    ann.window.bench.merging.show_conflicts()
    ann.trigger("project.close")
    ann.settle_closed()
    assert ann.window.bench.merging.preview is None
    assert ann.window.bench.merging.conflicts is None
    assert staged() == []


def test_a_damaged_file_is_told_in_a_sentence(ann: Driver, tmp_path: Path) -> None:
    bad = tmp_path / "bad.sidelight"
    bad.write_bytes(b"no database at all")
    ann.window.bench.merging.look([bad], merging=True)
    ann.until(ann.window.errors.isVisible)
    assert "bad.sidelight" in ann.window.errors.text
    assert ann.window.bench.merging.preview is None


def test_looking_through_a_file_can_be_stopped(ann: Driver, bob: Colleague) -> None:
    bob.work(lambda session: session.add_text("Words. " * 120_000, title="Long"))
    merging, bridge = ann.window.bench.merging, ann.window.bridge
    merging.look([bob.path], merging=True)
    # as the cross in the status bar does, once there is progress to be seen
    bridge.busy.connect(lambda words, share: bridge.cancel() if words and share >= 0 else None)
    ann.until(lambda: ann.window.parts.status.said == "Stopped; nothing was merged.")
    assert merging.preview is None
    assert staged() == []


def test_a_project_of_a_newer_program_is_compared_and_not_merged(
    open_window: Opener, begun: Path, bob: Colleague
) -> None:
    bob.work(bobs_work)
    with sqlite3.connect(begun) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    driver = open_window(begun)
    assert not driver.window.workspace.writable
    for id_ in ("project.merge", "project.be", "project.back"):
        assert not driver.window.actions_[id_].isEnabled(), id_
    dialog = look(driver, bob.path, merging=False)
    assert len(rows(dialog)) == 6
    assert not dialog.ok.isEnabled()
    assert driver.window.actions_["project.share"].isEnabled()


def test_a_removal_for_good_is_followed_into_our_own_copies(
    ann: Driver, begun: Path, bob: Colleague
) -> None:
    bob.work(lambda s: s.erase(s.plan_erasure("claim", s.project.claims()[0].id), traces=False))
    look(ann, bob.path).ok.click()
    bar = ann.window.bench.outcome
    ann.until(bar.isVisible)
    assert "still in copies that Sidelight keeps on this computer: the project as" in bar.text
    (offer,) = bar.offers
    offer.click()
    asked = modal(ann, EraseDialog)
    assert isinstance(asked, EraseDialog)
    assert asked.sentences[1] == "Without them the merge cannot be taken back."
    asked.remove.click()
    ann.until(lambda: "are removed" in bar.text)
    assert not bar.back.isVisible()
    snapshot = ann.window.workspace.snapshot
    assert snapshot is not None
    assert not snapshot.can_go_back
    assert backups.of_path(begun) == []
