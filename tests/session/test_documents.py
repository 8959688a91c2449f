# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents: which one is meant, added again, read again as a whole page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sidelight.errors import DocumentError, Refused, UnknownName
from sidelight.session.session import Session

PAGE = """<!DOCTYPE html><html lang="en"><head><title>The visit - Courier</title>
<meta name="author" content="Desk"></head><body>
<nav><ul><li><a href="/">Home page</a></li><li><a href="/w">World news</a></li></ul></nav>
<article><h1>The visit</h1>
<p>The president came to the capital on Wednesday and stayed for two days, it was announced.</p>
<p>He brought a gift of horses, and the hosts answered with a pair of hunting dogs of their own.</p>
<p>A treaty was signed in the afternoon, and a concert was given in the evening after that.</p>
</article>
<footer>Copyright of the Courier. All rights reserved.</footer></body></html>"""


def page_file(folder: Path) -> Path:
    path = folder / "visit.html"
    path.write_text(PAGE, "utf-8")
    return path


@pytest.mark.parametrize(
    "name", [2, "2", " 2 ", "Письмо", "письмо", "Письмо.txt", "исьм", "ID", "ID8", "ID8 capital"]
)
def test_a_document_is_called_by_number_title_file_or_id(session: Session, name: str | int) -> None:
    letter = session.document(2)
    called = {"ID": letter.id, "ID8": letter.id[:8], "ID8 capital": letter.id[:8].upper()}
    assert session.document(called.get(str(name), name)) == letter


@pytest.mark.parametrize("name", ["", "3", "0", "-1", "abc", "pac", "no such title"])
def test_what_is_no_document_is_said_to_be_none(session: Session, name: str) -> None:
    with pytest.raises(UnknownName) as told:
        session.document(name)
    assert told.value.id == "document.unknown_name"


def test_a_title_of_two_documents_lists_both(session: Session) -> None:
    session.add_text("Another one\n\nOf other words.", title="Письмо")
    with pytest.raises(UnknownName, match=r"2 \(Письмо\), 3 \(Письмо\)"):
        session.document("Письмо")
    assert session.document("3").label == "3"


def test_a_document_is_there_once(session: Session, tmp_path: Path) -> None:
    path = page_file(tmp_path)
    session.add_document(path)
    before = session.project.log.heads
    with pytest.raises(DocumentError, match="already in the project as document 3"):
        session.add_document(path)
    assert session.project.log.heads == before


def test_a_document_that_was_removed_comes_back_under_its_number(
    session: Session, tmp_path: Path
) -> None:
    first = session.add_document(page_file(tmp_path), citation={"author": "A. Clerk"})
    session.hide(first, [(0, 3)])
    session.remove("document", first.id)
    again = session.add_document(page_file(tmp_path), kind="article", title="Anew")
    assert (again.id, again.number, again.kind, again.title) == (first.id, 3, "article", "Anew")
    # what was said of it before it was removed does not come back unseen
    assert again.hidden == ()
    assert again.citation.get("author") != "A. Clerk"
    session.undo()
    assert [d.number for d in session.project.documents()] == [1, 2]
    session.redo()
    assert session.document(3).title == "Anew"


def test_adding_can_be_undone_and_done_again(session: Session, tmp_path: Path) -> None:
    added = session.add_document(page_file(tmp_path))
    session.undo()
    with pytest.raises(UnknownName):
        session.document(added.id)
    again = session.add_document(page_file(tmp_path))
    assert again.number == added.number
    assert session.file.check() == []


def test_the_title_is_ours_or_the_documents_or_the_files(session: Session, tmp_path: Path) -> None:
    path = page_file(tmp_path)
    assert session.add_document(path).title == "The visit"
    session.remove("document", "3")
    assert session.add_document(path, title="  As we say  ").title == "As we say"


def test_what_a_page_says_of_itself_is_kept_and_ours_comes_first(
    session: Session, tmp_path: Path
) -> None:
    added = session.add_document(
        page_file(tmp_path), citation={"issued": "2024-06-19", "nonsense": "x", "archive": ""}
    )
    assert added.citation["author"] == "Desk"
    assert added.citation["issued"] == "2024-06-19"
    assert not {"nonsense", "archive"} & set(added.citation)


