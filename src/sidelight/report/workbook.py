# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as a workbook (XLSX, Office Open XML): a sheet for each kind of record.

Its words are in the language of the report, for people; for programs there is the table
(`sidelight.report.table`).  Texts are written as texts, never read for formulas or addresses; days
and numbers are typed cells.  What is longer than a cell can hold is cut, and says so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sidelight.language import _
from sidelight.model.verdicts import Verdicts
from sidelight.report import words
from sidelight.report.data import Report
from sidelight.report.measured import agreement_words, coverage_words
from sidelight.report.parts import Line
from sidelight.report.sheet import Cell, Sheet, Word

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_767
"""Characters that a cell holds at the most."""
_CUT = " […]"
_NARROW, _MIDDLE, _WIDE = 16, 24, 60
"""Widths of columns, in digits of the usual font."""
_LINE, _HIGHEST = 15, 409
"""Heights of a line and of the highest row, points."""
_A4 = 9
_TWO_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]"
)
"""Letters as wide as two digits: Hangul, Han, kana and full-width forms."""


def write(report: Report) -> bytes:
    """Return the workbook."""
    # only here: a quarter of a second that no other output wants
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    # the time of the report, so that the same report is the same file
    made = report.made_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": report.title, "author": report.made_by, "created": made})
    looks = _Looks(book, report.verdicts)
    for sheet in sheets(report):
        _fill(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return out.getvalue()


class _Looks:
    """The formats of cells, made once."""

    def __init__(self, book: Workbook, verdicts: Verdicts) -> None:
        self._book = book
        self._verdicts_known = verdicts
        wraps = {"text_wrap": True, "valign": "top"}
        self.head = book.add_format({"bold": True, "bottom": 1, **wraps})
        self.text = book.add_format(wraps)
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self._verdicts: dict[str, Any] = {}

    def verdict(self, word: str) -> Any:
        """Return how a verdict, stance or standing looks."""
        if word not in self._verdicts:
            look = self._verdicts_known.style(word)
            self._verdicts[word] = self._book.add_format(
                {"font_color": look.ink, "bg_color": look.fill, "bold": True, "valign": "top"}
            )
        return self._verdicts[word]


def _fill(sheet: Worksheet, told: Sheet, looks: _Looks) -> None:
    for at, (title, width) in enumerate(told.columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, looks.head)
    count = 0
    for count, row in enumerate(told.rows, start=1):
        lines = 1
        for at, cell in enumerate(row):
            _write(sheet, count, at, cell, looks)
            if isinstance(cell, str) and (len(cell) * 2 > told.columns[at][1] or "\n" in cell):
                lines = max(lines, lines_of(cell, told.columns[at][1]))
        if lines > 1:
            # Excel finds out how high a row is, LibreOffice does not
            sheet.set_row(count, min(lines * _LINE, _HIGHEST))
    _lay_out(sheet)
    sheet.freeze_panes(1, 1 if len(told.columns) > 2 else 0)
    if count and len(told.columns) > 2:
        sheet.autofilter(0, 0, count, len(told.columns) - 1)


def _lay_out(sheet: Worksheet) -> None:
    """Print all columns side by side, their heads on each page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def lines_of(text: str, width: int) -> int:
    """Return how many lines a text takes in a column, as well as can be told without its font."""
    if "\n" not in text:
        wide = 0 if text.isascii() else len(_TWO_WIDE.findall(text))
        return max(1, -(-(len(text) + wide) // width))
    return sum(lines_of(part, width) for part in text.split("\n"))


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, looks: _Looks) -> None:
    if isinstance(cell, Word):
        sheet.write_string(row, column, _cut(cell), looks.verdict(cell.stored))
    elif isinstance(cell, str) and cell:
        sheet.write_string(row, column, _cut(cell), looks.text)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, looks.day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, looks.text)


def _look(stored: str, verdicts: Verdicts) -> Word:
    found = Word(words.word(stored, verdicts))
    found.stored = stored
    return found


def _cut(text: str) -> str:
    # the library counts UTF-16 units, as the format does
    if len(text) * 2 <= _LONGEST or len(text.encode("utf-16-le")) // 2 <= _LONGEST:
        return text
    room = (_LONGEST - len(_CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def _day(when: datetime | None) -> date | None:
    return when.astimezone(UTC).date() if when else None


def _said_day(said: str) -> Cell:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return said


def _number(label: str) -> Cell:
    return int(label) if label.isascii() and label.isdecimal() else label


def sheets(report: Report) -> Iterator[Sheet]:
    """Yield the sheets, those without a row left out but for the first two."""
    made = (
        _summary(report),
        _claims(report),
        _verdicts(report),
        _evidence(report),
        _responses(report),
        _notes(report),
        _sources(report),
        _open(report),
    )
    for at, sheet in enumerate(made):
        rows = list(sheet.rows)
        if rows or at < 2:
            yield Sheet(sheet.name, sheet.columns, rows)


def _summary(report: Report) -> Sheet:
    article = report.article
    rows: list[tuple[Cell, Cell]] = [
        (_("Article"), report.title),
        (_("By"), article.author),
        (_("Published"), _said_day(article.issued)),
        (_("Address"), article.address),
        (_("Version (SHA-256)"), article.version),
        (_("Project"), report.project),
        (_("Reviewers"), ", ".join(report.reviewers)),
        (_("As of"), report.as_of),
        (_("Made"), words.moment(report.made_at)),
        (_("Made by"), report.made_by),
        (_("Coverage"), coverage_words(report.covered)),
        (_("Agreement"), agreement_words(report.agreed)),
        (_("Left out"), words.left_out_of(report)),
        (_("Signed off"), "\n".join(map(words.signature, report.signed))),
        (_("Fingerprint of the project file"), report.fingerprint),
    ]
    rows += [
        (_look(word, report.verdicts), count) for word, count in report.counts.items() if count
    ]
    shown = [row for row in rows if row[1] not in {"", None}]
    return Sheet(_("Summary"), ((_("Report"), _MIDDLE), ("", _WIDE)), shown)


def _claims(report: Report) -> Sheet:
    names = ("speaker", "attribution", "said_on", "severity", "correction", "assigned", "tags")
    columns = (
        (_("#"), 6),
        (_("Claim"), _WIDE),
        (_("Verdict"), _NARROW),
        (_("Standing"), _MIDDLE),
        (_("Decision"), _MIDDLE),
        (_("Place"), _MIDDLE),
        (_("Restatement"), _MIDDLE),
        (_("Kind"), _NARROW),
        *((words.fact(name, "")[0], _MIDDLE) for name in names),
    )

    def row(line: Line) -> Iterator[Cell]:
        facts = dict(line.facts)
        decision = line.decision
        yield _number(line.label)
        yield line.quote
        yield _look(line.paint, report.verdicts)
        yield words.word(line.standing)
        yield (
            f"{words.decided(decision, report.verdicts)}\n{decision.verdict.reason}"
            if decision
            else ""
        )
        yield line.place
        yield line.restatement
        yield words.kind(line.kind)
        for name in names:
            value = words.fact(name, facts.get(name, ""))[1]
            yield _said_day(value) if name == "said_on" else value

    return Sheet(_("Claims"), columns, [tuple(row(line)) for line in report.lines])


def _verdicts(report: Report) -> Sheet:
    columns = (
        (_("#"), 6),
        (_("Reviewer"), _MIDDLE),
        (_("Verdict"), _NARROW),
        (_("Denied by"), _MIDDLE),
        (_("Reason"), _WIDE),
        (_("As of"), _NARROW),
        (_("Given on"), _NARROW),
        (_("How it was given"), _MIDDLE),
    )
    rows = [
        (
            _number(line.label),
            given.reviewer,
            _look(given.verdict, report.verdicts),
            given.denied_by,
            given.reason,
            _said_day(given.as_of),
            _day(given.made_at),
            words.given(given.seen),
        )
        for line in report.lines
        for given in line.verdicts
    ]
    return Sheet(_("Verdicts"), columns, rows)


def _evidence(report: Report) -> Sheet:
    columns = (
        (_("#"), 6),
        (_("Stance"), _NARROW),
        (_("Quote"), _WIDE),
        (_("Source"), _MIDDLE),
        (_("Place"), _MIDDLE),
        (_("Citation"), _WIDE),
        (_("Match"), _MIDDLE),
        (_("Translation"), _MIDDLE),
        (_("Note"), _WIDE),
        (_("Reviewer"), _MIDDLE),
    )
    rows = [row for line in report.lines for row in _evidence_of(line, report.verdicts)]
    return Sheet(_("Evidence"), columns, rows)


def _evidence_of(line: Line, verdicts: Verdicts) -> Iterator[Sequence[Cell]]:
    """Yield the rows of one claim's evidence: what is quoted, then what is no passage."""
    number = _number(line.label)
    for one in line.evidence:
        yield (
            number,
            _look(one.stance, verdicts),
            one.quote,
            one.title,
            one.place,
            one.citation,
            words.matching(one),
            one.area.translation if one.area else "",
            one.note,
            one.reviewer,
        )
    for told in line.told:
        stance, where = _look(told.stance, verdicts), words.told(told)
        yield (number, stance, told.words, where, "", "", "", "", told.note, told.reviewer)


def _responses(report: Report) -> Sheet:
    columns = ((_("#"), 6), (_("Party"), _MIDDLE), (_("Answer"), _MIDDLE), (_("Where"), _WIDE))
    rows = [
        (
            _number(line.label),
            one.party,
            words.word(one.answer) if one.answer else _("asked, no answer yet"),
            one.where,
        )
        for line in report.lines
        for one in line.responses
    ]
    return Sheet(_("Responses of parties"), columns, rows)


def _notes(report: Report) -> Sheet:
    columns = (
        (_("#"), 6),
        (_("Passage"), _MIDDLE),
        (_("Reviewer"), _MIDDLE),
        (_("Note"), _WIDE),
        (_("Date"), _NARROW),
        (_("Settled"), _NARROW),
    )
    threads = [("", note) for note in report.notes]
    threads += [(line.label, note) for line in report.lines for note in line.notes]
    rows = [
        (
            _number(label),
            first.about,
            note.reviewer,
            note.text,
            _day(note.made_at),
            _("yes") if first.settled else "",
        )
        for label, first in threads
        for note in (first, *first.replies)
    ]
    return Sheet(_("Notes"), columns, rows)


def _sources(report: Report) -> Sheet:
    columns = (
        (_("#"), 6),
        (_("Title"), _MIDDLE),
        (_("Citation"), _WIDE),
        (_("Address"), _MIDDLE),
        (_("Claims"), _NARROW),
        (_("Media type"), _NARROW),
        (_("Bytes"), _NARROW),
        (_("SHA-256"), _MIDDLE),
        (_("Added by"), _MIDDLE),
        (_("Added on"), _NARROW),
        (_("Recognised text"), _NARROW),
    )
    rows = [
        (
            _number(one.label),
            one.title,
            one.citation,
            one.address,
            ", ".join(one.claims),
            words.media_type(one.media_type),
            one.size,
            one.sha256,
            one.added_by,
            _day(one.added_at),
            ", ".join(one.recognised),
        )
        for one in report.sources
    ]
    return Sheet(_("Sources"), columns, rows)


def _open(report: Report) -> Sheet:
    columns = ((_("Still open"), _MIDDLE), (_("Claims"), _WIDE))
    rows = [(words.open_item(one.what), ", ".join(one.claims)) for one in report.open_items]
    return Sheet(_("Still open"), columns, rows)
