# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes are threads: on claims, pieces of them, documents and passages; private ones are unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from sidelight.errors import Refused, UnknownName
from sidelight.model.records import Claim, Note
from sidelight.model.sharing import Choice
from sidelight.model.threads import Thread, threads
from sidelight.reader.remote import Reader
from sidelight.session.copy_words import contents, private_notes
from sidelight.session.difference_words import line
from sidelight.session.merge_preview import preview
from sidelight.session.session import Session
from tests.session.test_sharing import article, as_someone, bare, claim, merge, source

WORDS = "Её текст хранится в архиве"


@pytest.fixture
def first(session: Session) -> Claim:
    made = claim(session)
    where = session.locate(source(session), WORDS)
    session.link(made.id, source(session), *where, "supports")
    return session.claim_of(made.id)


@pytest.fixture
def bob(session: Session, first: Claim, tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """Bob, another person with a copy of the project."""
    assert first.evidence
    session.share(tmp_path / "bob.sidelight")
    with as_someone(tmp_path / "bob.sidelight", "Bob", reader) as opened:
        yield opened


def on_article(session: Session, text: str, *, private: bool = False) -> Note:
    passage = session.passage(article(session), *session.locate(article(session), "Aid came"))
    return session.note_on(article(session), text, passage=passage, private=private)


def texts(thread: Thread) -> list[str]:
    return [note.text for note in thread.notes]


def test_notes_stand_on_a_claim_on_a_piece_of_it_on_a_document_and_on_a_passage(
    session: Session, first: Claim
) -> None:
    session.add_note(first.id, "of the claim")
    session.add_note(first.id, "of the evidence", part=first.evidence[0].id)
    session.add_note(first.id, "of its passage", part=first.passages[0].id)
    session.note_on(source(session), "of the source")
    on_article(session, "of a passage")
    found = session.threads()
    assert [texts(one.thread)[0] for one in found] == [
        "of the claim", "of the evidence", "of its passage", "of a passage", "of the source",
    ]  # fmt: skip
    assert [bool(one.claim) for one in found] == [True, True, True, False, False]
    quotes = [one.passage.quote if one.passage else "" for one in found]
    assert quotes == ["", WORDS, first.quote, "Aid came", ""]
    with pytest.raises(UnknownName):
        session.add_note(first.id, "of what is not there", part="0" * 32)
    with pytest.raises(Refused):
        session.note_on(source(session), "  ")


def test_a_thread_is_answered_edited_settled_reopened_and_taken_back(
    session: Session, first: Claim
) -> None:
    asked = session.add_note(first.id, "who says so?", part=first.evidence[0].id)
    answer = session.reply(asked.id, "the archive")
    session.reply(answer.id, "thank you")
    session.edit_note(asked.id, " who says so, and when? ")
    (thread,) = threads(session.claim_of(first.id).notes)
    assert texts(thread) == ["who says so, and when?", "the archive", "thank you"]
    assert {note.part for note in thread.notes} == {first.evidence[0].id}
    session.settle_thread(answer.id)
    assert session.thread_of(asked.id).settled
    session.settle_thread(asked.id, settled=False)
    assert not session.thread_of(answer.id).settled
    labels = [entry.act for entry in session.history(first.id)]
    assert labels[-6:] == [
        "Note added", "Note answered", "Note answered", "Note edited", "Thread settled",
        "Thread reopened",
    ]  # fmt: skip
    for _step in range(3):
        session.undo()
    assert texts(session.thread_of(asked.id))[0] == "who says so?"


def test_a_thread_goes_on_without_its_first_note(session: Session, first: Claim) -> None:
    asked = session.add_note(first.id, "first")
    answer = session.reply(asked.id, "second")
    session.reply(asked.id, "third")
    session.remove("note", asked.id)
    (thread,) = threads(session.claim_of(first.id).notes)
    assert texts(thread) == ["second", "third"]
    session.settle_thread(answer.id)
    assert session.thread_of(answer.id).settled
    session.undo()
    session.undo()
    assert texts(session.thread_of(answer.id)) == ["first", "second", "third"]


class Standing(datetime):
    """A clock that stands still, as between acts that follow each other within a moment."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Standing:
        return cls(2026, 11, 27, 12, tzinfo=tz)


def test_what_is_written_within_a_moment_stands_as_it_was_written(
    session: Session, first: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidelight.store.project_file.datetime", Standing)
    said = [f"note {number}" for number in range(8)]
    asked = session.add_note(first.id, "asked")
    for text in said:
        session.reply(asked.id, text)
        session.note_on(source(session), text)
    assert texts(session.thread_of(asked.id)) == ["asked", *said]
    assert [texts(one.thread)[0] for one in session.threads()] == ["asked", *said]


def test_notes_are_their_writers_to_change(session: Session, bob: Session, first: Claim) -> None:
    asked = session.add_note(first.id, "Ann's")
    merge(bob, session.file.path)
    acts: tuple[Callable[[], None], ...] = (
        lambda: bob.edit_note(asked.id, "Bob's"),
        lambda: bob.set_private(asked.id, private=True),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert (refused.value.id, refused.value.values["who"]) == ("note.others", "Ann")
    bob.reply(asked.id, "yes")
    merge(session, bob.file.path)
    with pytest.raises(Refused) as refused:
        session.set_private(asked.id, private=True)
    assert refused.value.id == "note.answered"


def test_what_answers_a_private_note_is_private_and_stays_so(
    session: Session, first: Claim
) -> None:
    asked = session.add_note(first.id, "for me", private=True)
    answer = session.reply(asked.id, "for me, too")
    assert answer.private
    with pytest.raises(Refused) as refused:
        session.set_private(answer.id, private=False)
    assert refused.value.id == "note.answers_private"
    session.set_private(asked.id, private=False)
    assert session.note_of(answer.id).private
    session.set_private(answer.id, private=False)
    session.set_private(asked.id, private=True)
    assert session.note_of(answer.id).private
    session.undo()
    assert not session.note_of(answer.id).private


def test_nobody_else_learns_that_there_is_a_private_note(
    session: Session, bob: Session, first: Claim, tmp_path: Path
) -> None:
    notes = [
        session.add_note(first.id, "the informant", private=True),
        on_article(session, "the informant", private=True),
        session.note_on(source(session), "the informant", private=True),
    ]
    answers = [session.reply(note.id, "she is the informant") for note in notes]
    before = bob.snapshot()
    with bob.plan_merge([session.file.path]) as plan:
        assert (plan.comparison.differences, plan.comparison.changes) == ((), 0)
        assert preview(plan, bob.project).rows == ()
        bob.merge(plan)
    after = bob.snapshot()
    assert (after.claims, after.notes, after.lines) == (before.claims, before.notes, before.lines)
    assert (bob.threads(), bob.search("informant")) == ([], [])
    assert not [entry for entry in bob.history() if entry.label in {"note", "reply"}]
    for note in (*notes, *answers):
        with pytest.raises(UnknownName):
            bob.reply(note.id, "hm")
    assert bob.plan_erasure("document", source(bob).id).notes == 0
    assert "note" not in contents(bob.project, Choice(), bob.claims(), me=bob.me).holds
    assert private_notes(bob.project) == 6
    copied = bob.share(tmp_path / "c.sidelight", Choice(private_notes=False))
    assert b"informant" not in bare(copied)
    with as_someone(copied, "Carol", bob.reader) as carol:
        assert not carol.project.notes(article(carol).id)
    assert len(session.threads()) == 3


def test_copies_with_some_claims_and_blind_ones_come_without_notes_on_documents(
    session: Session, first: Claim, tmp_path: Path
) -> None:
    session.add_note(first.id, "of the claim")
    session.note_on(source(session), "of the source")
    on_article(session, "of a passage")
    some = session.share(tmp_path / "s.sidelight", Choice(claims=frozenset({first.id})))
    assert b"of the claim" in bare(some)
    blind = session.share(tmp_path / "b.sidelight", Choice(blind_for="f" * 32))
    for words in (b"of the source", b"of a passage"):
        assert words not in bare(some)
        assert words not in bare(blind)
    assert b"of the claim" not in bare(blind)


def test_notes_on_documents_are_found_and_merged(
    session: Session, bob: Session, first: Claim
) -> None:
    assert first.quote
    on_article(bob, "the needle of the article")
    bob.note_on(source(bob), "the needle of the source")
    found = {(hit.kind, hit.title, hit.end > hit.start) for hit in bob.search("needle")}
    assert found == {("note", article(bob).title, True), ("note", source(bob).title, False)}
    with session.plan_merge([bob.file.path]) as plan:
        lines = [line(plan.merged, one) for one in plan.comparison.differences]
        assert lines == [
            "Note on a document: “the needle of the article”",
            "Note on a document: “the needle of the source”",
        ]
        rows = preview(plan, session.project).rows
        assert [row.document for row in rows] == [article(bob).id, source(bob).id]
        session.merge(plan)
    assert len(session.snapshot().notes[article(session).id]) == 1


def test_notes_are_removed_for_good_with_what_they_are_on(session: Session, first: Claim) -> None:
    note = session.note_on(source(session), "told by a needle in the haystack")
    session.reply(note.id, "which needle?")
    session.erase(session.plan_erasure("note", note.id))
    assert texts(session.threads()[0].thread) == ["which needle?"]
    assert b"haystack" not in bare(session.file.path)
    session.add_note(first.id, "on the evidence", part=first.evidence[0].id)
    plan = session.plan_erasure("evidence", first.evidence[0].id)
    assert plan.notes == 1
    session.erase(plan)
    assert session.claim_of(first.id).notes == ()
    assert session.plan_erasure("document", source(session).id).notes == 1


def test_a_note_names_claims_and_documents_by_number(session: Session, first: Claim) -> None:
    names = session.names()
    pieces = names.linked("as #1 and source 2 say, not claim 7 nor source 1; document 1")
    assert [(p.text, bool(p.claim), bool(p.document)) for p in pieces] == [
        ("as ", False, False), ("#1", True, False), (" and ", False, False),
        ("source 2", False, True), (" say, not claim 7 nor source 1; ", False, False),
        ("document 1", False, True),
    ]  # fmt: skip
    assert (pieces[1].claim, pieces[3].document) == (first.id, source(session).id)


def test_two_claims_of_one_number_are_named_by_their_labels(
    session: Session, bob: Session, first: Claim
) -> None:
    assert first.number == 1
    ann, other = claim(session, "A land border"), claim(bob, "Aid came twice")
    merge(session, bob.file.path)
    ann, other = session.claim_of(ann.id), session.claim_of(other.id)
    assert ann.label != other.label
    names = session.names()
    assert [p.claim for p in names.linked(f"#{ann.label} claim {other.label}") if p.claim] == [
        ann.id, other.id,
    ]  # fmt: skip
    assert [p.claim for p in names.linked("#2")] == [""]


WEB = """<!DOCTYPE html><html lang="en"><head><title>A page</title></head><body>
<nav><a href="/">Home</a> <a href="/shop">The shop of the border</a></nav>
<article><h1>A page on the treaty</h1>
<p>The treaty was signed on Wednesday in the capital, at the end of a visit of two days.</p>
<p>It was the first visit in many years, and the longest one that anybody there remembers.</p>
<p>Both sides spoke of a new age; neither said what was in the papers that they had signed.</p>
</article><footer>All rights reserved by the shop.</footer></body></html>"""


def test_notes_stay_on_their_words_when_a_page_is_read_whole(
    session: Session, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(WEB, "utf-8")
    page = session.add_document(tmp_path / "page.html")
    passage = session.passage(page, *session.locate(page, "first visit in many years"))
    note = session.note_on(page, "since when?", passage=passage)
    whole = session.keep_whole_page(page, whole=True)
    place = session.note_of(note.id).passage
    assert place is not None
    assert (place.layer, place.quote) == (whole.layer, "first visit in many years")
    at = session.passage(whole, *session.locate(whole, "The shop of the border"))
    lost = session.note_on(whole, "only on the whole page", passage=at)
    session.keep_whole_page(session.document(whole.id), whole=False)
    stayed = session.note_of(lost.id).passage
    assert stayed is not None
    assert stayed.layer == whole.layer, "its words are not in the article: it keeps its place"


def test_what_a_copy_holds_counts_the_notes_on_documents(session: Session, first: Claim) -> None:
    session.note_on(source(session), "of the source")
    on_article(session, "of a passage", private=True)
    session.add_note(first.id, "of the claim")
    assert "3 notes" in contents(session.project, Choice(), session.claims()).holds
    without = contents(session.project, Choice(private_notes=False), session.claims())
    assert ("2 notes" in without.holds, "1 note" in without.without) == (True, True)
    some = contents(session.project, Choice(claims=frozenset({first.id})), session.claims())
    assert "2 notes" in some.without


def test_a_document_goes_and_comes_back_with_its_notes(session: Session) -> None:
    session.note_on(source(session), "of the source")
    removed = source(session)
    session.remove("document", removed.id)
    assert session.threads() == []
    session.undo()
    assert [one.document for one in session.threads()] == [removed.id]


def test_a_note_is_called_by_the_beginning_of_its_id(session: Session, first: Claim) -> None:
    note = session.add_note(first.id, "first")
    assert session.note_called(note.id[:8]) == session.note_called(note.id) == note
    for name in ("", note.id[:3], "0123456789"):
        with pytest.raises(UnknownName):
            session.note_called(name)


def test_a_reply_to_what_was_made_private_meanwhile_is_its_writers_until_that_is_shared(
    session: Session, bob: Session, first: Claim
) -> None:
    asked = session.add_note(first.id, "to be taken back")
    merge(bob, session.file.path)
    answer = bob.reply(asked.id, "too late?")
    session.set_private(asked.id, private=True)
    merge(bob, session.file.path)
    merge(session, bob.file.path)
    assert [n.text for n in bob.snapshot().claims[0].notes] == ["too late?"]
    assert [n.text for n in session.snapshot().claims[0].notes] == ["to be taken back"]
    with pytest.raises(UnknownName):
        session.note_of(answer.id)
    session.set_private(asked.id, private=False)
    merge(bob, session.file.path)
    for one in (session, bob):
        assert texts(one.thread_of(asked.id)) == ["to be taken back", "too late?"]


def test_conflicts_in_private_notes_are_their_writers(
    session: Session, bob: Session, first: Claim, tmp_path: Path
) -> None:
    note = session.add_note(first.id, "as it was", private=True)
    session.share(tmp_path / "laptop.sidelight")
    with as_someone(tmp_path / "laptop.sidelight", "Ann", session.reader) as laptop:
        laptop.be(session.me)
        laptop.edit_note(note.id, "as it is on the laptop")
        session.edit_note(note.id, "as it is on the desk")
        merge(session, laptop.file.path)
    assert [one.field for one in session.conflicts()] == ["text"]
    with bob.plan_merge([session.file.path]) as plan:
        assert plan.comparison.conflicts == ()
        bob.merge(plan)
    assert (bob.conflicts(), bob.snapshot().conflicts) == ([], ())
