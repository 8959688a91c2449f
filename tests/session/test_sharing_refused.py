# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where copies go, what stops them, and several files merged at once or refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.errors import ProjectError, Refused, SidelightError, UnknownName
from sidelight.model.change import new_id
from sidelight.model.sharing import Choice
from sidelight.reader.remote import Reader
from sidelight.session.copy_words import contents
from sidelight.session.session import Session
from sidelight.store.change_set import START
from sidelight.store.places import subfolder
from tests.session.test_sharing import as_someone, bare, claim, evidence, merge, source


@pytest.fixture
def bob(session: Session, tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """Bob with a copy in which Ann has made one claim with evidence."""
    evidence(session, claim(session, verdict="verified"))
    session.share(tmp_path / "bob.sidelight")
    with as_someone(tmp_path / "bob.sidelight", "Bob", reader) as opened:
        yield opened


@pytest.mark.parametrize("choice", [None, Choice(sources=False), Choice(only="a" * 32)])
def test_a_copy_never_takes_the_place_of_the_project(
    session: Session, tmp_path: Path, choice: Choice | None
) -> None:
    before = session.file.path.read_bytes()
    link = tmp_path / "link.sidelight"
    link.symlink_to(session.file.path)
    aside = session.file.path.parent / "aside" / ".." / session.file.path.name
    aside.parent.parent.mkdir()
    for path in (session.file.path, link, aside):
        for overwrite in (False, True):
            with pytest.raises(ProjectError) as refused:
                session.share(path, choice, overwrite=overwrite)
            assert refused.value.id == "project.exists"
    assert session.file.path.read_bytes() == before


def test_the_name_says_what_is_written(session: Session, tmp_path: Path) -> None:
    claim(session)
    some = Choice(private_notes=False)
    written = {
        session.share(tmp_path / name, choice).name
        for name, choice in (
            ("whole", None),
            ("part", some),
            ("mine", Choice(only=session.me)),
            ("acts.sidelight-changes", None),
            ("all.of.it", some),
        )
    }
    assert written == {
        "whole.sidelight",
        "part.sidelight",
        "mine.sidelight-changes",
        "acts.sidelight-changes",
        "all.of.it",
    }
    sets = {path.name for path in tmp_path.iterdir() if path.read_bytes().startswith(START)}
    assert sets == {"mine.sidelight-changes", "acts.sidelight-changes"}


@pytest.mark.parametrize("name", ["part.sidelight", "part.sidelight-changes"])
def test_a_copy_that_is_stopped_leaves_nothing_and_can_be_made_again(
    session: Session, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()

    def stop(share: float, _what: str) -> None:
        if share > 0.2:
            raise InterruptedError

    with pytest.raises((InterruptedError, SidelightError)):
        session.share(folder / name, Choice(private_notes=False), progress=stop)
    assert list(folder.iterdir()) == []
    told: list[tuple[float, str]] = []
    session.share(
        folder / name, Choice(private_notes=False), progress=lambda *step: told.append(step)
    )
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert {what for _, what in told} == {name}
    with pytest.raises(ProjectError) as there:
        session.share(folder / name, Choice(private_notes=False))
    assert there.value.id == "project.exists"
    session.share(folder / name, Choice(private_notes=False), overwrite=True)
    assert len(list(folder.iterdir())) == 1


def test_chosen_claims_come_with_their_documents_only(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    session.add_text("Something that nobody cites.", title="Uncited")
    first, second = claim(session, verdict="verified"), claim(session, "A land border is shared")
    evidence(session, second)
    choice = Choice(claims=frozenset({first.id}))
    said = contents(session.project, choice, session.claims())
    assert said.holds == "The copy holds 1 document, 1 claim, 1 verdict."
    assert said.without == "Left out: 2 documents, 1 claim, 1 piece of evidence."
    path = session.share(tmp_path / "one.sidelight", choice)
    assert b"nobody cites" not in bare(path)
    with as_someone(path, "Bob", reader) as bob:
        assert [d.kind for d in bob.project.documents()] == ["article"]
        assert [c.id for c in bob.project.claims()] == [first.id]
        assert bob.layer(bob.project.documents()[0]).text
        assert not any(fault.damage for fault in bob.file.check())
        merge(bob, session.file.path)
        assert bob.fingerprint == session.fingerprint


def test_a_blind_copy_for_nobody_known_holds_no_ones_judgement(
    session: Session, bob: Session, tmp_path: Path, reader: Reader
) -> None:
    bob.judge("1", "denied", reason="a reason of Bob's")
    merge(session, bob.file.path)
    path = session.share(tmp_path / "blind.sidelight", Choice(blind_for=new_id()))
    for word in (b"reason of Bob", b'"denied"', b"as the archive says"):
        assert word not in bare(path)
    with as_someone(path, "Cyd", reader) as cyd:
        (seen,) = cyd.project.claims()
        assert (seen.verdicts, seen.evidence) == ((), ())
        assert len(cyd.project.documents()) == 2
    for_bob = session.share(tmp_path / "for_bob.sidelight", Choice(blind_for=bob.me))
    with as_someone(for_bob, "Cyd", reader) as cyd:
        assert [v.reviewer for v in cyd.project.claims()[0].verdicts] == [bob.me]


def test_several_files_are_merged_at_once(
    session: Session, bob: Session, tmp_path: Path, reader: Reader
) -> None:
    bob.judge("1", "denied")
    other = bob.share(tmp_path / "cyd.sidelight")
    with as_someone(other, "Cyd", reader) as cyd:
        cyd.judge("1", "disputed")
        cyd.add_text("A third text.", title="Third")
        changes = cyd.share(tmp_path / "cyd", Choice(only=cyd.me))
    paths = [bob.file.path, changes, other, bob.file.path]
    with session.plan_merge(paths) as plan:
        assert plan.comparison.changes == 3
        assert {who for who, _, _ in plan.comparison.counts()} == {bob.me, cyd.me}
        session.merge(plan)
    assert len(session.project.claims()[0].verdicts) == 3
    third = session.project.documents()[-1]
    assert session.layer(third).text.text == "A third text."
    assert session.file.check() == []
    session.back_to_before_merge()
    assert len(session.project.claims()[0].verdicts) == 1
    assert [d.title for d in session.project.documents() if d.title == "Third"] == []


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\x55" * 4096
    path.write_bytes(data)


def newer(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 9999")
    db.commit()
    db.close()


def foreign(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))


@pytest.mark.parametrize("spoil", [damaged, foreign, Path.unlink])
def test_one_unsound_file_among_several_stops_the_merge_before_it_begins(
    session: Session, bob: Session, tmp_path: Path, spoil: object
) -> None:
    bob.judge("1", "denied")
    bad = bob.share(tmp_path / "bad.sidelight")
    assert callable(spoil)
    spoil(bad)
    before, kept = session.fingerprint, list(subfolder("reading").iterdir())
    with pytest.raises(ProjectError):
        session.plan_merge([bob.file.path, bad])
    assert session.fingerprint == before
    assert list(subfolder("reading").iterdir()) == kept
    assert not session.can_go_back()
    merge(session, bob.file.path)
    assert len(session.project.claims()[0].verdicts) == 2


def test_a_file_of_a_newer_program_is_only_read_and_merged_by_its_log(
    session: Session, bob: Session, tmp_path: Path, reader: Reader
) -> None:
    bob.judge("1", "denied")
    path = bob.share(tmp_path / "newer.sidelight")
    newer(path)
    with as_someone(path, "Cyd", reader) as cyd:
        assert cyd.file.read_only
        assert not cyd.can_go_back()
        with pytest.raises(ProjectError) as refused:
            cyd.judge("1", "verified")
        assert refused.value.id == "project.newer"
        with pytest.raises(ProjectError) as refused:
            merge(cyd, session.file.path)
        assert refused.value.id == "project.newer"
        assert cyd.fingerprint == bob.fingerprint
    merge(session, path)
    assert session.fingerprint == bob.fingerprint


def test_of_two_of_one_name_the_label_says_who(
    session: Session, bob: Session, reader: Reader
) -> None:
    with as_someone(other(bob), "Ann", reader) as ann:
        ann.judge("1", "disputed")
        assert ann.me != session.me
        merge(session, ann.file.path)
    names = {r.id: r.label for r in session.project.reviewers() if r.name == "Ann"}
    assert len(names) == len(set(names.values())) == 2
    with pytest.raises(UnknownName) as several:
        session.be("Ann")
    assert several.value.id == "reviewer.unknown"
    assert all(label in str(several.value.values["known"]) for label in names.values())
    me = session.me
    assert session.be(names[ann.me]).id == session.me == ann.me
    session.judge("1", "denied")
    assert {v.reviewer: v.verdict for v in session.project.claims()[0].verdicts} == {
        me: "verified",
        ann.me: "denied",
    }
    assert session.be(me).id == me


def other(bob: Session) -> Path:
    return bob.share(bob.file.path.with_name("ann.sidelight"))


def test_private_is_a_matter_of_the_notes_writer(
    session: Session, bob: Session, tmp_path: Path
) -> None:
    note = bob.add_note("1", "only for me", private=True)
    with pytest.raises(UnknownName):
        bob.set_private("no such note", private=True)
    merge(session, bob.file.path)
    with pytest.raises(UnknownName):
        session.set_private(note.id, private=False)
    shared = bob.add_note("1", "for everybody")
    merge(session, bob.file.path)
    with pytest.raises(Refused) as refused:
        session.set_private(shared.id, private=True)
    assert (refused.value.id, refused.value.values["who"]) == ("note.others", "Bob")
    bob.undo()
    path = session.share(tmp_path / "p.sidelight", Choice(private_notes=False))
    assert b"only for me" not in bare(path)
    bob.undo()
    assert [n for n in bob.project.claims()[0].notes if n.id == note.id] == []
    assert source(bob).id == source(session).id
