# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents that flow, set in other letters, widths and faces: the same ink, each with its box."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.errors import Cancelled, DocumentError
from sidelight.reader.extraction import Extraction
from sidelight.reader.parcel import pack_pages, unpack_pages
from sidelight.reader.remote import Reader
from sidelight.reader.typography import (
    FONTS,
    SIZES,
    SPACINGS,
    USUAL,
    WIDTHS,
    Typography,
    sheet_of,
    typeset,
)
from sidelight.text.layer import Page
from sidelight.worker import Reply

SAMPLES = Path(__file__).parents[2] / "sample_docs"
FLOWING = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt"})
OTHERS = (
    Typography(size=20, width=400, spacing=1.8),
    Typography(size=8, width=860, font="sans-serif"),
    Typography(width=340, spacing=2.1, font="monospace"),
)
numbers = st.floats(allow_nan=True, allow_infinity=True)


@given(numbers, numbers, numbers, st.text(max_size=12))
def test_any_values_become_a_typography_that_can_be_set(
    size: float, width: float, spacing: float, font: str
) -> None:
    made = Typography(size, width, spacing, font)
    assert 4 <= made.size <= 96
    assert 200 <= made.width <= 2000
    assert 0.8 <= made.spacing <= 4
    assert made.font in FONTS
    assert Typography(made.size, made.width, made.spacing, made.font) == made


@given(st.sampled_from(SIZES), st.sampled_from(WIDTHS), st.sampled_from(SPACINGS))
def test_what_is_written_into_a_rendition_is_read_back(
    size: float, width: float, spacing: float
) -> None:
    made = Typography(size, width, spacing, "monospace")
    found = sheet_of(typeset(b"<html><head><style>p {}</style></head></html>", made))
    assert found == (width, size)


def test_the_usual_typography_leaves_a_rendition_as_it_is() -> None:
    data = b"<html><head><style>p {}</style></head><body>x</body></html>"
    assert typeset(data, USUAL) is data
    assert sheet_of(data) is None
    assert USUAL.code == ""
    other = typeset(data, Typography(size=14))
    assert other.endswith(b"</head><body>x</body></html>")
    assert b"font-family: serif" in other


def test_what_has_no_style_of_ours_is_left_alone() -> None:
    foreign = b"<html><body>no style</body></html>"
    assert typeset(foreign, Typography(size=14)) == foreign


def test_a_sheet_that_a_document_writes_itself_is_brought_within_reason() -> None:
    wide = b'<meta name="sidelight-sheet" content="99999 99999">'
    assert sheet_of(wide) == (2000, 96)
    assert sheet_of(b'<meta name="sidelight-sheet" content="0 0">') == (200, 4)
    assert sheet_of(b'<meta name="sidelight-sheet" content="-4 nan">') is None
    assert sheet_of(b"x" * 20_000 + wide) is None


def test_steps_go_through_the_usual_values_and_end_there() -> None:
    assert USUAL.stepped("size", 1).size == 13
    assert USUAL.stepped("size", -2).size == 10
    assert USUAL.stepped("size", 99).size == SIZES[-1]
    assert USUAL.stepped("width", -99).width == WIDTHS[0]
    assert Typography(spacing=1.5).stepped("spacing", 1).spacing == 1.6
    assert USUAL.stepped("size", 0) == USUAL
    assert Typography(size=SIZES[-1]).stepped("size", 1).size == SIZES[-1]
    kept = Typography(font="monospace").stepped("width", 1)
    assert (kept.font, kept.size) == ("monospace", USUAL.size)


@pytest.fixture(scope="module")
def extractions(reader: Reader) -> dict[str, Extraction]:
    return {name: reader.extract((SAMPLES / name).read_bytes(), name) for name in FLOWING}


@pytest.mark.parametrize("name", FLOWING)
def test_the_same_ink_stands_on_the_pages_of_every_typography(
    name: str, extractions: dict[str, Extraction], reader: Reader
) -> None:
    found = extractions[name]
    ink = found.layer.text.ink
    assert reader.lay_out(found.rendition, ink, name) == found.pages
    seen = set()
    for typography in OTHERS:
        pages = reader.lay_out(typeset(found.rendition, typography), ink, name)
        assert pages[0].start == 0
        assert pages[-1].end == len(ink)
        assert {page.width for page in pages} == {typography.width}
        assert_boxes_lie_on_their_pages(pages)
        seen.add(tuple((page.start, page.end) for page in pages))
        height = tallest(pages)
        assert height == pytest.approx(tallest(found.pages) * typography.size / 12, rel=0.35)
    assert len(seen) > 1


def assert_boxes_lie_on_their_pages(pages: tuple[Page, ...]) -> None:
    """No box is upside down, and next to none leaves its page."""
    outside = 0
    for page in pages:
        for offset in range(page.start, page.end):
            x0, y0, x1, y1 = page.box(offset)
            assert x0 <= x1
            assert y0 <= y1
            outside += not (x0 >= -1 and x1 <= page.width + 1)
    assert outside <= 0.01 * pages[-1].end


def tallest(pages: tuple[Page, ...]) -> float:
    """The height of the largest print."""
    return max(
        page.box(at)[3] - page.box(at)[1] for page in pages for at in range(page.start, page.end)
    )


def test_laying_out_is_cancelled_and_fails_in_one_sentence(
    reader: Reader, extractions: dict[str, Extraction]
) -> None:
    found = extractions[FLOWING[0]]
    with pytest.raises(Cancelled):
        reader.lay_out(found.rendition * 400, "x", "long", cancelled=lambda: True)
    # the process that was stopped is back at once
    assert reader.lay_out(found.rendition, found.layer.text.ink, "again") == found.pages
    with pytest.raises(DocumentError) as error:
        reader.lay_out(b"", "ink", "nothing.html")
    assert error.value.id == "document.damaged"


def test_pages_from_a_process_are_believed_only_where_they_can_be(
    extractions: dict[str, Extraction],
) -> None:
    pages = extractions[FLOWING[0]].pages
    ink = pages[-1].end
    head, boxes = pack_pages(pages).blobs
    assert unpack_pages(Reply({}, (head, boxes)), ink) == pages
    for blobs in (
        (head,),
        (head, bytes(boxes)[:-16]),
        (b"[]", b""),
        (b"[[1]]", boxes),
        (b"nothing", boxes),
        (b"[" * 100_000, boxes),
        (bytes(head).replace(b"560.0", b"-1.0"), boxes),
    ):
        with pytest.raises(ValueError, match="not pages"):
            unpack_pages(Reply({}, blobs), ink)
    with pytest.raises(ValueError, match="hold the text"):
        unpack_pages(Reply({}, (head, boxes)), ink + 1)
    endless = bytes(boxes)[:-4] + b"\x00\x00\xc0\x7f"
    with pytest.raises(ValueError, match="nowhere"):
        unpack_pages(Reply({}, (head, endless)), ink)
