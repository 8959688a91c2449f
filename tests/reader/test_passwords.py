# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents behind a password: told, opened, kept in memory and nowhere else."""

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.errors import DocumentError
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.reading import Request
from sidelight.reader.remote import Reader
from tests.locked import PASSWORD, WORDS, locked_pdf
from tests.reader.office import docx, paragraph

Fixture = Callable[..., Any]
PDF = "application/pdf"


@pytest.fixture
def fresh() -> Any:
    """A reader of its own: what it remembers must be nobody else's."""
    with Reader() as made:
        yield made


def test_reading_with_the_password(reader: Reader) -> None:
    found = reader.extract(locked_pdf(), "letter.pdf", password=PASSWORD)
    assert found.layer.text.text == WORDS


@pytest.mark.parametrize(
    ("password", "id_"),
    [("", "document.encrypted"), ("no", "document.wrong_password"), (PASSWORD[:-1], None)],
)
def test_reading_without_it_says_why(password: str, id_: str | None, reader: Reader) -> None:
    with pytest.raises(DocumentError) as error:
        reader.extract(locked_pdf(), "letter.pdf", password=password)
    assert error.value.id == (id_ or "document.wrong_password")
    assert PASSWORD not in str(error.value)


def test_a_password_that_only_guards_printing_is_not_asked_for(reader: Reader) -> None:
    data = locked_pdf(password="")
    assert reader.extract(data, "letter.pdf").layer.text.text == WORDS


def test_a_password_that_is_not_needed_does_no_harm(reader: Reader) -> None:
    data = docx(paragraph("Words."))
    assert reader.extract(data, "a.docx", password="x").layer.text.text == "Words."


def test_drawing_is_locked_until_unlocked(fresh: Reader) -> None:
    data = locked_pdf()
    for _ in range(2):
        with pytest.raises(DocumentError) as error:
            fresh.draw("k", lambda: data, PDF, 1, 1.0, name="letter.pdf")
        assert error.value.id == "document.locked"
    with pytest.raises(DocumentError) as error:
        fresh.unlock("k", lambda: data, PDF, "no", name="letter.pdf")
    assert error.value.id == "document.wrong_password"
    assert fresh.password_of("k") == ""
    fresh.unlock("k", lambda: data, PDF, PASSWORD)
    assert fresh.draw("k", lambda: data, PDF, 1, 1.0).width == 400
    assert fresh.png("k", lambda: data, PDF, 1, 72).startswith(b"\x89PNG")


def test_a_new_process_is_given_the_password_again(fresh: Reader) -> None:
    data = locked_pdf()
    fresh.remember("k", PASSWORD)
    assert fresh.draw("k", lambda: data, PDF, 1, 1.0).width == 400
    fresh._workers.pop("draw").close()
    assert fresh.draw("k", lambda: data, PDF, 1, 1.0).width == 400


def test_another_document_is_not_opened_by_it(fresh: Reader) -> None:
    fresh.remember("k", PASSWORD)
    with pytest.raises(DocumentError) as error:
        fresh.draw("other", locked_pdf, PDF, 1, 1.0)
    assert error.value.id == "document.locked"


def test_forgetting_forgets_passwords_too(fresh: Reader) -> None:
    fresh.remember("k", PASSWORD)
    fresh.forget()
    with pytest.raises(DocumentError):
        fresh.draw("k", locked_pdf, PDF, 1, 1.0)


def test_a_password_shows_in_no_description() -> None:
    assert PASSWORD not in repr(Request(b"", "a.pdf", password=PASSWORD))


def test_a_locked_scan(reader: Reader) -> None:
    document: Any = pymupdf.open()
    document.new_page()
    data = bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_RC4_128, user_pw="river"))
    found = reader.extract(data, "scan.pdf", password="river")
    assert (len(found.pages), found.layer.text.text) == (1, "")
