# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as plain data: the one structure from which every output is made.

Reports show the common standing: what all verdicts on a claim come to, whoever makes the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sidelight.model.blindness import is_blind
from sidelight.model.coverage import article_coverage, sentence_ranges
from sidelight.model.csl_record import title
from sidelight.model.drafts import State, draft_number, family, fates, labels, of_state
from sidelight.model.project import Project
from sidelight.model.records import Claim, Document, Passage
from sidelight.model.standing import counts, paint
from sidelight.model.verdicts import NONE_ADDED, Verdicts
from sidelight.report.article import Marked, annotate, merged
from sidelight.report.choices import ALL, Choices, nameless, seen, signed
from sidelight.report.citations import address, citation
from sidelight.report.lines import LineMaker, disagreements, open_items
from sidelight.report.measured import agreed, covered
from sidelight.report.noted import NoteMaker
from sidelight.report.parts import (
    Agreed,
    ArticleBlock,
    ArticleHead,
    Cover,
    Covered,
    Disagreement,
    Line,
    OpenItems,
    Signature,
    Source,
    WrittenNote,
)
from sidelight.text.characters import one_line
from sidelight.text.corrections import CorrectedText
from sidelight.text.layer import TextLayer


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says.

    ``counts`` has a number for each of ``verdicts.paints`` and for what else a claim shows;
    ``hidden`` is how many ranges of the article are left out; ``lines`` stand in the order of the
    article; ``as_of`` is the last day that a verdict speaks for; ``fingerprint`` tells the state of
    the project file that was reported on from any other.  ``veiled`` are the claims that whoever
    made it, or ``made_for`` whom it is, is to judge blind: what others say of them is left out.
    ``notes`` are those on the article.  ``others`` is how many claims of the article were not
    chosen, ``omitted`` which parts (`sidelight.report.parts.PARTS`); ``nameless`` is one with
    letters in the place of reviewers' names.  ``covered`` counts the sentences of the article,
    whatever was chosen; ``agreed`` is about the claims told.
    """

    article: ArticleHead
    project: str
    reviewers: tuple[str, ...]
    made_by: str
    made_at: datetime
    as_of: date
    counts: Mapping[str, int]
    blocks: tuple[ArticleBlock, ...]
    hidden: int
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]
    open_items: tuple[OpenItems, ...]
    disagreements: tuple[Disagreement, ...]
    fingerprint: str
    signed: tuple[Signature, ...] = ()
    veiled: tuple[str, ...] = ()
    notes: tuple[WrittenNote, ...] = ()
    verdicts: Verdicts = NONE_ADDED
    made_for: str = ""
    others: int = 0
    omitted: tuple[str, ...] = ()
    nameless: bool = False
    covered: Covered | None = None
    agreed: Agreed | None = None

    @property
    def title(self) -> str:
        """The article's title."""
        return self.article.title


def gather(  # noqa: PLR0913 - each comes from another place
    project: Project,
    article: Document,
    layer: TextLayer,
    *,
    made_at: datetime,
    places: Callable[[Passage], str],
    me: str = "",
    pictures: Callable[[Passage], bytes] | None = None,
    choices: Choices = ALL,
    sentences: Sequence[tuple[int, int]] = (),
) -> Report:
    """Gather the report on ``article``, whose text is ``layer``; ``made_at`` is aware.

    ``places`` says where a passage stands, ``me`` who makes it: claims that are theirs to judge
    blind are without what others think of them.  ``pictures`` gives an area (PNG).  What
    ``choices`` say of parts is left to `sidelight.report.omitting`.  ``sentences`` are the ink
    ranges of those of the text, where they are known already.
    """
    every, wanted = _claims(project, article, me, choices), choices.claims
    claims = [claim for claim in every if wanted is None or claim.id in wanted]
    maker = _maker(project, article, claims, places, pictures, me, choices)
    blocks = _blocks(project, article, layer, claims)
    return replace(
        _report(project, article, claims, maker, blocks, made_at),
        made_by=maker.reviewer(me) if me else "",
        made_for=maker.reviewer(choices.blind_for) if choices.blind_for else "",
        sources=_sources(project, claims, maker, cited=wanted is not None),
        signed=_signed(project, article, maker, me, choices),
        others=len(every) - len(claims),
        nameless=not choices.names,
        covered=_covered(project, article, sentences or sentence_ranges(layer)),
        agreed=agreed(claims),
    )


