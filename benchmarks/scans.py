# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes a PDF of scans for the other benchmarks: every page one picture in grey, as JPEG.

::

    python benchmarks/scans.py OUT.pdf [--pages 30] [--dpi 300] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any

from sidelight.reader.mupdf import pymupdf

WORDS = (
    *("bridge", "river", "map", "archive", "letter", "witness", "harbour"),
    *("wagon", "clerk", "council", "register"),
)
A4 = (595, 842)
QUALITY = 80
SPECKS = 1500


def made_scan(pages: int, dpi: int, seed: int) -> bytes:
    """Return a PDF of typed pages, drawn at ``dpi``, each slightly another grey and worn."""
    chance = random.Random(seed)
    scans: Any = pymupdf.open()
    for number in range(1, pages + 1):
        typed: Any = pymupdf.open()
        page = typed.new_page(width=A4[0], height=A4[1])
        for line in range(44):
            words = " ".join(chance.choices(WORDS, k=10))[:72]
            page.insert_text((60, 80 + 16 * line), words, fontname="cour", fontsize=10)
        page.insert_text((280, 40), str(number), fontname="cour", fontsize=10)
        specks = page.new_shape()
        for _ in range(SPECKS):
            x, y = chance.uniform(0, A4[0]), chance.uniform(0, A4[1])
            specks.draw_rect((x, y, x + chance.uniform(0.1, 1), y + chance.uniform(0.1, 1)))
        specks.finish(fill=(0.3,) * 3, width=0)
        specks.commit()
        picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        picture.gamma_with(chance.uniform(0.8, 1.2))
        scan = scans.new_page(width=A4[0], height=A4[1])
        scan.insert_image(scan.rect, stream=picture.tobytes("jpg", jpg_quality=QUALITY))
    return bytes(scans.tobytes())


def main() -> None:
    """Write one."""
    parser = argparse.ArgumentParser(description="Make a PDF of scans.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--dpi", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    asked.out.write_bytes(made_scan(asked.pages, asked.dpi, asked.seed))


if __name__ == "__main__":
    main()
