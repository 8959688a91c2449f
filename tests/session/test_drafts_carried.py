# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts with all else that a project does: pictures, random edits, merges, copies, erasure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidelight.model.draft_chain import drafts_before
from sidelight.model.drafts import heads
from sidelight.model.records import Claim, Document
from sidelight.model.sharing import Choice
from sidelight.reader.remote import Reader
from sidelight.session.areas import Read
from sidelight.session.draft_lines import draft_facts, draft_lines, facing, planned_lines
from sidelight.session.drafts import DraftFile
from sidelight.session.erasure_words import erasure_words
from sidelight.session.session import Session
from sidelight.text.anchors import places
from sidelight.text.ink import InkText, ink_of
from tests.effort import examples
from tests.scans import scan_pdf
from tests.session.conftest import ARTICLE
from tests.session.test_drafts import lines, mark, marked, written
from tests.session.test_sharing import as_someone, merge

AREA = (60.0, 80.0, 320.0, 140.0)


@pytest.fixture
def bob(session: Session, tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """Bob with a copy of Ann's project, in which three claims are marked."""
    marked(session)
    session.share(tmp_path / "bob.sidelight")
    with as_someone(tmp_path / "bob.sidelight", "Bob", reader) as opened:
        yield opened


def state(session: Session) -> tuple[list[Claim], list[Document]]:
    return session.project.claims(), session.project.documents()


def meet(ann: Session, bob: Session) -> None:
    """Let both have all that the other did."""
    for one, other in ((ann, bob), (bob, ann)):
        merge(one, other.file.path)


@pytest.mark.parametrize(("words", "stays"), [("The clipping", True), ("Another one", False)])
def test_an_area_goes_over_where_its_page_looks_the_same(
    session: Session, tmp_path: Path, words: str, stays: bool
) -> None:
    first = tmp_path / "clipping.pdf"
    first.write_bytes(scan_pdf(words="The clipping"))
    old = session.add_document(first, kind="article", title="Clipping")
    claim = session.claim_area(old, 1, AREA, "denied", read=Read("Der Hafen", "The harbour"))
    second = tmp_path / "clipping-2.pdf"
    # other bytes in any case
    second.write_bytes(scan_pdf(words=words) + b"\n%\n")
    draft = session.new_draft(second, of=old.label)
    (line,) = draft_lines(session, draft)
    assert (line.state, line.reason) == (("same", "") if stays else ("went", "area"))
    held = session.claim_of(claim.id).passages[0].passage
    assert held.document == (draft.id if stays else old.id)
    assert (held.quote, held.translation) == ("Der Hafen", "The harbour")
    assert held.transcribed_by == session.me
    if stays:
        assert held.area == claim.passages[0].passage.area
    session.undo()
    assert session.claim_of(claim.id) == claim


@pytest.fixture
def claimed(session: Session) -> Session:
    """Ann's project with a claim on each sentence."""
    article = session.article()
    for start, end in session.sentences(article):
        session.claim(article, start, end)
    return session


EDITS = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 25), st.sampled_from(["", " X ", "the war "])),
    max_size=5,
)


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(EDITS)
def test_after_random_edits_no_claim_is_where_its_words_are_not(
    claimed: Session, edits: list[tuple[int, int, str]]
) -> None:
    text = ARTICLE
    for at, count, words in edits:
        place = at % (len(text) + 1)
        text = text[:place] + words + text[place + count :]
    if not ink_of(text) or text == ARTICLE:
        return
    before = state(claimed)
    old = claimed.article()
    plan = claimed.plan_draft(DraftFile("next.txt", text.encode()))
    planned = {line.label: line.state for line in planned_lines(plan.carries)}
    draft = claimed.keep_draft(plan)
    ink = claimed.layer(draft).text
    for line in draft_lines(claimed, draft):
        assert planned[line.label] == line.state
        quote = "".join(words for words, _changed in line.old)
        stands = places(ink, quote)
        if line.state == "same":
            assert line.place in stands
        elif line.state == "to confirm":
            assert line.score < 1000
            assert line.place
            said = "".join(words for words, _changed in line.new)
            assert ink_of(said) == ink.ink[slice(*line.place)]
        once = len(stands) == 1 and len(places(claimed.layer(old).text, quote)) == 1
        assert not once or (line.state, line.place) == ("same", stands[0])
    claimed.undo()
    assert state(claimed) == before


