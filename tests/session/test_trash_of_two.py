# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two people remove, edit and bring back at once: after merging both see the same trash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from sidelight.errors import Refused, UnknownName
from sidelight.model.records import Claim
from sidelight.reader.remote import Reader
from sidelight.session.session import Session
from sidelight.session.trash import Trashed
from sidelight.session.trash_words import citing, details, hanging, name
from tests.session.test_sharing import as_someone, claim, evidence, merge, source


@dataclass(frozen=True)
class Two:
    """Ann and Bob, who have one claim and the same project at first."""

    ann: Session
    bob: Session
    claim: Claim

    def exchange(self) -> None:
        """Let each take in what the other did; both have the same afterwards."""
        merge(self.ann, self.bob.file.path)
        merge(self.bob, self.ann.file.path)
        assert self.ann.project.fingerprint == self.bob.project.fingerprint
        assert seen(self.ann) == seen(self.bob)


def seen(session: Session) -> tuple[list[str], list[tuple[object, ...]]]:
    """The claims that live, and what is in the trash, as it is listed."""
    listed: list[tuple[object, ...]] = [
        (one.key, one.label, one.who, one.when, hanging(one), one.along) for one in session.trash()
    ]
    return sorted(claim.id for claim in session.project.claims()), listed


def only(session: Session) -> Trashed:
    (one,) = session.trash()
    return one


@pytest.fixture
def two(session: Session, tmp_path: Path, reader: Reader) -> Iterator[Two]:
    made = claim(session, verdict="verified")
    session.share(tmp_path / "bob.sidelight")
    with as_someone(tmp_path / "bob.sidelight", "Bob", reader) as bob:
        yield Two(session, bob, made)


def test_what_both_removed_is_in_the_trash_once_and_comes_back_once(two: Two) -> None:
    two.ann.remove("claim", two.claim.id)
    two.bob.remove("claim", two.claim.id)
    two.exchange()
    assert only(two.ann).id == two.claim.id
    two.ann.bring_back([only(two.ann).key])
    two.exchange()
    for session in (two.ann, two.bob):
        assert session.trash() == ()
        assert [one.id for one in session.project.claims()] == [two.claim.id]


Edit: TypeAlias = Callable[[Session, Claim], object]

EDITS: dict[str, tuple[Edit, str]] = {
    "judge": (lambda s, c: s.judge(c.id, "disputed", reason="No."), "2 verdicts"),
    "evidence": (evidence, "1 verdict, 1 piece of evidence"),
    "private": (lambda s, c: s.add_note(c.id, "mine", private=True), "1 verdict"),
}


@pytest.mark.parametrize("what", EDITS)
def test_a_claim_edited_by_one_while_another_removed_it_lives_until_removed_again(
    what: str, two: Two
) -> None:
    edit, hangs = EDITS[what]
    two.ann.remove("claim", two.claim.id)
    edit(two.bob, two.claim)
    edited = two.bob.claim_of(two.claim.id)
    merge(two.ann, two.bob.file.path)
    merge(two.bob, two.ann.file.path)
    assert two.ann.trash() == two.bob.trash() == ()
    assert two.bob.project.claims() == two.ann.project.claims() == [edited]
    two.bob.remove("claim", two.claim.id)
    merge(two.ann, two.bob.file.path)
    assert hanging(only(two.ann)) == hangs
    assert only(two.ann).who == only(two.bob).who == "Bob"
    assert any("Removed by Bob" in said for said in details(two.ann, only(two.ann)))
    two.ann.bring_back([only(two.ann).key])
    merge(two.bob, two.ann.file.path)
    assert two.bob.project.claims() == [edited]
    assert two.bob.trash() == ()


def test_what_one_brought_back_stays_where_the_other_removed_it_before(two: Two) -> None:
    two.ann.remove("claim", two.claim.id)
    two.exchange()
    two.bob.bring_back([only(two.bob).key])
    two.exchange()
    assert [one.id for one in two.ann.project.claims()] == [two.claim.id]
    assert two.ann.trash() == ()
    two.bob.undo()
    two.exchange()
    assert only(two.ann).key == ("claim", two.claim.id)


def test_my_undo_does_not_bring_back_what_another_removed(two: Two) -> None:
    two.bob.remove("claim", two.claim.id)
    merge(two.ann, two.bob.file.path)
    assert only(two.ann).who == "Bob"
    removed = seen(two.ann)
    with suppress(Refused):
        two.ann.undo()
    assert [key for key, *_ in removed[1]] == [one.key for one in two.ann.trash()]
    two.ann.bring_back([two.ann.trash()[0].key])
    assert two.ann.trash() == ()


def test_a_document_removed_by_one_and_cited_by_the_other_stays(two: Two) -> None:
    gone = source(two.ann)
    two.ann.remove("document", gone.id)
    evidence(two.bob, two.claim)
    two.exchange()
    for session in (two.ann, two.bob):
        assert session.trash() == ()
        assert source(session).id == gone.id
        assert len(session.claim_of(two.claim.id).evidence) == 1
    with pytest.raises(Refused):
        two.ann.remove("document", gone.id)


def test_claim_and_document_removed_by_different_people_come_back_together(two: Two) -> None:
    evidence(two.ann, two.claim)
    two.exchange()
    two.ann.remove("claim", two.claim.id)
    two.exchange()
    two.bob.remove("document", source(two.bob).id)
    two.exchange()
    document, claimed = two.ann.trash()
    assert (document.who, claimed.who) == ("Bob", "Ann")
    assert claimed.along == (document.id,)
    assert citing(document) == "claim 1 (removed)"
    assert two.ann.bring_back([claimed.key, document.key]) == [claimed, document]
    two.exchange()
    assert two.bob.claim_of(two.claim.id).evidence[0].passage.document == source(two.bob).id


def test_equal_numbers_of_two_people_are_told_apart_in_the_trash(two: Two) -> None:
    mine, other = (claim(session, "A land border") for session in (two.ann, two.bob))
    assert mine.number == other.number == 2
    two.exchange()
    two.ann.remove("claim", mine.id)
    label = only(two.ann).label
    assert label.startswith("2")
    assert label != "2"
    two.ann.remove("claim", other.id)
    labels = {one.id: one.label for one in two.ann.trash()}
    assert len(set(labels.values())) == 2
    assert labels[mine.id] == label
    with pytest.raises(UnknownName) as told:
        two.ann.trashed_called("claim", "2")
    assert told.value.id == "trash.ambiguous"
    assert all(one in str(told.value) for one in labels.values())
    for id_, called in labels.items():
        assert two.ann.trashed_called("claim", called).id == id_
        assert name(two.ann.trashed_called("claim", id_[:10].upper())) == f"Claim {called}"


def test_what_a_merge_removed_comes_back_as_it_was_before_it(two: Two) -> None:
    before = seen(two.ann)
    two.bob.remove("claim", two.claim.id)
    two.bob.remove("document", source(two.bob).id)
    merge(two.ann, two.bob.file.path)
    assert [one.record for one in two.ann.trash()] == ["document", "claim"]
    assert seen(two.bob) == seen(two.ann)
    two.ann.bring_back([one.key for one in two.ann.trash()])
    assert seen(two.ann) == before
