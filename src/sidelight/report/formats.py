# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outputs of a report.  A new one is a file of its own and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sidelight.language import N_
from sidelight.report.parts import PARTS

if TYPE_CHECKING:
    from sidelight.report.data import Report
    from sidelight.report.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Format:
    """An output: its name on the command line, its file suffix, its title, what it holds, and what
    writes it.

    ``title`` and ``holds`` are to be looked up in the catalogue where they are shown; ``pictures``
    says whether it shows pictures of areas.  What takes long is written by ``write_in_steps``, too,
    whose second argument is told how much is done and ends it where that is wished.

    A preview shows it as ``pages`` as the PDF has them, as ``sheets`` that this gives, else as the
    text that the file is.  ``parts`` are those that it ever holds and that can be left out.
    """

    name: str
    suffix: str
    title: str
    holds: str
    write: Callable[[Report], bytes]
    pictures: bool = False
    write_in_steps: Callable[[Report, Callable[[float, str], None]], bytes] | None = None
    pages: bool = False
    sheets: Callable[[Report], Iterable[Sheet]] | None = None
    parts: tuple[str, ...] = PARTS


# what an output needs is loaded when it is written: who lists them waits for nothing


def _html(report: Report) -> bytes:
    from sidelight.report import html

    return html.write(report)


def _markdown(report: Report) -> bytes:
    from sidelight.report import markdown

    return markdown.write(report)


def _workbook(report: Report) -> bytes:
    from sidelight.report import workbook

    return workbook.write(report)


def _workbook_sheets(report: Report) -> Iterable[Sheet]:
    from sidelight.report import workbook

    return workbook.sheets(report)


def _pdf(report: Report, step: Callable[[float, str], None] | None = None) -> bytes:
    from sidelight.report import pdf

    return pdf.write(report, step)


def _word_document(report: Report) -> bytes:
    from sidelight.report import word_document

    return word_document.write(report)


def _table(report: Report) -> bytes:
    from sidelight.report import table

    return table.write(report)


def _table_sheets(report: Report) -> Iterable[Sheet]:
    from sidelight.report import table

    return [table.sheet(report)]


FORMATS: tuple[Format, ...] = (
    Format(
        "html",
        ".html",
        N_("Web page (HTML)"),
        N_("everything, the article with its marks too; one file that needs nothing else"),
        _html,
        pictures=True,
        pages=True,
    ),
    Format(
        "pdf",
        ".pdf",
        N_("PDF"),
        N_("everything on pages, with links, bookmarks and a line to sign"),
        _pdf,
        pictures=True,
        write_in_steps=_pdf,
        pages=True,
    ),
    Format(
        "docx",
        ".docx",
        N_("Word document (DOCX)"),
        N_("everything; the article with comments by who gave each verdict, then a table"),
        _word_document,
        pages=True,
    ),
    Format("md", ".md", N_("Markdown"), N_("everything as plain text with footnotes"), _markdown),
    Format(
        "xlsx",
        ".xlsx",
        N_("Workbook (XLSX)"),
        N_("a sheet for each kind of record, without the text of the article"),
        _workbook,
        sheets=_workbook_sheets,
        parts=("evidence", "notes", "open", "sources", "uncited"),
    ),
    Format(
        "csv",
        ".csv",
        N_("Table (CSV)"),
        N_("a row for each verdict, for programs: names and words are not translated"),
        _table,
        sheets=_table_sheets,
        parts=("evidence", "notes"),
    ),
)
