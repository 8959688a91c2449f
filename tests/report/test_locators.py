# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places as people write them: pages where they are fixed, else section and paragraph."""

from __future__ import annotations

import pytest

from sidelight.model.records import Document, Passage
from sidelight.report.locators import place
from sidelight.text.ink import InkText
from sidelight.text.layer import Block, Heading, Page, TextLayer
from tests.report.project_builder import layer_of

ID = "cd" * 32
PAGES = (Page(1, "iv", 0, 0, 0, 10), Page(2, "", 0, 0, 10, 20), Page(3, "1", 0, 0, 20, 30))
FLOW = layer_of(
    ("title", "Title"),  # 0..5
    "first",  # 5..10
    ("heading", "Arms and oil"),  # 10..20
    "second",  # 20..26
    ("item", "third"),  # 26..31
)


def document(media_type: str) -> Document:
    return Document(ID, 1, "1", "source", "", "", media_type, 1, "", "layer")


def passage(start: int, end: int, *, layer: str = "layer", page: int = 0) -> Passage:
    return Passage(ID, layer, start, end, "words", page=page)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [(2, 4, "p. iv"), (10, 20, "p. 2"), (8, 12, "pp. iv–2"), (5, 25, "pp. iv–1")],
)
def test_fixed_pages_give_the_page_as_printed(start: int, end: int, written: str) -> None:
    layer = layer_of("x" * 30)
    assert place(passage(start, end), document("application/pdf"), layer, PAGES) == written


def test_another_layer_of_fixed_pages_gives_the_hint() -> None:
    pdf, layer = document("application/pdf"), layer_of("x" * 30)
    assert place(passage(2, 4, layer="other", page=7), pdf, layer, PAGES) == "p. 7"
    assert place(passage(2, 4, layer="other"), pdf, layer, PAGES) == ""
    assert place(passage(2, 4, page=3), pdf, layer) == "p. 3"


@pytest.mark.parametrize(
    ("start", "written"),
    [
        (0, ""),
        (6, "¶ 1"),
        (12, "§ Arms and oil"),
        (21, "§ Arms and oil, ¶ 1"),
        (30, "§ Arms and oil, ¶ 2"),
    ],
)
def test_text_that_flows_gives_section_and_paragraph(start: int, written: str) -> None:
    assert place(passage(start, start + 1), document("text/html"), FLOW) == written


def test_the_outline_serves_where_no_block_is_a_heading() -> None:
    blocks = (Block(0, 3), Block(3, 6))
    layer = TextLayer(InkText("one two"), blocks, (Heading(1, "Part\nII", 3, 1),))
    assert place(passage(4, 5), document("text/plain"), layer) == "§ Part II, ¶ 1"


def test_a_long_heading_is_cut() -> None:
    layer = layer_of(("heading", "word " * 40), "text")
    written = place(passage(len(layer.text) - 1, len(layer.text)), document("text/html"), layer)
    assert written.endswith("…, ¶ 1")
    assert len(written) < 75


def test_a_passage_of_another_layer_has_no_paragraph() -> None:
    html = document("text/html")
    assert place(passage(6, 7, layer="old"), html, FLOW) == ""
    assert place(passage(6, 700), html, FLOW) == ""
