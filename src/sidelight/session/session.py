# SPDX-License-Identifier: AGPL-3.0-or-later
"""A session: one open project with every verb."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidelight.errors import Refused, UnknownName
from sidelight.model.blindness import tags_seen
from sidelight.model.drafts import heads
from sidelight.model.filter_words import Vocabulary
from sidelight.model.records import Claim, Document, Note, Passage
from sidelight.model.undo import stacks
from sidelight.report.citations import citation
from sidelight.report.formats import FORMATS
from sidelight.session import claim_list, recognising
from sidelight.session.agreement import Agreement, agreement
from sidelight.session.claim_lines import Known, Line
from sidelight.session.correcting import correct
from sidelight.session.draft_lines import draft_facts
from sidelight.session.history import HistoryLine, history
from sidelight.session.quotation import Quotation, quotation
from sidelight.session.recognising import Plan, Recognised
from sidelight.session.search import Hit, search
from sidelight.session.sharing import SharingVerbs
from sidelight.session.signatures import signed
from sidelight.session.snapshot import Snapshot
from sidelight.session.unsettled import unsettled
from sidelight.session.writing import write_output

if TYPE_CHECKING:
    from sidelight.report.data import Report


class Session(SharingVerbs):
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
        if document is None or self.left_out(document) or not self.readable(document):
            return ""
        if document.layer not in self._headings:
            outline = self.layer(document).outline
            self._headings[document.layer] = sorted(outline, key=lambda h: (h.start, h.page))
        headings = self._headings[document.layer]
        if passage.area is not None:
            # a page's own headings may stand below the area
            at = bisect_left(headings, passage.page, key=lambda h: h.page)
        else:
            at = bisect_right(headings, passage.start, key=lambda h: h.start)
        return headings[at - 1].title if at else ""

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
        tags = [tag.name for tag in tags_seen(project, self.claims(), self.me)]
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

    def article(self, name: str = "") -> Document:
        """Return the article meant; where no name is given the only one, in its newest draft."""
        if name:
            return self.document(name)
        articles = heads(self.project)
        if not articles:
            raise UnknownName("article.none")
        if len(articles) > 1:
            labels = ", ".join(f"{d.label} ({d.title})" for d in articles)
            raise UnknownName("article.several", count=len(articles), candidates=labels)
        return articles[0]

    def report_data(self, article: str = "", *, pictures: bool = False) -> Report:
        """Gather the report on an article as plain data, with pictures of areas on wish."""
        from sidelight.report.data import gather

        document = self.article(article)
        layer = self.layer(document)
        return gather(
            self.project,
            document,
            layer,
            made_at=datetime.now(UTC),
            places=self.place,
            me=self.me,
            pictures=self.picture if pictures else None,
        )

    def report(self, path: Path, *, format: str = "", article: str = "") -> Path:  # noqa: A002
        """Write the report to ``path``, whole or not at all; the format by name, else by the path's
        ending, which may be none.
        """
        known = {written.name: written for written in FORMATS}
        endings = {written.suffix: written.name for written in FORMATS}
        endings |= {"": "html", ".htm": "html"}
        plain = path.is_file() or not path.exists()
        name = format or (endings.get(path.suffix.lower(), path.suffix) if plain else "html")
        if name not in known:
            raise Refused("report.format", name=name, known=", ".join(known))
        data = self.report_data(article, pictures=known[name].pictures)
        write_output(path, known[name].write(data), self.file.path)
        return path

    def _places(
        self, claims: Sequence[Claim], notes: Mapping[str, Sequence[Note]]
    ) -> dict[str, str]:
        """Return where each passage of claims, evidence and notes stands, by their ids."""
        passages = [(p.id, p.passage) for claim in claims for p in claim.passages]
        passages += [(e.id, e.passage) for claim in claims for e in claim.evidence]
        passages += [(n.id, n.passage) for some in notes.values() for n in some if n.passage]
        return {id_: self.place(passage) for id_, passage in passages}

    def _of_documents(
        self, documents: Sequence[Document], left_out: frozenset[str]
    ) -> dict[str, Any]:
        """Return what a snapshot says of documents, by the names of its fields."""
        articles = [d for d in documents if d.kind == "article"]
        here = [d for d in articles if d.id not in left_out and self.readable(d)]
        return {
            "coverage": {d.id: self.coverage(d) for d in here},
            "furniture": {d.id: self.layer(d).furniture for d in here},
            "signed": {d.id: tuple(signed(self.project, d, self.me)) for d in articles},
            "corrections": {d.id: self.project.corrections(d.layer) for d in documents},
            "citations": {document.id: citation(document) for document in documents},
            "left_out": left_out,
        }

    def snapshot(self) -> Snapshot:
        """Return the project as it stands."""
        undo, redo = stacks(self.project.log, self.me)
        claims = tuple(self.claims())
        documents = tuple(self.project.documents())
        left_out = frozenset(d.id for d in documents if self.left_out(d))
        notes = {document.id: self.notes_on(document.id) for document in documents}
        left = self.file.rescued
        places = self._places(claims, notes)
        lines = self.lines(claims, places)
        return Snapshot(
            **self._of_documents(documents, left_out),
            lines=lines,
            vocabulary=self.vocabulary(lines),
            title=self.project.title,
            path=self.file.path,
            documents=documents,
            claims=claims,
            reviewers={reviewer.id: reviewer for reviewer in self.project.reviewers()},
            me=self.me,
            undo=undo[-1].label if undo else "",
            redo=redo[-1].label if redo else "",
            read_only=self.file.read_only,
            notice=self.file.notice,
            unsaved=self.file.unsaved,
            rescued=(len(left.changes), left.made_at) if left else None,
            tags=tuple(tags_seen(self.project, claims, self.me)),
            verdicts=self.verdicts,
            introduction=self.introduction,
            places=places,
            drafts=draft_facts(self.project),
            conflicts=unsettled(self.project, self.conflicts()),
            notes=notes,
            twins=tuple(self.twins()),
            can_go_back=self.can_go_back(),
        )
