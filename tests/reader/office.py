# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents of many kinds, made on the spot as the programs of their users make them."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"


def zipped(members: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    """An archive; the type that EPUB and OpenDocument state of themselves is stored as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, words in members.items():
            plain = name == "mimetype" or not packed
            way = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            made.writestr(zipfile.ZipInfo(name), words, way)
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (200, 100), **saving: Any) -> bytes:
    """A white picture with a red square in its upper left corner."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 5, size[1] * 2 // 5))
    out = io.BytesIO()
    image.save(out, kind, **saving)
    return out.getvalue()


def paragraph(words: str, style: str = "", extra: str = "") -> str:
    """A paragraph of a Word document."""
    stated = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = words if words.startswith("<") else f"<w:r><w:t>{words}</w:t></w:r>"
    return f"<w:p><w:pPr>{stated}{extra}</w:pPr>{runs}</w:p>"


def note_mark(number: int, kind: str = "footnote") -> str:
    """Where a note is called in a Word document."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def _styles() -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in (
            ("a3", "Title"),
            ("1", "heading 1"),
            ("2", "heading 2"),
            ("Q", "Quote"),
            ("C", "caption"),
        )
    )


def _numbering() -> str:
    return "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/></w:lvl>'
        "</w:abstractNum>"
        for n, kind in ((1, "bullet"), (2, "decimal"))
    ) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))


def docx(
    body: str,
    *,
    notes: str = "",
    core: str = "",
    media: Mapping[str, bytes] | None = None,
    links: str = "",
    parts: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A Word document with the styles that Word writes."""
    space = f'xmlns:w="{WORD}" xmlns:r="{RELATION}"'
    related = "".join(
        f'<Relationship Id="m{n}" Type="{RELATION}/image" Target="media/{name}"/>'
        for n, name in enumerate(media or {}, 1)
    )
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="d" '
        f'Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">{related}{links}</Relationships>'
        ),
        "word/styles.xml": f"<w:styles {space}>{_styles()}</w:styles>",
        "word/numbering.xml": f"<w:numbering {space}>{_numbering()}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {space}>{notes}</w:footnotes>",
    }
    if core:
        members["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DUBLIN}" xmlns:dcterms="{TERMS}">'
            f"{core}</cp:coreProperties>"
        )
    members |= {f"word/media/{name}": data for name, data in (media or {}).items()}
    return zipped(members | dict(parts or {}))


def drawn(number: int) -> str:
    """Where a picture of `docx` stands."""
    return (
        f'<w:r><w:drawing xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main" '
        f'xmlns:pic="{DRAWING}/picture"><wp:inline><wp:docPr id="1" name="map" descr="a map"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="m{number}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)


def epub(
    chapters: Mapping[str, str | bytes],
    *,
    metadata: str = "",
    nav: str = "",
    ncx: str = "",
    more: Mapping[str, bytes | str] | None = None,
    order: tuple[str, ...] | None = None,
) -> bytes:
    """An EPUB whose chapters stand in OEBPS/; ``nav`` and ``ncx`` are the insides of lists."""
    items = "".join(f'<item id="i{name}" href="{name}"/>' for name in chapters)
    items += '<item id="nav" href="nav.xhtml" properties="nav"/>' if nav else ""
    items += '<item id="ncx" href="toc.ncx"/>' if ncx else ""
    refs = "".join(f'<itemref idref="i{name}"/>' for name in order or chapters)
    members: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.format(path="OEBPS/book.opf"),
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="{DUBLIN}">{metadata}</metadata><manifest>{items}</manifest>'
        f'<spine toc="ncx">{refs}</spine></package>',
    }
    members |= {f"OEBPS/{name}": words for name, words in chapters.items()}
    if nav:
        members["OEBPS/nav.xhtml"] = (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f'<body><nav epub:type="toc"><ol>{nav}</ol></nav></body></html>'
        )
    if ncx:
        members["OEBPS/toc.ncx"] = (
            f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{ncx}</navMap></ncx>'
        )
    return zipped(members | dict(more or {}))


def chapter(body: str, head: str = "") -> str:
    """A chapter as XHTML."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/>{head}</head>'
        f"<body>{body}</body></html>"
    )