def _report(
    project: Project,
    article: Document,
    claims: Sequence[Claim],
    maker: LineMaker,
    blocks: tuple[ArticleBlock, ...],
    made_at: datetime,
) -> Report:
    lines = tuple(_lines(maker, claims, blocks))
    return Report(
        article=_head(project, article),
        project=one_line(project.title),
        reviewers=_people(claims, maker),
        made_by="",
        made_at=made_at.astimezone(UTC),
        as_of=_as_of(lines, made_at),
        counts=counts(claims, paints=project.verdicts.paints),
        blocks=blocks,
        hidden=len(merged(article.hidden)),
        lines=lines,
        sources=(),
        open_items=(*_carried_items(project, article), *open_items(lines)),
        disagreements=tuple(disagreements(lines)),
        fingerprint=project.fingerprint,
        veiled=tuple(claim.label for claim in claims if claim.veiled),
        notes=maker.noted.of_document(project.notes(article.id)),
        verdicts=project.verdicts,
    )


def _covered(
    project: Project, article: Document, sentences: Iterable[tuple[int, int]]
) -> Covered | None:
    claims, exempt = project.claims(article.id), project.exempt(article.id)
    return covered(article_coverage(claims, exempt, article, sentences))


def _maker(
    project: Project,
    article: Document,
    claims: Sequence[Claim],
    places: Callable[[Passage], str],
    pictures: Callable[[Passage], bytes] | None,
    me: str,
    choices: Choices,
) -> LineMaker:
    people = {reviewer.id: reviewer.shown for reviewer in project.reviewers()}
    if not choices.names:
        people = nameless({*people, me} - {""})
    documents = {document.id: document for document in project.documents()}
    noted = replace(_noted(article, claims, documents, people), only=_only(project, me, choices))
    others = _others(project, article)
    return LineMaker(people, documents, places, noted, pictures, others, choices.style)


def _blocks(
    project: Project, article: Document, layer: TextLayer, claims: Sequence[Claim]
) -> tuple[ArticleBlock, ...]:
    reading = CorrectedText(layer.text, project.corrections(article.layer))
    return annotate(layer, list(_marks(claims, article)), article.hidden, reading)


def _lines(
    maker: LineMaker, claims: Sequence[Claim], blocks: Sequence[ArticleBlock]
) -> Iterator[Line]:
    marked = {label for block in blocks for run in block.runs for label in run.begins}
    return (maker.line(claim, marked) for claim in claims)


def _claims(project: Project, article: Document, me: str, choices: Choices) -> list[Claim]:
    """Return the claims of an article as they may be seen, in their order."""
    found = (seen(project, claim, me, choices) for claim in project.claims(article.id))
    return sorted(found, key=lambda claim: _order(claim, article))


def _only(project: Project, me: str, choices: Choices) -> tuple[str, ...] | None:
    """Return whose notes on documents are told; None for those of all.  Who is to judge any claim
    blind might read in one of others what they think of it.
    """
    claims = project.claims()
    eyes = {me, choices.blind_for} - {""}
    blind = [one for one in eyes if any(is_blind(project, claim, one) for claim in claims)]
    if not blind:
        return None
    return tuple(blind) if len(blind) == 1 else ()


def _noted(
    article: Document,
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    labels: Mapping[str, str],
) -> NoteMaker:
    """Return what makes notes, which may name what the report has a place for."""
    used = {evidence.passage.document for claim in claims for evidence in claim.evidence}
    listed = [d for d in documents.values() if d.kind == "source" or d.id in {article.id, *used}]
    return NoteMaker.of(labels, claims, listed, article.id)


def _signed(
    project: Project, article: Document, maker: LineMaker, me: str, choices: Choices
) -> tuple[Signature, ...]:
    return tuple(
        Signature(maker.reviewer(one.reviewer), one.made_at, one_line(one.note), one.changed)
        for one in signed(project, article.id, me, choices)
    )


