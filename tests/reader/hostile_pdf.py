# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF files made to hang, to blow up or to reach out, written object by object."""

import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

WORDS = "Harbour"


class Trap(NamedTuple):
    """What no document may reach: a file with a secret in it, and an address of this machine."""

    file: Path
    web: str


Make = Callable[[Trap], bytes]
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = f"BT /H 12 Tf 72 700 Td ({WORDS}) Tj ET"
ROOT = "<</Type/Catalog/Pages 2 0 R>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"


def stream(data: bytes | str, entries: str = "") -> bytes:
    """A stream object's insides, with more entries in its dictionary."""
    raw = data.encode("latin-1") if isinstance(data, str) else data
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(raw), raw)


def packed(data: bytes, times: int = 1, entries: str = "") -> bytes:
    """A stream packed over and over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, f"{entries}/Filter[{'/FlateDecode' * times}]")


def page(resources: str = "", entries: str = "", box: str = "0 0 600 800") -> str:
    """A page whose contents are object 4 and whose font is object 5."""
    return (
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R"
        f"/Resources<</Font<</H 5 0 R>>{resources}>>{entries}>>"
    )


def pdf(objects: Mapping[int, bytes | str], trailer: str = "") -> bytes:
    """A file of one page with words on it, but for the objects that are given instead."""
    usual: dict[int, bytes | str] = {1: ROOT, 2: PAGES, 3: page(), 4: stream(SHOWN), 5: FONT}
    parts = [b"%PDF-1.7\n"]
    for number, raw in sorted({**usual, **objects}.items()):
        inside = raw.encode("latin-1") if isinstance(raw, str) else raw
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, inside))
    size = max({*usual, *objects}) + 1
    return b"".join(parts) + f"trailer<</Root 1 0 R/Size {size}{trailer}>>\n%%EOF\n".encode()


def form(inside: str, resources: str) -> bytes:
    """A form that may draw others."""
    return stream(inside, f"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<{resources}>>")


def tiling(inside: str, resources: str, step: str) -> bytes:
    """A pattern of tiles."""
    return stream(
        inside,
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]"
        f"/XStep {step}/YStep {step}/Resources<<{resources}>>",
    )


def forms_that_multiply(_trap: Trap) -> bytes:
    """Each form draws the next ten times, twelve deep: a page that never ends."""
    forms: dict[int, bytes | str] = {
        number: form("/F Do " * 10, f"/XObject<</F {number + 1} 0 R>>") for number in range(10, 22)
    }
    last = form("0 0 600 800 re f", "")
    shown = stream(f"{SHOWN} /F Do")
    return pdf({3: page("/XObject<</F 10 0 R>>"), 4: shown, **forms, 22: last})


def tiles_in_tiles(_trap: Trap) -> bytes:
    """Patterns painted with patterns, each of many small tiles."""
    tiles: dict[int, bytes | str] = {
        number: tiling(
            "/Pattern cs /P scn 0 0 9 9 re f", f"/Pattern<</P {number + 1} 0 R>>", "0.01"
        )
        for number in range(10, 15)
    }
    last = tiling("1 0 0 rg 0 0 9 9 re f", "", "0.01")
    shown = stream(f"{SHOWN} /Pattern cs /P scn 0 0 600 800 re f")
    return pdf({3: page("/Pattern<</P 10 0 R>>"), 4: shown, **tiles, 15: last})


def a_deep_page_tree(_trap: Trap) -> bytes:
    nodes: dict[int, bytes | str] = {
        number: f"<</Type/Pages/Kids[{number + 1} 0 R]/Count 1/Parent {number - 1} 0 R>>"
        for number in range(10, 5_010)
    }
    return pdf({2: "<</Type/Pages/Kids[10 0 R]/Count 1>>", **nodes, 5_010: page()})


def many_bookmarks(_trap: Trap) -> bytes:
    last = 10 + 20_000
    items: dict[int, bytes | str] = {
        number: f"<</Title(Chapter {number})/Parent 9 0 R/Next {number + 1} 0 R/Dest[3 0 R/Fit]>>"
        for number in range(10, last)
    }
    items[last] = "<</Title(The last)/Parent 9 0 R/Dest[3 0 R/Fit]>>"
    return pdf(
        {
            1: "<</Type/Catalog/Pages 2 0 R/Outlines 9 0 R>>",
            9: f"<</First 10 0 R/Last {last} 0 R>>",
            **items,
        }
    )


def with_font(dictionary: str, more: Mapping[int, bytes | str]) -> bytes:
    """A page whose words are set in a font made by a stranger."""
    return pdf({5: dictionary, **more})


def with_image(entries: str, data: bytes) -> bytes:
    """A page with words and an image."""
    image = stream(data, f"/Type/XObject/Subtype/Image{entries}")
    shown = stream(f"{SHOWN} q 500 0 0 500 9 9 cm /I Do Q")
    return pdf({3: page("/XObject<</I 10 0 R>>"), 4: shown, 10: image})


def a_chain_of_tables(_trap: Trap) -> bytes:
    """A table of objects whose earlier version is itself."""
    body = pdf({}).partition(b"trailer")[0]
    at = len(body)
    table = f"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 6/Prev {at}>>\n"
    return body + table.encode() + b"startxref\n%d\n%%%%EOF\n" % at


GLYPH = "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 72"
DOCUMENTS: dict[str, Make] = {
    "forms that multiply.pdf": forms_that_multiply,
    "tiles in tiles.pdf": tiles_in_tiles,
    "a deep page tree.pdf": a_deep_page_tree,
    "many bookmarks.pdf": many_bookmarks,
    "tables in a ring.pdf": a_chain_of_tables,
    "a page tree in a ring.pdf": lambda _: pdf({2: "<</Type/Pages/Kids[2 0 R]/Count 9>>"}),
    "a page tree that lies.pdf": lambda _: pdf({2: "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"}),
    "one page 50000 times.pdf": lambda _: pdf(
        {2: f"<</Type/Pages/Kids[{'3 0 R ' * 50_000}]/Count 50000>>"}
    ),
    "a length that is itself.pdf": lambda _: pdf(
        {4: f"<</Length 4 0 R>>stream\n{SHOWN}\nendstream"}
    ),
    "a catalogue that is itself.pdf": lambda _: pdf({1: "1 0 R"}),
    "a page as wide as the sun.pdf": lambda _: pdf({3: page(box="0 0 999999999 999999999")}),
    "a page of no size.pdf": lambda _: pdf({3: page(box="0 0 0 0")}),
    "a page turned inside out.pdf": lambda _: pdf({3: page(box="600 800 -1e38 -1e38")}),
    "contents packed thrice.pdf": lambda _: pdf({4: packed(b"q " * 60_000_000, 3)}),
    "a form that draws itself.pdf": lambda _: pdf(
        {
            3: page("/XObject<</F 10 0 R>>"),
            4: stream(f"{SHOWN} /F Do"),
            10: form("/F Do /F Do", "/XObject<</F 10 0 R>>"),
        }
    ),
    "a pattern of itself.pdf": lambda _: pdf(
        {
            3: page("/Pattern<</P 10 0 R>>"),
            4: stream(f"{SHOWN} /Pattern cs /P scn 0 0 600 800 re f"),
            10: tiling("/Pattern cs /P scn 0 0 9 9 re f", "/Pattern<</P 10 0 R>>", "9"),
        }
    ),
    "a mask of itself.pdf": lambda _: pdf(
        {
            3: page("/ExtGState<</G 11 0 R>>/XObject<</F 10 0 R>>"),
            4: stream(f"{SHOWN} /G gs /F Do"),
            10: form("/G gs 0 0 9 9 re f", "/ExtGState<</G 11 0 R>>"),
            11: "<</SMask<</S/Luminosity/G 10 0 R>>>>",
        }
    ),
    "bookmarks in a ring.pdf": lambda _: pdf(
        {
            1: "<</Type/Catalog/Pages 2 0 R/Outlines 9 0 R>>",
            9: "<</First 10 0 R/Last 10 0 R>>",
            10: "<</Title(Round)/Next 10 0 R/First 10 0 R/Dest[3 0 R/Fit]>>",
        }
    ),
    "names in a ring.pdf": lambda _: pdf(
        {
            1: "<</Type/Catalog/Pages 2 0 R/Names<</Dests 9 0 R>>>>",
            3: page(entries="/Annots[<</Subtype/Link/Rect[0 0 99 99]/A<</S/GoTo/D(no such)>>>>]"),
            9: "<</Kids[9 0 R 9 0 R]/Limits[(a)(z)]>>",
        }
    ),
    "a field that is its own parent.pdf": lambda _: pdf(
        {
            1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R]>>>>",
            3: page(entries="/Annots[9 0 R]"),
            9: "<</Subtype/Widget/Rect[9 9 99 99]/FT/Tx/Parent 9 0 R/Kids[9 0 R]/T(a)>>",
        }
    ),
    "a structure in a ring.pdf": lambda _: pdf(
        {
            1: "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 9 0 R>>",
            9: "<</Type/StructTreeRoot/K[9 0 R 10 0 R]/ParentTree 9 0 R>>",
            10: "<</Type/StructElem/S/P/P 10 0 R/K[10 0 R]>>",
        }
    ),
    "states without end.pdf": lambda _: pdf({4: stream(f"{SHOWN} {'q ' * 500_000}")}),
    "arrays without end.pdf": lambda _: pdf({4: stream(f"{SHOWN} {'[' * 200_000} TJ")}),
    "arrays in the catalogue.pdf": lambda _: pdf(
        {1: f"<</Type/Catalog/Pages 2 0 R/X{'[' * 50_000}{']' * 50_000}>>"}
    ),
    "a font of rubbish.pdf": lambda _: with_font(
        "<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 10 0 R>>",
        {
            10: "<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 11 0 R>>",
            11: stream(b"\0\1\0\0\xff\xff" + b"glyf\xff\xff\xff\xff" * 900),
        },
    ),
    "a font of commands without end.pdf": lambda _: with_font(
        "<</Type/Font/Subtype/Type1/BaseFont/X/FontDescriptor 10 0 R>>",
        {
            10: "<</Type/FontDescriptor/FontName/X/Flags 4/FontFile 11 0 R>>",
            11: stream("%!PS-AdobeFont-1.0: X\n/FontMatrix[" + "{" * 90_000),
        },
    ),
    "a glyph that shows itself.pdf": lambda _: with_font(
        f"{GLYPH}/LastChar 72/Widths[9]/Encoding<</Differences[72/H]>>/CharProcs<</H 10 0 R>>"
        "/Resources<</Font<</H 5 0 R>>>>>>",
        {10: stream("9 0 d0 BT /H 1 Tf (HHHH) Tj ET")},
    ),
    "letters for four thousand million codes.pdf": lambda _: with_font(
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 10 0 R>>",
        {
            10: stream(
                "begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange "
                + "1 beginbfrange <00000000> <ffffffff> <0041> endbfrange " * 300
                + "endcmap"
            )
        },
    ),
    "a table of letters that uses itself.pdf": lambda _: with_font(
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 10 0 R>>",
        {10: stream("begincmap endcmap", "/UseCMap 10 0 R")},
    ),
    "an image of ten thousand million points.pdf": lambda _: with_image(
        "/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode",
        zlib.compress(bytes(90_000_000), 9),
    ),
    "an image of negative size.pdf": lambda _: with_image(
        "/Width -9/Height 2147483647/BitsPerComponent 32/ColorSpace/DeviceRGB", b"\0\0\0"
    ),
    "an image of rubbish.pdf": lambda _: with_image(
        "/Width 99/Height 99/Filter/JPXDecode", b"\xff\x4f\xff\x51" + b"\xff" * 9_000
    ),
    "an image masked by itself.pdf": lambda _: with_image(
        "/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 10 0 R", b"\0"
    ),
    "a colour of its own colour.pdf": lambda _: pdf(
        {
            3: page("/ColorSpace<</C 10 0 R>>"),
            4: stream(f"{SHOWN} /C cs 1 sc 0 0 9 9 re f"),
            10: "[/Indexed 10 0 R 255 (abc)]",
        }
    ),
    "a stream from a file.pdf": lambda trap: pdf(
        {
            4: stream("", f"/F({trap.file})"),
            5: FONT,
            9: stream("", f"/F<</FS/URL/F({trap.web}/stream)>>"),
        }
    ),
    "a page of a thousand dashes a point.pdf": lambda _: pdf(
        {4: stream(f"{SHOWN} [0.00001] 0 d 0 0 m 99999999 99999999 l S " * 20)}
    ),
    "cut in two.pdf": lambda _: pdf({})[:190],
    "locked by rubbish.pdf": lambda _: pdf(
        {9: "<</Filter/Standard/V 5/R 99/O(a)/U(b)/P -1/Length -128>>"},
        "/Encrypt 9 0 R/ID[(a)(b)]",
    ),
}
