# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where passages stand, as other programs look for it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sidelight.errors import DocumentError
from sidelight.exchange.outgoing import Outgoing
from sidelight.exchange.targets import MEDIA_FRAGMENTS, PDF_PAGES, Targets
from sidelight.model.change import Setting
from sidelight.model.project import Project
from sidelight.model.records import Document, Passage
from sidelight.text.anchors import describe
from sidelight.text.geometry import Rect
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Page, TextLayer
from tests.exchange.checked import name_of
from tests.model.desks import DOCUMENT, LAYER
from tests.model.test_corrections import FIRST, QUOTE, SECOND, correct, desk

PLAIN = Document(DOCUMENT, 1, "1", "source", "A", "a.txt", "text/plain", 1, "en", LAYER)
PAGES = tuple(Page(number, "", 400.0, 600.0, 0, 0) for number in (1, 2))
WHOLE = datetime(2026, 11, 26, 12, 0, 0, 5, tzinfo=UTC)


def of(document: Document, text: str = "", project: Project | None = None) -> Targets:
    """Return what makes targets in a project of one document."""
    layer = TextLayer(InkText(text))
    return Targets(Outgoing(
        project=project or Project(), documents=(document,), claims=(), notes={}, reviewers={},
        absent=frozenset(), made_at=WHOLE, me="", name="", layer=lambda _document: layer,
        pages=lambda _document: PAGES, data=lambda _document: b"", place=lambda _passage: "",
    ))  # fmt: skip


def passage(text: str, start: int, end: int, **more: Any) -> Passage:
    found = describe(InkText(text), start, end)
    words = (found.quote, found.prefix, found.suffix)
    return Passage(DOCUMENT, LAYER, found.start, found.end, *words, **more)


def selectors(target: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["type"]: one for one in target.get("selector", ())}


TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.characters(min_codepoint=0x10000, exclude_categories=["Cs"]),
        st.sampled_from("a \n-\u00ad\u200b\u0301\ufe0f\u200d👩🏽🇰🇷조є"),
    ),
    min_size=1,
    max_size=60,
)


@given(TEXTS, st.integers(0, 60), st.integers(1, 60))
def test_positions_cut_the_quote_out_of_the_text(text: str, start: int, length: int) -> None:
    count = len(ink_of(text))
    assume(start < count)
    marked = passage(text, start, min(start + length, count))
    targets = of(PLAIN, text)
    found = selectors(targets.of(marked))
    quote, place = found["TextQuoteSelector"], found["TextPositionSelector"]
    assert text[place["start"] : place["end"]] == quote["exact"]
    before, after = quote.get("prefix", ""), quote.get("suffix", "")
    assert text[: place["start"]].endswith(before)
    assert text[place["end"] :].startswith(after)
    assert len(before) == min(64, place["start"])
    ink = ink_of(text)
    assert ink_of(quote["exact"]) == ink[marked.start : marked.end]
    assert place["dcterms:source"] == {"id": name_of(text.encode())}
    assert targets.lost == 0


TEXT = "Kim thanked Stalin for aid."


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "thanked Lenin"},
        {"layer": "f" * 64},
        {"start": 500, "end": 512},
        {"end": 2},
        {"start": -3, "end": 9},
    ],
)
def test_words_that_do_not_stand_there_have_no_position(wrong: dict[str, Any]) -> None:
    marked = replace(passage(TEXT, 3, 16), **wrong)
    targets = of(PLAIN, TEXT)
    found = selectors(targets.of(marked))
    said = {"exact": marked.quote, "prefix": "Kim", "suffix": "for aid."}
    assert found == {"TextQuoteSelector": {"type": "TextQuoteSelector", **said}}
    assert targets.lost == 1


def test_words_of_a_damaged_text_have_no_position() -> None:
    def broken(_document: Document) -> TextLayer:
        raise DocumentError("document.damaged", name="A")

    targets = of(PLAIN, TEXT)
    targets._outgoing = replace(targets._outgoing, layer=broken)
    assert list(selectors(targets.of(passage(TEXT, 3, 16)))) == ["TextQuoteSelector"]
    unknown = replace(passage(TEXT, 3, 16), document="0" * 64)
    assert targets.of(unknown)["source"].startswith("ni:///sha-256;AAAA")