def _order(claim: Claim, article: Document) -> tuple[bool, tuple[int, bool, float], int, str]:
    """Order claims as they stand in the article, on a page words before areas; those of another
    text layer come last.
    """
    places = [p.passage for p in claim.passages if p.passage.layer == article.layer]
    spots = [
        (place.page, place.area is not None, place.area.y0 if place.area else float(place.start))
        for place in places
    ]
    return not spots, min(spots, default=(0, False, 0.0)), claim.number, claim.id


def _marks(claims: Sequence[Claim], article: Document) -> Iterator[Marked]:
    for claim in claims:
        cover = Cover(claim.label, one_line(paint(claim)))
        for part in claim.passages:
            passage = part.passage
            here = (passage.document, passage.layer) == (article.id, article.layer)
            if here and passage.area is None:
                yield Marked(passage.start, passage.end, cover)


def _recognised(project: Project, document: Document) -> tuple[str, ...]:
    """Return the languages in which a machine recognised text of a document."""
    made = project.layer(document.layer)
    if made is None or not made.recognised:
        return ()
    return tuple(filter(None, map(one_line, made.options.get("languages", "").split("+"))))


def _others(project: Project, article: Document) -> frozenset[str]:
    """Return the ids of the other drafts of an article."""
    return frozenset(one.id for one in family(project, article.id)) - {article.id}


def _carried_items(project: Project, article: Document) -> Iterator[OpenItems]:
    """Yield what of earlier drafts is still to be settled in this one."""
    became = fates(project, article.id)
    states: tuple[State, ...] = ("to confirm", "went")
    found = ((state, labels(of_state(became, state))) for state in states)
    yield from (OpenItems(state, claims) for state, claims in found if claims)


def _head(project: Project, article: Document) -> ArticleHead:
    known = {name: one_line(value) for name, value in article.citation.items()}
    return ArticleHead(
        title=title(article),
        author=known.get("author", ""),
        issued=known.get("issued", ""),
        site=known.get("container_title", ""),
        address=address(article),
        language=one_line(article.language),
        version=article.id,
        draft=draft_number(project, article.id),
        before=article.continues,
        gone=labels(of_state(fates(project, article.id), "dropped")),
    )


def _people(claims: Sequence[Claim], maker: LineMaker) -> tuple[str, ...]:
    """Return the labels of those who had a part in the claims."""
    ids = {claim.reviewer for claim in claims}
    for claim in claims:
        ids |= {evidence.reviewer for evidence in claim.evidence}
        ids |= {note.reviewer for note in claim.notes if not note.private}
        ids |= {verdict.reviewer for verdict in claim.verdicts if verdict.verdict}
    return tuple(sorted((maker.reviewer(id_) for id_ in ids), key=str.casefold))


def _as_of(lines: Sequence[Line], made_at: datetime) -> date:
    """Return the last day that a verdict speaks for: as it says itself, else when it was given."""
    days = [_day(v.as_of, v.made_at or made_at) for line in lines for v in line.verdicts]
    return max(days, default=made_at.astimezone(UTC).date())


def _day(said: str, given_at: datetime) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return given_at.astimezone(UTC).date()


def _sources(
    project: Project, claims: Sequence[Claim], maker: LineMaker, *, cited: bool
) -> tuple[Source, ...]:
    """Return all sources of the project, or only those ``cited``, and what else evidence was taken
    from.
    """
    return tuple(one for one in _known(project, claims, maker) if one.claims or not cited)


def _known(project: Project, claims: Sequence[Claim], maker: LineMaker) -> Iterator[Source]:
    used: dict[str, dict[str, None]] = {}
    for claim in claims:
        for evidence in claim.evidence:
            used.setdefault(evidence.passage.document, {})[claim.label] = None
    for document in maker.documents.values():
        if document.kind != "source" and document.id not in used:
            continue
        yield Source(
            label=document.label,
            title=title(document),
            name=one_line(document.name),
            citation=citation(document, style=maker.style),
            address=address(document),
            language=one_line(document.language),
            media_type=one_line(document.media_type),
            size=document.size,
            sha256=document.id,
            recognised=_recognised(project, document),
            added_by=maker.reviewer(document.added_by),
            added_at=document.added_at,
            claims=tuple(used.get(document.id, ())),
            notes=maker.noted.of_document(project.notes(document.id)),
        )
