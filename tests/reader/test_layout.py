# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laying out: every ink character of the text has its page and its box, whatever the text holds."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.reader.layout import lay_out
from sidelight.reader.leaves import Leaf
from sidelight.reader.opening import open_rendition
from sidelight.reader.rendition import rendition
from sidelight.reader.typography import HEIGHT, WIDTH
from sidelight.text.ink import ink_of
from sidelight.text.layer import Page, TextLayer

SAMPLES = {
    "ligatures": "office, affluent, fjord, ﬁrst, waﬄe",
    "combining": "Zoe\u0308 Nguye\u0302\u0303n, é é",
    "astral": "𝒜 letter 😀 🇰🇵 👩\u200d👩\u200d👧 𐍈",
    "no-break": "10\u00a0000\u202f% of a\u00adbout zero\u200bwidth",
    "korean": "조선민주주의인민공화국은 러시아와 조약을 맺었다.",
    "jamo": "한글 ᄒᆞᆫ글",
    "russian": "Ёлки — «кавычки» № 5…",
    "arabic": "العربية نص هنا مرحبا بالعالم 123 English (paren).",
    "hebrew": "עברית 45% and English",
    "mixed": "日本語と中文、ไทย हिन्दी ქართული",
    "private": "a \ue000 b \ufffd c",
    "escaped": "&amp;lt;b&gt; &#38;copy; AT&T &nbsp; R&D; &",
    "specials": "<b>&amp;</b> \"quotes\" 'single' \\ { } @page",
}


LIGATURES = re.compile("[ﬀ-ﬆ]")


def letters_of(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature.group())


def laid_out(*texts: str) -> tuple[TextLayer, tuple[Page, ...]]:
    leaves = [Leaf("p", runs=[((), text)]) for text in texts]
    return lay_out(rendition(leaves, "", ""), leaves, lambda _fraction, _word: None)


def check(layer: TextLayer, pages: tuple[Page, ...]) -> None:
    assert pages[-1].end == len(layer.text)
    for page in pages:
        assert len(page.boxes) == 4 * (page.end - page.start)
        assert all(-1 <= x <= WIDTH + 1 for x in page.boxes[0::4])
        assert all(-20 <= y <= HEIGHT + 20 for y in page.boxes[1::4])


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_every_script_has_its_boxes(text: str) -> None:
    layer, pages = laid_out(text, "After it.")
    check(layer, pages)
    assert layer.text.ink == ink_of(text) + "Afterit."
    # What comes after is not thrown off: it stands in a line below, from left to right.
    last = pages[-1]
    boxes = [last.box(offset) for offset in range(last.end - 8, last.end)]
    assert [box[0] for box in boxes] == sorted(box[0] for box in boxes)
    assert len({round(box[1]) for box in boxes}) == 1


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_the_drawn_text_is_the_layers_text(text: str) -> None:
    leaves = [Leaf("p", runs=[((), text)])]
    document = open_rendition(rendition(leaves, "", ""))
    drawn = "".join(page.get_text(flags=2) for page in document)
    # A ligature is drawn as its letters; right-to-left runs may come in another order.
    assert sorted(ink_of(drawn)) == sorted(ink_of(LIGATURES.sub(letters_of, text)))


@settings(max_examples=60)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), min_size=1, max_size=5
    )
)
def test_any_text_has_its_boxes(texts: list[str]) -> None:
    layer, pages = laid_out(*texts, "end")
    check(layer, pages)
    assert layer.text.ink == "".join(map(ink_of, texts)) + "end"


def test_text_over_many_pages_goes_on() -> None:
    layer, pages = laid_out(
        *(f"Paragraph {n}. " + "Words and more words. " * 40 for n in range(60))
    )
    check(layer, pages)
    assert len(pages) > 10
    assert [page.start for page in pages[1:]] == [page.end for page in pages[:-1]]
    place = layer.text.offset(layer.text.text.index("Paragraph 59."))
    assert pages[-1].start <= place or pages[-2].start <= place


def test_the_text_does_not_know_of_lines() -> None:
    words = "Words that are longer than one line of the page surely are. " * 10
    layer, _ = laid_out(words.strip())
    assert "\n" not in layer.text.text


def test_the_same_bytes_give_the_same_pages() -> None:
    leaves = [Leaf("p", runs=[((), "Words. " * 3000)])]
    data = rendition(leaves, "A", "en")
    first, second = (open_rendition(data) for _ in range(2))
    assert first.page_count == second.page_count > 3
    assert [p.get_text() for p in first] == [p.get_text() for p in second]


def test_a_ligature_has_the_box_of_its_letters() -> None:
    layer, pages = laid_out("ﬁrst and first")
    one, two = (layer.text.ink.index(word) for word in ("ﬁrst", "first"))
    ligature, letter, after = pages[0].box(one), pages[0].box(two), pages[0].box(two + 2)
    assert ligature[2] - ligature[0] == pytest.approx(after[0] - letter[0], abs=0.1)
