# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annotations that stand in a PDF, whoever wrote them (ISO 32000, 12.5).

The objects themselves are read: MuPDF's own way to annotations draws each of them first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sidelight.reader.annotation import OURS
from sidelight.reader.dates import pdf_moment
from sidelight.reader.found_marks import (
    LONGEST_TEXT,
    LONGEST_WORD,
    MOST_DAMAGED,
    MOST_FACTS,
    MOST_MARKS,
    PdfMark,
    PdfMarks,
)
from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.pdf_quads import Sheet
from sidelight.reader.pdf_values import (
    Texts,
    colour,
    entry,
    facts,
    items,
    length,
    name,
    number_of,
    numbers,
    whole,
)
from sidelight.reader.reading import Progress, Unreadable
from sidelight.reader.rich_text import plain_words
from sidelight.reader.titles import stated_title

_MUPDF = pymupdf.mupdf
_NO_MARKS = frozenset(
    ("3D", "Link", "Movie", "Popup", "PrinterMark", "RichMedia", "Screen", "TrapNet", "Watermark")
) | {"Widget"}
"""What is no mark of a reader: links, fields of forms, films, and what printers need."""
_MOST_LISTED = 250_000
"""Annotations of any kind; a file that lists more of them was made to hold somebody up."""
_MOST_TEXT = 64_000_000
_MOST_QUADS = 100_000
_LONGEST_RICH, _MOST_RICH = 100_000, 2_000_000
"""Of text, rich text and quadrilaterals in a whole file; of what comes behind them nothing is read.
"""
_HIDDEN = 2 + 32
"""Flags: hidden; not to be seen on the screen."""


def marks_of(document: Any, report: Progress) -> PdfMarks:
    """Return the marks of a PDF of PyMuPDF.

    What cannot be read is named in `PdfMarks.damaged`.  Raises Unreadable: ``damaged`` where its
    pages cannot be found, ``too_costly`` where it lists more annotations than any reader makes.
    """
    core = _MUPDF.pdf_document_from_fz_document(document.this)
    count = document.page_count
    walk = _Walk()
    try:
        _MUPDF.pdf_load_page_tree(core)
        listed = sum(_listed(core, number) for number in range(count))
    except ERRORS as error:
        raise Unreadable("damaged") from error
    if listed > _MOST_LISTED:
        raise Unreadable("too_costly")
    for number in range(1, count + 1):
        walk.page(core, number)
        if number % 50 == 0 or number == count:
            report(number / count, "pages")
    metadata = document.metadata or {}
    author = " ".join(str(metadata.get("author") or "").replace("\x00", "").split())
    return PdfMarks(
        tuple(walk.answering()),
        stated_title(str(metadata.get("title") or "")),
        author[:LONGEST_WORD],
        tuple(walk.damaged),
        walk.left_out,
    )


def _listed(core: Any, index: int) -> int:
    """Return how many annotations a page lists, 0 where it cannot be read."""
    try:
        return length(entry(_MUPDF.pdf_lookup_page_obj(core, index).m_internal, "Annots"))
    except ERRORS:
        return 0


class _Walk:
    """Goes from annotation to annotation, and keeps what they say until all are known."""

    def __init__(self) -> None:
        self.damaged: list[tuple[int, int]] = []
        self.left_out = 0
        self._marks: list[PdfMark] = []
        self._wanted: dict[int, int | str] = {}
        """By the index of a mark, the object or the name of what it answers."""
        self._by_object: dict[int, int] = {}
        self._texts, self._rich = Texts(_MOST_TEXT), Texts(_MOST_RICH)
        self._quads = 0
        self._lists: set[int] = set()

    def page(self, core: Any, number: int) -> None:
        """Read what stands on a page."""
        try:
            page = _MUPDF.pdf_lookup_page_obj(core, number - 1)
            listed = entry(page.m_internal, "Annots")
            every = list(items(listed))
            own = number_of(listed)
            # a list that several pages share is that of the first
            if not every or own in self._lists:
                return
            self._lists |= {own} - {0}
            sheet = Sheet(page)
        except ERRORS:
            self._cannot_read(number, 0)
            return
        for place, one in enumerate(every, 1):
            if self._full:
                self.left_out += len(every) - place + 1
                return
            before = sheet.looked_at
            try:
                self._annotation(one, number, place, sheet)
            except ERRORS:
                self._cannot_read(number, place)
            self._quads += sheet.looked_at - before

    def answering(self) -> Iterator[PdfMark]:
        """Yield the marks, each with the index of the one that it answers."""
        names = {mark.name: at for at, mark in reversed([*enumerate(self._marks)]) if mark.name}
        for at, mark in enumerate(self._marks):
            wanted = self._wanted.get(at, 0)
            found = names.get(wanted) if isinstance(wanted, str) else self._by_object.get(wanted)
            yield mark if found is None or found == at else mark._replace(answers=found)

    @property
    def _full(self) -> bool:
        spent = self._texts.spent or self._rich.spent
        return spent or len(self._marks) >= MOST_MARKS or self._quads >= _MOST_QUADS

    def _annotation(self, one: Any, page: int, place: int, sheet: Sheet) -> None:
        known = number_of(one)
        if known and known in self._by_object:
            return
        kind = name(entry(one, "Subtype"))
        if kind in _NO_MARKS:
            return
        rects = sheet.rects(one, kind) if kind.isalnum() else None
        answered = entry(one, "IRT")
        if rects is None and answered is None:
            self._cannot_read(page, place)
            return
        if known:
            self._by_object[known] = len(self._marks)
        mark = PdfMark(
            page,
            kind[:LONGEST_WORD] if kind.isalnum() else "Text",
            rects or (),
            colour(numbers(entry(one, "C"), 5)),
            self._text(entry(one, "T")),
            self._words(one),
            self._text(entry(one, "Subj")),
            self._text(entry(one, "NM")),
            pdf_moment(self._text(entry(one, "CreationDate"))),
            pdf_moment(self._text(entry(one, "M"))),
            hidden=bool(whole(entry(one, "F")) & _HIDDEN),
            ours=self._ours(entry(one, OURS)),
        )
        if answered is not None:
            self._wanted[len(self._marks)] = self._answered(answered)
            mark = self._reply(one, mark)
        self._marks.append(mark)

    def _reply(self, one: Any, mark: PdfMark) -> PdfMark:
        return mark._replace(
            group=name(entry(one, "RT")) == "Group",
            state=self._text(entry(one, "State")),
            model=self._text(entry(one, "StateModel")),
        )

    def _answered(self, value: Any) -> int | str:
        """Return the number of the object that an annotation answers, or else its name."""
        return number_of(value) or self._text(value)

    def _words(self, one: Any) -> str:
        words = self._texts.text(entry(one, "Contents"), LONGEST_TEXT)
        rich = "" if words else self._rich.text(entry(one, "RC"), _LONGEST_RICH)
        return plain_words(rich)[:LONGEST_TEXT].rstrip() if rich else words

    def _text(self, value: Any) -> str:
        """Return a short text, on one line."""
        return self._texts.text(value, LONGEST_WORD).replace("\n", " ")

    def _ours(self, value: Any) -> dict[str, str]:
        told = {
            key[:LONGEST_WORD]: self._texts.text(one, LONGEST_TEXT)
            for key, one in facts(value, MOST_FACTS)
        }
        return {key: words for key, words in told.items() if words}

    def _cannot_read(self, page: int, place: int) -> None:
        if len(self.damaged) < MOST_DAMAGED:
            self.damaged.append((page, place))
