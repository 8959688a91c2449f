# SPDX-License-Identifier: AGPL-3.0-or-later
"""Glyphs that fonts of a document's own make flat, or run backwards."""

from __future__ import annotations

import pytest

from sidelight.reader.parcel import pack, unpack
from sidelight.reader.pdf import read_pdf
from sidelight.reader.reading import Request
from tests.reader.hostile_pdf import pdf, stream
from tests.reader.test_glyphs import opened, same

GLYPHS = {
    6: stream("750 0 0 0 750 750 d1 0 0 750 750 re f"),
    7: stream("0 0 d0"),
}


def own_font(matrix: str, box: str, widths: str) -> str:
    return (
        f"<</Type/Font/Subtype/Type3/FontBBox[{box}]/FontMatrix[{matrix}]"
        "/CharProcs<</a 6 0 R/b 7 0 R>>/Encoding<</Type/Encoding/Differences[97/a/b/c]>>"
        f"/FirstChar 97/LastChar 99/Widths[{widths}]/Resources<<>>>>"
    )


PLAIN = own_font("0.001 0 0 0.001 0 0", "0 0 750 750", "750 750 0")
ODD = own_font("0.001 0.0003 0 0.001 0 0", "0 -900 100 -100", "-500 0 300")
CASES = {
    "flattened": ("BT /H 10 Tf 0 Tz 1 0 -0.2 1 200 400 Tm (ab abc) Tj ET", PLAIN),
    "backwards": ("BT /H 9 Tf 300 400 Td (aabca) Tj ET", ODD),
    "backwards under other words": (
        "/Span<</ActualText(Act ual)>>BDC BT /H 9 Tf 300 400 Td (abcab) Tj ET EMC",
        ODD,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_they_are_read_as_one_character_at_a_time_would(name: str) -> None:
    contents, font = CASES[name]
    data = pdf({4: stream(contents), 5: font, **GLYPHS})
    same(opened(data))
    read = unpack(pack(read_pdf(Request(data, "a.pdf"), lambda _part, _word: None)))
    assert sum(len(page.boxes) for page in read.pages) == 4 * len(read.layer.text)
