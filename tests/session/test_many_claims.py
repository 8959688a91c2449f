# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acts on many claims are one undo step each."""

from __future__ import annotations

import pytest

from sidelight.errors import UnknownName
from sidelight.language import use
from sidelight.model.standing import mine
from sidelight.session.history import ACTS, act_name
from sidelight.session.session import Session


@pytest.fixture
def marked(session: Session) -> list[str]:
    article = session.document(1)
    text = session.layer(article).text.text
    ids = []
    for words in text.split()[:12]:
        at = session.layer(article).text.offset(text.index(words))
        ids.append(session.claim(article, at, at + 1).id)
    return ids


def own(session: Session) -> list[str]:
    found = (mine(claim, session.me) for claim in session.project.claims())
    return [one.verdict if one else "" for one in found]


def test_a_verdict_on_twelve_is_one_step(session: Session, marked: list[str]) -> None:
    session.judge(marked[0], "disputed")
    assert session.judge_many(marked, "disputed") == len(marked) - 1
    assert set(own(session)) == {"disputed"}
    assert act_name(session.undo()) == f"Verdict on {len(marked) - 1} claims"
    assert own(session) == ["disputed", *[""] * (len(marked) - 1)]
    session.redo()
    assert session.judge_many(marked, "unchecked") == len(marked)
    assert set(own(session)) == {""}
    assert session.judge_many(marked, "unchecked") == 0
    assert act_name(session.undo()) == f"Verdict on {len(marked)} claims"
    assert set(own(session)) == {"disputed"}


def test_removing_tagging_and_assigning_are_one_step(session: Session, marked: list[str]) -> None:
    assert session.remove_many(marked[:3]) == 3
    assert len(session.project.claims()) == len(marked) - 3
    assert act_name(session.undo()) == "3 claims removed"
    assert len(session.project.claims()) == len(marked)
    session.tag(marked[:4], "arms")
    assert sum(claim.tags == ("arms",) for claim in session.project.claims()) == 4
    assert act_name(session.undo()) == "4 claims tagged"
    assert session.assign_many(marked, session.me) == len(marked)
    assert session.assign_many(marked[:2], "") == 2
    assert act_name(session.undo()) == "2 claims assigned"
    assert {claim.assigned for claim in session.project.claims()} == {session.me}


def test_history_names_the_first_of_many(session: Session, marked: list[str]) -> None:
    session.judge_many(marked, "denied")
    line = session.history()[-1]
    assert (line.act, line.claim, line.detail) == (
        f"Verdict on {len(marked)} claims", "1, 2, 3 …", "Denied",
    )  # fmt: skip
    assert session.history(marked[-1])[-1].label == line.label


def test_one_that_is_not_there_changes_nothing(session: Session, marked: list[str]) -> None:
    with pytest.raises(UnknownName):
        session.judge_many([*marked, "nowhere"], "denied")
    assert set(own(session)) == {""}


def test_labels_of_many_are_said_in_each_language() -> None:
    use("ru")
    assert act_name("verdict × 12") == "Вердикт на 12 утверждений"
    use("en")
    assert act_name("verdict × 1") == "Verdict on 1 claim"
    # a stranger's label is no count
    assert act_name("verdict × 99999999999999999") == "verdict × 99999999999999999"
    assert act_name("settle × 3") == "settle × 3"
    assert act_name("verdict") == ACTS["verdict"]
