# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for drafts: add a new version of an article, and settle what became of its claims."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from sidelight.errors import Refused, UnknownName
from sidelight.model.change import Setting
from sidelight.model.draft_chain import DROPPED, carried_id, drafts_before
from sidelight.model.drafts import Fate, State, fates, heads, sources
from sidelight.model.records import Document, Passage
from sidelight.reader.extraction import Extraction
from sidelight.session import layers
from sidelight.session.documents import Drawing, Progress, Stop
from sidelight.session.draft_plan import Carrier, Carry, DraftPlan, DraftText, carrying, draft_text
from sidelight.session.trash import TrashVerbs
from sidelight.text.carrying import CERTAIN, likeness
from sidelight.text.ink import ink_of

_KEPT = ("author", "container_title", "genre", "type")
"""What of the citation of a draft holds for the next one too."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file that is to be a new draft: name, bytes, title ("" for its own), password."""

    name: str
    data: bytes
    title: str = ""
    password: str = ""


class DraftVerbs(TrashVerbs):
    """The desk with the verbs for drafts."""

    def new_draft(
        self,
        path: Path,
        *,
        of: str = "",
        title: str = "",
        password: str = "",
        page: str = "",
        progress: Progress = None,
        cancelled: Stop = None,
    ) -> Document:
        """Add a file as a new draft of an article and carry its claims over, in one undo step.

        ``of`` names the draft that it continues: the newest of the only article where it is "";
        ``page`` is that of a web archive, as for `add_document`.
        """
        file = DraftFile(*self.taken(path, page, cancelled), title, password)
        return self.keep_draft(self.plan_draft(file, of, progress, cancelled))

    def plan_draft(
        self, file: DraftFile, of: str = "", progress: Progress = None, cancelled: Stop = None
    ) -> DraftPlan:
        """Read a new draft and see what it would carry over; nothing is kept."""
        before = self._continued(of)
        id_ = hashlib.sha256(file.data).hexdigest()
        present = self.project.document(id_)
        if present is None:
            self.refuse_present(file.data, file.name)
            asked = (False, file.password)
            found = self.extract(file.data, file.name, asked, progress, cancelled)
            settings, blobs = self._as_draft(file, before, found)
            pages = found.pages
            drawn = Drawing(id_, file.data, found.media_type, file.name)
            layer = layers.new_layer(id_, found).id
            draft = DraftText(id_, layer, found.layer.text, pages, drawn)
        else:
            self._refuse_draft(present, before)
            settings, blobs = [], []
            draft = draft_text(self, present)
        settings = [*settings, Setting("document", id_, "continues", before.id)]
        carries = tuple(self._carries(draft, before))
        settings += self._settings_of(carries)
        settings += self._exempts(draft, before)
        if not present:
            settings += self._furniture(draft, before)
        return DraftPlan(
            id_, file.name, before, carries, tuple(settings), tuple(blobs), file.password
        )

    def keep_draft(self, plan: DraftPlan) -> Document:
        """Keep a draft that was planned, with all that it carries over, in one act."""
        self.act(list(plan.settings), "draft", blobs=plan.blobs)
        if plan.password:
            self.reader.remember(plan.document, plan.password)
        return self.document(plan.document)

    def newest_of(self, article: Document) -> Document:
        """Return the newest draft of an article; the article itself where there are several."""
        log = self.project.log
        later = [one for one in heads(self.project) if article.id in drafts_before(log, one.id)]
        return later[0] if len(later) == 1 else article

    def confirm_carried(self, draft: Document, *before: str) -> None:
        """Say that passages carried over from those ``before`` (ids) are their claims still; one
        undo step.

        Those that were marked too late to be carried over are placed where they would have been.
        Raises UnknownName where there is none to confirm, Refused where one would be nowhere; then
        none is.
        """
        settings: list[Setting] = []
        label = "confirm"
        for fate in [self._fate(draft, one, "to confirm", "went") for one in before]:
            if fate.now is not None:
                settings.append(Setting("passage", fate.now.id, "confirmed", value=True))
                continue
            found, passage = Carrier(self, draft_text(self, draft)).carry(fate.before.passage)
            if passage is None:
                raise Refused("draft.nowhere", number=fate.claim.label)
            settings += self._placing(fate, passage, found.score)
            label = "place"
        self.act(settings, label)

    def place_carried(self, draft: Document, before: str, start: int, end: int) -> None:
        """Say that a passage of an earlier draft stands in this one at an ink range, whatever was
        proposed.
        """
        fate = self._fate(draft, before, "to confirm", "went", "dropped", "same", "confirmed")
        passage = self.passage(draft, start, end)
        alike = likeness(ink_of(fate.before.passage.quote), ink_of(passage.quote))
        score = max(1, round(alike * CERTAIN))
        self.act(self._placing(fate, passage, score), "place")

    def drop_carried(self, draft: Document, *before: str) -> None:
        """Say that passages of an earlier draft (ids) are not in this one any more; one undo
        step.
        """
        states: tuple[State, ...] = ("to confirm", "went", "same", "confirmed")
        settings = []
        for fate in [self._fate(draft, one, *states) for one in before]:
            id_, origin = self._carrying_id(draft, fate), self._origin(fate)
            values = {
                "claim": self._claim_record(fate),
                "carried": {"from": origin, "score": DROPPED},
                "confirmed": True,
                "deleted": True,
            }
            settings += [Setting("passage", id_, name, value) for name, value in values.items()]
        self.act(settings, "drop")

    def _continued(self, of: str) -> Document:
        """Return the draft that a new one continues."""
        articles = heads(self.project)
        if not of and len(articles) == 1:
            return articles[0]
        if not of:
            labels = ", ".join(f"{d.label} ({d.title})" for d in articles)
            if not articles:
                raise UnknownName("article.none")
            raise UnknownName("draft.several", count=len(articles), candidates=labels)
        before = self.document(of)
        if before.kind != "article":
            raise Refused("draft.not_article", name=before.title)
        return before

    def _refuse_draft(self, present: Document, before: Document) -> None:
        """Refuse a document of the project that cannot be a new draft of another."""
        if present.kind != "article":
            raise Refused("draft.not_article", name=present.title)
        chained = present.continues or present.id in {
            before.id,
            *drafts_before(self.project.log, before.id),
        }
        if chained:
            raise Refused("draft.present", name=present.title, number=present.label)

    def _as_draft(
        self, file: DraftFile, before: Document, found: Extraction
    ) -> tuple[list[Setting], list[bytes]]:
        kept = {n: v for n, v in before.citation.items() if n in _KEPT and n not in found.citation}
        title = file.title.strip() or found.title or before.title
        return self.new_document(file.data, file.name, "article", title, kept, found)

    def _carries(self, draft: DraftText, before: Document) -> list[Carry]:
        """Return what becomes of each passage that a draft has to account for."""
        carrier, found = Carrier(self, draft), []
        for claim, part in sources(self.project, draft.document, after=before.id):
            if any(
                one.passage.document == draft.document and not one.carried_from
                for one in claim.passages
            ):
                continue
            carried, passage = carrier.carry(part.passage)
            found.append(Carry(claim, part, carried, passage))
        return found

    def _settings_of(self, carries: tuple[Carry, ...]) -> list[Setting]:
        settings: list[Setting] = []
        for one in carries:
            if one.passage is not None:
                claim = self._claim_of_passage(one.before.id, one.claim.id)
                score = one.found.score
                settings += carrying(self._known, claim, one.before, one.passage, score)
        return settings

    def _exempts(self, draft: DraftText, before: Document) -> list[Setting]:
        """Carry over what was said to hold nothing to check, where its very words stand."""
        carrier, settings = Carrier(self, draft), []
        for one in self.project.exempt(before.id):
            found, passage = carrier.carry(one.passage)
            if passage is not None and found.score == CERTAIN:
                id_ = carried_id(one.id, draft.document)
                settings.append(Setting("exempt", id_, "place", passage.to_json()))
                if self._known("exempt", id_):
                    settings.append(Setting("exempt", id_, "deleted", value=False))
        return settings

    def _placing(self, fate: Fate, passage: Passage, score: int) -> list[Setting]:
        """Return what carries a passage over to a place that a reviewer chose."""
        origin = replace(fate.before, id=self._origin(fate))
        made = list(carrying(self._known, self._claim_record(fate), origin, passage, score))
        made = [setting for setting in made if setting.field != "confirmed"]
        return [*made, Setting("passage", made[0].id, "confirmed", value=True)]

    def _furniture(self, draft: DraftText, before: Document) -> list[Setting]:
        """Hide what is page furniture in the draft before, where it stands in the same words."""
        if not before.hidden or self.left_out(before) or not self.readable(before):
            return []
        map_ = Carrier(self, draft).map_from(before)
        images = ((map_.image(start, end), end - start) for start, end in before.hidden)
        hidden = [[one.start, one.end] for one, ink in images if one and one.ink == ink]
        return [Setting("document", draft.document, "hidden", hidden)] if hidden else []

    def _fate(self, draft: Document, before: str, *states: State) -> Fate:
        for fate in fates(self.project, draft.id):
            if fate.before.id == before and fate.state in states:
                return fate
        raise UnknownName("draft.passage", name=draft.title)

    def _carrying_id(self, draft: Document, fate: Fate) -> str:
        return fate.now.id if fate.now else carried_id(fate.before.id, draft.id)

    def _origin(self, fate: Fate) -> str:
        """Return the id of the passage that a record in the draft carries over."""
        return fate.now.carried_from if fate.now else fate.before.id

    def _claim_record(self, fate: Fate) -> str:
        return self._claim_of_passage(fate.before.id, fate.claim.id)

    def _claim_of_passage(self, passage: str, shown: str) -> str:
        """Return the claim that a passage is of, which may have been joined to the one shown."""
        return str(self.project.log.value(("passage", passage), "claim", shown))

    def _known(self, record: str, id_: str) -> bool:
        return (record, id_) in self.project.log.fields
