# SPDX-License-Identifier: AGPL-3.0-or-later
"""A session: one open project with every verb."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property

from sidelight.model.blindness import tags_seen
from sidelight.model.filter_words import Vocabulary
from sidelight.model.records import Claim, Document, Passage
from sidelight.session import claim_list, recognising
from sidelight.session.agreement import Agreement, agreement
from sidelight.session.claim_lines import Known, Line
from sidelight.session.copied_claims import CopiedClaim, copied
from sidelight.session.correcting import correct
from sidelight.session.history import HistoryLine, history
from sidelight.session.known_documents import About
from sidelight.session.quotation import Quotation, quotation
from sidelight.session.recognising import Plan, Recognised
from sidelight.session.reporting import ReportingVerbs
from sidelight.session.search import Hit, search
from sidelight.session.showing import Showing
from sidelight.session.snapshot import Snapshot


class Session(ReportingVerbs):
    """One open project, used from one thread, with every verb that the front ends have."""

    def recognise(
        self,
        document: Document,
        languages: Sequence[str] = (),
        pages: Collection[int] | None = None,
        *,
        progress: Callable[[float, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Recognised:
        """Recognise pages of a document, those without text where none are named, and keep what
        was found; all at once, for a front end that can wait.
        """
        planned = recognising.plan(self, document, languages, pages)
        found = planned.run(progress, cancelled)
        recognising.keep(self, found)
        return found

    def plan_recognition(
        self, document: Document, languages: Sequence[str], pages: Collection[int] | None = None
    ) -> Plan:
        """Plan a recognition whose long part (`Plan.run`) goes on beside this session."""
        return recognising.plan(self, document, languages, pages)

    def keep_recognised(self, found: Recognised) -> Document:
        """Keep what such a plan found, in one change."""
        return recognising.keep(self, found)

    def correct(self, document: Document, start: int, end: int, words: str) -> None:
        """Let ``words`` stand for an ink range within one line of recognised text."""
        correct(self, document, start, end, words)

    def section(self, passage: Passage) -> str:
        """Return the heading that a passage stands under, "" where there is none or no text."""
        document = self.project.document(passage.document)
        return About.of(self, document).section(passage) if document else ""

    def lines(self, claims: Sequence[Claim], places: Mapping[str, str]) -> tuple[Line, ...]:
        """Return the line of each claim for a list; ``places`` say where each passage stands, by
        the id of its evidence.
        """
        known = Known(
            me=self.me,
            people={reviewer.id: reviewer for reviewer in self.project.reviewers()},
            documents={document.id: document for document in self.project.documents()},
            places=places,
            verdicts=self.verdicts,
            sections={c.id: self.section(c.passages[0].passage) for c in claims if c.passages},
        )
        return self._lines.of(claims, known)

    def vocabulary(self, lines: Sequence[Line]) -> Vocabulary:
        """Return what a list of claims may be filtered by."""
        project = self.project
        worn = {name for line in lines for name in line.tags}
        tags = [tag.name for tag in tags_seen(project, worn, self.me, blind=self.is_blind())]
        return claim_list.vocabulary(
            lines, project.reviewers(), project.documents(), tags, self.me, project.verdicts
        )

    def agreement(self, document: str = "", claims: Sequence[Claim] | None = None) -> Agreement:
        """Return how far reviewers agree on an article, the only one where none is named.

        ``claims`` are its claims where not all, or not all verdicts on them, may be seen.
        """
        article = self.article(document)
        there = not self.left_out(article) and self.readable(article)
        length = len(self.layer(article).text) if there else None
        found = self.claims(article.id) if claims is None else claims
        return agreement(self.project, article, length, found)

    def history(self, claim_id: str = "") -> list[HistoryLine]:
        """Return what was done, oldest first."""
        claim = self.claim_of(claim_id).id if claim_id else ""
        return history(self.project, claim, self.me, self.veil())

    def search(self, words: str) -> list[Hit]:
        """Return the places where all the words stand."""
        return search(self, words)

    def quotation(self, document: Document, start: int, end: int) -> Quotation:
        """Return an ink range of a document with its citation, ready to be pasted."""
        return quotation(self, document, start, end)

    def copied(self, claims: Iterable[str]) -> tuple[CopiedClaim, ...]:
        """Return claims (ids) with what is said of them, ready to be pasted."""
        return copied(self, [self.sight(self.claim_of(id_)) for id_ in claims])

    def snapshot(self) -> Snapshot:
        """Return the project as it stands."""
        return self._showing.snapshot(self)

    @cached_property
    def _showing(self) -> Showing:
        return Showing()
