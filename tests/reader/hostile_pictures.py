# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures and drawings made to hang, to blow up or to reach out."""

import struct
import zlib

from tests.reader.hostile_pdf import WORDS, Make, Trap
from tests.reader.hostile_words import entities, outside
from tests.reader.office import picture


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"", more: bytes = b"") -> bytes:
    """A grey PNG of any stated size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + more
        + chunk(b"IDAT", zlib.compress(data, 9))
        + chunk(b"IEND", b"")
    )


def tiff(entries: list[tuple[int, int, int, int]], following: int = 0) -> bytes:
    """A TIFF of one directory: (tag, type, count, value), then where the next is."""
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = b"II*\0" + struct.pack("<IH", 8, len(entries))
    return head + body + struct.pack("<I", following) + bytes(64)


def grey(width: int, height: int, counted: int = 1) -> list[tuple[int, int, int, int]]:
    """The entries of a grey TIFF of eight bits."""
    said = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 100, 277: 1, 278: height}
    entries = [(tag, 4, 1, value) for tag, value in said.items()]
    return [*entries, (279, 4, counted, width * height & 0xFFFFFFFF)]


def gif(width: int, height: int, frames: int) -> bytes:
    """A GIF of many pictures of one point on a wide screen."""
    one = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0)
    return screen + b"\0\0\0\xff\xff\xff" + one * frames + b";"


def bmp(width: int, height: int, packing: int = 0) -> bytes:
    """A bitmap of any stated size with hardly a point in it."""
    info = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, packing, 0, 9, 9, 0, 0)
    return b"BM" + struct.pack("<IHHI", 90, 0, 0, 54) + info + bytes(36)


def jpeg(width: int, height: int) -> bytes:
    """A small JPEG that says it is larger."""
    data = bytearray(picture("JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def jpeg2000(width: int, height: int) -> bytes:
    """A bare JPEG 2000 that says it has tiles of one point."""
    size = struct.pack(">HIIIIIIIIH", 0, width, height, 0, 0, 1, 1, 0, 0, 1) + b"\x07\x01\x01"
    return b"\xff\x4f\xff\x51" + struct.pack(">H", len(size) + 2) + size + bytes(90)


def svg(inside: str, entries: str = 'width="400" height="300"', head: str = "") -> bytes:
    """A drawing with words and more."""
    return (
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'{entries}><text x="9" y="50">{WORDS}</text>{inside}</svg>'
    ).encode()


def uses(deep: int) -> str:
    """Groups, each with ten times the one before."""
    groups = "".join(
        f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, deep)
    )
    return f'<g id="a0"><path d="M0 0h9v9z"/></g>{groups}<use xlink:href="#a{deep - 1}"/>'


def reaching(trap: Trap) -> bytes:
    """A drawing that asks for files and addresses in every way."""
    return svg(
        f'<image xlink:href="file://{trap.file}" width="9" height="9"/>'
        f'<image href="{trap.web}/i" width="9" height="9"/><use xlink:href="{trap.file}#a"/>'
        f'<style>@import url("{trap.web}/s");</style><script>fetch("{trap.web}/j")</script>'
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{trap.file}" parse="text"/>'
        f'<a xlink:href="javascript:alert(1)"><text x="9" y="90">words</text></a>',
        head=f'<?xml version="1.0"?><?xml-stylesheet href="file://{trap.file}"?>',
    )


PIXELS: dict[str, Make] = {
    "the largest of all.png": lambda _: png(2**31 - 1, 2**31 - 1),
    "wide and empty.png": lambda _: png(12_000, 12_000),
    "more rows than said.png": lambda _: png(9, 9, bytes(200_000_000)),
    "words without end.png": lambda _: png(
        9, 9, bytes(90), chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(90_000_000), 9))
    ),
    "colours of rubbish.png": lambda _: png(
        9, 9, bytes(90), chunk(b"iCCP", b"a\0\0" + zlib.compress(b"\xff" * 90_000, 9))
    ),
    "of no size.png": lambda _: png(0, 0),
    "cut in two.png": lambda _: picture("PNG", (900, 900))[:200],
    "a page that says picture.png": lambda _: b"\x89PNG\r\n\x1a\n<html><p>words</p></html>",
    "larger than it is.jpg": lambda _: jpeg(65_535, 65_535),
    "wide and wrong.jpg": lambda _: jpeg(60_000, 9),
    "cut in two.jpg": lambda _: picture("JPEG", (900, 900))[:400],
    "pages in a ring.tiff": lambda _: tiff(grey(8, 8), 8),
    "larger than it is.tiff": lambda _: tiff(grey(2**31, 2**31)),
    "strips without end.tiff": lambda _: tiff(grey(8, 8, 2**32 - 1)),
    "tiles of no size.tiff": lambda _: tiff([*grey(8, 8), (322, 4, 1, 0), (323, 4, 1, 0)]),
    "entries that lie.tiff": lambda _: tiff([(256, 99, 2**32 - 1, 2**32 - 1)] * 500),
    "a hundred thousand pictures.gif": lambda _: gif(9, 9, 100_000),
    "a wide screen.gif": lambda _: gif(65_535, 65_535, 9),
    "wider than memory.bmp": lambda _: bmp(2**31 - 1, 2**31 - 1),
    "upside down.bmp": lambda _: bmp(-9, -(2**31)),
    "packed wrongly.bmp": lambda _: bmp(10_000, 10_000, 1),
    "tiles without end.jp2": lambda _: jpeg2000(2**32 - 1, 2**32 - 1),
    "a fine grid.jp2": lambda _: jpeg2000(9_000, 9_000),
    "cut in two.jp2": lambda _: picture("JPEG2000", (300, 300))[:200],
    "of another length.webp": lambda _: b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\xff" * 60,
    "cut in two.webp": lambda _: picture("WEBP", (300, 300), lossless=True)[:90],
}
DRAWINGS: dict[str, Make] = {
    "uses of uses.svg": lambda _: svg(uses(30)),
    "a use of itself.svg": lambda _: svg('<g id="a"><use xlink:href="#a"/></g>'),
    "patterns of patterns.svg": lambda _: svg(
        '<pattern id="p" width="0.001" height="0.001"><rect width="9" height="9" fill="url(#p)"/>'
        '</pattern><rect width="400" height="300" fill="url(#p)"/>'
    ),
    "a mask of itself.svg": lambda _: svg(
        '<mask id="m"><rect mask="url(#m)" width="9" height="9"/></mask>'
        '<clipPath id="c" clip-path="url(#c)"/><g mask="url(#m)" clip-path="url(#c)">x</g>'
    ),
    "filters without end.svg": lambda _: svg(
        '<filter id="f" width="99999" height="99999">'
        + '<feGaussianBlur stdDeviation="9999"/><feTurbulence numOctaves="999999"/>' * 400
        + '</filter><rect filter="url(#f)" width="400" height="300"/>'
    ),
    "as wide as the sun.svg": lambda _: svg("", 'width="1e30" height="1e30"'),
    "of no number.svg": lambda _: svg("", 'width="nan" height="-inf" viewBox="0 0 0 0"'),
    "groups without end.svg": lambda _: svg("<g>" * 100_000),
    "entities that multiply.svg": lambda _: svg("<text>&e11;</text>", head=entities(12)),
    "entities from a file.svg": lambda trap: svg("<text>&f;&w;</text>", head=outside(trap)),
    "files and addresses.svg": reaching,
    "a path without end.svg": lambda _: svg(f'<path d="M0 0{"a1 1 0 1 1 9 9" * 60_000}"/>'),
    "a step of nothing.svg": lambda _: svg(
        '<path d="M0 0h1e30v1e30" stroke="red" stroke-dasharray="1e-30" stroke-width="1e30"/>'
    ),
}
DOCUMENTS: dict[str, Make] = PIXELS | DRAWINGS
