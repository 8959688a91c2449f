# SPDX-License-Identifier: AGPL-3.0-or-later
"""What could not be saved is kept, shown, and saved as soon as that is possible."""

from __future__ import annotations

import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from sidelight.desktop.background_check import words
from sidelight.desktop.dialogs.unsaved import UnsavedQuestion
from sidelight.desktop.error_words import said
from sidelight.errors import InputError, Refused
from sidelight.session.session import Session
from sidelight.store import trust
from sidelight.store.looking import Damage

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]


def replace_under(project: Path) -> bytes:
    """Put another copy in the place of a project that is open; return what it holds."""
    data = project.read_bytes()
    colleagues = project.with_name("colleague")
    colleagues.write_bytes(data)
    colleagues.replace(project)
    return data


def test_what_is_refused_is_put_back_where_it_came_from(driver: Driver, project: Path) -> None:
    driver.claim("land border", Qt.Key.Key_2)
    before = replace_under(project)
    # as where there is no way to keep what cannot be saved
    driver.window.bridge.fetch(lambda session: setattr(session.file, "keeps", False))
    view = driver.page("article").view
    # a selection that nothing could be made of is given back
    start, end = driver.select("article", "signed on Wednesday")
    driver.press(Qt.Key.Key_1)
    driver.until(driver.window.parts.errors.isVisible)
    driver.settle()
    assert view.selection() == (start, end)
    assert len(driver.window.workspace.claims) == 1
    view.clear_selection()
    # ends dragged elsewhere go back
    passage = driver.window.workspace.claims[0].passages[0]
    view.adjust(passage.id, passage.passage.start, passage.passage.end + 2)
    driver.settle()
    shown = next(mark for mark in view._marks.highlights if mark.id == passage.id)
    assert (shown.start, shown.end) == (passage.passage.start, passage.passage.end)
    source = driver.select("source", "31 August")
    driver.press(Qt.Key.Key_E)
    driver.settle()
    assert driver.page("source").view.selection() == source
    assert not driver.window.bench.claim_verbs.popup.isVisible()
    assert project.read_bytes() == before


def test_a_project_replaced_under_the_window_goes_on_and_is_saved_elsewhere(
    driver: Driver, project: Path, tmp_path: Path
) -> None:
    driver.claim("invaluable aid")
    first = driver.claim("land border", Qt.Key.Key_2)
    before = replace_under(project)
    window, card = driver.window, driver.window.parts.card
    driver.press(Qt.Key.Key_N)
    QTest.keyClicks(card.reason, "a careful reason")
    driver.page("article").view.setFocus()
    bar = window.parts.unsaved
    driver.until(bar.isVisible)
    assert "was replaced by another file" in bar.text
    assert [button.text() for button in bar.offers] == ["Merge the two", "Save elsewhere…"]
    assert window.top.saved == window.parts.status.saved == "1 change not saved"
    # work goes on, shown like all other
    driver.claim("signed on Wednesday", Qt.Key.Key_3)
    assert window.top.saved == "2 changes not saved"
    assert not window.parts.errors.isVisible()
    driver.window.bench.going.to_claim(first)
    driver.settle()
    assert card.reason.toPlainText() == "a careful reason"
    saved = tmp_path / "saved.sidelight"
    save_elsewhere(driver, saved)
    assert not bar.isVisible()
    assert "saved.sidelight" in window.parts.status.said
    assert window.parts.remembered.recent()[0] == saved
    driver.claim("pact")
    window.close()
    assert project.read_bytes() == before
    with Session.open(saved, by="Ann") as session:
        claims = session.snapshot().claims
        assert len(claims) == 4
        assert claims[1].verdicts[0].reason == "a careful reason"
        assert session.file.check() == []


