# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that were left out of a copy are put back, the right ones and as they had been read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sidelight.errors import DocumentError, Refused
from sidelight.model.sharing import Choice
from sidelight.reader.remote import Reader
from sidelight.session.session import Session
from tests.locked import PASSWORD, locked_pdf
from tests.locked import WORDS as LOCKED_WORDS
from tests.session.conftest import LETTER
from tests.session.test_sharing import WORDS, as_someone, claim, evidence, merge, source

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Port</title></head><body>
<nav><a href="/">Home</a> <a href="/news">All the news there is</a></nav>
<article><h1>The port</h1><p>The port of the town was closed on Monday by order of the mayor, who
said that no ship would enter before the end of the week, whatever the owners of them did.</p>
<p>The owners said that they would go to court, and that the order had no ground in law.</p>
</article><footer>Imprint and contact</footer></body></html>"""


@contextmanager
def light(session: Session, path: Path, reader: Reader) -> Iterator[Session]:
    """Bob with a copy that lacks the files of sources."""
    session.share(path, Choice(sources=False))
    with as_someone(path, "Bob", reader) as bob:
        yield bob


def test_it_is_put_back_once_or_again_and_nothing_is_said_in_the_log(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    evidence(session, claim(session))
    letter = tmp_path / "any name.txt"
    letter.write_text(LETTER, "utf-8")
    with light(session, tmp_path / "light.sidelight", reader) as bob:
        before = bob.fingerprint
        bob.attach(source(bob), letter)
        assert not bob.left_out(source(bob))
        assert bob.file.absent() == set()
        bob.attach(source(bob), letter)
        assert bob.fingerprint == before
        held = bob.project.claims()[0].evidence[0].passage
        text = bob.layer(source(bob)).text
        assert text.slice(held.start, held.end) == WORDS
        assert bob.file.check() == []
    # nothing was lacking here
    session.attach(source(session), letter)
    assert session.file.check() == []


def test_another_file_is_refused_and_nothing_changes(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    near = tmp_path / "near.txt"
    near.write_text(LETTER + "\n", "utf-8")
    with light(session, tmp_path / "light.sidelight", reader) as bob:
        before = bob.file.absent()
        for path in (near, bob.file.path):
            with pytest.raises((Refused, DocumentError)):
                bob.attach(source(bob), path)
        with pytest.raises(DocumentError):
            bob.attach(source(bob), tmp_path / "nowhere.txt")
        assert bob.file.absent() == before
        assert bob.left_out(source(bob))


def test_a_web_page_is_read_as_it_was_read(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    page = tmp_path / "port.html"
    page.write_text(PAGE, "utf-8")
    document = session.add_document(page)
    session.keep_whole_page(document, whole=True)
    document = session.document(document.id)
    start, end = session.locate(document, "All the news there is")
    session.hide(document, [(start, end)])
    document = session.document(document.id)
    session.link(claim(session).id, document, *session.locate(document, "The owners said"))
    with light(session, tmp_path / "light.sidelight", reader) as bob:
        there = bob.document(document.id)
        assert bob.left_out(there)
        bob.attach(there, page)
        there = bob.document(document.id)
        assert (there.layer, there.hidden) == (document.layer, document.hidden)
        assert bob.locate(there, "All the news there is") == (start, end)
        assert bob.fingerprint == session.fingerprint


def test_a_locked_file_is_put_back_with_its_password(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(locked_pdf())
    document = session.add_document(letter, password=PASSWORD)
    with light(session, tmp_path / "light.sidelight", reader) as bob:
        there = bob.document(document.id)
        for password, error in (("", "encrypted"), ("no", "wrong_password")):
            with pytest.raises(DocumentError) as refused:
                bob.attach(there, letter, password=password)
            assert refused.value.id == f"document.{error}"
            assert bob.left_out(there)
        bob.attach(there, letter, password=PASSWORD)
        assert bob.layer(there).text.text == LOCKED_WORDS
        assert bob.fingerprint == session.fingerprint


def test_a_copy_of_a_copy_takes_files_back_from_a_merge(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    evidence(session, claim(session))
    with light(session, tmp_path / "light.sidelight", reader) as bob:
        again = bob.share(tmp_path / "again.sidelight")
        with as_someone(again, "Cyd", reader) as cyd:
            assert cyd.left_out(source(cyd))
            merge(cyd, bob.file.path)
            assert cyd.left_out(source(cyd))
            merge(cyd, session.file.path)
            assert not cyd.left_out(source(cyd))
            assert cyd.layer(source(cyd)).text
            assert cyd.file.check() == []
