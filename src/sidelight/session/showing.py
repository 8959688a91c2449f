# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes a window's snapshots of a project, each from the one before and what became another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from sidelight.language import _
from sidelight.model.coverage import Coverage
from sidelight.model.news import News
from sidelight.model.project import Project
from sidelight.model.records import Document
from sidelight.report.citations import citation
from sidelight.session.claim_list import spoken
from sidelight.session.known_documents import About, Documents
from sidelight.session.sharing import SharingVerbs
from sidelight.session.shown_claims import ShownClaims
from sidelight.session.snapshot import Snapshot
from sidelight.session.unsettled import unsettled


class Showing:
    """What snapshots are made of, kept for the next."""

    def __init__(self) -> None:
        self._news: News | None = None
        self._moment = 0
        self._around: object = None
        self._documents = Documents()
        self._about: dict[str, About] = {}
        self._claims = ShownClaims()
        self._coverage: dict[str, Coverage] = {}
        self._citations: dict[str, tuple[Document, str]] = {}

    def snapshot(self, session: SharingVerbs) -> Snapshot:
        """Return the project as it stands."""
        self._renew(session)
        project, me = session.project, session.me
        undo, redo = (steps[-1].label if steps else "" for steps in session.steps())
        documents = tuple(about.document for about in self._about.values())
        shown = self._claims.shown()
        tags = tuple(project.tags(self._claims.tags))
        people = project.reviewers()
        painted, speaking = self._claims.words, self._claims.speakers
        left = session.file.rescued
        articles = [about.document for about in self._about.values() if _is_open(about)]
        return Snapshot(
            **{one.name: getattr(shown, one.name) for one in fields(shown)},
            vocabulary=spoken(painted, speaking, people, documents, [t.name for t in tags], me),
            title=project.title,
            path=session.file.path,
            documents=documents,
            reviewers={reviewer.id: reviewer for reviewer in people},
            me=me,
            undo=undo,
            redo=redo,
            read_only=session.file.read_only,
            notice=session.file.notice,
            unsaved=session.file.unsaved,
            rescued=(len(left.changes), left.made_at) if left else None,
            tags=tags,
            coverage={d.id: self._coverage[d.id] for d in articles},
            furniture={d.id: session.layer(d).furniture for d in articles},
            introduction=session.introduction,
            corrections={d.id: project.corrections(d.layer) for d in documents},
            citations={d.id: self._citation(d) for d in documents},
            left_out=frozenset(id_ for id_, about in self._about.items() if about.left_out),
            conflicts=unsettled(project),
            can_go_back=session.can_go_back(),
            painted=dict(painted),
        )

    def _renew(self, session: SharingVerbs) -> None:
        """Make anew what became another since the last snapshot."""
        project = session.project
        around = session.me, project.reviewers(), _("Claim")
        ids = project.news.since(self._moment) if project.news is self._news else None
        about = self._documents.look(session)
        if ids is None or around != self._around:
            self._claims, self._coverage, self._about = ShownClaims(), {}, {}
            ids = {id_ for _record, id_ in project.log.keys("claim")}
        changed = [
            id_
            for id_ in self._about.keys() | about.keys()
            if self._about.get(id_) != about.get(id_)
        ]
        for document in changed:
            ids |= _claims_in(project, document)
        self._news, self._moment = project.news, project.news.moment
        self._around, self._about = around, about
        people = {reviewer.id: reviewer for reviewer in project.reviewers()}
        claims = (id_ for id_ in ids if ("claim", id_) in project.log.fields)
        touched = self._claims.renew(project, claims, session.me, people, about)
        self._cover(session, touched | ids | {*changed})

    def _cover(self, session: SharingVerbs, documents: Iterable[str]) -> None:
        """Find anew which sentences of some articles are dealt with."""
        for id_ in documents:
            about = self._about.get(id_)
            if about and _is_open(about):
                claims = filter(None, map(session.project.claim, self._claims.within.get(id_, ())))
                self._coverage[id_] = session.covered(about.document, claims)

    def _citation(self, document: Document) -> str:
        kept = self._citations.get(document.id)
        if kept is None or kept[0] is not document:
            kept = self._citations[document.id] = document, citation(document)
        return kept[1]


def _is_open(about: About) -> bool:
    """Tell whether a document is an article whose text is there."""
    return about.document.kind == "article" and about.readable and not about.left_out


def _claims_in(project: Project, document: str) -> set[str]:
    """Return the claims that have, or ever had, passages or evidence in a document."""
    found = set()
    for part in project.parts(("document", document)):
        for record, id_ in project.wholes(part):
            if record == "claim":
                found |= {id_, project.joined_to(id_)}
    return found
