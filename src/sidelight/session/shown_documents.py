# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a window shows of documents beside their pages, kept from one act to the next: notes on
them, coverage and sign-offs of articles, and sources named by our own rules: a style of citations
takes a thousand times as long.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sidelight.model.coverage import Coverage
from sidelight.model.draft_chain import drafts_before
from sidelight.model.project import Project
from sidelight.model.records import Note
from sidelight.report.source_line import source_line
from sidelight.session.known_documents import About
from sidelight.session.sharing import SharingVerbs
from sidelight.session.signatures import signed
from sidelight.text.corrections import Correction
from sidelight.text.layer import Furniture


@dataclass(frozen=True, slots=True)
class OfDocuments:
    """What `Snapshot` says of documents, by its names and their ids; ``noted`` is where the words
    of each note stand, by the note's id.
    """

    notes: dict[str, tuple[Note, ...]] = field(default_factory=dict)
    noted: dict[str, str] = field(default_factory=dict)
    signed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    coverage: dict[str, Coverage] = field(default_factory=dict)
    furniture: dict[str, tuple[Furniture, ...]] = field(default_factory=dict)
    citations: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, tuple[Correction, ...]] = field(default_factory=dict)


class ShownDocuments:
    """Keeps what is shown of documents."""

    def __init__(self) -> None:
        self._kept: dict[str, OfDocuments] = {}

    def renew(
        self,
        session: SharingVerbs,
        ids: Collection[str],
        about: Mapping[str, About],
        within: Mapping[str, Iterable[str]],
        *,
        blind: bool,
    ) -> None:
        """Make anew what is shown of those of some ids, and of articles that continue them;
        ``within`` are the claims (ids) with anything in each.
        """
        project = session.project
        kept = {}
        for id_, one in about.items():
            before = _before(project, one)
            kept[id_] = (
                _made(session, one, within.get(id_, ()), blind=blind)
                if id_ not in self._kept or id_ in ids or before in ids
                else self._kept[id_]
            )
        self._kept = kept

    def shown(self) -> OfDocuments:
        """Return all as it stands."""
        found = OfDocuments()
        for one in self._kept.values():
            for name in OfDocuments.__slots__:
                getattr(found, name).update(getattr(one, name))
        return found


def _before(project: Project, about: About) -> str:
    """Return the draft before an article, "" where there is none."""
    if about.document.kind != "article":
        return ""
    return next(iter(drafts_before(project.log, about.document.id)), "")


def _made(
    session: SharingVerbs, about: About, claims: Iterable[str], *, blind: bool
) -> OfDocuments:
    project, document = session.project, about.document
    id_ = document.id
    found = OfDocuments()
    found.notes[id_] = notes = session.notes_seen(id_, blind=blind)
    found.noted.update((note.id, about.place(note.passage)) for note in notes if note.passage)
    found.citations[id_] = source_line(document)
    found.corrections[id_] = project.corrections(document.layer)
    if document.kind == "article":
        found.signed[id_] = tuple(signed(project, document, session.me))
    if document.kind == "article" and about.readable and not about.left_out:
        here = filter(None, map(project.claim, claims))
        found.coverage[id_] = session.covered(document, here)
        found.furniture[id_] = session.layer(document).furniture
    return found
