# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project as REFI-QDA, read back by another library: everything is there once, in its place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sidelight import __version__
from sidelight.exchange import qdpx
from sidelight.exchange.outgoing import Outgoing, Written
from sidelight.language import within
from sidelight.model.sharing import Choice
from sidelight.reader.remote import Reader
from sidelight.session.areas import Read
from sidelight.session.exporting import outgoing
from sidelight.session.session import Session
from tests.exchange.qda_projects import Opened, coded, opened
from tests.scans import scan_pdf

ARTICLE = "The pact\n\nKim thanked Stalin for aid. It was signed on Wednesday.\n"
LETTER = "A letter\n\nThanks for the aid. Ещё раз спасибо. 감사합니다. Sent on 31 August.\n"
AREA = (60.0, 80.0, 320.0, 140.0)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Session]:
    """A project with one of everything; Ann made it and Bob judged too."""
    folder = tmp_path_factory.mktemp("shared")
    path = folder / "p.sidelight"
    with Session.create(path, "The pact", by="Ann", reader=reader) as made:
        _fill(made, folder)
        yield made


def _fill(made: Session, folder: Path) -> None:
    article = made.add_text(ARTICLE, kind="article", title="The pact")
    letter = made.add_text(LETTER, title="A letter")
    made.cite(letter, {"author": "Kim Il-sung", "archive": "APRF"})
    made.add_verdict("Half true", colour="#123456")
    thanks = made.claim(
        article, *made.locate(article, "thanked Stalin"), "verified", reason="The letter says so."
    ).id
    linked = made.link(thanks, letter, *made.locate(letter, "спасибо. 감사합니다"), note="Twice.")
    made.describe(thanks, {"speaker": "The Telegraph", "severity": "grave"})
    made.describe_evidence(thanks, "interview", "He was there.", who="A clerk", stance="context")
    made.respond(thanks, "The embassy", answer="declined", when="on Monday")
    made.tag([thanks], "aid")
    first = made.add_note(thanks, "Is it the first letter?")
    made.reply(first.id, "It is.")
    made.settle_thread(first.id)
    made.add_note(thanks, "Read the Russian.", part=linked.id)
    made.add_note(thanks, "She must not be named.", private=True)
    made.note_on(letter, "Kept in Moscow.")
    made.note_on(letter, "Which one?", passage=made.passage(letter, *made.locate(letter, "August")))
    day = made.claim(article, *made.locate(article, "on Wednesday"), "half-true").id
    made.set_as_of(day, "2024-06-19")
    made.link(day, letter, *made.locate(letter, "31 August"), "contradicts")
    made.be(made.invite("Bob").id)
    made.judge(thanks, "denied", denied_by="the embassy")
    made.decide(thanks, "verified", reason="Bob did not see the letter.")
    made.be("Ann")
    scan = folder / "register.pdf"
    scan.write_bytes(scan_pdf(pages=2))
    register = made.add_document(scan, title="Register")
    made.link_area(thanks, register, 2, AREA, read=Read("Реестр", "Register"))
    picture = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(picture, "PNG", dpi=(144, 144))
    photo = folder / "photo.png"
    photo.write_bytes(picture.getvalue())
    shown = made.add_document(photo, title="A photograph")
    made.link_area(day, shown, 1, (10, 20, 110, 220), "context")
    made.sign_off(article)


@pytest.fixture(scope="module")
def given(shared: Session) -> Outgoing:
    return outgoing(shared)


@pytest.fixture(scope="module")
def written(given: Outgoing) -> Written:
    return qdpx.write(given, lambda _share, _word: None)


@pytest.fixture(scope="module")
def read(written: Written) -> Opened:
    return opened(written.data)


def test_the_project_says_who_made_it_with_what(read: Opened, given: Outgoing) -> None:
    assert read.project.name == "The pact"
    assert read.project.origin == f"Sidelight {__version__}"
    assert sorted(read.users.values()) == ["Ann", "Bob"]
    assert read.users[read.project.creating_user_guid] == "Ann"
    assert {guid.replace("-", "") for guid in read.users} == {*given.reviewers}


