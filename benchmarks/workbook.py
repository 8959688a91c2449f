# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times the workbook of a report on 10,000 claims against the library that writes it, alone.

::

    python benchmarks/workbook.py [--count 10000] [--seed 1] [--rounds 5]

The baseline writes the same cells with XlsxWriter in the same formats, from lists made beforehand.
Processor time, the best of the rounds, which take turns.  Goal: at most 1.5 times the baseline.
Budget: two minutes.
"""

from __future__ import annotations

import argparse
import io
import random
import time
from datetime import UTC, date, datetime, timedelta

from openpyxl import load_workbook
from xlsxwriter import Workbook

from sidelight.report import workbook
from sidelight.report.data import Report
from sidelight.report.parts import ArticleHead, GivenVerdict, Line, QuotedEvidence

SENTENCE = (
    "the treaty was signed on 31 August in Moscow and the border of 17 km follows the river "
    "Договор подписан 19 июня Ещё один посол сообщил о займе 조선 로동당 대표단 방문"
)
WORDS = SENTENCE.split()
START = datetime(2026, 11, 26, tzinfo=UTC)


def report(count: int, seed: int) -> Report:
    """Return a report on claims with two verdicts and one piece of evidence each."""
    chance = random.Random(seed)

    def said(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=most))

    def given(at: int, who: str) -> GivenVerdict:
        word = chance.choice(("verified", "disputed", "denied"))
        made = START + timedelta(minutes=at)
        return GivenVerdict(who, word, "", said(12), "2026-11-26", made, "first")

    def line(at: int) -> Line:
        evidence = QuotedEvidence(
            "supports", said(20), "2", said(4), f"p. {at % 300}", said(12), "", "en", said(6), "Ann"
        )
        return Line(
            label=str(at), id=f"{at:032x}", quote=said(20), restatement="", kind="event",
            place=f"p. {at % 90}", standing="agreed", paint="verified", marked=True,
            verdicts=(given(at, "Ann"), given(at, "Bob")), evidence=(evidence,), notes=(),
        )  # fmt: skip

    return Report(
        article=ArticleHead("An article", "", "", "", "", "en", "0" * 64), project="Ten thousand",
        reviewers=("Ann", "Bob"), made_by="Ann", made_at=START, as_of=START.date(), counts={},
        blocks=(), hidden=0, lines=tuple(line(at) for at in range(1, count + 1)), sources=(),
        open_items=(), disagreements=(), fingerprint="0" * 64,
    )  # fmt: skip


def cells(data: bytes) -> list[tuple[str, list[list[object]]]]:
    """Return what stands in a workbook, by sheet."""
    book = load_workbook(io.BytesIO(data))
    return [(s.title, [list(row) for row in s.iter_rows(values_only=True)]) for s in book]


def bare(sheets: list[tuple[str, list[list[object]]]]) -> bytes:
    """Write cells with the library alone."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell, text)
                elif isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                elif isinstance(cell, int):
                    sheet.write_number(at, column, cell, text)
    book.close()
    return out.getvalue()


def main() -> None:
    """Measure, and print a row of the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    made = report(given.count, given.seed)
    sheets = cells(workbook.write(made))
    ours, theirs = list[float](), list[float]()
    size = 0
    for _round in range(given.rounds):
        start = time.process_time()
        workbook.write(made)
        ours.append(time.process_time() - start)
        start = time.process_time()
        size = len(bare(sheets))
        theirs.append(time.process_time() - start)
    count = sum(len(rows) * len(rows[0]) for _name, rows in sheets)
    print(f"{given.count} claims, {count} cells, {size / 1e6:.1f} MB")
    print(f"| {min(ours):.2f} s | {min(theirs):.2f} s | {min(ours) / min(theirs):.2f} |")


if __name__ == "__main__":
    main()
