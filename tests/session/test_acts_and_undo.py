# SPDX-License-Identifier: AGPL-3.0-or-later
"""Any sequence of acts of two reviewers leaves the tables as the log says, and what is undone is
as it was before.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, fields, replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sidelight.errors import Refused, UnknownName
from sidelight.model.project import Project
from sidelight.model.undo import stacks
from sidelight.reader.remote import Reader
from sidelight.session.list_columns import COLUMNS
from sidelight.session.session import Session
from sidelight.session.settings import settings_path
from sidelight.session.showing import Showing
from sidelight.store import log_rows, projection, tables
from sidelight.store.trust import remember
from tests.effort import examples
from tests.session.acts import FOUND, MAKING, MAY_BE_REFUSED, PEOPLE, QUOTES, Act, Chosen, possible
from tests.session.conftest import Built

State: TypeAlias = dict[str, list[dict[str, Any]]]


def state(project: Project) -> State:
    """All that the tables say of a project but its history, and no verdict that says nothing."""
    rows: State = {name: list(some) for name, some in projection.rows(project).items()}
    del rows["history"]
    told = ("verdict", "reason")
    rows["verdict"] = [row for row in rows["verdict"] if any(row[word] for word in told)]
    return rows


@dataclass(frozen=True)
class Step:
    """A step of a reviewer with the states around it, and how many changes there were after it was
    last done or taken back.
    """

    before: State
    after: State
    changes: int


class Acts(RuleBasedStateMachine):
    """Two reviewers at one project, in one session after the other."""

    built: Built
    reader: Reader

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.done: dict[str, list[Step]] = {}
        self.undone: dict[str, list[Step]] = {}

    @initialize()
    def begin(self) -> None:
        """Open a copy of the project, in which both are named."""
        path = Path(self.folder.name) / self.built.path.name
        shutil.copy(self.built.path, path)
        # a copy is a stranger, and slow to open, until it is said to be ours
        remember(path, self.built.count, self.built.heads)
        self._open(path, PEOPLE[1])
        self.session.act([], "")
        self.be(PEOPLE[0])
        for quote in QUOTES[:3]:
            article, letter = self.session.document(1), self.session.document(2)
            claim = self.session.claim(article, *self.session.locate(article, quote))
            self.session.link(claim.id, letter, *self.session.locate(letter, FOUND[0]), "supports")
        self.now = state(self.session.project)

    def _open(self, path: Path, name: str) -> None:
        self.session = Session.open(path, by=name, reader=self.reader)
        self._turn()

    @rule(name=st.sampled_from(PEOPLE))
    def be(self, name: str) -> None:
        """Let one of the two go on."""
        self.session.act_as(name)
        self._turn()

    def _turn(self) -> None:
        self.mine = self.done.setdefault(self.session.me, [])
        self.taken_back = self.undone.setdefault(self.session.me, [])

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        """Do something."""
        self._act(data, possible(self.session))

    @rule(data=st.data())
    def act_on_claims(self, data: st.DataObject) -> None:
        """Do something with claims, which most acts are about."""
        acts = possible(self.session)
        self._act(data, {name: act for name, act in acts.items() if name not in MAKING} or acts)

    def _act(self, data: st.DataObject, acts: Mapping[str, Act]) -> None:
        name = data.draw(st.sampled_from(sorted(acts)))
        before, changes = self.now, self._changes()
        try:
            acts[name](self.session, Chosen(self.session, data))
        except (Refused, UnknownName):
            assert name in MAY_BE_REFUSED or self.session.is_blind()
            assert self._changes() == changes
            return
        if self._changes() > changes:
            self.now = state(self.session.project)
            self.mine.append(Step(before, self.now, self._changes()))
            self.taken_back.clear()

    @precondition(lambda self: self.mine)
    @rule()
    def undo(self) -> None:
        """Take the last step back: all is as it was before it, if all was as it left it."""
        step, before = self.mine[-1], self.now
        if self._done(self.session.undo, step):
            assert before != step.after or self.now == step.before
            self.mine.pop()
            self.taken_back.append(replace(step, changes=self._changes()))

    @precondition(lambda self: self.taken_back)
    @rule()
    def redo(self) -> None:
        """Do again what was taken back: all is as after it, if all was as before it."""
        step, before = self.taken_back[-1], self.now
        if self._done(self.session.redo, step):
            assert before != step.before or self.now == step.after
            self.taken_back.pop()
            self.mine.append(replace(step, changes=self._changes()))

    def _done(self, verb: Callable[[], object], step: Step) -> bool:
        """Undo or redo; refused, with nothing changed, only where the other acted since."""
        changes = self._changes()
        try:
            verb()
        except Refused:
            since = self.session.project.log.order[step.changes :]
            assert any(change.reviewer != self.session.me for change in since)
            assert self._changes() == changes
            return False
        assert self._changes() == changes + 1
        self.now = state(self.session.project)
        return True

    @rule()
    def reopen(self) -> None:
        """Close the file and open it again."""
        path, name = self.session.file.path, self.session.name
        self.session.close()
        self._open(path, name)

    def _changes(self) -> int:
        return len(self.session.project.log.order)

    @invariant()
    def file_and_memory_say_the_same(self) -> None:
        """What the file's log says is what its tables and the memory say."""
        path = self.session.file.path
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            fresh = Project(log_rows.read(db))
            assert tables.differences(db, fresh) == {}
        assert self.now == state(fresh)
        assert self.now == state(self.session.project)
        assert self.session.project.claims() == fresh.claims()
        assert self.session.project.documents() == fresh.documents()

    @rule()
    def look(self) -> None:
        """What a window shows, kept from look to look, is what it would show at first sight."""
        kept = self.session.snapshot()
        first = Showing().snapshot(self.session)
        owners = {part.id: claim for claim in kept.claims for part in claim.passages}
        owners |= {one.id: claim for claim in kept.claims for one in claim.evidence}
        ids = [*owners] + [note.id for notes in kept.notes.values() for note in notes]
        assert [kept.places.get(id_) for id_ in ids] == [first.places.get(id_) for id_ in ids]
        for one in fields(kept):
            if one.name not in {"places", "owners", "orders"}:
                assert getattr(kept, one.name) == getattr(first, one.name), one.name
        assert kept.lines == first.lines
        for way in product(COLUMNS, (False, True)):
            found = [one.orders.places(way[0], descending=way[1]) for one in (kept, first)]
            assert list(found[0]) == list(found[1]), way
        assert all(kept.claim_with(id_) is claim for id_, claim in owners.items())
        assert kept.claims == tuple(self.session.claims())
        assert [kept.claims[kept.at[c.id]] for c in kept.claims] == [*kept.claims]
        assert self.session.steps() == stacks(self.session.project.log, self.session.me)

    def teardown(self) -> None:
        """Look through the file as `check` does."""
        if hasattr(self, "session"):
            assert self.session.file.check() == []
            self.session.close()
        self.folder.cleanup()


def test_what_is_done_and_undone_is_told_alike_by_log_tables_and_memory(
    built: Built, reader: Reader
) -> None:
    settings_path().parent.mkdir(parents=True)
    shutil.copy(built.settings, settings_path())
    Acts.built, Acts.reader = built, reader
    run_state_machine_as_test(
        Acts, settings=settings(max_examples=examples(15), stateful_step_count=20)
    )
