# SPDX-License-Identifier: AGPL-3.0-or-later
"""Word documents, EPUB, ODT and comics made to hang, to blow up, to lie or to reach out."""

import struct

from tests.reader.hostile_pdf import WORDS, Make, Trap
from tests.reader.hostile_words import PARAGRAPH, entities, outside
from tests.reader.office import RELATION, chapter, docx, epub, paragraph, picture, zipped
from tests.reader.test_odt import odt

SAID = paragraph(WORDS)
TEXT = f"<text:p>{WORDS}</text:p>"
CHAPTER = chapter(PARAGRAPH)
ENTRY = b"PK\x01\x02"
END = b"PK\x05\x06"


def lying(data: bytes, size: int) -> bytes:
    """An archive whose directory says another unpacked size of every member."""
    raw = bytearray(data)
    at = raw.find(ENTRY)
    while at >= 0:
        raw[at + 24 : at + 28] = struct.pack("<I", size)
        at = raw.find(ENTRY, at + 4)
    return bytes(raw)


def overlapping(data: bytes, times: int) -> bytes:
    """An archive of one member whose directory names it over and over."""
    start, end = data.index(ENTRY), data.index(END)
    one = data[start:end]
    at = 46 + struct.unpack("<H", one[28:30])[0]
    directory = b"".join(
        one[:46] + (b"%06d" % number + one[52:at] if at >= 52 else one[46:at]) + one[at:]
        for number in range(times)
    )
    tail = bytearray(data[end:])
    tail[8:20] = struct.pack("<HHII", times, times, len(directory), start)
    return data[:start] + directory + bytes(tail)


def with_relation(target: str, mode: str = "") -> bytes:
    """A Word document whose one picture is anywhere."""
    link = f'<Relationship Id="m1" Type="{RELATION}/image" Target="{target}"{mode}/>'
    blip = '<w:r><w:drawing><a:blip xmlns:a="a" r:embed="m1" r:link="m1"/></w:drawing></w:r>'
    return docx(SAID + paragraph(blip), links=link)


def with_document(head: str, body: str) -> bytes:
    """A Word document with a document type of its own."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inside = f"<w:document {space}><w:body>{SAID}{body}</w:body></w:document>"
    return docx("", parts={"word/document.xml": head + inside})


def with_styles(styles: str) -> bytes:
    """A Word document with styles of its own."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    told = f"<w:styles {space}>{styles}</w:styles>"
    return docx(paragraph(WORDS, "A"), parts={"word/styles.xml": told})


