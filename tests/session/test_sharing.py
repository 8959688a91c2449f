# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies are exchanged and become one project; what was left out of them is not in their bytes."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.errors import DocumentError, ProjectError, Refused, UnknownName
from sidelight.model.records import Claim, Document
from sidelight.model.sharing import Choice
from sidelight.reader.remote import Reader
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from sidelight.store.change_set import START
from sidelight.store.survey import survey
from tests.session.conftest import ARTICLE, LETTER

QUOTE = "Kim thanked Stalin for aid"
WORDS = "Её текст хранится в архиве"


def article(session: Session) -> Document:
    return session.project.documents("article")[0]


def source(session: Session) -> Document:
    return session.project.documents("source")[0]


def claim(session: Session, quote: str = QUOTE, verdict: str = "") -> Claim:
    return session.claim(article(session), *session.locate(article(session), quote), verdict)


def evidence(session: Session, claimed: Claim) -> None:
    where = session.locate(source(session), WORDS)
    session.link(claimed.id, source(session), *where, "supports", "as the archive says")


@pytest.fixture
def bob(session: Session, tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """Bob, another person with a copy of Ann's project."""
    session.share(tmp_path / "bob.sidelight")
    with as_someone(tmp_path / "bob.sidelight", "Bob", reader) as opened:
        yield opened


def as_someone(path: Path, name: str, reader: Reader) -> Session:
    return Session.open(path, by=name, reader=reader, settings=Settings(kept=False))


def merge(session: Session, *paths: Path) -> None:
    with session.plan_merge(paths) as plan:
        session.merge(plan)
    assert not any(fault.damage for fault in session.file.check())


def bare(path: Path) -> bytes:
    """All that stands in a file, a change set unpacked."""
    data = path.read_bytes()
    return zlib.decompress(data[len(START) :]) if data.startswith(START) else data


def test_two_reviewers_exchange_files_in_both_orders_and_end_equal(
    session: Session, bob: Session, tmp_path: Path
) -> None:
    claimed = claim(session, verdict="verified")
    merge(bob, session.file.path)
    bob.judge(claimed.id, "disputed", reason="Not in the letter.")
    evidence(bob, bob.claim_of(claimed.id))
    session.judge(claimed.id, "denied", denied_by="The archive")
    changes = bob.share(tmp_path / "bob", Choice(only=bob.me))
    assert changes.name == "bob.sidelight-changes"
    assert changes.stat().st_size < 6000
    with session.plan_merge([changes]) as plan:
        assert plan.comparison.related
        assert plan.comparison.changes == 2
        assert {(d.record, d.what) for d in plan.comparison.differences} == {
            ("verdict", "new"),
            ("evidence", "new"),
        }
        assert not plan.comparison.conflicts
        assert len(session.claim_of(claimed.id).verdicts) == 1
        session.merge(plan)
    merge(bob, session.file.path)
    assert bob.project.log.rows().keys() == session.project.log.rows().keys()
    assert bob.project.fingerprint == session.project.fingerprint
    assert {v.verdict for v in session.claim_of(claimed.id).verdicts} == {"denied", "disputed"}
    with session.plan_merge([changes, bob.file.path]) as again:
        assert again.comparison.changes == 0


def test_a_merge_can_be_taken_back_until_something_is_done(session: Session, bob: Session) -> None:
    before = session.project.fingerprint
    claim(bob)
    bob.add_text("A further source.", title="More")
    merge(session, bob.file.path)
    assert len(session.project.claims()) == 1
    assert session.can_go_back()
    session.back_to_before_merge()
    assert session.project.fingerprint == before
    assert session.file.check() == []
    assert session.project.claims() == []
    assert not session.can_go_back()
    merge(session, bob.file.path)
    claim(session, "A land border is shared")
    assert not session.can_go_back()
    with pytest.raises(Refused) as refused:
        session.back_to_before_merge()
    assert refused.value.id == "merge.no_way_back"


def test_a_merge_is_for_what_was_looked_at(session: Session, bob: Session) -> None:
    claim(bob)
    with session.plan_merge([bob.file.path]) as plan:
        claim(session)
        with pytest.raises(Refused) as refused:
            session.merge(plan)
    assert refused.value.id == "merge.moved_on"
    with pytest.raises(ProjectError) as itself:
        session.plan_merge([session.file.path])
    assert itself.value.id == "merge.itself"


def test_another_project_is_recognised_and_asked_about(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    other = tmp_path / "other.sidelight"
    with Session.create(other, "Another", by="Ann", reader=reader) as made:
        made.add_text("Other words.", kind="article")
    with session.plan_merge([other]) as plan:
        assert not plan.comparison.related
        with pytest.raises(Refused) as refused:
            session.merge(plan)
        assert refused.value.id == "merge.unrelated"
        session.merge(plan, unrelated=True)
    assert len(session.project.documents("article")) == 2
    assert session.file.check() == []


def test_a_concurrent_edit_is_settled_one_by_one_or_by_rule(session: Session, bob: Session) -> None:
    session.cite(source(session), {"author": "Kim", "title": "Letter"})
    bob.cite(source(bob), {"author": "Stalin", "title": "Message"})
    merge(session, bob.file.path)
    found = session.conflicts()
    assert [(c.record, c.field) for c in found] == [("document", "author"), ("document", "title")]
    rows = session.file._connection.execute("SELECT field, value FROM conflict").fetchall()
    assert set(rows) >= {("author", "Kim"), ("author", "Stalin")}
    session.settle(found[0], found[0].entries[0].value)
    assert session.settle_all("mine") == 1
    assert (source(session).title, source(session).citation["author"]) == ("Letter", "Kim")
    assert session.conflicts() == []
    assert session.file.check() == []
    session.undo()
    assert len(session.conflicts()) == 0
    merge(bob, session.file.path)
    assert bob.conflicts() == []


def test_the_same_passage_claimed_twice_is_offered_for_joining(
    session: Session, bob: Session
) -> None:
    ann_claim, bob_claim = claim(session, verdict="verified"), claim(bob, verdict="denied")
    bob.add_note(bob_claim.id, "seen in the archive")
    with session.plan_merge([bob.file.path]) as plan:
        assert len(plan.comparison.twins) == 1
        session.merge(plan)
    assert {c.id for c in session.twins()[0]} == {ann_claim.id, bob_claim.id}
    assert [c.label[0] for c in session.project.claims()] == ["1", "1"]
    session.join(ann_claim.id, bob_claim.id)
    (left,) = session.project.claims()
    assert (left.id, left.label) == (ann_claim.id, "1")
    assert sorted(v.verdict for v in left.verdicts) == ["denied", "verified"]
    assert left.notes[0].text == "seen in the archive"
    assert session.file.check() == []
    session.judge(bob_claim.id, "disputed")
    assert {v.verdict for v in session.claim_of(ann_claim.id).verdicts} == {"denied", "disputed"}
    session.undo()
    session.undo()
    assert len(session.project.claims()) == 2
    assert session.file.check() == []


def test_a_copy_without_sources_says_what_it_lacks_and_merges_back_whole(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    evidence(session, claim(session))
    path = session.share(tmp_path / "light.sidelight", Choice(sources=False))
    assert LETTER.splitlines()[2].encode() not in path.read_bytes()
    assert ARTICLE.splitlines()[2].encode() in path.read_bytes()
    faults = survey(path)
    assert faults
    assert not any(fault.damage for fault in faults)
    with as_someone(path, "Bob", reader) as bob:
        held = bob.project.claims()[0].evidence[0].passage
        assert held.quote == WORDS
        assert bob.left_out(source(bob))
        with pytest.raises(DocumentError) as absent:
            bob.layer(source(bob))
        assert absent.value.id == "document.left_out"
        assert bob.search("архиве")
        assert bob.snapshot().documents
        bob.report(tmp_path / "report.html")
        other, own = tmp_path / "other.txt", tmp_path / "own.txt"
        other.write_text("Another text.", "utf-8")
        own.write_text(LETTER, "utf-8")
        with pytest.raises(Refused) as refused:
            bob.attach(source(bob), other)
        assert refused.value.id == "document.other"
        bob.judge(bob.project.claims()[0].id, "verified")
        bob.attach(source(bob), own)
        assert bob.layer(source(bob)).text
        assert bob.file.check() == []
        merge(session, path)
    assert session.project.claims()[0].verdicts[0].verdict == "verified"
    assert not survey(session.share(tmp_path / "whole.sidelight"))


def test_private_notes_and_unchosen_claims_are_not_in_the_bytes(
    session: Session, tmp_path: Path
) -> None:
    first, second = claim(session), claim(session, "A land border is shared")
    session.add_note(first.id, "my secret source", private=True)
    session.add_note(first.id, "for everybody")
    session.judge(second.id, "denied", reason="an unchosen reason")
    path = session.share(
        tmp_path / "part.sidelight", Choice(private_notes=False, claims=frozenset({first.id}))
    )
    raw = bare(path)
    for word in ("my secret source", "unchosen", 'land border is shared"'):
        assert word.encode() not in raw
    assert b"for everybody" in raw
    assert not any(fault.damage for fault in survey(path))
    merge(session, path)
    assert len(session.project.claims()) == 2


def test_a_blind_copy_holds_nothing_of_the_first_check(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    claimed = claim(session, verdict="denied")
    evidence(session, claimed)
    session.judge(claimed.id, "denied", reason="the letter says nothing")
    path = session.share(tmp_path / "blind.sidelight", Choice(blind_for="b" * 32))
    raw = bare(path)
    for word in (b'"denied"', b"says nothing", b"archive says", b"contradicts"):
        assert word not in raw
    with as_someone(path, "Bob", reader) as bob:
        (seen,) = bob.project.claims()
        assert not seen.verdicts
        assert not seen.evidence
        bob.judge(seen.id, "verified")
        merge(session, path)
    verdicts = session.claim_of(claimed.id).verdicts
    assert {(v.verdict, v.seen) for v in verdicts} == {("denied", "first"), ("verified", "first")}


def test_what_is_removed_for_good_is_nowhere(
    session: Session, bob: Session, tmp_path: Path
) -> None:
    claimed = claim(session, verdict="verified")
    evidence(session, claimed)
    session.judge(claimed.id, "verified", reason="So says Письмо itself.")
    old = tmp_path / "old.sidelight"
    shutil.copy(session.file.path, old)
    merge(bob, session.file.path)
    letter = source(session)
    plan = session.plan_erasure("document", letter.id)
    assert (plan.title, plan.evidence, plan.claims) == ("Письмо", 1, 0)
    assert plan.mentions == ("claim 1",)
    assert session.erase(plan) == []
    words = (WORDS, "хранится", "as the archive says", '"Письмо"')
    for path in (session.file.path, *tmp_path.rglob("received/*")):
        for word in words:
            assert word.encode() not in path.read_bytes()
    assert [d.kind for d in session.project.documents()] == ["article"]
    with pytest.raises(DocumentError) as refused:
        session.add_text(LETTER, title="Письмо")
    assert refused.value.id == "document.erased"
    # an old copy brings nothing of it back, and takes the removal over
    merge(session, old)
    with bob.plan_merge([session.file.path]) as plan_bob:
        erased = [d for d in plan_bob.comparison.differences if d.what == "erased"]
        assert ("document", letter.id) in {(d.record, d.id) for d in erased}
        bob.merge(plan_bob)
    for path in (session.file.path, bob.share(tmp_path / "shared.sidelight")):
        for word in words:
            assert word.encode() not in path.read_bytes()
    assert not any(fault.damage for fault in session.file.check())


def test_a_reviewer_is_the_same_on_two_computers(session: Session, bob: Session) -> None:
    claim(session, verdict="verified")
    merge(bob, session.file.path)
    with pytest.raises(UnknownName) as unknown:
        bob.be("Nobody")
    assert unknown.value.id == "reviewer.unknown"
    bob.be("Ann")
    bob.judge(bob.project.claims()[0].id, "disputed")
    merge(session, bob.file.path)
    (verdict,) = session.project.claims()[0].verdicts
    assert verdict.verdict == "disputed"


def test_a_private_note_is_seen_by_its_writer_alone(
    session: Session, bob: Session, tmp_path: Path
) -> None:
    claimed = claim(session)
    note = session.add_note(claimed.id, "ask the archivist again", private=True)
    merge(bob, session.file.path)
    assert bob.snapshot().claims[0].notes == ()
    assert bob.search("archivist") == []
    assert [n.text for n in session.snapshot().claims[0].notes] == ["ask the archivist again"]
    session.report(tmp_path / "report.md")
    assert "archivist" not in (tmp_path / "report.md").read_text("utf-8")
    with pytest.raises(UnknownName):
        bob.set_private(note.id, private=False)
    assert not [line for line in bob.history() if line.label == "note"]
    session.set_private(note.id, private=False)
    merge(bob, session.file.path)
    assert len(bob.snapshot().claims[0].notes) == 1


def test_a_report_names_the_state_that_it_reports_on(session: Session, tmp_path: Path) -> None:
    claim(session)
    for name in ("report.md", "report.html"):
        session.report(tmp_path / name)
        assert session.fingerprint in (tmp_path / name).read_text("utf-8")
    before = session.fingerprint
    claim(session, "A land border is shared")
    assert session.fingerprint != before
