# SPDX-License-Identifier: AGPL-3.0-or-later
# mypy: disallow-untyped-calls=False
"""Make the note that is only a picture: typed on a machine that never was, then worn.

Run `python sample_docs/wear_note.py` after editing `notes/1950-spelling.jpg.txt`; it rewrites the
JPEG beside this file. The wear is drawn from one seed: letters that jump and print unevenly, paper
that is not white, a sheet laid askew, specks, grain and a soft lens. It stands for any typed page
that has no text in it, and says on its face that it is practice material.
"""

import io
import random
import sys
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image, ImageChops, ImageFilter

HERE = Path(__file__).parent
SOURCE = HERE / "notes" / "1950-spelling.jpg.txt"
TARGET = HERE / "1950-spelling.jpg"
SEED = 19500827
DPI = 200
# A5 in points; letters of 11 points stand 10 to the inch as on a typewriter.
PAPER = (420.0, 595.0)
SIZE, STEP, LEAD = 11.0, 6.6, 19.0
LEFT, TOP = 52.0, 66.0
SKEW = 0.8
SPECKS = 420
QUALITY = 58


def typed(words: str, chance: random.Random) -> Image.Image:
    """Return the words as a typewriter sets them, in grey levels."""
    document: Any = pymupdf.open()
    page = document.new_page(width=PAPER[0], height=PAPER[1])
    lines = words.splitlines()
    if len(lines[0]) * STEP > PAPER[0] - 2 * LEFT:
        half = lines[0].rindex(" ", 0, len(lines[0]) * 3 // 4)
        lines[:1] = [lines[0][:half], lines[0][half + 1 :]]
    for row, line in enumerate(lines):
        for column, letter in enumerate(line):
            if letter == " ":
                continue
            grey = chance.uniform(0.08, 0.34)
            jump = chance.gauss(0, 0.35)
            place = (LEFT + column * STEP + chance.gauss(0, 0.15), TOP + row * LEAD + jump)
            page.insert_text(place, letter, fontname="cour", fontsize=SIZE, color=(grey,) * 3)
    drawn = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)


def worn(sheet: Image.Image, chance: random.Random) -> Image.Image:
    """Return the sheet askew, speckled, grainy, yellowed to grey and a little out of focus."""
    sheet = sheet.rotate(SKEW, Image.Resampling.BICUBIC, fillcolor=255)
    sheet = sheet.filter(ImageFilter.GaussianBlur(0.9))
    specks = Image.new("L", sheet.size, 255)
    for _ in range(SPECKS):
        x, y = chance.randrange(sheet.width), chance.randrange(sheet.height)
        side = chance.choice((1, 1, 1, 2, 3))
        specks.paste(chance.randrange(60, 190), (x, y, x + side, y + side))
    paper = Image.new("L", sheet.size, 238)
    shade = _noise((sheet.width // 40, sheet.height // 40), chance, 26)
    paper = ImageChops.add(paper, shade.resize(sheet.size, Image.Resampling.BICUBIC), 1, -128)
    grain = _noise(sheet.size, chance, 44).filter(ImageFilter.GaussianBlur(0.6))
    whole = ImageChops.multiply(ImageChops.multiply(sheet, specks), paper)
    return ImageChops.add(whole, grain, 1, -128).filter(ImageFilter.GaussianBlur(0.5))


def _noise(size: tuple[int, int], chance: random.Random, span: int) -> Image.Image:
    """Return even noise of ``span`` levels around 128."""
    noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    return noise.point(lambda level: 128 + (level - 128) * span // 256)


def made() -> bytes:
    """Return the worn note as a JPEG."""
    chance = random.Random(SEED)  # noqa: S311 - the same wear each time
    sheet = worn(typed(SOURCE.read_text(encoding="utf-8"), chance), chance)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, dpi=(DPI, DPI))
    return out.getvalue()


def main() -> None:
    """Write the picture beside this script."""
    TARGET.write_bytes(made())
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
