# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever a first reviewer does, the blind second is not told of it until having judged."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidelight.model.blindness import SEEN, as_seen, is_blind
from sidelight.model.change import Setting
from sidelight.session.annotating import Marks
from sidelight.session.session import Session
from tests.session.conftest import Built

MARKER = "xyzzy"
QUOTE = "Kim thanked Stalin for aid"
EXAMPLES = int(os.environ.get("SIDELIGHT_EXAMPLES", "8"))

Act = Callable[[Session, str], object]


def _link(session: Session, claim: str) -> object:
    source = session.document("Письмо")
    where = session.locate(source, "хранится")
    return session.link(claim, source, *where, "contradicts", MARKER)


def _document_note(session: Session, claim: str) -> object:
    assert claim
    return session.note_on(session.document("Письмо"), MARKER)


def _reply(session: Session, claim: str) -> object:
    return session.reply(session.add_note(claim, MARKER).id, MARKER)


def _evidence_note(session: Session, claim: str) -> object:
    evidence = _link(session, claim)
    return session.add_note(claim, MARKER, part=evidence.id)  # type: ignore[attr-defined]


ACTS: dict[str, Act] = {
    "verdict": lambda s, c: s.judge(c, "denied", denied_by=MARKER, reason=MARKER),
    "other verdict": lambda s, c: s.judge(c, "verified", reason=MARKER),
    "reason": lambda s, c: s.give_reason(c, MARKER),
    "evidence": _link,
    "note": lambda s, c: s.add_note(c, MARKER),
    "private note": lambda s, c: s.add_note(c, MARKER, private=True),
    "reply": _reply,
    "note on evidence": _evidence_note,
    "note on a document": _document_note,
    "tag": lambda s, c: s.tag([c], MARKER),
    "response": lambda s, c: s.respond(c, MARKER, answer="denied", where=MARKER),
    "described": lambda s, c: s.describe_evidence(c, "call", MARKER, who=MARKER),
    "severity": lambda s, c: s.describe(c, {"severity": "grave", "correction": MARKER}),
    "decision": lambda s, c: s.decide(c, "denied", denied_by=MARKER, reason=MARKER),
}
acts = st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=6)


@pytest.fixture
def claim(session: Session) -> str:
    article = session.article()
    made = session.claim(article, *session.locate(article, QUOTE))
    session.invite("Bob")
    session.second_many([made.id], "Bob")
    return made.id


def as_bob(session: Session) -> None:
    session.act_as("Bob")
    session.be("Bob")


def written(session: Session) -> Iterator[object]:
    """What an annotated PDF of each document would hold."""
    for document in session.project.documents():
        marks = Marks(session, document)
        yield [*marks.all(), *marks.remarks()]


def told(session: Session, folder: Path) -> str:
    """All that the session tells who acts."""
    reports = [
        session.report(folder / f"report.{ending}").read_text("utf-8-sig")
        for ending in ("html", "md", "csv")
    ]
    shown = (
        session.snapshot(),
        session.history(),
        session.search(MARKER),
        session.agreement(),
        session.conflicts(),
        session.threads(),
        session.report_data(),
        *written(session),
    )
    return "\n".join([*map(repr, shown), *reports])


@pytest.mark.parametrize("name", ACTS)
def test_no_act_shows_before_and_each_shows_afterwards(
    session: Session, claim: str, name: str, tmp_path: Path
) -> None:
    ACTS[name](session, claim)
    as_bob(session)
    before = told(session, tmp_path).replace(f"Query({MARKER!r}", "")
    assert MARKER not in before
    assert session.sight(session.claim_of(claim)).severity == ""
    session.judge(claim, "disputed")
    after = told(session, tmp_path)
    assert (MARKER in after) == (name != "private note")


@given(acts)
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_sequence_of_acts_shows(
    session: Session, claim: str, tmp_path: Path, names: list[str]
) -> None:
    session.act_as("Ann")
    for name in names:
        ACTS[name](session, claim)
    as_bob(session)
    assert is_blind(session.project, session.claim_of(claim), session.me)
    assert MARKER not in told(session, tmp_path)


@pytest.mark.parametrize("name", ACTS)
def test_undone_by_the_first_it_shows_no_more_than_before(
    session: Session, claim: str, name: str, tmp_path: Path
) -> None:
    ACTS[name](session, claim)
    session.undo()
    as_bob(session)
    assert MARKER not in told(session, tmp_path)
    session.act_as("Ann")
    session.redo()
    as_bob(session)
    assert MARKER not in told(session, tmp_path)


def test_who_is_no_second_sees_the_claim_itself(session: Session, claim: str) -> None:
    for act in ACTS.values():
        act(session, claim)
    found = session.claim_of(claim)
    for reviewer in (session.me, "0" * 32):
        seen = as_seen(session.project, found, reviewer)
        assert not seen.veiled
        assert seen.verdicts == found.verdicts
        assert seen.evidence == found.evidence
        assert {n.reviewer for n in seen.notes if n.private} <= {reviewer}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reviewer", 7),
        ("reviewer", None),
        ("claim", ["c"]),
        ("blind", "yes"),
        ("blind", 1),
        ("blind", None),
        ("future", "x"),
    ],
)
def test_what_a_stranger_sets_of_a_second_makes_nobody_blind(
    session: Session, claim: str, field: str, value: object
) -> None:
    id_ = f"{claim}.{session.me}"
    fields: dict[str, object] = {"claim": claim, "reviewer": session.me, "blind": True}
    fields[field] = value
    session.act([Setting("second", id_, name, said) for name, said in fields.items()], "")
    seen = session.sight(session.claim_of(claim))
    assert seen.veiled is (field == "future")
    assert session.snapshot().claims
    session.judge(claim, "verified")
    own = session.claim_of(claim).verdicts[0]
    assert own.seen in SEEN


def test_joined_claims_are_judged_blind_together(session: Session, claim: str) -> None:
    article = session.article()
    other = session.claim(article, *session.locate(article, "Aid came"), "denied", reason=MARKER)
    session.join(claim, other.id)
    as_bob(session)
    assert session.sight(session.claim_of(claim)).veiled
    assert MARKER not in repr(session.snapshot())
    session.judge(claim, "verified")
    seen = session.sight(session.claim_of(claim))
    assert {v.verdict: v.seen for v in seen.verdicts} == {
        "denied": "first",
        "verified": "not shown",
    }


def test_a_second_who_is_let_go_sees_and_is_recorded_as_having_seen(
    session: Session, claim: str, built: Built
) -> None:
    assert built.count
    session.judge(claim, "denied", reason=MARKER)
    session.second_many([claim], "Bob", blind=False)
    as_bob(session)
    seen = session.sight(session.claim_of(claim))
    assert not seen.veiled
    assert seen.verdicts[0].reason == MARKER
    session.judge(claim, "verified")
    own = next(v for v in session.claim_of(claim).verdicts if v.reviewer == session.me)
    assert own.seen == "seen"
