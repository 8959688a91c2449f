# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times 10,000 marks read out of a PDF and placed on their words, against PyMuPDF alone.

::

    python benchmarks/pdf_marks.py [--count 10000] [--pages 300] [--seed 1] [--rounds 2]

Highlights of one to four lines with author, comment and dates lie on pages of print in two columns.
The baseline goes through the same annotations with PyMuPDF (`Page.annots`) and asks each for its
type, corners, colour and words; it places none.  Ours reads them, makes marks with groups and notes
of them, and finds the ink below each; every mark has to come back to its own words.  Processor time
in one process, the best of the rounds; the way through the confined process is wall time.
Goal: at most the baseline.  Budget: three minutes.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from sidelight.exchange.import_formats import imports
from sidelight.exchange.incoming import Given, Mark
from sidelight.exchange.pdf_taking import Taking
from sidelight.reader import marks_entry
from sidelight.reader.annotating import annotated
from sidelight.reader.annotation import Annotation
from sidelight.reader.extraction import Extraction
from sidelight.reader.found_marks import unpack_marks
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.pdf import read_pdf
from sidelight.reader.pdf_opening import MEDIA_TYPE
from sidelight.reader.reading import Request
from sidelight.reader.remote import Reader
from sidelight.text.page_lines import PageLines
from sidelight.text.under_boxes import UnderBoxes

WORDS = "the treaty was signed in Moscow and the border of 17 km follows the river".split()  # noqa: SIM905
COLUMNS = ((60, 60, 290, 780), (306, 60, 536, 780))
COLOURS = ("#ffff00", "#66ff66", "#ff6666", "#66ccff")

Range = tuple[int, int]


def paper(pages: int, chance: random.Random) -> bytes:
    """Return pages of print in two columns."""
    document: Any = pymupdf.open()
    for _number in range(pages):
        page = document.new_page()
        for box in COLUMNS:
            page.insert_textbox(pymupdf.Rect(*box), " ".join(chance.choices(WORDS, k=320)))
    return bytes(document.tobytes())


def marked(data: bytes, count: int, chance: random.Random) -> tuple[bytes, Extraction, list[Range]]:
    """Return the paper with marks, what it says, and where each mark has to lie."""
    read = read_pdf(Request(data, "paper.pdf"), _unheard)
    ink = read.layer.text.ink
    lines = [PageLines(page, ink[page.start : page.end]) for page in read.pages]
    marks: list[Annotation] = []
    ranges: list[Range] = []
    for number in range(count):
        page = read.pages[number * len(lines) // count]
        start = chance.randrange(page.start, page.end - 120)
        ranges.append((start, start + chance.randrange(8, 120)))
        rects = tuple(lines[page.number - 1].rects(*ranges[-1]))
        colour = chance.choice(COLOURS)
        marks.append(
            Annotation(
                f"{number:032x}", "highlight", page.number, rects, colour, colour, "solid",
                author="Ann", words="Is it so?", made="D:20260101120000Z",
            )
        )  # fmt: skip
    return annotated(data, MEDIA_TYPE, "Paper", marks, _unheard)[0], read, ranges


def bare(data: bytes) -> int:
    """Go through all annotations with PyMuPDF alone; how many there are."""
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    asked = [
        (one.type, one.vertices, one.rect, one.colors, one.info, one.flags)
        for page in document
        for one in page.annots()
    ]
    return len(asked)


def read_marks(data: bytes) -> list[Mark]:
    """Read the marks, without the walls of the confined process."""
    reply = marks_entry.marks({}, (data,), _unheard)
    return Taking(unpack_marks(bytes(reply.blobs[0])).marks).marks(_unheard)


def placed(marks: Sequence[Mark], read: Extraction) -> list[list[Range]]:
    """Find the ink below each mark."""
    under = UnderBoxes(read.layer, read.pages)
    places = ([(place.page, place.boxes) for place in mark.places] for mark in marks)
    return [under.ranges(some) for some in places]


def taken(reader: Reader, data: bytes) -> None:
    """Read the marks as an import does."""
    imports().named("pdf").read(Given(data, "paper.pdf", reader), _unheard)


def main() -> None:
    """Measure, and print a row of the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--pages", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--rounds", type=int, default=2)
    given = asked.parse_args()
    chance = random.Random(given.seed)
    data, read, ranges = marked(paper(given.pages, chance), given.count, chance)
    assert bare(data) == given.count
    marks = read_marks(data)
    assert placed(marks, read) == [[one] for one in ranges]
    both = _best(given.rounds, lambda: placed(read_marks(data), read), time.process_time)
    theirs = _best(given.rounds, lambda: bare(data), time.process_time)
    placing = _best(given.rounds, lambda: placed(marks, read), time.process_time)
    with Reader() as reader:
        whole = _best(given.rounds, lambda: taken(reader, data), time.perf_counter)
    print(f"{given.count} marks on {given.pages} pages, {len(data) / 1e6:.1f} MB")
    print(f"placing alone {placing:.2f} s, read through the confined process {whole:.2f} s")
    print(f"| {both:.2f} s | {theirs:.2f} s | {both / theirs:.2f} |")


def _best(rounds: int, work: Callable[[], object], clock: Callable[[], float]) -> float:
    times: list[float] = []
    for _round in range(rounds):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def _unheard(_share: float, _word: str) -> None:
    """Tell nobody."""


if __name__ == "__main__":
    main()
