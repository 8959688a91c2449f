# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document as a PDF that carries its marks as annotations, as the one at the desk sees them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sidelight.language import _
from sidelight.model.records import Claim, Document, Passage
from sidelight.model.standing import paint
from sidelight.model.threads import threads
from sidelight.session.session import Session
from sidelight.text.page_lines import PageLines

_SHAPES = {"supports": "underline", "contradicts": "squiggly", "context": "thin"}
_NOTE_COLOUR = "#5b6472"


def annotated(session: Session, document: Document) -> bytes:
    """Return the PDF; DocumentError as `Reader.annotate` or where the document is left out."""
    drawing = session.drawing(document)
    marks = [*_of_claims(session, document), *_of_notes(session, document)]
    return session.reader.annotate(drawing.load(), drawing.media_type, marks, name=document.title)


def _of_claims(session: Session, document: Document) -> Iterator[dict[str, Any]]:
    for claim in session.claims():
        word = paint(claim, session.me)
        subject = _("Claim {number}: {verdict}").format(
            number=claim.label, verdict=session.verdicts.called(word)
        )
        said = "\n".join([subject, *_opinions(session, claim)])
        look = session.verdicts.style(word)
        base = _mark(session, subject, said, claim.reviewer, claim.made_at)
        for part in claim.passages:
            yield from _placed(
                session, document, part.passage, base | {"shape": "highlight", "colour": look.fill}
            )
        for one in claim.evidence:
            head = _("Claim {number}, {stance}: {quote}").format(
                number=claim.label, stance=session.verdicts.called(one.stance), quote=claim.words
            )
            words = "\n".join([head, *([one.note] if one.note else [])])
            mark = _mark(session, subject, words, one.reviewer, one.made_at)
            mark["shape"] = _SHAPES.get(one.stance, "underline")
            mark["colour"] = session.verdicts.style(one.stance).ink
            yield from _placed(session, document, one.passage, mark)


def _of_notes(session: Session, document: Document) -> Iterator[dict[str, Any]]:
    for thread in threads(session.notes_on(document.id)):
        first = thread.first
        if first.passage is None:
            continue
        words = "\n".join(
            _("{who}: {verdict}").format(who=_name(session, note.reviewer), verdict=note.text)
            for note in thread.notes
        )
        mark = _mark(session, _("Note"), words, first.reviewer, first.made_at)
        mark |= {"shape": "note", "colour": _NOTE_COLOUR}
        yield from list(_placed(session, document, first.passage, mark))[:1]


def _opinions(session: Session, claim: Claim) -> Iterator[str]:
    for one in claim.verdicts:
        if one.verdict or one.reason:
            said = session.verdicts.called(one.verdict or "unchecked")
            line = _("{who}: {verdict}").format(who=_name(session, one.reviewer), verdict=said)
            if one.denied_by:
                line += f" · {one.denied_by}"
            yield f"{line} · {one.reason}" if one.reason else line


def _mark(
    session: Session, subject: str, words: str, reviewer: str, made_at: datetime | None
) -> dict[str, Any]:
    made = made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ") if made_at else ""
    who = _name(session, reviewer)
    return {"subject": subject, "words": words, "author": who, "made": made}


def _name(session: Session, reviewer: str) -> str:
    return session.project.reviewer(reviewer).label if reviewer else ""


def _placed(
    session: Session, document: Document, passage: Passage, mark: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield a mark for each page that a passage touches; an area's is a square."""
    if passage.document != document.id:
        return
    if passage.area is not None:
        shape = "note" if mark["shape"] == "note" else "square"
        yield mark | {"page": passage.page, "rects": [list(passage.area)], "shape": shape}
        return
    if passage.layer != document.layer:
        return
    for page in session.pages(document):
        start, end = max(passage.start, page.start), min(passage.end, page.end)
        if start < end:
            lines = PageLines(page, session.layer(document).text.ink[page.start : page.end])
            yield mark | {
                "page": page.number,
                "rects": [list(rect) for rect in lines.rects(start, end)],
            }
