# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text of a Word document (ECMA-376, WordprocessingML): pieces in the looks of verdicts, places
that links inside the document lead to, comments, page numbers.

python-docx makes the file; what it has no words for is set as elements here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx.comments import Comment
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sidelight.model.styles import Style
from sidelight.text.characters import from_the_right

_LINES = {
    "solid": "single",
    "dashed": "dash",
    "wavy": "wave",
    "dotted": "dotted",
    "double": "double",
}
_QUIET = RGBColor(0x55, 0x5F, 0x6B)
_MOST_NAME = 40
"""Characters that the name of a place may have."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one look: those of a verdict or stance, ``marked`` with its ground and line; ``to``
    names the place that they lead to.
    """

    text: str
    look: Style | None = None
    bold: bool = False
    quiet: bool = False
    marked: bool = False
    to: str = ""


def write(paragraph: Paragraph, pieces: Iterable[Piece | str]) -> list[Run]:
    """Add pieces to a paragraph; return a run for each.  One that reads from the right does so."""
    runs = []
    for one in pieces:
        piece = Piece(one) if isinstance(one, str) else one
        run = paragraph.add_run(piece.text)
        _dress(run, piece)
        if piece.to:
            _lead(paragraph, run, piece.to)
        runs.append(run)
    if from_the_right("".join(run.text for run in runs)):
        _child(paragraph._p.get_or_add_pPr(), "w:bidi")
        for run in runs:
            _child(run._r.get_or_add_rPr(), "w:rtl")
    return runs


def _dress(run: Run, piece: Piece) -> None:
    run.bold = piece.bold or None
    if piece.quiet:
        run.font.color.rgb = _QUIET
    if piece.look is None:
        return
    if not piece.marked:
        run.font.color.rgb = RGBColor.from_string(piece.look.ink[1:].upper())
        return
    properties = run._r.get_or_add_rPr()
    colour = piece.look.ink[1:].upper()
    line = _LINES.get(piece.look.line, "single")
    _child(properties, "w:u", val=line, color=colour)
    _child(properties, "w:shd", val="clear", color="auto", fill=piece.look.fill[1:].upper())


def _child(parent: Any, name: str, **values: str) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def _lead(paragraph: Paragraph, run: Run, to: str) -> None:
    """Let a run be a link to a place in the document."""
    link = _child(paragraph._p, "w:hyperlink", anchor=to[:_MOST_NAME], history="1")
    link.append(run._r)


def place(paragraph: Paragraph, name: str, number: int) -> None:
    """Let links lead to a paragraph; ``number`` is another for each place of a document."""
    start = OxmlElement("w:bookmarkStart")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name[:_MOST_NAME])
    end = OxmlElement("w:bookmarkEnd")
    end.set(qn("w:id"), str(number))
    properties = paragraph._p.pPr
    at = 0 if properties is None else 1
    paragraph._p.insert(at, start)
    paragraph._p.append(end)


def comment(
    document: Document, runs: tuple[Run, Run], author: str, when: datetime | None
) -> Comment:
    """Add an empty comment of somebody on the words from one run to another."""
    initials = "".join(word[0] for word in author.split())[:3]
    made = document.add_comment(runs, author=author, initials=initials)
    element = made._comment_elm
    if when is None:
        element.attrib.pop(qn("w:date"), None)
    else:
        said = when.astimezone(UTC).replace(microsecond=0, tzinfo=None)
        # not strftime, which writes a stranger's year 7 as it is
        element.set(qn("w:date"), f"{said.isoformat()}Z")
    return made


def number_pages(paragraph: Paragraph) -> None:
    """Add the number of the page and how many there are."""
    for name, between in (("PAGE", " / "), ("NUMPAGES", "")):
        field = _child(paragraph._p, "w:fldSimple", instr=name)
        text = _child(_child(field, "w:r"), "w:t")
        text.text = "1"
        if between:
            paragraph.add_run(between)


def repeat_head(row: Any) -> None:
    """Let a row of a table stand above it on each page."""
    _child(row._tr.get_or_add_trPr(), "w:tblHeader")


def speak(document: Document, language: str) -> None:
    """Say which language (such as ``ko``) a document is in."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    (properties,) = defaults.iter(qn("w:rPr"))
    for said in properties.findall(qn("w:lang")):
        said.set(qn("w:val"), language)
        said.set(qn("w:eastAsia"), language if language in {"ko", "ja", "zh"} else "ko")


def know_comments(document: Document) -> None:
    """Define the looks that comments are written in, which the template lacks."""
    said = document.styles.add_style("annotation text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    said.element.set(qn("w:styleId"), "CommentText")
    said.base_style = document.styles["Normal"]
    said.font.size = Pt(10)
    mark = document.styles.add_style("annotation reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.set(qn("w:styleId"), "CommentReference")
    mark.font.size = Pt(8)
