# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cells in one story for a column: each stands where it would stand in a story of its own."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.reader import cells, printing
from sidelight.reader.book import Book, Entry, Flow, Row, Table
from sidelight.reader.cells import Column, Look, stacked
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.printing import PAPER, Printed, print_pages

CSS = """body { margin: 0; font-size: 9pt; overflow-wrap: break-word } p { margin: 0 }
.apart { margin: 7pt 0 9pt } .below { margin-top: 30pt }
.card { border-left: 2pt solid; padding: 1pt 0 1pt 5pt; margin: 0 0 5pt }
.sign { border-top: 0.6pt solid; padding-top: 2pt; margin-top: 26pt }"""
PICTURE = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 60)).tobytes("png")
SIDES = (50.0, 200.0)


def book(*rows: tuple[str, ...], lead: int = 0) -> Book:
    head = ("<p>HEAD</p>", *[""] * (len(rows[0]) - 1))
    made = tuple(
        Row(cells_, f"row-{at}", "#123456", Entry(1, f"row {at}")) for at, cells_ in enumerate(rows)
    )
    table = Table((2, *[3] * (len(rows[0]) - 1)), made, head)
    pictures = {"p.png": PICTURE, "tall.png": PICTURE}
    return Book("A book", (Flow(lines(lead)), table, Flow("<p>END</p>")), CSS, pictures=pictures)


def lines(count: int, mark: str = "w") -> str:
    return "".join(f"<p>{mark}{number}</p>" for number in range(count))


def pages(given_book: Book) -> Printed:
    return print_pages(given_book, lambda _fraction, _word: None)


def drawn(made: Printed) -> list[Any]:
    """Each page's words and pictures with where they stand, to a twentieth of a point."""
    with pymupdf.open("pdf", made.data) as document:
        return [
            (
                [(word[4], *(round(side * 20) / 20 for side in word[:4])) for word in page_words],
                [tuple(round(side) for side in image["bbox"]) for image in page.get_image_info()],
            )
            for page in document
            for page_words in [page.get_text("words", sort=False)]
        ]


def alone(given_book: Book, monkeypatch: pytest.MonkeyPatch) -> Printed:
    """Print with a story for each cell."""
    with monkeypatch.context() as patch:
        patch.setattr(printing, "_TOGETHER", 1)
        return pages(given_book)


def assert_same(one: Printed, other: Printed) -> None:
    assert one.pages == other.pages
    for (words, pictures), (others, other_pictures) in zip(drawn(one), drawn(other), strict=True):
        assert [word[0] for word in words] == [word[0] for word in others]
        assert pictures == other_pictures
        for word, twin in zip(words, others, strict=True):
            assert word[1:] == pytest.approx(twin[1:], abs=0.11)
    assert [(page, to) for page, _box, to in one.links] == [
        (page, to) for page, _box, to in other.links
    ]
    for (_page, box, _to), (_other, twin, _same) in zip(one.links, other.links, strict=True):
        assert box == pytest.approx(twin, abs=0.11)
    assert {name: spot.page for name, spot in one.names.items()} == {
        name: spot.page for name, spot in other.names.items()
    }
    assert [spot.page for _entry, spot in one.entries] == [
        spot.page for _entry, spot in other.entries
    ]


