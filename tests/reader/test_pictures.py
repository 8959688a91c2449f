# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures: every kind, turned as the camera says, many pages, and none too large to draw."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from sidelight.errors import DocumentError
from sidelight.reader import comic, pictures
from sidelight.reader.formats import format_of
from sidelight.reader.opening import open_document
from sidelight.reader.picture_kinds import picture_kind
from sidelight.reader.pillow_pictures import HEIC, pixels_of
from sidelight.reader.reading import Unreadable
from sidelight.reader.remote import Reader
from tests.reader.office import picture, zipped

Fixture = Callable[..., Any]
RED = (255, 0, 0)
KINDS = [
    ("PNG", "image/png"),
    ("JPEG", "image/jpeg"),
    ("GIF", "image/gif"),
    ("BMP", "image/bmp"),
    ("TIFF", "image/tiff"),
    ("JPEG2000", "image/jp2"),
    ("WEBP", "image/webp"),
    ("AVIF", "image/avif"),
]


def turned(kind: str, orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return picture(kind, exif=exif)


def corner(found: Any, data: bytes, right: bool = False) -> tuple[int, ...]:
    """The colour near an upper corner of the first page as it is drawn."""
    drawn = found.rendition or data
    document = open_document(drawn, found.options.get("rendition", found.media_type))
    pixels = document[0].get_pixmap()
    return tuple(
        round(value / 40) * 40 for value in pixels.pixel(pixels.width - 6 if right else 5, 5)
    )


@pytest.mark.parametrize(("kind", "media_type"), KINDS)
def test_a_picture_is_a_page_without_text(
    kind: str, media_type: str, read: Fixture, sound: Fixture
) -> None:
    data = picture(kind)
    found = read(data, "maps/the harbour.dat")
    sound(found)
    assert (found.media_type, found.title) == (media_type, "the harbour")
    assert (found.layer.text.text, found.layer.blocks, found.language) == ("", (), "")
    assert len(found.pages) == 1
    page = found.pages[0]
    assert page.width == pytest.approx(2 * page.height)
    assert corner(found, data) == (240, 0, 0)
    for name in ("a.txt", "a.pdf", "a.html"):
        assert picture_kind(data) == media_type
        assert format_of(data, name) in {pictures.PICTURE, pictures.WEBP}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_turned_as_the_camera_says(kind: str, read: Fixture) -> None:
    data = turned(kind, 6)
    found = read(data)
    page = found.pages[0]
    assert page.height == pytest.approx(2 * page.width)
    assert corner(found, data, right=True) == (240, 0, 0)
    assert corner(found, data) == (240, 240, 240)


@pytest.mark.skipif(not HEIC, reason="pillow-heif, an extra, is not installed")
def test_a_picture_of_a_phone(read: Fixture) -> None:
    data = picture("HEIF")
    found = read(data)
    assert (found.media_type, found.options) == ("image/heic", {"rendition": "image/png"})
    assert corner(found, data) == (240, 0, 0)


def test_without_the_extra_a_phones_picture_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    monkeypatch.setattr(pictures, "MADE", frozenset({"image/webp"}))
    with pytest.raises(Unreadable) as refusal:
        format_of(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(20), "a.heic")
    assert refusal.value.values == {"found": "heic"}
    assert reader is not None


def test_a_scan_of_many_pages(read: Fixture, sound: Fixture) -> None:
    sheets = [Image.new("1", (850, 1100), 1) for _ in range(5)]
    out = io.BytesIO()
    sheets[0].save(
        out, "TIFF", save_all=True, append_images=sheets[1:], compression="group4", dpi=(100, 100)
    )
    found = read(out.getvalue(), "scan.tif")
    sound(found)
    assert [(p.label, p.width, p.height) for p in found.pages] == [
        (str(n), 612.0, 792.0) for n in range(1, 6)
    ]


def test_a_scan_of_turned_pages(read: Fixture, sound: Fixture) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 8
    sheets = [Image.new("L", (200, 100)), Image.new("L", (200, 100))]
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:], exif=exif)
    found = read(out.getvalue(), "scan.tif")
    sound(found)
    assert found.options == {"rendition": "application/vnd.comicbook+zip"}
    wide = [page.width > page.height for page in found.pages]
    assert wide == [False, False]


