# SPDX-License-Identifier: AGPL-3.0-or-later
"""A report as it would be written, to be looked at before it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from sidelight.language import within
from sidelight.report.choices import ALL, Choices
from sidelight.report.formats import Format
from sidelight.report.installed_formats import installed
from sidelight.report.sheet import Cell
from sidelight.text.layer import Page, TextLayer

if TYPE_CHECKING:
    from sidelight.session.reporting import Step
    from sidelight.session.session import Session

_MOST_ROWS = 500
_MOST_TEXT = 200_000
_LAID_OUT = 0.85
"""Share of the time that goes into writing the pages; the rest reads them again."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The report as a PDF, which ``key`` names, with its text and where that stands."""

    key: str
    pdf: bytes = field(repr=False)
    layer: TextLayer = field(repr=False)
    pages: tuple[Page, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """The first rows of a sheet; ``count`` is how many it has."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a file, ``cut`` where it is long; None where it is no text."""

    text: str | None
    cut: bool = False


Preview: TypeAlias = Pages | tuple[ShownSheet, ...] | Words


def preview(
    session: Session,
    format: Format,  # noqa: A002
    article: str = "",
    choices: Choices = ALL,
    step: Step | None = None,
) -> Preview:
    """Return the report as it would be written; InputError, Cancelled."""
    if format.pages:
        return pages(session, article, choices, step)
    if format.sheets is not None:
        with within(choices.language):
            report = session.report_data(article, choices)
            return tuple(
                _shown(sheet.name, sheet.columns, list(sheet.rows))
                for sheet in format.sheets(report)
            )
    data = session.report_bytes(format, article, choices, step)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Words(None)
    return Words(text[:_MOST_TEXT], len(text) > _MOST_TEXT)


def pages(
    session: Session, article: str = "", choices: Choices = ALL, step: Step | None = None
) -> Pages:
    """Return the report on pages, as its PDF has them; InputError, Cancelled."""

    def writing(share: float, stored: str) -> None:
        if step is not None:
            step(share * _LAID_OUT, stored)

    def reading(share: float, stored: str) -> None:
        if step is not None:
            step(_LAID_OUT + share * (1 - _LAID_OUT), stored)

    pdf = session.report_bytes(installed().named("pdf"), article, choices, writing)
    read = session.reader.extract(pdf, "report.pdf", progress=reading)
    return Pages(hashlib.sha256(pdf).hexdigest(), pdf, read.layer, read.pages)


def _shown(
    name: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Cell]]
) -> ShownSheet:
    return ShownSheet(name, columns, tuple(islice(rows, _MOST_ROWS)), len(rows))
