# SPDX-License-Identifier: AGPL-3.0-or-later
"""The marks in a PDF, whoever wrote them there: highlights and notes with their replies and states
(ISO 32000, 12.5).

A PDF does not say which words a mark lies on: what is given is the page with the rectangles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sidelight.exchange.incoming import Author, Incoming, IncomingDocument, Step, Unread
from sidelight.exchange.pdf_taking import DOCUMENT, Taking
from sidelight.exchange.pdf_versions import earlier
from sidelight.language import _, ngettext
from sidelight.reader.found_marks import PdfMarks
from sidelight.reader.remote import Reader

_MOST_UNREAD = 100


def read(data: bytes, name: str, reader: Reader, step: Step, password: str = "") -> Incoming:
    """Read the marks in a PDF called ``name``; DocumentError as `Reader.marks`."""
    found = reader.marks(data, name, password, progress=lambda share, word: step(share / 2, word))
    taking = Taking(found.marks)
    marks = taking.marks(step)
    names = dict.fromkeys(mark.author for mark in marks if mark.author)
    return Incoming(
        documents=(_document(data, name, found),),
        authors=tuple(Author(name, name) for name in names),
        groups=tuple(taking.groups.values()),
        marks=tuple(marks),
        unread=tuple(_unread(found)),
        remarks=(*taking.remarks(), *_remarks(found)),
    )


def _document(data: bytes, name: str, found: PdfMarks) -> IncomingDocument:
    record = {"title": found.title, "author": found.author}
    return IncomingDocument(
        DOCUMENT,
        name,
        found.title,
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        record={field: words for field, words in record.items() if words},
        earlier=earlier(data),
    )


def _unread(found: PdfMarks) -> Iterator[Unread]:
    for page, number in found.damaged[:_MOST_UNREAD]:
        what = _("mark {number} on page {page}") if number else _("the marks on page {page}")
        why = _("What stands in its place is no mark, or says nowhere where it is.")
        yield Unread(what.format(number=number, page=page), why)


def _remarks(found: PdfMarks) -> Iterator[str]:
    unread = len(found.damaged) - _MOST_UNREAD
    if unread > 0:
        yield ngettext(
            "{count} more mark could not be read.", "{count} more marks could not be read.", unread
        ).format(count=unread)
    if found.left_out:
        yield ngettext(
            "There are more marks in the file than are read: {count} was left out.",
            "There are more marks in the file than are read: {count} were left out.",
            found.left_out,
        ).format(count=found.left_out)
