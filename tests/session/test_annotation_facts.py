# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is written beside the marks in a PDF: read again, each is the record that it was."""

from __future__ import annotations

from sidelight.exchange import iris
from sidelight.exchange.import_formats import imports
from sidelight.exchange.incoming import Given, Incoming
from sidelight.model.records import Document
from sidelight.reader.remote import Reader
from sidelight.session.annotating import annotated
from sidelight.session.session import Session

QUOTE, OTHER = "Kim thanked Stalin for aid", "A land border is shared"
FOUND = "Её текст хранится в архиве"


def again(session: Session, document: Document, reader: Reader) -> Incoming:
    """Write a document with its marks, and read them."""
    data = annotated(session, document).pdf
    return imports().named("pdf").read(Given(data, "a.pdf", reader), lambda _share, _word: None)


def test_claims_evidence_and_notes_are_known_again(session: Session, reader: Reader) -> None:
    article, letter = session.document(1), session.document(2)
    made = session.claim(article, *session.locate(article, QUOTE), "disputed", reason="Нет.")
    session.describe(made.id, {"restatement": "Kim was grateful."})
    session.link(made.id, letter, *session.locate(letter, FOUND), "contradicts", "See below.")
    note = session.note_on(letter, "Whose hand?")
    claim = session.claim_of(made.id)
    (told,) = again(session, article, reader).marks
    assert (told.what, told.key, told.author) == ("claim", iris.record(claim.id), "Ann")
    assert told.values == {
        "verdict": "disputed", "reason": "Нет.", "restatement": "Kim was grateful.",
    } | ({"as_of": claim.verdicts[0].as_of} if claim.verdicts[0].as_of else {})  # fmt: skip
    assert told.text == ""
    evidence, thread = again(session, letter, reader).marks
    assert (evidence.key, evidence.on) == (iris.record(claim.evidence[0].id), told.key)
    assert (evidence.values, evidence.text) == ({"stance": "contradicts"}, "See below.")
    assert (thread.what, thread.key) == ("note", iris.record(note.id))
    assert "Whose hand?" in thread.text


def test_the_verdict_is_that_of_who_made_the_mark(session: Session, reader: Reader) -> None:
    article = session.document(1)
    made = session.claim(article, *session.locate(article, QUOTE))
    session.act_as("Bob")
    session.judge(made.id, "denied", reason="Bob says no.")
    session.act_as("Ann")
    (told,) = again(session, article, reader).marks
    assert (told.author, dict(told.values)) == ("Ann", {})


def test_what_a_blind_second_may_not_see_is_no_fact(session: Session, reader: Reader) -> None:
    article = session.document(1)
    made = session.claim(article, *session.locate(article, OTHER), "verified", reason="xyzzy")
    session.invite("Bob")
    session.second_many([made.id], "Bob")
    session.act_as("Bob")
    session.be("Bob")
    (told,) = again(session, article, reader).marks
    assert (told.key, dict(told.values)) == (iris.record(made.id), {})
