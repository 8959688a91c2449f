# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measures recognition of a typed note of ours, scanned badly: errors a character, seconds a page.

::

    python benchmarks/recognition.py [--seed 7] [--rounds 1]

Each scan is read as it is (`Page.get_textpage_ocr` of PyMuPDF at 300 dots an inch) and through the
confined process, which cleans it up first.  English and, where its data are installed, Russian.
Without the clean-up, grain is taken for print: errors over 100 % are words that are not there, and
a page may take minutes; it is given 100 seconds.
Budget: four minutes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from pathlib import Path
from typing import Any

from sidelight.reader.mupdf import pymupdf
from sidelight.reader.recogniser import Recogniser
from sidelight.session import trained_data
from tests.reader.typed_note import ENGLISH, RUSSIAN, Wear, error_rate, scanned

PATIENCE = 100.0
WEARS = {
    "clean": Wear(skew=0.0, specks=0, grain=4, shade=0.0),
    "askew": Wear(skew=3.0, specks=60, grain=10, shade=0.1),
    "worn": Wear(),
    "bad": Wear(skew=-4.0, specks=900, grain=70, shade=0.35),
}


def bare(data: bytes, code: str, folder: str, answers: Any) -> None:
    """Put what PyMuPDF alone reads, and the seconds, into a queue."""
    page = pymupdf.open(stream=data, filetype="pdf")[0]
    start = time.perf_counter()
    read = page.get_textpage_ocr(language=code, dpi=300, full=True, tessdata=folder)
    answers.put((str(read.extractText()), time.perf_counter() - start))


def bare_in_time(data: bytes, code: str, folder: Path) -> tuple[str, float] | None:
    """Return what `bare` does, None where it takes too long."""
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    process = context.Process(target=bare, args=(data, code, str(folder), answers))
    process.start()
    try:
        return answers.get(timeout=PATIENCE)  # type: ignore[no-any-return]
    except Exception:  # noqa: BLE001 - queue.Empty of another context
        return None
    finally:
        process.kill()
        process.join()


def measure(name: str, text: str, code: str, folder: Path, seed: int, rounds: int) -> str:
    """Return a row of the table."""
    data = scanned(text, WEARS[name], seed=seed)
    alone = bare_in_time(data, code, folder)
    seconds = []
    with Recogniser(folder, "note", lambda: data, "application/pdf", "note") as recogniser:
        recogniser.version()
        found = recogniser.page(1, code)
        for _ in range(rounds):
            start = time.perf_counter()
            found = recogniser.page(1, code)
            seconds.append(time.perf_counter() - start)
    before = (
        f"{error_rate(alone[0], text):.1%} | {alone[1]:.1f}" if alone else f"– | > {PATIENCE:.0f}"
    )
    return (
        f"| {name} | {code} | {before} | {error_rate(found.text, text):.1%} | {min(seconds):.1f} |"
    )


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--rounds", type=int, default=1)
    asked = words.parse_args()
    known = {one.code: one.path for one in trained_data.installed()}
    texts = {code: text for code, text in (("eng", ENGLISH), ("rus", RUSSIAN)) if code in known}
    print("| scan | language | as it is: errors | s | cleaned up: errors | s |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for code in texts:
            (Path(folder) / f"{code}.traineddata").write_bytes(known[code].read_bytes())
        for code, text in texts.items():
            for name in WEARS:
                print(measure(name, text, code, Path(folder), asked.seed, asked.rounds), flush=True)


if __name__ == "__main__":
    main()
