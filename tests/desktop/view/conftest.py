# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real reading view on documents that the real reader read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sidelight import resources
from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.pictures import PictureSource
from sidelight.model.records import Document
from sidelight.reader.extraction import Extraction
from sidelight.reader.remote import Reader
from sidelight.text.finding import Options
from sidelight.text.geometry import Rect
from tests.scans import printed_pdf, scan_pdf

ARTICLE = """<!DOCTYPE html>
<html lang="en"><head><title>After the water</title></head><body><article>
<h1>After the water</h1>
<p>On the night of 6 December the sea came over the mole and into the lower town, and by the
spring the papers of the day agreed that the worst was over for the families there.</p>
<p>A total of 1,240 houses had been repaired by 1 March, and the school halls at Mill Lane, where
the homeless had slept since Christmas, stood empty again.
Caf\u00e9 d\u00e9j\u00e0 vu, cafe\u0301.</p>
<p>Заведующий портом записал всё в книгу. 항구의 서기는 모든 집을 장부에 적었다.
👩\u200d🚀 was there.</p>
<p>The council spent 30,000 pounds of ratepayers\u2019 money, the Gazette reported, with the rest
coming from the county relief fund and from a public appeal that closed in February.</p>
<p>They said so again and again. </p>
PARAGRAPHS
</article></body></html>"""


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


class Sheets:
    """A document as read, and the view that shows it."""

    def __init__(self, view: DocumentView, read: Extraction, document: Document) -> None:
        self.view = view
        self.read = read
        self.document = document

    def range_of(self, words: str) -> tuple[int, int]:
        """The ink range of words that stand in the document once."""
        text = self.read.layer.text
        at = text.text.index(words)
        return text.offset(at), text.offset(at + len(words))

    def rect_of(self, words: str) -> tuple[int, Rect]:
        """Page index and rectangle of the first line of some words."""
        return self.view.text.rects(*self.range_of(words))[0]

    def before(self, words: str) -> QPointF:
        """The point of the viewport just right of where some words begin."""
        rect = self.view.to_view(*self.rect_of(words))
        return QPointF(rect.left() + 1, rect.center().y())

    def after(self, words: str) -> QPointF:
        """The point of the viewport just left of where the first line of some words ends."""
        rect = self.view.to_view(*self.rect_of(words))
        return QPointF(rect.right() - 1, rect.center().y())


@pytest.fixture(scope="session")
def extractions(reader: Reader) -> dict[str, tuple[bytes, Extraction]]:
    samples = resources.folder("sample_docs")
    names = ("2024-06-19-treaty.pdf",)
    files = {name: (samples / name).read_bytes() for name in names}
    more = "<p>Another line of the long account of the flood and of those who came after it.</p>"
    files["article.html"] = ARTICLE.replace("PARAGRAPHS", more * 60).encode()
    files["scan.pdf"] = scan_pdf(pages=2)
    files["print.pdf"] = printed_pdf()
    return {name: (data, reader.extract(data, name)) for name, data in files.items()}


@pytest.fixture
def pictures(qapp: QApplication, reader: Reader) -> Iterator[PictureSource]:
    source = PictureSource(reader, qapp)
    yield source
    source.close()


Opener = Callable[..., Sheets]


@pytest.fixture
def opened(
    qtbot: QtBot, pictures: PictureSource, extractions: dict[str, tuple[bytes, Extraction]]
) -> Opener:
    """Open a document in a view of 700 × 800 pixels and wait for its first page."""

    def open_it(name: str = "article.html", *, drawn: bool = True) -> Sheets:
        data, read = extractions[name]
        document = Document(
            name, 1, "1", "source", read.title, name, read.media_type, len(data), "en", "layer"
        )
        shown = read.rendition or data
        media_type = read.options.get("rendition") or read.media_type
        pictures.open(document.id, lambda: shown, media_type, name)
        view = DocumentView(pictures)
        qtbot.addWidget(view)
        view.resize(700, 800)
        view.show_document(document, read.layer, read.pages)
        view.show()
        qtbot.waitExposed(view)
        if drawn:
            qtbot.waitUntil(lambda: is_drawn(view), timeout=20_000)
        return Sheets(view, read, document)

    return open_it


def is_drawn(view: DocumentView) -> bool:
    """Whether the first page in sight has its picture at just this zoom."""
    page = view.visible_pages().start
    number = view.pages[page].number
    return view.pictures.look(view.key, number, view.picture_scale(page)) is not None


def count_of(
    view: DocumentView,
    qtbot: QtBot,
    words: str,
    options: Options = Options(),  # noqa: B008
) -> int:
    """Find words and return how often they stand there."""
    with qtbot.waitSignal(view.hits_changed, timeout=20_000):
        view.find(words, options)
    return view.find_next(0)[1]


@pytest.fixture
def sheets(opened: Opener) -> Sheets:
    return opened()


@pytest.fixture
def words_file(tmp_path: Path) -> Path:
    path = tmp_path / "dropped note.txt"
    path.write_text("A note.", "utf-8")
    return path
