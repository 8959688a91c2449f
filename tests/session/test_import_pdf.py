# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks that stand in PDFs come in, those of the project's own documents too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.model.records import Document
from sidelight.reader.remote import Reader
from sidelight.session.annotating import annotated
from sidelight.session.import_choices import ADD_ARTICLE, ImportChoices
from sidelight.session.importing import marks_in, plan_import, read_file, read_marks, take_in
from sidelight.session.session import Session
from tests.reader.marked_pdf import highlight, marked, text
from tests.scans import printed_pdf


@pytest.fixture
def printed(tmp_path: Path, reader: Reader) -> Iterator[tuple[Session, Document]]:
    """Ann's project with a printed article of two lines and a picture."""
    path = tmp_path / "bridge.pdf"
    path.write_bytes(printed_pdf())
    with Session.create(tmp_path / "p.sidelight", "P", by="Ann", reader=reader) as session:
        yield session, session.add_document(path, kind="article")


def test_what_we_wrote_into_a_copy_is_known_again(
    printed: tuple[Session, Document], tmp_path: Path
) -> None:
    session, article = printed
    claim = session.claim(article, *session.locate(article, "were finished"), "denied")
    session.add_note(claim.id, "Which letter?")
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(annotated(session, article).pdf)
    plan = plan_import(session, read_file(session, copy))
    assert plan.coming == ()
    assert plan.unplaced == ()
    assert plan.known > 0
    assert plan.documents[0].chosen == article.id


def test_what_we_wrote_comes_back_into_another_project(
    printed: tuple[Session, Document], tmp_path: Path
) -> None:
    session, article = printed
    claim = session.claim(
        article, *session.locate(article, "paid for them"), "denied", reason="It did not."
    )
    session.add_note(claim.id, "Which council?")
    copy = tmp_path / "bridge.pdf"
    copy.write_bytes(annotated(session, article).pdf)
    with Session.create(
        tmp_path / "other.sidelight", "O", by="Bob", reader=session.reader
    ) as other:
        read = read_file(other, copy)
        plan = plan_import(other, read)
        (meant,) = plan.documents
        choices = ImportChoices(documents={meant.document.key: ADD_ARTICLE})
        take_in(other, plan_import(other, read, choices))
        (made,) = other.project.claims()
        (verdict,) = made.verdicts
        assert (made.quote, verdict.verdict, verdict.reason) == (
            "paid for them",
            "denied",
            "It did not.",
        )
        assert other.project.reviewer(verdict.reviewer).shown == "Ann (imported)"
        assert not made.notes


def test_marks_of_another_program_land_on_their_words(
    printed: tuple[Session, Document], tmp_path: Path
) -> None:
    session, article = printed
    start, end = session.locate(article, "were finished")
    page = session.pages(article)[0]
    boxes = [page.box(at) for at in range(start, end)]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    up, down = page.height - top, page.height - bottom
    quads = f"/QuadPoints[{left} {up} {right} {up} {left} {down} {right} {down}]"
    path = tmp_path / "bridge.pdf"
    drawn = f"/Subtype/Highlight/Rect[{left} {down} {right} {up}]{quads}/C[1 0 0]"
    path.write_bytes(
        marked(f"{drawn}/T{text('Bea')}/Contents{text('No.')}/NM(m1)", box="0 0 420 595")
    )
    plan = plan_import(session, read_file(session, path))
    assert [(one.what, one.says, one.quote, one.author) for one in plan.coming] == [
        ("claim", "denied", "were finished", "Bea")
    ]


def test_marks_in_a_document_just_added_are_counted(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "marked.pdf"
    path.write_bytes(marked(highlight(f"/T{text('Bea')}/Contents{text('Really?')}/NM(m1)")))
    with Session.create(tmp_path / "p.sidelight", "P", by="Ann", reader=reader) as session:
        document = session.add_document(path)
        assert marks_in(session, document) == 1
        assert marks_in(session, session.add_text("Words.")) == 0
        plan = plan_import(session, read_marks(session, document))
        assert plan.documents[0].chosen == document.id
        take_in(session, plan)
        (note,) = session.notes_on(document.id)
        assert note.text == "Really?"


def test_marks_called_alike_in_two_files_are_two(tmp_path: Path, reader: Reader) -> None:
    with Session.create(tmp_path / "p.sidelight", "P", by="Ann", reader=reader) as session:
        for name, said in (("one", "First."), ("two", "Second.")):
            path = tmp_path / f"{name}.pdf"
            path.write_bytes(marked(highlight(f"/T{text('Bea')}/Contents{text(said)}/NM(m1)")))
            take_in(session, plan_import(session, read_file(session, path)))
        notes = [note for one in session.project.documents() for note in session.notes_on(one.id)]
        assert {note.text for note in notes} == {"First.", "Second."}
        # nothing says that the two are one person but a name, which is Bea's in both
        assert {session.project.reviewer(note.reviewer).name for note in notes} == {"Bea"}
