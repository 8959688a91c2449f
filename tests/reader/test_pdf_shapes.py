# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDFs as they are in the world: columns, tables, notes, odd labels, outlines and statements."""

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.reader.glyphs import Print
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.parcel import pack, unpack
from sidelight.reader.pdf_opening import open_pdf
from sidelight.reader.pdf_structure import blocks_of, shown_title
from sidelight.reader.print_lines import Line, Run
from sidelight.reader.reading import Unreadable

Fixture = Callable[..., Any]
BODY = [(72.0, 200.0 + 16 * n, 11.0, f"Line {n} says what line {n} has to say.") for n in range(6)]


def opened(data: bytes) -> Any:
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    return document


def stating(data: bytes, **keys: str) -> bytes:
    """The PDF with entries of its catalogue set."""
    document = opened(data)
    for key, value in keys.items():
        document.xref_set_key(document.pdf_catalog(), key, value)
    return bytes(document.tobytes())


def informed(data: bytes, key: str, value: str) -> bytes:
    """The PDF with an entry of its information dictionary set, as raw PDF."""
    document = opened(data)
    document.set_metadata({"producer": "a test"})
    xref = int(document.xref_get_key(-1, "Info")[1].split()[0])
    document.xref_set_key(xref, key, value)
    return bytes(document.tobytes())


def test_columns_are_read_one_after_the_other(make_pdf: Fixture, read: Fixture) -> None:
    left = [(60.0, 100.0 + 14 * n, 11.0, f"left {n} of the column") for n in range(8)]
    right = [(320.0, 100.0 + 14 * n, 11.0, f"right {n} of the column") for n in range(8)]
    words = read(make_pdf(left + right)).layer.text.text.split()
    sides = [word for word in words if word in {"left", "right"}]
    assert sides == ["left"] * 8 + ["right"] * 8


def test_a_note_at_the_foot_comes_last_and_is_a_block(
    make_pdf: Fixture, read: Fixture, blocks: Fixture
) -> None:
    note = (72.0, 780.0, 8.0, "1 Letter of the harbour master, 4 June 1950, folio 7.")
    found = blocks(read(make_pdf([*BODY, note])))
    assert found[-1] == ("paragraph", note[3])
    assert len(found) == 2


def test_the_rows_of_a_table_stay_rows(make_pdf: Fixture, read: Fixture) -> None:
    rows = [
        (72.0 + 120 * column, 100.0 + 16 * row, 11.0, f"r{row}c{column}")
        for row in range(4)
        for column in range(3)
    ]
    words = read(make_pdf(rows)).layer.text.text.split()
    assert words == [f"r{row}c{column}" for row in range(4) for column in range(3)]


def test_headings_have_levels_by_size(make_pdf: Fixture, read: Fixture, blocks: Fixture) -> None:
    page = [
        (72.0, 80.0, 26.0, "The bridge"),
        (72.0, 130.0, 18.0, "Part one"),
        (72.0, 165.0, 14.0, "Chapter two"),
        *BODY,
    ]
    found = read(make_pdf(page))
    assert [h.level for h in found.layer.outline] == [1, 2, 3]
    assert [role for role, _ in blocks(found)][:4] == ["title", "heading", "heading", "paragraph"]


def test_a_bullet_makes_an_item(make_pdf: Fixture, read: Fixture, blocks: Fixture) -> None:
    page = [*BODY, (72.0, 340.0, 11.0, "• forty-one wagons"), (72.0, 380.0, 11.0, "– none")]
    assert [role for role, _ in blocks(read(make_pdf(page)))] == ["paragraph", "item", "item"]


