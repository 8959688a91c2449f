# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks that were found in a PDF, on their way out of the confined process; taking them in trusts
nothing in them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from sidelight.reader.extraction import Rect

MOST_MARKS = 50_000
MOST_RECTS = 1_000
"""Rectangles of one mark; more are left out."""
LONGEST_TEXT = 100_000
LONGEST_WORD = 500
MOST_FACTS = 12
MOST_DAMAGED = 1_000

_COLOUR = re.compile(r"(?:#[0-9a-f]{6})?")


class PdfMark(NamedTuple):
    """An annotation of ``page`` (from 1).

    ``kind`` is what a PDF calls it (Highlight, Text, Ink …); ``rects`` are those of its words, or
    else the one that it takes, in points from the top left corner of the page as it is shown, none
    where it lies beside the page.  ``colour`` is #rrggbb or "".  ``words`` are plain; ``name`` is
    what tells it apart in the file; ``made`` and ``changed`` are ISO 8601 with an offset, or "".

    ``answers`` is the index of the mark that it replies to, -1 for none; with ``group`` it is no
    reply but a part of that mark.  ``state`` with ``model`` is a state that somebody gives to it
    (Review: Accepted …; Marked: Marked …).  ``ours`` is what Sidelight wrote of it, by name.
    """

    page: int
    kind: str
    rects: tuple[Rect, ...] = ()
    colour: str = ""
    author: str = ""
    words: str = ""
    subject: str = ""
    name: str = ""
    made: str = ""
    changed: str = ""
    answers: int = -1
    group: bool = False
    state: str = ""
    model: str = ""
    hidden: bool = False
    ours: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PdfMarks:
    """The marks of a PDF in the order of its pages.

    ``title`` and ``author`` are what the file states of itself.  ``damaged`` says which annotations
    could not be read: page and place on it, both from 1.  ``left_out`` is how many were not looked
    at any more because there were too many, at least.
    """

    marks: tuple[PdfMark, ...] = ()
    title: str = ""
    author: str = ""
    damaged: tuple[tuple[int, int], ...] = ()
    left_out: int = 0


def pack_marks(found: PdfMarks) -> bytes:
    """Return marks as JSON (UTF-8)."""
    marks = [mark if mark.ours else mark._replace(ours={}) for mark in found.marks]
    whole = (marks, found.title, found.author, found.damaged, found.left_out)
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def unpack_marks(data: bytes) -> PdfMarks:
    """Read what `pack_marks` gave in another process, which may be anyone's by now; ValueError
    where it is not that.
    """
    try:
        marks, title, author, damaged, left_out = json.loads(data)
        return PdfMarks(
            tuple(_mark(row, len(marks)) for row in _few(marks, MOST_MARKS)),
            _text(title, LONGEST_WORD),
            _text(author, LONGEST_WORD),
            tuple((_count(page), _count(place)) for page, place in _few(damaged, MOST_DAMAGED)),
            _count(left_out),
        )
    except (ValueError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"not marks of a PDF: {error}") from error


_TEXTS = tuple(at for at, default in enumerate(PdfMark(0, "")) if isinstance(default, str))
"""Which of its fields are texts."""
_WORDS = PdfMark._fields.index("words")


def _mark(row: list[Any], count: int) -> PdfMark:
    for at in _TEXTS:
        _text(row[at], LONGEST_TEXT if at == _WORDS else LONGEST_WORD)
    mark = PdfMark(*row)
    for flag in (mark.group, mark.hidden):
        if type(flag) is not bool:
            raise ValueError("a flag that is none")
    if not _COLOUR.fullmatch(mark.colour) or type(mark.answers) is not int:
        raise ValueError("a colour or a reply that is none")
    if not -1 <= mark.answers < count or _count(mark.page) < 1:
        raise ValueError("a mark on nothing")
    for moment in (mark.made, mark.changed):
        if moment and datetime.fromisoformat(moment).tzinfo is None:
            raise ValueError("a time nowhere")
    ours = dict(_facts(mark.ours)) if mark.ours else {}
    return mark._replace(rects=tuple(_rects(mark.rects)), ours=ours)


def _few(rows: Sequence[Any], most: int) -> Sequence[Any]:
    if len(rows) > most:
        raise ValueError("too many")
    return rows


def _rects(rows: Sequence[Any]) -> Iterator[Rect]:
    for x0, y0, x1, y1 in _few(rows, MOST_RECTS):
        sides = (x0, y0, x1, y1)
        if not all(type(one) in {int, float} and math.isfinite(one) for one in sides):
            raise ValueError("a rectangle that is nowhere")
        yield float(x0), float(y0), float(x1), float(y1)


def _facts(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if len(told) > MOST_FACTS:
        raise ValueError("too many facts")
    for name, value in told.items():
        yield _text(name, LONGEST_WORD), _text(value, LONGEST_TEXT)


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError("a text that is none")
    return value


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise ValueError("a number that is none")
    return value
