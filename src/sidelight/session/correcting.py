# SPDX-License-Identifier: AGPL-3.0-or-later
"""Corrections of recognised text, line by line, as changes laid over the layer."""

from __future__ import annotations

from collections.abc import Iterator

from sidelight.errors import DocumentError, Refused
from sidelight.model.change import Setting
from sidelight.model.records import Document
from sidelight.session.texts import DocumentTexts
from sidelight.text.corrections import CorrectedText
from sidelight.text.geometry import Line
from sidelight.text.page_lines import PageLines
from sidelight.text.page_texts import Rewritten


def correct(desk: DocumentTexts, document: Document, start: int, end: int, words: str) -> None:
    """Let ``words`` stand for an ink range within one line of recognised text.

    Empty words for a whole line say that it is no print; the words the layer has take the
    correction back.  Raises Refused (correction.not_recognised, .lines) and DocumentError.
    """
    text = desk.layer(document).text
    if not 0 <= start < end <= len(text):
        raise DocumentError("passage.outside", name=document.title)
    line = line_of(desk, document, start, end)
    reading = desk.reading(document)
    written = " ".join(_line_words(reading, line, start, end, words).split())
    was = text.slice(line.start, line.end)
    key = ("correction", f"{document.layer}.{line.start}-{line.end}")
    now = " ".join(reading.words(line.start, line.end).split())
    if written == now:
        return
    if written == " ".join(was.split()):
        desk.act([Setting(*key, "deleted", value=True)], "correct")
        return
    over = {
        "layer": document.layer,
        "start": line.start,
        "end": line.end,
        "was": was,
        "words": written,
    }
    settings = [Setting(*key, "over", over)]
    if desk.project.log.value(key, "deleted"):
        settings.append(Setting(*key, "deleted", value=False))
    desk.act(settings, "correct")


def line_of(desk: DocumentTexts, document: Document, start: int, end: int) -> Line:
    """Return the line of recognised text that an ink range is in; Refused where it is in none."""
    recognised = desk.made(document).recognised
    if not any(a <= start and end <= b for a, b in recognised):
        raise Refused("correction.not_recognised", name=document.title)
    ink = desk.layer(document).text.ink
    for page in desk.pages(document):
        if page.start <= start < page.end:
            lines = PageLines(page, ink[page.start : page.end])
            for line in lines.lines:
                if line.start <= start and end <= line.end:
                    return line
    raise Refused("correction.lines", name=document.title)


def corrected_pages(desk: DocumentTexts, document: Document) -> set[int]:
    """Return the numbers of the pages that hold corrections."""
    corrections = desk.project.corrections(document.layer)
    return {
        page.number
        for page in desk.pages(document)
        for one in corrections
        if page.start < one.end and one.start < page.end
    }


def moved_corrections(
    desk: DocumentTexts, document: Document, layer: str, fresh: Rewritten
) -> Iterator[Setting]:
    """Yield what lays the corrections of a document over its next layer."""
    for one in desk.project.corrections(document.layer):
        place = fresh.place(one.start, one.end)
        if place:
            over = {
                "layer": layer,
                "start": place[0],
                "end": place[1],
                "was": one.was,
                "words": one.words,
            }
            yield Setting("correction", f"{layer}.{place[0]}-{place[1]}", "over", over)


def _line_words(reading: CorrectedText, line: Line, start: int, end: int, words: str) -> str:
    """Return the whole line as it reads with ``words`` in place of a part of it."""
    if (start, end) == (line.start, line.end):
        return words
    text = reading.text
    edges = [reading.forth(offset) for offset in (line.start, start, end, line.end)]
    first, from_, to, last = edges
    before = text.text[text.code_point(first) : text.code_point(from_)]
    after = ""
    if to < last:
        after = text.text[text.code_point(max(to - 1, 0)) + 1 : text.code_point(last - 1) + 1]
    return f"{before}{words}{after}"
