# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document behind a password in a project: read once, locked again when the project is opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.errors import DocumentError
from sidelight.session.session import Session
from tests.locked import PASSWORD, WORDS, locked_pdf


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(locked_pdf())
    return path


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Session]:
    """A project with a reader of its own, which forgets when the project is closed."""
    with Session.create(tmp_path / "own.sidelight", "Own", by="Ann") as made:
        yield made


@pytest.mark.parametrize("password", ["", "no"])
def test_refused_without_it_and_nothing_changed(password: str, own: Session, letter: Path) -> None:
    before = own.project.log.heads
    with pytest.raises(DocumentError) as error:
        own.add_document(letter, password=password)
    assert error.value.id == f"document.{'wrong_password' if password else 'encrypted'}"
    assert own.project.log.heads == before


def test_added_with_it_and_locked_when_opened_again(own: Session, letter: Path) -> None:
    document = own.add_document(letter, password=PASSWORD)
    assert own.layer(document).text.text == WORDS
    drawing = own.drawing(document)
    asked = (drawing.key, drawing.load, drawing.media_type, 1, 1.0)
    assert own.reader.draw(*asked).width == 400
    path = own.file.path
    own.close()
    for spelled in (PASSWORD.encode(), PASSWORD.encode("utf-16-le"), ascii(PASSWORD).encode()):
        assert spelled not in path.read_bytes()
    with Session.open(path, by="Ann") as again:
        document = again.document(1)
        assert again.layer(document).text.text == WORDS
        with pytest.raises(DocumentError) as error:
            again.reader.draw(*asked)
        assert error.value.id == "document.locked"
        with pytest.raises(DocumentError) as error:
            again.unlock(document, "no")
        assert error.value.id == "document.wrong_password"
        again.unlock(document, PASSWORD)
        assert again.reader.draw(*asked).width == 400