def notes_in_a_ring(_trap: Trap) -> bytes:
    """Notes that call each other."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>Note</w:t><w:footnoteReference '
        f'w:id="{(number + 1) % 300}"/></w:r></w:p></w:footnote>'
        for number in range(300)
    )
    return docx(SAID + '<w:p><w:r><w:footnoteReference w:id="0"/></w:r></w:p>', notes=notes)


def without_spine(_trap: Trap) -> bytes:
    """A book that has chapters and no order of them."""
    return epub({"a.xhtml": CHAPTER}, order=("none",))


def book_of_addresses(trap: Trap) -> bytes:
    """A book whose chapters, pictures and places are files of this machine."""
    body = (
        f'<img src="file://{trap.file}"/><img src="../../../..{trap.file}"/>'
        f'<img src="{trap.web}/i"/><a href="javascript:alert(1)">one</a>'
        f'<object data="{trap.file}"/><link rel="stylesheet" href="{trap.web}/c"/>'
    )
    return epub(
        {"a.xhtml": chapter(PARAGRAPH + body), f"../../../..{trap.file}": "x"},
        nav=f'<li><a href="file://{trap.file}">Secret</a></li>',
    )


def deep_places(_trap: Trap) -> bytes:
    """A table of contents nested beyond any book, which is a ring besides."""
    places = '<li><a href="a.xhtml">Part</a><ol>' * 200 + "</ol></li>" * 200
    return epub({"a.xhtml": CHAPTER}, nav=places)


def encrypted(data: bytes) -> bytes:
    """An archive that says all of its members are locked."""
    raw = bytearray(data)
    at = raw.find(ENTRY)
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(ENTRY, at + 4)
    return bytes(raw)


WORD: dict[str, Make] = {
    "entities from a file.docx": lambda trap: with_document(
        outside(trap), paragraph("<w:r><w:t>&f;&w;</w:t></w:r>")
    ),
    "entities that multiply.docx": lambda _: with_document(
        entities(12), paragraph("<w:r><w:t>&e11;</w:t></w:r>")
    ),
    "a picture from a file.docx": lambda trap: with_relation(
        f"file://{trap.file}", ' TargetMode="External"'
    ),
    "a picture from above.docx": lambda trap: with_relation(f"../../../../../..{trap.file}"),
    "a picture from the root.docx": lambda trap: with_relation(str(trap.file)),
    "a picture that is the text.docx": lambda _: with_relation("document.xml"),
    "tables in tables.docx": lambda _: docx(SAID + "<w:tbl><w:tr><w:tc>" * 70 + "<w:p/>"),
    "tables in tables, closed.docx": lambda _: docx(
        SAID + "<w:tbl><w:tr><w:tc>" * 60 + SAID + "</w:tc></w:tr></w:tbl>" * 60
    ),
    "deeper than any.docx": lambda _: docx(SAID + "<w:sdt>" * 9_000 + "</w:sdt>" * 9_000),
    "a cell as wide as the sun.docx": lambda _: docx(
        SAID + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>'
        f"{SAID}</w:tc></w:tr></w:tbl>"
    ),
    "styles in a ring.docx": lambda _: with_styles(
        '<w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    ),
    "notes in a ring.docx": notes_in_a_ring,
    "numbers too long.docx": lambda _: docx(
        paragraph(WORDS, extra=f'<w:numPr><w:ilvl w:val="{"9" * 5_000}"/></w:numPr>')
        + paragraph("more", extra='<w:outlineLvl w:val="-9"/>')
    ),
    "20000 headings.docx": lambda _: docx(SAID + paragraph("Part", "1") * 20_000),
    "other documents within.docx": lambda trap: docx(
        SAID + '<w:altChunk r:id="x"/><w:subDoc r:id="x"/>',
        links=f'<Relationship Id="x" Type="{RELATION}/aFChunk" Target="file://{trap.file}" '
        'TargetMode="External"/>',
    ),
    "fields that fetch.docx": lambda trap: docx(
        SAID + f'<w:p><w:fldSimple w:instr="INCLUDETEXT {trap.file}"/><w:r><w:instrText>'
        f"DDEAUTO c:\\\\cmd.exe {trap.web}</w:instrText></w:r></w:p>"
    ),
    "cut in two.docx": lambda _: docx(SAID)[:900],
    "locked members.docx": lambda _: encrypted(docx(SAID)),
    "sizes that lie.docx": lambda _: lying(docx(SAID), 2**32 - 2),
    "smaller than it is.docx": lambda _: lying(docx(SAID * 99), 1),
    "members by absolute names.docx": lambda _: docx(
        SAID, parts={"/etc/passwd": "x", "../../../evil": "x", "C:\\evil": "x", "a\\..\\b": "x"}
    ),
}
BOOKS: dict[str, Make] = {
    "no order of chapters.epub": without_spine,
    "files and addresses.epub": book_of_addresses,
    "places in places.epub": deep_places,
    "one chapter 50000 times.epub": lambda _: epub(
        {"a.xhtml": CHAPTER}, order=("a.xhtml",) * 50_000
    ),
    "9000 chapters.epub": lambda _: epub({f"{n}.xhtml": CHAPTER for n in range(1_500)}),
    "a book that holds itself.epub": lambda _: epub(
        {"a.xhtml": CHAPTER},
        more={"META-INF/container.xml": '<c><rootfile full-path="META-INF/container.xml"/></c>'},
    ),
    "a package from above.epub": lambda trap: epub(
        {"a.xhtml": CHAPTER},
        more={"META-INF/container.xml": f'<c><rootfile full-path="../../..{trap.file}"/></c>'},
    ),
    "entities from a file.epub": lambda trap: epub(
        {"a.xhtml": outside(trap) + f"<html><body>{PARAGRAPH}<p>&f;&w;</p></body></html>"}
    ),
    "a spread of styles.epub": lambda _: epub(
        {"a.xhtml": chapter(PARAGRAPH, f"<style>{'a{b:c}' * 90_000}</style>")}
    ),
    "spaces without end.epub": lambda _: epub({"a.xhtml": CHAPTER, "b.xhtml": b" " * 170_000_000}),
    "cut in two.epub": lambda _: epub({"a.xhtml": CHAPTER})[:700],
}
TEXTS: dict[str, Make] = {
    "blanks without end.odt": lambda _: odt(
        TEXT + '<text:p>a<text:s text:c="999999999"/>b</text:p>'
    ),
    "cells without end.odt": lambda _: odt(
        f"{TEXT}<table:table><table:table-row table:number-rows-repeated='999999999'>"
        "<table:table-cell table:number-columns-repeated='999999999' "
        f"table:number-columns-spanned='999999999'>{TEXT}</table:table-cell>"
        "</table:table-row></table:table>"
    ),
    "lists in lists.odt": lambda _: odt(
        TEXT + "<text:list><text:list-item>" * 80 + TEXT + "</text:list-item></text:list>" * 80
    ),
    "deeper than any.odt": lambda _: odt(TEXT + "<text:span>" * 9_000 + "</text:span>" * 9_000),
    "levels that lie.odt": lambda _: odt(
        f'{TEXT}<text:h text:outline-level="-5">a</text:h><text:h text:outline-level="{"9" * 5_000}'
        '">b</text:h>'
    ),
    "pictures from files.odt": lambda trap: odt(
        TEXT + f'<text:p><draw:image xlink:href="file://{trap.file}"/>'
        f'<draw:image xlink:href="../..{trap.file}"/><draw:image xlink:href="{trap.web}/i"/>'
        f'<text:a xlink:href="javascript:alert(1)">x</text:a></text:p>'
        f'<text:section><text:section-source xlink:href="file://{trap.file}"/></text:section>'
    ),
    "entities from a file.odt": lambda trap: odt(
        **{"content.xml": outside(trap) + "<x><body><text><p>Harbour &f;&w;</p></text></body></x>"}
    ),
    "cut in two.odt": lambda _: odt(TEXT)[:600],
}
COMICS: dict[str, Make] = {
    "sizes that lie.cbz": lambda _: lying(zipped({"1.png": picture()}), 2**32 - 2),
    "one picture 9000 times.cbz": lambda _: overlapping(zipped({"000000.png": picture()}), 9_000),
    "one picture 30000 times.cbz": lambda _: overlapping(zipped({"000000.png": picture()}), 30_000),
    "pictures from above.cbz": lambda _: zipped(
        {"../../1.png": picture(), "/etc/2.png": picture(), "C:\\3.png": picture()}
    ),
    "nothing but archives.cbz": lambda _: zipped({"1.png": zipped({"1.png": picture()})}),
    "zeros without end.cbz": lambda _: zipped({"1.png": picture(), "2.png": bytes(165_000_000)}),
    "a directory elsewhere.cbz": lambda _: zipped({"1.png": picture()})[:-6] + b"\xff" * 6,
}
DOCUMENTS: dict[str, Make] = WORD | BOOKS | TEXTS | COMICS
