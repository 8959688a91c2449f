# SPDX-License-Identifier: AGPL-3.0-or-later
"""OpenDocument texts: structure, notes, pictures, locks."""

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.reader.formats import format_of
from sidelight.reader.reading import Unreadable
from tests.reader.office import DUBLIN, picture, zipped

Fixture = Callable[..., Any]
SPACES = (
    "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
        for name, kind in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
            ("meta", "meta"),
        )
    )
    + f' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="{DUBLIN}"'
)
STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-bullet/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-number/></text:list-style>'
)
BODY = (
    '<text:p text:style-name="Title">On the bridge</text:p>'
    '<text:h text:outline-level="2">What was seen</text:h>'
    '<text:p>Nobody<text:s text:c="2"/>crossed <text:span text:style-name="T1">it</text:span>.'
    "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
    "<text:p>The harbour book, leaf 41.</text:p></text:note-body></text:note>"
    "<office:annotation><text:p>ask the editor</text:p></office:annotation></text:p>"
    '<text:list text:style-name="L1"><text:list-item><text:p>a grey coat</text:p>'
    "<text:list><text:list-item><text:p>torn</text:p></text:list-item></text:list>"
    "</text:list-item></text:list>"
    '<text:list text:style-name="L2"><text:list-item><text:p>the mayor</text:p></text:list-item>'
    "<text:list-item><text:p>the clerk</text:p></text:list-item></text:list>"
    '<text:p text:style-name="P1">It never stood there.</text:p>'
    "<table:table><table:table-column/><table:table-row><table:table-cell><text:p>Year</text:p>"
    '</table:table-cell><table:table-cell table:number-columns-spanned="2"><text:p>Boats</text:p>'
    "</table:table-cell></table:table-row></table:table>"
    '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>'
    "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
    "<text:p>One<text:line-break/>two<text:tab/>three</text:p>"
)
META = (
    "<dc:title>On the bridge</dc:title><dc:creator>Anna Weiss</dc:creator>"
    "<meta:creation-date>2024-06-21T08:30:00</meta:creation-date><dc:language>en-GB</dc:language>"
)
MANIFEST = "META-INF/manifest.xml"


def odt(body: str = BODY, meta: str = META, **more: bytes | str) -> bytes:
    members: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content{SPACES}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "meta.xml": f"<office:document-meta{SPACES}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
        "Pictures/a.png": picture(),
    }
    return zipped(members | more)


def test_a_text(read: Fixture, blocks: Fixture, sound: Fixture) -> None:
    found = read(odt(), "report.odt")
    sound(found)
    assert found.media_type == "application/vnd.oasis.opendocument.text"
    assert (found.title, found.language) == ("On the bridge", "en-GB")
    assert found.citation == {"author": "Anna Weiss", "issued": "2024-06-21"}
    assert blocks(found) == [
        ("title", "On the bridge"),
        ("heading", "What was seen"),
        ("paragraph", "Nobody crossed it.[1]"),
        ("item", "• a grey coat"),
        ("item", "• torn"),
        ("item", "1. the mayor"),
        ("item", "2. the clerk"),
        ("quote", "It never stood there."),
        ("table", "Year Boats"),
        ("paragraph", "One two three"),
        ("paragraph", "[1] The harbour book, leaf 41."),
    ]
    assert found.rendition.count(b"<img") == 1
    assert b"<b>it</b>" in found.rendition
    assert b'colspan="2"' in found.rendition


def test_behind_a_password_it_is_sealed(read: Fixture) -> None:
    manifest = (
        '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    )
    with pytest.raises(Unreadable) as refusal:
        read(odt(**{MANIFEST: manifest}))
    assert refusal.value.kind == "sealed"


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "../../etc/hostname", "http://river.example/a.png", "gone.png", ""],
)
def test_pictures_that_lie_elsewhere_are_not_fetched(address: str, read: Fixture) -> None:
    body = f'<text:p>Words.<draw:image xlink:href="{address}"/></text:p>'
    found = read(odt(body, meta=""))
    assert found.layer.text.text == "Words."
    assert b"<img" not in found.rendition


HOSTILE = {
    "no content": ({}, "damaged"),
    "no xml": ({"content.xml": "words"}, "damaged"),
    "another root": ({"content.xml": "<x/>"}, "no_text"),
    "nested without end": ({"content.xml": "<a>" * 3000 + "</a>" * 3000}, "too_costly"),
    "a bomb": ({"content.xml": b" " * 70_000_000}, "too_costly"),
}


@pytest.mark.parametrize(("members", "fault"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts(members: dict[str, bytes | str], fault: str, read: Fixture) -> None:
    stated: dict[str, bytes | str] = {"mimetype": "application/vnd.oasis.opendocument.text"}
    with pytest.raises(Unreadable) as refusal:
        read(zipped(stated | members), "a.odt")
    assert refusal.value.kind == fault


def test_spaces_without_end_are_few(read: Fixture) -> None:
    body = '<text:p>One<text:s text:c="99999"/>two<text:s text:c="x"/>three</text:p>'
    found = read(odt(body, meta=""))
    assert found.layer.text.text.split() == ["One", "two", "three"]


@pytest.mark.parametrize("name", ["a.odt", "a.zip", "a.docx", "a.txt"])
def test_told_by_its_type(name: str) -> None:
    assert format_of(odt(), name).name == "ODT"


def test_a_sheet_is_no_text() -> None:
    with pytest.raises(Unreadable) as refusal:
        format_of(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "a.ods")
    assert refusal.value.values == {"found": "opendocument"}
