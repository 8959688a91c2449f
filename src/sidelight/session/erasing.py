# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for bytes that were left out, and for what must not stay: attach, remove for good."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from sidelight.errors import Refused
from sidelight.language import _
from sidelight.model.change import Setting, new_id
from sidelight.model.claim_parts import CLAIM_WORDS, is_hidden
from sidelight.model.draft_chain import drafts_before
from sidelight.model.drafts import family
from sidelight.model.erasure import Targets, targets, tombstone, tombstones
from sidelight.model.log import Key
from sidelight.model.records import Claim, Document
from sidelight.session import layers
from sidelight.session.drafts import DraftVerbs
from sidelight.session.saved_pages import take_again
from sidelight.session.trash import RECORDS
from sidelight.store import backups, erasing

Progress = Callable[[float, str], None] | None

_SHORTEST_TITLE = 6
_SHORTEST_QUOTE = 20


@dataclass(frozen=True)
class ErasePlan:
    """What is about to be removed for good: records, how many claims, pieces of evidence and notes
    go with it, where its words are quoted by hand, files of ours that hold it as well, and other
    versions of an article, which stay.
    """

    title: str
    records: tuple[Key, ...]
    claims: int
    evidence: int
    notes: int
    mentions: tuple[str, ...]
    traces: tuple[Path, ...]
    versions: tuple[str, ...] = ()


