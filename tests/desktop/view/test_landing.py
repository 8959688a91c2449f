# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a jump lands: the line meant stands one distance below the top, whatever led there."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from sidelight.desktop.documents.side_panel import SidePanel
from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.pictures import PictureSource
from sidelight.model.records import Document
from sidelight.reader.layout import lay_out_again
from sidelight.reader.remote import Reader
from sidelight.reader.typography import Typography, typeset

FILLER = "<p>" + "Nobody crossed the bridge that year. " * 90 + "</p>"
PAGE = (
    '<!DOCTYPE html><html><body><h1>Bridges</h1><p><a href="#far">On.</a></p>'
    + FILLER * 3
    + '<h2 id="far">The far end</h2>'
    + FILLER * 3
    + "</body></html>"
)


@pytest.fixture(params=[Typography(), Typography(size=24, width=400, spacing=1.8)])
def view(
    request: pytest.FixtureRequest, reader: Reader, pictures: PictureSource, qtbot: QtBot
) -> DocumentView:
    """A document that flows, as it is set at first and in large letters."""
    read = reader.extract(PAGE.encode(), "bridges.html", whole_page=True)
    data = typeset(read.rendition, request.param)
    pages = lay_out_again(data, read.layer.text.ink, lambda *_: None)
    key = f"bridges {request.param.code}"
    pictures.open(key, lambda: data, "text/html", "bridges.html")
    made = DocumentView(pictures)
    qtbot.addWidget(made)
    made.resize(600, 700)
    document = Document(key, 1, "1", "source", "B", "b.html", "text/html", 1, "en", "layer")
    made.show_document(document, read.layer, pages)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: bool(pictures.links(key, 1)), timeout=20_000)
    return made


def test_outline_link_and_passage_land_alike(view: DocumentView) -> None:
    heading = view.text.layer.outline[1]
    start, end = heading.start, heading.start + 9
    page, rect = view.text.rects(start, end)[0]
    (link,) = view.pictures.links(view.key, 1)
    panel = SidePanel(view)

    def landed() -> float:
        found = view.to_view(page, rect).top()
        view.verticalScrollBar().setValue(0)
        return found

    panel.go_to_heading(heading)
    assert landed() == pytest.approx(view.landing, abs=1)
    assert view.links.follow(link)
    assert landed() == pytest.approx(view.landing, abs=1)
    view.reveal(start, end)
    assert landed() == pytest.approx(view.landing, abs=1)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.reveal(start, end)
    assert landed() == pytest.approx(view.landing, abs=1)


def test_what_is_in_sight_stays_where_it_is(view: DocumentView) -> None:
    heading = view.text.layer.outline[1]
    view.reveal(heading.start, heading.start + 9)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() - 200)
    before = bar.value()
    view.reveal(heading.start, heading.start + 9)
    assert bar.value() == before


def test_the_outline_lights_the_heading_gone_to(view: DocumentView, qtbot: QtBot) -> None:
    panel = SidePanel(view)
    qtbot.addWidget(panel)
    panel.show()
    panel.go_to_heading(view.text.layer.outline[1])
    panel.follow()
    assert panel.outline.currentIndex().data() == "The far end"
