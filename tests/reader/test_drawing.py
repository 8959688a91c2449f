# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drawing: pages as pixels, and as PNG with marks, through the confined process."""

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.errors import DocumentError
from sidelight.model.styles import STYLES, style
from sidelight.reader.drawing import MOST_PIXELS
from sidelight.reader.extraction import Extraction, Mark, Rect
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.remote import Reader

LINES = [(72.0, 90.0, 20.0, "A bridge"), (72.0, 140.0, 11.0, "that never stood in the river.")]
PDF = "application/pdf"


def never() -> bytes:
    raise AssertionError("the document was asked for again")


def rects_of(found: Extraction, words: str) -> tuple[Rect, ...]:
    start = found.layer.text.offset(found.layer.text.text.index(words))
    boxes = [found.pages[0].box(start + n) for n in range(len("".join(words.split())))]
    return ((boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3]),)


def looked_at(data: bytes, dpi: float) -> Callable[[float, float], tuple[int, ...]]:
    """Give the colour of a PNG at a place in points."""
    pixmap: Any = pymupdf.Pixmap(data)
    return lambda x, y: tuple(pixmap.pixel(round(x * dpi / 72), round(y * dpi / 72))[:3])


@pytest.fixture
def paper(make_pdf: Callable[..., bytes]) -> bytes:
    return make_pdf(LINES, [(72.0, 90.0, 11.0, "Two.")])


def test_a_page_has_its_size_in_pixels(reader: Reader, paper: bytes) -> None:
    picture = reader.draw("paper", lambda: paper, PDF, 1, 2.0)
    assert (picture.width, picture.height) == (1190, 1684)
    assert picture.stride >= 3 * picture.width
    assert len(picture.pixels) == picture.stride * picture.height


def test_the_print_is_where_the_boxes_say(reader: Reader, paper: bytes) -> None:
    found = reader.extract(paper, "paper.pdf")
    picture = reader.draw("paper", lambda: paper, PDF, 1, 3.0)
    pixels = bytes(picture.pixels)
    for x0, y0, x1, y1 in rects_of(found, "bridge"):
        rows = range(int(y0 * 3), int(y1 * 3))
        inside = b"".join(
            pixels[row * picture.stride + 3 * int(x0 * 3) : row * picture.stride + 3 * int(x1 * 3)]
            for row in rows
        )
        assert min(inside) < 60
        beyond = b"".join(
            pixels[row * picture.stride + 3 * int(x1 * 3 + 40) : row * picture.stride + 3 * 1700]
            for row in rows
        )
        assert min(beyond) == 255


def test_a_document_is_sent_once(reader: Reader, paper: bytes) -> None:
    reader.draw("once", lambda: paper, PDF, 1, 0.5)
    assert reader.draw("once", never, PDF, 2, 0.5).width > 0
    assert reader.png("once", never, PDF, 2, 36).startswith(b"\x89PNG")


def test_what_was_forgotten_is_asked_for_again(paper: bytes) -> None:
    with Reader() as own:
        own.draw("key", lambda: paper, PDF, 1, 0.5)
        own.forget()
        asked = []

        def load() -> bytes:
            asked.append(1)
            return paper

        own.draw("key", load, PDF, 1, 0.5)
        assert asked == [1]


def test_many_documents_may_be_open_and_the_oldest_go(reader: Reader, paper: bytes) -> None:
    for number in range(20):
        assert reader.draw(f"many {number}", lambda: paper, PDF, 1, 0.2).width == 119
    assert reader.draw("many 19", never, PDF, 1, 0.2).width == 119
    with pytest.raises(AssertionError, match="asked for again"):
        reader.draw("many 0", never, PDF, 1, 0.2)


