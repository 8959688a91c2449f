# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every format through the real, confined processes: nothing is left to load, and bombs end."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from sidelight.errors import DocumentError
from sidelight.reader.formats import FORMATS
from sidelight.reader.pillow_pictures import HEIC
from sidelight.reader.remote import Reader
from tests.reader.office import chapter, docx, drawn, epub, paragraph, picture, zipped
from tests.reader.test_fb2 import fb2
from tests.reader.test_mhtml import saved
from tests.reader.test_odt import odt
from tests.reader.test_pictures import turned
from tests.reader.test_rtf import REPORT, rtf

Fixture = Callable[..., Any]
LARGE = picture("BMP", (2600, 1500))
IMAGE = '<p>Words.</p><img src="a.img"/>'
PICTURES = ["PNG", "JPEG", "GIF", "BMP", "TIFF", "JPEG2000", "WEBP", "AVIF"]
DOCUMENTS = {
    "docx": docx(paragraph("Words.") + paragraph(drawn(1)), media={"a.png": LARGE}),
    "odt": odt(),
    "fb2": fb2(),
    "rtf": rtf(REPORT),
    "mhtml": saved(),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>',
    "cbz": zipped({"1.webp": picture("WEBP"), "2.avif": picture("AVIF")}),
    "turned": turned("TIFF", 6),
    **{
        f"epub with {kind}": epub({"a.xhtml": chapter(IMAGE)}, more={"OEBPS/a.img": picture(kind)})
        for kind in PICTURES
    },
    **{kind: picture(kind) for kind in [*PICTURES, *(["HEIF"] if HEIC else [])]},
}


@pytest.mark.parametrize("data", DOCUMENTS.values(), ids=DOCUMENTS)
def test_read_and_drawn_in_confinement(data: bytes, reader: Reader) -> None:
    found = reader.extract(data, "a document")
    media_type = found.options.get("rendition", found.media_type)
    key = base64.b16encode(data[-40:]).decode() + str(len(data))
    drawn_page = reader.draw(key, lambda: found.rendition or data, media_type, 1, 0.5)
    assert drawn_page.width > 0
    assert b"[image]" not in found.rendition
    assert "[image]" not in found.layer.text.text


def test_every_format_has_its_document(reader: Reader) -> None:
    read = {reader.extract(data, "a document").media_type for data in DOCUMENTS.values()}
    others = {"application/pdf", "text/html", "text/markdown", "text/plain"}
    assert {known.media_type for known in FORMATS} - others <= read


def spaces() -> bytes:
    """More than any document may hold."""
    return b" " * 170_000_000


BOMBS = {
    "docx": lambda: zipped({"[Content_Types].xml": "x", "word/document.xml": spaces()}),
    "epub": lambda: epub({"a.xhtml": spaces()}),
    "odt": lambda: zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": spaces()}
    ),
    "fb2": lambda: zipped({"book.fb2": spaces()}),
    "cbz": lambda: zipped({"0.png": picture(), "1.png": spaces()}),
    "entities": lambda: epub(
        {
            "a.xhtml": "<!DOCTYPE html ["
            + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 9 if n else "words"}">' for n in range(12))
            + "]><html><body><p title='&e11;'>&e11;</p></body></html>"
        }
    ),
    "groups": lambda: b"{\\rtf1" + b"{\\b " * 3_000_000,
    "a table": lambda: docx("<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 400_000 + "</w:tbl>"),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_or_read_and_the_next_document_is_read(
    bomb: Callable[[], bytes], reader: Reader
) -> None:
    try:
        found = reader.extract(bomb(), "a bomb")
    except DocumentError as error:
        assert error.id in {  # noqa: PT017 - either end is a good one
            "document.too_costly",
            "document.damaged",
            "document.no_text",
        }
    else:
        assert len(found.layer.text) < 1000
    assert reader.extract(b"Words and more.", "a.txt").layer.text.text == "Words and more."
