# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as a Word document: the article with a comment of each reviewer on each claim, then a
table of the claims, and what the report lists.

Comments are those of Word, so that an editor answers and settles them there.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run as Words

from sidelight.language import _, current
from sidelight.report import words
from sidelight.report.data import Report
from sidelight.report.measured import agreement_words, coverage_words
from sidelight.report.parts import ArticleBlock, Run, Source, WrittenNote
from sidelight.report.word_claims import Span, comments, fill_table, note_pieces, verdict_pieces
from sidelight.report.word_text import Piece, know_comments, number_pages, place, speak
from sidelight.report.word_text import write as put

_STYLES = {"item": "List Bullet", "quote": "Quote", "title": "Heading 2", "caption": "Caption"}
_DEEPEST = 6
_ARTICLE, _SOURCES = 1_000_000, 1_000_001
"""Numbers of places after those of claims."""
_LONGEST_FACT = 255
"""Characters that a property of a document may have (ECMA-376, part 2)."""
_MARGIN = Mm(20)
_A4 = (Mm(210), Mm(297))


def write(report: Report) -> bytes:
    """Return the report as the bytes of a file."""
    document = docx.Document()
    _set_up(document, report)
    _header(document, report)
    spans = _article(document, report)
    comments(document, report, spans)
    _across(document)
    document.add_heading(_("Claims"), 1)
    fill_table(document, report)
    _lists(document, report)
    file = io.BytesIO()
    document.save(file)
    return _dated(file.getvalue(), report.made_at)


