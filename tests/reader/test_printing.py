# SPDX-License-Identifier: AGPL-3.0-or-later
"""Books laid out on pages: what belongs together, what goes on, and what no page holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.reader.binding import bind
from sidelight.reader.book import Book, Entry, Flow, Row, Table, pack, unpack
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.printing import MARGINS, PAPER, print_pages

CSS = "body { margin: 0; font-size: 9pt; overflow-wrap: break-word } p { margin: 0 0 2pt }"


def quiet(_fraction: float, _word: str) -> None:
    """Nobody listens."""


def opened(*pieces: Flow | Table, **values: Any) -> Any:
    """The PDF of these pieces, opened."""
    book = Book("A book", pieces, css=CSS, **values)
    return pymupdf.open("pdf", bind(book, print_pages(book, quiet)))


def words_of(document: Any) -> list[str]:
    return [word[4] for page in document for word in page.get_text("words")]


def lines(count: int, mark: str = "w") -> str:
    return "".join(f"<p>{mark}{number}</p>" for number in range(count))


def test_a_head_stands_on_each_page_and_a_row_goes_on_without_loss() -> None:
    cells = (lines(150, "a"), lines(10, "b"), lines(200, "c"))
    document = opened(Table((1, 1, 2), (Row(cells), Row(("x", "y", "z"))), ("HEAD", "", "")))
    assert document.page_count == 4
    found = words_of(document)
    assert found.count("HEAD") == 4
    for mark, count in (("a", 150), ("b", 10), ("c", 200)):
        assert [w for w in found if w[0] == mark and w[1:].isdigit()] == [
            f"{mark}{number}" for number in range(count)
        ]
    last = document[3].get_text("words")
    assert {"x", "y", "z"} <= {word[4] for word in last}


def test_a_row_that_fits_on_the_next_page_is_not_torn() -> None:
    document = opened(Flow(lines(50)), Table((1,), (Row((lines(20, "r"),)),)))
    assert "r0" not in {word[4] for word in document[0].get_text("words")}
    assert "r0" in {word[4] for word in document[1].get_text("words")}


def test_what_needs_room_below_begins_a_page() -> None:
    head = Flow("<p>heading</p>", room=90)
    near = opened(Flow(lines(54)), head, Flow(lines(3, "after")))
    assert "heading" in {word[4] for word in near[1].get_text("words")}
    far = opened(Flow(lines(20)), head)
    assert far.page_count == 1


def test_links_and_bookmarks_lead_where_names_stand() -> None:
    document = opened(
        Flow('<p><a href="#row">to the row</a> <a href="#there">to the words</a></p>'),
        Flow('<p><a href="https://example.org/я?b=(c)&amp;d=%20">out</a></p>'),
        Flow('<p><a href="#none">nowhere</a></p>'),
        Flow(lines(80), entry=Entry(3, "Lines")),
        Flow('<p>see <span id="there"></span>there</p>', entry=Entry(2, "There")),
        Table((1,), (Row(("<p>row</p>",), "row", entry=Entry(9, "Row")),)),
    )
    inner = [link for link in document[0].get_links() if link["kind"] == pymupdf.LINK_GOTO]
    (row,) = document[1].search_for("row")
    (there,) = document[1].search_for("there")
    assert [link["page"] for link in inner] == [1, 1]
    assert inner[0]["to"].y == pytest.approx(row.y0, abs=12)
    assert inner[1]["to"].y == pytest.approx(there.y0, abs=6)
    outer = [link["uri"] for link in document[0].get_links() if "uri" in link]
    assert outer == ["https://example.org/%D1%8F?b=(c)&d=%20"]
    assert [(level, title) for level, title, _page in document.get_toc()] == [
        (1, "Lines"),
        (2, "There"),
        (3, "Row"),
    ]


def test_a_link_of_several_words_is_one_on_each_line() -> None:
    words = "many words that go on " * 12
    document = opened(Flow(f'<p id="a"><a href="#a">{words}</a></p>'))
    tops = [round(link["from"].y0) for link in document[0].get_links()]
    assert len(tops) == len(set(tops)) > 1


def test_scripts_of_all_kinds_have_their_signs() -> None:
    text = "Ёлка 조선 中華 שלום سلام हिन्दी ไทย ქართული ✓ ≠ ⚑ № § — “q”"
    document = opened(Flow(f"<p>{text}</p>"), Table((1, 1), (Row((text, text)),)))
    drawn = [char for span in document[0].get_texttrace() for char in span["chars"]]
    assert len(drawn) > 100
    assert all(glyph for _code, glyph, _origin, _box in drawn)


def test_entities_that_a_text_speaks_of_stay_as_they_are() -> None:
    document = opened(Flow("<p>AT&amp;T wrote &amp;lt;b&amp;gt; &amp;amp; &lt;i&gt; &#39;</p>"))
    assert document[0].get_text().splitlines()[0] == "AT&T wrote &lt;b&gt; &amp; <i> '"


def test_a_long_word_stays_in_its_column() -> None:
    document = opened(Table((1, 1), (Row(("x" * 400, "<p>" + "국" * 300 + "</p>")),)))
    right = PAPER[0] - MARGINS[2]
    for x0, y0, x1, y1, *_rest in document[0].get_text("words"):
        assert MARGINS[0] <= x0
        assert x1 <= right + 1
        assert y1 <= PAPER[1]
        assert y0 >= 0
    assert document[0].get_text().count("x") == 400
    assert document[0].get_text().count("국") == 300


def test_a_picture_larger_than_a_page_does_not_hold_up_the_rest() -> None:
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 4000)).tobytes("png")
    document = opened(
        Flow("<p>before</p>"),
        Flow('<p><img src="p.png" width="40" height="4000"></p>'),
        Table((1,), (Row(('<p><img src="p.png" width="40" height="4000"></p>',)),), ("H",)),
        Flow("<p>after</p>"),
        pictures={"p.png": picture},
    )
    assert {"before", "after"} <= set(words_of(document))
    assert document.page_count < 8


def test_a_picture_is_drawn() -> None:
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 20)).tobytes("png")
    document = opened(Flow('<p><img src="p.png" width="40"></p>'), pictures={"p.png": picture})
    assert len(document[0].get_images()) == 1


def test_title_language_and_time_are_said_and_nothing_is_loaded() -> None:
    document = opened(
        Flow('<p><img src="/etc/hostname"><img src="http://example.org/x.png">a</p>'),
        language="ko",
        author="Ann",
        made="D:20261126000000Z",
    )
    assert document.metadata["title"] == "A book"
    assert document.metadata["author"] == "Ann"
    assert document.metadata["creationDate"] == "D:20261126000000Z"
    assert document.language == "ko"
    assert not document[0].get_images()


def test_progress_is_told_and_grows() -> None:
    told: list[float] = []
    book = Book("Long", (Flow("<p>a</p>"), Table((1,), (Row(("b",)),) * 99)))
    print_pages(book, lambda fraction, _word: told.append(fraction))
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] <= 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), min_size=1, max_size=6))
def test_whatever_the_rows_hold_each_line_is_printed_once(
    rows: list[tuple[int, int]],
) -> None:
    made = tuple(
        Row((lines(left, f"l{at}_"), lines(right, f"r{at}_")))
        for at, (left, right) in enumerate(rows)
    )
    found = words_of(opened(Table((1, 1), made, ("", "H"))))
    wanted = [
        f"{side}{at}_{number}"
        for at, (left, right) in enumerate(rows)
        for side, count in (("l", left), ("r", right))
        for number in range(count)
    ]
    assert sorted(word for word in found if "_" in word) == sorted(wanted)


def test_a_book_comes_out_of_its_blobs_as_it_was() -> None:
    row = Row(("a", "b"), "n", "#123456", Entry(2, "r"))
    book = Book(
        "조선",
        (
            Flow("<p>a</p>", 9.0, Entry(1, "f")),
            Flow("b"),
            Table((1, 2.5), (row,), ("h", ""), False),
        ),
        "css",
        "foot",
        "ko",
        "Ann",
        "D:2026",
        {"a.png": b"\x00\xff", "b.png": b""},
    )
    assert unpack(pack(book)) == book
