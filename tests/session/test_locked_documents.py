# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents behind passwords among others: words, claims and areas need the password only once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.errors import DocumentError
from sidelight.model.records import Document
from sidelight.session.session import Session
from tests.locked import PASSWORD, WORDS, locked_pdf


def add(session: Session, folder: Path, name: str, password: str, words: str = WORDS) -> Document:
    """Add a locked article."""
    path = folder / name
    path.write_bytes(locked_pdf(password, words))
    return session.add_document(path, kind="article", password=password)


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A project with a claim on a locked article, closed."""
    with Session.create(tmp_path / "own.sidelight", "Own", by="Ann") as made:
        article = add(made, tmp_path, "letter.pdf", PASSWORD)
        made.claim(article, *made.locate(article, "harbour master"), "verified")
        return made.file.path


@pytest.fixture
def again(closed: Path) -> Iterator[Session]:
    """That project, opened anew by a reader that knows no password."""
    with Session.open(closed, by="Ann") as opened:
        yield opened


def draw(session: Session, document: Document) -> int:
    """The width of its first page as drawn."""
    drawing = session.drawing(document)
    drawn = session.reader.draw(drawing.key, drawing.load, drawing.media_type, 1, 1.0)
    return drawn.width


def test_words_are_found_claimed_and_reported_while_locked(again: Session, tmp_path: Path) -> None:
    article = again.document(1)
    assert {hit.kind for hit in again.search("harbour master")} == {"document", "claim"}
    claim = again.claim(article, *again.locate(article, "two lines"), "denied")
    assert again.place(claim.passages[0].passage) == "p. 1"
    assert "two lines" in again.report(tmp_path / "r.md").read_text("utf-8")
    made = again.quotation(article, *again.locate(article, "two lines"))
    assert made.words == "“two lines”"


def test_a_picture_of_a_locked_area_is_left_out_until_unlocked(again: Session) -> None:
    article = again.document(1)
    claim = again.claim_area(article, 1, (30, 40, 200, 80))
    passage = claim.passages[0].passage
    assert again.picture(passage) == b""
    again.unlock(article, PASSWORD)
    assert again.picture(passage).startswith(b"\x89PNG")


def test_a_wrong_password_leaves_it_locked(again: Session) -> None:
    article = again.document(1)
    for wrong in ("", PASSWORD.lower(), PASSWORD + " "):
        with pytest.raises(DocumentError):
            again.unlock(article, wrong)
    with pytest.raises(DocumentError) as error:
        draw(again, article)
    assert error.value.id == "document.locked"
    again.unlock(article, PASSWORD)
    assert draw(again, article) == 400


def test_each_document_has_its_own_password(again: Session, tmp_path: Path) -> None:
    second = add(again, tmp_path, "other.pdf", "second", "Another letter of the port.")
    assert draw(again, second) == 400
    with pytest.raises(DocumentError):
        draw(again, again.document(1))
    with pytest.raises(DocumentError):
        again.unlock(again.document(1), "second")
    again.unlock(again.document(1), PASSWORD)
    assert (draw(again, again.document(1)), draw(again, second)) == (400, 400)


def test_unlocking_changes_nothing_in_the_project(again: Session) -> None:
    before = set(again.project.log.heads)
    again.unlock(again.document(1), PASSWORD)
    assert again.project.log.heads == before
    assert again.file.check() == []


def test_the_password_that_opens_all_rights_opens_too(again: Session) -> None:
    again.unlock(again.document(1), "another")
    assert draw(again, again.document(1)) == 400
