# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of pages drawn on their own: they show what the whole page shows there."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.errors import DocumentError
from sidelight.reader import remote
from sidelight.reader.drawing import MOST_PIXELS, Sheet, Shelf, draw, possible_scale
from sidelight.reader.extraction import Manner
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.picture import Picture
from sidelight.reader.remote import Reader

PDF = "application/pdf"
LINES = [(72.0, 90.0, 20.0, "A bridge"), (72.0, 140.0, 11.0, "that never stood in the river.")]


def row(picture: Picture, y: int, x0: int, x1: int) -> bytes:
    """Pixels of the page's picture from column x0 to x1, in the page's own rows and columns."""
    at = (y - picture.top) * picture.stride - 3 * picture.left
    return bytes(picture.pixels[at + 3 * x0 : at + 3 * x1])


def alike(one: bytes, other: bytes) -> bool:
    """Whether no eye tells two pieces apart: slanting lines are cut differently at a clip."""
    apart = sum(abs(a - b) for a, b in zip(one, other, strict=True))
    return apart <= 4 * len(one)


def printed() -> Sheet:
    page = pymupdf.open().new_page(width=200, height=160)
    page.insert_text((20, 40), "A bridge of stone", fontsize=18)
    page.draw_line((10, 60), (190, 150), color=(0.7, 0, 0), width=1.3)
    return Sheet(page)


SHEET = printed()


@settings(max_examples=40, deadline=None)
@given(
    st.floats(0.5, 11),
    st.tuples(st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0.05, 1), st.floats(0.05, 1)),
)
def test_a_part_is_the_whole_page_there(
    scale: float, share: tuple[float, float, float, float]
) -> None:
    whole = draw(SHEET, scale)
    x, y = share[0] * 200, share[1] * 160
    clip = (x, y, min(200.0, x + share[2] * 200), min(160.0, y + share[3] * 160))
    part = draw(SHEET, scale, clip)
    assert part.left == pytest.approx(clip[0] * scale, abs=1.01)
    assert part.top == pytest.approx(clip[1] * scale, abs=1.01)
    assert part.left + part.width == pytest.approx(clip[2] * scale, abs=1.01)
    assert part.top + part.height == pytest.approx(clip[3] * scale, abs=1.01)
    right = min(part.left + part.width, whole.width)
    for line in range(part.top, min(part.top + part.height, whole.height), 7):
        assert alike(row(part, line, part.left, right), row(whole, line, part.left, right))


def test_a_part_comes_through_the_confined_process(
    reader: Reader, make_pdf: Callable[..., bytes]
) -> None:
    data = make_pdf(LINES)
    clip = (64.0, 128.0, 192.0, 192.0)
    whole = reader.draw("parts", lambda: data, PDF, 1, 8.0)
    part = reader.draw("parts", lambda: data, PDF, 1, 8.0, manner=Manner(clip))
    assert (part.left, part.top, part.width, part.height) == (512, 1024, 1024, 512)
    inside = b"".join(row(part, y, 512, 1536) for y in range(1024, 1536))
    assert alike(inside, b"".join(row(whole, y, 512, 1536) for y in range(1024, 1536)))
    assert min(inside) < 60
    with pytest.raises(DocumentError) as error:
        reader.draw("parts", lambda: data, PDF, 1, 8.0, manner=Manner((900.0, 0.0, 950.0, 9.0)))
    assert error.value.id == "document.damaged"


def test_a_part_of_a_huge_page_keeps_its_scale(
    reader: Reader, make_pdf: Callable[..., bytes]
) -> None:
    poster = make_pdf(LINES, size=(14000, 14000))
    clip = (13900.0, 13900.0, 14000.0, 14000.0)
    part = reader.draw("poster", lambda: poster, PDF, 1, 10.0, manner=Manner(clip))
    assert (part.left, part.top) == (139_000, 139_000)
    assert (part.width, part.height) == (1000, 1000)


@pytest.mark.parametrize(
    ("area", "wanted", "scale"),
    [(1000.0, 2.0, 2.0), (1000.0, 0.0001, 0.02), (1000.0, 9999.0, 40.0), (1.6e8, 10.0, 0.5)],
)
def test_a_scale_that_can_be(area: float, wanted: float, scale: float) -> None:
    assert possible_scale(area, wanted) == scale
    assert area * possible_scale(area, wanted) ** 2 <= MOST_PIXELS


def test_a_hurried_picture_has_less_time(make_pdf: Callable[..., bytes]) -> None:
    data = make_pdf(LINES)
    with Reader() as own:
        own.draw("quick", lambda: data, PDF, 1, 0.3)
        with pytest.raises(DocumentError) as error:
            own.draw("quick", lambda: data, PDF, 1, 6.0, manner=Manner(seconds=0.0))
        assert error.value.id == "page.slow"
        assert own.draw("quick", lambda: data, PDF, 1, 0.3).width > 100


@pytest.mark.parametrize(
    ("left", "top", "possible"),
    [(0, 0, True), (-5, 9, True), (1 << 31, 0, False), (0.5, 0, False), (True, 0, False),
     (None, 0, False), ("1", 0, False)],
)  # fmt: skip
def test_a_place_that_a_process_states_is_looked_at(
    left: object, top: object, possible: bool
) -> None:
    assert remote._is_place(left, top) is possible


def test_a_page_is_read_once_for_all_its_parts(make_pdf: Callable[..., bytes]) -> None:
    shelf = Shelf(2)
    document = shelf.put("a", make_pdf(LINES, LINES), PDF)
    first = shelf.sheet("a", document, 1)
    assert shelf.sheet("a", document, 1) is first
    assert shelf.sheet("a", document, 2) is not first
    again = shelf.sheet("a", document, 1)
    assert again is not first
    for key in "bc":
        shelf.put(key, make_pdf(LINES), PDF)
    assert shelf.get("a") is None
    assert shelf._sheet is None