def test_a_project_replaced_by_a_colleagues_version_becomes_one_with_it(
    driver: Driver, project: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.sidelight"
    shutil.copy(project, theirs)
    with Session.open(theirs, by="Bob") as session:
        article = session.article()
        session.claim(article, *session.locate(article, "land border"), "denied")
    driver.claim("invaluable aid")
    theirs.replace(project)
    driver.claim("signed on Wednesday", Qt.Key.Key_2)
    window = driver.window
    bar = window.parts.unsaved
    driver.until(bar.isVisible)
    bar.offers[0].click()
    driver.until(lambda: not bar.isVisible())
    driver.until(lambda: window.top.saved == "All changes saved")
    assert "one again" in window.parts.status.said
    driver.settle()
    snapshot = window.parts.workspace.snapshot
    assert snapshot is not None
    assert {claim.words for claim in snapshot.claims} == {
        "invaluable aid",
        "land border",
        "signed on Wednesday",
    }
    driver.claim("pact")
    window.close()
    with Session.open(project, by="Ann") as session:
        assert len(session.project.claims()) == 4
        assert session.file.check() == []


def save_elsewhere(driver: Driver, path: Path) -> None:
    """Take the way out that the message offers, which begins in the project's folder."""
    window = driver.window
    window.parts.unsaved.offers[1].click()
    (dialog,) = (found for found in window.findChildren(QFileDialog) if found.isVisible())
    assert Path(dialog.directory().absolutePath()) == path.parent
    dialog.selectFile(str(path))
    dialog.accept()
    driver.until(lambda: window.top.saved == "All changes saved")
    window.activateWindow()
    driver.until(window.isActiveWindow)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process grow, as on a disk without room."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_loses_nothing_and_the_next_try_saves_all(
    driver: Driver, project: Path
) -> None:
    driver.claim("invaluable aid")
    driver.claim("land border")
    card, bar = driver.window.parts.card, driver.window.parts.unsaved
    driver.press(Qt.Key.Key_N)
    QTest.keyClicks(card.reason, "written to a full disk")
    with full_disk():
        driver.page("article").view.setFocus()
        driver.until(bar.isVisible)
        card.note.setText("a note too")
        card.note.editingFinished.emit()
        driver.press(Qt.Key.Key_3)
        driver.settle()
        assert driver.window.top.saved == "3 changes not saved"
        assert "in this window only" in bar.text
        # put away, it comes again only with other news
        bar.hide()
        driver.press(Qt.Key.Key_2)
        driver.settle()
        assert not bar.isVisible()
        driver.window.bench.saving.try_again()
        driver.until(bar.isVisible)
    again, _elsewhere = bar.offers
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    driver.until(lambda: driver.window.top.saved == "All changes saved")
    assert not bar.isVisible()
    driver.window.close()
    with Session.open(project, by="Ann") as session:
        claim = session.snapshot().claims[1]
        verdict = claim.verdicts[0]
        assert (verdict.verdict, verdict.reason) == ("disputed", "written to a full disk")
        assert [note.text for note in claim.notes] == ["a note too"]


def question(driver: Driver) -> UnsavedQuestion:
    """The question that is open now."""
    found: list[UnsavedQuestion] = []

    def there() -> bool:
        found[:] = [q for q in driver.window.findChildren(UnsavedQuestion) if q.isVisible()]
        return bool(found)

    driver.until(there)
    return found[0]


def test_closing_with_something_unsaved_asks_and_offers_it_at_the_next_opening(
    driver: Driver, project: Path, open_window: Opener
) -> None:
    away = project.with_name("away")
    project.rename(away)
    driver.claim("land border", Qt.Key.Key_2)
    driver.window.close()
    assert driver.window.isVisible()
    asked = question(driver)
    assert "1 change is not saved" in asked.windowTitle()
    assert "offers it at the next opening" in asked.said
    asked.reject()
    # nor is another project opened over it
    driver.trigger("project.close")
    question(driver).reject()
    assert driver.window.workspace.snapshot is not None
    driver.window.close()
    question(driver).leave.click()
    driver.until(lambda: not driver.window.isVisible())
    away.rename(project)
    second = open_window(project)
    offer = second.window.parts.offer
    second.until(offer.isVisible)
    assert offer.text.startswith("1 change of ")
    assert second.window.workspace.claims == ()
    offer.offers[1].click()
    assert "for good?" in offer.text
    offer.offers[1].click()
    offer.offers[0].click()
    second.until(lambda: len(second.window.workspace.claims) == 1)
    assert not offer.isVisible()
    second.until(lambda: second.window.top.saved == "All changes saved")


