# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands that show results: text, page, report, check, recover."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial

from sidelight.brought import Brought
from sidelight.cli import report_words
from sidelight.cli.passwords import unlocked
from sidelight.cli.printing import as_it_is, as_json, complain, remark, say, table
from sidelight.cli.progress import LINE
from sidelight.cli.recognition import note_origin
from sidelight.errors import DamageError, DocumentError
from sidelight.exchange.export_formats import ExportFormat, exports
from sidelight.exchange.import_formats import ImportFormat, imports
from sidelight.language import _
from sidelight.model.records import Document, Passage
from sidelight.model.standing import paint
from sidelight.reader.extraction import Mark
from sidelight.report.installed_formats import Installed, installed
from sidelight.session import recovering
from sidelight.session.annotating import annotated
from sidelight.session.exporting import export
from sidelight.session.mark_places import MarkPlaces
from sidelight.session.session import Session
from sidelight.session.writing import write_output
from sidelight.store.survey import survey
from sidelight.text.layer import Page


def text(session: Session, asked: argparse.Namespace) -> None:
    """Print the text of a document, all or of one page."""
    document = session.document(asked.doc)
    reading = session.reading(document)
    note_origin(session, document)
    if asked.page is None:
        as_it_is(reading.text.text)
        return
    page = _page(session, document, asked.page)
    as_it_is(reading.words(page.start, page.end))


def page(session: Session, asked: argparse.Namespace) -> None:
    """Draw a page with its highlights as PNG."""
    document = session.document(asked.doc)
    _page(session, document, asked.page)
    drawing = session.drawing(document)
    marks = [mark for mark in _marks(session, document) if mark.page == asked.page]
    draw = partial(
        session.reader.png,
        drawing.key,
        drawing.load,
        drawing.media_type,
        asked.page,
        asked.dpi,
        marks,
        name=document.title,
    )
    data = unlocked(session, document, draw)
    write_output(asked.png, data, session.file.path)


def quote(session: Session, asked: argparse.Namespace) -> None:
    """Print a quote with its citation."""
    document = session.document(asked.doc)
    start, end = session.locate(document, asked.quote, asked.prefix, asked.suffix)
    found = session.quotation(document, start, end)
    if asked.json:
        named = {"words": found.words, "citation": found.citation, "language": found.language}
        as_json({**named, "link": found.link, "text": found.text, "html": found.html})
    else:
        as_it_is(found.text)


def report(session: Session, asked: argparse.Namespace) -> None:
    """Write the report."""
    line = _("Writing {name}").format(name=asked.output.name)
    written = session.report(
        asked.output,
        format=asked.format or "",
        article=asked.article,
        choices=report_words.choices(session, asked),
        step=lambda share, _stored: LINE.show(share, line),
    )
    say(str(written))


def annotate(session: Session, asked: argparse.Namespace) -> None:
    """Write a PDF of a document with its marks as annotations."""
    document = session.document(asked.doc)
    words = _("Writing {name}").format(name=asked.pdf.name)
    made = annotated(session, document, lambda share, _stored: LINE.show(share, words))
    write_output(asked.pdf, made.pdf, session.file.path)
    say(str(asked.pdf))
    for sentence in made.remarks:
        remark(sentence)


def export_(session: Session, asked: argparse.Namespace) -> None:
    """Write the project for other programs."""
    line = _("Writing {name}").format(name=asked.output.name)
    written = export(
        session, asked.output, asked.format or "", lambda share, _stored: LINE.show(share, line)
    )
    if asked.json:
        as_json(
            {
                "path": str(asked.output),
                "count": written.count,
                "bytes": len(written.data),
                "remarks": list(written.remarks),
            }
        )
        return
    say(str(asked.output))
    for sentence in written.remarks:
        remark(sentence)


def formats(asked: argparse.Namespace) -> None:
    """List the formats of a report, and those of other programs, with what each holds."""
    kinds: dict[str, Installed | Brought[ExportFormat] | Brought[ImportFormat]]
    kinds = {"report": installed(), "export": exports(), "import": imports()}
    for found in kinds.values():
        for fault in found.faults:
            complain(fault)
    rows = [
        {
            "use": f"sidelight {use}",
            "name": one.name,
            "suffix": one.suffix,
            "title": _(one.title),
            "holds": _(one.holds),
        }
        for use, found in kinds.items()
        for one in found.formats
    ]
    if asked.json:
        named = ("use", "name", "suffix", "title")
        as_json([{name: row[name] for name in named} for row in rows])
        return
    heads = {"name": "--format", "use": _("For"), "title": _("Format"), "holds": _("Holds")}
    table(rows, heads)


def check(asked: argparse.Namespace) -> None:
    """Prove that the file is whole, as it stands or made anew; DamageError where it is not."""
    if asked.rebuild:
        with Session.open(asked.project, by=asked.by, progress=LINE.show) as session:
            if session.introduction:
                remark(session.introduction)
            session.file.rebuild()
            faults = session.file.check()
    else:
        faults = survey(asked.project)
    if asked.json:
        as_json([{"what": fault.what, "where": fault.where} for fault in faults])
    else:
        for fault in faults:
            say(f"{fault.where}: {fault.what}")
    damage = sum(fault.damage for fault in faults)
    if damage:
        raise DamageError("check.damage", path=str(asked.project), count=damage)
    if asked.json:
        return
    if faults:
        say(_("Sound: what is listed was left out or removed on purpose; all else is there."))
    else:
        say(_("Whole: every change and document is there, every table as the log says."))


def recover(asked: argparse.Namespace) -> None:
    """Bring what is readable into a new file; DamageError where something named is lost."""
    found = recovering.recover(asked.damaged, asked.out, progress=LINE.show)
    if asked.json:
        as_json({**asdict(found), "path": str(found.path), "losses": found.losses})
    else:
        say(str(found.path))
        for line in recovering.listed(found):
            say(line)
    if found.losses:
        raise DamageError("recover.losses", path=str(asked.damaged), count=found.losses)
    if not asked.json:
        say(recovering.in_words(found))


def _page(session: Session, document: Document, number: int) -> Page:
    pages = session.pages(document)
    if not 1 <= number <= len(pages):
        raise DocumentError("page.missing", name=document.title, count=len(pages), page=number)
    return pages[number - 1]


def _marks(session: Session, document: Document) -> Iterator[Mark]:
    """Yield the highlights of a document, one for each page that a passage touches."""
    places = MarkPlaces(session, document)

    def marks(passage: Passage, word: str, label: str) -> Iterator[Mark]:
        frame = passage.area is not None
        for page_, rects in places.of(passage):
            yield Mark(page_, rects, session.verdicts.style(word), label, frame)

    for claim in session.claims():
        for part in claim.passages:
            yield from marks(part.passage, paint(claim, session.me), claim.label)
        for evidence in claim.evidence:
            yield from marks(evidence.passage, evidence.stance, claim.label)