def a_png_of(width: int, height: int) -> bytes:
    """The head of a PNG that says how large it is, and nothing of the rest."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(head))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + struct.pack(">I", 0)
        + b"IDAT"
        + struct.pack(">I", zlib.crc32(b"IDAT"))
        + struct.pack(">I", 0)
        + b"IEND"
        + struct.pack(">I", zlib.crc32(b"IEND"))
    )


@pytest.mark.parametrize("size", [(60_000, 60_000), (2_000_000_000, 2), (13_000, 13_000)])
def test_a_picture_without_end_is_too_costly(size: tuple[int, int], read: Fixture) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(a_png_of(*size))
    assert refusal.value.kind == "too_costly"


def test_pixels_are_known_without_decoding() -> None:
    assert pixels_of(a_png_of(300, 200)) == 60_000
    assert pixels_of(picture("TIFF")) == 20_000
    assert pixels_of(b"no picture") == 0


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"GIF89a\x01\0\x01\0",
        b"II*\0\x08\0\0\0",
        b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(20),
        b"RIFF\x24\0\0\0WEBPVP8 " + bytes(20),
        b"\0\0\0\x18ftypavif" + bytes(20),
        b"BM" + bytes(12) + b"\x28\0\0\0" + bytes(40),
    ],
)
def test_a_broken_picture_is_damaged(data: bytes, reader: Reader) -> None:
    with pytest.raises(DocumentError) as error:
        reader.extract(data, "a.png")
    assert error.value.id == "document.damaged"


def test_kinds_that_only_look_like_one() -> None:
    for data in (b"BM is a letter of the alphabet, twice.", b"RIFF....WAVE", b"\0\0\0\x18ftypmp42"):
        assert picture_kind(data) == ""


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_through_the_confined_processes(kind: str, reader: Reader) -> None:
    data = picture(kind)
    found = reader.extract(data, "a picture")
    drawn = found.rendition or data
    media_type = found.options.get("rendition", found.media_type)
    shown = reader.draw(f"picture {kind}", lambda: drawn, media_type, 1, 2.0)
    assert shown.width == round(2 * found.pages[0].width)
    assert tuple(shown.pixels[:3]) == pytest.approx(RED, abs=8)


def test_a_comic_in_the_order_of_its_numbers(read: Fixture, sound: Fixture) -> None:
    sizes = {"page 10.png": 40, "page 9.jpg": 30, "page 1.png": 10, "Page 2.gif": 20}
    kinds = {"png": "PNG", "jpg": "JPEG", "gif": "GIF"}
    made = zipped(
        {
            **{n: picture(kinds[n[-3:]], (width, 50)) for n, width in sizes.items()},
            "ComicInfo.xml": "<ComicInfo/>",
            "__MACOSX/._page 1.png": "x",
        }
    )
    found = read(made, "book.cbz")
    sound(found)
    assert found.media_type == "application/vnd.comicbook+zip"
    widths = [page.width for page in found.pages]
    assert widths == sorted(widths)
    assert len(widths) == 4


def test_a_comic_as_it_is_needs_no_rendition(read: Fixture) -> None:
    plain = zipped({"1.png": picture(), "2.png": picture()})
    assert read(plain, "a.cbz").rendition == b""
    newer = zipped({"1.webp": picture("WEBP"), "2.png": picture()})
    found = read(newer, "a.cbz")
    assert found.options == {"rendition": "application/vnd.comicbook+zip"}
    assert len(found.pages) == 2


@pytest.mark.parametrize(
    ("members", "name", "is_one"),
    [
        ({"1.png": b""}, "a.zip", True),
        ({"1.png": b"", "letter.docx": b""}, "a.zip", False),
        ({"1.png": b"", "letter.docx": b""}, "a.cbz", True),
        ({"letter.txt": b""}, "a.cbz", False),
        ({}, "a.cbz", False),
    ],
)
def test_what_is_a_comic(members: dict[str, bytes], name: str, is_one: bool) -> None:
    assert comic.is_comic(zipped(members), name[-4:]) == is_one


@pytest.mark.parametrize(
    ("page", "fault"),
    [(b"no picture", "damaged"), (a_png_of(60_000, 60_000), "too_costly")],
)
def test_a_hostile_comic(page: bytes, fault: str, read: Fixture) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(zipped({"1.png": page}), "a.cbz")
    assert refusal.value.kind == fault


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">'
    "<title>The harbour</title><rect width='50' height='20' fill='red'/>"
    '<text x="20" y="90" font-size="20">A bridge of words</text>{}</svg>'
)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<?xml version='1.0'?>\n<!-- made by hand -->\n",
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x/svg.dtd">',
        "\ufeff  ",
    ],
)
def test_a_drawing_with_words(head: str, read: Fixture, sound: Fixture) -> None:
    found = read(head + SVG.format(""), "a.txt")
    sound(found)
    assert (found.title, found.layer.text.text) == ("The harbour", "A bridge of words")
    assert (found.pages[0].width, found.pages[0].height) == (300, 200)
    x0, y0, x1, y1 = found.pages[0].box(0)
    assert 15 < x0 < x1 < 40
    assert 60 < y0 < y1 < 110


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="{web}/a.png" width="9" height="9"/>',
        '<image href="file:///etc/hostname" width="9" height="9"/>',
        "<script>fetch('{web}/js')</script>",
        '<use href="{web}/b.svg#x"/>',
        "<style>@import url({web}/c.css);</style>",
        "<g>" * 200 + "</g>" * 200,
    ],
)
def test_a_hostile_drawing(inside: str, address: str, calls: list[str], reader: Reader) -> None:
    data = SVG.format(inside.format(web=address)).encode()
    assert reader.extract(data, "a.svg").layer.text.text == "A bridge of words"
    assert reader.draw(f"svg {inside}", lambda: data, "image/svg+xml", 1, 1.0).width == 300
    assert calls == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="9e9" height="9e9"/>', "too_costly"),
        (b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 5000, "too_costly"),
    ],
)
def test_drawings_that_are_refused(data: bytes, fault: str, reader: Reader) -> None:
    with pytest.raises(DocumentError) as error:
        reader.extract(data, "a.svg")
    assert error.value.id in {f"document.{fault}", "document.unknown"}
