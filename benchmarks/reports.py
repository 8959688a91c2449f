# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times a long report as PDF against headless Chromium that prints our web page, and the web page
against a bare template.

::

    python benchmarks/reports.py [--claims 265] [--blocks 800] [--seed 1] [--rounds 3]

Of PDF: wall time from a report as data to the file, in a process of its own each time, and the
highest proportional set size (PSS) of it and all it started, fifty looks a second; Chromium takes
the web page as a file.  Of the web page: processor time, beside a Jinja template that writes the
same words, escaped, each between two tags, with no looking up of anything; then beside one that
writes the same page, byte for byte, from its words and the markup between them.  The best of the
rounds.
Needs chromium and poppler-utils.  Goals: PDF 0.5 × the time and 0.25 × the memory; HTML 2 ×.
Budget: two minutes.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

from jinja2 import Environment
from lxml import html as tree
from markupsafe import Markup

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.memory import family, pss
from benchmarks.workbook import WORDS, report
from sidelight.report import html, pdf
from sidelight.report.data import Report
from sidelight.report.parts import ArticleBlock, Cover, Run, Source
from tests.report.browser import OPTIONS

LOOK = 0.02
PIECE = re.compile("((?:<style>.*?</style>|<script>.*?</script>|<[^>]*>)*)([^<]*)", re.DOTALL)
CHROMIUM = ["chromium", *OPTIONS, "--no-pdf-header-footer"]


def long_report(claims: int, blocks: int, seed: int) -> Report:
    """Return a report whose article has the claims' quotes as marks, about 100 words to a block."""
    chance = random.Random(seed)
    base = report(claims, seed)
    lines = [
        replace(line, evidence=line.evidence * 2, verdicts=line.verdicts) for line in base.lines
    ]

    def block(at: int) -> ArticleBlock:
        label = str(at + 1) if at < claims else ""
        before, after = (" ".join(chance.choices(WORDS, k=50)) for _side in range(2))
        marked = Run(
            lines[at].quote if label else "", (Cover(label, "verified"),), (label,), (label,)
        )
        return ArticleBlock("paragraph", 0, (Run(before), *([marked] if label else []), Run(after)))

    source = Source(
        "2", "A letter", "letter.pdf", "A letter.", "", "en", "application/pdf", 1, "0" * 64, "Ann",
        None, (),
    )  # fmt: skip
    return replace(
        base,
        lines=tuple(lines),
        blocks=tuple(block(at) for at in range(blocks)),
        sources=(source,),
        counts={"verified": claims},
    )


def watched(command: list[str]) -> tuple[float, int]:
    """Run a program; return its wall time (s) and the most that it and its children took (KiB)."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, sum(pss(pid) for pid in family(process.pid)))
        time.sleep(LOOK)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed")
    return time.monotonic() - start, most


def of_pdf(claims: int, blocks: int, seed: int, rounds: int) -> None:
    """Print the rows on PDF."""
    with tempfile.TemporaryDirectory() as folder:
        page, ours, theirs = (Path(folder) / name for name in ("r.html", "ours.pdf", "theirs.pdf"))
        page.write_bytes(html.write(long_report(claims, blocks, seed)))
        own = [sys.executable, __file__, "--write", str(ours), "--claims", str(claims)]
        own += ["--blocks", str(blocks), "--seed", str(seed)]
        printing = [*CHROMIUM, f"--user-data-dir={folder}/c", f"--print-to-pdf={theirs}", str(page)]
        found = [(watched(own), watched(printing)) for _round in range(rounds)]
        idle = min(watched([*own[:2], "--idle", *own[4:]])[0] for _round in range(rounds))
        times = [min(pair[side][0] for pair in found) for side in (0, 1)]
        sizes = [min(pair[side][1] for pair in found) / 1024 for side in (0, 1)]
        text = subprocess.run(
            ["pdftotext", str(ours), "-"], capture_output=True, check=True, text=True
        ).stdout
        print(f"{len(text)} characters on pages")
        times[0] -= idle
    print(f"| {times[0]:.2f} s | {times[1]:.2f} s | {times[0] / times[1]:.2f} |")
    print(f"| {sizes[0]:.0f} MiB | {sizes[1]:.0f} MiB | {sizes[0] / sizes[1]:.2f} |")


def of_html(claims: int, blocks: int, seed: int, rounds: int) -> None:
    """Print the rows on HTML."""
    made = long_report(claims, blocks, seed)
    page = html.write(made)
    words = [part for part in tree.fromstring(page).itertext() if part.strip()]
    found = PIECE.findall(page.decode())
    pieces = [(Markup(tags), unescape(text)) for tags, text in found]  # noqa: S704 - our own page
    engine = Environment(autoescape=True)
    bare = engine.from_string("{% for word in words %}<p>{{ word }}</p>\n{% endfor %}")
    same = engine.from_string("{% for tags, text in pieces %}{{ tags }}{{ text }}{% endfor %}")
    if same.render(pieces=pieces).encode() != page:
        raise SystemExit("the baseline writes another page")
    ways: tuple[Callable[[], object], ...] = (
        lambda: html.write(made),
        lambda: bare.render(words=words),
        lambda: same.render(pieces=pieces).encode(),
    )
    times: list[list[float]] = [[] for _way in ways]
    for _round in range(3 * rounds):
        for side, write in enumerate(ways):
            start = time.process_time()
            write()
            times[side].append(time.process_time() - start)
    ours, *theirs = (min(side) for side in times)
    print(f"{sum(map(len, words))} characters in {len(words)} pieces")
    for baseline in theirs:
        print(f"| {ours * 1000:.0f} ms | {baseline * 1000:.0f} ms | {ours / baseline:.2f} |")


def main() -> None:
    """Measure, and print rows of the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--claims", type=int, default=265)
    asked.add_argument("--blocks", type=int, default=800)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--write", type=Path, help="only write the PDF there")
    asked.add_argument("--idle", action="store_true", help="only make the report as data")
    given = asked.parse_args()
    size = (given.claims, given.blocks, given.seed)
    if given.idle:
        long_report(*size)
    elif given.write:
        given.write.write_bytes(pdf.write(long_report(*size)))
    else:
        of_pdf(*size, given.rounds)
        of_html(*size, given.rounds)


if __name__ == "__main__":
    main()