class ErasingVerbs(DraftVerbs):
    """The desk with the verbs for what is absent from the file, or is to be."""

    def attach(
        self, document: Document, path: Path, progress: Progress = None, *, password: str = ""
    ) -> None:
        """Put the bytes of a document that were left out of this copy in their place, from a file.

        Refused where the file is not that document; DocumentError where it needs a ``password``,
        which is kept as by `add_document`.
        """
        limit, address = self.settings.largest_document_mb, document.citation.get("URL", "")
        data = take_again(self.reader, path, limit, document.id, address)
        if hashlib.sha256(data).hexdigest() != document.id:
            raise Refused("document.other", path=path.name, name=document.title)
        layers.attach(self, document, data, progress, password)
        if password:
            self.reader.remember(document.id, password)
        self.forget_texts()

    def plan_erasure(self, record: str, id_: str) -> ErasePlan:
        """See what removing a document, claim, piece of evidence or note for good takes along."""
        title, records = self._meant(record, id_)
        removed = targets(self.project.log.rows().values(), records)
        told = [
            key
            for key in removed - self.project.log.removed
            if not is_hidden(self.project.log, key, self.me)
        ]
        claims, evidence, notes = (sum(k[0] == kind for k in told) for kind in _COUNTED)
        mentions = tuple(dict.fromkeys(self._mentions(title, removed)))
        named = {key[1] for key in records}
        traces = tuple(erasing.traces({new_id(): named}, [backups.folder()]))
        versions = tuple(self._versions(records))
        return ErasePlan(title, tuple(records), claims, evidence, notes, mentions, traces, versions)

    def erase(self, plan: ErasePlan, *, traces: bool = True) -> list[Path]:
        """Remove for good; with ``traces`` also the files of ours that hold it.

        Return those that are left.  It cannot be undone.
        """
        if not self.project.log.value(("reviewer", self.me), "name"):
            # whoever hears of the removal is to know whose it is
            self.act([], "")
        self._close_gaps({id_ for record, id_ in plan.records if record == "document"})
        self.file.erase(tombstone(plan.records, new_id()), self._author())
        self.forget_texts()
        return self.remove_traces(plan.traces) if traces else list(plan.traces)

    def _close_gaps(self, gone: Collection[str]) -> None:
        """Let drafts that continue one of these continue the draft before it."""
        settings = []
        for article in self.project.documents("article"):
            if article.continues in gone and article.id not in gone:
                earlier = drafts_before(self.project.log, article.id)
                before = next((one for one in earlier if one not in gone), "")
                settings.append(Setting("document", article.id, "continues", before))
        if settings:
            self.act(settings, "")

    def _versions(self, records: Collection[Key]) -> Iterator[str]:
        """Yield the other versions of an article that goes, which stay and may say the same."""
        for record, id_ in records:
            kind = self.project.log.value((record, id_), "kind", "")
            if record == "document" and kind == "article":
                for one in family(self.project, id_):
                    if one.id != id_:
                        yield _("document {number}").format(number=one.label)

    def traces(self) -> tuple[Path, ...]:
        """Return the files of ours that still hold what was removed from the project for good."""
        removals = tombstones(self.project.log.rows().values()) if self.project.log.removed else {}
        return tuple(erasing.traces(removals, [backups.folder()])) if removals else ()

    def remove_traces(self, traces: Collection[Path]) -> list[Path]:
        """Remove files of ours that hold what was removed for good; return those that are left."""
        return erasing.remove(traces)

    def _meant(self, record: str, id_: str) -> tuple[str, list[Key]]:
        """Return what a record is called, and the records that a tombstone for it names."""
        trash = {one.key: one for one in self.trash()} if record in RECORDS else {}
        gone = trash.get((record, id_))
        if record == "document":
            document = (gone.document if gone else None) or self.document(id_)
            claims = [c for c in self.project.claims() if _stands_only_in(c, document.id)]
            parts = [("claim", one) for claim in claims for one in self.project.joined(claim.id)]
            parts += [
                ("claim", id_)
                for one in trash.values()
                if one.claim and _stands_only_in(one.claim, document.id)
                for id_ in one.ids
            ]
            return document.title, [("document", document.id), *self._layers_of(document), *parts]
        if gone is not None:
            return gone.title, [("claim", one) for one in gone.ids]
        if record == "claim":
            claim = self.claim_of(id_)
            return claim.words, [("claim", one) for one in self.project.joined(claim.id)]
        if record == "evidence":
            return self.evidence_of(id_).passage.words, [("evidence", id_)]
        return self.note_of(id_).text, [("note", id_)]

    def _layers_of(self, document: Document) -> list[Key]:
        keys = (key for key in self.project.log.fields if key[0] == "layer")
        made = ((key, self.project.layer(key[1])) for key in keys)
        return [key for key, layer in made if layer and layer.document == document.id]

    def _mentions(self, title: str, removed: Targets) -> Iterator[str]:
        """Yield where reviewers wrote the title or a quote of what goes, by hand, elsewhere."""
        quotes = {p.quote for *key, p in self.held() if tuple(key) in removed}
        words = {quote.casefold() for quote in quotes if len(quote) >= _SHORTEST_QUOTE}
        words |= {title.casefold()} if len(title) >= _SHORTEST_TITLE else set()
        trashed = (one.claim for one in self.trash())
        for claim in (*self.claims(), *(claim for claim in trashed if claim)):
            if ("claim", claim.id) in removed:
                continue
            written = [getattr(claim, name) for name in CLAIM_WORDS]
            written += [v.reason for v in claim.verdicts]
            written += [claim.decision.reason] if claim.decision else []
            written += [f"{r.party} {r.where}" for r in claim.responses]
            written += [f"{d.words} {d.who} {d.where} {d.note}" for d in claim.described]
            written += [n.text for n in claim.notes if ("note", n.id) not in removed]
            written += [e.note for e in claim.evidence if ("evidence", e.id) not in removed]
            if any(word in text.casefold() for text in written for word in words):
                yield _("claim {number}").format(number=claim.label)
        for document in self.project.documents():
            notes = (n.text for n in self.notes_on(document.id) if ("note", n.id) not in removed)
            if any(word in text.casefold() for text in notes for word in words):
                yield _("notes on document {number}").format(number=document.label)


_COUNTED = ("claim", "evidence", "note")


def _stands_only_in(claim: Claim, document: str) -> bool:
    return bool(claim.passages) and all(p.passage.document == document for p in claim.passages)
