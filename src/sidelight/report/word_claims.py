# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims of a Word document: comments on their words in the article, and a row each in a
table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from docx.comments import Comment
from docx.document import Document
from docx.shared import Mm
from docx.table import _Cell
from docx.text.run import Run as Words

from sidelight.language import _
from sidelight.model.styles import style
from sidelight.report import words
from sidelight.report.data import Report
from sidelight.report.parts import (
    GivenVerdict,
    Line,
    QuotedEvidence,
    ReadArea,
    ToldEvidence,
    WrittenNote,
)
from sidelight.report.word_text import Piece, comment, place, repeat_head, write

_WIDTHS = (Mm(12), Mm(70), Mm(85), Mm(90))
Pieces = list[Piece | str]
Span = tuple[Words, Words]
"""The first and the last run of a place."""


def comments(document: Document, report: Report, spans: Mapping[str, Sequence[Span]]) -> None:
    """Add comments on the words of each claim, by those who gave a verdict, at that time; evidence,
    responses and notes stand in the first.  ``spans`` has the places of claims by their labels.
    """
    for line in report.lines:
        first, *others = spans.get(line.label, (None,))
        if first is None:
            continue
        number = Piece(f"{line.label}. ", bold=True)
        for verdict in line.verdicts or (None,):
            author = verdict.reviewer if verdict else report.made_by
            when = verdict.made_at if verdict else report.made_at
            paragraphs = [[number, *_verdict_or_none(report, verdict)]]
            if verdict is None or verdict is line.verdicts[0]:
                paragraphs += _said(report, line)
            _fill(comment(document, first, author, when), paragraphs)
        for span in others:
            again = [number, *_mark(report, line)]
            _fill(comment(document, span, report.made_by, report.made_at), [again])


def _verdict_or_none(report: Report, verdict: GivenVerdict | None) -> Pieces:
    if verdict is None:
        return [words.word("unchecked", report.verdicts)]
    return verdict_pieces(report, verdict, named=False)


def verdict_pieces(report: Report, verdict: GivenVerdict, *, named: bool = True) -> Pieces:
    """Return a verdict with who gave it when and how, and the reason."""
    look = report.verdicts.style(verdict.verdict)
    when = verdict.as_of or words.day(verdict.made_at)
    who = verdict.reviewer if named else ""
    told = ", ".join(filter(None, (who, when, words.given(verdict.seen))))
    reason = verdict.reason or _("no reason given")
    head = f"{look.sign} {words.verdict(verdict, report.verdicts)}"
    return [Piece(head, look, bold=True), f" ({told}): {reason}"]


def fill_table(document: Document, report: Report) -> None:
    """Add the table of claims, whose head stands on each page."""
    table = document.add_table(rows=1, cols=len(_WIDTHS), style="Table Grid")
    table.autofit = False
    heads = ("#", _("Claim"), _("Verdicts"), _("Evidence"))
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        write(cell.paragraphs[0], [Piece(head, bold=True)])
    repeat_head(table.rows[0])
    for number, line in enumerate(report.lines):
        cells = table.add_row().cells
        place(cells[0].paragraphs[0], f"claim-{line.label}", number)
        _fill(cells[0], [[Piece(line.label, bold=True)]])
        _fill(cells[1], _claimed(report, line))
        _fill(cells[2], _judged(report, line))
        _fill(cells[3], _shown(line))
    # Word goes by the cells, LibreOffice by the columns
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = width


def _fill(cell: _Cell | Comment, paragraphs: Iterable[Pieces]) -> None:
    for at, pieces in enumerate(paragraphs):
        write(cell.paragraphs[0] if at == 0 else cell.add_paragraph(), pieces)


def _mark(report: Report, line: Line) -> Pieces:
    look = report.verdicts.style(line.paint)
    return [Piece(f"{look.sign} {words.word(line.paint, report.verdicts)}", look, bold=True)]


def _claimed(report: Report, line: Line) -> Iterator[Pieces]:
    yield _mark(report, line)
    yield [words.quoted(line.quote, unread=line.unread)]
    said = (words.kind(line.kind), words.word(line.standing).lower(), line.place)
    yield [Piece(", ".join(filter(None, said)), quiet=True)]
    if line.restatement:
        yield [_("That is: {claim}").format(claim=line.restatement)]
    if line.marked is False and not line.areas:
        yield [Piece(_("It is not marked in the article above."), quiet=True)]
    for area in line.areas:
        yield from _read(area)
    for stored in line.facts:
        name, value = words.fact(*stored)
        yield [Piece(f"{name}: ", quiet=True), value]


def _judged(report: Report, line: Line) -> Iterator[Pieces]:
    if line.decision:
        made = line.decision.verdict
        look = report.verdicts.style(made.verdict)
        head = f"{look.sign} {words.decided(line.decision, report.verdicts)}"
        told = f" ({made.reviewer}, {words.day(made.made_at)}): {made.reason}"
        yield [Piece(head, look, bold=True), told]
    for verdict in line.verdicts:
        yield verdict_pieces(report, verdict)
    for response in line.responses:
        yield [words.response(response)]
    for note in line.notes:
        yield from _note(note)


def _said(report: Report, line: Line) -> Iterator[Pieces]:
    """Yield what a comment says after the verdict."""
    if line.decision:
        yield next(_judged(report, line))
    yield from _shown(line)
    for response in line.responses:
        yield [words.response(response)]
    for note in line.notes:
        yield from _note(note)


def _note(note: WrittenNote) -> Iterator[Pieces]:
    for head, one in ((words.note(note), note), *((_("Reply"), reply) for reply in note.replies)):
        yield note_pieces(head, one)


def note_pieces(head: str, note: WrittenNote) -> Pieces:
    """Return a note below its ``head``; what it names leads there."""
    told = f"{head}, {note.reviewer}, {words.day(note.made_at)}: "
    return [Piece(told, quiet=True), *(Piece(part.text, to=part.to) for part in note.parts)]


def _shown(line: Line) -> Iterator[Pieces]:
    for evidence in line.evidence:
        yield from _evidence(evidence)
    for told in line.told:
        yield _told(told)


def _evidence(evidence: QuotedEvidence) -> Iterator[Pieces]:
    area = evidence.area
    quote = words.quoted(evidence.quote, unread=bool(area and not area.transcribed_by))
    where = ", ".join(filter(None, (evidence.title, evidence.place)))
    number: Pieces = []
    if evidence.source:
        number = [Piece(f"[{evidence.source}]", to=f"source-{evidence.source}"), " "]
    gone = _("The source is no longer in the project.")
    pieces = [*_stance(evidence.stance), f": {quote} (", *number, f"{where or gone})"]
    if matching := words.matching(evidence):
        pieces.append(Piece(f" {matching}", quiet=True))
    yield [*pieces, f" {evidence.note}"] if evidence.note else pieces
    if area:
        yield from _read(area)


def _told(evidence: ToldEvidence) -> Pieces:
    where = words.told(evidence)
    said = f": {evidence.words} ({where})" if where else f": {evidence.words}"
    return [*_stance(evidence.stance), said, f" {evidence.note}" if evidence.note else ""]


def _stance(stance: str) -> Pieces:
    look = style(stance)
    return [Piece(f"{look.sign} {words.word(stance)}", look, bold=True)]


def _read(area: ReadArea) -> Iterator[Pieces]:
    if area.transcribed_by:
        yield [Piece(words.transcribed(area), quiet=True)]
    if area.translation:
        yield [f"“{area.translation}” ", Piece(words.translated(area), quiet=True)]
