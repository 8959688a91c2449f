# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever is removed and brought back, what lives and what is in the trash are all that ever was,
and what is undone is as it was before.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sidelight.errors import Refused, UnknownName
from sidelight.model.change import Setting
from sidelight.model.log import Key
from sidelight.model.records import Claim, Document
from sidelight.reader.remote import Reader
from sidelight.session.session import Session
from sidelight.session.trash_words import back_words, details, hanging, name, removal
from sidelight.store.trust import remember
from tests.effort import examples
from tests.session.conftest import Built

State: TypeAlias = tuple[list[Claim], list[Document], frozenset[Key]]
ACTS = ("claim", "judge", "link", "remove", "remove many", "document", "back", "undo", "redo")


def state(session: Session) -> State:
    """What lives and what is in the trash."""
    trashed = frozenset(one.key for one in session.trash())
    return session.project.claims(), session.project.documents(), trashed


class Trashing:
    """A session with acts whose choices are drawn, and all that ever was in it."""

    def __init__(self, session: Session, data: st.DataObject) -> None:
        self.session, self.data = session, data
        self.ever: set[Key] = {("document", d.id) for d in session.project.documents()}
        self.last: dict[str, Claim] = {}
        self.done: list[tuple[State, State]] = []
        self.undone: list[tuple[State, State]] = []

    def draw(self, some: Any, most: int = 3) -> list[Any]:
        """Some of some, each once."""
        every = sorted(some)
        if not every:
            return []
        chosen = st.lists(st.sampled_from(every), min_size=1, max_size=most, unique=True)
        return self.data.draw(chosen)

    def act(self, act: str) -> None:
        """Do one thing, where there is something to do it with."""
        session = self.session
        claims = [claim.id for claim in session.project.claims()]
        if act == "claim":
            at = self.data.draw(st.integers(0, 30))
            made = session.claim(session.project.documents()[0], at, at + 4, "disputed")
            self.ever.add(("claim", made.id))
        elif act == "judge":
            for id_ in self.draw(claims, 1):
                session.judge(id_, self.data.draw(st.sampled_from(["verified", "disputed"])))
        elif act == "link":
            sources = session.project.documents("source")
            for id_ in self.draw(claims if sources else (), 1):
                session.link(id_, sources[0], 2, 12)
        else:
            self.remove_or_bring(act, claims)

    def remove_or_bring(self, act: str, claims: list[str]) -> None:
        """Remove something or bring something back."""
        session = self.session
        cited = {p.document for _record, _id, p in session.held()}
        free = [d.id for d in session.project.documents() if d.id not in cited]
        if act == "remove":
            for id_ in self.draw(claims, 1):
                session.remove("claim", id_)
        elif act == "remove many":
            session.remove_many(self.draw(claims))
        elif act == "document":
            for id_ in self.draw([d for d in free if session.document(d).kind == "source"], 1):
                session.remove("document", id_)
        elif act == "back":
            self.bring_back(self.draw([one.key for one in session.trash()]))

    def bring_back(self, keys: list[Key]) -> None:
        """Bring some back: all asked for and what goes along, as it was, and nothing else."""
        before = {one.key: one for one in self.session.trash()}
        back = self.session.bring_back(keys)
        along = [("document", id_) for key in keys for id_ in before[key].along]
        assert [one.key for one in back] == list(dict.fromkeys([*keys, *along]))
        assert {one.key for one in self.session.trash()} == set(before) - {o.key for o in back}
        for one in back:
            assert one.claim is None or self.session.claim_of(one.id) == one.claim

    def step(self, act: str) -> None:
        """Do one thing, or take the last back, and look at all that there is."""
        before = state(self.session)
        if act in ("undo", "redo"):
            taken, put = (self.done, self.undone)[:: 1 if act == "undo" else -1]
            verb = self.session.undo if act == "undo" else self.session.redo
            if taken:
                verb()
                put.append(taken.pop())
                # what was made and taken back is in the trash, where it was not before
                assert state(self.session)[:2] == put[-1][0 if act == "undo" else 1][:2]
        else:
            changes = len(self.session.project.log.changes)
            self.act(act)
            if len(self.session.project.log.changes) > changes:
                self.done.append((before, state(self.session)))
                self.undone.clear()
        self.look()

    def look(self) -> None:
        """Nothing is lost, nothing is twice, and what was removed is as it last was."""
        claims, documents, trashed = state(self.session)
        living = {*(("claim", c.id) for c in claims), *(("document", d.id) for d in documents)}
        assert living | trashed == self.ever
        assert not living & trashed
        self.last |= {claim.id: claim for claim in claims}
        for one in self.session.trash():
            assert self.session.id_called(one.record, one.id) == one.id
            assert self.session.trashed_called(one.record, one.label) == one
            assert one.claim is None or one.claim.passages == self.last[one.id].passages
            assert set(one.along) == {
                d.id
                for d in self.session.trash()
                if d.document and any(e.passage.document == d.id for e in evidence_of(one.claim))
            }


def evidence_of(claim: Claim | None) -> list[Any]:
    return list(claim.evidence) if claim else []


