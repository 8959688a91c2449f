# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document as a PDF that carries its marks as annotations, as the one at the desk sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sidelight.errors import Cancelled
from sidelight.language import _, ngettext
from sidelight.model.records import Claim, Document, Passage
from sidelight.model.standing import paint
from sidelight.model.styles import Style
from sidelight.model.threads import Thread, threads
from sidelight.reader.annotation import Annotation
from sidelight.reader.annotator import annotate
from sidelight.reader.extraction import Rect
from sidelight.session import annotation_facts
from sidelight.session.annotation_words import AnnotationWords
from sidelight.session.mark_places import MarkPlaces
from sidelight.session.session import Session

_KINDS = {"supports": "underline", "contradicts": "squiggly", "context": "underline"}
_NOTE = "#5b6472"
_ICON = 24.0
_BESIDE = 4.0
"""The size of a note's icon as programs draw it, and how far it keeps from the print; points."""

Progress = Callable[[float, str], None] | None
Stop = Callable[[], bool] | None


@dataclass(frozen=True, slots=True)
class AnnotatedPdf:
    """A written document, how many marks it carries, and sentences on what it could not."""

    pdf: bytes
    count: int
    remarks: tuple[str, ...]


def annotated(
    session: Session, document: Document, progress: Progress = None, cancelled: Stop = None
) -> AnnotatedPdf:
    """Write a document with its marks; as `sidelight.reader.annotator.annotate`, and DocumentError
    where it was left out of this copy of the project.
    """
    drawing = session.drawing(document)
    marks = Marks(session, document)
    tell = progress or _unheard
    found = list(marks.all(lambda share: tell(share / 2, "annotate"), cancelled))
    written = annotate(
        drawing.load(),
        drawing.media_type,
        document.title,
        found,
        progress=lambda share, word: tell((1 + share) / 2, word),
        cancelled=cancelled,
    )
    remarks = [*marks.remarks()]
    if not written.kept and drawing.media_type == "application/pdf":
        repaired = _(
            "The file of {name} had to be repaired to be read, so this is a new file: its own "
            "bytes are not kept in it."
        )
        remarks.append(repaired.format(name=document.title))
    return AnnotatedPdf(written.pdf, len(found), tuple(remarks))


def _unheard(_share: float, _word: str) -> None:
    """Tell nobody."""


class Marks:
    """Makes the annotations of one document."""

    def __init__(self, session: Session, document: Document) -> None:
        self._session = session
        self._document = document
        self._words = AnnotationWords(session)
        self._places = MarkPlaces(session, document)
        self._icons: dict[int, set[int]] = {}
        self._elsewhere = 0
        """How many marks have no place in the document as it is shown now."""
        self._veiled: list[str] = []

    def remarks(self) -> Iterator[str]:
        """Yield what is to be known of the marks made, in sentences."""
        if self._veiled:
            blind = ngettext(
                "What others think of claim {numbers} is left out: it is yours to judge blind.",
                "What others think of claims {numbers} is left out: they are yours to judge blind.",
                len(self._veiled),
            )
            yield blind.format(numbers=", ".join(self._veiled))
        if self._elsewhere:
            missing = ngettext(
                "{count} mark is not in it: it stands in another version of the text.",
                "{count} marks are not in it: they stand in another version of the text.",
                self._elsewhere,
            )
            yield missing.format(count=self._elsewhere)

    def all(
        self, progress: Callable[[float], None] | None = None, cancelled: Stop = None
    ) -> Iterator[Annotation]:
        """Yield those of claims, then those of notes; raises Cancelled."""
        claims = self._session.claims()
        for at, claim in enumerate(claims):
            if cancelled and cancelled():
                raise Cancelled
            if progress:
                progress(at / len(claims))
            yield from self._of_claim(claim)
            yield from self._of_evidence(claim)
        for thread in threads(self._session.notes_on(self._document.id)):
            shared = tuple(note for note in thread.notes if not note.private)
            if shared:
                yield from self._of_thread(Thread(shared))

    def _of_claim(self, claim: Claim) -> Iterator[Annotation]:
        look = self._session.verdicts.style(paint(claim, self._session.me))
        for part in claim.passages:
            if part.passage.document == self._document.id:
                if claim.veiled and claim.label not in self._veiled:
                    self._veiled.append(claim.label)
                base = self._base(part.id, part.reviewer or claim.reviewer, claim.made_at, look)
                said = self._words.claim(claim, part)
                told = annotation_facts.of_claim(claim, part)
                subject = self._words.subject(claim)
                mark = replace(base, subject=subject, words=said, facts=told)
                yield from self._placed(part.passage, mark)

    def _of_evidence(self, claim: Claim) -> Iterator[Annotation]:
        for one in claim.evidence:
            if one.passage.document == self._document.id:
                look = self._session.verdicts.style(one.stance)
                base = self._base(one.id, one.reviewer, one.made_at, look)
                mark = replace(
                    base,
                    kind=_KINDS.get(one.stance, "underline"),
                    colour=look.ink,
                    thin=one.stance == "context",
                    subject=self._words.subject(claim),
                    words=self._words.evidence(claim, one),
                    facts=annotation_facts.of_evidence(claim, one),
                )
                yield from self._placed(one.passage, mark)

    def _of_thread(self, thread: Thread) -> Iterator[Annotation]:
        """Yield the icon of a thread, in the margin beside its passage; of one on the whole
        document, on the first page.
        """
        first = thread.first
        page, top = 1, _BESIDE
        if first.passage is not None:
            places = list(self._places.of(first.passage))
            if not places:
                self._elsewhere += 1
                return
            page, top = places[0][0], places[0][1][0][1]
        mark = self._base(first.id, first.reviewer, first.made_at, self._session.verdicts.style(""))
        yield replace(
            mark,
            kind="note",
            page=page,
            rects=(self._icon(page, top),),
            colour=_NOTE,
            subject=" · ".join([_("Note"), *([_("settled")] if first.settled else [])]),
            words=self._words.thread(thread.notes),
            facts=annotation_facts.of_note(first),
        )

    def _base(self, id_: str, reviewer: str, made: datetime | None, look: Style) -> Annotation:
        day = made.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ") if made else ""
        who = self._words.label(reviewer)
        base = Annotation(id_, "highlight", 0, (), look.fill, look.ink, look.line)
        return replace(base, author=who, made=day)

    def _placed(self, passage: Passage, mark: Annotation) -> Iterator[Annotation]:
        """Yield a mark for each page that a passage touches; an area's is a frame around it."""
        places = list(self._places.of(passage))
        self._elsewhere += not places
        if passage.area is not None:
            mark = replace(mark, kind="frame", colour=mark.ink)
        for page, rects in places:
            named = mark.id if page == places[0][0] else f"{mark.id}-{page}"
            yield replace(mark, id=named, page=page, rects=rects)

    def _icon(self, number: int, top: float) -> Rect:
        """Return where an icon stands: left of the print, below icons that stand there, or on one
        of them where the margin is full.
        """
        taken, page = self._icons.setdefault(number, set()), self._places.lines(number)
        row = next(
            (n for n in range(int(top // _ICON), int(page.page.height // _ICON)) if n not in taken),
            None,
        )
        if row is not None:
            top = max(top, row * _ICON)
            taken |= {row, int((top + _ICON - 1) // _ICON)}
        left = max(page.text_left - _ICON - _BESIDE, _BESIDE)
        return (left, top, left + _ICON, top + _ICON)
