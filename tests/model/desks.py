# SPDX-License-Identifier: AGPL-3.0-or-later
"""Installations that act on copies of one project and hand them on."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sidelight.model.change import Change, Setting, new_id, tick, utc_text
from sidelight.model.project import Project
from sidelight.model.undo import inverse, stacks

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
DOCUMENT = "d" * 64
LAYER = "e" * 64


def place(start: int = 0, end: int = 5, document: str = DOCUMENT, **more: Any) -> dict[str, Any]:
    words = {"quote": "words", "prefix": "", "suffix": ""}
    spot = {"document": document, "layer": LAYER, "start": start, "end": end, "page": 1}
    return {**words, **spot, **more}


class Desk:
    """One installation of one reviewer, with a copy of the project and a clock that may be
    wrong."""

    def __init__(self, reviewer: str, *, days: float = 0, installation: str = "") -> None:
        self.me = reviewer
        self.installation = installation or new_id()
        self.project = Project()
        self.now = START + timedelta(days=days)
        self.sequence = 0

    def change(self, *settings: Setting, label: str = "act", **more: Any) -> Change:
        """A change made here and now, not yet taken in."""
        log = self.project.log
        self.now += timedelta(seconds=1)
        self.sequence += 1
        return Change(
            reviewer=self.me,
            installation=self.installation,
            sequence=self.sequence,
            clock=tick(log.clock, self.now),
            time=utc_text(self.now),
            zone="Europe/Berlin",
            heads=tuple(sorted(log.heads)),
            sets=settings,
            label=label,
            **{"group": new_id(), **more},
        )

    def act(self, *settings: Setting, label: str = "act", **more: Any) -> Change:
        change = Change.from_body(self.change(*settings, label=label, **more).body)
        self.project.add([change])
        return change

    def set(self, record: str, id_: str, **fields: Any) -> Change:
        return self.act(*(Setting(record, id_, name, value) for name, value in fields.items()))

    def claim(self, number: int = 1, id_: str = "", *, verdict: str = "") -> str:
        id_, part = id_ or new_id(), new_id()
        settings = [
            Setting("claim", id_, "number", number),
            Setting("passage", part, "claim", id_),
            Setting("passage", part, "place", place()),
        ]
        if verdict:
            settings += self.verdict(id_, verdict)
        self.act(*settings, label="claim")
        return id_

    def verdict(self, claim: str, verdict: str) -> list[Setting]:
        id_ = f"{claim}.{self.me}"
        value = {"verdict": verdict, "denied_by": ""}
        return [Setting("verdict", id_, "claim", claim), Setting("verdict", id_, "verdict", value)]

    def judge(self, claim: str, verdict: str) -> Change:
        return self.act(*self.verdict(claim, verdict), label="verdict")

    def link(self, claim: str, document: str = DOCUMENT) -> str:
        id_ = new_id()
        self.set("evidence", id_, claim=claim, place=place(document=document), stance="supports")
        return id_

    def note(self, claim: str, text: str) -> str:
        id_ = new_id()
        self.set("note", id_, claim=claim, text=text)
        return id_

    def document(self, id_: str = DOCUMENT, **fields: Any) -> str:
        self.set("document", id_, number=1, kind="article", title="Title", **fields)
        return id_

    def remove(self, record: str, id_: str) -> Change:
        return self.set(record, id_, deleted=True)

    def receive(self, *others: "Desk") -> None:
        """Take in all that others have."""
        for other in others:
            self.project.add(other.project.log.changes.values())

    def undo(self) -> None:
        self._invert(stacks(self.project.log, self.me)[0])

    def redo(self) -> None:
        self._invert(stacks(self.project.log, self.me)[1])

    def _invert(self, steps: Sequence[Any]) -> None:
        step = steps[-1]
        self.act(*inverse(self.project, step), label=step.label, inverts=step.group)

    def reopen(self) -> None:
        """Read the log again, as after a restart."""
        self.project = Project(self.project.log.changes.values())


def state(project: Project) -> dict[str, Any]:
    """All that a project's log and its questions say, in an order of its own."""
    log = project.log
    fields = {
        (key, name): [(e.change.id, repr(e.value)) for e in log.entries(key, name)]
        for key, some in log.fields.items()
        for name in some
    }
    return {
        "changes": set(log.changes),
        "heads": log.heads,
        "clock": log.clock,
        "missing": log.missing(),
        "ignored": log.ignored,
        "created": {key: change.id for key, change in log.created.items()},
        "fields": fields,
        "claims": project.claims(),
        "documents": project.documents(),
        "reviewers": project.reviewers(),
        "title": project.title,
    }
