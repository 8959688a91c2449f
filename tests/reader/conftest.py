# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents made on the spot, and one reader for all tests that need its processes."""

import http.server
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest

from sidelight.reader.extraction import Extraction
from sidelight.reader.formats import format_of
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.reading import Request
from sidelight.reader.remote import Reader

Read = Callable[..., Extraction]
MakePdf = Callable[..., bytes]


@pytest.fixture(scope="session")
def reader(session_home: Path) -> Iterator[Reader]:
    """The real thing: two confined processes."""
    assert session_home.exists()
    with Reader() as made:
        yield made


@pytest.fixture
def read() -> Read:
    """Read a document in this process: what the extracting process does, without its walls."""

    def run(data: bytes | str, name: str = "paper", *, whole_page: bool = False) -> Extraction:
        raw = data.encode() if isinstance(data, str) else data
        request = Request(raw, name, whole_page)
        return format_of(raw, name).read(request, lambda _fraction, _word: None)

    return run


@pytest.fixture
def make_pdf() -> MakePdf:
    """Make a PDF: one page for each list of (x, y, letter size, text), then what the options say."""  # noqa: E501

    def make(
        *pages: list[tuple[float, float, float, str]],
        metadata: dict[str, str] | None = None,
        toc: list[list[Any]] | None = None,
        rotation: int = 0,
        size: tuple[float, float] = (595, 842),
        **saving: Any,
    ) -> bytes:
        document: Any = pymupdf.open()
        font = pymupdf.Font("cjk")
        for lines in pages:
            page = document.new_page(width=size[0], height=size[1])
            writer = pymupdf.TextWriter(page.rect)
            for x, y, letters, text in lines:
                writer.append((x, y), text, font=font, fontsize=letters)
            if lines:
                writer.write_text(page)
            page.set_rotation(rotation)
        document.set_metadata(metadata or {})
        if toc:
            document.set_toc(toc)
        return bytes(document.tobytes(**saving))

    return make


def said(extraction: Extraction) -> list[tuple[str, str]]:
    """Role and words of every block, blanks made one."""
    text = extraction.layer.text
    return [
        (block.role, " ".join(text.slice(block.start, block.end).split()))
        for block in extraction.layer.blocks
    ]


@pytest.fixture
def blocks() -> Callable[[Extraction], list[tuple[str, str]]]:
    return said


@pytest.fixture
def hidden() -> Callable[[Extraction], list[tuple[str, str]]]:
    """Reason and words of everything offered for hiding."""

    def listed(extraction: Extraction) -> list[tuple[str, str]]:
        text = extraction.layer.text
        return [
            (item.reason, " ".join(text.slice(item.start, item.end).split()))
            for item in extraction.layer.furniture
        ]

    return listed


@pytest.fixture
def sound() -> Callable[[Extraction], None]:
    """What must hold of every extraction."""

    def check(extraction: Extraction) -> None:
        layer, pages = extraction.layer, extraction.pages
        assert [page.number for page in pages] == list(range(1, len(pages) + 1))
        assert pages[0].start == 0
        assert pages[-1].end == len(layer.text)
        for page, after in pairwise(pages):
            assert page.end == after.start
        for page in pages:
            assert len(page.boxes) == 4 * (page.end - page.start)
            for offset in range(page.start, page.end):
                x0, y0, x1, y1 = page.box(offset)
                assert x0 <= x1
                assert y0 < y1
        covered = [offset for block in layer.blocks for offset in range(block.start, block.end)]
        assert covered == list(range(len(layer.text)))
        for heading in layer.outline:
            page = pages[heading.page - 1]
            assert page.start <= heading.start <= page.end

    return check


class Listener(http.server.BaseHTTPRequestHandler):
    """Writes down whoever calls."""

    calls: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.calls.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    """An address of this machine that nothing may call."""
    Listener.calls.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def calls(address: str) -> list[str]:
    """What was asked of the address, which should be nothing."""
    assert address
    return Listener.calls
