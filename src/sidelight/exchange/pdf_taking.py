# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations of a PDF made to marks that can be taken in, with their notes; what has no place is
counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sidelight.exchange.incoming import Group, Mark, Place, Step
from sidelight.exchange.pdf_kinds import ON_WORDS, colour_name, title, usual
from sidelight.exchange.pdf_own import key_of, own_mark
from sidelight.exchange.pdf_replies import Thread, placed, said, states, threads
from sidelight.language import ngettext
from sidelight.reader.found_marks import PdfMark
from sidelight.text.geometry import Rect

DOCUMENT = "pdf"
"""The key of the one document."""

_MOST_KINDS = 20
_DAY = re.compile(r", ?\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\b.*", re.ASCII | re.DOTALL)


class Taking:
    """Makes marks of annotations.  ``groups`` are those of the marks made, by their keys."""

    def __init__(self, rows: tuple[PdfMark, ...]) -> None:
        self._rows = rows
        self._threads = threads(rows)
        self._names = Counter(row.name for row in rows)
        made = {at: own_mark(row) for at, row in enumerate(rows) if row.ours}
        self._own = {at: mark for at, mark in made.items() if mark is not None}
        self._own_keys = {mark.key for mark in self._own.values()}
        self._hidden = self._ours = 0
        self._empty: Counter[str] = Counter()
        self.groups: dict[str, Group] = {}

    def marks(self, step: Step) -> list[Mark]:
        """Return marks and notes in the order of the pages."""
        made: dict[str, Mark] = {}
        for at, thread in enumerate(self._threads):
            if at % 500 == 0:
                step(0.5 + 0.5 * at / len(self._threads), "marks")
            for mark in self._of_thread(thread):
                before = made.get(mark.key)
                if before is None:
                    made[mark.key] = mark
                else:
                    # a claim of ours stands in several places, and a passage goes on over pages
                    every = dict.fromkeys((*before.places, *mark.places))
                    made[mark.key] = replace(before, places=tuple(every))
        return list(made.values())

    def remarks(self) -> Iterator[str]:
        """Yield what is to be known of the marks, in sentences."""
        if self._hidden:
            yield ngettext(
                "{count} mark is hidden in the file and was not taken.",
                "{count} marks are hidden in the file and were not taken.",
                self._hidden,
            ).format(count=self._hidden)
        if count := self._empty.total():
            kinds = (f"{title(kind, '')} ({n})" for kind, n in self._empty.most_common(_MOST_KINDS))
            yield ngettext(
                "{count} mark that lies on no words and says nothing was not taken: {kinds}.",
                "{count} marks that lie on no words and say nothing were not taken: {kinds}.",
                count,
            ).format(count=count, kinds=", ".join(kinds))
        if self._ours:
            yield ngettext(
                "{count} mark was written by Sidelight: it comes as the claim, evidence or note "
                "that it was.",
                "{count} marks were written by Sidelight: they come as the claims, evidence and "
                "notes that they were.",
                self._ours,
            ).format(count=self._ours)

    def _of_thread(self, thread: Thread) -> Iterator[Mark]:
        row = self._rows[thread.mark]
        # a state of something that is no mark
        if row.state:
            return
        if row.hidden:
            self._hidden += 1
            return
        shown, words = row, row.words
        if thread.parts:
            shown, words = placed(self._rows, thread), said(self._rows, thread)
        own = self._own.get(thread.mark)
        if own is not None:
            self._ours += 1
            mark = replace(own, author=_author(row), made_at=_moment(row), places=(_place(shown),))
        elif words or thread.replies or (shown.kind in ON_WORDS and shown.rects):
            mark = Mark(
                self._key(thread.mark),
                group=self._group(shown),
                author=_author(row),
                made_at=_moment(row),
                places=(_place(shown),),
                text=words,
            )
        else:
            self._empty[row.kind] += 1
            return
        yield mark
        if thread.replies:
            yield from self._notes(thread, mark.key)

    def _notes(self, thread: Thread, on: str) -> Iterator[Mark]:
        """Yield what answers a mark: replies, and states in words."""
        given = states(self._rows, thread)
        for at, answered in thread.replies:
            row = self._rows[at]
            words = given.get(at, "") if row.state else row.words
            if words:
                answers = "" if answered == thread.mark else self._key(answered)
                made = _moment(row)
                yield Mark(
                    self._key(at),
                    "note",
                    "",
                    _author(row),
                    made,
                    text=words,
                    on=on,
                    answers=answers,
                )

    def _key(self, at: int) -> str:
        row = self._rows[at]
        if row.name and self._names[row.name] == 1:
            key = key_of(row.name)
            if key not in self._own_keys:
                return key
        return f"{row.name or row.kind} {row.page}.{at}"

    def _group(self, shown: PdfMark) -> str:
        colour = colour_name(shown.colour)
        key = f"{shown.kind} {colour}".strip()
        if key not in self.groups:
            called, outcome = title(shown.kind, colour), usual(shown.kind, colour)
            self.groups[key] = Group(key, called, shown.colour, outcome)
        return key


def _place(shown: PdfMark) -> Place:
    """Return where a mark stands: on words, in a part of the page, or only on the page."""
    rects = tuple(Rect(*rect) for rect in shown.rects)
    if shown.kind in ON_WORDS:
        return Place(DOCUMENT, page=shown.page, boxes=rects)
    return Place(DOCUMENT, page=shown.page, area=rects[0] if rects else None)


def _author(row: PdfMark) -> str:
    """Return who made a mark; LibreOffice writes the day behind the name."""
    return _DAY.sub("", row.author).strip()


def _moment(row: PdfMark) -> datetime | None:
    stated = row.made or row.changed
    return datetime.fromisoformat(stated) if stated else None
