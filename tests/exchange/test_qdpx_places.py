# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where marks of a REFI-QDA project stand: drafts, several places, corrected texts, pictures of
many pages, and what has no place left.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from sidelight.exchange import qdpx
from sidelight.exchange.outgoing import Outgoing
from sidelight.model.change import Setting
from sidelight.model.records import Document
from sidelight.reader.pictures import archived
from sidelight.reader.remote import Reader
from sidelight.session.areas import Read
from sidelight.session.exporting import outgoing
from sidelight.session.session import Session
from tests.drafts import second_draft
from tests.exchange.qda_projects import Opened, coded, opened

ARTICLE = "The pact\n\nKim thanked Stalin for aid. Kim thanked him twice.\n\nThe 700 rifles came.\n"
AREA = (10.0, 10.0, 60.0, 40.0)


@pytest.fixture
def session(tmp_path: Path, reader: Reader) -> Iterator[Session]:
    path = tmp_path / "p.sidelight"
    with Session.create(path, "The pact", by="Ann", reader=reader) as made:
        made.add_text(ARTICLE, kind="article", title="The pact")
        yield made


def read_back(out: Outgoing) -> Opened:
    return opened(qdpx.write(out, lambda _share, _word: None).data)


def test_a_claim_in_two_places_is_judged_in_the_first(session: Session) -> None:
    (article,) = session.project.documents()
    claim = session.claim(article, *session.locate(article, "thanked Stalin"), "verified").id
    him = session.passage(article, *session.locate(article, "thanked him"))
    other = session.add_place(claim, him)
    session.add_note(claim, "Here he is not named.", part=other.id)
    read = read_back(outgoing(session))
    assert read.marked("Claim 1") == ["thanked Stalin", "thanked him"]
    assert read.marked("Verified") == ["thanked Stalin"]
    (noted,) = (one.words for one in read.marks if one.notes)
    assert noted == "thanked him"


def test_a_claim_is_marked_in_each_draft_and_judged_in_the_newest(
    session: Session, tmp_path: Path
) -> None:
    (article,) = session.project.documents()
    session.claim(article, *session.locate(article, "thanked Stalin"), "denied")
    session.new_draft(second_draft(tmp_path, ARTICLE, {"Kim thanked": "He thanked"}))
    read = read_back(outgoing(session))
    assert read.marked("Claim 1") == ["thanked Stalin", "thanked Stalin"]
    (newest,) = (one.source for one in read.marks if ("Denied", "Ann") in one.codes)
    named = {one.guid: one.name for one in read.project.sources.text_source}
    (link,) = read.project.links.link
    assert (named[link.origin_guid], link.name) == (newest, "New draft of")
    assert {*named.values()} == {newest, named[link.target_guid]}


def test_texts_are_read_as_they_were_corrected(session: Session) -> None:
    (article,) = session.project.documents()
    rifles = session.locate(article, "rifles")
    session.claim(article, *rifles)
    start, end = session.locate(article, "700")
    over = {"layer": article.layer, "start": start, "end": end, "was": "700", "words": "1,900"}
    key = ("correction", f"{article.layer}.{start}-{end}")
    session.act([Setting(*key, "over", over)], "correct")
    read = read_back(outgoing(session))
    assert "The 1,900 rifles came." in read.texts["The pact"]
    assert read.marked("Claim 1") == ["rifles"]


def picture(kind: str, pages: int = 1) -> bytes:
    out = io.BytesIO()
    sheets = [Image.new("RGB", (200, 100), "white") for _ in range(pages)]
    more = {"save_all": True, "append_images": sheets[1:]} if pages > 1 else {}
    sheets[0].save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tiff", lambda: picture("TIFF", pages=2)),
        ("a.webp", lambda: picture("WEBP")),
        ("a.cbz", lambda: archived([picture("PNG")])),
    ],
)
def test_areas_that_cannot_be_placed_are_notes_on_their_source(
    session: Session, tmp_path: Path, name: str, data: Callable[[], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(data())
    shown = session.add_document(path, title="Sheets")
    (article,) = (one for one in session.project.documents() if one.kind == "article")
    claim = session.claim(article, *session.locate(article, "rifles")).id
    session.link_area(claim, shown, 1, AREA, "contradicts")
    session.link_area(claim, shown, 1, AREA, read=Read("Крейсер", "A cruiser"))
    out = outgoing(session)
    written = qdpx.write(out, lambda _share, _word: None)
    read = opened(written.data)
    note, other = read.notes.values()
    assert other.plain_text_content == "Крейсер\nTranslation: A cruiser"
    assert (note.name, note.plain_text_content) == ("Picture on p. 1", "Picture on p. 1")
    assert coded(read, note) == [("Claim 1", "Ann"), ("contradicts", "Ann")]
    sources = read.project.sources
    (source,) = (
        one
        for one in (*sources.picture_source, *sources.text_source)
        if one.name.startswith("Sheets")
    )
    assert [one.target_guid for one in source.note_ref] == [note.guid, other.guid]
    assert any("2 passages are there as notes" in one for one in written.remarks)
    assert any("there as its text" in one for one in written.remarks) == (name == "a.cbz")


def test_a_claim_that_lost_its_passage_and_evidence_of_a_stranger_are_notes(
    session: Session,
) -> None:
    (article,) = session.project.documents()
    letter = session.add_text("Thanks for the aid.", title="A letter")
    claim = session.claim(article, *session.locate(article, "thanked Stalin"), "verified").id
    session.link(claim, letter, *session.locate(letter, "Thanks"))
    out = outgoing(session)
    lost = replace(out.claims[0], passages=(), restatement="Kim was grateful.", tags=("aid",))
    read = read_back(replace(out, claims=(lost,), documents=_without(out, letter), reviewers={}))
    grateful, thanks = sorted(read.notes.values(), key=lambda note: str(note.plain_text_content))
    assert grateful.plain_text_content == "Kim was grateful."
    assert coded(read, grateful) == [("Claim 1", "Ann"), ("Verified", "Ann"), ("aid", "")]
    assert thanks.plain_text_content == "Thanks"
    assert [(one.origin_guid, one.target_guid) for one in read.project.links.link] == [
        (grateful.guid, thanks.guid)
    ]


def _without(out: Outgoing, document: Document) -> tuple[Document, ...]:
    return tuple(one for one in out.documents if one.id != document.id)


def test_an_empty_project_is_one_too(tmp_path: Path, reader: Reader) -> None:
    with Session.create(tmp_path / "p.sidelight", "", by="Ann", reader=reader) as made:
        read = read_back(outgoing(made))
    assert read.project.sources is None
    assert read.project.name
    assert [*read.users.values()] == ["Ann"]
    assert "Verified" in read.codes.values()