KINDS = {
    "words": "<p>a few words that stand in a cell</p>",
    "bare": "words without a paragraph",
    "empty": "",
    "blank": " \n ",
    "hollow": "<p></p>",
    "hollow first": '<p class="apart"></p><p>after nothing</p>',
    "apart": '<p class="apart">with margins</p><p class="apart">twice</p>',
    "below": '<div class="below"><p>lower down</p></div>',
    "card": '<div class="card"><p>in a card</p></div><div class="card"><p>another</p></div>',
    "sign": '<p class="sign">to be signed</p>',
    "link": '<p>see <a href="#row-0">the first row</a> <span id="there"></span>there</p>',
    "right to left": '<p dir="rtl">שלום עולם and more</p><p>مرحبا بالعالم</p>',
    "long word": "x" * 300,
    "picture": '<p>seen</p><p><img src="p.png" width="60"></p>',
    "entities": "<p>AT&amp;T &amp;lt;b&amp;gt; &lt;i&gt;</p>",
    "long": lines(40, "l"),
    "a page and more": lines(130, "m"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lead", [0, 48])
def test_a_cell_stands_where_it_would_stand_alone(
    kind: str, lead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, words = KINDS[kind], KINDS["words"]
    made = book((words, one), (one, words), (one, one), (words, words), (words, one), lead=lead)
    assert_same(pages(made), alone(made, monkeypatch))


CELLS = st.sampled_from(list(KINDS.values())) | st.integers(1, 60).map(lambda n: lines(n, "n"))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=2, max_size=9), st.integers(0, 55))
def test_any_rows_look_as_if_each_cell_were_alone(rows: list[tuple[str, str]], lead: int) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        made = book(*rows, lead=lead)
        assert_same(pages(made), alone(made, monkeypatch))


def test_more_rows_than_are_made_together_keep_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [(f"<p>n{at}</p>", lines(at % 4, f"v{at}_")) for at in range(150)]
    made = book(*rows)
    assert_same(pages(made), alone(made, monkeypatch))
    monkeypatch.setattr(printing, "_TOGETHER", 7)
    assert_same(pages(made), alone(made, monkeypatch))


@pytest.mark.parametrize("words", ["", "<p>seen</p>"])
def test_a_picture_higher_than_a_page_does_not_move_its_neighbours(words: str) -> None:
    tall = f'{words}<p><img src="tall.png" width="40" height="4000"></p>'
    rows = [("<p>a0</p>", "<p>b0</p>"), (tall, "<p>b1</p>"), ("<p>a2</p>", "<p>b2</p>")]
    found = [word for page, _pictures in drawn(pages(book(*rows))) for word in page]
    at = {word: top for word, _left, top, *_rest in found}
    assert {"a0", "b0", "a2", "b2", "END"} <= set(at)
    assert at["a0"] == at["b0"]
    assert at["a2"] == at["b2"]


def test_a_column_tells_how_high_its_cells_are_and_draws_those_asked_for() -> None:
    look = Look(CSS, pymupdf.Archive())
    column = Column([lines(3, "a"), KINDS["card"], lines(2, "c")], look, SIDES)
    three, card, two = column.heights
    assert three == pytest.approx(two * 1.5, abs=0.01)
    assert card > two
    told: list[cells.Place] = []
    made = words_of(lambda device: column.draw(2, 100.0, device, told.append))
    assert [word[4] for word in made] == ["c0", "c1"]
    assert made[0][1] == pytest.approx(100.0, abs=4)
    assert told == []


def words_of(draw: Any) -> list[Any]:
    """The words of one page that ``draw`` draws on."""
    sink = io.BytesIO()
    writer = pymupdf.DocumentWriter(sink)
    draw(writer.begin_page(pymupdf.Rect(0, 0, *PAPER)))
    writer.end_page()
    writer.close()
    with pymupdf.open("pdf", sink.getvalue()) as document:
        return list(document[0].get_text("words"))


@pytest.mark.parametrize(
    "html",
    [
        [KINDS["words"], KINDS["hollow"]],
        ["<p>a</p>", "</div></div><p>out of its cell</p>"],
        [lines(6000), lines(5000)],
    ],
)
def test_cells_that_cannot_be_told_apart_are_not_in_one_story(html: list[str]) -> None:
    assert Column(html, Look(CSS, pymupdf.Archive()), SIDES).heights == []


def test_what_is_empty_is_no_cell_and_what_is_long_is_alone() -> None:
    look = Look(CSS, pymupdf.Archive())
    first, none, long, last = stacked(
        [KINDS["words"], " ", lines(3000), KINDS["link"]], look, SIDES
    )
    assert none is None
    assert first is not None
    assert long is not None
    assert last is not None
    assert not long.overruns(10)
    assert not first.overruns(30)
    for cell, more in ((first, False), (long, True), (last, False)):
        cell.place(50, 700)
        assert (cell.more, cell.empty) == (more, False)
    assert last.end - 50 == pytest.approx(first.end - 50, abs=40)