@pytest.mark.parametrize(
    ("tree", "labels"),
    [
        ("<</Nums[0<</S/r>>]>>", ["i", "ii", "iii"]),
        ("<</Nums[0<</S/A/St 25>>]>>", ["Y", "Z", "AA"]),
        ("<</Nums[0<</P(A-)/S/D>>]>>", ["A-1", "A-2", "A-3"]),
        ("<</Nums[0<</P(cover)>> 1<</S/D>>]>>", ["cover", "1", "2"]),
        ("<</Nums[0<</S/D/St(a)>>]>>", ["1", "2", "3"]),
        (f"<</Nums[0<</P({'x' * 3000})>>]>>", ["1", "2", "3"]),
        ("<</Nums[0<</S/r/St 99999999>>]>>", ["1", "2", "3"]),
        ("<</Nums[(a)(b)]>>", ["1", "2", "3"]),
        ("42", ["1", "2", "3"]),
    ],
)
def test_labels(tree: str, labels: list[str], make_pdf: Fixture, read: Fixture) -> None:
    found = read(stating(make_pdf(BODY, BODY, BODY), PageLabels=tree))
    assert [page.label for page in found.pages] == labels
    assert found.layer.text.text.count("Line 5") == 3
    assert unpack(pack(found)).pages == found.pages


@pytest.mark.parametrize(
    ("stated", "issued"),
    [
        ("D:20240619120000Z", "2024-06-19"),
        ("D:20240619", "2024-06-19"),
        ("20240619", "2024-06-19"),
        ("D:202406", "2024-06"),
        ("D:2024", "2024"),
        ("D:20240231", "2024-02"),
        ("D:20249999", "2024"),
        ("D:20240200", "2024-02"),
        ("D:00000000", None),
        ("D:191", None),
        ("19 June 2024", None),
        ("D:٢٠٢٤٠٦١٩", None),
    ],
)
def test_a_day_that_the_calendar_knows(
    stated: str, issued: str | None, make_pdf: Fixture, read: Fixture
) -> None:
    found = read(make_pdf(BODY, metadata={"creationDate": stated}))
    assert found.citation.get("issued") == issued


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Title", "42"),
        ("Title", "[(a)(b)]"),
        ("Title", "<FEFFD800D83D0041>"),
        ("Title", "(\\000\\001\\002)"),
        ("Author", "<</A 1>>"),
        ("Author", f"({'x' * 5000})"),
        ("CreationDate", "<FEFFD800>"),
    ],
)
def test_statements_that_make_no_sense(
    key: str, value: str, make_pdf: Fixture, read: Fixture, sound: Fixture
) -> None:
    found = read(informed(make_pdf(BODY), key, value), "the file.pdf")
    sound(found)
    assert unpack(pack(found)).title == found.title
    assert 0 < len(found.title) <= 300
    assert len(found.citation.get("author", "")) <= 300


@pytest.mark.parametrize("value", ["42", "/en", "(english please)", "<FEFFD800>", "()"])
def test_a_language_that_is_none(value: str, make_pdf: Fixture, read: Fixture) -> None:
    body = [(72.0, 90.0, 11.0, "The map of the river is in the archive and that is that.")]
    assert read(stating(make_pdf(body), Lang=value)).language == "en"


@pytest.mark.parametrize(
    ("toc", "kept"),
    [
        ([[1, "Line 0", 1], [2, "Line 3", 2]], [(1, "Line 0", 1), (2, "Line 3", 2)]),
        ([[1, "  spaced \n out ", 1]], [(1, "spaced out", 1)]),
        ([[1, "Nowhere", -1], [1, "Here", 2]], [(1, "Here", 2)]),
        ([[1, "   ", 1], [1, "Named", 1]], [(1, "Named", 1)]),
        ([[1, "x" * 900, 1]], [(1, "x" * 300, 1)]),
    ],
)
def test_stated_outlines(
    toc: list[list[Any]],
    kept: list[tuple[int, str, int]],
    make_pdf: Fixture,
    read: Fixture,
    sound: Fixture,
) -> None:
    found = read(make_pdf(BODY, BODY, toc=toc))
    sound(found)
    assert [(h.level, h.title, h.page) for h in found.layer.outline] == kept


def test_an_outline_that_goes_in_circles(make_pdf: Fixture, read: Fixture, sound: Fixture) -> None:
    document = opened(make_pdf(BODY, toc=[[1, "One", 1], [1, "Two", 1], [1, "Three", 1]]))
    first = int(document.xref_get_key(document.pdf_catalog(), "Outlines")[1].split()[0])
    entry = int(document.xref_get_key(first, "First")[1].split()[0])
    document.xref_set_key(entry, "Next", f"{entry} 0 R")
    found = read(document.tobytes())
    sound(found)
    assert "Line 5" in found.layer.text.text
    assert len(found.layer.outline) <= 3


