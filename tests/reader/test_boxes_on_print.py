# SPDX-License-Identifier: AGPL-3.0-or-later
"""The boxes lie over what is drawn: pages are drawn and their dark pixels held against boxes."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.reader.extraction import Extraction
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.opening import open_rendition
from sidelight.reader.pdf import read_pdf
from sidelight.reader.reading import Request

Fixture = Callable[..., Any]
SCALE = 2
LINES = [
    (30.0, 50.0, 24.0, "On the wrong bridge"),
    (30.0, 90.0, 11.0, "The map shows a bridge where none stood."),
    (30.0, 120.0, 11.0, "Моста на карте никогда не было."),
    (30.0, 150.0, 11.0, "지도에 있는 다리는 세워진 적이 없다."),
]


def dark_of(page: Any) -> set[tuple[int, int]]:
    """The dark pixels of a page drawn at SCALE."""
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(SCALE, SCALE), colorspace=pymupdf.csGRAY)
    samples = pixmap.samples
    rows = (
        samples[y * pixmap.stride : y * pixmap.stride + pixmap.width] for y in range(pixmap.height)
    )
    return {
        (x, y)
        for y, row in enumerate(rows)
        if min(row) < 110
        for x, value in enumerate(row)
        if value < 110
    }


def pixels_of(box: tuple[float, ...], room: float) -> set[tuple[int, int]]:
    """The pixels within a box and ``room`` points around it."""
    x0, y0, x1, y1 = (
        round((edge + sign * room) * SCALE) for edge, sign in zip(box, (-1, -1, 1, 1), strict=True)
    )
    return set(itertools.product(range(x0, x1 + 1), range(y0, y1 + 1)))


def held(found: Extraction, page: Any, number: int = 0) -> tuple[float, float]:
    """The part of the dark pixels that lies in boxes, and of the boxes that hold dark pixels."""
    shown = found.pages[number]
    dark = dark_of(page)
    boxes = [shown.box(offset) for offset in range(shown.start, shown.end)]
    within = set().union(*(pixels_of(box, 1.0) for box in boxes))
    full = sum(bool(pixels_of(box, 0.3) & dark) for box in boxes)
    return len(dark & within) / max(1, len(dark)), full / max(1, len(boxes))


def opened(data: bytes) -> Any:
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    return document


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "change",
    [
        {},
        {"CropBox": "[20 40 290 220]"},
        {"MediaBox": "[-60 -80 300 240]"},
        {"UserUnit": "1.4"},
    ],
    ids=["plain", "cropped", "off the origin", "large units"],
)
def test_however_the_page_is_turned_and_cut(
    change: dict[str, str], rotation: int, make_pdf: Fixture, read: Fixture, sound: Fixture
) -> None:
    document = opened(make_pdf(LINES, size=(300, 240)))
    for key, value in change.items():
        document.xref_set_key(document[0].xref, key, value)
    document[0].set_rotation(rotation)
    data = document.tobytes()
    found = read(data, "a.pdf")
    sound(found)
    page = opened(data)[0]
    in_boxes, full = held(found, page)
    assert in_boxes > 0.99
    assert full > 0.99
    assert (found.pages[0].width, found.pages[0].height) == pytest.approx(
        (page.rect.width, page.rect.height)
    )


@pytest.mark.parametrize(
    "text",
    [
        "The map shows a bridge where none has ever stood, and nobody knows why.",
        "Моста на карте никогда не было, и никто не знает почему.",
        "지도에 있는 다리는 세워진 적이 없다. 아무도 그 까닭을 모른다.",
        "השר נפגש עם חברו ליד הנהר ודיבר עד הערב",
        "橋は一度も建てられたことがない。",
        "Γέφυρα που δεν στάθηκε ποτέ",
    ],
    ids=["en", "ru", "ko", "he", "ja", "el"],
)
def test_text_laid_out_by_us(text: str, read: Fixture, sound: Fixture) -> None:
    found = read(f"{text}\n\n{text}\n", "a.txt")
    sound(found)
    in_boxes, full = held(found, open_rendition(found.rendition)[0])
    assert in_boxes > 0.98
    assert full > 0.95


def test_hebrew_runs_from_the_right(read: Fixture) -> None:
    found = read("השר נפגש עם חברו\n", "a.txt")
    lefts = [found.pages[0].box(offset)[0] for offset in range(found.pages[0].end)]
    assert lefts == sorted(lefts, reverse=True)
    assert lefts[0] > found.pages[0].width / 2


def test_a_table_laid_out_by_us(read: Fixture, sound: Fixture) -> None:
    rows = "".join(
        f"| {year} | {year * 7:,} wagons | Зима {year} |\n" for year in range(1951, 1957)
    )
    found = read(f"# Counts\n\n| Year | N | Note |\n|---|---:|---|\n{rows}", "a.md")
    sound(found)
    document = open_rendition(found.rendition)
    in_boxes, full = held(found, document[0])
    # The rules between the rows are drawn too.
    assert in_boxes > 0.9
    assert full > 0.99
    tops = {round(found.pages[0].box(found.layer.text.ink.index(w))[1]) for w in ("1951", "Зима")}
    assert max(tops) - min(tops) <= 1


@settings(max_examples=15)
@given(
    st.lists(st.text("abdegkmxМостхе다리없", min_size=1, max_size=12), min_size=1, max_size=6),
    st.sampled_from([0, 90, 180, 270]),
)
def test_any_lines_of_print(words: list[str], rotation: int) -> None:
    document: Any = pymupdf.open()
    page = document.new_page(width=300, height=300)
    writer = pymupdf.TextWriter(page.rect)
    for number, word in enumerate(words):
        writer.append((20, 40 + 40 * number), word, font=pymupdf.Font("cjk"), fontsize=16)
    writer.write_text(page)
    page.set_rotation(rotation)
    found = read_pdf(Request(document.tobytes(), "a.pdf"), lambda _fraction, _word: None)
    assert sorted(found.layer.text.ink) == sorted("".join(words))
    in_boxes, full = held(found, page)
    assert in_boxes > 0.99
    assert full == 1.0