def test_a_name_that_is_no_text_is_made_readable(session: Session, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"note-\xff\xe9.txt")
    path.write_text("A note of some words.", "utf-8")
    added = session.add_document(path)
    assert added.name == "note-??.txt"
    assert session.document(added.name) == added
    with pytest.raises(DocumentError, match="already"):
        session.add_document(path)


def test_text_with_half_a_character_is_taken(session: Session) -> None:
    added = session.add_text("Pasted \ud83d words of a note.")
    assert "Pasted ? words" in session.layer(added).text.text
    with pytest.raises(Refused):
        session.add_text(" \n ")


def test_the_limit_can_be_lowered(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("A long text\n\n" + "many words of it\n" * 70_000, "utf-8")
    session.settings.largest_document_mb = 1
    with pytest.raises(DocumentError, match="has 2 MB, over the limit of 1 MB"):
        session.add_document(path)
    assert len(session.project.documents()) == 2


def test_a_raised_limit_reaches_the_reader(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "noise.bin"
    with path.open("wb") as file:
        # more than the reader takes by itself, without taking room on the disk
        file.truncate(201_000_000)
    session.settings.largest_document_mb = 300
    with pytest.raises(DocumentError) as told:
        session.add_document(path)
    assert told.value.id != "document.too_large"


@pytest.mark.parametrize("kind", ["folder", "pipe", "gone", "below a file"])
def test_what_is_no_file_is_said_at_once(session: Session, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "thing.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "below a file":
        path.write_text("x")
        path /= "below.txt"
    ids = {
        "folder": "document.directory",
        "pipe": "document.unreadable",
        "gone": "document.missing",
        "below a file": "document.unreadable",
    }
    with pytest.raises(DocumentError) as told:
        session.add_document(path)
    assert told.value.id == ids[kind]
    assert len(session.project.documents()) == 2


def test_a_whole_page_keeps_its_passages(session: Session, tmp_path: Path) -> None:
    page = session.add_document(page_file(tmp_path), kind="article")
    assert "World news" not in session.layer(page).text.text
    claim = session.claim(page, *session.locate(page, "a gift of horses"), "verified")
    pact = session.document(1)
    other = session.claim(pact, *session.locate(pact, "A land border"))
    linked = session.link(other.id, page, *session.locate(page, "hunting dogs"))
    whole = session.keep_whole_page(page, True)
    assert "World news" in session.layer(whole).text.text
    assert whole.layer != page.layer
    moved = session.claim_of(claim.id).passages[0].passage
    assert moved.layer == whole.layer
    assert session.layer(whole).text.slice(moved.start, moved.end) == "a gift of horses"
    assert session.evidence_of(linked.id).passage.layer == whole.layer
    assert session.claim_of(other.id).passages[0].passage.layer == pact.layer
    session.undo()
    assert session.document(page.id).layer == page.layer
    assert session.claim_of(claim.id).passages == claim.passages


def test_a_page_that_is_whole_already_makes_no_step(session: Session, tmp_path: Path) -> None:
    page = session.add_document(page_file(tmp_path), whole_page=True)
    before = session.project.log.heads
    assert session.keep_whole_page(page, True) == page
    assert session.project.log.heads == before


def test_a_passage_that_the_article_lacks_keeps_the_page_whole(
    session: Session, tmp_path: Path
) -> None:
    page = session.add_document(page_file(tmp_path), kind="article", whole_page=True)
    session.claim(page, *session.locate(page, "All rights reserved"))
    with pytest.raises(Refused, match="1 passages"):
        session.keep_whole_page(page, False)
    assert session.document(page.id) == page


def test_pages_are_counted_and_drawn_from_what_is_stored(session: Session, tmp_path: Path) -> None:
    page = session.add_document(page_file(tmp_path))
    pages = session.pages(page)
    assert [p.number for p in pages] == list(range(1, len(pages) + 1))
    assert session.page_of(page, 0) == 1
    assert session.page_of(page, len(session.layer(page).text)) == pages[-1].number
    drawing = session.drawing(page)
    assert drawing.media_type == "text/html"
    assert drawing.key == session.made(page).rendition
    assert drawing.load() == session.file.blob(drawing.key)
    assert b"Home page" not in drawing.load()
