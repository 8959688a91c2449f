# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the two confined processes run, called in this one."""

import base64
import gc
from collections.abc import Callable
from typing import Any

import pytest

from sidelight.reader import draw_entry, drawing, extract_entry
from sidelight.reader.drawing import Shelf, page_of
from sidelight.reader.embedded import is_drawable
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.parcel import unpack
from sidelight.reader.reading import Request, Unreadable
from sidelight.worker.allocator import bytes_in_use
from tests.scans import scan_pdf

Fixture = Callable[..., Any]
LINES = [(72.0, 90.0, 20.0, "A bridge"), (72.0, 140.0, 11.0, "that never stood in the river.")]
PDF = "application/pdf"


def unheard(_fraction: float, _word: str) -> None:
    pass


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    made = Shelf(2)
    monkeypatch.setattr(draw_entry, "_SHELF", made)
    return made


def test_warming_reads_and_draws_every_format() -> None:
    extract_entry.warm()
    draw_entry.warm()
    assert gc.isenabled(), "a process forked from this one would never collect a cycle"


def test_extracting(make_pdf: Fixture) -> None:
    heard: list[float] = []
    reply = extract_entry.CALLS["extract"](
        {"name": "a.pdf", "whole_page": False},
        (make_pdf(LINES, LINES),),
        lambda part, _word: heard.append(part),
    )
    found = unpack(reply)
    assert found.title == "A bridge"
    assert heard == [0.5, 1.0]


def test_the_whole_page_is_asked_for_by_name() -> None:
    page = b"<html><body><nav><p>Menu</p></nav>" + b"<p>Words of the article, and more.</p>" * 9
    for whole, expected in ((True, True), (False, False)):
        reply = extract_entry.extract({"name": "a", "whole_page": whole}, (page,), unheard)
        assert ("whole_page" in unpack(reply).options) == expected


def test_a_picture_and_a_png(shelf: Shelf, make_pdf: Fixture) -> None:
    data = make_pdf(LINES, size=(200, 100))
    asked: dict[str, Any] = {"key": "k", "media_type": PDF, "page": 1}
    reply = draw_entry.CALLS["picture"]({**asked, "scale": 2}, (data,), unheard)
    place = {"left": 0, "top": 0, "inverted": False}
    assert reply.values == {"width": 400, "height": 200, "stride": 1200, **place}
    assert shelf.get("k") is not None
    marks: Any = [[[[72, 60, 120, 90]], ["#000000", "#ffffff", "no such line"], 7, 0]]
    png = draw_entry.CALLS["png"]({**asked, "dpi": 72, "marks": marks}, (), unheard)
    drawn: Any = pymupdf.Pixmap(bytes(png.blobs[0]))
    assert (drawn.width, drawn.height) == (200, 100)


@pytest.mark.usefixtures("shelf")
def test_a_document_that_is_not_held_is_asked_for() -> None:
    with pytest.raises(Unreadable) as refusal:
        draw_entry.picture({"key": "k", "media_type": PDF, "page": 1, "scale": 1}, (), unheard)
    assert refusal.value.kind == "not_held"


def test_the_longest_unused_goes_first(shelf: Shelf, make_pdf: Fixture) -> None:
    data = make_pdf(LINES)
    first = shelf.put("first", data, PDF)
    shelf.put("second", data, PDF)
    assert shelf.get("first") is first
    shelf.put("third", data, PDF)
    assert shelf.get("second") is None
    assert shelf.get("first") is first
    assert first is not None
    assert first.page_count == 1


@pytest.mark.skipif(not bytes_in_use(), reason="a C library that does not tell")
def test_pages_of_scans_leave_little_behind(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_MOST_STORED", 2 << 20)
    scans = shelf.put("scans", scan_pdf(24), PDF)
    drawn: list[bytes] = []
    sizes: list[int] = []
    for number in range(1, 25):
        drawn.append(bytes(drawing.draw(shelf.sheet("scans", scans, number), 1.0).pixels))
        sizes.append(bytes_in_use() - sum(map(len, drawn)))
    assert max(sizes) - sizes[0] < 6 << 20, "each leaves more than one MiB where nothing is done"
    monkeypatch.setattr(drawing, "_MOST_STORED", 1 << 30)
    for number, picture in enumerate(drawn, 1):
        again = drawing.draw(shelf.sheet("scans", scans, number), 1.0)
        assert bytes(again.pixels) == picture
    assert bytes_in_use() - sum(map(len, drawn)) - sizes[0] > 12 << 20


@pytest.mark.parametrize(("data", "kind"), [(b"%PDF-", PDF), (b"", PDF)])
def test_what_cannot_be_opened_is_not_kept(data: bytes, kind: str, shelf: Shelf) -> None:
    with pytest.raises(Unreadable) as refusal:
        shelf.put("bad", data, kind)
    assert refusal.value.kind == "damaged"
    assert shelf.get("bad") is None


@pytest.mark.parametrize("number", [0, 2, -5])
def test_pages_count_from_one(number: int, shelf: Shelf, make_pdf: Fixture) -> None:
    document = shelf.put("one", make_pdf(LINES), PDF)
    assert page_of(document, 1).number == 0
    with pytest.raises(Unreadable) as refusal:
        page_of(document, number)
    assert (refusal.value.kind, refusal.value.values) == ("missing_page", {"count": 1})


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("C:\\letters\\letter.pdf", "letter"),
        ("/letters/ann/a letter.v2.html", "a letter.v2"),
        (".hidden", ".hidden"),
        ("письмо.txt", "письмо"),
        ("", ""),
    ],
)
def test_the_stem_of_a_name(name: str, stem: str) -> None:
    assert Request(b"", name).stem == stem


def test_images_that_can_be_drawn() -> None:
    square: Any = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 4, 4))
    square.clear_with(90)
    whole = bytes(square.tobytes("png"))
    bomb = whole[:16] + (60_000).to_bytes(4, "big") * 2 + whole[24:]

    def address(data: bytes) -> str:
        return "data:image/png;base64," + base64.b64encode(data).decode()

    assert is_drawable(address(whole))
    assert not is_drawable(address(bomb))
    assert not is_drawable(address(whole[:20]))
    assert not is_drawable(address(b""))
    assert not is_drawable("data:image/png;base64,????")
