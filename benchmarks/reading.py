# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compares reading and drawing a PDF with what bare PyMuPDF takes for the same pages.

::

    python benchmarks/reading.py [PDF] [--pages 60] [--seed 1] [--rounds 3]

Without a PDF it makes one of columns, headings and three scripts from the seed.  Extraction is
timed in this process, by its processor time; drawing goes through the confined process and is held
against `get_pixmap` here, on the same pages at the same scale.  Each figure is the best of the
rounds, taken in turn so that a busy machine slows all alike.
Budget: one minute for the 60 pages, three for a manual of 1,000 pages.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage, QPainter

from sidelight.desktop.view.page_images import as_image
from sidelight.desktop.view.picture_cache import PictureCache, Wish
from sidelight.reader.glyphs import Print
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.pdf import read_pdf
from sidelight.reader.pdf_opening import MEDIA_TYPE
from sidelight.reader.reading import Request
from sidelight.reader.remote import Reader
from sidelight.reader.stext_fonts import Fonts

WORDS = (
    *("bridge", "river", "map", "archive", "letter", "witness", "harbour", "wagon", "clerk"),
    *("мост", "река", "карта", "архив", "письмо", "свидетель", "гавань", "вагон"),
    *("다리", "강", "지도", "편지", "증인", "항구", "세관"),
)
SCALE = 1.5
MOST_DRAWN = 60


def made_pdf(pages: int, seed: int) -> bytes:
    """Return a PDF of two columns a page, some 3,000 characters each, from ``seed``."""
    chance = random.Random(seed)
    document: Any = pymupdf.open()
    font = pymupdf.Font("cjk")
    for number in range(1, pages + 1):
        page = document.new_page()
        writer = pymupdf.TextWriter(page.rect)
        writer.append((60, 70), f"Chapter {number}", font=font, fontsize=18)
        for column in (60, 310):
            for line in range(48):
                words = " ".join(chance.choices(WORDS, k=9))[:36]
                writer.append((column, 110 + 14 * line), words, font=font, fontsize=10)
        writer.write_text(page)
    document.subset_fonts()
    return bytes(document.tobytes(garbage=3, deflate=True))


def seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """How long ``work`` takes without the search for cycles, which the reader does without too."""
    gc.collect()
    start = clock()
    work()
    return clock() - start


def best(
    works: dict[str, Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """Return the shortest time of each work over the rounds, in seconds."""
    taken = [{name: seconds(work, clock) for name, work in works.items()} for _ in range(rounds)]
    return {name: min(round_[name] for round_ in taken) for name in works}


def bare_text(data: bytes, kind: str) -> None:
    """Take the text of every page in one of PyMuPDF's forms."""
    for page in pymupdf.open(stream=data, filetype="pdf"):
        page.get_text(kind)


def text_pass(data: bytes) -> None:
    """Read lines and blocks of every page as at import, but no boxes."""
    fonts = Fonts()
    for page in pymupdf.open(stream=data, filetype="pdf"):
        Print(page, fonts)


def bare_drawing(document: Any, pages: list[int]) -> None:
    """Draw pages in this process."""
    matrix = pymupdf.Matrix(SCALE, SCALE)
    for number in pages:
        document.load_page(number - 1).get_pixmap(
            matrix=matrix, colorspace=pymupdf.csRGB, alpha=False
        )


def drawing_through(reader: Reader, data: bytes, pages: list[int]) -> None:
    """Draw pages through the confined process, which holds the document."""
    for number in pages:
        reader.draw("benchmark", lambda: data, MEDIA_TYPE, number, SCALE)


def shelved(reader: Reader, data: bytes, pages: list[int]) -> PictureCache:
    """Return the window's store of pictures with all pages in it."""
    cache = PictureCache(1 << 30)
    for number in pages:
        drawn = reader.draw("benchmark", lambda: data, MEDIA_TYPE, number, SCALE)
        cache.put(Wish("benchmark", number, SCALE), as_image(drawn))
    return cache


def painted_again(cache: PictureCache, pages: list[int]) -> None:
    """Paint pages that were seen before, as the window does."""
    for number in pages:
        found = cache.get(Wish("benchmark", number, SCALE))
        assert found is not None
        sheet = QImage(found.size(), QImage.Format.Format_RGB32)
        painter = QPainter(sheet)
        painter.drawImage(0, 0, found)
        painter.end()


def measure(data: bytes, rounds: int) -> None:
    """Print times a page and ratios."""
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    count = document.page_count
    pages = list(range(1, count + 1, max(1, count // MOST_DRAWN)))[:MOST_DRAWN]
    extraction = best(
        {
            "ours": lambda: read_pdf(Request(data, "a.pdf"), lambda _fraction, _word: None),
            "text pass": lambda: text_pass(data),
            "rawdict": lambda: bare_text(data, "rawdict"),
            "text": lambda: bare_text(data, "text"),
        },
        rounds,
        time.process_time,
    )
    with Reader() as reader:
        reader.draw("benchmark", lambda: data, MEDIA_TYPE, 1, 0.1)
        kept = shelved(reader, data, pages)
        drawing = best(
            {
                "seen": lambda: painted_again(kept, pages),
                "ours": lambda: drawing_through(reader, data, pages),
                "get_pixmap": lambda: bare_drawing(document, pages),
            },
            rounds,
        )
    print(f"{count} pages, {len(data) / 1e6:.1f} MB; {len(pages)} drawn at scale {SCALE}")
    print(f"{'':12}{'ms a page':>12}{'against':>14}{'ms a page':>12}{'ratio':>8}")
    for what, own, times, baselines, each in (
        ("extraction", "ours", extraction, ("rawdict", "text"), count),
        ("text pass", "text pass", extraction, ("text",), count),
        ("drawing", "ours", drawing, ("get_pixmap",), len(pages)),
        ("seen before", "seen", drawing, ("get_pixmap",), len(pages)),
    ):
        for baseline in baselines:
            ours, bare = times[own], times[baseline]
            print(
                f"{what:12}{1e3 * ours / each:12.2f}{baseline:>14}{1e3 * bare / each:12.2f}"
                f"{ours / bare:8.2f}"
            )


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="Time reading and drawing against bare PyMuPDF.")
    parser.add_argument("pdf", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    gc.disable()
    measure(
        asked.pdf.read_bytes() if asked.pdf else made_pdf(asked.pages, asked.seed), asked.rounds
    )


if __name__ == "__main__":
    main()
