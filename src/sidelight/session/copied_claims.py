# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claims as they are pasted into a mail or a document: each with its verdicts, the answers of those
concerned, and the evidence with citations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from sidelight.language import _
from sidelight.model.records import Claim, Evidence
from sidelight.model.styles import style
from sidelight.report import words
from sidelight.report.citations import address, citation
from sidelight.report.lines import LineMaker
from sidelight.report.noted import NoteMaker
from sidelight.report.parts import GivenVerdict, Line, QuotedEvidence
from sidelight.session.quoting import Quoting


@dataclass(frozen=True, slots=True)
class Said:
    """Words on a line; with the ink of a mark (#rrggbb) before them, and a web address in them."""

    words: str
    mark: str = ""
    ink: str = ""
    link: str = ""

    @property
    def html(self) -> str:
        """The same as HTML; the only markup is one link and the mark in its ink."""
        text = escape(self.words)
        if self.link:
            link = escape(self.link)
            text = text.replace(link, f'<a href="{link}">{link}</a>')
        mark = f'<b style="color:{self.ink}">{escape(self.mark)}</b>' if self.mark else ""
        return mark + text

    @property
    def text(self) -> str:
        """The same as plain text."""
        return self.mark + self.words


@dataclass(frozen=True, slots=True)
class CopiedClaim:
    """A claim ready to be pasted: its heading, its quote with where it stands, what is said."""

    head: Said
    quote: Said
    lines: tuple[Said, ...]


def copied(desk: Quoting, claims: Iterable[Claim]) -> tuple[CopiedClaim, ...]:
    """Return claims, as they may be seen, ready to be pasted; notes stay here."""
    maker = line_maker(desk)
    return tuple(_copied(desk, maker, replace(claim, notes=())) for claim in claims)


def line_maker(desk: Quoting) -> LineMaker:
    """Return what tells all that is said of claims, with where it stands."""
    people = {reviewer.id: reviewer.label for reviewer in desk.project.reviewers()}
    documents = {document.id: document for document in desk.project.documents()}
    noted = NoteMaker.of(people, (), (), "")
    named = desk.settings.citation_style
    return LineMaker(people, documents, desk.place, noted, style=named)


def as_text(claims: Sequence[CopiedClaim]) -> str:
    """Return claims as plain text, an empty line between two."""
    blocks = ((one.head, one.quote, *one.lines) for one in claims)
    return "\n\n".join("\n".join(said.text for said in block) for block in blocks)


def as_html(claims: Sequence[CopiedClaim]) -> str:
    """Return claims as HTML, all words escaped."""
    return "".join(
        f"<p>{one.head.html}</p><blockquote>{one.quote.html}</blockquote>"
        + "".join(f"<p>{said.html}</p>" for said in one.lines)
        for one in claims
    )


def _copied(desk: Quoting, maker: LineMaker, claim: Claim) -> CopiedClaim:
    line = maker.line(claim, {claim.label})
    verdicts = desk.project.verdicts
    look = verdicts.style(line.paint)
    head = _("Claim {number}").format(number=line.label)
    mark = f"{look.sign} {words.word(line.paint, verdicts)}"
    first = claim.passages[0].passage if claim.passages else None
    article = desk.project.document(first.document) if first else None
    where = citation(article, line.place, maker.style) if article else ""
    quote = words.quoted(line.quote, unread=line.unread)
    return CopiedClaim(
        Said(f" · {head}", mark, look.ink),
        Said(f"{quote} {where}".strip(), link=address(article) if article else ""),
        tuple(_lines(desk, line, claim.evidence)),
    )


def _lines(desk: Quoting, line: Line, evidence: Sequence[Evidence]) -> Iterator[Said]:
    if line.restatement:
        yield Said(_("That is: {claim}").format(claim=line.restatement))
    if line.decision:
        made = line.decision.verdict
        mark = words.decided(line.decision, desk.project.verdicts)
        yield _marked(desk, made, mark)
    for verdict in line.verdicts:
        yield _marked(desk, verdict, words.verdict(verdict, desk.project.verdicts))
    for response in line.responses:
        yield Said(words.response(response))
    yield from shown_evidence(desk, line, evidence)


def shown_evidence(desk: Quoting, line: Line, evidence: Sequence[Evidence]) -> Iterator[Said]:
    """Yield the ``evidence`` of a claim, as stored and in its line: stance, quote, citation; then
    what is no passage.
    """
    for told, stored in zip(line.evidence, evidence, strict=True):
        yield _shown(desk, told, stored)
    for described in line.told:
        where = words.told(described)
        said = f": {described.words} ({where})" if where else f": {described.words}"
        yield Said(said, _mark(described.stance), style(described.stance).ink)


def _marked(desk: Quoting, verdict: GivenVerdict, said: str) -> Said:
    look = desk.project.verdicts.style(verdict.verdict)
    when = verdict.as_of or words.day(verdict.made_at)
    reason = f": {verdict.reason}" if verdict.reason else ""
    return Said(f" ({verdict.reviewer}, {when}){reason}", f"{look.sign} {said}", look.ink)


def _mark(stance: str) -> str:
    return f"{style(stance).sign} {words.word(stance)}"


def _shown(desk: Quoting, evidence: QuotedEvidence, stored: Evidence) -> Said:
    document = desk.project.document(stored.passage.document)
    area = evidence.area
    quote = words.quoted(evidence.quote, unread=bool(area and not area.transcribed_by))
    named = desk.settings.citation_style
    cited = citation(document, evidence.place, named) if document else evidence.citation
    note = f" {evidence.note}" if evidence.note else ""
    link = address(document) if document else ""
    ink = style(evidence.stance).ink
    return Said(f": {quote} {cited}{note}", _mark(evidence.stance), ink, link)
