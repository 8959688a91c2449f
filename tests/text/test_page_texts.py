# SPDX-License-Identifier: AGPL-3.0-or-later
"""Layers with some pages' texts replaced: the other pages keep their words and places."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Block, Furniture, Heading, Page, TextLayer
from sidelight.text.page_texts import PageText, rewrite

WORDS = ("One page,\nof print.", "", "Third page.", "", "Fifth.")


def boxes(count: int, page: int) -> array[float]:
    return array("f", [float(page)] * 4 * count)


def made(words: tuple[str, ...] = WORDS) -> tuple[TextLayer, tuple[Page, ...]]:
    pages: list[Page] = []
    start = 0
    for number, said in enumerate(words, 1):
        end = start + len(ink_of(said))
        pages.append(Page(number, str(number), 100, 100, start, end, boxes(end - start, number)))
        start = end
    blocks = tuple(Block(p.start, p.end) for p in pages if p.start < p.end)
    outline = tuple(Heading(1, f"Page {p.number}", p.start, p.number) for p in pages)
    text = InkText("\n\n".join(filter(None, words)))
    return TextLayer(text, blocks, outline, (Furniture(0, 3, "x"),)), tuple(pages)


def page_text(*paragraphs: str) -> PageText:
    ink = sum(len(ink_of(words)) for words in paragraphs)
    return PageText(tuple(("paragraph", 0, words) for words in paragraphs), boxes(ink, 99))


def test_nothing_replaced_is_the_same_layer() -> None:
    layer, pages = made()
    fresh = rewrite(layer, pages, {})
    assert fresh.layer.to_bytes() == layer.to_bytes()
    assert (fresh.pages, fresh.replaced) == (pages, ())


def test_a_page_between_two_gets_its_words() -> None:
    layer, pages = made()
    fresh = rewrite(layer, pages, {2: page_text("Found here.", "And here.")})
    assert fresh.layer.text.text == (
        "One page,\nof print.\n\nFound here.\n\nAnd here.\n\nThird page.\n\nFifth."
    )
    ((start, end),) = fresh.replaced
    assert fresh.layer.text.slice(start, end) == "Found here.\n\nAnd here."
    assert [h.start for h in fresh.layer.outline] == [p.start for p in fresh.pages]
    third = pages[2]
    place = fresh.place(third.start, third.end)
    assert place
    assert fresh.layer.text.slice(*place) == "Third page."
    # what spans the new page has no place that is whole
    assert fresh.place(pages[0].start, third.end) is None


def test_a_replaced_page_has_no_old_places() -> None:
    layer, pages = made()
    fresh = rewrite(layer, pages, {1: page_text("Again.")})
    assert fresh.place(0, 3) is None
    assert fresh.layer.furniture == ()
    assert fresh.layer.text.text.startswith("Again.\n\nThird")


def test_a_block_over_two_pages_is_cut_at_the_page_replaced() -> None:
    layer, pages = made(("First half", "second half"))
    layer = TextLayer(layer.text, (Block(0, len(layer.text)),))
    fresh = rewrite(layer, pages, {2: page_text("new")})
    assert [(b.start, b.end) for b in fresh.layer.blocks] == [(0, 9), (9, 12)]


page_words = st.lists(st.text("ab c\n", max_size=8).map(str.strip), max_size=3)


@given(
    st.lists(st.text("xy z", max_size=8).map(str.strip), min_size=1, max_size=6),
    st.dictionaries(st.integers(1, 6), page_words, max_size=4),
)
def test_every_page_says_what_it_should(before: list[str], new: dict[int, list[str]]) -> None:
    layer, pages = made(tuple(before))
    layer = TextLayer(layer.text, layer.blocks)
    texts = {n: page_text(*filter(None, words)) for n, words in new.items() if n <= len(pages)}
    fresh = rewrite(layer, pages, texts)
    # what is stored can be read again, and every page holds its own ink and boxes
    assert TextLayer.from_bytes(fresh.layer.to_bytes()) is not None
    assert fresh.pages[-1].end == len(fresh.layer.text)
    for old, page in zip(pages, fresh.pages, strict=True):
        said = texts[page.number].text if page.number in texts else before[page.number - 1]
        assert ink_of(fresh.layer.text.slice(page.start, page.end)) == ink_of(said)
        assert len(page.boxes) == 4 * (page.end - page.start)
        if page.number not in texts and old.start < old.end:
            assert fresh.place(old.start, old.end) == (page.start, page.end)