def test_two_who_add_the_same_version_have_one(
    session: Session, bob: Session, tmp_path: Path
) -> None:
    path = written(tmp_path)
    draft = session.new_draft(path)
    bob.new_draft(path)
    changed = next(one for one in draft_lines(bob, bob.article()) if one.state == "to confirm")
    bob.confirm_carried(bob.article(), changed.before)
    meet(session, bob)
    for one in (session, bob):
        assert one.article().id == draft.id
        assert not one.conflicts()
        assert lines(one, one.article())[changed.label].state == "confirmed"
        assert all(len(claim.passages) == 2 for claim in one.project.claims(draft.id)), (
            "once in each draft"
        )
    assert session.fingerprint == bob.fingerprint


def test_two_who_add_other_versions_have_both(
    session: Session, bob: Session, tmp_path: Path
) -> None:
    mine = session.new_draft(written(tmp_path))
    theirs = bob.new_draft(written(tmp_path, ARTICLE + "\nBob's end.\n", "bob.txt"))
    meet(session, bob)
    for one in (session, bob):
        assert {head.id for head in heads(one.project)} == {mine.id, theirs.id}
        facts = draft_facts(one.project)
        assert facts[mine.id].newest
        assert facts[theirs.id].newest
        assert {line.state for line in draft_lines(one, one.document(theirs.id))} == {"same"}
    reports = [one.report_data(mine.id).article for one in (session, bob)]
    assert reports[0] == reports[1]


def test_a_claim_that_a_colleague_made_meanwhile_is_not_lost(
    session: Session, bob: Session, tmp_path: Path
) -> None:
    draft = session.new_draft(written(tmp_path))
    late = mark(bob, "Aid came twice")
    meet(session, bob)
    label = session.claim_of(late.id).label
    line = lines(session, session.document(draft.id))[label]
    assert (line.state, line.reason) == ("went", "late")
    assert line.place


def test_a_copy_of_one_claim_has_all_versions(session: Session, tmp_path: Path) -> None:
    claims = marked(session)
    draft = session.new_draft(written(tmp_path))
    wanted = frozenset({claims["went"].id})
    copy = session.share(tmp_path / "one.sidelight", Choice(claims=wanted))
    with Session.open(copy, by="Ann") as opened:
        assert opened.article().id == draft.id
        (line,) = draft_lines(opened, opened.article())
        assert (line.claim, line.state) == (claims["went"].id, "went")
        assert len(opened.project.claims()) == 1


def test_a_middle_version_removed_for_good_leaves_the_others_in_order(
    session: Session, tmp_path: Path
) -> None:
    claims = marked(session)
    first = session.article()
    second = session.new_draft(written(tmp_path))
    third = session.new_draft(written(tmp_path, ARTICLE + "\nMore.\n", "third.txt"))
    plan = session.plan_erasure("document", second.id)
    assert len(plan.versions) == 2
    assert any("versions" in said for said in erasure_words("document", plan))
    session.erase(plan)
    assert [head.id for head in heads(session.project)] == [third.id]
    assert drafts_before(session.project.log, third.id) == [first.id]
    assert session.claim_of(claims["stands"].id).document == third.id
    assert {line.state for line in draft_lines(session, session.article())} <= {
        "same",
        "to confirm",
    }
    assert not session.plan_erasure("claim", claims["went"].id).versions


def test_words_of_one_version_face_those_of_the_other(session: Session, tmp_path: Path) -> None:
    old = session.article()
    draft = session.new_draft(written(tmp_path))
    texts = {one.id: session.layer(one).text for one in (old, draft)}

    def at(text: InkText, words: str) -> tuple[int, int]:
        return places(text, words)[0]

    here, there = (at(texts[one.id], "Aid came") for one in (old, draft))
    assert facing(session, draft, *here, back=False) == there
    assert facing(session, draft, *there, back=True) == here
    assert facing(session, old, 0, 1, back=True) is None


def test_newest_of_any_version(session: Session, tmp_path: Path) -> None:
    first = session.article()
    assert session.newest_of(first) == first
    second = session.new_draft(written(tmp_path))
    third = session.new_draft(written(tmp_path, ARTICLE + "\nMore.\n", "third.txt"))
    assert session.newest_of(first) == third
    assert session.newest_of(second) == third
    session.new_draft(written(tmp_path, ARTICLE + "\nOther.\n", "other.txt"), of=second.label)
    assert session.newest_of(first) == first, "two are newest: nobody can say which is meant"


def test_the_history_says_what_was_done(session: Session, tmp_path: Path) -> None:
    marked(session)
    draft = session.new_draft(written(tmp_path))
    for line in draft_lines(session, draft):
        if line.state == "to confirm":
            session.confirm_carried(draft, line.before)
        elif line.state == "went":
            session.drop_carried(draft, line.before)
    told = [line.act for line in session.history()][-3:]
    assert told == [
        "New draft added",
        "Claim confirmed in a new draft",
        "Claim said to be gone from a new draft",
    ]