def test_each_claim_is_coded_where_it_stands(read: Opened) -> None:
    assert read.marked("Claim 1") == ["thanked Stalin", "спасибо. 감사합니다", ""]
    assert read.marked("Claim 2") == ["on Wednesday", "31 August", ""]
    (thanked,) = (one for one in read.marks if one.words == "thanked Stalin")
    assert sorted(thanked.codes) == [
        ("Claim 1", "Ann"),
        ("Denied", "Bob"),
        ("Verified", "Ann"),
        ("aid", ""),
    ]
    (wednesday,) = (one for one in read.marks if one.words == "on Wednesday")
    assert sorted(wednesday.codes) == [("Claim 2", "Ann"), ("Half true", "Ann")]


def test_each_piece_of_evidence_is_coded_with_its_stance_and_linked(read: Opened) -> None:
    assert read.marked("supports") == ["спасибо. 감사합니다", ""]
    assert read.marked("contradicts") == ["31 August"]
    words = {one.guid: one.words or one.source for one in read.marks}
    words |= {guid: note.name for guid, note in read.notes.items()}
    found = [(words[one.origin_guid], one.name, words[one.target_guid]) for one in links(read)]
    assert sorted(one for one in found if one[1] != "Answer to") == [
        ("on Wednesday", "context", "A photograph.png"),
        ("on Wednesday", "contradicts", "31 August"),
        ("thanked Stalin", "context", "Interview"),
        ("thanked Stalin", "supports", "Register"),
        ("thanked Stalin", "supports", "спасибо. 감사합니다"),
    ]


def links(read: Opened) -> list[Any]:
    found: list[Any] = read.project.links.link
    return found


def test_what_was_said_in_words_is_a_note_once(read: Opened) -> None:
    assert sorted(read.said()) == [
        "As of: 2024-06-19",
        "Denied by: the embassy",
        "He was there.\nWho: A clerk",
        "Is it the first letter?",
        "It is.",
        "Kept in Moscow.",
        "Read the Russian.",
        "The embassy\nAnswer: declined to comment\nWhen: on Monday",
        "The letter says so.",
        "Twice.",
        "Verified\nReason: Bob did not see the letter.",
        "Which one?",
    ]


def test_what_was_said_stands_where_it_was_said(read: Opened) -> None:
    text = {guid: note.plain_text_content for guid, note in read.notes.items()}
    there = {
        one.words: [text[note].split("\n")[0] for note in one.notes]
        for one in read.marks
        if one.notes
    }
    assert there == {
        "thanked Stalin": ["The embassy", "Verified", "Is it the first letter?", "It is."],
        "спасибо. 감사합니다": ["Twice.", "Read the Russian."],
        "August": ["Which one?"],
    }
    letter = next(one for one in read.project.sources.text_source if one.name == "A letter")
    assert [text[one.target_guid] for one in letter.note_ref] == ["Kept in Moscow."]
    reasons = {
        text[note.target_guid]: read.codes[coding.code_ref.target_guid]
        for source in read.project.sources.text_source
        for one in source.plain_text_selection
        for coding in one.coding
        for note in coding.note_ref
    }
    assert reasons == {
        "The letter says so.": "Verified",
        "Denied by: the embassy": "Denied",
        "As of: 2024-06-19": "Half true",
    }


def test_described_evidence_is_a_note_that_is_coded(read: Opened) -> None:
    found = [(note.name, coded(read, note)) for note in read.notes.values() if note.coding]
    assert found == [("Interview", [("Claim 1", "Ann"), ("context", "Ann")])]


def test_areas_stand_on_pages_and_pictures(read: Opened) -> None:
    corners = {one.source: one.corners for one in read.marks if one.corners}
    # the page is 595 points high and counted from 0; the picture has two pixels a point
    assert corners == {
        "Register": (1, 60, 515, 320, 455),
        "A photograph.png": (20, 40, 220, 440),
    }
    (area,) = read.project.sources.pdfsource[0].pdfselection
    assert (area.name, area.description) == ("Реестр", "Реестр\nTranslation: Register")


def test_files_are_there_as_they_were_added(written: Written, given: Outgoing) -> None:
    with zipfile.ZipFile(io.BytesIO(written.data)) as package:
        held = [package.read(name) for name in package.namelist()]
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    files = [one for one in given.documents if one.media_type != "text/plain"]
    assert len(files) == 2
    for document in files:
        assert given.data(document) in held


