# SPDX-License-Identifier: AGPL-3.0-or-later
"""Three reviewers and four files: acts, undos, partial copies and merges at random; nothing is lost
and all files end equal."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sidelight.errors import Refused
from sidelight.model.change import Setting, new_id
from sidelight.model.conflicts import conflicts
from sidelight.model.sharing import Choice, part
from sidelight.model.undo import inverse, stacks
from sidelight.store.incoming import Incoming
from sidelight.store.project_file import Author, ProjectFile
from tests.effort import examples
from tests.store.making import HOLDER, numbered

PEOPLE = ("a", "b", "c")
FILES = range(4)
CLAIMS = (numbered("1"), numbered("2"))
WORDS = ("peace", "war", "aid")
CHOICES = (
    Choice(private_notes=False),
    Choice(claims=frozenset({CLAIMS[0]})),
    Choice(only=numbered("b")),
    Choice(blind_for=numbered("c")),
)

files = st.sampled_from(FILES)
people = st.sampled_from(PEOPLE)
claims = st.sampled_from(CLAIMS)
words = st.sampled_from(WORDS)


class Exchanging(RuleBasedStateMachine):
    """Files of one project on several desks."""

    @initialize()
    def begin(self) -> None:
        """One project and three copies of it."""
        self.folder = tempfile.TemporaryDirectory()
        base = Path(self.folder.name)
        self.numbers: Iterator[int] = itertools.count(1)
        first = ProjectFile.create(base / "0", "The pact", self.author("a", 0), holder=HOLDER)
        for number, claim in enumerate(CLAIMS, 1):
            first.commit([Setting("claim", claim, "number", number)], self.author("a", 0), "claim")
        self.files = [first]
        for number in FILES[1:]:
            first.copy_to(base / str(number))
            self.files.append(ProjectFile.open(base / str(number), holder=HOLDER))
        self.made: set[str] = set(first.project.log.changes)

    def author(self, who: str, where: int) -> Author:
        """A reviewer at one of the files, each with an installation of its own."""
        return Author(numbered(who), f"{where:031x}{who}", lambda: next(self.numbers))

    def act(self, where: int, who: str, sets: list[Setting], inverts: str = "") -> None:
        """Do something in one file and remember it."""
        change = self.files[where].commit(sets, self.author(who, where), "act", inverts=inverts)
        self.made.add(change.id)

    @rule(where=files, who=people, claim=claims, word=words)
    def judge(self, where: int, who: str, claim: str, word: str) -> None:
        """Give a verdict with a reason."""
        id_ = f"{claim}.{numbered(who)}"
        value = {"verdict": "verified" if word == "peace" else "denied", "denied_by": ""}
        fields = {"claim": claim, "verdict": value, "reason": word}
        self.act(where, who, [Setting("verdict", id_, n, v) for n, v in fields.items()])

    @rule(where=files, who=people, claim=claims, word=words)
    def restate(self, where: int, who: str, claim: str, word: str) -> None:
        """Set a field that others set too."""
        self.act(where, who, [Setting("claim", claim, "restatement", word)])

    @rule(where=files, who=people, claim=claims, word=words, private=st.booleans())
    def note(self, where: int, who: str, claim: str, word: str, private: bool) -> None:
        """Add a note."""
        fields = {"claim": claim, "text": word, "private": private}
        id_ = new_id()
        self.act(where, who, [Setting("note", id_, n, v) for n, v in fields.items()])

    @rule(where=files, who=people, claim=claims)
    def remove(self, where: int, who: str, claim: str) -> None:
        """Remove a claim."""
        self.act(where, who, [Setting("claim", claim, "deleted", value=True)])

    @rule(where=files, who=people)
    def undo(self, where: int, who: str) -> None:
        """Undo what one did last."""
        project = self.files[where].project
        steps, _redo = stacks(project.log, numbered(who))
        if not steps:
            return
        try:
            sets = inverse(project, steps[-1])
        except Refused:
            return
        self.act(where, who, sets, inverts=steps[-1].group)

    @rule(where=files, who=people, take=st.integers(0, 1))
    def settle(self, where: int, who: str, take: int) -> None:
        """Settle a conflict."""
        for conflict in conflicts(self.files[where].project)[:1]:
            self.act(where, who, [conflict.settled(conflict.entries[take].value)])

    @rule(here=files, there=files)
    def merge(self, here: int, there: int) -> None:
        """Take in another file."""
        self.take(here, there, list(self.files[there].project.log.rows().values()))

    @rule(here=files, there=files, choice=st.sampled_from(CHOICES))
    def merge_part(self, here: int, there: int, choice: Choice) -> None:
        """Take in a partial copy of another file."""
        self.take(here, there, list(part(self.files[there].project, choice).rows))

    @rule(here=files, there=files)
    def merge_and_go_back(self, here: int, there: int) -> None:
        """Take in another file and think better of it."""
        if here == there:
            return
        file = self.files[here]
        before = file.project.fingerprint
        self.merge(here, there)
        if file.before_merge():
            file.back_to_before_merge()
            assert file.project.fingerprint == before

    def take(self, here: int, there: int, rows: list) -> None:  # type: ignore[type-arg]
        """Merge rows of one file into another."""
        if here == there:
            return
        file = self.files[here]
        merged = file.project.copy()
        merged.add(rows)
        incoming = Incoming(self.files[there].path, rows, self.files[there].path)
        file.merge([incoming], merged)
        if incoming._db:
            incoming._db.close()

    @invariant()
    def each_file_is_whole(self) -> None:
        """The tables say what the log says, and nothing was damaged."""
        for file in getattr(self, "files", ()):
            assert [fault for fault in file.check() if fault.damage] == []

    def teardown(self) -> None:
        """At last everybody takes in everything."""
        if not hasattr(self, "files"):
            return
        try:
            for here in [*FILES, *reversed(FILES)]:
                for there in FILES:
                    self.merge(here, there)
            for file in self.files:
                assert set(file.project.log.changes) == self.made
                assert not file.project.log.gaps
            assert len({file.project.fingerprint for file in self.files}) == 1
            assert len({str(file.project.claims()) for file in self.files}) == 1
        finally:
            for file in self.files:
                file.close()
            self.folder.cleanup()


Exchanging.TestCase.settings = settings(
    max_examples=examples(6), stateful_step_count=20, deadline=None
)
TestExchanging = Exchanging.TestCase