def test_an_entry_whose_words_are_not_on_its_page_points_to_its_top(
    make_pdf: Fixture, read: Fixture
) -> None:
    found = read(make_pdf(BODY, BODY, toc=[[1, "Elsewhere", 2]]))
    assert found.layer.outline[0].start == found.pages[1].start


def test_letters_that_grow_when_folded_do_not_mislead_the_outline(
    make_pdf: Fixture, read: Fixture
) -> None:
    page = [(72.0, 90.0, 11.0, "Straße, Fuß, Maß"), (72.0, 150.0, 11.0, "Schluss")]
    found = read(make_pdf(page, toc=[[1, "Schluss", 1]]))
    start = found.layer.outline[0].start
    assert start in {0, found.layer.text.ink.index("Schluss")}


def test_very_many_headings_make_no_outline(make_pdf: Fixture, read: Fixture) -> None:
    pages = [
        [(72.0, 60.0 + 70 * n, 15.0, f"Head {page}.{n}") for n in range(10)]
        + [(72.0, 85.0 + 70 * n, 10.0, "Some words of the body, and more.") for n in range(10)]
        for page in range(31)
    ]
    found = read(make_pdf(*pages))
    assert len([block for block in found.layer.blocks if block.role == "heading"]) > 300
    assert found.layer.outline == ()


def test_a_page_that_cannot_be_read_stays_without_text(
    make_pdf: Fixture, read: Fixture, sound: Fixture
) -> None:
    document = opened(make_pdf(BODY, BODY, BODY))
    document.update_object(document[1].xref, "<</Type/Font>>")
    found = read(document.tobytes())
    sound(found)
    assert len(found.pages) == 3
    assert found.pages[1].start == found.pages[1].end
    assert found.layer.text.text.count("Line 5") == 2


def test_empty_pages_between_full_ones(make_pdf: Fixture, read: Fixture, sound: Fixture) -> None:
    found = read(make_pdf([], BODY, [], [], BODY, []))
    sound(found)
    assert [page.end - page.start > 0 for page in found.pages] == [
        *(False, True, False, False, True, False),
    ]


def test_text_outside_the_page_is_not_read(make_pdf: Fixture, read: Fixture) -> None:
    found = read(make_pdf([*BODY, (900.0, 90.0, 11.0, "outside"), (72.0, 2000.0, 11.0, "below")]))
    assert "outside" not in found.layer.text.text
    assert "below" not in found.layer.text.text


def test_controls_in_print_are_replaced(make_pdf: Fixture) -> None:
    page = opened(make_pdf(BODY))[0]
    characters = {char for run in Print(page).runs for char in run.text}
    assert not {c for c in characters if c != "\n" and ord(c) < 32}


def test_more_pages_than_can_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sidelight.reader.pdf_opening._MOST_PAGES", 3)
    document: Any = pymupdf.open()
    for _ in range(4):
        document.new_page()
    with pytest.raises(Unreadable) as refusal:
        open_pdf(document.tobytes())
    assert refusal.value.kind == "too_costly"


def run_of(text: str, size: float) -> Run:
    return Run([Line(text, len(text.replace(" ", "")), size, 0.0, 0.0, 9.0)])


def test_a_title_must_stand_out() -> None:
    body = run_of("Words of the body that go on.", 11)
    assert shown_title([[run_of("A title", 20), body]]) == "A title"
    assert shown_title([[run_of("A title", 12), body]]) == ""
    assert shown_title([[run_of("A title", 20)]]) == ""
    assert shown_title([[], [run_of("A title", 20), body]]) == "A title"
    assert shown_title([[run_of("x", 40), body, body]]) == ""
    assert shown_title([]) == ""


def test_the_title_is_one_block_only() -> None:
    body = run_of("Some words of it. " * 9, 11)
    runs = [[run_of("The Bridge", 20), body], [run_of("The Bridge", 20)]]
    roles = [block.role for block in blocks_of(runs, "The bridge", [])]
    assert roles == ["title", "paragraph", "heading"]
    assert blocks_of([], "", []) == ()