def test_print_that_was_recognised_wrongly_is_found_as_the_layer_has_it() -> None:
    ann = desk()
    correct(ann, FIRST)
    correct(ann, SECOND)
    claim = ann.project.claim("c")
    assert claim is not None
    read = claim.passages[0].passage
    assert (read.quote, read.origin) == ("311 families remained in the halls", "corrected")
    text = QUOTE.replace("remained ih", "remained\nih")
    found = selectors(of(PLAIN, text, ann.project).of(read))
    assert found["TextQuoteSelector"]["exact"] == text
    assert found["TextPositionSelector"]["end"] == len(text)
    ann.act(Setting("passage", "p", "place", {**read.to_json(), "quote": "other words, all"}))
    again = ann.project.claim("c")
    assert again is not None
    other = selectors(of(PLAIN, text, ann.project).of(again.passages[0].passage))
    assert "TextPositionSelector" not in other


def test_pages_of_pdfs_are_fragments() -> None:
    document = replace(PLAIN, media_type="application/pdf")
    found = selectors(of(document, TEXT).of(passage(TEXT, 3, 16, page=7)))
    assert found["FragmentSelector"] == {
        "type": "FragmentSelector", "value": "page=7", "conformsTo": PDF_PAGES
    }  # fmt: skip
    assert "FragmentSelector" not in selectors(of(document, TEXT).of(passage(TEXT, 3, 16)))
    assert "FragmentSelector" not in selectors(of(PLAIN, TEXT).of(passage(TEXT, 3, 16, page=7)))


def area(*rect: float, page: int = 1) -> Passage:
    return Passage(DOCUMENT, LAYER, 0, 0, "", page=page, area=Rect(*rect))


@given(*[st.tuples(st.integers(0, 99), st.integers(3, 900)) for _side in "xy"])
def test_an_area_of_a_picture_lies_in_its_fragment(
    across: tuple[int, int], down: tuple[int, int]
) -> None:
    rect = Rect(across[0], down[0], across[0] + across[1], down[0] + down[1])
    found = selectors(of(replace(PLAIN, media_type="image/png")).of(area(*rect)))
    fragment = found["FragmentSelector"]
    assert fragment["conformsTo"] == MEDIA_FRAGMENTS
    numbers = re.fullmatch(r"xywh=percent:(\d+),(\d+),(\d+),(\d+)", fragment["value"])
    assert numbers
    x, y, width, height = map(int, numbers.groups())
    assert x + width <= 100
    assert y + height <= 100
    assert x * 4 <= rect.x0
    assert y * 6 <= rect.y0
    assert (x + width) * 4 >= min(rect.x1, 400)
    assert (y + height) * 6 >= min(rect.y1, 600)
    (drawn,) = ET.fromstring(found["SvgSelector"]["value"])
    assert [float(drawn.attrib[one]) for one in ("x", "y", "width", "height")] == [
        rect.x0, rect.y0, rect.width, rect.height
    ]  # fmt: skip


def test_an_area_of_one_of_many_pictures_names_its_page() -> None:
    targets = of(replace(PLAIN, media_type="image/tiff"))
    found = selectors(targets.of(area(0, 0, 400, 300.125, page=2)))
    page = found["FragmentSelector"]
    assert page["value"] == "page=2"
    inside, exact = page["refinedBy"]
    assert inside["value"] == "xywh=percent:0,0,100,51"
    assert 'viewBox="0 0 400 600"' in exact["value"]
    assert selectors(targets.of(area(0, 0, 9, 9, page=3)))["FragmentSelector"]["value"] == "page=3"
    assert targets.lost == 1


def test_an_area_where_there_is_no_picture_is_not_told() -> None:
    targets = of(replace(PLAIN, media_type="text/html"))
    bare = {"type": "SpecificResource", "source": targets.document(DOCUMENT)}
    assert targets.of(area(0, 0, 9, 9)) == bare
    assert targets.lost == 1


@pytest.mark.parametrize(
    ("fields", "added", "state"),
    [
        ({"accessed": "2026-11-26"}, WHOLE, "2026-11-26T00:00:00Z"),
        ({"accessed": "last week"}, WHOLE, "2026-11-26T12:00:00.000005Z"),
        ({"accessed": "2026-13-26"}, None, None),
        ({"URL": "javascript:alert(1)"}, WHOLE, None),
    ],
)
def test_the_version_of_a_web_page_is_that_of_a_day_or_a_moment(
    fields: dict[str, str], added: datetime | None, state: str | None
) -> None:
    citation = {"URL": "https://example.org/", **fields}
    target = of(replace(PLAIN, citation=citation, added_at=added), TEXT).of(passage(TEXT, 3, 16))
    found = target.get("state")
    assert (found is None) == (state is None)
    if found is not None:
        assert found.get("sourceDate", found.get("sourceDateStart")) == state
        assert found["cached"].startswith("ni:///sha-256;")
        assert target["source"] == "https://example.org/"
