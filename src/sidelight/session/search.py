# SPDX-License-Identifier: AGPL-3.0-or-later
"""Search across article, sources, claims, verdicts' reasons, evidence and notes.

All words must stand in one paragraph or record, in any order, each at the start of a word (Korean:
of a word as spaced); case, accents and ё are ignored.  Where the words stand together, that is the
place shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from sidelight.model.blindness import notes_seen
from sidelight.model.records import Claim, Document
from sidelight.session.query import Query, fold
from sidelight.session.texts import DocumentTexts
from sidelight.text.corrections import CorrectedText
from sidelight.text.quotes import readable, shorten

_EXCERPT = 160
_MOST = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand: kind (document, claim, reason, evidence, note), ids, ink
    range, excerpt.

    ``start`` and ``end`` are 0 where the hit is no passage or an area; ``evidence`` is the id of
    the piece that holds it, ``note`` that of the note.  ``origin`` is that of the words quoted, as
    `Passage` has it: empty for print and for what reviewers wrote.
    """

    kind: str
    document: str
    claim: str
    start: int
    end: int
    page: int
    excerpt: str
    title: str
    evidence: str = ""
    origin: str = ""
    note: str = ""


def search(desk: DocumentTexts, words: str) -> list[Hit]:
    """Return what holds all the ``words``, at most 500: claims first, then documents by number."""
    query = Query(words)
    if not query.words:
        return []
    claims = (hit for claim in desk.claims() for hit in _claim_hits(claim, query))
    there = (document for document in desk.project.documents() if not desk.left_out(document))
    texts = (hit for document in there for hit in _document_hits(desk, document, query))
    blind = desk.is_blind()
    on = (h for one in desk.project.documents() for h in _note_hits(desk, one, query, blind=blind))
    return list(islice(chain(claims, on, texts), _MOST))


def _note_hits(
    desk: DocumentTexts, document: Document, query: Query, *, blind: bool
) -> Iterator[Hit]:
    """Yield the notes on a document, or on passages of it, that hold all words."""
    for note in notes_seen(desk.project.notes(document.id), desk.me, blind=blind):
        excerpt = _found(note.text, query)
        if excerpt:
            at = note.passage
            where = (at.start, at.end, at.page) if at else (0, 0, 0)
            yield Hit("note", document.id, "", *where, excerpt, document.title, note=note.id)


def _claim_hits(claim: Claim, query: Query) -> Iterator[Hit]:
    first = claim.passages[0].passage if claim.passages else None
    quoted = {claim.quote: first.origin} if first else {}
    start, end, page = (first.start, first.end, first.page) if first else (0, 0, 1)
    texts = [("claim", text) for text in (claim.quote, claim.restatement)]
    texts += [("claim", part.passage.translation) for part in claim.passages]
    texts += [("reason", verdict.reason) for verdict in claim.verdicts]
    where = (claim.document, claim.id, start, end, page)
    for kind, text in dict.fromkeys(texts):
        excerpt = _found(text, query)
        if excerpt:
            origin = quoted.get(text, "") if kind == "claim" else ""
            yield Hit(kind, *where, excerpt, claim.label, origin=origin)
    for part in claim.passages[1:]:
        at = part.passage
        if excerpt := _found(at.quote, query):
            there = (at.document, claim.id, at.start, at.end, at.page)
            yield Hit("claim", *there, excerpt, claim.label, origin=at.origin)
    for note in claim.notes:
        if excerpt := _found(note.text, query):
            yield Hit("note", *where, excerpt, claim.label, note=note.id)
    for evidence in claim.evidence:
        at = evidence.passage
        texts = [(evidence.note, ""), (at.quote, at.origin), (at.translation, "")]
        found = ((_found(text, query), origin) for text, origin in texts)
        excerpt, origin = next((one for one in found if one[0]), ("", ""))
        if excerpt:
            where = (at.document, claim.id, at.start, at.end, at.page)
            yield Hit("evidence", *where, excerpt, claim.label, evidence.id, origin)


def _document_hits(desk: DocumentTexts, document: Document, query: Query) -> Iterator[Hit]:
    """Yield one hit for each paragraph that holds all words."""
    layer, made = desk.layer(document), desk.made(document)
    folded, reading = desk.folded(document, fold), desk.reading(document)
    text = reading.text
    blocks = [block for block in layer.blocks if block.start < block.end]
    starts: list[int] = []
    done = -1
    for at in query.candidates(folded):
        starts = starts or [text.code_point(reading.forth(block.start)) for block in blocks]
        number = bisect_right(starts, at) - 1
        if number <= done:
            continue
        done = number
        begins, ends = starts[number], _end(reading, blocks[number].end)
        span = query.place(folded, begins, ends)
        if span:
            start, end = reading.back(text.offset(span[0]), text.offset(span[1]))
            excerpt = _excerpt(text.text[begins:ends], query)
            where = (start, end, desk.page_of(document, start))
            quoted = blocks[number].start, blocks[number].end
            origin = made.origin(*quoted, reading.corrections)
            yield Hit("document", document.id, "", *where, excerpt, document.title, origin=origin)


def _end(reading: CorrectedText, end: int) -> int:
    """Return the code point after an ink offset's last ink in the text as corrected."""
    there = reading.forth(end)
    return reading.text.code_point(there - 1) + 1 if there else 0


def _found(text: str, query: Query) -> str:
    return _excerpt(text, query) if text and query.place(fold(text)) else ""


def _excerpt(text: str, query: Query) -> str:
    plain = readable(text)
    span = query.place(fold(text))
    # Looked for in the text as printed: a hyphen that was typed may stand at a line end only.
    at = len(readable(text[: span[0]])) if span else 0
    if at < _EXCERPT // 2:
        return shorten(plain, _EXCERPT)
    cut = plain.rfind(" ", 0, at - _EXCERPT // 3)
    return "…" + shorten(plain[cut + 1 :], _EXCERPT)
