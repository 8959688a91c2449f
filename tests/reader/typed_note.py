# SPDX-License-Identifier: AGPL-3.0-or-later
"""A typed note of ours, scanned badly on purpose: askew, in uneven light, with grain and specks.

The same seed gives the same scan.  No array library: whole pictures are added as long integers.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Any

import edlib

from sidelight.reader.mupdf import pymupdf
from sidelight.text.ink import ink_of

ENGLISH = """HARBOUR COUNCIL
Town Hall, Dock Street

14 March 1962

To: The Editor, Harbour Gazette

Your issue of 9 March states that "more than two thousand families" were moved to new homes
within twelve weeks of the flood. The Council's own register shows otherwise.

As of 1 March 1962 a total of 1,240 houses had been repaired and 311 families remained in the
school halls at Mill Lane. The cost to the ratepayers was 48,750 pounds, not 30,000 pounds as
printed. I attach the register of works, signed on 27 February.

Yours faithfully,

E. J. Whitcombe"""
RUSSIAN = """ПОРТОВОЕ УПРАВЛЕНИЕ

14 марта 1962 года

Редактору газеты «Гавань»

В номере от 9 марта сказано, что более двух тысяч семей переселены в новые дома за двенадцать
недель после наводнения. По книге учёта управления это не так.

На 1 марта 1962 года отремонтировано 1240 домов, а 311 семей остались в школьных залах на
Мельничной улице. Работы стоили 48 750 рублей, а не 30 000, как напечатано."""

_PAPER = (595, 842)
_CSS = "body{font-family:monospace;font-size:11.5px;line-height:1.5} p{margin:0 0 14px 0}"


@dataclass(frozen=True, slots=True)
class Wear:
    """How a scan suffers: degrees askew, specks, grain and darkening in grey levels."""

    skew: float = 1.7
    specks: int = 500
    grain: int = 50
    shade: float = 0.25


def typed(text: str) -> bytes:
    """Return a PDF of one page with the text as print."""
    document = pymupdf.open()
    page = document.new_page(width=_PAPER[0], height=_PAPER[1])
    words = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    place = pymupdf.Rect(72, 72, 523, 780)
    page.insert_htmlbox(place, words.replace("\n", " "), css=_CSS)
    return bytes(document.tobytes())


@cache
def scanned(text: str, wear: Wear = Wear(), *, seed: int = 7, dpi: int = 200) -> bytes:
    """Return a PDF of one page that is only a picture of the text, worn."""
    page = pymupdf.open(stream=typed(text), filetype="pdf")[0]
    picture = _turned(page, wear.skew, dpi / 72)
    worn = _worn(picture, wear, random.Random(seed))
    jpeg = pymupdf.Pixmap(pymupdf.csGRAY, picture.width, picture.height, worn, False)
    document = pymupdf.open()
    sheet = document.new_page(width=_PAPER[0], height=_PAPER[1])
    sheet.insert_image(sheet.rect, stream=jpeg.tobytes("jpg", jpg_quality=70))
    return bytes(document.tobytes())


def error_rate(found: str, truth: str) -> float:
    """Return the edits that make the one text of the other, a character of truth (blanks apart)."""
    one, other = ink_of(found), ink_of(truth)
    codes = {character: chr(256 + at) for at, character in enumerate(sorted({*one, *other}))}
    table = str.maketrans(codes)
    edits = edlib.align(one.translate(table), other.translate(table), mode="NW")["editDistance"]
    return float(edits) / len(other)


def _turned(page: Any, skew: float, scale: float) -> Any:
    turned = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale).prerotate(skew), colorspace=pymupdf.csGRAY
    )
    width, height = round(_PAPER[0] * scale), round(_PAPER[1] * scale)
    paper = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, width, height), False)
    paper.clear_with(255)
    turned.set_origin(-(turned.width - width) // 2, -(turned.height - height) // 2)
    paper.copy(turned, paper.irect)
    return paper


def _worn(picture: Any, wear: Wear, chance: random.Random) -> bytes:
    width, height = picture.width, picture.height
    grey = bytes(picture.samples).translate(_levels(lambda level: 60 + level * 150 / 255))
    rows = [
        grey[y * width : (y + 1) * width].translate(_darkened(1 - wear.shade * y / height))
        for y in range(height)
    ]
    grain = chance.randbytes(width * height).translate(
        _levels(lambda level: level * wear.grain / 255)
    )
    room = b"".join(rows).translate(_levels(lambda level: min(level, 255 - wear.grain)))
    total = int.from_bytes(room, "big") + int.from_bytes(grain, "big")
    worn = bytearray(total.to_bytes(width * height, "big"))
    for _ in range(wear.specks):
        x, y, side = (
            chance.randrange(width - 4),
            chance.randrange(height - 4),
            chance.choice((1, 2, 3)),
        )
        for row in range(side):
            worn[(y + row) * width + x : (y + row) * width + x + side] = bytes([50]) * side
    return bytes(worn)


def _darkened(share: float) -> bytes:
    """What `_levels` makes of a line through nought, in half the time."""
    return bytes([round(level * share) for level in range(256)])


def _levels(curve: Any) -> bytes:
    return bytes(max(0, min(255, round(curve(level)))) for level in range(256))