def _dated(data: bytes, when: datetime) -> bytes:
    """Return a file whose parts are of one time, so that the same report is the same bytes."""
    made = io.BytesIO()
    date = when.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(made, "w") as dated:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, date)
            dated.writestr(part, parts.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _set_up(document: Document, report: Report) -> None:
    facts = document.core_properties
    facts.title, facts.subject = report.title[:_LONGEST_FACT], report.project[:_LONGEST_FACT]
    facts.author = facts.last_modified_by = report.made_by[:_LONGEST_FACT]
    facts.keywords, facts.comments, facts.language = report.fingerprint, "", current()
    facts.created = facts.modified = report.made_at
    speak(document, current())
    know_comments(document)
    (section,) = document.sections
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    number_pages(section.footer.paragraphs[0])


def _across(document: Document) -> None:
    """Lay the pages from here on across: a table of claims is wide."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_height, section.page_width = _A4


def _header(document: Document, report: Report) -> None:
    document.add_heading(report.title, 0)
    for name, value in _facts(report):
        put(document.add_paragraph(style="No Spacing"), [Piece(f"{name}: ", quiet=True), value])
    tallies: list[Piece | str] = [Piece(words.claims(len(report.lines)), bold=True)]
    for stored, count in report.counts.items():
        if count:
            look = report.verdicts.style(stored)
            said = f"{look.sign} {words.word(stored, report.verdicts)} {count}"
            tallies += [" · ", Piece(said, look)]
    put(document.add_paragraph(), tallies)


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    article = report.article
    facts = (
        (_("By"), article.author),
        (_("Published"), article.issued),
        (_("Site"), article.site),
        (_("Address"), article.address),
        (_("Version (SHA-256)"), article.version),
        (words.draft_before(article), article.before),
        (_("No longer in the article"), ", ".join(article.gone)),
        (_("Project"), report.project),
        (_("Reviewers"), ", ".join(report.reviewers)),
        (_("As of"), words.day(report.as_of)),
        (_("Made"), words.moment(report.made_at)),
        (_("Made by"), report.made_by),
        (_("Coverage"), coverage_words(report.covered)),
        (_("Agreement"), agreement_words(report.agreed)),
        (_("Left out"), words.left_out_of(report)),
        (_("Signed off"), "; ".join(map(words.signature, report.signed))),
        (_("Fingerprint of the project file"), report.fingerprint),
    )
    yield from ((name, value) for name, value in facts if value)


def _article(document: Document, report: Report) -> dict[str, list[Span]]:
    """Write the article; return the places of each claim, by its label."""
    if "article" in report.omitted:
        return {}
    place(document.add_heading(_("The article"), 1), "article", _ARTICLE)
    if report.hidden:
        left_out = Piece(words.left_out(report.hidden), quiet=True)
        put(document.add_paragraph(), [left_out])
    spans: dict[str, list[Span]] = {}
    open_: set[str] = set()
    for block in report.blocks:
        if block.text.strip():
            made = _block(document, report, block)
            _span(zip(block.runs, made, strict=True), spans, open_)
    return spans


def _span(
    pairs: Iterable[tuple[Run, Words]], spans: dict[str, list[Span]], open_: set[str]
) -> None:
    """Note where the places of claims begin and end; ``open_`` are those that go on."""
    for run, made in pairs:
        for label in dict.fromkeys(cover.label for cover in run.covers):
            places = spans.setdefault(label, [])
            if label in open_:
                places[-1] = places[-1][0], made
            else:
                places.append((made, made))
                open_.add(label)
        open_ -= {*run.ends}


def _block(document: Document, report: Report, block: ArticleBlock) -> list[Words]:
    if block.role == "heading":
        paragraph = document.add_heading("", min(_DEEPEST, 1 + max(1, block.level)))
    else:
        paragraph = document.add_paragraph(style=_STYLES.get(block.role))
    pieces = [
        Piece(run.text, report.verdicts.style(run.covers[0].paint), marked=True)
        if run.covers
        else Piece(run.text)
        for run in block.runs
    ]
    return put(paragraph, pieces)


def _lists(document: Document, report: Report) -> None:
    if report.notes:
        document.add_heading(_("Notes on the article"), 1)
        _notes(document, report.notes)
    if report.open_items:
        document.add_heading(_("Open items"), 1)
        for items in report.open_items:
            said = f"{words.open_item(items.what)}: "
            put(_item(document), [said, *_links("claim", items.claims)])
    if report.disagreements:
        document.add_heading(_("Disagreements"), 1)
        for one in report.disagreements:
            put(document.add_paragraph(), [*_links("claim", [one.label]), f" “{one.quote}”"])
            for verdict in (each for _word, given in one.sides for each in given):
                put(_item(document), verdict_pieces(report, verdict))
    if report.sources:
        document.add_heading(_("Sources"), 1)
        for number, source in enumerate(report.sources):
            _source(document, source, number)
    if "method" not in report.omitted:
        _method(document, report)


def _method(document: Document, report: Report) -> None:
    document.add_heading(_("What the marks mean"), 1)
    for stored, meaning in words.method(report.verdicts):
        look = report.verdicts.style(stored)
        mark = f"{look.sign} {words.word(stored, report.verdicts)}"
        put(_item(document), [Piece(mark, look, bold=True), f": {_(meaning)}"])


def _item(document: Document) -> Paragraph:
    return document.add_paragraph(style="List Bullet")


def _links(kind: str, labels: Sequence[str]) -> Iterator[Piece | str]:
    for at, label in enumerate(labels):
        yield from ([", "] if at else [])
        yield Piece(label, to=f"{kind}-{label}")


def _notes(document: Document, notes: Iterable[WrittenNote]) -> None:
    for note in notes:
        for said, head in ((note, words.note(note)), *((r, _("Reply")) for r in note.replies)):
            style = "List Bullet" if said is note else "List Bullet 2"
            put(document.add_paragraph(style=style), note_pieces(head, said))


def _source(document: Document, source: Source, number: int) -> None:
    paragraph = document.add_paragraph(style="List Paragraph")
    place(paragraph, f"source-{source.label}", _SOURCES + number)
    used: list[Piece | str] = [_("Not used as evidence.")]
    if source.claims:
        used = [_("Used for claims {claims}.").format(claims=", ".join(source.claims))]
    put(
        paragraph,
        [
            Piece(f"[{source.label}] {source.title}\n", bold=True),
            f"{source.citation}\n",
            Piece(f"{', '.join(words.about_source(source))}\n", quiet=True),
            *used,
            Piece(f"\nSHA-256 {source.sha256}", quiet=True),
        ],
    )
    _notes(document, source.notes)
