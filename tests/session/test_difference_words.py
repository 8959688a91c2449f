# SPDX-License-Identifier: AGPL-3.0-or-later
"""What another copy brings is told in words."""

from __future__ import annotations

from sidelight.model.conflicts import conflicts
from sidelight.session.difference_words import field_name, line, summary, value_words
from sidelight.session.session import Session
from tests.session.test_sharing import bob, claim, evidence, source

__all__ = ["bob"]


def test_what_comes_is_counted_by_reviewer_and_told_line_by_line(
    session: Session,
    bob: Session,
) -> None:
    claimed = claim(bob, verdict="disputed")
    evidence(bob, claimed)
    bob.add_note(claimed.id, "Look at the original.")
    bob.cite(source(bob), {"title": "Letter of 1950"})
    with session.plan_merge([bob.file.path]) as plan:
        merged, found = plan.merged, plan.comparison
        assert summary(merged, found)[0] == (
            "Bob: 1 claim, 1 verdict, 1 piece of evidence, 1 note new; 1 document changed"
        )
        lines = [line(merged, difference) for difference in found.differences]
    assert lines == [
        "Bob: Document 2 “Letter of 1950”, changed: title “Письмо” → “Letter of 1950”",
        "Bob: Claim 1 “Kim thanked Stalin for aid”, new",
        "Bob: Verdict on claim 1, new: Disputed",
        (
            "Bob: Evidence on claim 1, new: Её текст хранится в архиве; supports; "
            "as the archive says"
        ),
        "Bob: Note on claim 1, new: Look at the original.",
    ]


def test_a_conflict_is_named_with_its_values(
    session: Session,
    bob: Session,
) -> None:
    session.cite(source(session), {"author": "Kim"})
    bob.cite(source(bob), {"author": ""})
    bob.cite(source(bob), {"author": "Stalin"})
    with session.plan_merge([bob.file.path]) as plan:
        session.merge(plan)
    (conflict,) = conflicts(session.project)
    called = field_name(session.project, conflict.record, conflict.id, conflict.field)
    assert called == "Document 2 “Письмо”, author"
    words = [value_words(session.project, "author", e.value) for e in conflict.entries]
    assert sorted(words) == ["Kim", "Stalin"]
    assert value_words(session.project, "author", "") == "nothing"
