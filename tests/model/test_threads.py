# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes become threads whatever the notes say that they answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sidelight.model.records import Claim, Document, Note
from sidelight.model.threads import Names, placed, threads

ANN = "a" * 32


def note(id_: str, answers: str = "", *, at: int = 0, **fields: bool | str) -> Note:
    when = datetime(2026, 11, 26, 12, at, tzinfo=UTC)
    made = Note(id_, "", f"note {id_}", ANN, when, answers=answers)
    return replace(made, **fields)  # type: ignore[arg-type]


def shapes(*notes: Note) -> list[str]:
    """The threads, each by the ids of its notes."""
    return ["".join(one.id for one in thread.notes) for thread in threads(notes)]


def test_replies_stand_below_the_first_note_by_time() -> None:
    late = note("c", "a", at=3)
    assert shapes(late, note("b", at=2), note("a", at=1), note("d", "c", at=4)) == ["acd", "b"]


def test_a_note_that_its_clock_puts_before_what_it_answers_stands_behind_it() -> None:
    assert shapes(note("a", at=9), note("b", "a", at=1)) == ["ab"]


def test_replies_to_what_is_gone_stay_together() -> None:
    assert shapes(note("b", "gone", at=1), note("c", "gone", at=2), note("d", "c")) == ["dbc"]


@pytest.mark.parametrize(
    "notes",
    [
        [note("a", "a")],
        [note("a", "b"), note("b", "a")],
        [note("a", "c"), note("b", "a"), note("c", "b"), note("d", "b")],
    ],
)
def test_circles_end(notes: list[Note]) -> None:
    assert len(threads(notes)) == 1
    assert len(threads(notes)[0].notes) == len(notes)


def test_a_long_thread_is_read_at_once() -> None:
    notes = [note("0")] + [note(str(at), str(at - 1), at=at % 60) for at in range(1, 900)]
    (thread,) = threads(notes)
    assert (thread.first.id, len(thread.replies)) == ("0", 899)


def test_the_first_note_says_whether_a_thread_is_settled() -> None:
    (thread,) = threads([note("a", settled=True), note("b", "a", at=1)])
    assert thread.settled
    (thread,) = threads([note("a"), note("b", "a", at=1, settled=True)])
    assert not thread.settled


def test_threads_are_placed_by_claim_and_by_document() -> None:
    claims = [Claim("k", 1, "1", (), notes=(note("a"), note("b", "a"))), Claim("l", 2, "2", ())]
    documents = [document("x", "1", "article"), document("y", "2", "source")]
    found = list(placed(claims, documents, {"y": [note("c"), note("d")], "x": ()}))
    assert [(one.claim, one.document, one.thread.first.id) for one in found] == [
        ("k", "", "a"), ("", "y", "c"), ("", "y", "d"),
    ]  # fmt: skip


def document(id_: str, label: str, kind: str) -> Document:
    return Document(id_, int(label), label, kind, f"Title {label}", "", "text/plain", 1, "en", "")


def test_what_names_nothing_stays_text() -> None:
    names = Names.of([Claim("k", 12, "12", ())], [document("x", "1", "article")])
    text = "claim 12 of article 1, not of source 1; #13"
    pieces = names.linked(text)
    assert "".join(piece.text for piece in pieces) == text
    assert [(p.text, p.claim or p.document) for p in pieces if p.claim or p.document] == [
        ("claim 12", "k"), ("article 1", "x"),
    ]  # fmt: skip
    assert Names().linked(text)[0].text == text
    assert Names().linked("") == ()