def test_codes_have_the_looks_of_verdicts_and_what_is_known_of_claims(read: Opened) -> None:
    above = {one.name: one for one in read.project.code_book.codes.code}
    assert list(above) == ["Verdict", "Stance", "Claims", "Tags"]
    assert not any(one.is_codable for one in above.values())
    verdicts = {one.name: one.color for one in above["Verdict"].code}
    assert verdicts["Verified"] == "#157347"
    assert verdicts["Half true"] == "#123456"
    assert above["Claims"].code[0].description == (
        "thanked Stalin\nSpeaker: The Telegraph\nSeverity: Grave"
    )


def test_what_is_known_of_documents_are_variables(read: Opened) -> None:
    names = {one.guid: one.name for one in read.project.variables.variable}
    letter = next(one for one in read.project.sources.text_source if one.name == "A letter")
    known = {names[one.variable_ref.target_guid]: one.text_value for one in letter.variable_value}
    assert known["author"] == "Kim Il-sung"
    assert known["archive"] == "APRF"
    assert known["kind"] == "source"
    sets = {one.name: len(one.member_source) for one in read.project.sets.set}
    assert sets == {"Articles": 1, "Sources": 3}


def test_it_says_what_it_could_not_hold(written: Written) -> None:
    assert written.count == 7
    assert written.remarks == (
        "1 decision is a note on its claim: the format has no decisions.",
        "That articles were signed off is not in the file: the format cannot say so.",
    )


def test_private_notes_are_not_in_it(written: Written, read: Opened) -> None:
    assert not any("named" in said for said in (*read.said(), *written.remarks))


def test_equal_projects_make_equal_files(given: Outgoing, written: Written) -> None:
    again = qdpx.write(given, lambda _share, _word: None)
    assert again.data == written.data
    later = replace(given, made_at=given.made_at.replace(year=2030))
    assert qdpx.write(later, lambda _share, _word: None).data != written.data


def test_codes_are_in_the_users_language_under_the_same_guids(
    given: Outgoing, read: Opened
) -> None:
    with within("ru"):
        other = opened(qdpx.write(given, lambda _share, _word: None).data)
    assert [*other.codes] == [*read.codes]
    assert other.codes != read.codes
    assert other.marked(next(iter(other.codes.values()))) == []


def test_of_claims_to_be_judged_blind_nothing_is_there_that_others_said(
    tmp_path: Path, reader: Reader
) -> None:
    path = tmp_path / "p.sidelight"
    with Session.create(path, "The pact", by="Ann", reader=reader) as made:
        article = made.add_text(ARTICLE, kind="article", title="The pact")
        claim = made.claim(
            article, *made.locate(article, "thanked Stalin"), "verified", reason="He did."
        )
        made.tag([claim.id], "aid")
        made.sign_off(article)
        eve = made.invite("Eve")
        made.second_many([claim.id], eve.label, blind=True)
        made.be(eve.id)
        written = qdpx.write(outgoing(made), lambda _share, _word: None)
    read = opened(written.data)
    (mark,) = read.marks
    assert mark.codes == [("Claim 1", "Ann")]
    assert read.said() == []
    assert not any("signed" in one or "decision" in one for one in written.remarks)


def test_of_an_absent_document_the_quotes_are_there(shared: Session, tmp_path: Path) -> None:
    path = shared.share(tmp_path / "copy.sidelight", Choice(sources=False))
    with Session.open(path, by="Bob") as copy:
        written = qdpx.write(outgoing(copy), lambda _share, _word: None)
    read = opened(written.data)
    assert read.texts["A letter"].split("\n\n") == ["August", "спасибо. 감사합니다", "31 August"]
    assert read.texts["Register"] == "Реестр"
    assert read.marked("Claim 1") == ["thanked Stalin", "спасибо. 감사합니다", "Реестр"]
    assert "Of 3 documents only the words that are quoted of them are in the file." in (
        written.remarks
    )
    # nobody read the photograph: its area is a note, which the link leads to
    (left,) = (one for one in read.notes.values() if one.name == "Picture on p. 1")
    assert coded(read, left) == [("Claim 2", "Ann"), ("context", "Ann")]
    assert left.guid in {one.target_guid for one in read.project.links.link}
    assert "1 passage is there as a note: the format cannot say where it stands." in (
        written.remarks
    )
