# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes a window's snapshots of a project, each from the one before and what became another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from sidelight.language import _
from sidelight.model.blindness import tags_seen
from sidelight.model.draft_chain import drafts_before
from sidelight.model.news import News
from sidelight.model.project import Project
from sidelight.session.claim_list import spoken
from sidelight.session.draft_lines import draft_facts
from sidelight.session.known_documents import About, Documents
from sidelight.session.sharing import SharingVerbs
from sidelight.session.shown_claims import Looker, Shown, ShownClaims
from sidelight.session.shown_documents import OfDocuments, ShownDocuments
from sidelight.session.snapshot import Snapshot
from sidelight.session.unsettled import unsettled


class Showing:
    """What snapshots are made of, kept for the next."""

    def __init__(self) -> None:
        self._news: News | None = None
        self._moment = 0
        self._around: object = None
        self._blind = False
        self._documents = Documents()
        self._about: dict[str, About] = {}
        self._claims = ShownClaims()
        self._of_documents = ShownDocuments()

    def snapshot(self, session: SharingVerbs) -> Snapshot:
        """Return the project as it stands."""
        self._renew(session)
        project, me = session.project, session.me
        undo, redo = (steps[-1].label if steps else "" for steps in session.steps())
        documents = tuple(about.document for about in self._about.values())
        shown, around = self._claims.shown(), self._of_documents.shown()
        tags = tags_seen(project, self._claims.tags, me, blind=self._blind)
        people, painted = project.reviewers(), self._claims.words
        named, speaking = [tag.name for tag in tags], self._claims.speakers
        left = session.file.rescued
        return Snapshot(
            **_named(shown, without="places"),
            **_named(around, without="noted"),
            places=shown.places.new_child(around.noted),
            vocabulary=spoken(painted, speaking, people, documents, named, me, session.verdicts),
            title=project.title,
            path=session.file.path,
            documents=documents,
            reviewers={one.id: replace(one, label=one.shown) for one in people},
            me=me,
            undo=undo,
            redo=redo,
            read_only=session.file.read_only,
            notice=session.file.notice,
            unsaved=session.file.unsaved,
            rescued=(len(left.changes), left.made_at) if left else None,
            tags=tuple(tags),
            verdicts=session.verdicts,
            introduction=session.introduction,
            left_out=frozenset(id_ for id_, about in self._about.items() if about.left_out),
            drafts=draft_facts(project),
            conflicts=unsettled(project, session.conflicts()),
            can_go_back=session.can_go_back(),
            painted=dict(painted),
        )

    def _renew(self, session: SharingVerbs) -> None:
        """Make anew what became another since the last snapshot."""
        project = session.project
        people, blind = project.reviewers(), session.is_blind()
        around = session.me, people, session.verdicts, _("Claim")
        ids = project.news.since(self._moment) if project.news is self._news else None
        about = self._documents.look(session)
        if ids is None or around != self._around:
            self._claims, self._of_documents, self._about = ShownClaims(), ShownDocuments(), {}
            ids = {id_ for _record, id_ in project.log.keys("claim")} | about.keys()
        changed = [
            id_
            for id_ in self._about.keys() | about.keys()
            if self._about.get(id_) != about.get(id_)
        ]
        for document in changed:
            ids |= _claims_in(project, document)
        every = ids | {*changed} | (about.keys() if blind != self._blind else set())
        self._news, self._moment, self._blind = project.news, project.news.moment, blind
        self._around, self._about = around, about
        every |= self._claims.renew(project, self._there(project, ids), _looker(session), about)
        self._of_documents.renew(session, every, about, self._claims.within, blind=blind)

    @staticmethod
    def _there(project: Project, ids: Collection[str]) -> list[str]:
        return [id_ for id_ in ids if ("claim", id_) in project.log.fields]


def _named(some: Shown | OfDocuments, *, without: str) -> dict[str, Any]:
    return {f.name: getattr(some, f.name) for f in fields(some) if f.name != without}


def _looker(session: SharingVerbs) -> Looker:
    log = session.project.log
    counts: dict[str, int] = {}

    def before(document: str) -> int:
        if document not in counts:
            counts[document] = len(drafts_before(log, document))
        return counts[document]

    people = {reviewer.id: reviewer for reviewer in session.project.reviewers()}
    return Looker(session.me, people, session.verdicts, session.sight, before)


def _claims_in(project: Project, document: str) -> set[str]:
    """Return the claims that have, or ever had, passages or evidence in a document."""
    found = set()
    for part in project.parts(("document", document)):
        for record, id_ in project.wholes(part):
            if record == "claim":
                found |= {id_, project.joined_to(id_)}
    return found
