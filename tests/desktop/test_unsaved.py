# SPDX-License-Identifier: AGPL-3.0-or-later
"""What could not be saved is kept, shown, and saved as soon as that is possible."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sidelight.desktop.error_words import said
from sidelight.errors import InputError, Refused
from sidelight.session.session import Session

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


def test_what_cannot_be_saved_under_a_replaced_project_is_put_back_where_it_came_from(
    driver: Driver, project: Path
) -> None:
    driver.claim("land border", Qt.Key.Key_2)
    before = replace_under(project)
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


def test_a_project_replaced_under_the_window_keeps_what_is_typed_until_it_can_be_saved(
    driver: Driver, project: Path, tmp_path: Path
) -> None:
    driver.claim("invaluable aid")
    first = driver.claim("land border", Qt.Key.Key_2)
    before = replace_under(project)
    errors, card = driver.window.parts.errors, driver.window.parts.card
    driver.press(Qt.Key.Key_N)
    QTest.keyClicks(card.reason, "a careful reason")
    driver.page("article").view.setFocus()
    driver.until(errors.isVisible)
    assert "was replaced or removed by another program" in errors.text
    assert driver.window.top.saved == "The last change is not saved"
    assert card.reason.toPlainText() == "a careful reason"
    # what was typed comes back with its claim
    driver.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    driver.settle()
    assert card.reason.toPlainText() == ""
    driver.window.bench.going.to_claim(first)
    driver.settle()
    assert card.reason.toPlainText() == "a careful reason"
    card.note.setText("and a note")
    card.note.editingFinished.emit()
    driver.settle()
    assert card.note.text() == "and a note"
    assert project.read_bytes() == before
    rescue(driver, first, tmp_path)


def rescue(driver: Driver, first: str, tmp_path: Path) -> None:
    """Take the way out that the sentence names: a copy has all but what could not be saved,
    and that stands in its field still.
    """
    card = driver.window.parts.card
    copy = tmp_path / "rescued.sidelight"
    driver.window.bench.project_verbs.copy(copy)
    driver.until(copy.exists)
    driver.settle()
    driver.window.open(copy)
    snapshot = driver.window.workspace.snapshot
    driver.until(lambda: driver.window.workspace.snapshot not in (None, snapshot))
    driver.settle()
    driver.window.bench.going.to_claim(first)
    assert card.reason.toPlainText() == "a careful reason"
    driver.window.close()
    with Session.open(copy, by="Ann") as session:
        claim = session.snapshot().claims[1]
        assert claim.verdicts[0].reason == "a careful reason"
        assert len(session.snapshot().claims) == 2


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process grow, as on a disk without room."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_loses_nothing_and_the_next_try_saves(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.claim("land border")
    card, errors = driver.window.parts.card, driver.window.parts.errors
    driver.press(Qt.Key.Key_N)
    QTest.keyClicks(card.reason, "written to a full disk")
    with full_disk():
        driver.page("article").view.setFocus()
        driver.until(errors.isVisible)
        card.note.setText("a note too")
        card.note.editingFinished.emit()
        driver.settle()
        driver.press(Qt.Key.Key_3)
        driver.settle()
    assert driver.window.top.saved == "The last change is not saved"
    assert card.note.text() == "a note too"
    assert card.reason.toPlainText() == "written to a full disk"
    claim = driver.window.workspace.claim
    assert claim is not None
    assert claim.verdicts[0].verdict == "verified"
    driver.press(Qt.Key.Key_3)
    driver.settle()
    driver.settle()
    assert driver.window.top.saved == "All changes saved"
    claim = driver.window.workspace.claim
    assert claim is not None
    assert (claim.verdicts[0].verdict, claim.verdicts[0].reason) == (
        "denied",
        "written to a full disk",
    )
    assert [note.text for note in claim.notes] == ["a note too"]


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