def test_a_rendition_is_drawn(reader: Reader) -> None:
    found = reader.extract("강가 세관 협정\n\nTwo words. Два слова.\n".encode(), "note.txt")
    kind = found.options["rendition"]
    picture = reader.draw("note", lambda: found.rendition, kind, 1, 1.0)
    assert (picture.width, picture.height) == (560, 792)
    x0, y0, x1, y1 = (int(n) for n in rects_of(found, "세관")[0])
    rows = [
        bytes(picture.pixels[y * picture.stride + 3 * x0 : y * picture.stride + 3 * x1])
        for y in range(y0, y1)
    ]
    assert min(b"".join(rows)) < 100


@pytest.mark.parametrize("page", [0, 3, -1, 10**9])
def test_a_page_that_is_not_there(page: int, reader: Reader, paper: bytes) -> None:
    with pytest.raises(DocumentError) as error:
        reader.draw("paper", lambda: paper, PDF, page, 1.0, name="paper.pdf")
    assert error.value.id == "page.missing"
    assert str(error.value) == f"paper.pdf has 2 pages; there is no page {page}."


def test_a_huge_page_comes_out_smaller(reader: Reader, make_pdf: Callable[..., bytes]) -> None:
    poster = make_pdf(LINES, size=(14000, 14000))
    picture = reader.draw("poster", lambda: poster, PDF, 1, 4.0)
    assert 0.9 * MOST_PIXELS < picture.width * picture.height <= 1.01 * MOST_PIXELS


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\ngarbage", b"\0" * 100])
def test_what_cannot_be_opened(data: bytes, reader: Reader) -> None:
    with pytest.raises(DocumentError) as error:
        reader.draw(f"bad {data!r}", lambda: data, PDF, 1, 1.0, name="bad.pdf")
    assert error.value.id == "document.damaged"


@pytest.mark.parametrize("word", STYLES)
def test_a_mark_has_fill_line_and_label(word: str, reader: Reader, paper: bytes) -> None:
    found = reader.extract(paper, "paper.pdf")
    rects = rects_of(found, "never stood")
    plain = looked_at(reader.png("paper", lambda: paper, PDF, 1, 144), 144)
    mark = Mark(1, rects, style(word), "7")
    marked = looked_at(reader.png("paper", lambda: paper, PDF, 1, 144, [mark]), 144)
    x0, y0, _, y1 = rects[0]
    fill = tuple(int(style(word).fill[at : at + 2], 16) for at in (1, 3, 5))
    # White became the fill; the print stays dark; outside nothing changed.
    assert marked(x0 + 0.5, y0 + 0.6) == pytest.approx(fill, abs=2)
    assert plain(x0 + 0.5, y0 + 0.6) == (255, 255, 255)
    assert marked(400, 500) == (255, 255, 255)
    below = [marked(x0 + n / 4, y1 + dy) for n in range(40) for dy in (-0.5, 0, 0.5)]
    ink = tuple(int(style(word).ink[at : at + 2], 16) for at in (1, 3, 5))
    assert min(sum(abs(a - b) for a, b in zip(shade, ink, strict=True)) for shade in below) < 120
    assert any(marked(x, y0 + y) != (255, 255, 255) for x in range(4, 16) for y in range(12))


def test_marks_of_other_pages_are_not_drawn(reader: Reader, paper: bytes) -> None:
    mark = Mark(2, ((72.0, 60.0, 200.0, 100.0),), style("denied"), "1")
    assert reader.png("paper", lambda: paper, PDF, 1, 72, [mark]) == reader.png(
        "paper", never, PDF, 1, 72
    )


def test_marks_beyond_the_page_do_no_harm(reader: Reader, paper: bytes) -> None:
    rects = ((-500.0, -500.0, 9999.0, 9999.0), (700.0, 900.0, 600.0, 800.0), (1e30, 0.0, 1e30, 5.0))
    drawn = reader.png(
        "paper", lambda: paper, PDF, 1, 36, [Mark(1, rects, style("split"), "<b>&한")]
    )
    assert drawn.startswith(b"\x89PNG")