def test_a_second_window_reads_until_the_first_has_gone(
    driver: Driver, project: Path, open_window: Opener
) -> None:
    driver.claim("land border", Qt.Key.Key_2)
    second = open_window(project)
    notice = second.window.parts.notice
    assert notice.isVisible()
    assert "Ann on " in notice.text
    assert "You can read it here" in notice.text
    assert second.window.top.saved == "For reading only"
    assert [claim.label for claim in second.window.workspace.claims] == ["1"]
    assert not second.window.actions_["claim.verified"].isEnabled()
    first = driver.window.workspace.claim_id
    driver.window.bridge.do(lambda session: session.add_note(first, "written meanwhile"))
    driver.settle()
    assert driver.window.top.saved == "All changes saved"
    driver.window.close()
    second.until(lambda: [b.text() for b in notice.offers] == ["Open for editing"])
    notice.offers[0].click()
    second.until(lambda: second.window.workspace.writable)
    second.until(lambda: not second.window.parts.notice.isVisible())
    assert [note.text for note in second.window.workspace.claims[0].notes] == ["written meanwhile"]
    second.claim("signed on Wednesday")


def test_damage_of_an_open_project_is_told_with_what_is_sound(
    driver: Driver, project: Path, open_window: Opener
) -> None:
    source = driver.page("source").document
    driver.claim("land border", Qt.Key.Key_2)
    check = driver.window.bench.check
    driver.window.close()
    assert not check.running
    count, _heads = trust.recall(project) or (0, "")
    with Session.open(project, by="Ann") as session:
        heads = set(session.project.log.heads)
    with sqlite3.connect(project) as rotten:
        rotten.execute("UPDATE blob SET bytes = x'00' WHERE hash = ?", (source.id,))
    rotten.close()
    trust.remember(project, count, heads)
    second = open_window(project)
    errors = second.window.parts.errors
    second.until(errors.isVisible)
    assert f"“{source.title}”" in errors.text
    assert "Claims, verdicts, evidence and notes are sound." in errors.text
    assert not second.window.bench.check.running
    other = open_window(None)
    other.window.bench.saving.tell_damage(words(Damage((), tables=True)))
    assert "structure" in other.window.parts.errors.text


def test_what_could_not_be_saved_is_not_carried_over_to_another_project(
    driver: Driver, project: Path, tmp_path: Path
) -> None:
    driver.claim("invaluable aid")
    driver.claim("land border")
    card, errors = driver.window.parts.card, driver.window.parts.errors
    driver.press(Qt.Key.Key_N)
    QTest.keyClicks(card.reason, "more")
    with full_disk():
        card.flush()
        driver.settle()
    other = tmp_path / "other.sidelight"
    with Session.create(other, "Other", by="Ann") as session:
        article = session.add_text("The harbour was rebuilt.", kind="article", title="Harbour")
        session.claim(article, 3, 10, "verified", reason="own words")
    driver.window.open(other)
    driver.until(lambda: driver.window.windowTitle() == "Other — Sidelight")
    driver.settle()
    driver.window.bench.going.to_claim(driver.window.workspace.claims[0].id)
    driver.settle()
    assert card.reason.toPlainText() == "own words"
    assert not errors.isVisible()
    driver.window.close()
    with Session.open(project, by="Ann") as session:
        assert len(session.snapshot().claims) == 2


def test_an_undo_that_another_overtook_names_the_act_as_people_call_it(
    driver: Driver, project: Path
) -> None:
    error = Refused("undo.overtaken", who="Berta", what="remove claim")
    assert said(error) == (
        "This cannot be undone: Berta has since changed the same thing (Claim removed). "
        "Change it by hand instead."
    )
    assert said(Refused("undo.overtaken", who="B", what="odd")).count("odd") == 1
    assert said(InputError("text.empty", hint="Then go on.")).endswith("word. Then go on.")
    driver.claim("invaluable aid")
    driver.window.close()
    with Session.open(project, by="Berta") as session:
        session.add_note(session.snapshot().claims[0].id, "mine hangs on it")
    with Session.open(project, by="Ann") as session, pytest.raises(Refused) as refused:
        session.undo()
    assert "Note added" in said(refused.value)