@given(st.lists(st.sampled_from(ACTS), min_size=6, max_size=14), st.data())
@settings(max_examples=examples(3), phases=(Phase.explicit, Phase.generate))
def test_nothing_is_lost_and_undo_is_exact(
    built: Built, reader: Reader, acts: list[str], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / built.path.name
        shutil.copy(built.path, path)
        remember(path, built.count, built.heads)
        with Session.open(path, by="Ann", reader=reader) as session:
            trashing = Trashing(session, data)
            for act in ("claim", "claim", *acts):
                trashing.step(act)
            while trashing.done:
                trashing.step("undo")
            assert session.project.claims() == []
            for key in [one.key for one in session.trash()]:
                trashing.bring_back([key])
            assert session.trash() == ()
            assert session.file.check() == []


HOSTILE: list[tuple[str, list[tuple[str, str, str, Any]]]] = [
    ("nothing but removed", [("claim", "x", "deleted", True)]),
    ("removed by a word", [("claim", "ANN", "deleted", "yes")]),
    ("removed by a number", [("claim", "ANN", "deleted", 1)]),
    ("joined to itself", [("claim", "ANN", "joined", "ANN"), ("claim", "ANN", "deleted", True)]),
    ("joined to nothing", [("claim", "ANN", "joined", "x"), ("claim", "ANN", "deleted", True)]),
    ("joined to a list", [("claim", "ANN", "joined", ["x"]), ("claim", "ANN", "deleted", True)]),
    ("a word for a number", [("claim", "ANN", "number", "1"), ("claim", "ANN", "deleted", True)]),
    ("a huge number", [("claim", "ANN", "number", 10**15), ("claim", "ANN", "deleted", True)]),
    ("no words", [("claim", "ANN", "restatement", 7), ("claim", "ANN", "deleted", True)]),
    ("an unknown kind", [("spell", "x", "deleted", True)]),
    ("an odd id", [("claim", "\x1b[2J", "number", 4), ("claim", "\x1b[2J", "deleted", True)]),
    ("no id", [("claim", "", "number", 5), ("claim", "", "deleted", True)]),
    ("no title", [("document", "DOC", "title", None), ("document", "DOC", "deleted", True)]),
    ("a document that is none",
     [("document", "d" * 64, "number", 9), ("document", "d" * 64, "deleted", True)]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changes"), HOSTILE, ids=[what for what, _ in HOSTILE])
def test_a_strangers_changes_are_listed_and_brought_back_or_ignored(
    what: str, changes: list[tuple[str, str, str, Any]], session: Session
) -> None:
    made = session.claim(session.document(1), 5, 20, "disputed")
    whole = {"ANN": made.id, "DOC": session.document(2).id}
    words = [tuple(whole.get(v, v) if isinstance(v, str) else v for v in c) for c in changes]
    session.act([Setting(r, i, f, v) for r, i, f, v in words], "")
    for one in session.trash():
        said = [name(one), removal(one), hanging(one), *details(session, one)]
        assert all(isinstance(part, str) for part in said)
        assert one.label.strip()
        assert session.trashed_called(one.record, one.label) == one
    living = {claim.id for claim in session.project.claims()}
    gone = {one.id for one in session.trash() if one.record == "claim"}
    assert made.id in living ^ gone, what
    keys = [one.key for one in session.trash()]
    back = session.bring_back(keys)
    assert {one.key for one in back} == set(keys)
    assert not keys or back_words(back)
    assert session.trash() == ()
    assert session.claim_of(made.id).passages == made.passages
    if keys:
        session.undo()
        assert {one.key for one in session.trash()} == set(keys)


def test_claims_that_were_joined_in_a_ring_are_one_thing_in_the_trash(session: Session) -> None:
    one, two, three = (session.claim(session.document(1), at, at + 4) for at in (5, 12, 20))
    ring = [(one, two), (two, three), (three, one)]
    session.act([Setting("claim", a.id, "joined", b.id) for a, b in ring], "")
    session.act([Setting("claim", c.id, "deleted", value=True) for c in (one, two, three)], "")
    (gone,) = session.trash()
    assert set(gone.ids) == {one.id, two.id, three.id}
    session.bring_back([gone.key])
    assert session.trash() == ()
    assert session.project.claims()


def test_a_name_of_nothing_is_refused_for_claims_and_documents(session: Session) -> None:
    claim = session.claim(session.document(1), 5, 9)
    session.remove("claim", claim.id)
    session.remove("document", "2")
    for record, there in (("claim", " 1 "), ("document", "2")):
        for called in ("", " ", "0", "-1", "1.5", "abcdef", "f" * 32, "\x1b", "１"):
            with pytest.raises(UnknownName) as told:
                session.trashed_called(record, called)
            assert told.value.id == "trash.unknown"
        assert session.trashed_called(record, there).record == record


def test_one_unknown_among_several_brings_nothing_back(session: Session) -> None:
    claim = session.claim(session.document(1), 5, 9)
    session.remove("claim", claim.id)
    changes = len(session.project.log.changes)
    with pytest.raises(UnknownName):
        session.bring_back([("claim", claim.id), ("document", claim.id)])
    assert len(session.project.log.changes) == changes
    assert len(session.bring_back([("claim", claim.id)] * 3)) == 1


def test_a_document_that_holds_words_of_a_claim_cannot_go_to_the_trash(session: Session) -> None:
    claim = session.claim(session.document(1), 5, 9)
    with pytest.raises(Refused) as told:
        session.remove("document", "1")
    assert told.value.id == "document.in_use"
    session.remove("claim", claim.id)
    session.remove("document", "1")
    gone, _claim = session.trash()
    assert [c.label for c in gone.citing] == ["1"]
    with pytest.raises(UnknownName):
        session.remove("document", "1")
