# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that somebody made to do harm, or that were harmed: each is answered soon, by what can be
read of it or by a sentence.
"""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest

from sidelight.errors import Cancelled, InputError
from sidelight.exchange import qdpx_in
from sidelight.exchange.incoming import Given, Incoming, Place
from sidelight.language import sentence
from sidelight.reader.remote import Reader
from tests.exchange.qda_given import (
    codes,
    coding,
    marks,
    package,
    project,
    quotes,
    selection,
    tag,
    text_source,
    took,
)

SECONDS = 2.0
TEXT = {"Sources/a.txt": "Kim thanked Stalin. 😀"}
ONE = text_source(selection(0, 3, coding("x")))


def soon(data: bytes, reader: Reader, name: str = "a.qdpx") -> Incoming | InputError:
    """Read a file within the time that there is; return what is read, or the refusal."""
    began = time.process_time()
    try:
        return took(data, reader, name)
    except InputError as error:
        return error
    finally:
        assert time.process_time() - began < SECONDS


def entities() -> bytes:
    rows = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 20}">' for n in range(12))
    doctype = f'<!DOCTYPE Project [<!ENTITY e0 "lol">{rows}]>'
    return package(doctype + project("<Users>&e12;</Users>"))


def external() -> bytes:
    doctype = '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    content = "<PlainTextContent>&x;</PlainTextContent>"
    return package(doctype + project(tag("Notes", tag("Note", content, named="n"))))


def flooded() -> bytes:
    """Return a package whose directory names far more members than there can be."""
    return package(project(ONE), TEXT)[:-22] + b"PK\x01\x02" * 50_000


def encrypted() -> bytes:
    data = bytearray(package(project(ONE), TEXT))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, data)
    return out.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing in the package": (lambda: zipped("readme.txt", b"x"), "unreadable"),
    "cut off": (lambda: package(project(ONE), TEXT)[:-40], "unreadable"),
    "a flood of members": (flooded, "too_much"),
    "behind a password": (encrypted, "unreadable"),
    "no XML": (lambda: package(b"\x00\xff\xfe binary"), "unreadable"),
    "an empty file in it": (lambda: package(b""), "unreadable"),
    "another XML": (lambda: package("<html><body/></html>"), "unreadable"),
    "a package in a package": (
        lambda: zipped("inner.qdpx", package(project(ONE), TEXT)),
        "unreadable",
    ),
    "a package for a project": (
        lambda: zipped("project.qde", package(project(ONE), TEXT)),
        "unreadable",
    ),
    "a bomb for a project": (
        lambda: zipped("project.qde", b"<Project>" + b" " * 90_000_000),
        "too_much",
    ),
    "a flood of elements": (lambda: package(project("<a/>" * 1_600_000)), "too_much"),
    "nested too deep": (lambda: package(project("<a>" * 5000 + "</a>" * 5000)), "too_much"),
    "entities in entities": (entities, "unreadable"),
    "too many codes": (
        lambda: package(project("<CodeBook><Codes>" + "<Code/>" * 20_001 + "</Codes></CodeBook>")),
        "too_much",
    ),
    "too many codings": (
        lambda: package(project(text_source(selection(0, 1, "<Coding/>" * 100_001))), TEXT),
        "too_much",
    ),
    "too many sources": (
        lambda: package(project(tag("Sources", "<TextSource/>" * 5_001))),
        "too_much",
    ),
    "a text bomb": (
        lambda: package(project(ONE), {"Sources/a.txt": b"a" * 9_000_000}),
        "too_much",
    ),
    "the whole text over and over": (
        lambda: package(
            project(text_source("".join(selection(n, 4_000_000, coding("x")) for n in range(50)))),
            {"Sources/a.txt": "Kim " * 1_000_000},
        ),
        "too_much",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(name: str, reader: Reader) -> None:
    make, why = REFUSED[name]
    found = soon(make(), reader)
    assert isinstance(found, InputError)
    assert found.id == f"import.{why}"
    assert "a.qdpx" in sentence(found)


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:codebook:1.0", ""])
def test_a_code_book_alone_is_refused_as_one(reader: Reader, namespace: str) -> None:
    xml = codes("One").replace("<CodeBook", f'<CodeBook xmlns="{namespace}" origin="NVivo"', 1)
    found = soon(xml.encode(), reader, "a.qdc")
    assert isinstance(found, InputError)
    assert found.id == "import.codebook"


def entity_in_utf16() -> bytes:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE Project [<!ENTITY x "y">]>'
    return package((xml + project("<Users>&x;</Users>")).encode("utf-16"))


def pictures() -> bytes:
    corners = {"firstX": 1, "firstY": 1, "secondX": 9, "secondY": 9}
    inner = tag("PictureSelection", coding("x"), **corners)
    source = tag("PictureSource", inner, named="p", path="internal://p.png")
    return package(project(tag("Sources", source)), {"Sources/p.png": png(60_000, 60_000)})


def no_pdf() -> bytes:
    inner = "".join(
        tag("PDFSelection", coding("x", named=f"c{n}"), named=n, page=n, firstX=1, firstY=1,
            secondX=2, secondY=2)
        for n in range(3000)
    )  # fmt: skip
    source = tag("PDFSource", inner, named="p", path="internal://p.pdf")
    return package(project(tag("Sources", source)), {"Sources/p.pdf": b"%PDF-1.7\n" + b"x" * 999})


def bad_notes() -> bytes:
    notes = "".join(
        tag("Note", named=f"n{n}", richTextPath="internal://n.docx") for n in range(300)
    )
    bomb = zipped("word/document.xml", b"<w>" * 100_000)
    return package(project(tag("Notes", notes)), {"Sources/n.docx": bomb})


def flat_sources() -> bytes:
    bomb = {f"Sources/{n}.pdf": b"\0" * 20_000_000 for n in range(2)}
    inner = "".join(tag("PDFSource", named=name, path=f"internal://{name[8:]}") for name in bomb)
    return package(project(tag("Sources", inner)), bomb)


READ: dict[str, Callable[[], bytes]] = {
    "a flood of attributes": lambda: package(
        "<Project " + " ".join(f"a{n}='1'" for n in range(200_000)) + "/>"
    ),
    "an entity in UTF-16": entity_in_utf16,
    "a picture of 3.6 billion pixels": pictures,
    "a PDF that is none": no_pdf,
    "notes that are bombs": bad_notes,
    "sources of zeros": flat_sources,
    "codes as deep as they go": lambda: package(
        project(tag("CodeBook", tag("Codes", '<Code name="x">' * 240 + "</Code>" * 240)))
    ),
    "names without end": lambda: package(
        project(tag("CodeBook", tag("Codes", tag("Code", named="x", name="ab " * 2_000_000))), ONE),
        TEXT,
    ),
    "elements nobody knows": lambda: package(project("<a/>" * 100_000, "<b/>" * 100_000)),
    "line ends alone": lambda: package(project(ONE), {"Sources/a.txt": "\r\n" * 1_500_000}),
    "text that is none": lambda: package(project(ONE), {"Sources/a.txt": b"\x00\xff" * 9_999}),
    "no attributes": lambda: package(
        project("<Sources><TextSource><PlainTextSelection><Coding><CodeRef/></Coding>"
                "</PlainTextSelection></TextSource><PDFSource><PDFSelection/></PDFSource>"
                "<PictureSource><PictureSelection/></PictureSource><AudioSource/></Sources>"
                "<Notes><Note/></Notes><Links><Link/></Links><Users><User/></Users>")
    ),
    "one GUID for all": lambda: package(
        project(*(text_source(selection(0, 3, coding("x", named="x") * 2, named="x") * 2, name="x"),
                  codes("x", "x"), tag("Notes", tag("Note", named="x") * 2))), TEXT
    ),
    "moments outside the calendar": lambda: package(
        project(text_source("".join(
            selection(0, 3, coding("x", named=when), named=f"s{when}", creationDateTime=when)
            for when in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "yesterday",
                         "2024-13-01T00:00:00Z", "2024-01-01T00:00:00Z" * 9, "", "20240101T00"))
        )), TEXT
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_of_what_is_harmful_only_the_rest_is_read(name: str, reader: Reader) -> None:
    found = soon(READ[name](), reader)
    assert isinstance(found, Incoming)


def test_no_entity_brings_a_file_of_this_machine(reader: Reader) -> None:
    found = soon(external(), reader)
    assert isinstance(found, Incoming)
    assert "root:" not in repr(found)


@pytest.mark.parametrize(
    "path",
    [
        "internal://../../../etc/passwd",
        "internal:///etc/passwd",
        "internal://..%2f..%2fetc%2fpasswd",
        "absolute:///etc/passwd",
        "absolute://C:/Windows/win.ini",
        "relative://../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://a.example/a.txt",
        "\\\\server\\share\\a.txt",
        "C:\\a.txt",
        "internal://",
        "internal://project.qde/..",
        "",
    ],
)
def test_no_path_leaves_the_package(path: str, reader: Reader) -> None:
    found = soon(
        package(project(text_source(selection(0, 3, coding("x")), plainTextPath=path)), TEXT),
        reader,
    )
    assert isinstance(found, Incoming)
    (document,) = found.documents
    assert document.data is None
    assert len(found.unread) == 1
    assert [one.places for one in marks(found)] == [(Place(document.key),)]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil", "C:\\evil", "..", "CON:", " . "])
def test_no_name_of_a_file_is_a_path(name: str, reader: Reader) -> None:
    found = soon(package(project(text_source("", name=name)), TEXT), reader)
    assert isinstance(found, Incoming)
    (document,) = found.documents
    assert not {*document.name} & {*'/\\:*?"<>|'}
    assert document.name.strip(". ")
    assert document.name.endswith(".txt")


NUMBERS = ("-1", "0", "99999999999999999999999", "1e9", "0x10", "", "NaN", "٣", "4.0", " 2 ")


@pytest.mark.parametrize("start", NUMBERS)
@pytest.mark.parametrize("end", NUMBERS)
def test_numbers_that_are_none_lead_nowhere(start: str, end: str, reader: Reader) -> None:
    found = soon(package(project(text_source(selection(start, end, coding("x")))), TEXT), reader)
    assert isinstance(found, Incoming)
    ((place,),) = (one.places for one in marks(found))
    assert place.quote == "" or place.quote in TEXT["Sources/a.txt"]
    corners = {"firstX": start, "firstY": end, "secondX": end, "secondY": start, "page": end}
    source = tag("PDFSource", tag("PDFSelection", coding("x"), **corners), path="internal://a.txt")
    assert isinstance(soon(package(project(tag("Sources", source)), TEXT), reader), Incoming)


def test_whoever_has_enough_can_stop(reader: Reader) -> None:
    many = "".join(selection(n % 5, n % 5 + 3, coding("x", named=f"c{n}")) for n in range(2500))
    told: list[str] = []

    def step(_share: float, what: str) -> None:
        told.append(what)
        if len(told) == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        qdpx_in.read(Given(package(project(text_source(many)), TEXT), "a.qdpx", reader), step)
    assert len(told) == 4


def test_one_coding_under_two_names_is_two_marks(reader: Reader) -> None:
    twice = selection(0, 3, coding("x", named="c")) + selection(4, 11, coding("x", named="c"))
    found = soon(package(project(text_source(twice)), TEXT), reader)
    assert isinstance(found, Incoming)
    assert quotes(found) == ["Kim", "thanked"]
